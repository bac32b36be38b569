"""Works on imports that nobody goes on with: their job failed as often as it may, or was given up with its worker."""

from django.db import transaction

from sentra.outbox.queries import queued
from sentra.people.models import User
from sentra.transfer.models import STOPPED, Import, State
from sentra.transfer.worker.telling import import_tell

TASKS = {
    State.REHEARSING: "transfer.rehearse",
    State.APPLYING: "transfer.take_over",
    State.UNDOING: "transfer.undo",
}
"""The work of the worker in each busy state."""


@transaction.atomic
def stopped_tell() -> int:
    """Mark the works that have lost their job, and tell who began them; gives how many.

    A rehearsal goes back to its columns; what was half taken over or undone can be gone on with. The operator's command
    works without a job: what it has begun is left alone.
    """
    busy = Import.objects.select_for_update(of=("self",), skip_locked=True).filter(state__in=TASKS)
    stopped = [one for one in busy.select_related("begun_by", "applied_by") if _is_left(one)]
    for imported in stopped:
        to = _whose(imported)
        if imported.state == State.REHEARSING:
            imported.state = State.COLUMNS
        imported.problem = {"code": STOPPED}
        imported.version += 1
        imported.save(update_fields=["state", "problem", "version"])
        import_tell(imported, "import_stopped", to, mail=True)
    return len(stopped)


def _whose(imported: Import) -> User | None:
    return imported.begun_by if imported.state == State.REHEARSING else imported.applied_by


def _is_left(imported: Import) -> bool:
    by_worker = imported.state == State.UNDOING or _whose(imported) is not None
    lost = by_worker and not imported.is_stopped
    return lost and str(imported.pk) not in queued(TASKS[State(imported.state)], "import_id")
