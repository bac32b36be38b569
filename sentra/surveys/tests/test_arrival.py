"""Photographs in pieces: taken up where the line broke, kept once, and bound to the report that names them."""

import hashlib
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from sentra.kernel import clock
from sentra.kernel.errors import Conflict, InvalidInput, NotAllowed, NotFound
from sentra.people.models import Role
from sentra.people.tests.people import officer, owner
from sentra.surveys.models import PhotoArrival, Report, ReportDraft
from sentra.surveys.services.arrival import Announced, arrivals_clear, photo_arrive
from sentra.surveys.tests.making import photograph, signed_in, typed
from tests.making import sent_in, to_survey

pytestmark = pytest.mark.django_db

WHOLE = photograph().read()
HALF = len(WHOLE) // 2


def announced(whole: bytes = WHOLE, key: UUID | None = None) -> Announced:
    """A photograph as the phone announces it."""
    return Announced(key or uuid4(), len(whole), hashlib.sha256(whole).hexdigest(), "depan.jpg")


def test_pieces_become_one_photograph_whatever_comes_twice() -> None:
    surveyor, told = officer(Role.SURVEYOR), announced()
    assert photo_arrive(actor=surveyor, announced=told, offset=0, piece=WHOLE[:HALF]).received == HALF
    assert photo_arrive(actor=surveyor, announced=told, offset=0, piece=WHOLE[:HALF]).received == HALF
    with pytest.raises(Conflict):
        photo_arrive(actor=surveyor, announced=told, offset=HALF + 1, piece=b"x")
    done = photo_arrive(actor=surveyor, announced=told, offset=HALF, piece=WHOLE[HALF:])
    again = photo_arrive(actor=surveyor, announced=told, offset=HALF, piece=WHOLE[HALF:])
    assert done.file_id == again.file_id is not None
    assert (PhotoArrival.objects.get().received, bytes(PhotoArrival.objects.get().pieces)) == (len(WHOLE), b"")


def test_what_isnt_what_was_announced_begins_again() -> None:
    surveyor, told = officer(Role.SURVEYOR), announced()
    broken = WHOLE[:-1] + bytes([WHOLE[-1] ^ 1])
    assert photo_arrive(actor=surveyor, announced=told, offset=0, piece=broken).received == 0
    assert photo_arrive(actor=surveyor, announced=told, offset=0, piece=WHOLE).file_id


def test_what_no_photograph_is_is_refused() -> None:
    surveyor = officer(Role.SURVEYOR)
    for told in (Announced(uuid4(), 0, "0" * 64, ""), Announced(uuid4(), 5, "no hash", ""), announced(b"x" * 40)):
        with pytest.raises(InvalidInput):
            photo_arrive(actor=surveyor, announced=told, offset=0, piece=b"x" * told.size)
    assert not PhotoArrival.objects.exclude(file=None).exists()


def test_a_key_is_its_senders_and_only_surveyors_send() -> None:
    told = announced()
    photo_arrive(actor=officer(Role.SURVEYOR), announced=told, offset=0, piece=WHOLE[:HALF])
    with pytest.raises(NotFound):
        photo_arrive(actor=officer(Role.SURVEYOR, name="Lain"), announced=told, offset=HALF, piece=WHOLE[HALF:])
    with pytest.raises(NotAllowed):
        photo_arrive(actor=owner(), announced=announced(), offset=0, piece=WHOLE)
    with pytest.raises(Conflict):
        photo_arrive(actor=officer(Role.SURVEYOR), announced=announced(WHOLE + b"x", told.key), offset=0, piece=WHOLE)


def test_what_nobody_asked_for_is_forgotten_after_its_time() -> None:
    photo_arrive(actor=officer(Role.SURVEYOR), announced=announced(), offset=0, piece=WHOLE)
    assert arrivals_clear() == 0
    PhotoArrival.objects.update(begun_at=clock.now() - timedelta(days=61))
    assert arrivals_clear() == 1


