"""What each subcommand of `sentra` does, once Django is ready."""

import argparse
import shutil
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from procrastinate.contrib.django import app

from sentra.audit.queries import verify_all
from sentra.documents.checking import check_pdf
from sentra.kernel.errors import InvalidInput
from sentra.licensing.services.publish import services_publish
from sentra.ops.cli import ask_password, migrate_database
from sentra.people.services import administrator_create
from sentra.reference.checking import check_pack
from sentra.reference.loading import current_pack
from sentra.reference.services import pack_load

LEAST_FREE = 500 * 1024 * 1024


def migrate(_options: argparse.Namespace) -> int:
    """Bring tables, pack and published services up to date."""
    migrate_database()
    pack_load(pack=current_pack())
    published = services_publish(pack=current_pack())
    print(f"The database is up to date; {len(published)} services were published anew.")
    return 0


def worker(_options: argparse.Namespace) -> int:
    """Deliver mail and make documents until stopped."""
    with app.replace_connector(app.connector.get_worker_connector()):  # type: ignore[attr-defined]
        app.run_worker(concurrency=2)
    return 0


def check(options: argparse.Namespace) -> int:
    """Print every fault of a pack; the status is 1 where there is one."""
    faults = check_pack(options.pack)
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


def health(_options: argparse.Namespace) -> int:
    """Print what works and what doesn't; the status is 1 where something doesn't."""
    executor = MigrationExecutor(connection)
    behind = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    free = shutil.disk_usage(settings.SENTRA_DATA_DIR).free
    chain = None if behind else verify_all()
    checks = {
        "database": (connection.is_usable(), "answers"),
        "migrations": (behind == 0, f"{behind} to be applied"),
        "pack": (not check_pack(settings.SENTRA_PACK), str(settings.SENTRA_PACK)),
        "disk": (free > LEAST_FREE, f"{free // 1024 // 1024} MB free"),
        "audit": (chain is not None and chain.ok, f"{chain.entries if chain else 0} entries"),
    }
    for name, (works, detail) in checks.items():
        print(f"{'ok    ' if works else 'FAULT '} {name:11} {detail}")
    return 0 if all(works for works, _detail in checks.values()) else 1


COMMANDS: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "migrate": migrate,
    "worker": worker,
    "check": check,
    "verify": verify,
    "createadmin": createadmin,
    "health": health,
}
