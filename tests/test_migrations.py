"""The tables are what the models say; from nothing and back again: `test_carried_over.py`."""

import io

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

OURS = sorted(config.label for config in apps.get_app_configs() if config.name.startswith("sentra."))
ONE_WAY: dict[str, str] = {}
"""Migrations that can't be taken back, each with the reason."""


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    output = io.StringIO()
    call_command("makemigrations", check=True, dry_run=True, stdout=output)
    assert "No changes" in output.getvalue()


@pytest.mark.django_db
def test_each_app_has_one_newest_migration() -> None:
    loader = MigrationLoader(connection)
    assert loader.detect_conflicts() == {}
    assert {app for app, _name in loader.graph.leaf_nodes()} >= {app for app in OURS if apps.get_app_config(app).models}


def test_every_migration_can_be_taken_back() -> None:
    loader = MigrationLoader(None)
    one_way = {
        f"{app}.{name}"
        for (app, name), migration in loader.disk_migrations.items()
        if app in OURS and not all(operation.reversible for operation in migration.operations)
    }
    assert one_way == set(ONE_WAY)
