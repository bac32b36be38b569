"""A press kit as a ZIP, written while it is sent: fact sheets, texts, photographs with captions, pictures."""

import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from sentra.documents.rendering import drawable, long_date, qr_svg, render_for_buyers
from sentra.files.models import File
from sentra.kernel import clock
from sentra.kernel.errors import NotFound
from sentra.kernel.text import fold, tidy
from sentra.promotion.cards import place_of
from sentra.promotion.choosing import Choice, showings_chosen
from sentra.promotion.drawing.social import Shape
from sentra.promotion.materials import picture_of
from sentra.promotion.models import Showing
from sentra.promotion.printing.photos import Shots, first_photos
from sentra.promotion.printing.saying import (
    LONGEST_NAME,
    contact_lines,
    maker_address,
    maker_name,
    makers_of,
    marks_of,
    price_printed,
    short,
)
from sentra.reference.loading import current_pack
from sentra.registry.models import ProductPhoto

MOST_PRODUCTS, MOST_MAKERS = 200, 60
MOST_BYTES = 150 * 1024 * 1024
PRINT_WIDE, PRINT_HIGH = 170.0, 127.5
"""Photographs are enough for half a page of a magazine (millimetres at 300 dots an inch)."""
LANGUAGES = ("id", "en")
YEAR = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Kit:
    """What a press kit is about: a title and the products that are public today."""

    title: str
    showings: Sequence[Showing]

    @property
    def name(self) -> str:
        """The name of its file."""
        return f"siaran-{safe_part(self.title)}.zip"


def kit_of(choice: Choice, title: str) -> Kit:
    """Gather a press kit. Raises `NotFound` where nobody of the choice is public."""
    showings = list(showings_chosen(choice).order_by("maker", "pk")[:MOST_PRODUCTS])
    makers = {one.pk for one in makers_of(showings)[:MOST_MAKERS]}
    kept = [one for one in showings if one.maker_id in makers]
    if not kept:
        raise NotFound(_("Nobody of this choice is public today."))
    return Kit(title, kept)


def safe_part(text: str) -> str:
    """Give a part of a file's name from whatever somebody typed: letters, digits and hyphens."""
    return fold(text).replace(" ", "-")[:50].strip("-") or "tanpa-nama"


class _Pipe:
    """What a ZIP is written to: takes bytes, and gives them to whoever sends them on."""

    def __init__(self) -> None:
        self.waiting: list[bytes] = []
        self.written = 0

    def write(self, data: bytes) -> int:
        """Take some bytes."""
        self.waiting.append(bytes(data))
        self.written += len(data)
        return len(data)

    def flush(self) -> None:
        """Nothing lies anywhere else."""

    def take(self) -> bytes:
        """Give what has come since."""
        taken, self.waiting = b"".join(self.waiting), []
        return taken


def kit_pieces(kit: Kit) -> Iterator[bytes]:
    """Write a press kit piece by piece; beyond its most bytes no further picture is added, and the list says so."""
    pipe = _Pipe()
    left_out = 0
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_STORED) as archive:  # type: ignore[call-overload]
        for name, make in _entries(kit):
            if pipe.written > MOST_BYTES:
                left_out += 1
                continue
            data = make()
            if data:
                archive.writestr(zipfile.ZipInfo(name, YEAR), data)
                yield pipe.take()
        if left_out:
            words = _("%(many)s files were left out: the kit would be too large.") % {"many": left_out}
            archive.writestr(zipfile.ZipInfo("BACA-INI.txt", YEAR), words)
    yield pipe.take()


def _entries(kit: Kit) -> Iterator[tuple[str, Any]]:
    """Give the files of a kit by name, each made when its turn comes."""
    for language in LANGUAGES:
        sheet = "lembar-fakta" if language == "id" else "fact-sheet"
        yield f"{sheet}.pdf", lambda language=language: fact_sheet(kit, language)
        texts = "teks" if language == "id" else "texts"
        yield f"{texts}.txt", lambda language=language: texts_of(kit, language).encode()
    yield "foto/keterangan.txt", lambda: captions_of(kit).encode()
    shots = Shots(list(first_photos(kit.showings).values()))
    for name, photo in _photos(kit):
        yield f"foto/{name}", lambda photo=photo: _photo(shots, photo.file)
    seen: set[int] = set()
    for one in kit.showings:
        if one.maker_id not in seen:
            seen.add(one.maker_id)
            for shape in (Shape.SQUARE, Shape.PORTRAIT):
                name = f"media-sosial/{one.maker.slug}-{shape}.jpg"
                yield name, lambda one=one, shape=shape: picture_of(one.maker, None, shape)
        name = f"media-sosial/{one.maker.slug}-{one.slug}-{Shape.SQUARE}.jpg"
        yield name, lambda one=one: picture_of(one.maker, one, Shape.SQUARE)


