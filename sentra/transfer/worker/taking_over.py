"""Taking an import over, a chunk a transaction: the chunk's rows and how far the work is are written together."""

from collections.abc import Sequence
from itertools import chain
from uuid import UUID

from django.db import transaction

from sentra.audit.services import record
from sentra.files.services import file_path
from sentra.kernel import clock
from sentra.kernel.bulk import seldom_collecting
from sentra.transfer.engine import Decision, Runner
from sentra.transfer.models import Import, ImportRow, State
from sentra.transfer.rows.beside import rows_read
from sentra.transfer.rows.chunks import chunks
from sentra.transfer.rows.entries import ReadRow
from sentra.transfer.rows.plan import Manner, Plan
from sentra.transfer.worker.keeping import counts_of, rows_keep
from sentra.transfer.worker.telling import import_tell


@seldom_collecting()
def take_over(import_id: UUID) -> None:
    """Take over an import that waits for it, from where it stands: killed half-way it goes on there.

    Two workers at once never take the same chunk.
    """
    imported = Import.objects.filter(pk=import_id, state=State.APPLYING).select_related("file", "applied_by").first()
    if imported is None:
        return
    plan, manner = Plan.from_json(imported.plan), Manner.from_json(imported.manner)
    runner = Runner(plan, manner, imported.applied_by, name=imported.name, rehearsal=False)
    runner.seen = _seen(imported)
    for read in rows_read(chunks(file_path(imported.file), plan, after=imported.applied_through), runner.reader):
        if not _take_chunk(imported.pk, runner, read):
            return
    _settle(imported.pk)


def _seen(imported: Import) -> set[UUID]:
    """Give the businesses, and the owners with a NIK, that rows taken over before have spoken of."""
    if not imported.applied_through:
        return set()
    rows = ImportRow.objects.filter(of=imported, applied=True, business__isnull=False)
    owners = rows.filter(business__owner__nik_index__isnull=False).values_list("business__owner_id", flat=True)
    return {one for one in chain(rows.values_list("business_id", flat=True), owners) if one}


@transaction.atomic
def _take_chunk(import_id: UUID, runner: Runner, read: Sequence[ReadRow]) -> bool:
    """Take one chunk over; False where another worker did."""
    imported = Import.objects.select_for_update().get(pk=import_id)
    if imported.state != State.APPLYING or imported.applied_through >= read[0].number:
        return False
    decisions = decisions_of(imported, [one.number for one in read])
    rows_keep(imported, runner.run(read, decisions), decisions=decisions)
    imported.applied_through = read[-1].number
    imported.done += len(read)
    imported.save(update_fields=["applied_through", "done"])
    return True


def decisions_of(imported: Import, numbers: Sequence[int]) -> dict[int, Decision]:
    """Give what was decided about some rows."""
    rows = ImportRow.objects.filter(of=imported, number__range=(numbers[0], numbers[-1]))
    decided = [*rows.filter(decided_new=True), *rows.filter(decided_same__isnull=False)]
    return {one.number: Decision(new=one.decided_new, same=one.decided_same_id) for one in decided}


@transaction.atomic
def _settle(import_id: UUID) -> None:
    imported = Import.objects.select_for_update().get(pk=import_id)
    if imported.state != State.APPLYING:
        return
    imported.counts = counts_of(imported)
    imported.state, imported.applied_at = State.APPLIED, clock.now()
    imported.version += 1
    imported.save(update_fields=["counts", "state", "applied_at", "version"])
    record(actor=imported.applied_by, act="import.applied", record=imported, after={"counts": imported.counts})
    import_tell(imported, "import_applied", imported.applied_by)
