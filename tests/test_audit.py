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


def behind_the_triggers(statement: str) -> None:
    """Change the audit as somebody could who rules the database."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = 'replica'")
        cursor.execute(statement)
        cursor.execute("SET LOCAL session_replication_role = 'origin'")


@pytest.mark.parametrize("seq", [1, 2])
def test_an_entry_that_was_taken_out_is_found(seq: int) -> None:
    for act in ("a.first", "a.second", "a.third"):
        record(actor=owner(), act=act, record=owner())
    behind_the_triggers(f"DELETE FROM audit_entry WHERE seq = {seq}")
    found = verify_all()
    assert not found.ok
    assert found.entries == 2


@pytest.mark.parametrize(
    "change",
    [
        "reason = 'Palsu.'",
        "actor_name = 'Joko'",
        "actor_id = NULL",
        "at = at + interval '1 second'",
        "act = 'a.other'",
        "before = '{}'",
        'after = \'{"name": "Joko"}\'',
        "seq = 9",
        "record_id = '0'",
        "hash = repeat('0', 64)",
        "prev_hash = repeat('1', 64)",
    ],
)
def test_whatever_is_changed_of_an_entry_is_found(change: str) -> None:
    record(
        actor=owner(), act="a.first", record=owner(), before={"name": "Sit"}, after={"name": "Siti"}, reason="Benar."
    )
    record(actor=owner(), act="a.second", record=owner())
    assert verify_all().ok
    behind_the_triggers(f"UPDATE audit_entry SET {change} WHERE seq = 1")
    assert not verify_all().ok


@pytest.mark.django_db(transaction=True)
def test_an_act_is_recorded_only_in_its_own_transaction() -> None:
    with pytest.raises(RuntimeError):
        record(actor=None, act="a.first", record=owner())
