"""The `sentra` command: each subcommand is one function, in the order in which an operator meets them."""

import argparse
import getpass
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import django
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command

from sentra.ops import embedded

ROOT = Path(__file__).resolve().parents[2]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a subcommand; gives the exit status."""
    parser = argparse.ArgumentParser(prog="sentra", description="One window for a regency's small industries")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("migrate", help="bring database and pack up to date")
    commands.add_parser("worker", help="run the background worker")
    check = commands.add_parser("check", help="check a regency's pack")
    check.add_argument("pack", type=Path)
    verify = commands.add_parser("verify", help="check a signed PDF")
    verify.add_argument("file", type=Path)
    admin = commands.add_parser("createadmin", help="make an administrator")
    admin.add_argument("--name")
    admin.add_argument("--email")
    admin.add_argument("--password", help="asked for where it is not given")
    commands.add_parser("health", help="tell whether everything works")
    options = parser.parse_args(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sentra.config.settings")
    try:
        if options.command == "check":
            return _without_database(options)
        return _with_database(options)
    except (embedded.DatabaseUnavailable, ImproperlyConfigured) as error:
        print(error, file=sys.stderr)
        return 1


def _without_database(options: argparse.Namespace) -> int:
    django.setup()
    return run("check", options)


def _with_database(options: argparse.Namespace) -> int:
    server = None
    if not os.environ.get("DATABASE_URL"):
        folder = Path(os.environ.get("SENTRA_DATA_DIR", ROOT / "data")) / "postgres"
        server = embedded.start(folder)
        os.environ["DATABASE_URL"] = server.url
    try:
        django.setup()
        return run(options.command, options)
    finally:
        if server:
            server.stop()


def run(command: str, options: argparse.Namespace) -> int:
    """Run a subcommand once Django is ready: only then can the modules that know the tables be read."""
    from sentra.ops import commands  # noqa: PLC0415 - the settings are read after the database has started

    return commands.COMMANDS[command](options)


def migrate_database() -> None:
    """Bring the tables up to date."""
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)


def ask_password() -> str:
    """Ask for a password twice. Raises `SystemExit` where the two differ."""
    first = getpass.getpass("Password: ")
    if first != getpass.getpass("Again: "):
        raise SystemExit("The two passwords differ. Nothing was changed.")
    return first
