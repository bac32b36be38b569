"""`make bench ONLY=register SIZE=100000`: the register's pages, beside raw SQL and beside Django's admin, in one run.

A throw-away database is filled with a synthetic register. Then each question is asked by one client, one after the
other, of the raw SQL (the limit), of our reading (`businesses_found`), of our page, and of the admin's page.
"""

import argparse
import http.client
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import django

from sentra.ops import embedded
from sentra.ops.bench import Ask
from sentra.ops.setup import ROOT, done, install_at, step

if TYPE_CHECKING:
    from sentra.ops.bench_questions import Question, Variant

SIZES = (100_000, 1_000_000)
ASKED = 60
MOST_SECONDS = 12.0
LEAST = 4
READY_SECONDS = 60.0
LOCK = ROOT / "requirements-bench.lock"
PYTHON = ROOT / "build" / "bench" / "bin" / "python"


@dataclass(frozen=True, slots=True)
class Times:
    """How long something took when asked again and again, in milliseconds."""

    p50: float
    p95: float

    @classmethod
    def of(cls, ask: Callable[[int], object]) -> "Times":
        """Ask until it was asked often enough or long enough; the first turn of each variant only warms."""
        for turn in range(LEAST):
            ask(turn)
        taken: list[float] = []
        until = time.monotonic() + MOST_SECONDS
        while len(taken) < LEAST or (len(taken) < ASKED and time.monotonic() < until):
            begin = time.perf_counter()
            ask(len(taken))
            taken.append((time.perf_counter() - begin) * 1000)
        return cls(statistics.median(taken), statistics.quantiles(taken, n=20)[18])

    def __str__(self) -> str:
        return f"{self.p50:9.1f}{self.p95:9.1f}"


@dataclass(frozen=True, slots=True)
class Line:
    """A question with its times; `found` is None where our reading is not asked apart from its page."""

    name: str
    raw: Times
    found: Times | None
    page: Times
    admin: Times

    def __str__(self) -> str:
        found = self.found or "        –        –"
        ratio = f"{self.found.p50 / self.raw.p50:8.1f}" if self.found else "       –"
        return f"{self.name:22}{self.raw}{found}{ratio}{self.page}{self.admin}"


def free_port() -> int:
    """Find a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(command: Sequence[str], port: int, environment: dict[str, str], log: Path) -> Iterator[int]:
    """Run a web server until the end; gives its port. Raises `RuntimeError` where it doesn't come up."""
    with log.open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=output, env={**os.environ, **environment}, cwd=ROOT)
    try:
        until = time.monotonic() + READY_SECONDS
        while time.monotonic() < until and process.poll() is None:
            with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            time.sleep(0.2)
        else:
            raise RuntimeError(f"A server didn't come up:\n{log.read_text()}")
        yield port
    finally:
        process.terminate()
        process.wait()


@contextmanager
def sentra_served(folder: Path) -> Iterator[int]:
    """Serve Sentra's pages."""
    port = free_port()
    with served([sys.executable, "-m", "sentra", "web"], port, {"PORT": str(port)}, folder / "sentra.log") as at:
        yield at


def rivals() -> Path:
    """Install the packages that only the bench needs; gives where they lie."""
    stands = PYTHON.exists() and done("rivals", [LOCK])
    step("rivals", "Installing the rivals", [LOCK], lambda: install_at(PYTHON, LOCK.name), stands=stands)
    return next((PYTHON.parents[1] / "lib").glob("python*/site-packages"))


@contextmanager
def admin_served(folder: Path) -> Iterator[int]:
    """Serve the admin over the same database, with the bench's own packages behind ours."""
    packages = rivals()
    port = free_port()
    granian = [str(Path(sys.executable).with_name("granian")), "--interface", "wsgi", "--port", str(port)]
    granian += ["--workers", "2", "--blocking-threads", "4", "--no-ws", "--log-level", "warning"]
    environment = {"DJANGO_SETTINGS_MODULE": "sentra.ops.bench_admin.settings", "BENCH_PACKAGES": str(packages)}
    command = [*granian, "sentra.ops.bench_admin.wsgi:application"]
    with served(command, port, environment, folder / "admin.log") as at:
        yield at


