"""What each subcommand of `sentra` does, once Django is ready."""

import argparse
import getpass
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from django.conf import settings
from procrastinate.contrib.django import app

from sentra.documents.checking import check_pdf
from sentra.insights.pack_check import figure_faults
from sentra.kernel.errors import InvalidInput
from sentra.ops.health import findings
from sentra.ops.importing import import_file
from sentra.ops.lifeline import end_with_starter
from sentra.ops.prepare import database_update, demo_fill, everything
from sentra.people.services import administrator_create
from sentra.promotion.dsn import messages_in
from sentra.promotion.services.bounces import bounces_take
from sentra.reference.checking import check_pack

JOBS_AT_ONCE = 4
HEARTBEAT_SECONDS = 5.0
STALLED_SECONDS = 20.0
GRACE_SECONDS = 8


def prepare_all(_options: argparse.Namespace) -> int:
    """Bring everything up to date that `sentra serve` needs, and build demo data where they belong."""
    everything()
    return 0


def migrate(_options: argparse.Namespace) -> int:
    """Bring tables, pack and published services up to date."""
    published = database_update()
    print(f"The database is up to date; {published} services were published anew.")
    return 0


def demo(_options: argparse.Namespace) -> int:
    """Fill an empty database with demo data; refuses in production and beside work of people."""
    if not settings.SENTRA_DEMO:
        print("SENTRA_MODE is production: demo data are never built there.", file=sys.stderr)
        return 1
    database_update()
    if demo_fill():
        return 0
    print("The database already holds data. Demo data are built only into an empty one.", file=sys.stderr)
    return 1


def worker(_options: argparse.Namespace) -> int:
    """Deliver mail, make documents and do what the calendar asks, until stopped."""
    end_with_starter()
    with app.replace_connector(app.connector.get_worker_connector()):  # type: ignore[attr-defined]
        app.run_worker(
            concurrency=JOBS_AT_ONCE,
            delete_jobs="successful",
            shutdown_graceful_timeout=GRACE_SECONDS,
            update_heartbeat_interval=HEARTBEAT_SECONDS,
            stalled_worker_timeout=STALLED_SECONDS,
        )
    return 0


def check(options: argparse.Namespace) -> int:
    """Print every fault of a pack; the status is 1 where there is one."""
    faults = sorted({*check_pack(options.pack), *(figure_faults(options.pack) if options.pack.is_dir() else ())})
    for fault in faults:
        print(fault)
    print(f"{options.pack}: {len(faults)} faults" if faults else f"{options.pack}: no fault")
    return 1 if faults else 0


def verify(options: argparse.Namespace) -> int:
    """Tell whether a PDF is a document of ours, untouched."""
    path: Path = options.file
    if not path.is_file():
        print(f"{path} is not a file.", file=sys.stderr)
        return 2
    found = check_pdf(path.read_bytes())
    print(f"signed:   {'yes, by ' + found.signer if found.signed else 'no'}")
    print(f"intact:   {'yes' if found.intact else 'no'}")
    print(f"trusted:  {'yes' if found.trusted else 'no'}{' (demo authority, no legal force)' if found.demo else ''}")
    print(f"document: {found.document.number if found.document else 'unknown'}")
    if found.problem:
        print(found.problem)
    return 0 if found.genuine else 1


def createadmin(options: argparse.Namespace) -> int:
    """Make an administrator."""
    name = options.name or input("Name: ")
    email = options.email or input("E-mail: ")
    password = options.password or ask_password()
    try:
        user = administrator_create(name=name, email=email, password=password)
    except InvalidInput as error:
        for problem in error.problems:
            print(f"{problem.field}: {problem.message}", file=sys.stderr)
        return 1
    print(f"{user.name} is an administrator now.")
    return 0


def ask_password() -> str:
    """Ask for a password twice. Raises `SystemExit` where the two differ."""
    first = getpass.getpass("Password: ")
    if first != getpass.getpass("Again: "):
        raise SystemExit("The two passwords differ. Nothing was changed.")
    return first


def bounces(options: argparse.Namespace) -> int:
    """Take in mails of the newsletter that came back: a mailbox file, one message, or what is piped in (`-`)."""
    try:
        data = sys.stdin.buffer.read() if options.file == "-" else Path(options.file).read_bytes()
    except OSError as error:
        print(f"{options.file} can't be read: {error.strerror}", file=sys.stderr)
        return 2
    taken = bounces_take(messages_in(data))
    print(f"counted:         {taken.counted}")
    print(f"counted before:  {taken.before}")
    print(f"passing trouble: {taken.passing}")
    print(f"not ours:        {taken.unknown}")
    print(f"no notice:       {taken.no_notice}")
    return 0


def health(_options: argparse.Namespace) -> int:
    """Print what works and what doesn't; the status is 1 where something doesn't."""
    found = findings()
    for one in found:
        print(f"{'ok    ' if one.works else 'FAULT '} {one.name:11} {one.detail}")
    return 0 if all(one.works for one in found) else 1


COMMANDS: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "prepare": prepare_all,
    "migrate": migrate,
    "demo": demo,
    "worker": worker,
    "check": check,
    "verify": verify,
    "createadmin": createadmin,
    "health": health,
    "bounces": bounces,
    "import": import_file,
}
