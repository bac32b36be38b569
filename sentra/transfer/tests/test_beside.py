"""Rows that a second process reads say what they say when they are read here, also where that process is killed."""

import logging
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sentra.transfer import engine
from sentra.transfer.engine import Runner, chunks
from sentra.transfer.models import State
from sentra.transfer.rows import beside
from sentra.transfer.rows.entries import ReadRow
from sentra.transfer.rows.plan import Manner, Plan
from sentra.transfer.tests.importing import BUDI, PRODUCT_HEADER, SITI, begun, fresh, rehearsed, settled, taken_over
from sentra.transfer.tests.sheets import Rows
from sentra.transfer.worker.rehearsal import rehearse

pytestmark = pytest.mark.django_db

FAULTY: list[Any] = [3, "UD Tak Ada", "Wagiman", "Jl. Mawar", "Desa Entah", "Wonodadi", *SITI[6:]]
ROWS: Rows = [PRODUCT_HEADER, SITI, BUDI, FAULTY, ["Jumlah"]]


@pytest.fixture
def by_second(monkeypatch: pytest.MonkeyPatch) -> Iterator[list["subprocess.Popen[bytes]"]]:
    """Have all rows read by a second process, one at a time; gives the processes that were started."""
    started: list[subprocess.Popen[bytes]] = []
    popen = subprocess.Popen

    def start(command: list[str], **options: Any) -> "subprocess.Popen[bytes]":
        process = popen(command, **options)
        if beside.SECOND in command:
            started.append(process)
        return process

    monkeypatch.setattr(beside, "MANY", 1)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    monkeypatch.setattr(engine, "ROWS_AT_ONCE", 1)
    monkeypatch.setattr("subprocess.Popen", start)
    yield started
    assert all(process.poll() is not None for process in started)


def runner_of(folder: Path) -> tuple[Runner, Path]:
    """Give what runs a sheet, and where the sheet lies."""
    imported = settled(begun(folder, ROWS))
    plan = Plan.from_json(imported.plan)
    return Runner(plan, Manner(), None, name="data.xlsx", rehearsal=True), folder / "data.xlsx"


def told(read: ReadRow) -> dict[str, Any]:
    """Give all that a row says, and what its business is looked for by."""
    sought = read.sought
    return {
        **{name: getattr(read, name) for name in ("number", "label", "faults", "entry", "group", "place")},
        "sought": sought and (sought.keys, sought.nik_index, sought.npwps, sought.phones, sought.name, sought.product),
        "compared": sought and (sought.as_business, sought.as_person),
    }


def test_a_second_process_reads_what_would_be_read_here(
    tmp_path: Path, by_second: list["subprocess.Popen[bytes]"]
) -> None:
    runner, path = runner_of(tmp_path)
    here = [[told(one) for one in read] for read in runner.read(chunks(path, runner.plan), 0)]
    assert not by_second
    there = [[told(one) for one in read] for read in runner.read(chunks(path, runner.plan), len(ROWS))]
    assert len(by_second) == 1
    assert there == here
    assert [one["number"] for read in there for one in read] == [2, 3, 4, 5]


def test_an_import_that_is_read_beside_becomes_the_same(
    tmp_path: Path, by_second: list["subprocess.Popen[bytes]"]
) -> None:
    imported = taken_over(tmp_path, ROWS)
    assert (imported.state, imported.counts) == (State.APPLIED, {"new": 2, "refused": 2})
    again = rehearsed(tmp_path, ROWS)
    assert again.counts == {"unchanged": 2, "refused": 2}
    assert len(by_second) == 3


def test_rows_are_read_here_once_the_second_process_was_killed(
    tmp_path: Path, by_second: list["subprocess.Popen[bytes]"], caplog: pytest.LogCaptureFixture
) -> None:
    runner, path = runner_of(tmp_path)
    whole = [told(one) for read in runner.read(chunks(path, runner.plan), 0) for one in read]
    found: list[dict[str, Any]] = []
    with caplog.at_level(logging.WARNING, logger=beside.logger.name):
        for read in runner.read(chunks(path, runner.plan), len(ROWS)):
            by_second[0].kill()
            found += [told(one) for one in read]
    assert found == whole


def test_a_second_process_that_never_comes_up_stops_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beside, "MANY", 1)
    monkeypatch.setattr(beside, "SECOND", "sentra.there.is.none")
    imported = settled(begun(tmp_path, ROWS))
    rehearse(imported.pk)
    assert fresh(imported).counts == {"new": 2, "refused": 2}


def test_the_second_process_ends_with_a_work_that_is_given_up(
    tmp_path: Path, by_second: list["subprocess.Popen[bytes]"]
) -> None:
    runner, path = runner_of(tmp_path)
    reading = runner.read(chunks(path, runner.plan), len(ROWS))
    next(iter(reading))
    reading.close()  # type: ignore[attr-defined]
    assert by_second[0].poll() is not None


def test_the_second_process_ends_when_nobody_asks_any_more() -> None:
    second = subprocess.Popen([sys.executable, "-m", beside.SECOND], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    said, _errors = second.communicate(timeout=60)
    assert (second.returncode, said) == (0, b"")
