"""Writing the audit: one entry for each act, in the act's own transaction."""

import json
from collections.abc import Mapping
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection
from django.db.models import Model

from sentra.audit.chain import GENESIS, entry_hash, moment
from sentra.audit.models import Entry
from sentra.kernel import clock

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
    _hold(f"{record_type}:{record_id}")
    last = Entry.objects.filter(record_type=record_type, record_id=record_id).order_by("-seq").first()
    at = clock.now()
    content: dict[str, Any] = {
        "record_type": record_type,
        "record_id": record_id,
        "seq": last.seq + 1 if last else 1,
        "act": act,
        "actor": actor.pk if actor else None,
        "actor_name": str(actor) if actor else SYSTEM,
        "at": moment(at),
        "before": _plain(before),
        "after": _plain(after),
        "reason": reason,
    }
    prev_hash = last.hash if last else GENESIS
    return Entry.objects.create(
        record_type=record_type,
        record_id=record_id,
        seq=content["seq"],
        act=act,
        actor_id=actor.pk if actor else None,
        actor_name=content["actor_name"],
        at=at,
        before=content["before"],
        after=content["after"],
        reason=reason,
        prev_hash=prev_hash,
        hash=entry_hash(prev_hash, content),
    )


def _hold(key: str) -> None:
    """Let one transaction at a time write the chain of a record."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])


def _plain(values: Mapping[str, Any] | None) -> dict[str, Any]:
    plain: dict[str, Any] = json.loads(json.dumps(dict(values or {}), cls=DjangoJSONEncoder))
    return plain
