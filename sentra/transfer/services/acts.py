"""The acts on an import that was rehearsed: take it over, decide single rows, undo it, throw it away."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from sentra.audit.services import record
from sentra.files.services import file_path
from sentra.kernel.errors import Conflict, InvalidInput, NotFound, Problem
from sentra.people.models import User
from sentra.people.policy import visible_to
from sentra.registry.models import Business
from sentra.transfer.engine import Decision, Runner
from sentra.transfer.jobs import take_over_import, undo_import
from sentra.transfer.models import Import, ImportRow, RowOutcome, State
from sentra.transfer.rows.chunks import chunks
from sentra.transfer.rows.plan import Manner, Plan
from sentra.transfer.services.common import import_lock, require_state
from sentra.transfer.worker.keeping import counts_of, rows_keep
from sentra.transfer.worker.undoing import built_on, groups_built_on

NAMED = 3


@transaction.atomic
def import_take_over(*, actor: User | None, import_id: UUID, version: int) -> Import:
    """Let an import be taken over by the worker. Raises `NotAllowed`, `NotFound`, `Conflict`."""
    imported = import_lock(actor, import_id, version)
    require_state(imported, State.REHEARSED)
    imported.state, imported.done, imported.applied_by = State.APPLYING, 0, actor
    imported.version += 1
    imported.save(update_fields=["state", "done", "applied_by", "version"])
    record(actor=actor, act="import.taking_over", record=imported)
    if actor:
        take_over_import.configure(lock=f"import:{imported.pk}").defer(import_id=str(imported.pk))
    return imported


@transaction.atomic
def row_decide(*, actor: User, import_id: UUID, number: int, same: UUID | None) -> ImportRow:
    """Decide whether a row is the business `same`, or (None) a new one.

    Before the import is taken over the decision is kept; after that the row is taken over at once.
    Raises `NotAllowed`, `NotFound`, `Conflict`, `InvalidInput`.
    """
    imported = import_lock(actor, import_id)
    require_state(imported, State.REHEARSED, State.APPLIED)
    row = ImportRow.objects.select_for_update().filter(of=imported, number=number).first()
    if row is None:
        raise NotFound(_("There is no such row."))
    if row.outcome != RowOutcome.DUPLICATE or row.applied:
        raise Conflict(_("This row was decided already."))
    if same and not visible_to(actor, Business.objects.known()).filter(pk=same).exists():
        raise InvalidInput([Problem("same", "unknown", _("The register has no such business any more."))])
    row.decided_new, row.decided_same_id = same is None, same
    row.save(update_fields=["decided_new", "decided_same"])
    record(
        actor=actor,
        act="import.row_decided",
        record=imported,
        after={"row": number, "same_as": str(same) if same else ""},
    )
    if imported.state == State.APPLIED:
        _take_row(actor, imported, row)
    return row


def _take_row(actor: User, imported: Import, row: ImportRow) -> None:
    """Take over one row of an import that is taken over already."""
    plan, manner = Plan.from_json(imported.plan), Manner.from_json(imported.manner)
    path = file_path(imported.file)
    found = next(one for chunk in chunks(path, plan, after=row.number - 1) for one in chunk if one[0] == row.number)
    runner = Runner(plan, manner, actor, name=imported.name, rehearsal=False)
    decision = Decision(new=row.decided_new, same=row.decided_same_id)
    decisions = {row.number: decision}
    rows_keep(imported, runner.run([runner.reader.read(found)], decisions), decisions=decisions)
    imported.counts = counts_of(imported)
    imported.save(update_fields=["counts"])


@transaction.atomic
def import_undo(*, actor: User, import_id: UUID, version: int) -> Import:
    """Let a whole import be undone by the worker. Raises `Conflict` where something was built on it."""
    imported = import_lock(actor, import_id, version)
    require_state(imported, State.APPLIED)
    if found := [*built_on(imported.pk), *groups_built_on(imported.pk)]:
        names = ", ".join(str(one) for one in found[:NAMED])
        raise Conflict(
            _("Something happened since to what this import brought, so that it can't be undone as a whole: %(names)s.")
            % {"names": names}
        )
    imported.state, imported.done, imported.version = State.UNDOING, 0, imported.version + 1
    imported.rows_total = ImportRow.objects.filter(of=imported, applied=True).count()
    imported.save(update_fields=["state", "done", "version", "rows_total"])
    record(actor=actor, act="import.undoing", record=imported)
    undo_import.configure(lock=f"import:{imported.pk}").defer(import_id=str(imported.pk))
    return imported


@transaction.atomic
def import_go_on(*, actor: User, import_id: UUID, version: int) -> Import:
    """Let the worker go on with what stopped half-way. Raises `NotAllowed`, `NotFound`, `Conflict`."""
    imported = import_lock(actor, import_id, version)
    job = {State.APPLYING: take_over_import, State.UNDOING: undo_import}.get(State(imported.state))
    if job is None or not imported.is_stopped:
        raise Conflict(_("This import doesn't stand still: there is nothing to go on with."))
    imported.problem, imported.version = {}, imported.version + 1
    imported.save(update_fields=["problem", "version"])
    record(actor=actor, act="import.gone_on", record=imported)
    job.configure(lock=f"import:{imported.pk}").defer(import_id=str(imported.pk))
    return imported


@transaction.atomic
def import_discard(*, actor: User, import_id: UUID, version: int) -> None:
    """Throw an import away that was never taken over. Raises `NotAllowed`, `NotFound`, `Conflict`."""
    imported = import_lock(actor, import_id, version)
    require_state(imported, State.COLUMNS, State.REHEARSED)
    record(actor=actor, act="import.discarded", record=imported, after={"name": imported.name})
    imported.delete()
