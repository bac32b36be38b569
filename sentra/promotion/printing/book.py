"""An edition as the template prints it: cover, foreword, map, chapters with products, what the indexes need."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from sentra.documents.rendering import drawable, long_date, qr_svg, render_for_buyers
from sentra.files.models import File
from sentra.kernel.text import tidy
from sentra.promotion.cards import place_of
from sentra.promotion.models import Chapters, Edition, Paper, Showing
from sentra.promotion.printing.photos import Shots, best_first, first_photos
from sentra.promotion.printing.saying import (
    LONGEST_NAME,
    LONGEST_WORDS,
    Marks,
    commodity_of,
    contact_lines,
    maker_address,
    maker_name,
    makers_of,
    marks_of,
    price_printed,
    short,
)
from sentra.reference.loading import current_pack

COVERS = 4


@dataclass(frozen=True, slots=True)
class Boxes:
    """The boxes of photographs on a size of paper, in millimetres: of a product, of a chapter, on the cover."""

    product: tuple[float, float]
    chapter: tuple[float, float]
    cover: tuple[float, float]


BOXES = {
    Paper.A4: Boxes((53.0, 39.8), (210.0, 70.0), (52.5, 52.5)),
    Paper.A5: Boxes((55.0, 41.3), (148.0, 58.0), (37.0, 37.0)),
}


def book(edition: Edition, showings: Sequence[Showing], today: date, photos: Mapping[int, File]) -> bytes:
    """Print an edition of some products with their photographs, in the order of its chapters, as PDF."""
    content, beside = laid_out(edition, showings, today, photos)
    return render_for_buyers("edition", content, beside=beside)


def laid_out(
    edition: Edition, showings: Sequence[Showing], today: date, given: Mapping[int, File] | None = None
) -> tuple[dict[str, Any], dict[str, bytes]]:
    """Give the content of an edition in its language, and the pictures that stand beside it.

    `given` are the photographs by the ids of the showings; without them they are looked up.
    """
    with override(edition.language):
        photos = first_photos(showings) if given is None else given
        shots = Shots(photos.values())
        boxes = BOXES[Paper(edition.paper)]
        makers = makers_of(showings)
        marks = marks_of([one.business_id for one in makers])
        codes = {one.pk: f"qr-{one.pk}.svg" for one in makers}
        chapters = [
            _chapter(
                title, words, sorted(group, key=lambda one: one.pk not in photos), photos, shots, boxes, marks, codes
            )
            for title, words, group in _grouped(edition, showings)
        ]
        cover = [shots.of(file, *boxes.cover) for file in best_first(showings, photos)[:COVERS]]
        content = {
            **_frame(edition, today),
            "cover": [name for name in cover if name],
            "figures": _figures(showings),
            "tiles": _tiles(showings),
            "chapters": chapters,
        }
        drawings = {codes[one.pk]: qr_svg(maker_address(one)).encode() for one in makers}
        catalogue = qr_svg(f"{settings.SENTRA_BASE_URL}/katalog/").encode()
    return content, {**shots.beside, **drawings, "qr-catalogue.svg": catalogue}


def _grouped(edition: Edition, showings: Sequence[Showing]) -> list[tuple[str, str, list[Showing]]]:
    """Put products into chapters, those with a story of the pack in its order first, by maker within."""
    pack = current_pack()
    by_district = edition.chapters == Chapters.DISTRICT
    names = dict(pack.district_names) if by_district else {one.code: str(one.name) for one in pack.commodities}
    order = sorted(names, key=names.__getitem__) if by_district else list(names)
    stories = {one.district if by_district else one.commodity: str(one.words) for one in pack.promotion.stories}
    groups: dict[str, list[Showing]] = {}
    for one in showings:
        groups.setdefault(one.maker.business.district if by_district else commodity_of(one), []).append(one)
    for group in groups.values():
        group.sort(
            key=lambda one: (maker_name(one.maker).casefold(), one.maker_id, one.product.name.casefold(), one.pk)
        )
    known = [code for code in order if code in groups]
    found = [(names[code], stories.get(code, ""), groups[code]) for code in known]
    rest = [one for code, group in groups.items() if code not in names for one in group]
    return [*found, (_("Other products"), "", rest)] if rest else found


def _chapter(
    title: str,
    words: str,
    group: Sequence[Showing],
    photos: Mapping[int, File],
    shots: Shots,
    boxes: Boxes,
    marks: Marks,
    codes: dict[int, str],
) -> dict[str, Any]:
    opening = next((photos[one.pk] for one in group if one.pk in photos), None)
    return {
        "title": title,
        "words": short(words, LONGEST_WORDS),
        "many": _many(group),
        "photo": shots.of(opening, *boxes.chapter),
        "products": [
            {
                "name": short(one.product.name, LONGEST_NAME),
                "maker": maker_name(one.maker),
                "place": place_of(one.maker.business),
                "price": price_printed(one),
                "contact": contact_lines(one.maker),
                "marks": marks.of(one),
                "photo": shots.of(photos.get(one.pk), *boxes.product),
                "qr": codes[one.maker_id],
            }
            for one in group
        ],
    }


def _many(showings: Sequence[Showing]) -> str:
    makers, products = len({one.maker_id for one in showings}), len(showings)
    said = (
        ngettext("%(many)s maker", "%(many)s makers", makers) % {"many": makers},
        ngettext("%(many)s product", "%(many)s products", products) % {"many": products},
    )
    return " · ".join(said)


def _figures(showings: Sequence[Showing]) -> list[dict[str, str]]:
    makers = len({one.maker_id for one in showings})
    districts = len({one.maker.business.district for one in showings})
    return [
        {"many": str(makers), "what": ngettext("maker", "makers", makers)},
        {"many": str(len(showings)), "what": ngettext("product", "products", len(showings))},
        {"many": str(districts), "what": ngettext("district", "districts", districts)},
    ]


def _tiles(showings: Sequence[Showing]) -> list[dict[str, Any]]:
    """Count the makers of each district."""
    counts = Counter(one.business.district for one in makers_of(showings))
    pack = current_pack()
    return [
        {"name": one.name, "row": one.row, "col": one.col, "many": counts.get(one.code, 0)} for one in pack.districts
    ]


def _frame(edition: Edition, today: date) -> dict[str, Any]:
    """Give what stands around the chapters."""
    pack = current_pack()
    office = next((one for one in pack.offices if one.code == "disperindag"), pack.offices[0])
    day = long_date(today.isoformat(), edition.language)
    regency, publisher = str(pack.regency.name), str(office.name)
    own = "\n".join(drawable(line) for line in tidy(edition.foreword).split("\n"))
    return {
        "lang": edition.language,
        "paper": edition.paper,
        "title": short(edition.title, 120),
        "subtitle": short(edition.subtitle, 160) or _("What small industries make"),
        "edition": _("Edition %(month)s") % {"month": day.split(" ", 1)[1]},
        "regency": regency,
        "office": {"name": publisher},
        "foreword": own or _foreword(regency),
        "words": _words(),
        "imprint": [
            _("Published by %(office)s, %(regency)s. %(address)s. Telephone %(phone)s, %(email)s.")
            % {
                "office": publisher,
                "regency": regency,
                "address": office.address,
                "phone": office.phone,
                "email": office.email,
            },
            _("Printed from what the register said on %(day)s, with the consent of all makers shown.") % {"day": day},
            _("Permits, certificates and prices may have changed since. Always check by scanning the QR code."),
            _("Photographs and texts are the makers' own. To buy, turn to the maker directly."),
        ],
        "address": f"{settings.SENTRA_BASE_URL}/katalog/".removeprefix("https://").removeprefix("http://"),
    }


def _foreword(regency: str) -> str:
    return "\n".join(
        (
            _("From kitchens, workshops and studios in all its districts: this is what the people of %(regency)s make.")
            % {"regency": regency},
            _("Every product here is made by a business on the register, with a valid permit."),
            _("Scan the code beside a product to see how things stand today, to reach its maker, and to order."),
        )
    )


def _words() -> dict[str, str]:
    return {
        "foreword": _("Foreword"),
        "contents": _("Contents"),
        "where": _("Where they work"),
        "map": _("Each tile is a district; its number says how many makers of it stand in this catalogue."),
        "products": _("Index of products"),
        "makers": _("Index of makers"),
        "online": _("The whole catalogue, as of today"),
    }
