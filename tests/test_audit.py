"""Nobody changes what happened: the database refuses, and the chain tells."""

import pytest
from django.db import DatabaseError, connection, transaction

from sentra.audit.models import Entry
from sentra.audit.queries import timeline, verify_all
from sentra.audit.services import record
from sentra.people.tests.people import owner

pytestmark = pytest.mark.django_db


def test_an_act_is_chained_to_the_one_before() -> None:
    first = record(actor=owner(), act="a.first", record=owner(), after={"name": "Siti"})
    second = record(actor=None, act="a.second", record=owner(), reason="Karena perlu.")
    assert second.prev_hash == first.hash
    assert [item.actor_name for item in timeline(owner())] == ["Sistem", "Siti"]
    assert verify_all().ok


@pytest.mark.parametrize(
    "statement", ["UPDATE audit_entry SET reason = 'x'", "DELETE FROM audit_entry", "TRUNCATE audit_entry"]
)
def test_the_database_refuses_a_change(statement: str) -> None:
    record(actor=None, act="a.first", record=owner())
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET LOCAL sentra.test_database = 'off'")
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            cursor.execute(statement)
    assert Entry.objects.count() == 1


def test_a_change_behind_the_back_of_the_triggers_is_found() -> None:
    record(actor=None, act="a.first", record=owner(), reason="Benar.")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = 'replica'")
        cursor.execute("UPDATE audit_entry SET reason = 'Palsu.'")
        cursor.execute("SET LOCAL session_replication_role = 'origin'")
    assert not verify_all().ok
