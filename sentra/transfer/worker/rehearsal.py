"""Rehearsing an import: all of it is done for real, and then undone, so that what is told is what would happen."""

import tempfile
from collections import Counter
from collections.abc import Iterator
from typing import IO
from uuid import UUID

from django.db import transaction

from sentra.audit.services import record
from sentra.files.services import file_path
from sentra.kernel.bulk import seldom_collecting
from sentra.transfer.engine import Runner, weigh
from sentra.transfer.models import Import, State
from sentra.transfer.reading.faults import Unreadable
from sentra.transfer.rows.beside import reading_beside
from sentra.transfer.rows.entries import ReadRow
from sentra.transfer.rows.plan import Plan
from sentra.transfer.worker.keeping import rows_rehearsed, rows_spooled
from sentra.transfer.worker.progress import progress_of
from sentra.transfer.worker.telling import import_tell


def rehearse(import_id: UUID) -> None:
    """Rehearse an import that waits for it; run twice it does the same again."""
    imported = Import.objects.filter(pk=import_id, state=State.REHEARSING).select_related("file", "begun_by").first()
    if imported is None:
        return
    plan, path = Plan.from_json(imported.plan), file_path(imported.file)
    with (
        tempfile.TemporaryFile() as kept,
        tempfile.TemporaryFile() as spool,
        reading_beside(path, kept) as rows_read,
    ):
        try:
            manner, total, notes = weigh(path, plan, kept)
        except Unreadable as fault:
            _back(imported, {"code": "unreadable", "message": str(fault.message)})
            return
        if manner.doubtful:
            place, example = manner.doubtful[0]
            _back(imported, {"code": "date_order", "column": plan.names[place], "example": example})
            return
        imported.rows_total, imported.done, imported.notes, imported.manner = total, 0, notes, manner.as_json()
        imported.save(update_fields=["rows_total", "done", "notes", "manner"])
        runner = Runner(plan, manner, imported.begun_by, name=imported.name, rehearsal=True)
        counts = _run(imported, runner, rows_read(plan, manner), spool)
        _settle(imported, counts, spool)


def _back(imported: Import, problem: dict[str, str]) -> None:
    """Lead back to the page of the columns, with what has to be settled there."""
    with transaction.atomic():
        Import.objects.filter(pk=imported.pk).update(state=State.COLUMNS, problem=problem)
        import_tell(imported, "import_asks", imported.begun_by)


@seldom_collecting()
def _run(imported: Import, runner: Runner, rows: Iterator[list[ReadRow]], spool: IO[bytes]) -> Counter[str]:
    """Do it and undo it; what became of the rows goes into a file. Gives how many rows there are of each outcome."""
    counts: Counter[str] = Counter()
    with progress_of(imported.pk) as progress, transaction.atomic():
        for read in rows:
            results = runner.run(read)
            rows_spooled(imported, results, spool)
            counts.update(str(one.outcome) for one in results)
            progress.add(len(read))
        transaction.set_rollback(True)
    return counts


@transaction.atomic
def _settle(imported: Import, counts: Counter[str], spool: IO[bytes]) -> None:
    locked = Import.objects.select_for_update().get(pk=imported.pk)
    rows_rehearsed(locked, spool)
    locked.counts = dict(counts)
    locked.rows_total = locked.done = counts.total()
    locked.state, locked.problem = State.REHEARSED, {}
    locked.version += 1
    locked.save(update_fields=["counts", "rows_total", "done", "state", "problem", "version"])
    record(actor=locked.begun_by, act="import.rehearsed", record=locked, after={"counts": locked.counts})
    import_tell(locked, "import_rehearsed", locked.begun_by)
