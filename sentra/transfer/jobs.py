"""What the worker does for imports. Each may run twice; a lock keeps the works on one import one after the other."""

from uuid import UUID

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from sentra.transfer.work.rehearsal import rehearse
from sentra.transfer.work.result import result_write
from sentra.transfer.work.taking_over import take_over
from sentra.transfer.work.undoing import undo

QUEUE = "imports"
AGAIN = RetryStrategy(max_attempts=5, wait=5)


@app.task(name="transfer.rehearse", queue=QUEUE, retry=AGAIN)
def rehearse_import(import_id: str) -> None:
    """Rehearse an import, then write its result file."""
    rehearse(UUID(import_id))
    result_write(UUID(import_id))


@app.task(name="transfer.take_over", queue=QUEUE, retry=AGAIN)
def take_over_import(import_id: str) -> None:
    """Take an import over, then write its result file."""
    take_over(UUID(import_id))
    result_write(UUID(import_id))


@app.task(name="transfer.undo", queue=QUEUE, retry=AGAIN)
def undo_import(import_id: str) -> None:
    """Undo an import."""
    undo(UUID(import_id))
