"""Beginning an import: keep the file, recognise the sheet."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from sentra.audit.services import record
from sentra.files.services import file_path, sheet_store
from sentra.kernel import clock
from sentra.kernel.errors import InvalidInput, Problem
from sentra.kernel.text import fold
from sentra.people.models import User
from sentra.people.policy import Permission, require, roles_of
from sentra.transfer.models import Import, KnownColumns
from sentra.transfer.reading.faults import Unreadable
from sentra.transfer.reading.frames import Row
from sentra.transfer.reading.reader import Sample, sample
from sentra.transfer.recognition.columns import Recognised, recognise
from sentra.transfer.recognition.header import Header, find_header
from sentra.transfer.recognition.profiles import profiles

MOST_BYTES = 100 * 1024**2
"""100,000 rows of 25 columns are 20 MB as XLSX and 30 MB as CSV; what is larger goes by the `sentra import` command."""
LONGEST_NAME = 140


@dataclass(frozen=True, slots=True)
class Understood:
    """A sheet as it was recognised, with its first rows."""

    sample: Sample
    header: Header
    recognised: Recognised

    @property
    def first_rows(self) -> list[Row]:
        """The first rows below the header."""
        return [row for row in self.sample.rows if row[0] > self.header.last_row][:5]


def understand(path: Path, *, sheet: str = "", profile: str = "", office: str = "") -> Understood:
    """Recognise a sheet. Raises `Unreadable`, `InvalidInput` where no row looks like a header."""
    found = sample(path, sheet)
    header = find_header(found.rows)
    if header is None:
        message = _("No row of this sheet looks like the names of columns. Please write them above the data.")
        raise InvalidInput([Problem("file", "no_header", message)])
    remembered = KnownColumns.objects.filter(office=office, header=header_key(header)).first() if office else None
    known: Mapping[str, str] = remembered.fields if remembered else {}
    recognised = recognise(header, found.rows, profile=profiles().get(profile), remembered=known)
    return Understood(found, header, recognised)


def header_key(header: Header) -> str:
    """Give what a header is remembered by."""
    return hashlib.sha256("\n".join(fold(name) for name in header.names).encode()).hexdigest()


def office_of(actor: User | None) -> str:
    """Give whose understanding of columns is used: that of the actor's role."""
    roles = sorted(str(role) for role in roles_of(actor)) if actor else []
    return roles[0] if roles else ""


@transaction.atomic
def import_begin(*, actor: User | None, path: Path, name: str, profile: str = "") -> Import:
    """Begin an import with the spreadsheet at `path`; `actor` None is the operator's command.

    Raises `NotAllowed`, `InvalidInput` (`Unreadable` among them) saying what is wrong with the file.
    """
    if actor:
        require(actor, Permission.REGISTER_IMPORT)
        if path.stat().st_size > MOST_BYTES:
            raise Unreadable("too_big", {"megabytes": MOST_BYTES // 1024**2})
    understood = understand(path, profile=profile, office=office_of(actor))
    kept = sheet_store(actor=actor, path=path, kind=understood.sample.kind, name=name)
    imported = Import.objects.create(
        file=kept,
        name=kept.name[:LONGEST_NAME],
        begun_by=actor,
        begun_at=clock.now(),
        profile=understood.recognised.profile,
    )
    record(actor=actor, act="import.begun", record=imported, after={"name": imported.name})
    return imported


def understood_again(imported: Import, sheet: str = "") -> Understood:
    """Recognise the sheet of an import that was begun. Raises `Unreadable`, `InvalidInput`."""
    return understand(
        file_path(imported.file), sheet=sheet, profile=imported.profile, office=office_of(imported.begun_by)
    )
