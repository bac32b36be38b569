"""What buyers do in the demo's catalogue, and who stands on its first page."""

from datetime import timedelta
from uuid import NAMESPACE_URL, uuid5

from sentra.kernel import clock
from sentra.ops.demo.officers import Office
from sentra.promotion.listed import makers_listed
from sentra.promotion.models import Way
from sentra.promotion.services.counts import count_add
from sentra.promotion.services.curation import maker_feature
from sentra.promotion.services.heard import enquiry_send
from sentra.promotion.services.words import listed_words_learn

FEATURED = 4
FOR_DAYS = 45
ASKED = (
    ("Rina Contoh", "0812 0000 1111", "Apakah bisa kirim ke Surabaya? Saya perlu 40 bungkus untuk hajatan."),
    ("Toko Contoh Malang", "toko@contoh.id", "Kami ingin menjual kembali. Berapa harga untuk pesanan 100?"),
    ("Dewi Contoh", "0813 0000 2222", "Apakah masih ada? Saya mampir hari Sabtu."),
)


def buyers_come(office: Office) -> None:
    """Put some makers on the first page, let buyers look and ask, and learn the words of what is listed."""
    listed = list(makers_listed().select_related("business__owner__user").order_by("pk")[:30])
    until = clock.today() + timedelta(days=FOR_DAYS)
    for maker in listed[:FEATURED]:
        maker_feature(actor=office["disperindag"], business_id=maker.business_id, until=until)
    for place, maker in enumerate(listed):
        for _look in range(1 + (7 * place) % 11):
            count_add(actor=None, maker=maker, showing=None, way=Way.VIEW)
    asked = [one for one in listed if one.business.owner.user_id] or listed
    for place, (name, contact, message) in enumerate(ASKED[: len(asked)]):
        maker = asked[place]
        key = uuid5(NAMESPACE_URL, f"{maker.slug}/{place}")
        enquiry_send(actor=None, key=key, maker=maker, showing=None, name=name, contact=contact, message=message)
    listed_words_learn()
