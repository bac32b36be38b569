"""Telling how far a work is while its own transaction isn't seen by anybody yet."""

from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from uuid import UUID

from django.db import OperationalError, connection

LONGEST_WAIT = "200ms"
TOLD_EVERY = 1.0
"""So many seconds pass before the next is told: each time is a write that the disk has to confirm."""


class Progress:
    """Writes how many rows are done, by a connection of its own, never waiting for anybody."""

    def __init__(self, import_id: UUID) -> None:
        self.import_id = import_id
        self.own = connection.copy()
        self.done = 0
        self.told_at = 0.0

    def add(self, rows: int) -> None:
        """Tell that some more rows are done; where somebody holds the import just now, the next time will do."""
        self.done += rows
        if monotonic() - self.told_at < TOLD_EVERY:
            return
        self.told_at = monotonic()
        try:
            with self.own.cursor() as cursor:
                cursor.execute("SELECT set_config('lock_timeout', %s, false)", [LONGEST_WAIT])
                cursor.execute("UPDATE transfer_import SET done = %s WHERE id = %s", [self.done, self.import_id])
        except OperationalError:
            return


@contextmanager
def progress_of(import_id: UUID) -> Iterator[Progress]:
    """Give what tells the progress of an import, for as long as a work runs."""
    told = Progress(import_id)
    try:
        yield told
    finally:
        told.own.close()
