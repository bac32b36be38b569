"""Visits of the other kinds for the tests, made by the acts that people use."""

from datetime import date
from typing import Any
from uuid import uuid4

from sentra.kernel import clock
from sentra.people.models import Role, User
from sentra.people.tests.people import officer
from sentra.registry.models import Business
from sentra.surveys.models import Report, Visit
from sentra.surveys.queries import asks_of_visit
from sentra.surveys.services.hand_in import visit_hand_in
from sentra.surveys.services.plan import Planned, census_plan, visits_plan
from sentra.surveys.tests.making import answers_fitting, told


def business_visit(
    business: Business, kind: str = "supervision", *, surveyor: User | None = None, day: date | None = None
) -> Visit:
    """A visit to a business that is planned for today."""
    who = surveyor or officer(Role.SURVEYOR)
    planned = Planned(business.pk, kind, who, day or clock.today(), reasons=["long_ago"], remark="Lewat jembatan")
    return visits_plan(actor=officer(Role.HEAD), planned=[planned])[0]


def census_visit(business: Business) -> Visit:
    """The census of the village in which a business lies, planned for today."""
    return census_plan(
        actor=officer(Role.HEAD),
        district=business.district,
        village=business.village,
        surveyor=officer(Role.SURVEYOR),
        planned_on=clock.today(),
    )


def visited(visit: Visit, **changes: Any) -> Report:
    """A visit, handed in by its surveyor."""
    asks = asks_of_visit(visit)
    wrong = changes.pop("answers", {})
    answers = {**answers_fitting(visit.surveyor, asks), **wrong}
    notes = dict.fromkeys(wrong, "Terlihat di tempat.")
    seen = told(visit.surveyor, asks, recommendation="", answers=answers, notes=notes, **changes)
    return visit_hand_in(actor=visit.surveyor, visit_id=visit.pk, key=uuid4(), told=seen)


def supervised(business: Business) -> tuple[Visit, Report]:
    """A supervision that found no one looking after waste."""
    visit = business_visit(business)
    return visit, visited(visit, answers={"waste": "no"})
