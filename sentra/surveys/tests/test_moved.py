"""A report of a visit that the office gave away, cancelled or has by now: a person decides, and learns why."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from sentra.kernel import clock
from sentra.outbox.models import Notice
from sentra.people.models import Role, User
from sentra.people.tests.people import officer, owner
from sentra.surveys.models import Report, Visit
from sentra.surveys.services.plan import visit_cancel, visit_move, visit_plan
from sentra.surveys.tests.making import page, photograph, signed_in, typed
from sentra.surveys.tests.visiting import business_visit, visited
from tests.making import granted, sent_in, to_survey, visit_planned

pytestmark = pytest.mark.django_db


@pytest.fixture
def visit() -> Visit:
    """A visit that was planned for the first surveyor."""
    return business_visit(granted(sent_in(owner())).business)


def colleague() -> User:
    """Another surveyor."""
    return officer(Role.SURVEYOR, name="Rekan")


def given_away(visit: Visit) -> None:
    """The office gives a visit to the colleague."""
    visit_move(actor=officer(Role.HEAD), visit_id=visit.pk, surveyor=colleague(), planned_on=clock.today())


def filled(planned_for: User) -> dict[str, Any]:
    """What the first surveyor typed in a form that was drawn for somebody's visit."""
    given = typed(hand_in="1", planned_for=str(planned_for.pk))
    places = {"q-present": "nobody", "q-days_a_week": "3", "q-product_quality": "good"}
    fits = {f"q-{code}": "yes" for code in ("checked", "clean", "label", "safety", "waste")}
    return {**given, **places, **fits, "q-photo_front": photograph("#aa5500", "depan.jpg")}


def sent(client: Client, visit: Visit, given: dict[str, Any], *, by_phone: bool = True) -> Any:
    """Send a report, as the phone or as a page does."""
    headers = {"Accept": "application/json"} if by_phone else {}
    return client.post(reverse("surveys:visit_report", args=[visit.pk]), given, headers=headers)


def test_a_phone_is_asked_and_its_report_counts_once_somebody_decided(visit: Visit) -> None:
    given_away(visit)
    client, given = signed_in(visit.surveyor), filled(visit.surveyor)
    told = sent(client, visit, given)
    (choice,) = told.json()["choices"]
    assert (told.status_code, Report.objects.filter(visit=visit).count()) == (409, 0)
    assert "gave this visit to Rekan" in told.json()["message"]
    given[choice["name"]] = choice["value"]
    for _twice in range(2):
        assert sent(client, visit, given).status_code == 200
    assert Report.objects.get(visit=visit).surveyor == visit.surveyor
    notices = Notice.objects.filter(user=colleague(), event__kind="visit_made")
    assert notices.count() == 1


def test_a_page_asks_too_and_pressing_again_decides(visit: Visit) -> None:
    form = signed_in(visit.surveyor)
    given_away(visit)
    asked = sent(form, visit, filled(visit.surveyor), by_phone=False)
    assert (asked.status_code, Report.objects.filter(visit=visit).count()) == (409, 0)
    assert f'name="planned_for" value="{colleague().pk}"' in asked.content.decode()
    assert "Produksi berjalan setiap hari." in asked.content.decode()
    assert sent(form, visit, filled(colleague()), by_phone=False).status_code == 302


def test_who_helps_out_or_got_the_visit_is_not_asked(visit: Visit) -> None:
    given_away(visit)
    assert sent(signed_in(colleague()), visit, filled(visit.surveyor)).status_code == 200


def test_a_survey_that_was_planned_anew_is_asked_about(visit: Visit) -> None:
    application = to_survey(sent_in(owner()))
    first = visit_planned(application).surveyor
    visit_plan(actor=first, application_id=application.pk, surveyor=colleague(), planned_on=clock.today())
    given = typed(hand_in="1", planned_for=str(first.pk))
    told = signed_in(first).post(page("report", application), given, headers={"Accept": "application/json"})
    assert (told.status_code, told.json()["choices"][0]["value"]) == (409, str(colleague().pk))


def test_a_visit_that_is_over_says_why(visit: Visit) -> None:
    business = visit.business
    assert business
    client = signed_in(visit.surveyor)
    visit_cancel(actor=officer(Role.HEAD), visit_id=visit.pk, reason="Usaha sudah tutup.")
    assert "Usaha sudah tutup." in sent(client, visit, filled(visit.surveyor)).json()["message"]
    other = business_visit(business)
    visited(other)
    told = sent(client, other, {**filled(visit.surveyor), "key": str(uuid4())})
    assert (told.status_code, "choices" in told.json()) == (409, False)
    assert f"{visit.surveyor} handed in the report of this visit" in told.json()["message"]
