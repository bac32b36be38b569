"""The counter: an application for a walk-in, and the slip that hands the account over."""

import re

import pytest
from django.urls import reverse

from sentra.kernel import clock
from sentra.licensing.models import (
    Application,
    Status,
)
from sentra.licensing.services.draft import draft_start
from sentra.licensing.tests.making import publish
from sentra.licensing.tests.office import THERE, browser, case_url, of, text
from sentra.people.models import Role
from sentra.people.services import account_take_over
from sentra.people.tests.people import officer, owner, person

pytestmark = pytest.mark.django_db


def test_a_walk_in_is_started_and_handed_over() -> None:
    publish()
    counter = of(Role.COUNTER)
    form = {"name": "Wati Lestari", "reached_by": "0812 9999 0000", "service": "tdi"}
    answer = counter.post(reverse("licensing:walk_in"), form)
    draft = Application.objects.get()
    assert answer["Location"] == reverse("licensing:application", args=[draft.pk])
    assert draft.applicant.name == "Wati Lestari"
    hand_over = reverse("licensing:hand_over", args=[draft.pk])
    assert hand_over in text(counter.get(case_url(draft)))
    slip = counter.post(hand_over)
    assert "no-store" in slip["Cache-Control"]
    code = re.search(r'class="word">([^<]+)<', text(slip))
    assert code
    taken = account_take_over(code=code[1], password="sandi rahasia baru")
    assert taken == draft.applicant


def test_a_known_number_with_another_name_is_not_taken_silently() -> None:
    publish()
    person("Siti")
    counter = of(Role.COUNTER)
    form = {"name": "Orang Lain", "reached_by": "siti@example.id", "service": "tdi"}
    answer = counter.post(reverse("licensing:walk_in"), form)
    assert answer.status_code == 422
    assert "Siti" in text(answer)
    assert not Application.objects.exists()
    assert counter.post(reverse("licensing:walk_in"), {**form, "name": "siti"}).status_code == 302


def test_a_walk_in_with_faults_keeps_what_was_typed() -> None:
    publish()
    answer = of(Role.COUNTER).post(
        reverse("licensing:walk_in"), {"name": "Wati", "reached_by": "abc", "service": "tdi"}
    )
    assert answer.status_code == 422
    assert 'value="Wati"' in text(answer)
    assert not Application.objects.exists()


def test_only_what_the_counter_entered_is_handed_over(application: Application) -> None:
    assert of(Role.COUNTER).post(reverse("licensing:hand_over", args=[application.pk])).status_code == 404
    assert of(Role.VERIFIER).post(reverse("licensing:hand_over", args=[application.pk])).status_code == 403


def test_a_walk_ins_receipt_and_slip_stand_on_its_case() -> None:
    publish()
    counter = officer(Role.COUNTER)
    application = draft_start(actor=counter, service="tdi", applicant=owner())
    Application.objects.filter(pk=application.pk).update(
        status=Status.VERIFICATION, number="P-2026-000777", submitted_at=clock.now(), district=THERE
    )
    page = text(browser(counter).get(case_url(application)))
    for name in ("receipt", "application", "hand_over"):
        assert reverse(f"licensing:{name}", args=[application.pk]) in page
