"""Taking the rows of a sheet some at a time: what is read, run and written together."""

from collections.abc import Generator, Iterator
from itertools import islice
from pathlib import Path
from typing import IO

from sentra.transfer.reading.frames import Row
from sentra.transfer.reading.reader import Table, opened, opened_again
from sentra.transfer.rows.plan import Plan

ROWS_AT_ONCE = 1000
"""So many rows are taken over in one transaction, which holds some names for each.

A rehearsal takes as many: rows that are run together are compared with each other otherwise than with the register, and
it must tell what will be.
"""
Chunks = Generator[list[Row], None, None]


def chunks(path: Path, plan: Plan, *, after: int = 0) -> Chunks:
    """Give the rows below the header, some at a time; those up to the row `after` are left out. Raises `Unreadable`."""
    with opened(path, plan.sheet) as table:
        yield from _by_chunks(table, max(after, plan.header_row))


def chunks_kept(kept: IO[bytes], plan: Plan) -> Chunks:
    """Give the rows below the header of a sheet that was read before and kept, some at a time."""
    yield from _by_chunks(opened_again(kept), plan.header_row)


def _by_chunks(table: Table, after: int) -> Iterator[list[Row]]:
    rows = (row for row in table.rows if row[0] > after)
    while chunk := list(islice(rows, ROWS_AT_ONCE)):
        yield chunk