@contextmanager
def filled(size: int) -> Iterator[Path]:
    """Bring up a database in a folder that is thrown away, and fill it with a register."""
    folder = Path(tempfile.mkdtemp(prefix="sentra-bench-"))
    folder.chmod(0o755)
    server = embedded.start(folder / "postgres")
    os.environ |= {"SENTRA_DATA_DIR": str(folder), "DATABASE_URL": server.url, "SENTRA_MODE": "demo"}
    os.environ |= {"DJANGO_SETTINGS_MODULE": "sentra.config.settings", "SENTRA_DEBUG": "0"}
    try:
        django.setup()
        from sentra.ops.bench_synthetic import fill  # noqa: PLC0415 - tables can be read only once Django is ready

        begin = time.monotonic()
        fill(size)
        print(f"A register of {size:,} businesses, written in {time.monotonic() - begin:.0f} s", flush=True)
        yield folder
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


def asker(port: int, session: str = "") -> Callable[[str], object]:
    """Give what asks a server for pages over one connection that stays open."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=300)
    return lambda address: Ask("GET", address, session).send(connection).read()


def measured(question: "Question", ours: Callable[[str], object], admin: Callable[[str], object]) -> Line:
    """Ask one question of everybody."""
    from sentra.ops.bench_questions import ask_raw  # noqa: PLC0415 - as below
    from sentra.ops.bench_scenes import officer_of_the_register  # noqa: PLC0415 - as below
    from sentra.registry.filters import RegisterFilter  # noqa: PLC0415 - as below
    from sentra.registry.found import businesses_found  # noqa: PLC0415 - tables can be read only once Django is ready

    actor, variants = officer_of_the_register(), question.variants

    def turn(number: int) -> "Variant":
        return variants[number % len(variants)]

    def read(number: int) -> object:
        variant = turn(number)
        return businesses_found(actor, variant.chosen or RegisterFilter(), variant.cursor)

    found = Times.of(read) if all(one.chosen is not None for one in variants) else None
    return Line(
        question.name,
        raw=Times.of(lambda number: ask_raw(turn(number))),
        found=found,
        page=Times.of(lambda number: ours(turn(number).ours)),
        admin=Times.of(lambda number: admin(turn(number).admin)),
    )


HEAD = (
    f"{'one client, milliseconds':22}{'raw SQL':>18}{'our reading':>18}{'/ raw':>8}{'our page':>18}{'admin page':>18}\n"
    f"{'':22}{'p50':>9}{'p95':>9}{'p50':>9}{'p95':>9}{'p50':>8}{'p50':>9}{'p95':>9}{'p50':>9}{'p95':>9}"
)


def measure_register(size: int) -> None:
    """Fill, serve, ask, and print line by line."""
    with filled(size) as folder, sentra_served(folder) as ours, admin_served(folder) as admin:
        from sentra.ops.bench_questions import questions  # noqa: PLC0415 - tables can be read only once Django is ready
        from sentra.ops.bench_scenes import register_session  # noqa: PLC0415

        print(HEAD, flush=True)
        for question in questions(size):
            print(measured(question, asker(ours, register_session()), asker(admin)), flush=True)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure registers of one size, or of all; the status is 1 where something didn't come up or answer."""
    parser = argparse.ArgumentParser(prog="python -m sentra.ops.bench_register", description=__doc__)
    parser.add_argument("--size", type=int, action="append", help="how many businesses; may be given more than once")
    sizes = parser.parse_args(arguments).size or SIZES
    if len(sizes) > 1:
        commands = [[sys.executable, "-m", "sentra.ops.bench_register", "--size", str(size)] for size in sizes]
        return max(subprocess.run(command, check=False).returncode for command in commands)
    try:
        measure_register(sizes[0])
    except (RuntimeError, OSError, http.client.HTTPException) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
