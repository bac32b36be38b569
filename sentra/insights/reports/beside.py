"""The chapters that the catalogue of figures doesn't tell: who isn't known yet, and how satisfied people are."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.contrib.humanize.templatetags.humanize import intcomma
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from sentra.insights import skm_figures
from sentra.insights.models.report import ReportKind
from sentra.insights.skm_figures import PeriodFigure, Report, Result
from sentra.insights.skm_periods import Period
from sentra.insights.unknown.reading import Line, Sum, overview_of
from sentra.kernel import clock
from sentra.reference.loading import current_pack

NOTHING = "–"


def unknown_chapter(last: date, district: str) -> dict[str, Any] | None:
    """Give how many industries are not yet known, as it was estimated in the last month; None where it wasn't."""
    told = overview_of(last, frozenset({district}) if district else None)
    if told is None:
        return None
    lines = [*told.lines, *([told.pooled] if told.pooled else [])]
    return _chapter(
        _("Who isn't known yet"),
        _(
            "Estimated from lists that were made apart and overlap: a census, lists of other offices, programme lists, "
            "licensing. It is an estimate, not a count: please always name its interval with it. In 95 of 100 such "
            "cases the interval holds the true number, if the lists were made apart and nobody stands on one twice."
        ),
        [
            _table(
                _("Known, estimated and not yet known industries by district"),
                [_("District"), _("Known"), _("Estimate"), _("Interval (95 percent)"), _("Not yet known")],
                [_estimated(one) for one in lines],
                unit=_("businesses"),
                source=_("Lists matched with the register"),
                notes=_reasons(lines),
                footer=_estimated_in_all(told.sum) if told.sum and not district else None,
            )
        ],
    )


def _estimated(line: Line) -> list[str]:
    row = line.row
    name = _("All districts together") if not row.district else line.name
    if row.total is None:
        return [name, intcomma(row.known), _("too few data"), NOTHING, NOTHING]
    interval = f"{intcomma(row.low)} – {intcomma(row.high)}"
    return [name, intcomma(row.known), intcomma(row.total), interval, intcomma(row.unknown)]


def _estimated_in_all(told: Sum) -> list[str]:
    name = _("%(some)s of %(all)s districts with an estimate") % {"some": told.districts, "all": told.of}
    interval = f"{intcomma(told.low)} – {intcomma(told.high)}"
    return [name, intcomma(told.known), intcomma(told.total), interval, intcomma(told.unknown)]


def _reasons(lines: Sequence[Line]) -> list[str]:
    """Tell why there are too few data, each reason once with its districts."""
    by_reason: dict[str, list[str]] = {}
    for one in lines:
        if one.why and one.row.district:
            by_reason.setdefault(one.why, []).append(one.name)
    return [f"{', '.join(names)}: {reason}" for reason, names in by_reason.items()]


def satisfaction_chapter(kind: str, first: date, last: date) -> dict[str, Any] | None:
    """Give the survey's published periods of a year, or the newest that a month had seen; None without one.

    Nothing beside what is published: figures of single months would tell, with those of the periods, of few people.
    """
    over = clock.months_on(last, 1)
    until = [one for one in skm_figures.periods_known(closed=True) if one.last < over]
    within = [one for one in until if one.last >= first] if kind == ReportKind.YEARLY else until[:1]
    newest = skm_figures.newest_told(within)
    if newest is None:
        return None
    told = skm_figures.report(newest)
    if told.result is None:
        return None
    return _chapter(
        _("How satisfied people are"),
        _("After each service nine questions are asked (SKM, Permenpan RB 14/2017); the index lies from 25 to 100."),
        [_by_element(told, told.result), _by_service(told), _by_period(told, within)],
    )


def _by_element(told: Report, result: Result) -> dict[str, Any]:
    rows = [
        [str(one.element.name), number_format(one.average, 2), number_format(one.of_hundred, 2), str(one.band.title)]
        for one in result.elements
    ]
    return _surveyed(
        _("The nine elements, %(period)s") % {"period": told.period},
        [_("Element"), _("Average (1 to 4)"), _("Of 100"), _("Band")],
        rows,
        footer=[_("Index"), NOTHING, number_format(result.index, 2), str(result.band.title)],
    )


def _by_service(told: Report) -> dict[str, Any]:
    titles = current_pack().skm_titles
    rows = [
        [
            "; ".join(str(titles.get(code, code)) for code in one.codes),
            intcomma(one.answers),
            *_index_and_band(one.result),
        ]
        for one in told.services
    ]
    return _surveyed(
        _("By service, %(period)s") % {"period": told.period},
        [_("Service"), _("Answers"), _("Index"), _("Band")],
        rows,
        footer=[_("All services"), intcomma(told.answers), *_index_and_band(told.result)],
        notes=[
            _(
                "A service with fewer than %(least)s answers stands together with others, so that nobody's answer can "
                "be worked out."
            )
            % {"least": current_pack().skm.smallest}
        ],
    )


def _by_period(told: Report, within: Sequence[Period]) -> dict[str, Any]:
    shown: list[PeriodFigure] = [one for one in told.trend if len(within) == 1 or one.period in within]
    return _surveyed(
        _("Period by period"),
        [_("Period"), _("Answers"), _("Index"), _("Band")],
        [[str(one.period), intcomma(one.answers), *_index_and_band(one.result)] for one in shown],
    )


def _index_and_band(result: Result | None) -> list[str]:
    return [number_format(result.index, 2), str(result.band.title)] if result else [NOTHING, _("too few answers")]


def _surveyed(caption: str, heads: list[str], rows: list[list[str]], **more: Any) -> dict[str, Any]:
    return _table(caption, heads, rows, unit=_("index, of 100"), source=str(current_pack().skm.source), **more)


def _chapter(title: str, lead: str, tables: list[dict[str, Any]]) -> dict[str, Any]:
    return {"title": title, "lead": lead, "figures": [], "tables": tables, "tiles": None}


def _table(
    caption: str,
    heads: list[str],
    rows: list[list[str]],
    *,
    unit: str,
    source: str,
    footer: list[str] | None = None,
    notes: Sequence[str] = (),
) -> dict[str, Any]:
    return {
        "caption": caption, "heads": heads, "rows": rows, "footer": footer, "wide": False, "single": False,
        "unit": unit, "source": source, "notes": list(notes), "charts": [],
    }  # fmt: skip
