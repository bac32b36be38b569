"""Reading rows beside: another process reads the same, ends with the work, and its death isn't taken for the end."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from sentra.registry.models import Business
from sentra.transfer.models import Import, ImportRow, State
from sentra.transfer.reading.frames import frame_read
from sentra.transfer.rows import beside
from sentra.transfer.rows.beside import reading_beside
from sentra.transfer.rows.plan import Manner, Plan
from sentra.transfer.tests.importing import BUDI, PRODUCT_HEADER, SITI, begun, fresh, rehearsed, settled, taken_over
from sentra.transfer.tests.sheets import Rows
from sentra.transfer.worker.rehearsal import rehearse

pytestmark = pytest.mark.django_db

SHEET: Rows = [
    ["DATA IKM KABUPATEN BLITAR"],
    [],
    PRODUCT_HEADER,
    SITI,
    BUDI,
    [*SITI[:3], "Desa Entahdimana", *SITI[4:]],
    ["Jumlah", *[None] * (len(SITI) - 1)],
]


def told(imported: Import) -> list[dict[str, Any]]:
    """Give all that is known of the rows, but for what each import has of its own."""
    of_rows = ImportRow.objects.filter(of=imported).order_by("number").values()
    return [{name: value for name, value in row.items() if name not in {"id", "of_id"}} for row in of_rows]


def test_another_process_reads_what_this_one_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    taken_over(tmp_path, [PRODUCT_HEADER, SITI])
    here = rehearsed(tmp_path, SHEET)
    monkeypatch.setattr(beside, "LONG", 0)
    there = rehearsed(tmp_path, SHEET)
    assert len(told(there)) == 4
    assert told(there) == told(here)
    assert (there.counts, there.rows_total, there.manner) == (here.counts, here.rows_total, here.manner)


def test_a_process_that_dies_is_not_taken_for_the_end_of_the_sheet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(beside, "LONG", 0)
    monkeypatch.setattr(beside, "PROGRAM", "import sys; sys.stdin.buffer.read(4)")
    imported = settled(begun(tmp_path, SHEET))
    with pytest.raises(RuntimeError, match="died"):
        rehearse(imported.pk)
    assert fresh(imported).state == State.REHEARSING
    assert not Business.objects.exists()


def test_what_comes_damaged_is_not_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beside, "LONG", 0)
    said = "(5).to_bytes(4, 'big') + (1).to_bytes(4, 'big') + b'12345'"
    monkeypatch.setattr(beside, "PROGRAM", f"import sys; sys.stdin.buffer.read(4); sys.stdout.buffer.write({said})")
    imported = settled(begun(tmp_path, SHEET))
    with pytest.raises(RuntimeError, match="damaged"):
        rehearse(imported.pk)
    assert fresh(imported).state == State.REHEARSING


def test_nothing_is_lost_where_the_process_is_stopped_and_goes_on() -> None:
    frames = [[f"{number:07d}"] * 30_000 for number in range(10)]
    program = (
        "import sys; from sentra.transfer.reading.frames import frame_write\n"
        "for number in range(10): frame_write(sys.stdout.buffer, [f'{number:07d}'] * 30_000)"
    )
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE) as child:
        assert child.stdout
        got = []
        for _frame in frames:
            time.sleep(0.05)  # so long that it waits for room in the pipe
            child.send_signal(signal.SIGSTOP)
            child.send_signal(signal.SIGCONT)
            got.append(frame_read(child.stdout))
        assert got == frames
        assert child.stdout.read() == b""


def test_whoever_fails_does_not_wait_for_what_was_still_to_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(beside, "LONG", 0)
    reads_for_ever = (
        "import sys, time; from sentra.transfer.reading.frames import HEADER\n"
        "import pickle, zlib; said = pickle.dumps([1])\n"
        "sys.stdin.buffer.read(4)\n"
        "told = b''.join(one.to_bytes(HEADER, 'big') for one in (len(said), zlib.crc32(said)))\n"
        "sys.stdout.buffer.write(told + said); sys.stdout.flush(); time.sleep(600)"
    )
    monkeypatch.setattr(beside, "PROGRAM", reads_for_ever)
    sheet = tmp_path / "sheet.xlsx"
    sheet.write_bytes(b"something")
    plan = Plan(names=("a",), mapping={0: "name"}, header_row=1)
    with pytest.raises(LookupError), sheet.open("rb+") as kept, reading_beside(sheet, kept) as reads:
        fail_over(reads(plan, Manner()))


def fail_over(rows: Iterable[Any]) -> None:
    """Fail over the first rows that are read."""
    for _rows in rows:
        raise LookupError


def test_the_process_ends_with_the_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beside, "LONG", 0)
    begun_processes: list[int] = []
    started = subprocess.Popen

    def noted(*args: Any, **kwargs: Any) -> Any:
        process = started(*args, **kwargs)
        begun_processes.append(process.pid)
        return process

    monkeypatch.setattr(subprocess, "Popen", noted)
    sheet = tmp_path / "sheet.xlsx"
    sheet.write_bytes(b"something")
    with pytest.raises(LookupError), sheet.open("rb") as kept, reading_beside(sheet, kept):
        raise LookupError
    [process] = begun_processes
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)
