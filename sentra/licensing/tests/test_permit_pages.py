"""Permits as the office sees them."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from sentra.documents.jobs import render_document
from sentra.kernel import clock
from sentra.licensing.models import (
    Application,
    Permit,
    PermitStatus,
    Status,
)
from sentra.licensing.tests.office import ELSEWHERE, REASON, THERE, at, of, send, text
from sentra.people.models import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def permit(application: Application) -> Permit:
    """A permit that was granted by the head."""
    send(of(Role.HEAD), "grant", at(application, Status.DECISION))
    return Permit.objects.get()


def test_the_head_suspends_lifts_and_revokes(permit: Permit) -> None:
    head = of(Role.HEAD)
    page = reverse("licensing:permit", args=[permit.pk])

    def govern(act: str, **given: Any) -> Any:
        permit.refresh_from_db()
        address = reverse("licensing:govern", args=[permit.pk, act])
        assert address in text(head.get(page))
        return head.post(address, {"version": permit.version, "reason": REASON, **given})

    assert govern("suspend", reason="x").status_code == 422
    stale = govern("suspend", version=0)
    assert stale.status_code == 409
    assert f">{REASON}</textarea>" in text(stale)
    for act, status in (
        ("suspend", PermitStatus.SUSPENDED),
        ("lift", PermitStatus.ACTIVE),
        ("revoke", PermitStatus.REVOKED),
    ):
        assert govern(act).status_code == 302
        permit.refresh_from_db()
        assert permit.status == status
    again = head.post(
        reverse("licensing:govern", args=[permit.pk, "revoke"]), {"version": permit.version, "reason": REASON}
    )
    assert again.status_code == 409


def test_an_unknown_act_on_a_permit_is_not_found(permit: Permit) -> None:
    head = of(Role.HEAD)
    assert head.post(reverse("licensing:govern", args=[permit.pk, "nonsense"]), {"version": 1}).status_code == 404
    assert head.post(reverse("licensing:govern", args=[permit.pk, "expire"]), {"version": 1}).status_code == 403
    assert of(Role.VERIFIER).post(reverse("licensing:govern", args=[permit.pk, "revoke"])).status_code == 403


def test_the_document_is_offered_once_it_is_made(permit: Permit) -> None:
    head = of(Role.HEAD)
    address = reverse("licensing:permit_file", args=[permit.pk])
    assert address not in text(head.get(reverse("licensing:permit", args=[permit.pk])))
    render_document(document_id=str(permit.document_id))
    assert address in text(head.get(reverse("licensing:permit", args=[permit.pk])))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, True),
        ({"q": "mbok siti"}, True),
        ({"q": "503/0001"}, True),
        ({"q": "batik"}, False),
        ({"q": "\x00;--"}, False),
        ({"standing": "active"}, True),
        ({"standing": "expired"}, False),
        ({"standing": "\x00"}, True),
        ({"district": THERE}, True),
        ({"district": ELSEWHERE}, False),
        ({"service": "tdi"}, True),
        ({"service": "iui"}, False),
        ({"ending": "1"}, False),
    ],
)
def test_permits_are_found(permit: Permit, query: dict[str, str], found: bool) -> None:
    page = text(of(Role.VERIFIER).get(reverse("licensing:permits"), query))
    assert (reverse("licensing:permit", args=[permit.pk]) in page) is found


def test_a_permit_past_its_last_day_counts_as_expired_at_once(permit: Permit) -> None:
    yesterday = clock.today() - timedelta(days=1)
    Permit.objects.filter(pk=permit.pk).update(issued_on=yesterday, valid_until=yesterday)
    client, address = of(Role.VERIFIER), reverse("licensing:permit", args=[permit.pk])
    assert address in text(client.get(reverse("licensing:permits"), {"standing": "expired"}))
    assert address not in text(client.get(reverse("licensing:permits"), {"standing": "active"}))
    Permit.objects.filter(pk=permit.pk).update(valid_until=clock.today() + timedelta(days=20))
    assert address in text(client.get(reverse("licensing:permits"), {"ending": "1"}))


def test_permits_of_another_district_are_not_found(permit: Permit) -> None:
    elsewhere = of(Role.VERIFIER, (ELSEWHERE,), "Wono")
    assert elsewhere.get(reverse("licensing:permit", args=[permit.pk])).status_code == 404
    assert permit.number not in text(elsewhere.get(reverse("licensing:permits")))


def test_permits_ask_the_database_little(permit: Permit, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    head = of(Role.HEAD)
    head.get(reverse("licensing:permits"))
    with django_assert_max_num_queries(8):
        head.get(reverse("licensing:permits"))
