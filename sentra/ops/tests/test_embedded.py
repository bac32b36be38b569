"""The embedded database: started, shared, stopped, killed, and told of clearly where it can't start."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import psycopg
import pytest

from sentra.ops import embedded


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that the server's account reaches, without a server at the end."""
    place = Path(tempfile.mkdtemp(prefix="sentra-embedded-"))
    place.chmod(0o755)
    yield place / "postgres"
    shutil.rmtree(place, ignore_errors=True)


def ask(server: embedded.EmbeddedPostgres, statement: str) -> list[tuple[object, ...]]:
    """Run a statement in a connection of its own."""
    with psycopg.connect(server.url) as connection:
        cursor = connection.execute(statement)
        return cursor.fetchall() if cursor.description else []


def test_what_is_written_is_there_after_a_stop_and_a_second_start(folder: Path) -> None:
    first = embedded.start(folder)
    assert embedded.address(folder) == first.url
    ask(first, "CREATE TABLE kept AS SELECT 7 AS seven")
    first.stop()
    assert not first.alive()
    second = embedded.start(folder)
    assert ask(second, "SELECT seven FROM kept") == [(7,)]
    second.stop()


def test_who_gives_back_the_last_share_stops_it(folder: Path) -> None:
    first, second = embedded.start(folder), embedded.start(folder)
    first.stop()
    assert second.alive()
    assert ask(second, "SELECT 1") == [(1,)]
    second.stop()
    assert not second.alive()
    second.stop()


HOLDER = (
    "import sys, time; from pathlib import Path; from sentra.ops import embedded; "
    "embedded.start(Path(sys.argv[1])); print('up', flush=True); time.sleep(60)"
)


def test_it_comes_back_after_everything_was_killed(folder: Path) -> None:
    holder = subprocess.Popen([sys.executable, "-c", HOLDER, str(folder)], stdout=subprocess.PIPE)
    assert holder.stdout
    assert holder.stdout.readline() == b"up\n"
    server = embedded.start(folder)
    ask(server, "CREATE TABLE kept AS SELECT 7 AS seven")
    postmaster = int((folder / "cluster" / "postmaster.pid").read_text().splitlines()[0])
    for number in (holder.pid, postmaster):
        os.kill(number, signal.SIGKILL)
    holder.wait()
    again = embedded.start(folder)
    assert ask(again, "SELECT seven FROM kept") == [(7,)]
    server.stop()
    assert again.alive()
    again.stop()
    assert not again.alive()


def test_one_whose_starter_was_killed_is_joined_and_stopped_by_the_next(folder: Path) -> None:
    holder = subprocess.Popen([sys.executable, "-c", HOLDER, str(folder)], stdout=subprocess.PIPE)
    assert holder.stdout
    assert holder.stdout.readline() == b"up\n"
    holder.kill()
    holder.wait()
    server = embedded.start(folder)
    assert server.process is None
    assert ask(server, "SELECT 1") == [(1,)]
    server.stop()
    assert not server.alive()


def test_a_lock_whose_process_number_another_program_has_now_is_no_hindrance(folder: Path) -> None:
    server = embedded.start(folder)
    lock = folder / "cluster" / "postmaster.pid"
    lines = lock.read_text().splitlines()
    server.stop()
    lock.write_text("\n".join([str(os.getpid()), *lines[1:]]) + "\n")
    lock.chmod(0o644)
    again = embedded.start(folder)
    assert ask(again, "SELECT 1") == [(1,)]
    again.stop()


def test_two_folders_at_once_know_nothing_of_each_other(folder: Path) -> None:
    here, there = embedded.start(folder), embedded.start(folder.parent / "other")
    assert here.url != there.url
    ask(here, "CREATE TABLE kept AS SELECT 7 AS seven")
    with pytest.raises(psycopg.errors.UndefinedTable):
        ask(there, "SELECT seven FROM kept")
    here.stop()
    assert there.alive()
    there.stop()


def test_a_deep_folder_has_its_socket_elsewhere(folder: Path) -> None:
    deep = folder.parent / ("a-folder-with-a-rather-long-name-" * 3) / "postgres"
    deep.parent.mkdir(mode=0o755)
    server = embedded.start(deep)
    assert ask(server, "SELECT 1") == [(1,)]
    assert server.sockets != deep
    assert embedded.address(deep) == server.url
    server.stop()


def test_a_full_disk_is_told_with_what_to_do(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: SimpleNamespace(free=5 * 1024 * 1024))
    with pytest.raises(embedded.DatabaseUnavailable, match=r"The disk is full: 5 MB are free.*SENTRA_DATA_DIR"):
        embedded.start(folder)


def test_a_damaged_database_is_told_and_left_as_it_is(folder: Path) -> None:
    embedded.start(folder).stop()
    (folder / "cluster" / "PG_VERSION").unlink()
    with pytest.raises(embedded.DatabaseUnavailable, match=r"damaged: it lacks its file PG_VERSION"):
        embedded.start(folder)
    assert (folder / "cluster" / "base").is_dir()


def test_what_postgres_says_of_a_broken_setting_is_shown(folder: Path) -> None:
    embedded.start(folder).stop()
    with (folder / "cluster" / "postgresql.conf").open("a") as configuration:
        configuration.write("no_such_setting = 1\n")
    with pytest.raises(embedded.DatabaseUnavailable, match=r"didn't start in .*\n.*no_such_setting"):
        embedded.start(folder)


def test_a_database_of_another_version_is_told(folder: Path) -> None:
    embedded.start(folder).stop()
    (folder / "cluster" / "PG_VERSION").write_text("15\n")
    with pytest.raises(embedded.DatabaseUnavailable, match=r"another version of PostgreSQL"):
        embedded.start(folder)


def test_a_folder_that_is_a_file_is_told(folder: Path) -> None:
    folder.write_text("not a folder")
    with pytest.raises(embedded.DatabaseUnavailable, match=r"can't be used: File exists"):
        embedded.start(folder)


def test_starting_twice_at_the_same_moment_makes_one_server(folder: Path) -> None:
    holders = [
        subprocess.Popen([sys.executable, "-c", HOLDER, str(folder)], stdout=subprocess.PIPE) for _each in range(3)
    ]
    for holder in holders:
        assert holder.stdout
        assert holder.stdout.readline() == b"up\n"
    server = embedded.start(folder)
    assert server.process is None
    for holder in holders:
        holder.kill()
        holder.wait()
    server.stop()
    until = time.monotonic() + 5
    while server.alive() and time.monotonic() < until:
        time.sleep(0.05)
    assert not server.alive()
