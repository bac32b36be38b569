"""The form above a table: what can be asked, as far as it goes together with what is asked already."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from sentra.insights.catalogue import FAMILIES
from sentra.insights.dimensions import DIMENSIONS, DISTRICT
from sentra.insights.models import Month, Seen
from sentra.insights.question import Question, columns_of, figures_offered, is_additive, rows_of
from sentra.insights.reading import Eyes
from sentra.insights.telling import axis_name

Pairs = list[tuple[str, str]]
TOPS = (5, 10, 20, 50)


@dataclass(frozen=True, slots=True)
class Select:
    """A question of the form: its name, its words, what is chosen and what can be."""

    name: str
    label: str
    chosen: str
    options: Pairs


def measures_of(*, live: bool) -> list[tuple[str, Pairs]]:
    """Give the figures by their families."""
    found: dict[str, Pairs] = {}
    for one in figures_offered(live=live):
        found.setdefault(str(FAMILIES[one.family]), []).append((one.code, str(one.name)))
    return list(found.items())


def selects_of(question: Question) -> list[Select]:
    """Give the questions that every table is asked."""
    figure, live = question.figure, question.live
    columns = [(one, axis_name(one) or _("None")) for one in columns_of(figure, question.rows, live=live)]
    asked = [
        Select("baris", _("Rows"), question.rows, [(one, axis_name(one)) for one in rows_of(figure, live=live)]),
        Select("kolom", _("Columns"), question.columns, columns),
    ]
    if not live:
        asked += [Select("masa", _("Period"), question.period or "custom", _periods())]
        asked += [Select("dilihat", _("Seen"), question.seen, _seen())]
    if is_additive(figure):
        shares = [("row", _("Of the row")), ("column", _("Of the column")), ("total", _("Of the whole"))]
        asked.append(Select("bagian", _("Share"), question.share, [("", _("None: the figures")), *shares]))
    tops = sorted({*TOPS, question.top} - {0})
    first = [(str(one), _("The first %(many)s") % {"many": one}) for one in tops]
    asked.append(Select("teratas", _("How many rows"), str(question.top or ""), [("", _("All")), *first]))
    return asked


def _periods() -> Pairs:
    quick = [("year", _("This year")), ("12", _("Twelve months")), ("60", _("Five years"))]
    return [*quick, ("custom", _("From … to …"))]


def _seen() -> Pairs:
    return [(Seen.THEN.value, _("As known then")), (Seen.TODAY.value, _("As known today"))]


def months_offered(question: Question) -> list[Select]:
    """Give the first and the last month, to be chosen among those that were counted."""
    months = list(Month.objects.order_by("-first").values_list("first", flat=True))
    return [
        Select("dari", _("From"), _month(question.since), _months({*months, question.since}, _("the first"))),
        Select("sampai", _("To"), _month(question.until), _months({*months, question.until}, _("the newest"))),
    ]


def _month(first: date | None) -> str:
    return f"{first:%Y-%m}" if first else ""


def _months(months: Iterable[date | None], unchosen: str) -> Pairs:
    known = sorted((one for one in months if one), reverse=True)
    return [("", unchosen), *((_month(one), date_format(one, "F Y")) for one in known)]


def filters_of(question: Question, eyes: Eyes) -> list[tuple[str, str, list[tuple[str, str, bool]]]]:
    """Give what a table can be narrowed to: districts and goods, each with its mark."""
    names = {one: DIMENSIONS[one].names(question.figure.family) for one in (DISTRICT, "commodity")}
    districts = [(code, name, code in question.districts) for code, name in names[DISTRICT].items() if eyes.sees(code)]
    goods = [(code, name, code in question.commodities) for code, name in names["commodity"].items()]
    return [("kecamatan", _("Districts"), districts), ("komoditas", _("Commodities"), goods)]


def sorted_by(question: Question, column: str) -> tuple[str, str]:
    """Give the query that sorts by a column, the greatest first and then the other way, and how it is sorted now."""
    first, then = (f"-{column}", column) if column != "label" else (column, f"-{column}")
    now = {first: "descending", then: "ascending"} if column != "label" else {first: "ascending", then: "descending"}
    following = then if question.sort == first else "" if question.sort == then else first
    return replace(question, sort=following).query_string(), now.get(question.sort, "none")
