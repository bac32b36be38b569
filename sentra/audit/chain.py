"""The chain: what an entry's hash is made of. Pure."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

GENESIS = "0" * 64
_write = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode


def entry_hash(prev_hash: str, content: Mapping[str, Any]) -> str:
    """Hash an entry's content together with the hash of the entry before it."""
    return hashlib.sha256(_write([prev_hash, content]).encode()).hexdigest()


def moment(at: datetime) -> str:
    """Write a moment in the one form that goes into a hash."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")
