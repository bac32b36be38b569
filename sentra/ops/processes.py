"""The processes that `sentra serve` keeps running: each in a group of its own, started again when it dies."""

import fcntl
import json
import logging
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

from sentra.ops import lifeline

logger = logging.getLogger("sentra.ops")

ROOT = Path(__file__).resolve().parents[2]
FIRST_PAUSE = 1.0
LONGEST_PAUSE = 30.0
HEALTHY_SECONDS = 60.0
STOP_SECONDS = 12.0


class CannotServe(Exception):
    """`sentra serve` can't start; the message says what to do."""


@dataclass(slots=True)
class Child:
    """One `sentra` subcommand in a process of its own, whose own children share its group."""

    name: str
    process: "subprocess.Popen[bytes] | None" = None
    pause: float = FIRST_PAUSE
    started: float = 0.0
    due: float = 0.0

    def start(self) -> None:
        """Start it."""
        self.process = subprocess.Popen(
            _command(self.name),
            env={**_environment(), lifeline.VARIABLE: str(os.getpid())},
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )
        self.started = time.monotonic()

    def look_after(self) -> bool:
        """Start it again if it died, after a pause that grows while it keeps dying; tells whether it was started."""
        now = time.monotonic()
        if self.process is None:
            if now >= self.due:
                self.start()
                return True
            return False
        status = self.process.poll()
        if status is None:
            return False
        kill_group(self.process.pid)
        self.pause = FIRST_PAUSE if now - self.started > HEALTHY_SECONDS else self.pause
        logger.error("%s ended (%s); it is started again in %.0f s", self.name, _how(status), self.pause)
        self.process, self.due = None, now + self.pause
        self.pause = min(self.pause * 2, LONGEST_PAUSE)
        return False


def run_once(name: str) -> int:
    """Run a subcommand to its end, in a process of its own; gives its status."""
    return subprocess.run(_command(name), env=_environment(), stdin=subprocess.DEVNULL, check=False).returncode


def _command(name: str) -> list[str]:
    return [sys.executable, "-m", "sentra", name]


def _environment() -> dict[str, str]:
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH", "")]))
    return {**os.environ, "PYTHONPATH": path}


def _how(status: int) -> str:
    return f"killed by {signal.Signals(-status).name}" if status < 0 else f"with status {status}"


def kill_group(leader: int) -> None:
    """End what is left of a group for sure."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, signal.SIGKILL)


def stop_all(children: Iterable[Child]) -> None:
    """Stop all at once and wait; what hasn't ended after 12 s is killed, and its jobs are done by the next worker."""
    running = [child.process for child in children if child.process is not None]
    for process in running:
        process.terminate()
    until = time.monotonic() + STOP_SECONDS
    for process in running:
        with suppress(subprocess.TimeoutExpired):
            process.wait(max(until - time.monotonic(), 0.1))
        kill_group(process.pid)
        process.wait()


@contextmanager
def the_only_one(folder: Path, url: str) -> Iterator[bool]:
    """Let one `serve` alone use a data folder; gives whether the last one ended without stopping its children.

    Raises `CannotServe` where one runs.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "serve.lock").open("ab") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise CannotServe(_already_running(folder)) from error
        crashed = _end_leftovers(folder)
        _note(folder, url, [])
        try:
            yield crashed
        finally:
            _file(folder).unlink(missing_ok=True)


def note_children(folder: Path, url: str, children: Sequence[Child]) -> None:
    """Write down what runs, so that the next start can end what a killed `serve` left."""
    _note(folder, url, [child.process.pid for child in children if child.process is not None])


def _file(folder: Path) -> Path:
    return folder / "serve.json"


def _note(folder: Path, url: str, leaders: Sequence[int]) -> None:
    born = {}
    for number in leaders:
        with suppress(psutil.Error):
            born[number] = psutil.Process(number).create_time()
    half = _file(folder).with_suffix(".new")
    half.write_text(json.dumps({"pid": os.getpid(), "url": url, "children": born}))
    half.replace(_file(folder))


def _read(folder: Path) -> dict[str, object]:
    try:
        found = json.loads(_file(folder).read_text())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _already_running(folder: Path) -> str:
    noted = _read(folder)
    return (
        f"Sentra is already running with the data in {folder}: "
        f"{noted.get('url', '')} (process {noted.get('pid', '?')}). "
        "Stop it first, or set SENTRA_DATA_DIR to another folder."
    )


def _end_leftovers(folder: Path) -> bool:
    noted = _read(folder)
    born = noted.get("children")
    if not isinstance(born, dict):
        return False
    for number, moment in born.items():
        if _is_ours(int(number), float(moment)):
            kill_group(int(number))
    return True


def _is_ours(leader: int, born: float) -> bool:
    """Tell whether a group is still that of our child; numbers are given anew, but not while their group lives."""
    try:
        return psutil.Process(leader).create_time() == born
    except psutil.Error:
        return any(_python_of(process, leader) for process in psutil.process_iter())


def _python_of(process: psutil.Process, group: int) -> bool:
    try:
        return os.getpgid(process.pid) == group and process.cmdline()[:1] == [sys.executable]
    except (psutil.Error, OSError):
        return False


def require_port(listen: str, port: int, *, patience: float) -> None:
    """Make sure that a port is free, waiting a little for one that is being given up. Raises `CannotServe`."""
    until = time.monotonic() + patience
    while True:
        try:
            family = socket.AF_INET6 if ":" in listen else socket.AF_INET
            with socket.socket(family, socket.SOCK_STREAM) as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind((listen, port))
        except OSError as error:
            if time.monotonic() < until:
                time.sleep(0.1)
                continue
            raise CannotServe(
                f"Sentra can't listen on {listen}:{port}: {error.strerror}. "
                f"Stop the program that uses this port, or choose another one: PORT={port + 1} make serve"
            ) from error
        return