def _photo(shots: Shots, file: File) -> bytes:
    name = shots.of(file, PRINT_WIDE, PRINT_HIGH)
    return shots.beside.pop(name, b"")


def _photos(kit: Kit) -> list[tuple[str, ProductPhoto]]:
    """Give the photographs by the names of their files."""
    by_product = {one.product_id: one for one in kit.showings}
    photos = ProductPhoto.objects.filter(product__in=by_product).select_related("file", "product").order_by("pk")
    found = []
    for place, photo in enumerate(photos, start=1):
        one = by_product[photo.product_id]
        found.append((f"{place:03d}-{one.maker.slug[:40]}-{one.slug[:40]}.jpg", photo))
    return found


def captions_of(kit: Kit) -> str:
    """Give a line for each photograph: its file, what it shows, whom to credit."""
    by_product = {one.product_id: one for one in kit.showings}
    lines = []
    for name, photo in _photos(kit):
        one = by_product[photo.product_id]
        maker = maker_name(one.maker)
        caption = short(photo.caption, 200) or short(one.product.name, LONGEST_NAME)
        lines.append(f"{name}: {caption} ({maker}, {place_of(one.maker.business)}). Foto/photo: {maker}")
    return "\n".join(lines) + "\n"


def texts_of(kit: Kit, language: str) -> str:
    """Give what may be quoted of each maker, in a language: the maker's words, products, prices, how to reach it."""
    with override(language):
        parts = [short(kit.title, 120), _("As of %(day)s") % {"day": long_date(clock.today().isoformat(), language)}]
        for maker in makers_of(kit.showings):
            own = [one for one in kit.showings if one.maker_id == maker.pk]
            story = (maker.story_en or maker.story) if language == "en" else maker.story
            products = [
                f"- {short(one.product.name, LONGEST_NAME)}{f' ({price})' if (price := price_printed(one)) else ''}"
                for one in own
            ]
            head = [maker_name(maker).upper(), place_of(maker.business)]
            words = [drawable(tidy(maker.tagline)), *(drawable(line) for line in tidy(story[:6000]).split("\n"))]
            reach = [*contact_lines(maker), maker_address(maker)]
            parts.append("\n".join(one for one in (*head, *words, *products, *reach) if one))
        parts.append(_("Standing may change: check it at the address of each maker."))
    return "\n\n".join(parts) + "\n"


def fact_sheet(kit: Kit, language: str) -> bytes:
    """Print the fact sheet of a kit in a language."""
    with override(language):
        makers = makers_of(kit.showings)
        marks = marks_of([one.business_id for one in makers])
        by_maker: dict[int, list[Showing]] = {}
        for one in kit.showings:
            by_maker.setdefault(one.maker_id, []).append(one)
        drawings = {f"qr-{one.pk}.svg": qr_svg(maker_address(one)).encode() for one in makers}
        pack = current_pack()
        office = next((one for one in pack.offices if one.code == "disperindag"), pack.offices[0])
        day = long_date(clock.today().isoformat(), language)
        content = {
            "lang": language,
            "title": short(kit.title, 120),
            "regency": str(pack.regency.name),
            "office": {"name": str(office.name)},
            "intro": "",
            "foot": f"{office.name} · {office.phone} · {office.email} · {day}",
            "words": {"sheet": _("Fact sheet")},
            "figures": _figures(kit.showings),
            "makers": [
                {
                    "name": maker_name(one),
                    "place": place_of(one.business),
                    "tagline": short(one.tagline, 120),
                    "products": ", ".join(short(s.product.name, LONGEST_NAME) for s in by_maker[one.pk][:12]),
                    "contact": contact_lines(one),
                    "marks": marks.of_maker(one),
                    "qr": f"qr-{one.pk}.svg",
                }
                for one in makers
            ],
        }
    return render_for_buyers("fact_sheet", content, beside=drawings)


def _figures(showings: Sequence[Showing]) -> list[dict[str, str]]:
    makers, many = len({one.maker_id for one in showings}), len(showings)
    districts = len({one.maker.business.district for one in showings})
    return [
        {"many": str(makers), "what": ngettext("maker", "makers", makers)},
        {"many": str(many), "what": ngettext("product", "products", many)},
        {"many": str(districts), "what": ngettext("district", "districts", districts)},
    ]
