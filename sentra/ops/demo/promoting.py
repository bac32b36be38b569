"""The demo's catalogue: owners who agreed to be shown, and pages at every point of their way."""

from datetime import datetime, timedelta
from random import Random

from sentra.kernel import clock
from sentra.ops.demo.campaigning import campaigns_run
from sentra.ops.demo.officers import Office
from sentra.ops.demo.printing import edition_print
from sentra.ops.demo.showcase import catalogue_enliven, page_fill
from sentra.promotion.listed import business_presentable
from sentra.promotion.services.consent import consent_give, maker_open
from sentra.promotion.services.curation import maker_publish, maker_return, maker_send
from sentra.promotion.services.words import listed_words_learn
from sentra.registry.models import Business

MAKERS = 140
WAITING, RETURNED = 4, 2
"""So many of them wait for the office's look, and have something to put right."""
WHAT_TO_MEND = "Foto produknya masih buram. Mohon difoto ulang di tempat terang, lalu kirim lagi."


def catalogue_open(office: Office) -> int:
    """Let owners agree and the office look at their pages, by the acts that people use; gives how many are public."""
    rng = Random("catalogue")  # noqa: S311 - made up, and the same each time
    shown = 0
    for place, business in enumerate(_some()):
        with clock.travel(_begun(place, business)):
            shown += _open(office, place, business, rng)
    catalogue_enliven(office)
    listed_words_learn()
    edition_print(office)
    campaigns_run(office)
    return shown


def _begun(place: int, business: Business) -> datetime:
    """Tell when a page was begun: some of them within the last days, most over a year, after the registration."""
    days = place % 35 if place % 35 in {WAITING, RETURNED} else 12 + place * 2
    begun = clock.now() - timedelta(days=days)
    return max(begun, business.registered_at + timedelta(days=1)) if business.registered_at else begun


def _open(office: Office, place: int, business: Business, rng: Random) -> bool:
    """Open one page and bring it to its point; tells whether it was published."""
    curator = office["disperindag"]
    actor = business.owner.user or curator
    maker = maker_open(actor=actor, business_id=business.pk)
    consent_give(actor=actor, business_id=business.pk, agreed=True)
    page_fill(office, business, rng)
    if not maker.showings.exists():
        return False
    maker_send(actor=actor, business_id=business.pk)
    if place % 35 == WAITING:
        return False
    if place % 70 == RETURNED:
        maker_return(actor=curator, business_id=business.pk, reason=WHAT_TO_MEND)
        return False
    maker_publish(actor=curator, business_id=business.pk)
    return True


def _some() -> list[Business]:
    """Choose businesses that may be shown: first those whose products have photographs, then the newest."""
    known = Business.objects.filter(business_presentable()).select_related("owner__user")
    pictured = list(known.filter(products__photos__isnull=False).distinct().order_by("register_number"))
    kept = {one.pk for one in pictured}
    return [*pictured, *known.exclude(pk__in=kept).order_by("-registered_at", "pk")[: MAKERS - len(pictured)]]
