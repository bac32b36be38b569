"""Reading what mail servers send when a mail can't be delivered (RFC 3464), whoever wrote it. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, message_from_string
from email.message import Message
from uuid import UUID

MOST_BYTES = 2 * 1024 * 1024
"""Longer messages are no notice of a mail server."""
MOST_PARTS = 50
MOST_RECIPIENTS = 100
PERMANENT = re.compile(r"\b5\.\d{1,3}\.\d{1,3}\b")
OUR_ID = re.compile(r"<([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@", re.IGNORECASE)
BEGINNING = re.compile(rb"^From [^\n]*\n", re.MULTILINE)
"""How a message begins in a mailbox file; a line of a message that looks so has a `>` before it."""


@dataclass(frozen=True, slots=True)
class Returned:
    """What a notice says: of which mails of ours (by the id in their Message-ID), and whether it is for good."""

    mails: frozenset[UUID]
    for_good: bool


def messages_in(data: bytes) -> Iterator[bytes]:
    """Part a mailbox file into its messages; a file that is none is one message."""
    if not BEGINNING.match(data):
        if data.strip():
            yield data
        return
    starts = [(found.start(), found.end()) for found in BEGINNING.finditer(data)]
    ends = [start for start, _end in starts[1:]] + [len(data)]
    for (_start, begin), end in zip(starts, ends, strict=True):
        if message := data[begin:end].strip(b"\r\n"):
            yield message


def read_returned(data: bytes) -> Returned | None:
    """Read a message; None for one that is no notice of a mail server, or that can't be read."""
    if len(data) > MOST_BYTES:
        return None
    try:
        message = message_from_bytes(data)
        parts = _parts(message)
        statuses = [part for part in parts if part.get_content_type() == "message/delivery-status"]
        if not statuses:
            return None
        mails = {found for part in parts for found in _ids(part)} | set(_named(message))
        return Returned(frozenset(mails), any(_for_good(block) for part in statuses for block in _recipients(part)))
    except (RecursionError, ValueError, LookupError, TypeError, AttributeError):
        return None


def _parts(message: Message) -> list[Message]:
    found = []
    for part in message.walk():
        found.append(part)
        if len(found) >= MOST_PARTS:
            break
    return found


def _recipients(status: Message) -> list[Message]:
    """Give what a notice says of each recipient: the blocks after the first, which tells of the server."""
    blocks = status.get_payload()
    return [one for one in blocks if isinstance(one, Message)][1:MOST_RECIPIENTS] if isinstance(blocks, list) else []


def _for_good(block: Message) -> bool:
    action = str(block.get("Action", "")).strip().lower()
    return action == "failed" and PERMANENT.search(str(block.get("Status", ""))) is not None


def _ids(part: Message) -> Iterator[UUID]:
    """Find the Message-ID of ours in what a notice gives back of the mail: the whole of it, or its headers."""
    kind, content = part.get_content_type(), part.get_payload()
    if kind == "message/rfc822" and isinstance(content, list):
        for one in content:
            if isinstance(one, Message):
                yield from _uuids(str(one.get("Message-ID", "")))
    elif kind in {"text/rfc822-headers", "message/rfc822-headers"}:
        raw = part.get_payload(decode=True)
        if isinstance(raw, bytes):
            yield from _uuids(str(message_from_string(raw.decode("utf-8", "replace")).get("Message-ID", "")))
        elif isinstance(content, list):
            for one in content:
                if isinstance(one, Message):
                    yield from _uuids(str(one.get("Message-ID", "")))


def _named(message: Message) -> Iterator[UUID]:
    """Find the Message-ID of ours in the headers by which an answer names what it answers."""
    for name in ("In-Reply-To", "References", "X-Failed-Message-ID"):
        yield from _uuids(str(message.get(name, "")))


def _uuids(text: str) -> Iterator[UUID]:
    for found in OUR_ID.findall(text[:2000]):
        yield UUID(found)
