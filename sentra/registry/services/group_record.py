"""Recording what a sheet says of sentra: new ones, and what is new of known ones, many at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from sentra.audit.services import Told, record_many
from sentra.kernel import clock
from sentra.kernel.text import fold
from sentra.people.models import User
from sentra.people.policy import Permission, districts_of, require
from sentra.registry.models import Group, GroupFigures, GroupKind
from sentra.registry.services.record import NOT_YOUR_DISTRICT, Outcome, Result

COLUMNS = ("trade", "commodity", "kbli", "kbli_version", "address", "contact", "phone")
FIGURES = (
    "units", "workers", "investment", "capacity_amount", "capacity_unit", "production_value", "raw_material_value",
)  # fmt: skip
Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class GroupEntry:
    """What a sheet says of one sentra in one year; None or "" where it says nothing. Money in whole rupiah."""

    name: str
    district: str
    village: str
    year: int
    trade: str = ""
    commodity: str = ""
    kbli: str = ""
    kbli_version: str = ""
    address: str = ""
    contact: str = ""
    phone: str = ""
    units: int | None = None
    workers: int | None = None
    investment: int | None = None
    capacity_amount: Decimal | None = None
    capacity_unit: str = ""
    production_value: int | None = None
    raw_material_value: int | None = None

    @property
    def key(self) -> Key:
        """What tells a sentra from another: its name in its place."""
        return fold(self.name), self.district, self.village


@transaction.atomic
def groups_record(
    *, actor: User | None, entries: Sequence[GroupEntry], as_of: date, reason: str = "", rehearsal: bool = False
) -> list[Outcome]:
    """Record sentra; an outcome for each entry, in order. Empty words take nothing away.

    Raises `NotAllowed`; outside of the actor's districts an entry is refused.
    """
    if actor:
        require(actor, Permission.REGISTER_RECORD)
    districts = districts_of(actor, Permission.REGISTER_RECORD) if actor else None
    batch = _Groups(entries)
    outcomes = [
        Outcome(Result.REFUSED, problems=(NOT_YOUR_DISTRICT,))
        if districts is not None and entry.district not in districts
        else batch.take(entry)
        for entry in entries
    ]
    batch.write()
    if not rehearsal:
        told = record_many(actor=actor, told=batch.told(), reason=reason)
        seqs = {entry.record_id: entry.seq for entry in told}
        for outcome in outcomes:
            if outcome.group and outcome.result in {Result.NEW, Result.UPDATED}:
                outcome.audit_seq = seqs[str(outcome.group.pk)]
    return outcomes


class _Groups:
    """A batch of sentra while it is recorded; `touched` are those that are new or changed, with what became of them."""

    def __init__(self, entries: Sequence[GroupEntry]) -> None:
        self.known = _known(entries)
        found = GroupFigures.objects.filter(group__in=[one.pk for one in self.known.values()])
        self.figures = {(one.group_id, one.year): one for one in found}
        self.touched: dict[UUID, tuple[Group, bool, Outcome]] = {}

    def take(self, entry: GroupEntry) -> Outcome:
        """Lay one entry over its sentra, a new one where nobody knew it."""
        group = self.known.get(entry.key)
        is_new = group is None
        if group is None:
            group = Group(kind=GroupKind.SENTRA, name=entry.name, name_folded=fold(entry.name))
            group.district, group.village, group.created_at = entry.district, entry.village, clock.now()
            self.known[entry.key] = group
        outcome = Outcome(Result.NEW if is_new else Result.UNCHANGED, group=group)
        _lay(group, entry, outcome)
        _lay_year(group, entry, self.figures, outcome)
        if outcome.result == Result.UNCHANGED and outcome.laid.any:
            outcome.result = Result.UPDATED
        if outcome.result != Result.UNCHANGED:
            self.touched.setdefault(group.pk, (group, is_new, outcome))
        return outcome

    def write(self) -> None:
        """Write all that is new or changed."""
        new = {one.pk for one, is_new, _outcome in self.touched.values() if is_new}
        _write([one for one, _new, _outcome in self.touched.values()], self.figures, new)

    def told(self) -> list[Told]:
        """Give what the audit is told, one act on each sentra."""
        return [
            Told(
                act="group.founded" if is_new else "group.changed",
                record=group,
                before={name: value for name, value in outcome.laid.before.items() if "." not in name},
                after={"name": group.name, **{n: v for n, v in outcome.laid.after.items() if "." not in n}},
            )
            for group, is_new, outcome in self.touched.values()
        ]


def _known(entries: Sequence[GroupEntry]) -> dict[Key, Group]:
    names = {fold(one.name) for one in entries}
    districts = {one.district for one in entries}
    found = Group.objects.select_for_update().filter(
        Q(name_folded__in=names), kind=GroupKind.SENTRA, district__in=districts, dissolved_on=None
    )
    return {(one.name_folded, one.district, one.village): one for one in found.order_by("pk")}


def _lay(group: Group, entry: GroupEntry, outcome: Outcome) -> None:
    for name in COLUMNS:
        here, given = getattr(group, name), getattr(entry, name)
        if given in (None, "") or here == given:
            continue
        outcome.laid.before.setdefault(name, here)
        outcome.laid.after[name] = given
        setattr(group, name, given)


def _lay_year(group: Group, entry: GroupEntry, figures: dict[tuple[UUID, int], GroupFigures], outcome: Outcome) -> None:
    given = {name: value for name in FIGURES if (value := getattr(entry, name)) not in (None, "")}
    if not given:
        return
    row = figures.get((group.pk, entry.year))
    if row is None:
        row = GroupFigures(group=group, year=entry.year)
        figures[(group.pk, entry.year)] = row
        outcome.laid.made.append(("group_figures", str(entry.year)))
    for name, value in given.items():
        here = getattr(row, name)
        if here != value:
            outcome.laid.before.setdefault(f"{entry.year}.{name}", here)
            outcome.laid.after[f"{entry.year}.{name}"] = value
            setattr(row, name, value)


def _write(touched: Sequence[Group], figures: dict[tuple[UUID, int], GroupFigures], new: set[UUID]) -> None:
    for group in touched:
        group.version += 0 if group.pk in new else 1
    Group.objects.bulk_create([one for one in touched if one.pk in new])
    Group.objects.bulk_create(
        [one for one in touched if one.pk not in new],
        update_conflicts=True,
        unique_fields=["pk"],
        update_fields=[*COLUMNS, "version"],
    )
    ids = {one.pk for one in touched}
    rows = [row for (group_id, _year), row in figures.items() if group_id in ids]
    GroupFigures.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["group", "year"], update_fields=list(FIGURES)
    )
