"""`make bench`: measures a Sentra of its own with the demo's data, on loopback, bounded in count and time.

Eight clients, each with one connection that stays open, ask as fast as they are answered.
"""

import argparse
import http.client
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urljoin

import django

if TYPE_CHECKING:
    from sentra.ops.bench_scenes import Scenes

SENTRA = Path(__file__).resolve().parents[1]
CLIENTS = 8
MOST_REQUESTS = 400
MOST_SECONDS = 15.0
READY_SECONDS = 300.0
DRAFTS = 200
DOCUMENTS = 20
TOKEN = "b" * 32
LOADED = re.compile(
    r"""<(?:link|script|img|use|source)\b[^>]*?\b(?:href|src)=["']([^"'#]+\.(?:css|js|svg|woff2|png|webp|jpg|ico))"""
)
IN_STYLES = re.compile(r"""url\(["']?([^"')]+\.woff2)""")


@dataclass(frozen=True, slots=True)
class Ask:
    """One request."""

    method: str
    path: str
    session: str = ""
    expected: int = HTTPStatus.OK

    def send(self, connection: http.client.HTTPConnection) -> http.client.HTTPResponse:
        """Send it. Raises `RuntimeError` where the answer is another than expected."""
        signed_in = f"sessionid={self.session}; " if self.session else ""
        headers = {"Accept-Encoding": "br, gzip", "Cookie": f"{signed_in}csrftoken={TOKEN}"}
        body = None
        if self.method == "POST":
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            body = urlencode({"csrfmiddlewaretoken": TOKEN})
        connection.request(self.method, self.path, body, headers)
        answer = connection.getresponse()
        if answer.status != self.expected:
            raise RuntimeError(f"{self.method} {self.path} answered {answer.status}, not {self.expected}")
        return answer


@dataclass(frozen=True, slots=True)
class Measured:
    """How a page did; times in milliseconds."""

    name: str
    requests: int
    per_second: float
    p50: float
    p95: float


def measure(name: str, port: int, asks: Sequence[Ask]) -> Measured:
    """Ask the given requests, over and over where it is only one, by eight clients at once."""
    limit = MOST_REQUESTS if len(asks) == 1 else len(asks)
    places = count()
    times: list[float] = []
    faults: list[Exception] = []
    until = time.monotonic() + MOST_SECONDS

    def client() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        try:
            while (place := next(places)) < limit and time.monotonic() < until and not faults:
                begin = time.perf_counter()
                asks[place % len(asks)].send(connection).read()
                times.append((time.perf_counter() - begin) * 1000)
        except (OSError, http.client.HTTPException, RuntimeError) as error:
            faults.append(error)
        finally:
            connection.close()

    clients = [threading.Thread(target=client) for _each in range(CLIENTS)]
    begin = time.perf_counter()
    for one in clients:
        one.start()
    for one in clients:
        one.join()
    if faults:
        raise faults[0]
    cuts = statistics.quantiles(times, n=20)
    return Measured(name, len(times), len(times) / (time.perf_counter() - begin), statistics.median(times), cuts[18])


def weight(port: int, path: str = "/", session: str = "") -> list[tuple[str, int]]:
    """Give what a first visit brings over the wire: each address with its bytes as they are sent."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    found: dict[str, int] = {}

    def fetch(address: str) -> str:
        answer = Ask("GET", address, session).send(connection)
        sent = answer.read()
        found[address] = len(sent)
        connection.request("GET", address, headers={"Cookie": f"sessionid={session}"})
        return connection.getresponse().read().decode(errors="replace")

    for address in dict.fromkeys(urljoin(path, part) for part in LOADED.findall(fetch(path))):
        text = fetch(address)
        if address.endswith(".css"):
            for font in dict.fromkeys(urljoin(address, part) for part in IN_STYLES.findall(text)):
                fetch(font)
    connection.close()
    return list(found.items())


@contextmanager
def house() -> Iterator[int]:
    """Bring up a Sentra with the demo's data in a folder that is thrown away; gives its port."""
    folder = Path(tempfile.mkdtemp(prefix="sentra-bench-"))
    folder.chmod(0o755)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    os.environ |= {"SENTRA_DATA_DIR": str(folder), "PORT": str(port), "SENTRA_MODE": "demo", "SENTRA_BASE_URL": ""}
    os.environ |= {"DATABASE_URL": "", "SENTRA_DEBUG": "0", "DJANGO_SETTINGS_MODULE": "sentra.config.settings"}
    log = folder / "serve.log"
    with log.open("wb") as output:
        process = subprocess.Popen([sys.executable, "-m", "sentra", "serve"], stdout=output, stderr=output)
    try:
        _wait_until_ready(process, log)
        yield port
    finally:
        process.terminate()
        process.wait()
        shutil.rmtree(folder, ignore_errors=True)


