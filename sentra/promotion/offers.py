"""What is offered where a search found no product: makers, kinds of products, themes, certificates, and all by kind."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import get_language

from sentra.kernel.text import fold
from sentra.promotion.addresses import address
from sentra.promotion.browsing import theme_words, themes_now
from sentra.promotion.cards import MakerCard
from sentra.promotion.certificates import certificate_kinds
from sentra.promotion.figures import listed_figures
from sentra.promotion.filters import CatalogueFilter
from sentra.promotion.found import makers_meant
from sentra.promotion.search import Phrase, same_as
from sentra.promotion.walking import counted, gate_of_products, shown
from sentra.reference.loading import current_pack

MAKERS = 4
SHORTEST = 3
"""A shorter word begins nearly anything."""


@dataclass(frozen=True, slots=True)
class Way:
    """A way on: its words and its address; `many` products wait there, where that is known."""

    words: str
    url: str
    many: int | None = None


@dataclass(frozen=True, slots=True)
class Offered:
    """What comes near to what was looked for, and all kinds of which there is anything."""

    makers: Sequence[MakerCard]
    ways: Sequence[Way]
    kinds: Sequence[Way]


def offered(chosen: CatalogueFilter) -> Offered:
    """Gather what to offer to who looked for something that isn't there; each way leads to something."""
    meant = same_as(chosen.words)
    by_kind = listed_figures().by_commodity
    goods = [one for one in current_pack().commodities if by_kind.get(one.code)]
    kinds = {one.code: Way(str(one.name), address("commodity", one.code), by_kind[one.code]) for one in goods}
    fit = dict.fromkeys(
        code for code in (*_called(meant), *_suited(meant)) if code in kinds and code != chosen.commodity
    )
    narrowed = chosen.words and (chosen.commodity or chosen.district or chosen.certificate or chosen.by_price)
    ways = [
        *(_by_words(chosen) if narrowed else ()),
        *_certified(chosen),
        *_themes(meant),
        *(kinds[code] for code in fit),
    ]
    return Offered(
        makers=makers_meant(chosen.words, MAKERS) if chosen.words else (),
        ways=ways,
        kinds=sorted((way for code, way in kinds.items() if code not in fit), key=lambda way: way.words),
    )


def _by_words(chosen: CatalogueFilter) -> Iterable[Way]:
    """Give the way to the words alone, where what narrows the list hides what they find."""
    alone = CatalogueFilter(words=chosen.words)
    if any_listed(alone):
        yield Way(f"“{chosen.words}”", f"{address('products')}?{alone.query_string()}")


def _called(meant: Sequence[tuple[Phrase, ...]]) -> Iterable[str]:
    """Give the kinds of products of which a name says any of what was said."""
    for kind in current_pack().commodities:
        names = fold(" ".join((kind.name.id, kind.name.en, *kind.words)))
        if any(_says(names, phrases) for phrases in meant):
            yield kind.code


def _suited(meant: Sequence[tuple[Phrase, ...]]) -> Iterable[str]:
    """Give the kinds of products that the pack offers for any of what was said."""
    for one in current_pack().promotion.suits:
        words = {tuple(fold(word).split()) for word in one.words}
        if any(words.intersection(phrases) for phrases in meant):
            yield from one.commodities


def _certified(chosen: CatalogueFilter) -> Iterable[Way]:
    """Give the ways to what has a certificate of which a word was said, with the other words where that finds any."""
    said = fold(chosen.words).split()
    for code, kind in certificate_kinds().items():
        names = {*fold(kind.short).split(), *fold(kind.title.id).split(), fold(kind.short)} - COMMON
        rest = " ".join(word for word in said if word not in names)
        if rest == " ".join(said) and fold(kind.short) not in " ".join(said):
            continue
        for words in dict.fromkeys((rest, "")):
            found = CatalogueFilter(words=words, certificate=code)
            if any_listed(found):
                shown = f"{words} · {kind.title}" if words else str(kind.title)
                yield Way(shown, f"{address('products')}?{found.query_string()}")
                break


def any_listed(chosen: CatalogueFilter) -> bool:
    """Tell whether anything is listed of what is looked for."""
    return bool(counted(gate_of_products(), chosen.narrow(shown()))[0])


COMMON = frozenset({"sertifikat", "izin", "nomor"})
"""Words of many titles, which tell none of them apart."""


def _themes(meant: Sequence[tuple[Phrase, ...]]) -> Iterable[Way]:
    """Give the ways to the themes of today whose title says any of what was said."""
    for theme in themes_now():
        title = f"{theme.title} {theme.title_en}"
        if any(_says(fold(title), phrases) for phrases in meant):
            yield Way(theme_words(theme, get_language() or "")[0], address("theme", theme.slug))


def _says(names: str, phrases: Iterable[Phrase]) -> bool:
    """Tell whether any of some phrases stands in folded names, its last word also by its beginning."""
    return any(f" {phrase}" in f" {names}" for phrase in map(" ".join, phrases) if len(phrase) >= SHORTEST)
