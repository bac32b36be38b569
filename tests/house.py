"""A house of its own for tests that kill: data folder, embedded database, real processes, a mail server that stalls."""

import contextlib
import json
import os
import shutil
import signal
import socketserver
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email import message_from_string
from pathlib import Path
from typing import TypeVar

import psycopg

from sentra.ops import embedded

ROOT = Path(__file__).resolve().parents[1]
LONGEST_WAIT = 120.0
INHERITED = ("SENTRA_", "DATABASE_URL", "PORT", "PGOPTIONS", "DJANGO_", "PYTEST_")
T = TypeVar("T")


def wait_for(what: str, look: Callable[[], T | None]) -> T:
    """Look until there is something; fails after two minutes, saying what was missed."""
    until = time.monotonic() + LONGEST_WAIT
    while time.monotonic() < until:
        if found := look():
            return found
        time.sleep(0.1)
    raise AssertionError(f"waited {LONGEST_WAIT:.0f} s in vain for {what}")


class StallingMail(socketserver.ThreadingTCPServer):
    """A mail server that keeps silent after the first message, as one does that is about to break down."""

    allow_reuse_address = daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _MailSession)
        self.stalled = threading.Event()
        self.accepted: list[str] = []
        self.abandoned: list[str] = []

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.server_address[1])


class _MailSession(socketserver.StreamRequestHandler):
    server: StallingMail

    def handle(self) -> None:
        self._say("220 ready")
        for line in iter(self.rfile.readline, b""):
            if line.upper().startswith(b"DATA"):
                self._say("354 go on")
                self._message()
            elif line.upper().startswith(b"QUIT"):
                self._say("221 bye")
                return
            else:
                self._say("250 ok")

    def _message(self) -> None:
        lines = iter(self.rfile.readline, b".\r\n")
        identity = str(message_from_string(b"".join(lines).decode())["Message-ID"])
        if not self.server.stalled.is_set():
            self.server.stalled.set()
            self.rfile.read(1)  # until the other side is gone
            self.server.abandoned.append(identity)
            return
        self.server.accepted.append(identity)
        self._say("250 kept")

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


@dataclass
class House:
    """A data folder with its database, and `sentra` processes that work with it."""

    folder: Path
    server: embedded.EmbeddedPostgres
    variables: dict[str, str]
    running: list["subprocess.Popen[bytes]"] = field(default_factory=list)

    def environment(self) -> dict[str, str]:
        """Give the environment of its processes, with nothing of the tests' own."""
        outer = {name: value for name, value in os.environ.items() if not name.startswith(INHERITED)}
        return {**outer, "PYTHONPATH": str(ROOT), "SENTRA_DATA_DIR": str(self.folder), **self.variables}

    def run(self, *call: str) -> str:
        """Run a module to its end; gives what it printed."""
        command = [sys.executable, "-m", *call]
        ended = subprocess.run(
            command, env=self.environment(), cwd=ROOT, capture_output=True, text=True, check=False, timeout=LONGEST_WAIT
        )
        assert ended.returncode == 0, ended.stdout + ended.stderr
        return ended.stdout

    def scene(self, name: str) -> dict[str, str]:
        """Bring the house to a scene (`tests.scenes`); gives what it is about."""
        found: dict[str, str] = json.loads(self.run("tests.scenes", name).splitlines()[-1])
        return found

    def start(self, command: str) -> "subprocess.Popen[bytes]":
        """Start a `sentra` subcommand in a group of its own."""
        log = (self.folder / f"{command}.log").open("ab")
        process: subprocess.Popen[bytes] = subprocess.Popen(
            [sys.executable, "-m", "sentra", command],
            env=self.environment(),
            cwd=ROOT,
            stdout=log,
            stderr=log,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )
        log.close()
        self.running.append(process)
        return process

    def rows(self, statement: str) -> list[tuple[object, ...]]:
        """Ask the database, in a connection of its own."""
        with psycopg.connect(self.server.url) as connection:
            return connection.execute(statement).fetchall()

    def tear_down(self) -> None:
        """End all that runs and remove the folder."""
        for process in self.running:
            process.terminate()
        for process in self.running:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(15)
            kill(process)
        self.server.stop()
        shutil.rmtree(self.folder, ignore_errors=True)


def kill(process: "subprocess.Popen[bytes]") -> None:
    """Kill a process and all that it started, as a power cut would."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


@contextlib.contextmanager
def built() -> Iterator[Path]:
    """Build the folder of a house whose database is up to date, at rest, for houses to begin as copies of it."""
    with _house({}) as own:
        own.run("sentra", "migrate")
        own.server.stop()
        yield own.folder


@contextlib.contextmanager
def house(like: Path, **variables: str) -> Iterator[House]:
    """Give a house that begins as a copy of the one that was `built`."""
    with _house(variables, like) as own:
        yield own


@contextlib.contextmanager
def _house(variables: dict[str, str], like: Path | None = None) -> Iterator[House]:
    folder = Path(tempfile.mkdtemp(prefix="sentra-house-"))
    folder.chmod(0o755)
    if like:
        # The database's files keep whom they belong to.
        subprocess.run(["cp", "--archive", f"{like}/.", str(folder)], check=True)
    own = House(folder, embedded.start(folder / "postgres"), variables)
    try:
        yield own
    finally:
        own.tear_down()
