"""Photographs of how a programme ran: who adds them, who sees them."""

from io import BytesIO

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from sentra.audit.models import Entry
from sentra.kernel.errors import Conflict, InvalidInput, NotAllowed, NotFound
from sentra.programmes.models import Call, CallPhoto, CallState
from sentra.programmes.services.photos import MOST_PHOTOS, photo_add, photo_drop
from sentra.programmes.tests.making import head, manager
from sentra.programmes.tests.making_stands import begun, pictured, prepared
from sentra.surveys.tests.making import photograph

pytestmark = pytest.mark.django_db

CAPTION = "Stan Blitar di hari pertama"


def running(kind: str = "pelatihan") -> Call:
    """A call that runs, of whatever kind."""
    return begun(prepared(1, kind=kind)[0])


def address(photo: CallPhoto) -> str:
    """Where everybody gets it."""
    return reverse("programmes:photo", args=[photo.call.number, photo.pk])


def test_a_photograph_is_added_once_shown_to_everybody_and_taken_away(client: Client) -> None:
    call = running()
    for _twice in range(2):
        pictured(call, [CAPTION])
    photo = CallPhoto.objects.get()
    answer = client.get(address(photo))
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
    page = client.get(reverse("programmes:public", args=[call.number]))
    assert f'alt="{CAPTION}"' in page.content.decode()
    photo_drop(actor=manager(), call_id=call.pk, photo_id=photo.pk)
    assert client.get(address(photo)).status_code == 404
    assert CAPTION not in client.get(reverse("programmes:public", args=[call.number])).content.decode()
    assert Entry.objects.get(act="call.drop_photo").before == {"call_photo": CAPTION}
    with pytest.raises(NotFound):
        photo_drop(actor=manager(), call_id=call.pk, photo_id=photo.pk)


@pytest.mark.parametrize("state", [one for one in CallState if one not in {CallState.RUNNING, CallState.DONE}])
def test_a_photograph_of_a_call_that_is_not_public_is_nobodys(state: CallState, client: Client) -> None:
    call = running()
    pictured(call)
    Call.objects.filter(pk=call.pk).update(state=state, cancelled_reason="Hujan deras.")
    assert client.get(address(CallPhoto.objects.get())).status_code == 404
    with pytest.raises(Conflict):
        pictured(call, ["Satu lagi dari hari kedua"])


def test_a_photograph_is_served_only_under_its_own_call(client: Client) -> None:
    call = running()
    pictured(call)
    photo = CallPhoto.objects.get()
    other = begun(prepared(1, first=40)[0])
    assert client.get(reverse("programmes:photo", args=[other.number, photo.pk])).status_code == 404
    assert client.get(reverse("programmes:photo", args=[call.number, 10**30])).status_code == 404


def pdf() -> bytes:
    """A PDF of one page."""
    output, made = BytesIO(), pikepdf.new()
    made.add_blank_page()
    made.save(output)
    return output.getvalue()


@pytest.mark.parametrize(
    ("upload", "caption", "fields"),
    [
        (None, "", {"photo", "caption"}),
        (photograph(), "ya", {"caption"}),
        (photograph(), "x" * 201, {"caption"}),
        (SimpleUploadedFile("x.jpg", b"<script>", "image/jpeg"), CAPTION, {"photo"}),
        (SimpleUploadedFile("x.jpg", pdf(), "image/jpeg"), CAPTION, {"photo"}),
        (SimpleUploadedFile("x.jpg", b"", "image/jpeg"), CAPTION, {"photo"}),
    ],
)
def test_what_is_no_photograph_or_says_nothing_is_named(
    upload: SimpleUploadedFile | None, caption: str, fields: set[str]
) -> None:
    call = running()
    with pytest.raises(InvalidInput) as refused:
        photo_add(actor=manager(), call_id=call.pk, upload=upload, caption=caption)
    assert {one.field for one in refused.value.problems} == fields
    assert not CallPhoto.objects.exists()


def test_there_is_room_for_so_many_and_only_managers_add_them() -> None:
    call = running()
    with pytest.raises(NotAllowed):
        photo_add(actor=head(), call_id=call.pk, upload=photograph(), caption=CAPTION)
    pictured(call)
    first = CallPhoto.objects.get()
    CallPhoto.objects.bulk_create(
        CallPhoto(call=call, file=first.file, caption=f"Foto {place}", added_by=manager())
        for place in range(MOST_PHOTOS - 1)
    )
    with pytest.raises(Conflict):
        pictured(call, ["Satu lagi dari hari kedua"])
