"""Secrets at rest: encryption of what is read back, blind indexes for what is only looked up.

Keys are derived from `settings.SENTRA_DATA_KEY`, apart from Django's own secret, so that each can change alone.
"""

import base64
import hmac
import json
import secrets
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.db import models

# Crockford's base 32: no letter that a reader takes for another, none that makes a word by accident.
READABLE = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


@lru_cache(maxsize=16)
def _derive(data_key: str, purpose: str) -> bytes:
    return hmac.digest(data_key.encode(), purpose.encode(), "sha256")


@lru_cache(maxsize=4)
def _box(data_key: str) -> Fernet:
    """Give what encrypts with a data key, made once: a register is read and written by the hundred thousand."""
    return Fernet(base64.urlsafe_b64encode(_derive(data_key, "encrypt")))


@lru_cache(maxsize=16)
def _index(data_key: str, purpose: str) -> hmac.HMAC:
    """Give what a keyed hash begins with, made once: to set it up takes three times as long as to copy it."""
    return hmac.new(_derive(data_key, f"index:{purpose}"), digestmod="sha256")


def encrypt(plain: str) -> str:
    """Encrypt text (AES-128-CBC with HMAC-SHA256)."""
    return _box(settings.SENTRA_DATA_KEY).encrypt(plain.encode()).decode()


def decrypt(sealed: str) -> str:
    """Decrypt what `encrypt` made. Raises `ValueError` if the key is another or the text was changed."""
    try:
        return _box(settings.SENTRA_DATA_KEY).decrypt(sealed.encode()).decode()
    except InvalidToken as error:
        raise ValueError("this can't be decrypted: another data key, or changed data") from error


def blind_index(purpose: str, plain: str) -> str:
    """Give the keyed hash by which an encrypted value is found without being read."""
    index = _index(settings.SENTRA_DATA_KEY, purpose).copy()
    index.update(plain.encode())
    return index.hexdigest()


def readable_code(length: int) -> str:
    """Make an unguessable code of `length` characters (5 bits each) that people can read aloud."""
    return "".join(secrets.choice(READABLE) for _ in range(length))


def code_typed(text: str) -> str:
    """Bring a code, as somebody typed it, to the form in which it was made."""
    return text.strip().upper().replace("-", "").replace(" ", "")


def same(one: str, other: str) -> bool:
    """Compare two secrets in constant time."""
    return hmac.compare_digest(one.encode(), other.encode())


if TYPE_CHECKING:
    TextColumn = models.TextField[str, str]
    JSONColumn = models.TextField[dict[str, Any], dict[str, Any]]
else:
    TextColumn = JSONColumn = models.TextField


class EncryptedText(TextColumn):
    """A text column that is encrypted in the database; not searchable, use a blind index beside it."""

    def from_db_value(self, value: str | None, *_: object) -> str | None:
        """Decrypt on the way out."""
        return None if value is None else decrypt(value) if value else ""

    def get_prep_value(self, value: Any) -> str | None:
        """Encrypt on the way in."""
        return None if value is None else encrypt(str(value)) if value else ""


class EncryptedJSON(JSONColumn):
    """A JSON object that is encrypted in the database."""

    def from_db_value(self, value: str | None, *_: object) -> dict[str, Any]:
        """Decrypt on the way out."""
        loaded: dict[str, Any] = json.loads(decrypt(value)) if value else {}
        return loaded

    def to_python(self, value: Any) -> dict[str, Any]:
        """Take what a serializer gives."""
        loaded: dict[str, Any] = json.loads(value) if isinstance(value, str) else value
        return loaded

    def get_prep_value(self, value: Any) -> str:
        """Encrypt on the way in."""
        return encrypt(json.dumps(value, ensure_ascii=False, sort_keys=True)) if value else ""
