"""The chain: what an entry's hash is made of. Pure."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

GENESIS = "0" * 64


def entry_hash(prev_hash: str, content: Mapping[str, Any]) -> str:
    """Hash an entry's content together with the hash of the entry before it."""
    text = json.dumps([prev_hash, content], sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def moment(at: datetime) -> str:
    """Write a moment in the one form that goes into a hash."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")