def sent_piece(client: Client, key: UUID, offset: int, piece: bytes, whole: bytes = WHOLE) -> Any:
    """Send a piece as the phone does."""
    return client.post(
        reverse("surveys:field_photo", args=[key]),
        piece,
        content_type="application/octet-stream",
        headers={
            "Accept": "application/json",
            "X-Offset": str(offset),
            "X-Size": str(len(whole)),
            "X-Sha256": hashlib.sha256(whole).hexdigest(),
            "X-Name": "depan%20rumah.jpg",
        },
    )


def by_phone(client: Client, address: str, given: dict[str, Any]) -> Any:
    """Send a form as the phone does."""
    return client.post(address, given, headers={"Accept": "application/json"})


def test_a_report_names_photographs_that_came_before_and_arrives_once() -> None:
    application = to_survey(sent_in(owner()))
    client = signed_in(officer(Role.SURVEYOR))
    address = reverse("surveys:report", args=[application.pk])
    given = typed(hand_in="1")
    for name in ("q-photo_front", "q-photo_production"):
        whole, key = given.pop(name).read(), uuid4()
        assert sent_piece(client, key, 0, whole[:HALF], whole).json() == {"received": HALF, "arrived": False}
        gap = sent_piece(client, key, HALF + 5, whole[HALF + 5 :], whole)
        assert (gap.status_code, gap.json()["received"]) == (409, HALF)
        asked = client.get(reverse("surveys:field_photo", args=[key]), headers={"Accept": "application/json"})
        assert asked.json()["received"] == HALF
        assert sent_piece(client, key, HALF, whole[HALF:], whole).json()["arrived"]
        given[f"arrived-{name}"] = str(key)
    wrong = by_phone(client, address, {**given, "findings": ""})
    assert wrong.status_code == 422
    assert [one["field"] for one in wrong.json()["problems"]] == ["findings"]
    assert ReportDraft.objects.get().photos.count() == 2
    for _twice in range(2):
        done = by_phone(client, address, given)
        assert (done.status_code, done.json()) == (200, {"address": reverse("licensing:case", args=[application.pk])})
    assert Report.objects.get().photos.count() == 2


def test_a_photograph_that_has_not_arrived_is_asked_for_again() -> None:
    application = to_survey(sent_in(owner()))
    client = signed_in(officer(Role.SURVEYOR))
    given = {**typed(hand_in="1"), "arrived-q-photo_front": str(uuid4())}
    told = by_phone(client, reverse("surveys:report", args=[application.pk]), given)
    assert (told.status_code, told.json()["problems"][0]["field"]) == (422, "q-photo_front")


def test_a_phone_is_told_in_its_language_why_it_is_refused() -> None:
    application = to_survey(sent_in(owner()))
    told = by_phone(
        signed_in(officer(Role.SURVEYOR, ["35.05.01"])), reverse("surveys:report", args=[application.pk]), typed()
    )
    assert (told.status_code, told.headers["Content-Type"]) == (404, "application/json")
    assert "isn't in your area" in told.json()["message"]


def test_the_phone_learns_who_is_signed_in_and_what_to_take_along() -> None:
    surveyor = officer(Role.SURVEYOR)
    client = signed_in(surveyor)
    ready = client.get(reverse("surveys:field_ready")).json()
    assert (ready["user"], bool(ready["token"])) == (surveyor.pk, True)
    told = client.get(reverse("surveys:field_provisions")).json()
    assert (told["user"], told["hours"], told["pages"]) == (surveyor.pk, 72, [])
    signed_out = Client().get(reverse("surveys:field_ready"))
    assert signed_out.status_code == 302


def test_who_has_the_duty_no_more_is_told_so() -> None:
    told = signed_in(officer(Role.VERIFIER)).get(reverse("surveys:field_ready"), headers={"Accept": "application/json"})
    assert (told.status_code, told.headers["Content-Type"]) == (403, "application/json")
    assert told.json()["message"]
