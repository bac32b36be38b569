"""What somebody asks of the figures: read from a query string, forgiving, and written back as one.

Page, files, pictures and kept views all begin here, so that one address is one table.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from django.http import QueryDict

from sentra.insights.catalogue import BY_CODE, FIGURES, SPLITS
from sentra.insights.counting import ALL
from sentra.insights.dimensions import COMMODITY, DIMENSIONS, DISTRICT, cut_among
from sentra.insights.figure import Figure, Split, Sum
from sentra.insights.live_counts import is_live
from sentra.insights.models import Seen
from sentra.reference.loading import current_pack
from sentra.registry.filters import RegisterFilter

MONTH, YEAR = "month", "year"
TIMES = (MONTH, YEAR)
SPLIT = "split-"
"""The beginning of an axis that is a split: `split-standing`."""
PERIODS = ("year", "12", "60")
"""This year, twelve months, five years; "" for months that were chosen."""
USUAL_PERIOD = "12"
SHARES = ("row", "column", "total")
MOST_ROWS = 500
EARLIEST, LATEST = 1990, 2199
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_SORT = re.compile(r"-?[\w.:-]{1,80}")
LIVE_KEYS = (DISTRICT, "village", COMMODITY, "kbli")


@dataclass(frozen=True, slots=True)
class Question:
    """A question to the figures.

    `rows` and `columns` are axes: `month`, `year`, a dimension, or a split (`split-owner`); `columns` may be "".
    `period` is one of `PERIODS`, or "" with the first and last month (None: as far as there is). `sort` names a column
    (`total`, `label`, `value`, a column's key), backwards with `-` before it. `top` keeps so many rows, the others
    together. `live` asks the register as it stands now, narrowed as the register's list is (`narrowed`).
    """

    measure: str = FIGURES[0].code
    rows: str = DISTRICT
    columns: str = ""
    districts: tuple[str, ...] = ()
    commodities: tuple[str, ...] = ()
    period: str = USUAL_PERIOD
    since: date | None = None
    until: date | None = None
    seen: str = Seen.THEN.value
    share: str = ""
    sort: str = ""
    top: int = 0
    live: bool = False
    narrowed: str = ""

    @classmethod
    def read(cls, query: Mapping[str, str]) -> "Question":
        """Read a question; what can't be understood or doesn't go together becomes the usual."""
        live = query.get("kini") == "1"
        figure = _figure(query.get("ukuran", ""), live=live)
        rows = _one_of(query.get("baris", ""), rows_of(figure, live=live))
        pack = current_pack()
        asked = cls(
            measure=figure.code,
            rows=rows,
            columns=_one_of(query.get("kolom", ""), columns_of(figure, rows, live=live)),
            share=share if (share := query.get("bagian", "")) in SHARES and is_additive(figure) else "",
            sort=sort if _SORT.fullmatch(sort := query.get("urut", "")) else "",
            top=0 if rows in TIMES else _number(query.get("teratas", ""), MOST_ROWS),
            live=live,
        )
        if live:
            return replace(asked, narrowed=narrowed_by(RegisterFilter.read(query)))
        period, since, until = _period(query)
        return replace(
            asked,
            districts=_known(query, "kecamatan", pack.district_names),
            commodities=_known(query, "komoditas", pack.commodities_by_code),
            period=period,
            since=since,
            until=until,
            seen=Seen.TODAY.value if query.get("dilihat") == Seen.TODAY else Seen.THEN.value,
        )

    @property
    def figure(self) -> Figure:
        """The figure that is asked for."""
        return BY_CODE[self.measure]

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Give the names and values of the query string: only what isn't usual, always in the same order."""
        usual = Question()
        told = {
            "ukuran": self.measure,
            "baris": self.rows if self.rows != rows_of(self.figure, live=self.live)[0] else "",
            "kolom": self.columns,
            "kecamatan": ",".join(self.districts),
            "komoditas": ",".join(self.commodities),
            "masa": "" if self.period == usual.period else self.period or "custom",
            "dari": f"{self.since:%Y-%m}" if self.since else "",
            "sampai": f"{self.until:%Y-%m}" if self.until else "",
            "dilihat": "" if self.seen == usual.seen else self.seen,
            "bagian": self.share,
            "urut": self.sort,
            "teratas": str(self.top or ""),
            "kini": "1" if self.live else "",
        }
        yield from ((key, value) for key, value in told.items() if value)

    def query_string(self) -> str:
        """Write the question as a query string, as links and kept views hold it."""
        written = urlencode(list(self.pairs()), safe=",:")
        return f"{written}&{self.narrowed}" if self.narrowed else written


def narrowed_by(chosen: RegisterFilter) -> str:
    """Write a filter of the register, without the order and columns of its list."""
    return replace(chosen, sort="", columns=()).query_string()


def rows_of(figure: Figure, *, live: bool = False) -> tuple[str, ...]:
    """Give the axes that the rows of a figure can be, the usual one first."""
    if live:
        return (*LIVE_KEYS, *(f"{SPLIT}{one.code}" for one in SPLITS if one.family == figure.family))
    keys = tuple(code for code in DIMENSIONS if code in figure.cuts)
    return (*keys, *TIMES, *(f"{SPLIT}{one.code}" for one in splits_of(figure)))


def columns_of(figure: Figure, rows: str, *, live: bool = False) -> tuple[str, ...]:
    """Give the axes that can stand beside those rows, the usual one first; "" for a single column.

    What is only counted by stage needs the stages beside the months.
    """
    others = [one for one in rows_of(figure, live=live) if one != rows]
    together = [one for one in others if live or _go_together(figure, rows, one)]
    return ("", *together) if live or rows in figure.cuts or ALL in figure.cuts else tuple(together)


def _go_together(figure: Figure, rows: str, columns: str) -> bool:
    for kind in (_is_time, split_in):
        if kind(rows) or kind(columns):
            return not (kind(rows) and kind(columns))
    return bool(cut_among((rows, columns), figure.cuts))


def _is_time(axis: str) -> bool:
    return axis in TIMES


def split_in(axis: str) -> Split | None:
    """Give the split that an axis is; None for another axis."""
    return next((one for one in SPLITS if f"{SPLIT}{one.code}" == axis), None)


def splits_of(figure: Figure) -> tuple[Split, ...]:
    """Give the splits that tell apart what a figure counts."""
    return tuple(one for one in SPLITS if one.family == figure.family and figure.read == Sum((one.of,)))


def is_additive(figure: Figure) -> bool:
    """Tell whether the figures of parts add up to that of the whole."""
    return isinstance(figure.read, Sum)


def figures_offered(*, live: bool) -> list[Figure]:
    """Give the figures that can be asked for."""
    return [one for one in FIGURES if is_live(one)] if live else list(FIGURES)


def _figure(code: str, *, live: bool) -> Figure:
    offered = {one.code: one for one in figures_offered(live=live)}
    return offered.get(code) or next(iter(offered.values()))


def _one_of(asked: str, offered: tuple[str, ...]) -> str:
    return asked if asked in offered else offered[0]


def _known(query: Mapping[str, str], key: str, known: Mapping[str, object]) -> tuple[str, ...]:
    """Read the codes that there are; given more than once, or once with commas."""
    given = query.getlist(key) if isinstance(query, QueryDict) else [query.get(key, "")]
    asked = {code for text in given for code in text.split(",")}
    return tuple(code for code in known if code in asked)


def _period(query: Mapping[str, str]) -> tuple[str, date | None, date | None]:
    """Read the period; without a word, chosen months count where there are some."""
    asked, since, until = query.get("masa", ""), _month(query.get("dari", "")), _month(query.get("sampai", ""))
    if asked in PERIODS:
        return asked, None, None
    if not (since or until):
        return ("" if asked == "custom" else USUAL_PERIOD), None, None
    return ("", min(since, until), max(since, until)) if since and until else ("", since, until)


def _month(text: str) -> date | None:
    found = _MONTH.fullmatch(text)
    if found is None:
        return None
    year, month = (int(part) for part in found.groups())
    return date(year, month, 1) if EARLIEST <= year <= LATEST and 1 <= month <= 12 else None


def _number(text: str, most: int) -> int:
    return min(int(text), most) if text.isascii() and text.isdecimal() and len(text) < 6 else 0
