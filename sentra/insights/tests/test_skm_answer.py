"""One answer for each finished service, by the database's own word, and nothing by which it is laid to somebody."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import ForeignKey

from sentra.audit.models import Entry
from sentra.insights.models import SkmAnswer, SkmChannel, SkmKind, SkmState, SkmTicket
from sentra.insights.services.skm_answer import answer_give
from sentra.insights.services.skm_invite import counter_invite, invitations_send, tickets_tidy
from sentra.insights.skm_links import Link, link_read
from sentra.insights.skm_standing import Standing, link_opened
from sentra.insights.tests.making_skm import GIVEN, ended, said, spend
from sentra.kernel import clock
from sentra.kernel.errors import Conflict, InvalidInput, NotFound
from sentra.people.models import Role, User
from sentra.people.tests.people import officer, owner
from sentra.reference.loading import current_pack
from sentra.reference.skm import ELEMENTS
from tests.making import granted, sent_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def link() -> Link:
    """The link of an application that was granted."""
    return ended(granted(sent_in(owner())).application).link


def test_an_answer_is_kept_with_the_service_and_the_month_alone(link: Link) -> None:
    answer = answer_give(link=link, given={**GIVEN, "time": "2", "comment": "  Cepat\x00 sekali.  "})
    assert (answer.service, answer.time, answer.cost) == ("tdi", 2, 4)
    assert (answer.comment, answer.state, answer.channel) == ("Cepat sekali.", SkmState.WAITING, SkmChannel.AFTER)
    assert answer.month == clock.today().replace(day=1)


def test_a_second_answer_is_refused_whatever_link_it_comes_by(link: Link) -> None:
    answer_give(link=link, given=GIVEN)
    by_code = Link(link.kind, link.record_id, clock.now() + timedelta(minutes=5))
    for again in (link, by_code, link_read(link.word)):
        with pytest.raises(Conflict):
            answer_give(link=again, given=GIVEN)
    assert SkmAnswer.objects.count() == 1


def test_what_is_missing_is_told_all_at_once_and_the_link_still_holds(link: Link) -> None:
    with pytest.raises(InvalidInput) as refusal:
        answer_give(link=link, given={"time": "5", "cost": "", "product": "3", "comment": "x" * 1001})
    wrong = {problem.field for problem in refusal.value.problems}
    assert wrong == {*ELEMENTS, "comment"} - {"product"}
    assert link_opened(link).standing == Standing.OPEN
    answer_give(link=link, given=GIVEN)


def test_after_its_days_a_link_is_over_used_or_not(link: Link) -> None:
    answer_give(link=link, given=GIVEN)
    assert link_opened(link).standing == Standing.USED
    with clock.travel(clock.now() + timedelta(days=current_pack().skm.link_days, hours=1)):
        assert link_opened(link).standing == Standing.OVER
        other = ended(granted(sent_in(owner())).application).link
    with clock.travel(clock.now() + timedelta(days=100)):
        for late in (link, other):
            with pytest.raises(Conflict):
                answer_give(link=late, given=GIVEN)


def test_a_code_of_the_counter_holds_for_minutes_and_a_little_longer_for_who_is_answering() -> None:
    ticket = counter_invite(actor=officer(Role.COUNTER), service="loket_konsultasi")
    until = clock.now() + timedelta(minutes=current_pack().skm.counter_minutes)
    link = Link(SkmKind.COUNTER, ticket.record_id, until)
    with clock.travel(until + timedelta(minutes=1)):
        assert link_opened(link).standing == Standing.OVER
        assert answer_give(link=link, given=GIVEN).channel == SkmChannel.COUNTER
    another = counter_invite(actor=officer(Role.COUNTER), service="loket_konsultasi")
    with clock.travel(until + timedelta(hours=2)), pytest.raises(Conflict):
        answer_give(link=Link(SkmKind.COUNTER, another.record_id, until), given=GIVEN)


def test_an_application_that_has_not_ended_has_no_answer() -> None:
    application = sent_in(owner())
    with pytest.raises(Conflict):
        answer_give(link=Link(SkmKind.APPLICATION, application.pk), given=GIVEN)
    assert not SkmTicket.objects.exists()


# What the database itself refuses, whoever writes to it.


def test_the_database_has_one_ticket_for_each_service(link: Link) -> None:
    invitations_send()
    ticket = SkmTicket.objects.get(record_id=link.record_id)
    with pytest.raises(IntegrityError, match="one_ticket_for_each_service"), transaction.atomic():
        SkmTicket.objects.create(
            kind=ticket.kind, record_id=ticket.record_id, service="tdi", expires_at=ticket.expires_at
        )


def test_the_database_opens_no_ticket_again(link: Link) -> None:
    answer_give(link=link, given=GIVEN)
    with pytest.raises(IntegrityError, match="not opened again"), transaction.atomic():
        SkmTicket.objects.update(open=True)


@pytest.mark.django_db(transaction=True)
def test_the_database_takes_no_answer_without_a_ticket() -> None:
    said(2)
    with pytest.raises(IntegrityError, match="costs a ticket"):
        _written(0)
    with pytest.raises(IntegrityError, match="costs a ticket"):
        _written(1)
    assert SkmAnswer.objects.count() == 2
    assert not SkmTicket.objects.filter(open=True).exists()


@transaction.atomic
def _written(tickets: int) -> None:
    """Write one answer more than there are tickets for."""
    spend(tickets)
    for _each in range(tickets + 1):
        _answer({})


def _answer(changed: dict[str, Any]) -> None:
    kept = {"service": "tdi", "month": clock.today().replace(day=1), "channel": "after", **_fours(), **changed}
    SkmAnswer(**kept).save(force_insert=True)


def _fours() -> dict[str, int]:
    return dict.fromkeys(ELEMENTS, 4)


@pytest.mark.parametrize(
    ("changed", "name"),
    [
        ({"time": 5}, "skm_marks_from_1_to_4"),
        ({"complaints": 0}, "skm_marks_from_1_to_4"),
        ({"month": clock.today().replace(day=2)}, "month_alone"),
        ({"comment": "Bagus"}, "comment_has_a_state"),
        ({"comment": "Bagus", "state": "published"}, "published_by_somebody"),
        ({"comment": "Bagus", "state": "waiting", "why": "insult"}, "withheld_for_a_reason"),
    ],
)
def test_the_database_keeps_nonsense_out(changed: dict[str, Any], name: str) -> None:
    spend(1)
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        _answer(changed)


# Privacy.


def test_an_answer_points_to_nobody() -> None:
    pointing = {field.name: field.related_model for field in SkmAnswer._meta.fields if isinstance(field, ForeignKey)}
    assert pointing == {"moderated_by": User}
    told = {field.name for field in SkmAnswer._meta.fields} - {*ELEMENTS, *pointing}
    moderation = {"state", "why", "reason", "done", "moderated_at", "version"}
    assert told - moderation == {"id", "service", "month", "channel", "comment"}


def test_no_column_of_an_answer_is_a_column_of_a_ticket(link: Link) -> None:
    invitations_send()
    answer_give(link=link, given=GIVEN)
    values: dict[str, set[str]] = {}
    for table in ("insights_skmticket", "insights_skmanswer"):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {table}")
            rows = cursor.fetchall()
        values[table] = {str(value) for row in rows for value in row}
    common = values["insights_skmticket"] & values["insights_skmanswer"]
    assert common == {"tdi"}


def test_neither_the_audit_nor_the_outbox_hears_of_an_answer(link: Link) -> None:
    invitations_send()
    before = Entry.objects.count()
    answer_give(link=link, given={**GIVEN, "comment": "Bagus"})
    assert Entry.objects.count() == before


def test_once_its_time_is_over_a_ticket_does_not_tell_whether_it_was_used() -> None:
    used, unused = (ended(granted(sent_in(owner())).application).link for _each in range(2))
    invitations_send()
    answer_give(link=used, given=GIVEN)
    with clock.travel(clock.now() + timedelta(days=60)):
        assert tickets_tidy() == 1
        left = SkmTicket.objects.filter(record_id__in=[used.record_id, unused.record_id]).values_list("open", flat=True)
        assert list(left) == [False, False]
        assert {link_opened(one).standing for one in (used, unused)} == {Standing.OVER}


@pytest.mark.parametrize("word", ["", "x", "a.b", "\x00", "a" * 5000, "é.ü", "aAAAAAAAAAAAAAAAAAAAAAA.zz", "٣" * 60])
def test_a_word_that_is_none_of_ours_is_not_found(word: str) -> None:
    with pytest.raises(NotFound):
        link_read(word)


def test_a_word_that_was_changed_is_not_found(link: Link) -> None:
    kind, rest = link.word[0], link.word[1:]
    for changed in (f"p{rest}", f"{kind}{rest[:22]}7fffffff{rest[22:]}", link.word[:-1]):
        with pytest.raises(NotFound):
            link_read(changed)
    assert link_read(link.word) == link


def test_a_link_to_what_is_gone_is_over() -> None:
    for kind in SkmKind:
        assert link_opened(Link(kind, uuid4())).standing == Standing.OVER
