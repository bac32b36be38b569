"""What the worker does for imports. Each may run twice; a lock keeps the works on one import one after the other."""

from uuid import UUID

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from sentra.transfer.models import State
from sentra.transfer.worker.rehearsal import rehearse
from sentra.transfer.worker.result import result_write
from sentra.transfer.worker.stopped import TASKS, stopped_tell
from sentra.transfer.worker.taking_over import take_over
from sentra.transfer.worker.undoing import undo

QUEUE = "imports"
AGAIN = RetryStrategy(max_attempts=5, wait=5)


@app.task(name=TASKS[State.REHEARSING], queue=QUEUE, retry=AGAIN)
def rehearse_import(import_id: str) -> None:
    """Rehearse an import, then write its result file."""
    rehearse(UUID(import_id))
    result_write(UUID(import_id))


@app.task(name=TASKS[State.APPLYING], queue=QUEUE, retry=AGAIN)
def take_over_import(import_id: str) -> None:
    """Take an import over, then write its result file."""
    take_over(UUID(import_id))
    result_write(UUID(import_id))


@app.task(name=TASKS[State.UNDOING], queue=QUEUE, retry=AGAIN)
def undo_import(import_id: str) -> None:
    """Undo an import."""
    undo(UUID(import_id))


@app.periodic(cron="* * * * *")
@app.task(name="transfer.stopped_tell", queue="calendar", queueing_lock="import_stopped_tell", retry=AGAIN)
def stopped_imports_tell(timestamp: int) -> None:
    """Tell who began them of works on imports that stopped."""
    stopped_tell()
