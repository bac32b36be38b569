"""The demo's print edition: a small catalogue of some commodities, which everybody may read."""

from uuid import uuid4

from sentra.ops.demo.officers import Office
from sentra.promotion.choosing import Choice, ChoiceKind, showings_chosen
from sentra.promotion.services.edition_make import edition_make
from sentra.promotion.services.editions import EditionTold, edition_ask, edition_publish
from sentra.reference.loading import current_pack

MOST = 40
FOREWORD = (
    "Buku kecil ini memperkenalkan buah tangan Kabupaten Blitar: dari dapur, bengkel, dan sanggar yang izinnya lengkap."
    "\nPindai kode di samping produk untuk melihat keadaan hari ini dan memesan langsung kepada perajinnya. Foto dalam"
    " contoh ini digambar oleh program."
)


def edition_print(office: Office) -> int:
    """Have an edition made of as many commodities as make some forty products; gives how many it holds."""
    curator = office["disperindag"]
    codes: list[str] = []
    for commodity in current_pack().commodities:
        if showings_chosen(Choice(ChoiceKind.COMMODITY, (*codes, commodity.code))).count() > MOST:
            break
        codes.append(commodity.code)
    choice = Choice(ChoiceKind.COMMODITY, tuple(codes))
    if not showings_chosen(choice).exists():
        return 0
    told = EditionTold(
        title="Buah Tangan dari Blitar",
        subtitle="Pilihan perajin kecil dan menengah",
        foreword=FOREWORD,
        choice=choice,
        paper="a5",
    )
    edition = edition_ask(actor=curator, key=uuid4(), told=told)
    edition_make(edition_id=edition.pk)
    edition.refresh_from_db()
    edition_publish(actor=curator, edition_id=edition.pk, version=edition.version)
    return edition.products
