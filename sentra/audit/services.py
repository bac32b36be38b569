"""Writing the audit: one entry for each act, in the act's own transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import connection
from django.db.models import Model

from sentra.audit.chain import GENESIS, entry_hash, moment
from sentra.audit.models import Entry
from sentra.kernel import clock
from sentra.kernel.bulk import copy_in, new_row
from sentra.kernel.locks import hold, hold_many
from sentra.kernel.plain import plain

SYSTEM = "Sistem"


def record(
    *,
    actor: AbstractBaseUser | None,
    act: str,
    record: Model,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    reason: str = "",
) -> Entry:
    """Remember an act on a record; `actor` None is the system itself. Secrets are masked by the caller.

    Raises `RuntimeError` outside of a transaction: an act and its entry stand or fall together.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("an act is recorded in the transaction in which it happens")
    record_type, record_id = record._meta.label, str(record.pk)
    seq, prev_hash = _end_of_chain(record_type, record_id)
    entry = _entry(actor, act, record, before, after, reason, seq=seq + 1, prev_hash=prev_hash)
    entry.save(force_insert=True)
    return entry


def first_entry(
    *, actor: AbstractBaseUser | None, act: str, record: Model, after: Mapping[str, Any] | None = None
) -> Entry:
    """Make the first entry of a record that this transaction made, unsaved: for many new records, saved in one go."""
    return _entry(actor, act, record, None, after, "", seq=1, prev_hash=GENESIS)


@dataclass(frozen=True, slots=True)
class Told:
    """One act among many that are recorded in one go."""

    act: str
    record: Model
    before: Mapping[str, Any]
    after: Mapping[str, Any]


def record_many(*, actor: AbstractBaseUser | None, told: Sequence[Told], reason: str = "") -> list[Entry]:
    """Remember acts on many records of one kind, one on each, in three statements and with the chains of `record`.

    Raises `RuntimeError` outside of a transaction, `ValueError` for records of two kinds or one record twice.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("an act is recorded in the transaction in which it happens")
    if not told:
        return []
    ids = [str(one.record.pk) for one in told]
    kinds = {one.record._meta.label for one in told}
    if len(kinds) > 1 or len(set(ids)) < len(ids):
        raise ValueError("acts in one go are on records of one kind, one on each")
    ends = _ends_of_chains(kinds.pop(), ids)
    entries = []
    for one, record_id in zip(told, ids, strict=True):
        seq, prev_hash = ends.get(record_id, (0, GENESIS))
        entries.append(
            _entry(actor, one.act, one.record, one.before, one.after, reason, seq=seq + 1, prev_hash=prev_hash)
        )
    copy_in(Entry, entries)
    return entries


def _ends_of_chains(record_type: str, ids: Sequence[str]) -> dict[str, tuple[int, str]]:
    """Give the last number and hash of many chains, and let this transaction alone write them from now on."""
    hold_many(f"audit:{record_type}:{record_id}" for record_id in ids)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT ON (record_id) record_id, seq, hash FROM audit_entry "
            "WHERE record_type = %s AND record_id = ANY(%s) ORDER BY record_id, seq DESC",
            [record_type, list(ids)],
        )
        return {record_id: (seq, end) for record_id, seq, end in cursor.fetchall()}


def _entry(
    actor: AbstractBaseUser | None,
    act: str,
    record: Model,
    before: Mapping[str, Any] | None,
    after: Mapping[str, Any] | None,
    reason: str,
    *,
    seq: int,
    prev_hash: str,
) -> Entry:
    at = clock.now()
    content: dict[str, Any] = {
        "record_type": record._meta.label,
        "record_id": str(record.pk),
        "seq": seq,
        "act": act,
        "actor_name": str(actor) if actor else SYSTEM,
        "before": plain(dict(before or {})),
        "after": plain(dict(after or {})),
        "reason": reason,
    }
    actor_id = actor.pk if actor else None
    hashed = entry_hash(prev_hash, {**content, "actor": actor_id, "at": moment(at)})
    return new_row(Entry, **content, actor_id=actor_id, at=at, prev_hash=prev_hash, hash=hashed)


def _end_of_chain(record_type: str, record_id: str) -> tuple[int, str]:
    """Give the last number and hash of a record's chain, and let this transaction alone write it from now on."""
    hold(f"audit:{record_type}:{record_id}")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT seq, hash FROM audit_entry WHERE record_type = %s AND record_id = %s ORDER BY seq DESC LIMIT 1",
            [record_type, record_id],
        )
        return cursor.fetchone() or (0, GENESIS)