def _wait_until_ready(process: "subprocess.Popen[bytes]", log: Path) -> None:
    until = time.monotonic() + READY_SECONDS
    while "Sentra is ready" not in log.read_text():
        if process.poll() is not None or time.monotonic() > until:
            raise RuntimeError(f"Sentra didn't come up:\n{log.read_text()}")
        time.sleep(0.2)


def requests(scenes: "Scenes") -> dict[str, list[Ask]]:
    """Give what is asked: three pages, and drafts that are ready to be sent in, each once."""
    drafts = [
        Ask("POST", f"/permohonan/{draft}/periksa/", scenes.owner, HTTPStatus.FOUND) for draft in scenes.drafts(DRAFTS)
    ]
    return {
        "home /": [Ask("GET", "/")],
        "service /layanan/tdi/": [Ask("GET", "/layanan/tdi/")],
        "queue /petugas/antrean/": [Ask("GET", "/petugas/antrean/", scenes.verifier)],
        "submit (POST)": drafts,
    }


def largest_module() -> tuple[str, int]:
    """Give the longest module of the product, with its lines."""
    modules = [path for path in SENTRA.rglob("*.py") if not {"tests", "migrations"} & set(path.parts)]
    lines = {str(path.relative_to(SENTRA.parent)): path.read_text().count("\n") for path in modules}
    name = max(lines, key=lambda one: lines[one])
    return name, lines[name]


def report(measured: Sequence[Measured], permit: float, page: Sequence[tuple[str, int]]) -> str:
    """Put the figures into a table for the terminal."""
    lines = [f"{CLIENTS} clients, {os.cpu_count()} cores", ""]
    lines += [f"{'':26}{'requests':>9}{'per s':>8}{'p50 ms':>8}{'p95 ms':>8}"]
    lines += [f"{one.name:26}{one.requests:9}{one.per_second:8.0f}{one.p50:8.1f}{one.p95:8.1f}" for one in measured]
    name, length = largest_module()
    lines += ["", f"a signed permit           {permit:8.0f} ms (rendered and signed)"]
    lines += [f"first visit               {sum(size for _one, size in page) / 1000:8.1f} kB on the wire"]
    lines += [f"  {size / 1000:8.1f} kB  {address}" for address, size in page]
    return "\n".join([*lines, f"largest module            {length:8} lines ({name})"])


def pages() -> int:
    """Measure the pages of a demo and print; the status is 1 where Sentra didn't come up or answered wrongly."""
    try:
        with house() as port:
            django.setup()
            from sentra.ops.bench_scenes import Scenes  # noqa: PLC0415 - tables can be read only once Django is ready

            scenes = Scenes()
            measured = [measure(name, port, asks) for name, asks in requests(scenes).items()]
            print(report(measured, scenes.permit_milliseconds(DOCUMENTS), weight(port)))
            scenes.close()
    except (RuntimeError, OSError, http.client.HTTPException) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


MODULES = {
    "register": "sentra.ops.bench_register",
    "transfer": "sentra.ops.bench_transfer",
    "matching": "sentra.ops.bench_matching",
    "programmes": "sentra.ops.bench_programmes",
    "catalogue": "sentra.ops.bench_catalogue",
    "figures": "sentra.ops.bench_figures",
    "print": "sentra.ops.bench_print",
}
"""Parts that are measured in a process and a database of their own."""
ON_REQUEST = {"field": "sentra.ops.bench_field", "long": "sentra.ops.bench_transfer --long"}
"""What is measured only by its name: it needs a browser, or an hour and a half."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure one part, or all, one after the other; the status is 1 where one of them failed."""
    parser = argparse.ArgumentParser(prog="python -m sentra.ops.bench", description=__doc__)
    parser.add_argument(
        "part", nargs="?", choices=["pages", *MODULES, *ON_REQUEST], help="what is measured; all without"
    )
    parser.add_argument("--size", type=int, help="how many businesses the register has")
    options = parser.parse_args(arguments)
    status = pages() if options.part in (None, "pages") else 0
    for part, module in {**MODULES, **ON_REQUEST}.items():
        if options.part == part or (options.part is None and part in MODULES):
            size = ["--size", str(options.size)] if options.size else []
            status |= subprocess.run([sys.executable, "-m", *module.split(), *size], check=False).returncode
    return status


if __name__ == "__main__":
    sys.exit(main())
