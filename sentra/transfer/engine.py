"""Running a sheet through the register, chunk by chunk: the same for a rehearsal, for taking over, and for the command.

Whatever becomes of a row is told exactly once: rows in are the sum of the outcomes.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import IO, Any
from uuid import UUID

from sentra.kernel import clock
from sentra.kernel.errors import Problem
from sentra.people.models import User
from sentra.registry.facts import Entry
from sentra.registry.models import Business, RecordedFrom
from sentra.registry.services.group_record import groups_record
from sentra.registry.services.record import Outcome, Result, businesses_record, is_passing
from sentra.transfer.models import RowOutcome
from sentra.transfer.reading.reader import opened
from sentra.transfer.rows.entries import ReadRow, RowReader
from sentra.transfer.rows.knowledge import current_knowledge
from sentra.transfer.rows.plan import Manner, Plan, Weighing

PLAIN = (int, float, bool, type(None))
OUTCOMES = {
    Result.NEW: RowOutcome.NEW,
    Result.UPDATED: RowOutcome.UPDATE,
    Result.UNCHANGED: RowOutcome.UNCHANGED,
    Result.TO_DECIDE: RowOutcome.DUPLICATE,
    Result.REFUSED: RowOutcome.REFUSED,
}


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody decided about a row: it is new, or it is a business that the register knows."""

    new: bool = False
    same: UUID | None = None


@dataclass(slots=True)
class RowResult:
    """What became of a row."""

    number: int
    outcome: RowOutcome
    label: str
    place: str = ""
    business: UUID | None = None
    faults: list[dict[str, Any]] = field(default_factory=list)
    differences: list[dict[str, str]] = field(default_factory=list)
    candidates: list[dict[str, Any]] = field(default_factory=list)
    audit_seq: int | None = None
    kept: dict[str, Any] = field(default_factory=dict)


def weigh(path: Path, plan: Plan, kept: IO[bytes]) -> tuple[Manner, int, list[tuple[str, dict[str, Any]]]]:
    """Read a whole sheet once for how it is written: its manner, how many rows it has, and what is worth knowing.

    What was read is written into `kept`, to be run from there. Raises `Unreadable`.
    """
    weighing = Weighing(plan)
    with opened(path, plan.sheet, kept=kept) as table:
        weighing.see(table.rows)
        return weighing.manner(), weighing.rows, table.notes


class Runner:
    """Runs rows through the register as one actor; `rehearsal` leaves the undoing to the caller."""

    def __init__(self, plan: Plan, manner: Manner, actor: User | None, *, name: str, rehearsal: bool) -> None:
        self.plan = plan
        self.reader = RowReader(plan, manner, current_knowledge())
        self.actor = actor
        self.name = name
        self.rehearsal = rehearsal
        self.as_of: date = plan.as_of or clock.today()
        self.seen: set[UUID] = set()

    def run(self, read: Sequence[ReadRow], decisions: dict[int, Decision] | None = None) -> list[RowResult]:
        """Run some rows that were read; a result for each, in order."""
        self._name(read)
        taken = [one for one in read if not one.is_refused]
        outcomes = iter(self._record(taken, decisions or {}))
        return [_refused(one) if one.is_refused else self._result(one, next(outcomes)) for one in read]

    def _record(self, taken: Sequence[ReadRow], decisions: dict[int, Decision]) -> list[Outcome]:
        if self.plan.about == "group":
            groups = [one.group for one in taken if one.group]
            return groups_record(
                actor=self.actor, entries=groups, as_of=self.as_of, reason=self.name, rehearsal=self.rehearsal
            )
        told = [(one.number, one.entry, one.sought) for one in taken if one.entry and one.sought]
        return businesses_record(
            actor=self.actor,
            entries=[_decided(entry, decisions.get(number)) for number, entry, _sought in told],
            sought=[sought for _number, _entry, sought in told],
            source=RecordedFrom.PROGRAMME if self.plan.is_programme else RecordedFrom.IMPORT,
            as_of=self.as_of,
            reason=self.name,
            rehearsal=self.rehearsal,
            seen=self.seen,
        )

    def _name(self, read: Sequence[ReadRow]) -> None:
        """Name the businesses that rows mean by their register numbers."""
        told = [one for one in read if one.register_number]
        if not told:
            return
        found = Business.objects.known().filter(register_number__in={one.register_number for one in told})
        numbers = dict(found.values_list("register_number", "pk"))
        for one in told:
            self.reader.name(one, numbers.get(one.register_number))

    def _result(self, read: ReadRow, outcome: Outcome) -> RowResult:
        result = RowResult(
            number=read.number,
            outcome=OUTCOMES[outcome.result],
            label=read.label,
            place=read.place,
            business=_lasting(outcome.business),
            faults=[one.as_json() for one in read.faults] + [_problem(one) for one in outcome.problems],
            differences=[asdict(one) for one in outcome.differences],
            candidates=[
                {
                    "business": str(one.business.pk),
                    "name": one.business.name,
                    "score": round(one.score, 3),
                    "reasons": [str(reason) for reason in one.reasons],
                }
                for one in outcome.candidates
            ],
            audit_seq=outcome.audit_seq,
        )
        if not self.rehearsal and outcome.result in {Result.NEW, Result.UPDATED}:
            result.kept = {"before": _plain(outcome.laid.before), "after": _plain(outcome.laid.after)}
            result.kept |= {"made": outcome.laid.made, "owner_made": outcome.owner_made}
            result.kept |= {"group": str(outcome.group.pk)} if outcome.group else {}
        return result


def _lasting(business: Business | None) -> UUID | None:
    """Tell the business that a row is about; none where a rehearsal only makes it to undo it."""
    return None if business is None or is_passing(business) else business.pk


def _decided(entry: Entry, decision: Decision | None) -> Entry:
    if decision is None:
        return entry
    return replace(entry, known=decision.same or entry.known, surely_new=decision.new)


def _refused(read: ReadRow) -> RowResult:
    return RowResult(
        read.number, RowOutcome.REFUSED, read.label, read.place, faults=[one.as_json() for one in read.faults]
    )


def _problem(problem: Problem) -> dict[str, Any]:
    return {"place": -1, "field": problem.field, "code": f"register:{problem.code}", "hint": str(problem.message)}


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value if isinstance(value, PLAIN) else str(value) for name, value in values.items()}
