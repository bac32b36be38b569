"""What a list says, laid over what the register holds: pure decisions, field by field, on rows that are in hand.

An older, empty or unchecked word never takes the place of a newer or checked one in silence: it becomes a
`Difference`. What a permit rests on isn't changed by a list at all.
"""

from dataclasses import fields
from datetime import date
from typing import Any
from uuid import UUID

from sentra.kernel import clock
from sentra.kernel.bulk import new_row
from sentra.kernel.crypto import blind_index
from sentra.kernel.text import fold, mask
from sentra.registry.facts import (
    ActivityFacts,
    BusinessFacts,
    Entry,
    OwnerFacts,
    RecordedPaper,
    SupportFacts,
    YearFacts,
)
from sentra.registry.models import (
    Activity,
    Figures,
    FiguresSource,
    FiguresState,
    LegalPaper,
    Owner,
    PaperSource,
    Product,
    Support,
)
from sentra.registry.services.held import Held, Laid, Why
from sentra.registry.services.signs import NIB

PROTECTED = frozenset({"name", "legal_form", "address", "district", "village", "commodity", "kbli", "nib", "npwp"})
"""What a permit rests on, beside the owner's name and NIK."""
PLAIN = ("name", "brand", "legal_form", "phone", "email", "website", "address", "commodity", "founded", "markets")
OWNERS = ("phone", "email", "address")
FIGURES = (
    "workers_men", "workers_women", "investment", "capacity_amount", "capacity_unit",
    "production_value", "raw_material_value", "export_share", "export_countries",
)  # fmt: skip
ACTIVITY = ("title", "risk", "scale", "sector", "submitted_on", "investment", "workers")
PAPER = ("issuer", "issued_on", "valid_until", "status")
SUPPORT = ("value", "giver")
UNNUMBERED = "tanpa nomor"
PROJECT = "oss"


