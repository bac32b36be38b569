"""Visits of the demo after programmes that are over: one was made; who was not visited since for any reason is due."""

from functools import partial

from sentra.files.services import made_file_store
from sentra.kernel import clock
from sentra.ops.demo.offers import Offers
from sentra.ops.demo.photographs import painted
from sentra.ops.demo.supervising import visit_made
from sentra.programmes.following_up import follow_ups_due
from sentra.registry.models import Business
from sentra.surveys.models import Visit
from sentra.surveys.queries import surveyors_in
from sentra.surveys.services.plan import Planned, visits_plan

DAYS_AGO = 40
"""So many days ago a visit after a programme was made."""


def visits_follow(offers: Offers) -> None:
    """One of those whose visit was due was visited, as the plan proposed it."""
    photo = made_file_store(data=painted("gerabah_seni"), media_type="image/jpeg", name="tempat.jpg")
    visit = offers.at(-DAYS_AGO, partial(_plan, offers))
    if visit:
        offers.at(-DAYS_AGO, partial(visit_made, visit, photo, offers.rng))


def _plan(offers: Offers) -> Visit | None:
    """Plan the visit to the first that is due and has none."""
    due = Business.objects.present().filter(pk__in=follow_ups_due()).exclude(visits__state="planned")
    for business in due.select_related("owner").order_by("register_number"):
        if surveyors := surveyors_in(business.district, business):
            wanted = Planned(business.pk, "follow_up", surveyors[0], clock.today(), ["help_follow_up"])
            return visits_plan(actor=offers.head, planned=[wanted])[0]
    return None
