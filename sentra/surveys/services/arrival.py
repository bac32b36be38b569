"""Photographs from a phone without much signal: in pieces, taken up where the line broke, kept once."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from sentra.files.cleaning import MOST_BYTES
from sentra.files.models import File
from sentra.files.services import file_store
from sentra.kernel import clock
from sentra.kernel.errors import Conflict, InvalidInput, NotFound, Problem
from sentra.kernel.locks import hold
from sentra.kernel.text import tidy
from sentra.people.models import User
from sentra.people.policy import Permission, require
from sentra.surveys.models import PhotoArrival

MOST_AT_ONCE = 256 * 1024
MOST_WAITING = 200
"""So many photographs of one person may be on their way: ten visits of twenty."""
KEPT_FOR = timedelta(days=60)
SHA256_LENGTH = 64
SHA256 = frozenset("0123456789abcdef")


@dataclass(frozen=True, slots=True)
class Announced:
    """A photograph as the phone announces it with each piece: how long it is in bytes, its hash, its name."""

    key: UUID
    size: int
    sha256: str
    name: str


def arrival_of(actor: User, key: UUID) -> PhotoArrival | None:
    """Give how far a photograph of the actor's has come; None where nothing of it is here."""
    return PhotoArrival.objects.filter(pk=key, sender=actor).first()


@transaction.atomic
def photo_arrive(*, actor: User, announced: Announced, offset: int, piece: bytes) -> PhotoArrival:
    """Take a piece of a photograph; with the last one the photograph is kept. A piece that came before changes nothing.

    `received` of the arrival says where the next piece begins: at 0 again where the whole isn't what was announced.
    Raises `NotAllowed`, `NotFound` where the key is another person's, `Conflict` for a gap between pieces or another
    photograph under the key, and `InvalidInput` for what is no photograph.
    """
    require(actor, Permission.APPLICATION_SURVEY)
    hold(f"arrival:{announced.key}")
    arrival = PhotoArrival.objects.filter(pk=announced.key).first() or _begun(actor, announced)
    if arrival.sender_id != actor.pk:
        raise NotFound(_("There is no such photograph."))
    if (arrival.size, arrival.sha256) != (announced.size, announced.sha256):
        raise Conflict(_("Another photograph came under this key. Please take it again."))
    if arrival.arrived_at or offset + len(piece) <= arrival.received:
        return arrival
    if offset != arrival.received:
        raise Conflict(_("A piece of this photograph is missing."))
    if offset + len(piece) > arrival.size:
        raise InvalidInput([Problem("photo", "too_long", _("More came than was announced."))])
    arrival.pieces = bytes(arrival.pieces) + piece
    if arrival.received == arrival.size:
        _keep(actor, arrival)
    arrival.save()
    return arrival


def _begun(actor: User, announced: Announced) -> PhotoArrival:
    if not 0 < announced.size <= MOST_BYTES:
        raise InvalidInput([Problem("photo", "too_big", _("A photograph has at most 10 MB."))])
    if len(announced.sha256) != SHA256_LENGTH or not SHA256.issuperset(announced.sha256):
        raise InvalidInput([Problem("photo", "hash", _("The photograph was announced without its hash."))])
    if PhotoArrival.objects.filter(sender=actor, arrived_at=None).count() >= MOST_WAITING:
        raise Conflict(_("Too many photographs are on their way. Send those first that are begun."))
    name = tidy(announced.name).replace("\n", " ")[:150] or "foto.jpg"
    return PhotoArrival(
        key=announced.key, sender=actor, size=announced.size, sha256=announced.sha256, name=name, begun_at=clock.now()
    )


def _keep(actor: User, arrival: PhotoArrival) -> None:
    """Keep a photograph that is whole, or forget its pieces where they are not what the phone had."""
    whole, arrival.pieces = bytes(arrival.pieces), b""
    if hashlib.sha256(whole).hexdigest() != arrival.sha256:
        return
    upload = SimpleUploadedFile(arrival.name, whole)
    arrival.file = file_store(actor=actor, upload=upload, name=arrival.name, field="photo")
    arrival.arrived_at = clock.now()


def photos_arrived(actor: User, keys: Sequence[str], field: str) -> list[File]:
    """Give photographs of the actor that have arrived, in the order of their keys.

    Raises `InvalidInput` on `field` for one that has not.
    """
    try:
        wanted = [UUID(key) for key in keys]
    except ValueError:
        wanted = []
    found = PhotoArrival.objects.filter(pk__in=wanted, sender=actor, file__isnull=False).select_related("file")
    files = {one.pk: one.file for one in found if one.file}
    if len(wanted) < len(keys) or not files.keys() >= set(wanted):
        message = _("A photograph has not arrived yet. It is sent again with the report.")
        raise InvalidInput([Problem(field, "not_arrived", message)])
    return [files[key] for key in wanted]


def arrivals_clear() -> int:
    """Forget photographs that no report asked for within their time; gives how many."""
    gone, _each = PhotoArrival.objects.filter(begun_at__lt=clock.now() - KEPT_FOR).delete()
    return gone