class Overlay:
    """Lays entries over businesses; `as_of` is the day that the list tells of, `actor_id` who brings it.

    `taken` tells whose a numbered paper, an OSS project or a NIB is, by its kind and number; `persons` whose a NIK is,
    by its blind index. None of them is ever given to a second one.
    """

    def __init__(self, *, as_of: date, actor_id: int | None, taken: dict[tuple[str, str], UUID]) -> None:
        self.as_of = as_of
        self.actor_id = actor_id
        self.taken = taken
        self.persons: dict[str, Owner] = {}
        self.now = clock.now()

    def lay(self, entry: Entry, held: Held) -> Laid:
        """Lay one entry over one business."""
        laid = Laid()
        self._business(entry, held, laid)
        self._owner(entry.owner, held, laid)
        for year in entry.years:
            self._year(year, held, laid)
        for paper in entry.papers:
            self._paper(paper, held, laid)
        for activity in entry.activities:
            self._activity(activity, held, laid)
        for support in entry.supports:
            self._support(support, held, laid)
        self._product(entry.product, held, laid)
        held.before = {**laid.before, **held.before}
        held.after.update(laid.after)
        return laid

    def _put(self, held: Held, laid: Laid, name: str, given: Any, *, whose: str = "business") -> None:
        """Let a field of the business or its owner have a given value, or note why not."""
        if given is None or given == "":
            return
        row = held.business if whose == "business" else held.owner
        key = name if whose == "business" else f"owner.{name}"
        here = getattr(row, name)
        if _equal(here, given):
            return
        if here not in (None, "") and (why := self._guard(held, name, whose)):
            laid.differs(key, here, given, why)
            return
        laid.before.setdefault(key, here)
        laid.after[key] = given
        setattr(row, name, given)
        held.touched.add(whose)

    def _guard(self, held: Held, name: str, whose: str) -> Why | None:
        row = held.business if whose == "business" else held.owner
        if held.is_owner_settled if whose == "owner" else held.is_settled:
            return Why.TWICE
        if whose == "owner" and held.owner_guarded:
            return Why.PERMIT
        if held.owner_is_new if whose == "owner" else held.is_new:
            return None
        if whose == "business" and name in PROTECTED and held.business.is_registered:
            return Why.PERMIT
        return Why.NEWER if clock.local_day(row.updated_at) > self.as_of else None

    def _business(self, entry: Entry, held: Held, laid: Laid) -> None:
        told, business = entry.business, held.business
        for name in PLAIN:
            if given := getattr(told, name):
                self._put(held, laid, name, given)
        self._put(held, laid, "export_countries", told.export_countries)
        self._numbers(told, held, laid)
        if told.village or not business.village:
            self._put(held, laid, "district", told.district)
            self._put(held, laid, "village", told.village)
        if told.kbli and told.kbli != business.kbli:
            self._put(held, laid, "kbli", told.kbli)
            if business.kbli == told.kbli:
                self._put(held, laid, "kbli_version", told.kbli_version)
                business.kbli_version = told.kbli_version
        if told.latitude is not None and told.longitude is not None:
            self._put(held, laid, "latitude", told.latitude)
            self._put(held, laid, "longitude", told.longitude)
        if entry.why_no_permit and not business.is_registered:
            self._put(held, laid, "why_no_permit", entry.why_no_permit[:300])

    def _numbers(self, told: BusinessFacts, held: Held, laid: Laid) -> None:
        """Lay NIB and NPWP: they are filled in where they are missing, never changed."""
        business = held.business
        if told.nib and business.nib and told.nib != business.nib:
            laid.differs("nib", business.nib, told.nib, Why.OTHERS)
        elif told.nib and self.taken.setdefault((NIB, told.nib), business.pk) != business.pk:
            laid.differs("nib", "", told.nib, Why.OTHERS)
        elif told.nib:
            self._put(held, laid, "nib", told.nib)
        if told.npwp and not business.npwp_index:
            self._put(held, laid, "npwp", told.npwp)
            business.npwp_index = blind_index("npwp", told.npwp)
        elif told.npwp and business.npwp_index != blind_index("npwp", told.npwp):
            laid.differs("npwp", business.npwp, told.npwp, Why.OTHERS)

    def _owner(self, told: OwnerFacts, held: Held, laid: Laid) -> None:
        owner = held.owner
        if told.name and fold(told.name) != fold(owner.name):
            self._put(held, laid, "name", told.name, whose="owner")
        if told.nik:
            index = blind_index("nik", told.nik)
            if not owner.nik_index and self.persons.setdefault(index, owner).pk != owner.pk:
                laid.differs("owner.nik", "", told.nik, Why.OTHERS)
            elif not owner.nik_index:
                laid.before.setdefault("owner.nik", "")
                laid.after["owner.nik"] = mask(told.nik)
                owner.nik, owner.nik_index = told.nik, index
                held.touched.add("owner")
            elif owner.nik_index != index:
                laid.differs("owner.nik", owner.nik, told.nik, Why.OTHERS)
        for name in OWNERS:
            if given := getattr(told, name):
                self._put(held, laid, name, given, whose="owner")

    def _year(self, told: YearFacts, held: Held, laid: Laid) -> None:
        figures = held.figures.get(told.year)
        given = {name: value for name in FIGURES if (value := getattr(told, name)) not in (None, "")}
        if told.workers_total is not None and not {"workers_men", "workers_women"} & set(given):
            given["workers_total"] = told.workers_total
        if not given:
            return
        if figures is None:
            self._new_year(told.year, given, held, laid)
            return
        if "workers_total" in given and figures.workers_total is None and figures.workers is not None:
            if figures.workers != given["workers_total"]:
                laid.differs(f"{told.year}.workers", figures.workers, given["workers_total"], Why.CHECKED)
            del given["workers_total"]
        self._old_year(figures, given, held, laid)

    def _new_year(self, year: int, given: dict[str, Any], held: Held, laid: Laid) -> None:
        row = new_row(
            Figures,
            business=held.business,
            year=year,
            source=FiguresSource.IMPORT,
            state=FiguresState.ACCEPTED,
            submitted_by_id=self.actor_id,
            submitted_at=self.now,
            decided_by_id=self.actor_id,
            decided_at=self.now,
            **given,
        )
        held.figures[year] = row
        held.fresh.append(row)
        laid.made.append(("figures", str(year)))

    def _old_year(self, row: Figures, given: dict[str, Any], held: Held, laid: Laid) -> None:
        closed = row.state != FiguresState.ACCEPTED
        checked = closed or row.source != FiguresSource.IMPORT
        newer = clock.local_day(row.submitted_at) > self.as_of
        for name, value in given.items():
            here, key = getattr(row, name), f"{row.year}.{name}"
            if _equal(here, value):
                continue
            if closed or (here not in (None, "") and (checked or newer or held.is_settled)):
                why = Why.TWICE if held.is_settled else Why.CHECKED if checked else Why.NEWER
                laid.differs(key, "" if here is None else here, value, why)
                continue
            laid.before.setdefault(key, here)
            laid.after[key] = value
            setattr(row, name, value)
            if row.pk and row not in held.changed:
                row.version += 1
                held.changed.append(row)

    def _paper(self, told: RecordedPaper, held: Held, laid: Laid) -> None:
        number = told.number or f"{UNNUMBERED} {held.business.register_number or held.business.pk}"
        key = (told.kind, number)
        if self.taken.get(key, held.business.pk) != held.business.pk:
            laid.differs(f"{told.kind} {number}", "", number, Why.OTHERS)
            return
        row = held.papers.get(key)
        if row is None:
            row = new_row(
                LegalPaper,
                business=held.business,
                kind=told.kind,
                number=number,
                issuer=told.issuer,
                issued_on=told.issued_on,
                valid_until=told.valid_until,
                status=told.status,
                source=PaperSource.IMPORTED,
                added_by_id=self.actor_id,
                added_at=self.now,
            )
            held.papers[key] = row
            self.taken[key] = held.business.pk
            held.fresh.append(row)
            laid.made.append(("paper", f"{told.kind} {number}"))
            return
        self._old_paper(row, told, held, laid)

    def _old_paper(self, row: LegalPaper, told: RecordedPaper, held: Held, laid: Laid) -> None:
        checked = row.source != PaperSource.IMPORTED or row.checked_at is not None
        for name in PAPER:
            here, value = getattr(row, name), getattr(told, name)
            key = f"{row.kind} {row.number}.{name}"
            if value in (None, "") or _equal(here, value):
                continue
            newer = clock.local_day(row.added_at) > self.as_of
            if here not in (None, "") and (checked or newer or held.is_settled):
                laid.differs(key, here, value, Why.TWICE if held.is_settled else Why.CHECKED if checked else Why.NEWER)
                continue
            laid.before.setdefault(key, here)
            laid.after[key] = value
            setattr(row, name, value)
            if row.pk and row not in held.changed:
                held.changed.append(row)

    def _activity(self, told: ActivityFacts, held: Held, laid: Laid) -> None:
        key = told.oss_id or f"{told.kbli} {told.kbli_version}"
        if told.oss_id and self.taken.setdefault((PROJECT, key), held.business.pk) != held.business.pk:
            laid.differs("project_id", "", key, Why.OTHERS)
            return
        row = held.activities.get(key)
        if row is None:
            row = new_row(
                Activity,
                business=held.business,
                oss_id=told.oss_id or None,
                kbli=told.kbli,
                kbli_version=told.kbli_version,
                **{name: getattr(told, name) for name in ACTIVITY},
            )
            held.activities[key] = row
            held.fresh.append(row)
            laid.made.append(("activity", key))
            return
        for name in ACTIVITY:
            here, value = getattr(row, name), getattr(told, name)
            if value in (None, "") or _equal(here, value):
                continue
            if held.is_settled and here not in (None, ""):
                laid.differs(f"{key}.{name}", here, value, Why.TWICE)
                continue
            laid.before.setdefault(f"{key}.{name}", here)
            laid.after[f"{key}.{name}"] = value
            setattr(row, name, value)
            if row.pk and row not in held.changed:
                held.changed.append(row)

    def _support(self, told: SupportFacts, held: Held, laid: Laid) -> None:
        """Lay help that was given: lists only ever add to it, for what a business was given isn't undone by one."""
        key = support_key(told)
        row = held.supports.get(key)
        if row is None:
            row = new_row(
                Support, business=held.business, **{one.name: getattr(told, one.name) for one in fields(told)}
            )
            held.supports[key] = row
            held.fresh.append(row)
            laid.made.append(("support", key))
            return
        for name in SUPPORT:
            here, value = getattr(row, name), getattr(told, name)
            if value in (None, "") or _equal(here, value):
                continue
            if here not in (None, ""):
                laid.differs(f"support_{name}", here, value, Why.TWICE if held.is_settled else Why.OTHERS)
                continue
            laid.before.setdefault(f"{key}.{name}", here)
            laid.after[f"{key}.{name}"] = value
            setattr(row, name, value)
            if row.pk and row not in held.changed:
                held.changed.append(row)

    def _product(self, name: str, held: Held, laid: Laid) -> None:
        if not name or fold(name) in held.products:
            return
        row = new_row(Product, business=held.business, name=name, commodity=held.business.commodity)
        held.products[fold(name)] = row
        held.fresh.append(row)
        laid.made.append(("product", name))


def support_key(told: SupportFacts | Support) -> str:
    """Give what tells help from other help of the same business, however it is spelt."""
    return " / ".join((str(told.year), told.kind, fold(told.title), fold(told.received)))


def _equal(here: Any, given: Any) -> bool:
    """Tell whether two values say the same: letters large or small, dots and blanks make no other word."""
    if here and isinstance(here, str) and isinstance(given, str):
        return here == given or (fold(here) == fold(given) != "")
    return bool(here == given)
