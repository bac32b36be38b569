"""Keeping files: clean copies under their hash, each content once."""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import IO
from uuid import UUID

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.db.models import Exists, ManyToOneRel, OuterRef, ProtectedError
from django.utils.translation import gettext as _

from sentra.files.cleaning import MOST_BYTES, SHEETS, clean, clean_photo, safe_name
from sentra.files.models import File
from sentra.kernel import clock
from sentra.kernel.errors import InvalidInput, Problem
from sentra.kernel.locks import hold
from sentra.people.models import User

UNUSED_FOR = timedelta(days=7)


def file_store(*, actor: User | None, upload: "UploadedFile[bytes]", name: str, field: str) -> File:
    """Keep a clean copy of an upload. Raises `InvalidInput` on `field`."""
    if upload.size and upload.size > MOST_BYTES:
        message = _("This file is larger than 10 MB. Please take a smaller photograph of it.")
        raise InvalidInput([Problem(field, "too_big", message)])
    cleaned = clean(upload.read(MOST_BYTES + 1), name, field)
    return _keep(cleaned.data, cleaned.media_type, cleaned.name, actor)


def photo_store(*, actor: User | None, upload: "UploadedFile[bytes]", field: str, name: str = "") -> File:
    """Keep a clean copy of a photograph, and of nothing else. Raises `InvalidInput` on `field`, in words for one."""
    if upload.size and upload.size > MOST_BYTES:
        message = _("This photograph is larger than 10 MB. Please choose a smaller one (JPEG, PNG or WebP).")
        raise InvalidInput([Problem(field, "too_big", message)])
    cleaned = clean_photo(upload.read(MOST_BYTES + 1), name or upload.name or "foto", field)
    return _keep(cleaned.data, cleaned.media_type, cleaned.name, actor)


def made_file_store(*, data: bytes, media_type: str, name: str) -> File:
    """Keep a file that Sentra made itself, byte by byte: a signed document must not be written anew."""
    return _keep(data, media_type, safe_name(name, media_type), None)


def sheet_store(*, actor: User | None, path: Path, kind: str, name: str) -> File:
    """Keep a spreadsheet, byte by byte as it lies at `path`: large, so it is never held in memory whole.

    `kind` is one of `cleaning.SHEETS`, told by whoever read it safely. A step of an act.
    """
    with path.open("rb") as source:
        sha256 = hashlib.file_digest(source, "sha256").hexdigest()
    hold(_key(sha256))
    kept = _path(sha256)
    if not kept.exists():
        _put(kept, lambda output: _copy(path, output))
    return File.objects.create(
        sha256=sha256,
        size=path.stat().st_size,
        media_type=SHEETS[kind],
        name=safe_name(name, SHEETS[kind]),
        uploaded_by=actor,
        uploaded_at=clock.now(),
    )


def file_path(file: File) -> Path:
    """Give where a file's content lies, for a reader that can't hold it in memory; nobody writes there."""
    return _path(file.sha256)


def file_read(file: File) -> bytes:
    """Give a file's content."""
    return _path(file.sha256).read_bytes()


def _keep(data: bytes, media_type: str, name: str, actor: User | None) -> File:
    sha256 = hashlib.sha256(data).hexdigest()
    hold(_key(sha256))
    path = _path(sha256)
    if not path.exists():
        _write(path, data)
    return File.objects.create(
        sha256=sha256, size=len(data), media_type=media_type, name=name, uploaded_by=actor, uploaded_at=clock.now()
    )


def unused_files_clear() -> int:
    """Delete for good the files that no record holds any more (a draft was thrown away); gives how many.

    A file is left for a week, so that one which is being bound to its record is never taken.
    """
    unused = File.objects.filter(uploaded_at__lt=clock.now() - UNUSED_FOR)
    for holder in File._meta.get_fields(include_hidden=True):
        if isinstance(holder, ManyToOneRel):
            held = holder.related_model._base_manager.filter(**{holder.field.name: OuterRef("pk")})
            unused = unused.exclude(Exists(held))
    return sum(_delete(file_id) for file_id in list(unused.values_list("pk", flat=True)))


@transaction.atomic
def _delete(file_id: UUID) -> bool:
    """Delete a file, and its content while the hash is held: an upload of the same content waits and writes it anew."""
    file = File.objects.get(pk=file_id)
    hold(_key(file.sha256))
    try:
        with transaction.atomic():
            file.delete()
    except (ProtectedError, IntegrityError):
        return False
    if not File.objects.filter(sha256=file.sha256).exists():
        _path(file.sha256).unlink(missing_ok=True)
    return True


def _key(sha256: str) -> str:
    return f"file:{sha256}"


def _path(sha256: str) -> Path:
    return Path(settings.FILES_ROOT) / sha256[:2] / sha256


def _copy(path: Path, output: IO[bytes]) -> None:
    with path.open("rb") as source:
        shutil.copyfileobj(source, output)


def _write(path: Path, data: bytes) -> None:
    _put(path, lambda output: output.write(data))


def _put(path: Path, write: Callable[[IO[bytes]], object]) -> None:
    """Write beside its place, then rename: a machine that dies meanwhile leaves no half file under a hash."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    try:
        with os.fdopen(descriptor, "wb") as output:
            write(output)
            output.flush()
            os.fsync(output.fileno())
        Path(temporary).replace(path)
    except OSError:
        Path(temporary).unlink(missing_ok=True)
        raise
