"""What stands in a report, chapter by chapter: each table is a question to the figures, as on the page.

A figure that is put into the catalogue stands in the chapter of its family by itself.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from sentra.insights.catalogue import FAMILIES, FIGURES, SPLITS
from sentra.insights.dimensions import COMMODITY, DISTRICT, VILLAGE
from sentra.insights.figure import Figure
from sentra.insights.models.report import ReportKind
from sentra.insights.question import MONTH, SPLIT, Question
from sentra.kernel import clock

BUSINESSES = "businesses"
PEOPLE = ("owner", "age")
SIZES = ("umkm", "industry", "bps")
MONEY = ("workers", "workers_women", "investment", "production_value", "export_value", "exporters", "told")
SUPERVISED = ("smooth", "quality", "seen")
MONTHS_SHOWN = 13


@dataclass(frozen=True, slots=True)
class Part:
    """A table of a chapter: one question, or several with the same rows side by side; the first ones also as charts."""

    questions: tuple[Question, ...]
    charts: int = 0


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter: its title, what has to be said first, its tables; `figures` are told one by one, with their change."""

    title: str
    lead: str = ""
    figures: tuple[Figure, ...] = ()
    parts: tuple[Part, ...] = ()
    tiles: str = ""
    """The measure that is drawn on the tile map; "" for none."""


def months_of(kind: str, period: date) -> tuple[date, date]:
    """Give the first and the last month that a report tells of."""
    return (period, period) if kind == ReportKind.MONTHLY else (period, period.replace(month=12))


def chapters(kind: str, period: date, district: str) -> list[Chapter]:
    """Give the chapters of a report."""
    _first, last = months_of(kind, period)
    asked = Question(period="", since=last, until=last, districts=(district,) if district else ())
    found = [
        Chapter(_("At a glance"), parts=tuple(_through_time(asked, last, kind)), figures=_of_family(BUSINESSES)),
        Chapter(
            _("Where they are"),
            tiles="" if district else "legal_share",
            parts=tuple(_by(asked, VILLAGE if district else DISTRICT, ("known", "registered", "legal", "legal_share"))),
        ),
        Chapter(_("What they make"), parts=tuple(_goods(asked, district))),
        Chapter(_("Who they are"), parts=tuple(_by_splits(asked, PEOPLE, district))),
        Chapter(_("How large they are"), parts=tuple(_by_splits(asked, SIZES, district))),
        Chapter(_("Work and money"), figures=_named(MONEY), parts=tuple(_by(asked, COMMODITY, MONEY[:1]))),
        Chapter(
            _("How production goes"), figures=_named(SUPERVISED), parts=tuple(_by(asked, COMMODITY, SUPERVISED[:2]))
        ),
    ]
    return [*found, *_other_families()]


def _other_families() -> Iterator[Chapter]:
    for family, title in FAMILIES.items():
        if family != BUSINESSES and (figures := _of_family(family)):
            yield Chapter(str(title), figures=figures)


def _of_family(family: str) -> tuple[Figure, ...]:
    apart = (*MONEY, *SUPERVISED)
    return tuple(one for one in FIGURES if one.family == family and one.code not in apart)


def _named(codes: Sequence[str]) -> tuple[Figure, ...]:
    return tuple(one for one in FIGURES if one.code in codes)


def _through_time(asked: Question, last: date, kind: str) -> Iterator[Part]:
    since = clock.months_on(last, 1 - MONTHS_SHOWN) if kind == ReportKind.MONTHLY else last.replace(month=1)
    by_month = replace(asked, rows=MONTH, since=since)
    yield _side_by_side(by_month, ("known", "legal", "newly_registered"), charts=2)


def _by(asked: Question, axis: str, codes: Sequence[str]) -> Iterator[Part]:
    yield _side_by_side(replace(asked, rows=axis), codes, charts=1)


def _side_by_side(asked: Question, codes: Sequence[str], charts: int) -> Part:
    return Part(tuple(replace(asked, measure=code) for code in codes), charts)


def _goods(asked: Question, district: str) -> Iterator[Part]:
    yield from _by(asked, COMMODITY, ("known", "registered", "legal", "legal_share"))
    if not district:
        yield Part((replace(asked, measure="known", rows=DISTRICT, columns=COMMODITY),))


def _by_splits(asked: Question, codes: Sequence[str], district: str) -> Iterator[Part]:
    place = VILLAGE if district else DISTRICT
    for split in SPLITS:
        if split.code in codes:
            yield Part((replace(asked, measure="known", rows=f"{SPLIT}{split.code}"),), charts=1)
            yield Part((replace(asked, measure="known", rows=place, columns=f"{SPLIT}{split.code}"),))
