"""Reading imports for screens."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from sentra.kernel.errors import NotFound
from sentra.people.models import User
from sentra.people.policy import visible_to
from sentra.registry.models import Business
from sentra.transfer.models import Import, ImportRow, RowOutcome
from sentra.transfer.wording import difference_words, fault_group, fault_words

ROWS_SHOWN = 50
GROUPS_SHOWN = 30
WEIGHED_FAULTS = 20_000


def imports() -> "QuerySet[Import]":
    """Give all imports, the newest first: an office sees what its colleagues sent."""
    return Import.objects.select_related("begun_by")


def import_seen(import_id: UUID) -> Import:
    """Give an import. Raises `NotFound`."""
    found = Import.objects.select_related("begun_by", "applied_by", "file", "result").filter(pk=import_id).first()
    if found is None:
        raise NotFound(_("There is no such import."))
    return found


@dataclass(frozen=True, slots=True)
class Tile:
    """How many rows have an outcome."""

    outcome: str
    label: str
    count: int
    tone: str


TONES = {"new": "good", "update": "good", "unchanged": "calm", "duplicate": "wait", "refused": "bad"}


def tiles(imported: Import) -> list[Tile]:
    """Give the counts of an import, in the order in which they matter."""
    return [
        Tile(one.value, str(one.label), int(imported.counts.get(one.value, 0)), TONES[one.value]) for one in RowOutcome
    ]


@dataclass(frozen=True, slots=True)
class FaultGroup:
    """Faults that are the same: what is wrong, in how many rows, and some of them."""

    words: str
    count: int
    examples: tuple[str, ...]
    rows: tuple[int, ...]


def fault_groups(imported: Import) -> list[FaultGroup]:
    """Group the faults of an import by what is wrong in which column, the most frequent first."""
    columns = imported.plan.get("names", [])
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    rows = ImportRow.objects.filter(of=imported).exclude(faults=[]).order_by("number")
    for number, faults in rows.values_list("number", "faults")[:WEIGHED_FAULTS]:
        for fault in faults:
            found[fault_group(fault, columns)].append((number, str(fault.get("value", ""))))
    groups = [
        FaultGroup(
            words,
            len(those),
            tuple(dict.fromkeys(value for _number, value in those if value))[:4],
            tuple(number for number, _value in those[:8]),
        )
        for words, those in found.items()
    ]
    return sorted(groups, key=lambda one: -one.count)[:GROUPS_SHOWN]


@dataclass(frozen=True, slots=True)
class RowShown:
    """A row as its list shows it."""

    row: ImportRow
    faults: list[str]
    differences: list[str]


def rows_of(imported: Import, outcome: str) -> "QuerySet[ImportRow]":
    """Give the rows of an outcome; all of them for "" ."""
    rows = ImportRow.objects.filter(of=imported).select_related("business", "decided_same").order_by("number")
    return rows.filter(outcome=outcome) if outcome in RowOutcome else rows


def rows_shown(rows: Iterable[ImportRow], columns: Sequence[str]) -> list[RowShown]:
    """Put rows into words."""
    return [
        RowShown(
            row,
            [fault_words(one, columns) for one in row.faults],
            [difference_words(one) for one in row.differences],
        )
        for row in rows
    ]


def row_seen(imported: Import, number: int) -> ImportRow:
    """Give a row of an import. Raises `NotFound`."""
    found = ImportRow.objects.filter(of=imported, number=number).first()
    if found is None:
        raise NotFound(_("There is no such row."))
    return found


def candidates_of(actor: User, row: ImportRow) -> list[tuple[Business, dict[str, object]]]:
    """Give the businesses that a row may be, with why; those that only a rehearsal knew aren't there."""
    told = {str(one["business"]): one for one in row.candidates}
    seen = visible_to(actor, Business.objects.known().select_related("owner")).filter(pk__in=list(told))
    return sorted(((one, told[str(one.pk)]) for one in seen), key=lambda pair: -float(str(pair[1]["score"])))
