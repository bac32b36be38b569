"""The demo's catalogue: owners who agreed to be shown, and pages at every point of their way."""

from sentra.ops.demo.browsing import buyers_come
from sentra.ops.demo.officers import Office
from sentra.ops.demo.printing import edition_print
from sentra.promotion.listed import business_presentable
from sentra.promotion.services.consent import consent_give, maker_open
from sentra.promotion.services.curation import maker_publish, maker_return, maker_send
from sentra.registry.models import Business

MAKERS = 140
WAITING, RETURNED = 4, 2
"""So many of them wait for the office's look, and have something to put right."""
WHAT_TO_MEND = "Foto produknya masih buram. Mohon difoto ulang di tempat terang, lalu kirim lagi."


def catalogue_open(office: Office) -> int:
    """Let owners agree and the office look at their pages, by the acts that people use; gives how many are public."""
    curator = office["disperindag"]
    shown = 0
    for place, business in enumerate(_some()):
        actor = business.owner.user or curator
        maker = maker_open(actor=actor, business_id=business.pk)
        consent_give(actor=actor, business_id=business.pk, agreed=True)
        if not maker.showings.exists():
            continue
        maker_send(actor=actor, business_id=business.pk)
        if place % 35 == WAITING:
            continue
        if place % 70 == RETURNED:
            maker_return(actor=curator, business_id=business.pk, reason=WHAT_TO_MEND)
            continue
        maker_publish(actor=curator, business_id=business.pk)
        shown += 1
    buyers_come(office)
    edition_print(office)
    return shown


def _some() -> list[Business]:
    """Choose businesses that may be shown: first those whose products have photographs, then the newest."""
    known = Business.objects.filter(business_presentable()).select_related("owner__user")
    pictured = list(known.filter(products__photos__isnull=False).distinct().order_by("register_number"))
    kept = {one.pk for one in pictured}
    return [*pictured, *known.exclude(pk__in=kept).order_by("-registered_at", "pk")[: MAKERS - len(pictured)]]
