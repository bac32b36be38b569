"""How the parsing process talks to the one that asked: frames of JSON, each with its length before it.

Nothing in a frame can be more than text, numbers, dates and lists of them: what a hostile file makes the parser say
can't run anything where it is heard.
"""

import os
from datetime import date
from typing import IO, Any

import orjson

Cell = str | int | float | bool | date | None
"""What stands in a cell. A number stays a number, so that whoever reads an identifier knows that it was one."""
Row = tuple[int, list[Cell]]
"""The number of a row as the spreadsheet counts, from 1, and its cells; empty ones at the end are left out."""

HEADER = 4
LONGEST = 256 * 1024**2


def frame_write(output: IO[bytes], message: Any) -> None:
    """Send one message."""
    packed = orjson.dumps(message)
    whole_write(output, len(packed).to_bytes(HEADER, "big") + packed)


def whole_write(output: IO[bytes], said: bytes) -> None:
    """Write all of some bytes into a pipe, at once.

    Python's buffered writer loses the rest where a stop of the process (SIGSTOP) cuts a write short.
    """
    left = memoryview(said)
    while left:
        left = left[os.write(output.fileno(), left) :]


def packed_row(number: int, cells: list[Cell]) -> list[Any]:
    """Give a row as it travels: a date as a list of one, since JSON has none."""
    return [number, [[cell.isoformat()] if cell.__class__ is date else cell for cell in cells]]


def unpacked_row(packed: list[Any]) -> Row:
    """Give a row as it was sent."""
    number, cells = packed
    return number, [date.fromisoformat(cell[0]) if cell.__class__ is list else cell for cell in cells]


def frame_read(source: IO[bytes], kept: IO[bytes] | None = None) -> Any:
    """Take one message, and write it into `kept` as it came; None at the end. Raises `ValueError` for no frame."""
    header = source.read(HEADER)
    if len(header) < HEADER:
        return None
    length = int.from_bytes(header, "big")
    packed = source.read(length) if length <= LONGEST else b""
    if len(packed) < length:
        raise ValueError("a frame was cut off")
    if kept:
        kept.write(header + packed)
    return orjson.loads(packed)
