"""Photographs of how a programme ran."""

from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from sentra.files.services import photo_store
from sentra.kernel import clock
from sentra.kernel.errors import Conflict, InvalidInput, NotFound, Problem
from sentra.kernel.text import tidy
from sentra.people.models import User
from sentra.programmes.models import CallPhoto
from sentra.programmes.rules import SAYS_NOTHING, SHORTEST
from sentra.programmes.services.common import call_lock, call_remember
from sentra.programmes.services.stands import stand_require

MOST_PHOTOS = 30
LONGEST_CAPTION = 200


@transaction.atomic
def photo_add(*, actor: User, call_id: UUID, upload: "UploadedFile[bytes] | None", caption: str) -> CallPhoto:
    """Add a photograph that everybody may see; the caption says what it shows. Sent twice it stays one.

    Raises `NotFound`, `NotAllowed`, `InvalidInput` for what is no picture or says nothing, `Conflict` above thirty.
    """
    call = call_lock(call_id)
    stand_require(actor, call, "add_photo")
    caption = tidy(caption).replace("\n", " ")
    problems = _of_caption(caption)
    if upload is None:
        problems.append(Problem("photo", "missing", _("Please choose a photograph first.")))
    if upload is None or problems:
        raise InvalidInput(problems)
    file = photo_store(actor=actor, upload=upload, field="photo")
    if same := call.photos.filter(file__sha256=file.sha256, caption=caption).first():
        return same
    if call.photos.count() >= MOST_PHOTOS:
        raise Conflict(_("There are %(most)s photographs already. Take one away first.") % {"most": MOST_PHOTOS})
    photo = CallPhoto.objects.create(call=call, file=file, caption=caption, added_by=actor, at=clock.now())
    call_remember(actor, call, "add_photo", after={"call_photo": caption})
    return photo


def _of_caption(caption: str) -> list[Problem]:
    if len(caption) < SHORTEST:
        return [Problem("caption", "missing", SAYS_NOTHING)]
    if len(caption) > LONGEST_CAPTION:
        message = _("Please use at most %(most)s characters.") % {"most": LONGEST_CAPTION}
        return [Problem("caption", "too_long", message)]
    return []


@transaction.atomic
def photo_drop(*, actor: User, call_id: UUID, photo_id: int) -> None:
    """Take a photograph away: from then on nobody gets it. Raises `NotFound`, `NotAllowed`, `Conflict`."""
    call = call_lock(call_id)
    stand_require(actor, call, "drop_photo")
    photo = call.photos.filter(pk=photo_id).first()
    if photo is None:
        raise NotFound(_("This isn't there any more. Somebody may have taken it away."))
    photo.delete()
    call_remember(actor, call, "drop_photo", before={"call_photo": photo.caption})
