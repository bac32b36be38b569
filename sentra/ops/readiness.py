"""Tells whether database and styles fit this program, without loading the program: so that a second start is quick."""

from hashlib import sha256
from pathlib import Path

import psycopg
from django.conf import settings

SENTRA = Path(__file__).resolve().parents[1]
COLLECTED_FOR = ".collected-for"
ACCOUNTS = "demo-accounts.txt"
LEAVES_OUT = {"__pycache__", "tests"}


def fingerprint() -> str:
    """Give a hash of all that a database is prepared by: the program, its built styles, and the pack.

    Compiled translations are left out, for they are made only when preparing.
    """
    found = sha256()
    for folder in (SENTRA, settings.SENTRA_PACK):
        for file in sorted(folder.rglob("*")):
            inner = file.relative_to(folder)
            if file.is_file() and file.suffix != ".mo" and not LEAVES_OUT & set(inner.parts):
                found.update(f"{inner}\0".encode() + file.read_bytes() + b"\0")
    return found.hexdigest()


def is_prepared() -> bool:
    """Tell whether everything was brought up to the present program and pack."""
    wanted = fingerprint()
    collected = settings.STATIC_ROOT / COLLECTED_FOR
    if not collected.exists() or collected.read_text() != wanted:
        return False
    try:
        with psycopg.connect(settings.DATABASE_URL, connect_timeout=5) as connection:
            row = connection.execute("SELECT fingerprint FROM ops_prepared ORDER BY id DESC LIMIT 1").fetchone()
    except psycopg.Error:
        return False
    return row is not None and row[0] == wanted
