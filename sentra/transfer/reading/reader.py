"""Opening a spreadsheet: its head at once, its rows as they come, out of a process that may die without harm."""

import contextlib
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import IO, Any

from django.conf import settings

from sentra.transfer.reading import limits
from sentra.transfer.reading.faults import Unreadable
from sentra.transfer.reading.frames import Row, frame_read, unpacked_row

CHILD = "sentra.transfer.reading.child"
KEPT_OF_ENVIRONMENT = ("PATH", "LANG", "LC_ALL", "TMPDIR")


@dataclass(slots=True)
class Table:
    """A sheet that is open: what it is, and its rows, which can be taken once. `notes` are there after the last row."""

    kind: str
    sheet: str
    sheets: tuple[str, ...]
    first_column: int
    separator: str
    encoding: str
    rows: Iterator[Row]
    notes: list[tuple[str, dict[str, Any]]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Sample:
    """The beginning of a sheet, by which it is recognised."""

    kind: str
    sheet: str
    sheets: tuple[str, ...]
    first_column: int
    rows: tuple[Row, ...]


@contextlib.contextmanager
def opened(path: Path, sheet: str = "", *, kept: IO[bytes] | None = None) -> Iterator[Table]:
    """Open a spreadsheet; what is read is written into `kept`. Raises `Unreadable`, here or while rows are taken."""
    with tempfile.TemporaryFile() as said, _child(path, sheet, said) as child:
        yield _table(_frames(child, kept))


def opened_again(kept: IO[bytes]) -> Table:
    """Open what was kept of a spreadsheet that was read to its end: nothing is parsed a second time."""
    kept.seek(0)
    return _table(iter(lambda: frame_read(kept), None))


def _table(frames: Iterator[dict[str, Any]]) -> Table:
    head = next(frames)["head"]
    table = Table(
        kind=head["kind"],
        sheet=head.get("sheet", ""),
        sheets=tuple(head.get("sheets", ())),
        first_column=head.get("first_column", 0),
        separator=head.get("separator", ""),
        encoding=head.get("encoding", ""),
        rows=iter(()),
    )
    table.rows = _rows(frames, table)
    return table


def sample(path: Path, sheet: str = "", most: int = 300) -> Sample:
    """Read the beginning of a spreadsheet. Raises `Unreadable`."""
    with opened(path, sheet) as table:
        rows = tuple(islice(table.rows, most))
        return Sample(table.kind, table.sheet, table.sheets, table.first_column, rows)


@contextlib.contextmanager
def _child(path: Path, sheet: str, said: IO[bytes]) -> Iterator["subprocess.Popen[bytes]"]:
    """Start the parsing process, and end it whatever happens; it gets nothing of our environment's secrets."""
    kept = {name: os.environ[name] for name in KEPT_OF_ENVIRONMENT if name in os.environ}
    child = subprocess.Popen(  # noqa: S603 - our own module, by our own interpreter
        [sys.executable, "-m", CHILD, str(path), *([sheet] if sheet else [])],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=said,
        cwd=settings.BASE_DIR,
        env={**kept, "PYTHONPATH": str(settings.BASE_DIR), "PYTHONSAFEPATH": "1"},
    )
    try:
        yield child
    finally:
        child.kill()
        child.wait()
        if child.stdout:
            child.stdout.close()


def _frames(child: "subprocess.Popen[bytes]", kept: IO[bytes] | None) -> Iterator[dict[str, Any]]:
    """Give what the child says, up to its end. Raises `Unreadable` where it gives up or says nothing."""
    while True:
        message = _next_frame(child, kept)
        if message is None:
            raise Unreadable(_cause_of_death(child))
        if "stop" in message:
            raise Unreadable(message["stop"], message["values"])
        yield message
        if "end" in message:
            return


def _next_frame(child: "subprocess.Popen[bytes]", kept: IO[bytes] | None) -> dict[str, Any] | None:
    """Wait for one frame, for so long as is allowed; None where the child is gone."""
    if child.stdout is None:
        raise RuntimeError("the parsing process has no output")
    watch = threading.Timer(limits.MOST_SILENCE_SECONDS, child.kill)
    watch.start()
    try:
        message: dict[str, Any] | None = frame_read(child.stdout, kept)
    except ValueError:
        return None
    finally:
        watch.cancel()
    return message


def _cause_of_death(child: "subprocess.Popen[bytes]") -> str:
    """Tell why the child ended without a word: out of time, or out of memory, in which case calamine aborts."""
    try:
        status = child.wait(5)
    except subprocess.TimeoutExpired:
        return "damaged"
    return {-24: "too_slow", -9: "too_slow", -6: "too_large", -11: "too_large"}.get(status, "damaged")


def _rows(frames: Iterator[dict[str, Any]], table: Table) -> Iterator[Row]:
    for message in frames:
        if "end" in message:
            table.notes = [(code, values) for code, values in message["end"]]
            return
        for packed in message["rows"]:
            yield unpacked_row(packed)
