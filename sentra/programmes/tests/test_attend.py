"""Saying by the QR code that one is here: only with a fresh code, on its day, with a seat, and once."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from sentra.kernel import clock
from sentra.kernel.errors import Conflict, NotFound
from sentra.people.models import User
from sentra.people.tests.people import stranger
from sentra.programmes.models import Attendance, Candidate, Session
from sentra.programmes.presence import LASTS, session_in, token_of
from sentra.programmes.services.attendance import attend
from sentra.programmes.tests.making import account, applied, chosen, closed, manager, published
from sentra.programmes.tests.making_training import at, certified, here, people, planned, seated, training_begun

pytestmark = pytest.mark.django_db


@pytest.fixture
def session() -> Session:
    """A session of a training that runs, with two participants."""
    call = seated(2)
    made = planned(call)
    training_begun(call)
    return made


def come(session: Session, candidate: Candidate, actor: User | None = None, after: int = 0) -> Attendance:
    """Scan the code on the day, and press so many seconds after it was drawn."""
    with clock.travel(at(session)):
        token = token_of(session.pk)
    with clock.travel(at(session) + timedelta(seconds=after)):
        return attend(actor=actor or account(candidate.business), token=token, candidate_id=candidate.pk)


def test_who_scans_is_here_once(session: Session) -> None:
    one, _other = people(session.call)
    first, again = come(session, one), come(session, one, after=5)
    assert first == again
    assert (first.how, first.by, Attendance.objects.count()) == ("qr", account(one.business), 1)


@pytest.mark.parametrize(("after", "counts"), [(0, True), (LASTS, True), (LASTS + 1, False), (86_400, False)])
def test_a_code_counts_for_three_minutes(session: Session, after: int, counts: bool) -> None:
    one, _other = people(session.call)
    if counts:
        assert come(session, one, after=after).candidate == one
    else:
        with pytest.raises(Conflict):
            come(session, one, after=after)


def test_a_code_from_later_or_of_nobody_counts_never(session: Session) -> None:
    with clock.travel(at(session)):
        early = token_of(session.pk)
    with clock.travel(at(session) - timedelta(seconds=1)), pytest.raises(Conflict):
        session_in(early)
    number, moment, mark = early.split(".")
    for wrong in (
        f"{number}9.{moment}.{mark}",
        f"{number}.{moment}f.{mark}",
        early[:-1],
        "",
        "..",
        "x" * 5000,
        "\x00.1.2",
    ):
        with clock.travel(at(session)), pytest.raises(NotFound):
            session_in(wrong)


@pytest.mark.parametrize("days", [-1, 1])
def test_another_day_is_refused(session: Session, days: int) -> None:
    one, _other = people(session.call)
    with clock.travel(at(session) + timedelta(days=days)), pytest.raises(Conflict):
        attend(actor=account(one.business), token=token_of(session.pk), candidate_id=one.pk)


def test_nobody_else_gets_in(session: Session) -> None:
    one, other = people(session.call)
    for actor in (stranger(), account(other.business), manager()):
        with pytest.raises(NotFound):
            come(session, one, actor)
    elsewhere = published("bazar", conditions=frozenset(), quota=1)
    applied(elsewhere, one.business)
    with pytest.raises(NotFound):
        come(session, chosen(closed(elsewhere)).candidates.get())
    assert not Attendance.objects.exists()


def test_without_a_seat_one_is_not_here() -> None:
    call = seated(1)
    session = planned(call)
    (one,) = people(call)
    with pytest.raises(Conflict):
        come(session, one)
    training_begun(call)
    Candidate.objects.filter(pk=one.pk).update(state="waiting")
    with pytest.raises(Conflict):
        come(session, one)
    assert not Attendance.objects.exists()


def test_after_the_certificate_nothing_is_added() -> None:
    call = seated(1)
    first = planned(call)
    training_begun(call)
    (one,) = people(call)
    here(first, one)
    with clock.travel(at(first, 13)):
        assert len(certified(call)) == 1
        second = planned(call, 1)
    with pytest.raises(Conflict):
        come(second, one)


def test_the_way_from_the_screen_in_the_room_to_the_own_page(session: Session, client: Client) -> None:
    one, _other = people(session.call)
    room, phone = Client(), client
    room.force_login(manager())
    with clock.travel(at(session)):
        shown = room.get(reverse("programmes:session_qr", args=[session.call_id, session.pk]))
        assert (shown["Refresh"], shown["Cache-Control"]) == ("60", "private, no-store")
        assert 'src="data:image/svg+xml' in shown.content.decode()
        address = reverse("programmes:attend", args=[token_of(session.pk)])
        sign_in = phone.get(address)
        assert (sign_in.status_code, address in sign_in["Location"]) == (302, True)
        phone.force_login(account(one.business))
        assert 'name="candidate"' in phone.get(address).content.decode()
        for _twice in range(2):
            sent = phone.post(address, {"candidate": one.pk})
            assert (sent.status_code, sent["Location"]) == (302, reverse("programmes:own", args=[one.pk]))
        assert 'name="candidate"' not in phone.get(address).content.decode()
        assert phone.post(address, {"candidate": "x\x00"}).status_code == 404
        phone.force_login(stranger())
        assert phone.get(address).status_code == phone.post(address, {"candidate": one.pk}).status_code == 404
    assert Attendance.objects.count() == 1


def test_on_another_day_no_code_is_shown_and_a_page_says_why(session: Session, client: Client) -> None:
    one, _other = people(session.call)
    client.force_login(manager())
    shown = client.get(reverse("programmes:session_qr", args=[session.call_id, session.pk]))
    assert "Refresh" not in shown.headers
    assert "data:image" not in shown.content.decode()
    client.force_login(account(one.business))
    address = reverse("programmes:attend", args=[token_of(session.pk)])
    assert 'name="candidate"' not in client.get(address).content.decode()
    assert client.post(address, {"candidate": one.pk}).status_code == 409


def test_a_code_of_a_session_that_was_taken_away_says_so(session: Session, client: Client) -> None:
    one, _other = people(session.call)
    client.force_login(account(one.business))
    address = reverse("programmes:attend", args=[token_of(session.pk)])
    session.delete()
    assert client.get(address).status_code == client.post(address, {"candidate": one.pk}).status_code == 404
