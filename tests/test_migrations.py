"""The tables are what the models say, from nothing and back again."""

import io

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
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


@pytest.mark.django_db(transaction=True)
def test_all_is_taken_back_to_nothing_and_made_again() -> None:
    executor = MigrationExecutor(connection)
    newest = executor.loader.graph.leaf_nodes()
    ours = tuple(f"{label}_" for label in OURS)
    try:
        executor.migrate([(app, None) for app in OURS if app in executor.loader.migrated_apps])
        tables = set(connection.introspection.table_names()) - {"web_cache"}
        assert [name for name in tables if name.startswith(ours)] == []
    finally:
        again = MigrationExecutor(connection)
        again.migrate(newest)
    assert MigrationExecutor(connection).migration_plan(newest) == []
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_trigger WHERE tgname LIKE 'audit_entry_no_%'")
        assert cursor.fetchone() == (2,)
