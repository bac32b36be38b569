"""`sentra serve`: everything up with one command, kept up, and down again cleanly."""

import http.client
import logging
import logging.config
import signal
import sys
import time
from contextlib import ExitStack
from urllib.parse import urlsplit

from django.conf import settings

from sentra.ops import embedded
from sentra.ops.processes import CannotServe, Child, note_children, require_port, run_once, stop_all, the_only_one
from sentra.ops.readiness import ACCOUNTS, is_prepared

logger = logging.getLogger("sentra.ops")

READY_SECONDS = 90.0
LOOK_SECONDS = 0.3
DATABASE_PAUSE = 5.0
HEALTH = "/sehat/"


def serve() -> int:
    """Bring up database, web server and worker and keep them up until a signal; the status is 1 where that fails."""
    logging.config.dictConfig(settings.LOGGING)
    try:
        _serve()
    except CannotServe as error:
        print(error, file=sys.stderr)
        return 1
    except (KeyboardInterrupt, SystemExit):
        print("  Sentra has stopped.", flush=True)
    return 0


def _serve() -> None:
    env = settings.ENV
    with ExitStack() as stack:
        crashed = stack.enter_context(the_only_one(env.data_dir, env.base_url))
        require_port(env.listen, env.port, patience=env.workers + 4.0 if crashed else 0.0)
        house = stack.enter_context(_House())
        if not is_prepared() and run_once("prepare") != 0:
            raise CannotServe("Preparing failed; what went wrong stands above.")
        house.open()
        if not house.wait_until_ready():
            raise CannotServe("The web server didn't answer; what it said stands above.")
        print(welcome(), flush=True)
        house.keep()


class _House:
    """The processes together: the embedded database, if it is the one, under web server and worker."""

    def __init__(self) -> None:
        self.env = settings.ENV
        self.web, self.worker = Child("web"), Child("worker")
        self.children = [self.web]
        self.database: embedded.EmbeddedPostgres | None = None
        self.database_due = 0.0

    def __enter__(self) -> "_House":
        if not self.env.database_url:
            self.database = embedded.start(settings.POSTGRES_DIR)
        return self

    def __exit__(self, *_error: object) -> None:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        stop_all(self.children)
        if self.database:
            self.database.stop()

    def open(self) -> None:
        """Start the web server."""
        self.web.start()
        note_children(self.env.data_dir, self.env.base_url, self.children)

    def wait_until_ready(self) -> bool:
        """Wait until the web server answers; only then the worker starts, so that both don't wait for each other."""
        until = time.monotonic() + READY_SECONDS
        while time.monotonic() < until:
            self.look_after()
            if _answers(self.env.listen, self.env.port):
                self.children.append(self.worker)
                return True
            time.sleep(0.05)
        return False

    def keep(self) -> None:
        """Look after everything until a signal comes."""
        while True:
            time.sleep(LOOK_SECONDS)
            self.look_after()

    def look_after(self) -> None:
        """Start again what died."""
        if self.database and not self.database.alive() and time.monotonic() >= self.database_due:
            self._revive(self.database)
        started = [child.look_after() for child in self.children]
        if any(started):
            note_children(self.env.data_dir, self.env.base_url, self.children)

    def _revive(self, dead: embedded.EmbeddedPostgres) -> None:
        logger.error("the database ended; it is started again")
        dead.stop()
        try:
            self.database = embedded.start(settings.POSTGRES_DIR)
        except embedded.DatabaseUnavailable as error:
            logger.error("%s It is tried again in %.0f s.", error, DATABASE_PAUSE)  # noqa: TRY400 - the message says all
            self.database_due = time.monotonic() + DATABASE_PAUSE


def _answers(listen: str, port: int) -> bool:
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(listen, listen)  # noqa: S104 - read, not listened on
    asking = http.client.HTTPConnection(host, port, timeout=5)
    try:
        asking.request("GET", HEALTH, headers={"Host": urlsplit(settings.SENTRA_BASE_URL).netloc})
        return asking.getresponse().status < http.HTTPStatus.INTERNAL_SERVER_ERROR
    except (OSError, http.client.HTTPException):
        return False
    finally:
        asking.close()


def welcome() -> str:
    """Say where Sentra is and, in the demo, who may sign in."""
    accounts = settings.SENTRA_DATA_DIR / ACCOUNTS
    known = accounts.read_text() if settings.SENTRA_DEMO and accounts.exists() else ""
    return f"\n{known}\n  Sentra is ready: {settings.SENTRA_BASE_URL}\n  Stop it with Ctrl-C.\n"
