"""Rehearsing an import: all of it is done for real, and then undone, so that what is told is what would happen."""

import tempfile
from collections.abc import Iterator
from typing import IO
from uuid import UUID

import orjson
from django.db import transaction

from sentra.audit.services import record
from sentra.files.services import file_path
from sentra.kernel.bulk import seldom_collecting
from sentra.transfer.engine import RowResult, Runner, weigh
from sentra.transfer.models import Import, State
from sentra.transfer.reading.faults import Unreadable
from sentra.transfer.rows.plan import Manner, Plan
from sentra.transfer.work.keeping import rows_rehearsed
from sentra.transfer.work.progress import progress_of


def rehearse(import_id: UUID) -> None:
    """Rehearse an import that waits for it; run twice it does the same again."""
    imported = Import.objects.filter(pk=import_id, state=State.REHEARSING).select_related("file", "begun_by").first()
    if imported is None:
        return
    plan = Plan.from_json(imported.plan)
    try:
        manner, total, notes = weigh(file_path(imported.file), plan)
    except Unreadable as fault:
        _back(imported, {"code": "unreadable", "message": str(fault.message)})
        return
    if manner.doubtful:
        place, example = manner.doubtful[0]
        _back(imported, {"code": "date_order", "column": plan.names[place], "example": example})
        return
    imported.rows_total, imported.done, imported.notes, imported.manner = total, 0, notes, manner.as_json()
    imported.save(update_fields=["rows_total", "done", "notes", "manner"])
    with tempfile.TemporaryFile() as spool:
        _run(imported, plan, manner, spool)
        _settle(imported, _results(spool))


def _back(imported: Import, problem: dict[str, str]) -> None:
    """Lead back to the page of the columns, with what has to be settled there."""
    Import.objects.filter(pk=imported.pk).update(state=State.COLUMNS, problem=problem)


@seldom_collecting()
def _run(imported: Import, plan: Plan, manner: Manner, spool: IO[bytes]) -> None:
    """Do it and undo it; what became of the rows goes into a file, for there may be a million of them."""
    runner = Runner(plan, manner, imported.begun_by, name=imported.name, rehearsal=True)
    with progress_of(imported.pk) as progress, transaction.atomic():
        for read in runner.read(file_path(imported.file)):
            for result in runner.run(read):
                spool.write(orjson.dumps(result) + b"\n")
            progress.add(len(read))
        transaction.set_rollback(True)


def _results(spool: IO[bytes]) -> Iterator[RowResult]:
    spool.seek(0)
    for line in spool:
        told = orjson.loads(line)
        told["business"] = UUID(told["business"]) if told["business"] else None
        yield RowResult(**told)


@transaction.atomic
def _settle(imported: Import, results: Iterator[RowResult]) -> None:
    locked = Import.objects.select_for_update().get(pk=imported.pk)
    locked.counts = dict(rows_rehearsed(locked, results))
    locked.rows_total = locked.done = sum(locked.counts.values())
    locked.state, locked.problem = State.REHEARSED, {}
    locked.version += 1
    locked.save(update_fields=["counts", "rows_total", "done", "state", "problem", "version"])
    record(actor=locked.begun_by, act="import.rehearsed", record=locked, after={"counts": locked.counts})
