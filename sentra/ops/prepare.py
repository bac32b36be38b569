"""Brings a data folder up to date: tables, pack, published services, collected styles, and the demo's data."""

import importlib
import importlib.util
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

from sentra.licensing.models import Application
from sentra.licensing.services.publish import services_publish
from sentra.reference.loading import current_pack
from sentra.reference.services import pack_load
from sentra.registry.models import Business


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
    """Build the demo's data in a database that holds no work of people; tells whether it did.

    Raises `RuntimeError` in production.
    """
    if not settings.SENTRA_DEMO:
        raise RuntimeError("demo data are never built in production")
    if holds_work() or importlib.util.find_spec("sentra.ops.demo.build") is None:
        return False
    summary = importlib.import_module("sentra.ops.demo.build").demo_build()
    print(f"  The demo's data are built: {summary}", flush=True)
    return True


def holds_work() -> bool:
    """Tell whether the database holds anything that people or the demo put in."""
    return Application.objects.exists() or Business.objects.exists()
