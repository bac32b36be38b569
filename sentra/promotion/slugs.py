"""Addresses that people can read and say: `batik-sekar-jati`, with a number where the name is taken. Pure."""

from collections.abc import Callable

from sentra.kernel.text import fold

LONGEST = 60
RESERVED = frozenset(
    {"baru", "cari", "komoditas", "kecamatan", "sentra", "tema", "peta", "produk", "feed", "pratinjau", "sitemap"}
    | {
        "perajin",
        "unggulan",
        "pameran",
        "sertifikat",
        "sematan",
        "buletin",
        "edisi",
        "gambar",
        "lapor",
        "hubungi",
        "dilihat",
    }
)
"""Words that are addresses of the catalogue itself."""


def slug_of(name: str, taken: Callable[[str], bool], other: str = "perajin") -> str:
    """Give the slug of a name; a name without a letter is `other`, one that is `taken` or reserved gets a number."""
    words = fold(name).replace(" ", "-")[:LONGEST].strip("-") or other
    found, number = words, 1
    while found in RESERVED or taken(found):
        number += 1
        found = f"{words}-{number}"
    return found
