"""Reading rows in a second process, while this one is busy with those before and with the database.

What is read needs half of all the time that Python takes for a sheet, and two threads of one process only take turns.
"""

import logging
import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress

from django.conf import settings

from sentra.transfer.reading.frames import Row
from sentra.transfer.rows.entries import ReadRow, RowReader

logger = logging.getLogger("sentra.transfer")
SECOND = "sentra.transfer.rows.second"
MANY = 4_000
"""From so many rows on a second process is worth its start, which takes about as long as reading these."""
END_SECONDS = 5.0

Reads = Callable[[Sequence[Row]], list[ReadRow]]


@contextmanager
def reading(reader: RowReader, many: int) -> Iterator[Reads]:
    """Give what reads some rows at a time: a second process where there are many and it can run beside this one.

    It is to be asked by one thread. Where the second process dies, its rows and all others are read here.
    """

    def here(rows: Sequence[Row]) -> list[ReadRow]:
        return [reader.read(row) for row in rows]

    if many < MANY or (os.cpu_count() or 1) < 2:
        yield here
        return
    with _second(reader) as second:

        def beside(rows: Sequence[Row]) -> list[ReadRow]:
            if second.poll() is None:
                try:
                    return _asked(second, rows)
                except (OSError, EOFError, pickle.UnpicklingError):
                    logger.warning("the process that reads rows is gone; they are read without it")
                    second.kill()
                    second.wait()
            return here(rows)

        yield beside


@contextmanager
def _second(reader: RowReader) -> Iterator["subprocess.Popen[bytes]"]:
    """Start the second process, and end it whatever happens."""
    second = subprocess.Popen(  # noqa: S603 - our own module, by our own interpreter
        [sys.executable, "-m", SECOND],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=settings.BASE_DIR,
        env={**os.environ, "PYTHONPATH": str(settings.BASE_DIR), "PYTHONSAFEPATH": "1"},
    )
    try:
        with suppress(OSError):
            _tell(second, (reader.plan, reader.manner))
        yield second
    finally:
        second.kill()
        second.wait()
        for pipe in (second.stdin, second.stdout):
            if pipe:
                with suppress(OSError):
                    pipe.close()


def _asked(second: "subprocess.Popen[bytes]", rows: Sequence[Row]) -> list[ReadRow]:
    """Send some rows and wait for what they say. Raises `OSError`, `EOFError` or `UnpicklingError` if it dies."""
    _tell(second, rows)
    if second.stdout is None:
        raise EOFError
    read: list[ReadRow] = pickle.load(second.stdout)  # noqa: S301 - from the process that was started here
    return read


def _tell(second: "subprocess.Popen[bytes]", said: object) -> None:
    if second.stdin:
        pickle.dump(said, second.stdin, pickle.HIGHEST_PROTOCOL)
        second.stdin.flush()
