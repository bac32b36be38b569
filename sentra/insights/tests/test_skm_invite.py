"""Who is asked, when, and once; codes at the counter; what the calendar tidies."""

from datetime import timedelta
from typing import Any

import pytest

from sentra.audit.models import Entry
from sentra.insights.models import SkmAnswer, SkmKind, SkmTicket
from sentra.insights.services.skm_answer import answer_give
from sentra.insights.services.skm_comments import comment_withhold
from sentra.insights.services.skm_invite import (
    KEPT_AT_COUNTER,
    counter_invite,
    invitations_send,
    tickets_tidy,
    withheld_forget,
)
from sentra.insights.skm_ended import ended_of
from sentra.insights.skm_links import link_read
from sentra.insights.tests.making_skm import GIVEN, commented, ended, said
from sentra.kernel import clock
from sentra.kernel.errors import InvalidInput, NotAllowed
from sentra.licensing.services.decide import application_refuse
from sentra.licensing.services.submit import application_withdraw
from sentra.outbox.models import Mail, Notice
from sentra.outbox.services import emit
from sentra.people.models import Role
from sentra.people.tests.people import officer, owner, stranger
from sentra.programmes.models import Candidate
from sentra.programmes.services.calls import call_finish
from sentra.programmes.tests.making import account, applied, business, chosen, closed, fresh, published
from sentra.programmes.tests.making_stands import begun
from sentra.reference.loading import current_pack
from tests.making import granted, sent_in, to_decision

pytestmark = pytest.mark.django_db
REASON = "Tempat produksi belum memenuhi syarat kebersihan."


def asked() -> list[str]:
    """Tell who was asked, by the address of the survey."""
    return list(Notice.objects.filter(event__kind="skm_invite").values_list("event__url", flat=True))


def test_who_was_granted_or_refused_is_asked_once_with_a_link_of_the_own() -> None:
    granted(sent_in(owner()))
    ready = to_decision(sent_in(owner()))
    application_refuse(actor=officer(Role.HEAD), application_id=ready.pk, reason=REASON, version=ready.version)
    assert invitations_send() == 2
    assert invitations_send() == 0
    assert len(set(asked())) == 2
    assert Mail.objects.filter(event__kind="skm_invite").count() == 2
    for url in asked():
        found = ended_of(link_read(url.removeprefix("/survei/isi/").rstrip("/")))
        assert found is not None
        assert found.service == "tdi"


def test_who_withdrew_or_still_waits_is_not_asked() -> None:
    sent_in(owner())
    application_withdraw(actor=owner(), application_id=sent_in(owner()).pk, reason="Usaha saya tutup.")
    assert invitations_send() == 0


def test_who_answered_already_is_not_asked() -> None:
    answer_give(link=ended(granted(sent_in(owner())).application).link, given=GIVEN)
    assert invitations_send() == 0
    assert asked() == []


def test_what_ended_long_ago_is_not_asked_about() -> None:
    granted(sent_in(owner()))
    with clock.travel(clock.now() + timedelta(days=current_pack().skm.link_days + 1)):
        assert invitations_send() == 0


def test_an_invitation_that_fails_stops_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    granted(sent_in(owner()))
    granted(sent_in(owner()))
    turns = iter([True])

    def emit_failing(**told: Any) -> None:
        if next(turns, False):
            raise RuntimeError("the machine is tired")
        emit(**told)

    monkeypatch.setattr("sentra.insights.services.skm_invite.emit", emit_failing)
    assert invitations_send() == 1
    assert invitations_send() == 1
    assert len(set(asked())) == 2


def test_who_took_part_in_a_programme_is_asked_when_it_is_done() -> None:
    one = business(1)
    call = published("bazar", conditions=frozenset())
    candidate = applied(call, one)
    call = begun(chosen(closed(call)))
    assert invitations_send() == 0
    with clock.travel(clock.now() + timedelta(days=37)):
        call_finish(actor=officer(Role.DISPERINDAG), call_id=call.pk, version=fresh(call).version)
        assert Candidate.objects.get(pk=candidate.pk).state == "chosen"
        assert invitations_send() == 1
        assert Notice.objects.get(event__kind="skm_invite").user == account(one)
        assert answer_give(link=link_read(asked()[0].split("/")[-2]), given=GIVEN).service == "bazar"


def test_a_code_of_the_counter_is_recorded_with_who_showed_it() -> None:
    ticket = counter_invite(actor=officer(Role.COUNTER), service="loket_konsultasi")
    entry = Entry.objects.get(act="skm.counter")
    assert (entry.record_id, entry.after) == (str(ticket.pk), {"skm_service": "loket_konsultasi"})


def test_a_code_is_the_counters_alone_and_for_what_the_counter_does() -> None:
    for other in (officer(Role.VERIFIER), officer(Role.HEAD), stranger()):
        with pytest.raises(NotAllowed):
            counter_invite(actor=other, service="loket_konsultasi")
    for service in ("tdi", "", "x" * 500, "\x00"):
        with pytest.raises(InvalidInput):
            counter_invite(actor=officer(Role.COUNTER), service=service)


def test_codes_of_yesterday_are_gone_while_applications_stay_closed() -> None:
    counter_invite(actor=officer(Role.COUNTER), service="loket_konsultasi")
    granted(sent_in(owner()))
    invitations_send()
    with clock.travel(clock.now() + timedelta(days=current_pack().skm.link_days) + KEPT_AT_COUNTER * 2):
        assert tickets_tidy() == 2
        assert tickets_tidy() == 0
    assert list(SkmTicket.objects.values_list("kind", "open")) == [(SkmKind.APPLICATION, False)]


def test_the_words_of_what_was_withheld_are_forgotten_after_their_days() -> None:
    head, kept = officer(Role.HEAD), commented("Bagus sekali.")
    answer = commented("Pak Budi di loket 3 menghina saya.")
    comment_withhold(actor=head, answer_id=answer.pk, version=1, why="personal")
    assert withheld_forget() == 0
    with clock.travel(clock.now() + timedelta(days=current_pack().skm.withheld_days + 1)):
        assert withheld_forget() == 1
    assert set(SkmAnswer.objects.values_list("pk", "comment")) == {(answer.pk, ""), (kept.pk, "Bagus sekali.")}
    assert len(said(1)) == 1
