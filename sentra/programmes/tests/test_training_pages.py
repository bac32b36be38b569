"""The pages of a training: nothing typed is lost, every row that is wrong is named, nothing private is public."""

import io
from typing import Any

import pikepdf
import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from sentra.documents.models import Document
from sentra.documents.rendering import render
from sentra.kernel import clock
from sentra.people.tests.people import stranger
from sentra.programmes.models import Attendance, Call, Certificate, Scores, Session
from sentra.programmes.tests.making import account, head, manager
from sentra.programmes.tests.making_training import at, certified, here, people, planned, seated, training_begun
from tests.making import printed

pytestmark = pytest.mark.django_db

HOSTILE = '#read("/etc/passwd") *tebal* <b>$x$ \\ 日本'
FORM = {"on": "", "begins": "08:30", "ends": "11.00", "topic": "Label", "place": "", "teacher": ""}


def running(many: int = 2) -> tuple[Call, Session]:
    """A training that runs, with a session on its first day."""
    call = seated(many)
    session = planned(call)
    training_begun(call)
    return call, session


def test_a_session_is_planned_by_its_form(client: Client) -> None:
    call = seated(1)
    client.force_login(manager())
    address = reverse("programmes:plan_session", args=[call.pk])
    for sent in ({}, {**FORM, "on": "2020-01-01"}, {**FORM, "begins": "25:99"}, {**FORM, "topic": "\x00"}):
        told = client.post(address, sent)
        assert told.status_code == 422
        assert told.context["form"].errors
    assert client.post(address, {**FORM, "on": call.begins_on.isoformat()}).status_code == 302
    session = Session.objects.get()
    assert (session.hours, session.topic) == ("08.30–11.00", "Label")
    change = reverse("programmes:change_session", args=[call.pk, session.pk])
    sent = {**FORM, "on": call.begins_on.isoformat(), "topic": "Label baru"}
    stale = client.post(change, {**sent, "version": "7"})
    assert (stale.status_code, "Label baru" in stale.content.decode()) == (409, True)
    assert client.post(change, {**sent, "version": "1"}).status_code == 302


def test_the_list_is_saved_from_its_page_and_keeps_its_ticks_when_refused(client: Client) -> None:
    call, session = running(3)
    one, two, three = people(call)
    client.force_login(manager())
    address = reverse("programmes:mark_list", args=[call.pk, session.pk])
    with clock.travel(at(session)):
        assert client.post(address, {f"here-{one.pk}": "yes", f"here-{two.pk}": "yes"}).status_code == 302
    with clock.travel(at(session, 13)):
        assert len(certified(call)) == 2
        sent = {f"was-{one.pk}": "yes", f"was-{two.pk}": "yes", f"here-{three.pk}": "yes"}
        refused = client.post(address, sent)
        assert refused.status_code == 409
        assert [here for _one, here, *_rest in refused.context["rows"]] == [False, False, True]
        assert [was for _one, _here, was, *_rest in refused.context["rows"]] == [True, True, False]
    assert Attendance.objects.count() == 2


def test_all_rows_of_tests_that_are_wrong_are_named_and_nothing_typed_is_lost(client: Client) -> None:
    call, _session = running(3)
    one, two, three = people(call)
    client.force_login(manager())
    address = reverse("programmes:tests", args=[call.pk])
    sent = {f"before-{one.pk}": "x", f"after-{one.pk}": "70", f"after-{two.pk}": "9" * 5000, f"before-{three.pk}": "40"}
    refused = client.post(address, sent)
    assert refused.status_code == 422
    assert set(refused.context["problems"]) == {f"before-{one.pk}", f"after-{two.pk}"}
    shown = refused.content.decode()
    assert all(text in shown for text in ('value="x"', 'value="70"', 'value="40"', 'aria-invalid="true"'))
    assert not Scores.objects.exists()
    assert client.post(address, {**sent, f"before-{one.pk}": "35", f"after-{two.pk}": ""}).status_code == 302
    again = {f"before-{one.pk}": "35", f"was-before-{one.pk}": "35", f"after-{one.pk}": "", f"was-after-{one.pk}": "70"}
    assert client.post(address, again).status_code == 302
    assert set(Scores.objects.values_list("before", "after")) == {(35, None), (40, None)}
    gone = client.post(address, {f"before-{account(one.business).pk}": "1", f"after-{call.pk}": "55"})
    assert gone.status_code == 409


def test_the_head_issues_and_everybody_may_check(client: Client) -> None:
    call, session = running(1)
    (one,) = people(call)
    here(session, one)
    page, press = (reverse(f"programmes:{name}", args=[call.pk]) for name in ("certificates", "certify"))
    with clock.travel(at(session, 13)):
        client.force_login(manager())
        assert client.post(press, {"version": "1"}).status_code == 403
        client.force_login(head())
        shown = client.get(page)
        assert shown.context["earned"] == 1
        version = shown.context["call"].version
        assert client.post(press, {"version": version}).status_code == 302
        assert client.post(press, {"version": version}).status_code == 409
    certificate = Certificate.objects.get()
    address = reverse("programmes:certificate", args=[one.pk])
    assert client.get(address).status_code == 404
    printed(certificate.document)
    for user in (head(), account(one.business)):
        client.force_login(user)
        assert client.get(address)["Content-Type"] == "application/pdf"
    assert address in client.get(reverse("programmes:own", args=[one.pk])).content.decode()
    client.force_login(stranger())
    assert client.get(address).status_code == 404
    checked = Client().get(reverse("licensing:verified", args=[certificate.document.code])).content.decode()
    assert certificate.document.number in checked
    assert "Siti" in checked


def test_everybody_sees_the_sessions_but_not_who_comes(client: Client) -> None:
    call, session = running(1)
    here(session, *people(call))
    shown = client.get(reverse("programmes:public", args=[call.number])).content.decode()
    assert "Bahan kemasan" in shown
    assert "Aula Disperindag" in shown
    assert "Bu Rina" not in shown
    assert "Siti" not in shown
    found = Calendar.from_ical(client.get(reverse("programmes:feed")).content)
    (event,) = [one for one in found.walk("VEVENT") if "session" in str(one["uid"])]
    assert event.decoded("dtstart") == session.begins_at
    assert str(event["location"]) == "Aula Disperindag"


def pages_of(document: Document, **changes: Any) -> int:
    """Render a certificate, without signing it; gives how many pages it has."""
    made = render(document.template, {**document.data, **changes}, code=document.code, demo=True)
    with pikepdf.open(io.BytesIO(made)) as pdf:
        box = pdf.pages[0].mediabox
        assert box[2] > box[3]
        return len(pdf.pages)


def test_a_certificate_is_printed_whatever_stands_on_it() -> None:
    call, session = running(1)
    (one,) = people(call)
    one.answers["participant"] = HOSTILE
    one.save()
    here(session, one)
    with clock.travel(at(session, 13)):
        (certificate,) = certified(call)
    document = certificate.document
    assert (document.kind, document.data["participant"]) == ("training_certificate", HOSTILE)
    (printed_session,) = document.data["sessions"]
    assert (printed_session["topic"], printed_session["hours"]) == ("Bahan kemasan", document.data["hours"])
    assert pages_of(document) == 1
    long = "Pelatihan yang namanya panjang sekali " * 5
    assert pages_of(document, participant="x" * 200, training=long, business=long) == 1
    item = {**document.data["sessions"][0], "topic": long}
    assert pages_of(document, sessions=[item] * 5) == 2
