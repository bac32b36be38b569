"""Every open application stands in somebody's queue."""

import pytest

from sentra.licensing.filters import QueueFilter
from sentra.licensing.models import Application, Status
from sentra.licensing.queues import ALL, QUEUES, in_queue, queue_counts
from sentra.people.models import Role
from sentra.people.tests.people import officer

pytestmark = pytest.mark.django_db

EVERYBODY = (Role.COUNTER, Role.VERIFIER, Role.SURVEYOR, Role.HEAD)


@pytest.mark.parametrize("status", [Status.VERIFICATION, Status.CORRECTION, Status.SURVEY, Status.DECISION])
def test_an_open_application_stands_in_exactly_one_queue(application: Application, status: Status) -> None:
    Application.objects.filter(pk=application.pk).update(status=status, paused_since=application.submitted_at)
    found = [
        (role, queue.code)
        for role in EVERYBODY
        for queue in QUEUES.values()
        if queue.code in queue_counts(officer(role)) and in_queue(officer(role), queue).exists()
    ]
    assert len(found) == 1


def test_a_survey_that_is_owed_stands_in_the_surveyors_queue(application: Application) -> None:
    Application.objects.filter(pk=application.pk).update(status=Status.GRANTED, survey_owed=True)
    assert in_queue(officer(Role.SURVEYOR), QUEUES["survey"]).exists()


def test_an_officer_of_another_district_does_not_have_it(application: Application) -> None:
    elsewhere = officer(Role.VERIFIER, ["35.05.01"], name="Wono")
    there = officer(Role.VERIFIER, ["35.05.10"], name="Kani")
    assert not in_queue(elsewhere, QUEUES["verification"]).exists()
    assert in_queue(there, QUEUES["verification"]).exists()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "mbok siti"}, True),
        ({"q": "MBÓK  pecel"}, True),
        ({"q": "batik"}, False),
        ({"q": "\x00'; --"}, False),
        ({"district": "35.05.10"}, True),
        ({"district": "35.05.01"}, False),
        ({"service": "tdi", "sort": "newest"}, True),
        ({"mine": "1"}, False),
        ({"late": "1"}, False),
        ({"sort": "nonsense"}, True),
    ],
)
def test_a_queue_is_searched_and_filtered(application: Application, query: dict[str, str], found: bool) -> None:
    actor = officer(Role.VERIFIER)
    chosen = QueueFilter.read(query)
    assert chosen.apply(in_queue(actor, ALL), actor).exists() is found
