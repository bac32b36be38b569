"""Rendering a document with Typst: PDF/A-2b, from data that is never taken for markup."""

import io
import json
import re
import tempfile
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import segno
import typst
from PIL import Image

PRINTED_SIDE = 1400
UNPRINTABLE = re.compile(
    "[^\n\u0020-\u007e\u00a0-\u024f\u0384-\u038a\u038e-\u03a1\u03a3-\u0482\u048a-\u04ff\u1e00-\u1eff"
    "\u2010-\u2027\u2030-\u203f\u20a0-\u20bf\u2116\u2122\u2190-\u2193\u2212]+"
)
"""What Libertinus Serif, the font that Typst brings, has no glyph for."""
TEMPLATES = Path(__file__).parent / "typst"
LETTERS = Path(__file__).parents[1] / "web" / "static" / "built" / "fonts" / "print"
"""The letters of the pages as OpenType, a file for each weight: the front end's build puts them there."""
DAYS = (
    "issued_on",
    "valid_until",
    "visited_on",
    "begins_on",
    "ends_on",
    "object_until",
    "decided_on",
    "agreed_on",
    "passed_on",
    "handed_on",
)
"""The days of all contents that are printed in words."""
MONTHS = {
    "id": [
        "Januari",
        "Februari",
        "Maret",
        "April",
        "Mei",
        "Juni",
        "Juli",
        "Agustus",
        "September",
        "Oktober",
        "November",
        "Desember",
    ],
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
}


def long_date(day: str | None, language: str) -> str:
    """Write a day as a letter does: `24 November 2026`; "" for none."""
    if not day:
        return ""
    moment = date.fromisoformat(day)
    return f"{moment.day} {MONTHS[language][moment.month - 1]} {moment.year}"


def printable(value: Any) -> Any:
    """Bring all texts of a content to characters that the font has; the others become a question mark.

    PDF/A refuses a character without a glyph, and no name may keep a permit from being printed.
    """
    if isinstance(value, str):
        return UNPRINTABLE.sub("?", unicodedata.normalize("NFKC", value).replace("\u200b", ""))
    if isinstance(value, Mapping):
        return {key: printable(one) for key, one in value.items()}
    return [printable(one) for one in value] if isinstance(value, list) else value


def drawable(text: str) -> str:
    """Take out of a text what the letters of print have no glyph for; a text of nothing else becomes a dash."""
    kept = " ".join(UNPRINTABLE.sub("", unicodedata.normalize("NFKC", text).replace("\u200b", "")).split(" "))
    return re.sub(r" {2,}", " ", kept).strip() or ("\u2013" if text.strip() else "")


def for_print(picture: bytes) -> bytes:
    """Make a photograph small enough for paper: a report with twenty of them still goes by mail."""
    image = Image.open(io.BytesIO(picture))
    image.thumbnail((PRINTED_SIDE, PRINTED_SIDE))
    output = io.BytesIO()
    image.save(output, image.format or "JPEG", quality=80)
    return output.getvalue()


def qr_svg(address: str) -> str:
    """Draw a QR code."""
    output = io.BytesIO()
    segno.make(address, error="m").save(output, kind="svg", border=0, dark="#1f2a5a", light=None, xmldecl=False)
    return output.getvalue().decode()


def qr_picture(address: str) -> str:
    """Draw a QR code as the address of a picture (`data:`), large enough to be scanned from across a room."""
    found: str = segno.make(address, error="m").svg_data_uri(scale=10, border=3, dark="#1f2a5a", light="#ffffff")
    return found


def render(
    template: str,
    data: Mapping[str, Any],
    *,
    code: str,
    demo: bool,
    pictures: Mapping[str, bytes] | None = None,
) -> bytes:
    """Render a template. `code` leads to the public page, `demo` prints that the document has no legal force."""
    address = f"{data['base_url']}/cek/{code}/"
    content = {
        **printable(data),
        "code": "-".join(code[start : start + 4] for start in range(0, len(code), 4)),
        "verify_address": address,
        "demo": demo,
        "dates": {key: {language: long_date(data.get(key), language) for language in MONTHS} for key in DAYS},
        "pictures": sorted(pictures or {}),
    }
    beside = {name: for_print(picture) for name, picture in (pictures or {}).items()}
    return _compiled(template, content, {**beside, "qr.svg": qr_svg(address).encode()})


def render_plain(template: str, data: Mapping[str, Any], *, drawings: Mapping[str, str]) -> bytes:
    """Render what is no document: it has no number and no code, and nobody signs it. `drawings` are SVGs by name."""
    return _compiled(template, printable(data), {name: drawing.encode() for name, drawing in drawings.items()})


def render_for_buyers(template: str, data: Mapping[str, Any], *, beside: Mapping[str, bytes]) -> bytes:
    """Render what is printed for buyers, in the letters of the pages; `beside` are pictures and drawings by name.

    The texts of `data` went through `drawable`. Pictures are taken as they are: their size is for whoever gives them.
    """
    with _folder(data, beside) as root:
        page = str(root / f"{template}.typ")
        made = typst.compile(page, root=str(root), format="pdf", ignore_system_fonts=True, font_paths=[str(LETTERS)])
    return _one(made)


def pages_of(template: str, data: Mapping[str, Any], *, beside: Mapping[str, bytes], ppi: float = 50) -> list[bytes]:
    """Draw the pages of the same as PNG, to be looked at."""
    with _folder(data, beside) as root:
        page = str(root / f"{template}.typ")
        made: object = typst.compile(
            page, root=str(root), format="png", ppi=ppi, ignore_system_fonts=True, font_paths=[str(LETTERS)]
        )
    return [_one(one) for one in made] if isinstance(made, list) else [_one(made)]


def _compiled(template: str, content: Mapping[str, Any], beside: Mapping[str, bytes]) -> bytes:
    """Compile a template with its content and the pictures that stand beside it, to last."""
    with _folder(content, beside) as root:
        page = str(root / f"{template}.typ")
        made = typst.compile(page, root=str(root), format="pdf", pdf_standards="a-2b", ignore_system_fonts=True)
    return _one(made)


@contextmanager
def _folder(content: Mapping[str, Any], beside: Mapping[str, bytes]) -> Iterator[Path]:
    """Lay out a folder in which templates find their content as JSON, never as markup, and what stands beside it."""
    with tempfile.TemporaryDirectory(prefix="sentra-render-") as folder:
        root = Path(folder)
        for source in TEMPLATES.glob("*.typ"):
            (root / source.name).write_bytes(source.read_bytes())
        (root / "content.json").write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
        for name, picture in beside.items():
            (root / name).write_bytes(picture)
        yield root


def _one(made: object) -> bytes:
    if not isinstance(made, bytes):
        raise TypeError("Typst gave no PDF")
    return made
