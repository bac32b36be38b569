"""Two who plan a visit after a programme at once: neither waits for the other for ever, and one visit is planned."""

from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from sentra.kernel import clock
from sentra.people.models import Role, User
from sentra.people.tests.people import officer
from sentra.programmes.models import Candidate
from sentra.programmes.services.visits import candidate_visit_plan
from sentra.programmes.tests.making import manager
from sentra.programmes.tests.making_training import people
from sentra.programmes.tests.test_follow_ups import over
from sentra.surveys.models import Visit
from sentra.surveys.services.plan import Planned, visits_plan
from tests.test_concurrency import at_once, refusals

pytestmark = pytest.mark.django_db(transaction=True)


def half_a_year_on(participant: Candidate, surveyor: User, by_hand: bool) -> Any:
    """Plan a visit when it is due: on the participant's page, or by the supervision plan."""
    with clock.travel(clock.now() + timedelta(days=300)):
        today = clock.today()
        if by_hand:
            return candidate_visit_plan(
                actor=manager(), candidate_id=participant.pk, planned_on=today, surveyor=surveyor
            )
        wanted = Planned(participant.business_id, "follow_up", surveyor, today, ["help_follow_up"])
        return visits_plan(actor=officer(Role.HEAD), planned=[wanted])


def test_the_plan_and_the_office_at_once_plan_one_visit() -> None:
    (participant,) = people(over(1))
    surveyor, _people = officer(Role.SURVEYOR), (manager(), officer(Role.HEAD))
    plan = partial(half_a_year_on, participant, surveyor)
    assert len(refusals(at_once(partial(plan, by_hand=True), partial(plan, by_hand=False)))) == 1
    assert Visit.objects.filter(business=participant.business).count() == 1
    assert participant.visits.count() <= 1
