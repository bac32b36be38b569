"""The `sentra` command: each subcommand is one function, in the order in which an operator meets them."""

import argparse
import os
import select
import signal
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from types import FrameType

import django
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from sentra.ops import embedded
from sentra.ops.messages import compiled
from sentra.ops.serve import serve
from sentra.ops.web import web

LIGHT: Mapping[str, Callable[[], int]] = {"serve": serve, "web": web}
"""What runs without loading the program, so that it is there at once."""
STOPPED = 128


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a subcommand; gives the exit status: 0 for done, 1 for a refusal, 2 for a wrong call.

    The translations are compiled before anything can read them: a process keeps what it found first.
    """
    options = _parser().parse_args(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sentra.config.settings")
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _leave)
    try:
        if options.command in LIGHT:
            return LIGHT[options.command]()
        compiled()
        with nullcontext() if options.command == "check" else database():
            django.setup()
            status = run(options.command, options)
        if sys.stdout:
            sys.stdout.flush()
    except BrokenPipeError as broken:
        _end_what_is_said(broken)
        return STOPPED + signal.SIGPIPE
    except (embedded.DatabaseUnavailable, ImproperlyConfigured) as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return STOPPED + signal.SIGINT
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="sentra", description="One window for a regency's small industries")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("serve", help="bring everything up: database, web server, worker; in demo mode with demo data")
    commands.add_parser("prepare", help="bring everything up to date that serving needs")
    commands.add_parser("migrate", help="bring database, pack and services up to date")
    commands.add_parser("demo", help="fill an empty database with demo data")
    commands.add_parser("web", help="run the web server alone")
    commands.add_parser("worker", help="run the background worker alone")
    check = commands.add_parser("check", help="check a regency's pack")
    check.add_argument("pack", type=Path)
    verify = commands.add_parser("verify", help="check a signed PDF")
    verify.add_argument("file", type=Path)
    admin = commands.add_parser("createadmin", help="make an administrator")
    admin.add_argument("--name")
    admin.add_argument("--email")
    admin.add_argument("--password", help="asked for where it is not given")
    taking = commands.add_parser("import", help="rehearse a spreadsheet, and take it over into the register")
    taking.add_argument("file", type=Path)
    taking.add_argument("--profile", default="", help="the form that the sheet is, where it isn't recognised")
    taking.add_argument("--dry-run", action="store_true", help="rehearse only: write nothing")
    taking.add_argument("--report", type=Path, metavar="OUT.xlsx", help="write the sheet with a status for each row")
    taking.add_argument("--json", action="store_true", help="tell what became of it as JSON")
    taking.add_argument("--unit", type=int, choices=[1, 1000], help="rupiah (1) or thousands of rupiah (1000)")
    taking.add_argument("--year", type=int, help="the year of the figures, where the sheet doesn't say it")
    taking.add_argument(
        "--dates", choices=["day_first", "month_first"], help="the order of dates that can be read twice"
    )
    taking.add_argument("--as-of", metavar="YYYY-MM-DD", help="the day of which the sheet tells; today without it")
    taking.add_argument("--business", default="", help="register number or NIB, for a sheet about one business")
    taking.add_argument("--programme", default="", help="the programme of which the sheet lists who was helped")
    returned = commands.add_parser("bounces", help="take in mails of the newsletter that came back")
    returned.add_argument("file", help="a mailbox file or one message; - reads what is piped in")
    commands.add_parser("health", help="tell whether everything works")
    return parser


def _leave(number: int, _frame: FrameType | None) -> None:
    """Turn a signal into an ordinary exit, so that what was started is stopped."""
    raise SystemExit(STOPPED + number)


def _end_what_is_said(broken: BrokenPipeError) -> None:
    """Say nothing more where whoever read went away, as `head` does. Raises `broken` if that is about another pipe."""
    said = select.poll()
    said.register(sys.stdout.fileno(), 0)
    if not any(event & select.POLLERR for _output, event in said.poll(0)):
        raise broken
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@contextmanager
def database() -> Iterator[embedded.EmbeddedPostgres | None]:
    """Hold the embedded database, unless `DATABASE_URL` names another. Raises `DatabaseUnavailable`."""
    if settings.ENV.database_url:
        yield None
        return
    server = embedded.start(settings.POSTGRES_DIR)
    try:
        yield server
    finally:
        server.stop()


def run(command: str, options: argparse.Namespace) -> int:
    """Run a subcommand once Django is ready: only then can the modules that know the tables be read."""
    from sentra.ops import commands  # noqa: PLC0415 - the tables can be read only once Django is ready

    return commands.COMMANDS[command](options)
