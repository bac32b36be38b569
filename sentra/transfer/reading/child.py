"""The process that parses one file: `python -m sentra.transfer.reading.child FILE [SHEET]`.

It limits itself before it opens anything, knows no database and no secret, and says on its standard output, in frames,
a head, the rows, and the end with what is worth knowing; or why it gives up.
"""

import resource
import signal
import sys
from pathlib import Path
from typing import IO, Any

from sentra.transfer.reading import limits
from sentra.transfer.reading.delimited import Delimited
from sentra.transfer.reading.frames import frame_write, packed_row
from sentra.transfer.reading.packed import OLE, ZIP, old_kind, packed_kind
from sentra.transfer.reading.sheets import Workbook
from sentra.transfer.reading.stopping import Stop


def main(arguments: list[str]) -> int:
    """Parse a file; the status is 0 also for a refusal, which is said in a frame."""
    resource.setrlimit(resource.RLIMIT_AS, (limits.MOST_MEMORY, limits.MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.MOST_CPU_SECONDS, limits.MOST_CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    output = sys.stdout.buffer
    try:
        parse(Path(arguments[0]), arguments[1] if len(arguments) > 1 else None, output)
    except Stop as stop:
        frame_write(output, {"stop": stop.code, "values": stop.values})
    except MemoryError:
        frame_write(output, {"stop": "too_large", "values": {}})
    return 0


def parse(path: Path, sheet: str | None, output: IO[bytes]) -> None:
    """Say the head, the rows and the end of a file. Raises `Stop`."""
    with path.open("rb") as source:
        beginning = source.read(8)
    if not beginning:
        raise Stop("empty")
    notes: list[tuple[str, dict[str, Any]]] = []
    table: Workbook | Delimited
    if beginning.startswith(ZIP):
        kind, formulas = packed_kind(path)
        notes += [("formulas", {"count": formulas})] if formulas else []
        table = Workbook(path, sheet)
    elif beginning == OLE:
        kind, table = old_kind(path), Workbook(path, sheet)
    else:
        kind, table = "csv", Delimited(path)
    frame_write(output, {"head": _head(kind, table)})
    _say_rows(table, output)
    notes += table.notes()
    if table.cleaner.long_cells:
        notes.append(("long_cells", {"count": table.cleaner.long_cells}))
    frame_write(output, {"end": notes})


def _head(kind: str, table: Workbook | Delimited) -> dict[str, Any]:
    if isinstance(table, Workbook):
        return {"kind": kind, "sheet": table.sheet.name, "sheets": table.names, "first_column": table.first_column}
    return {"kind": kind, "separator": table.separator, "encoding": table.encoding}


def _say_rows(table: Workbook | Delimited, output: IO[bytes]) -> None:
    chunk: list[Any] = []
    said = 0
    for number, cells in table.rows():
        chunk.append(packed_row(number, cells))
        said += 1
        if len(chunk) >= limits.ROWS_AT_ONCE:
            frame_write(output, {"rows": chunk})
            chunk = []
    if not said:
        raise Stop("no_rows")
    if chunk:
        frame_write(output, {"rows": chunk})


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
