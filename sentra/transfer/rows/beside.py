"""Reading rows while others are run: in a second thread, and those of a long sheet in a second process.

To read a row takes half as long as to run it and needs no database, so that another processor can do it.
"""

import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from zlib import crc32

from django.conf import settings

from sentra.transfer.reading.frames import HEADER, LONGEST, frame_write
from sentra.transfer.rows.chunks import Chunks, chunks_kept
from sentra.transfer.rows.entries import ReadRow, RowReader
from sentra.transfer.rows.knowledge import current_knowledge
from sentra.transfer.rows.plan import Manner, Plan

Reads = Callable[[Plan, Manner], Iterator[list[ReadRow]]]
LONG = 1_000_000
"""So many bytes make a sheet long: to start a process takes as long as to read some thousand rows."""
PROGRAM = "import django; django.setup(); from sentra.transfer.rows.child import main; main()"


@contextmanager
def reading_beside(path: Path, kept: IO[bytes]) -> Iterator[Reads]:
    """Give what reads the rows of a sheet from where it is kept, once it is parsed and weighed.

    For a long sheet a process is started at once, so that it is ready by then.
    """
    if path.stat().st_size < LONG:
        yield lambda plan, manner: rows_read(chunks_kept(kept, plan), RowReader(plan, manner, current_knowledge()))
    else:
        with _process(kept) as process:
            yield lambda plan, manner: _read_by(process, kept, plan, manner)


def rows_read(rows: Chunks, reader: RowReader) -> Iterator[list[ReadRow]]:
    """Read the rows of a sheet as they come, some at a time. Raises `Unreadable`."""
    try:
        yield from _ahead(lambda: [reader.read(row) for row in next(rows, ())], end=lambda: None)
    finally:
        rows.close()


def _ahead(following: Callable[[], list[ReadRow]], end: Callable[[], None]) -> Iterator[list[ReadRow]]:
    """Give what comes, up to nothing; a second thread always asks for what comes next already.

    Whoever stops listening waits for what was asked for, so that it is ended first.
    """
    with ThreadPoolExecutor(1) as beside:
        try:
            asked = beside.submit(following)
            while read := asked.result():
                asked = beside.submit(following)
                yield read
        finally:
            end()


@contextmanager
def _process(kept: IO[bytes]) -> Iterator["subprocess.Popen[bytes]"]:
    """Start the process that reads, and end it whatever happens."""
    here = str(settings.BASE_DIR)
    process = subprocess.Popen(  # noqa: S603 - our own module, by our own interpreter
        [sys.executable, "-c", PROGRAM],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        pass_fds=[kept.fileno()],
        cwd=here,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": settings.SETTINGS_MODULE, "PYTHONPATH": here},
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def _read_by(
    process: "subprocess.Popen[bytes]", kept: IO[bytes], plan: Plan, manner: Manner
) -> Iterator[list[ReadRow]]:
    """Tell the process how a sheet is to be read, and give what it reads.

    Raises `RuntimeError` where it dies, or what it says comes damaged.
    """
    if process.stdin is None or process.stdout is None:
        raise RuntimeError("the process that reads rows has no input or output")
    said = process.stdout

    def following() -> list[ReadRow]:
        length, sum_of_it = (int.from_bytes(said.read(HEADER), "big") for _each in range(2))
        packed = said.read(min(length, LONGEST))
        if not packed or len(packed) < length:
            raise RuntimeError("the process that reads rows died")
        if crc32(packed) != sum_of_it:
            raise RuntimeError("what the process that reads rows said came damaged")
        read: list[ReadRow] = pickle.loads(packed)  # noqa: S301 - what our own process said
        return read

    kept.flush()
    frame_write(process.stdin, {"plan": plan.as_json(), "manner": manner.as_json(), "kept": kept.fileno()})
    yield from _ahead(following, end=process.kill)
