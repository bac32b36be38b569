"""Brings everything up to date: styles, tables, pack, published services, and the demo's data."""

import json
import shutil
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.management.commands import collectstatic
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.module_loading import import_string

from sentra.insights.jobs import months_count
from sentra.kernel import clock
from sentra.licensing.services.publish import services_publish
from sentra.ops.demo.build import DEMO_ACCOUNTS, demo_build, demo_exists
from sentra.ops.models import Prepared
from sentra.ops.readiness import ACCOUNTS, COLLECTED_FOR, fingerprint
from sentra.outbox.soon import calendar_soon
from sentra.people.models import User
from sentra.reference.loading import current_pack
from sentra.reference.services import pack_load
from sentra.registry.models import Business
from sentra.registry.services.derived import refresh_missing


def everything() -> None:
    """Bring all up to date that serving needs, and remember for what state of the program that was."""
    mark = fingerprint()
    statics_collect()
    database_update()
    if settings.SENTRA_DEMO:
        demo_fill()
    calendar_soon(months_count)
    (settings.SENTRA_DATA_DIR / ACCOUNTS).write_text(accounts_table() if settings.SENTRA_DEMO else "")
    (settings.STATIC_ROOT / COLLECTED_FOR).write_text(mark)
    Prepared.objects.update_or_create(pk=1, defaults={"fingerprint": mark, "at": clock.now()})


def migrations_behind() -> int:
    """Count the migrations that were not applied yet."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def database_update() -> int:
    """Bring tables, pack and published services up to date; gives how many services were published anew."""
    if migrations_behind():
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
    pack = current_pack()
    pack_load(pack=pack)
    refresh_missing()
    return len(services_publish(pack=pack))


def _static_files() -> Iterator[tuple[str, Path]]:
    for finder in get_finders():
        for name, storage in finder.list([]):
            yield name, Path(storage.path(name))


def statics_collect() -> bool:
    """Collect styles, scripts and pictures, hashed and compressed, where one changed; tells whether it did.

    They are collected beside their place, so that a process that starts meanwhile finds the old or the new ones whole.
    """
    place: Path = settings.STATIC_ROOT
    stamp = place / ".collected"
    found = sorted((name, path.stat().st_size, path.stat().st_mtime_ns) for name, path in _static_files())
    mark = sha256(json.dumps(found).encode()).hexdigest()
    if stamp.exists() and stamp.read_text() == mark:
        return False
    half = place.with_name(f"{place.name}.new")
    shutil.rmtree(half, ignore_errors=True)
    command = collectstatic.Command()
    command.storage = import_string(settings.COLLECTED_STORAGE)(location=half, base_url=settings.STATIC_URL)
    call_command(command, interactive=False, verbosity=0)
    (half / stamp.name).write_text(mark)
    shutil.rmtree(place, ignore_errors=True)
    half.rename(place)
    return True


def demo_fill() -> bool:
    """Build the demo's data in a database that nobody worked in yet; tells whether it did.

    Raises `RuntimeError` in production.
    """
    if not settings.SENTRA_DEMO:
        raise RuntimeError("demo data are never built in production")
    if demo_exists() or Business.objects.exists():
        return False
    print("  Building the demo's data ...", flush=True)
    built = demo_build(progress=lambda words: print(f"    {words}", flush=True))
    print(
        f"  {built.businesses} businesses, {built.applications} applications, {built.permits} permits, "
        f"{built.people} people, in {built.seconds:.0f} s",
        flush=True,
    )
    return True


def accounts_table() -> str:
    """Give the demo's accounts as a table for the terminal; nothing where this database has none of them."""
    there = set(User.objects.filter(email__in=[one.sign_in for one in DEMO_ACCOUNTS]).values_list("email", flat=True))
    rows = [(one.role, one.sign_in, one.try_this) for one in DEMO_ACCOUNTS if one.sign_in in there]
    if not rows:
        return ""
    widths = [max(len(row[column]) for row in rows) for column in (0, 1)]
    lines = [f"  {role:{widths[0]}}  {sign_in:{widths[1]}}  {what}" for role, sign_in, what in rows]
    return "\n".join([f"  Accounts of the demo; the password of all is {DEMO_ACCOUNTS[0].password}", "", *lines, ""])
