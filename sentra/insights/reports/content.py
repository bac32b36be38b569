"""What Typst is given to print a report: words, tables with what they are made of, charts as drawings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from sentra.documents.rendering import drawable
from sentra.insights import saying
from sentra.insights.answering import answer
from sentra.insights.catalogue import BY_CODE
from sentra.insights.change import change
from sentra.insights.charts.plan import planned
from sentra.insights.charts.svg import drawn
from sentra.insights.counting import Values
from sentra.insights.dimensions import DISTRICT
from sentra.insights.figure import Figure
from sentra.insights.models import Month
from sentra.insights.models.report import FiguresReport, ReportKind
from sentra.insights.question import TIMES
from sentra.insights.reading import Eyes, by_key, totals, value_of
from sentra.insights.reports.beside import satisfaction_chapter, unknown_chapter
from sentra.insights.reports.chapters import Chapter, Part, chapters, months_of
from sentra.insights.shades import bands, shade_of
from sentra.insights.tables import Row, Table
from sentra.kernel import clock
from sentra.reference.loading import current_pack

CHART_WIDE = 700
WIDE_TABLE = 9
"""From so many columns on a table stands with its heads upright."""
YEAR = 12


@dataclass(slots=True)
class Printing:
    """A report while it is put together: what is printed, the drawings beside it, the figures that were told."""

    eyes: Eyes
    months: Sequence[date]
    kind: str
    drawings: dict[str, bytes] = field(default_factory=dict)
    told: dict[str, Figure] = field(default_factory=dict)
    read: dict[tuple[str, tuple[date, ...]], dict[date, Values]] = field(default_factory=dict)

    def totals_of(self, family: str, months: Sequence[date]) -> dict[date, Values]:
        """Read what was counted of a family in some months, once."""
        key = (family, tuple(months))
        if key not in self.read:
            self.read[key] = totals(family, months, eyes=self.eyes)
        return self.read[key]


def report_content(report: FiguresReport) -> tuple[dict[str, Any], dict[str, bytes]]:
    """Give what is printed of a report, and the drawings beside it. The reader's language must be set."""
    pack, name = current_pack(), current_pack().district_names.get(report.district, "")
    first, last = months_of(report.kind, report.period)
    months = [clock.months_on(first, step) for step in range((last.month - first.month) + 1)]
    printing = Printing(Eyes(frozenset({report.district}) if report.district else None), months, report.kind)
    told = [_chapter(printing, one) for one in chapters(report.kind, report.period, report.district)]
    beside = [unknown_chapter(last, report.district)]
    if not report.district:
        beside.append(satisfaction_chapter(report.kind, first, last))
    content = {
        "lang": report.language,
        "regency": str(pack.regency.name),
        "title": title_of(report),
        "place": _("District %(name)s") % {"name": name} if name else str(pack.regency.name),
        "period": period_words(report),
        "chapters": [one for one in [*told, *beside] if one and (one["figures"] or one["tables"])],
        "method": _method(printing),
        "months": _about_months(months),
        "words": _words(report),
    }
    return _printable(content), printing.drawings


def title_of(report: FiguresReport) -> str:
    """Give the title of a report."""
    if report.kind == ReportKind.YEARLY:
        return _("Small and medium industries in figures %(year)s") % {"year": report.period.year}
    return _("Small and medium industries in %(month)s") % {"month": period_words(report)}


def period_words(report: FiguresReport) -> str:
    """Say of which month or year a report tells."""
    return str(report.period.year) if report.kind == ReportKind.YEARLY else saying.month_said(report.period)


def _chapter(printing: Printing, chapter: Chapter) -> dict[str, Any]:
    tables = [_table(printing, part) for part in chapter.parts]
    return {
        "title": chapter.title,
        "lead": chapter.lead,
        "figures": [found for figure in chapter.figures if (found := _number(printing, figure))],
        "tables": [one for one in tables if one],
        "tiles": _tiles(printing, BY_CODE[chapter.tiles]) if chapter.tiles else None,
    }


def _number(printing: Printing, figure: Figure) -> dict[str, Any] | None:
    """Give a figure with how it moved: against the month before, or the year before; None where nothing is known."""
    if not printing.eyes.whole and DISTRICT not in figure.cuts:
        return None
    months = printing.months
    step = YEAR if printing.kind == ReportKind.YEARLY else 1
    ago = [clock.months_on(month, -step) for month in months]
    year_ago = [clock.months_on(month, -YEAR) for month in months]
    now, before, last_year = (
        value_of(figure, printing.totals_of(figure.family, some), some) for some in (months, ago, year_ago)
    )
    if now is None:
        return None
    printing.told[figure.code] = figure
    moved = change(now, before, better=figure.better, digits=figure.digits)
    in_year = change(now, last_year, better=figure.better, digits=figure.digits) if step == 1 else None
    return {
        "name": str(figure.name),
        "value": saying.said(now, figure),
        "unit": figure.unit.label,
        "moved": saying.change_said(moved, figure) if moved else "–",
        "good": "" if moved is None or moved.good is None else "good" if moved.good else "bad",
        "in_year": saying.change_said(in_year, figure) if in_year else "–",
    }


def _table(printing: Printing, part: Part) -> dict[str, Any] | None:
    """Give a table, or several with the same rows as one; None where nothing is known."""
    tables = [table for question in part.questions if _tells(table := answer(question, printing.eyes))]
    if not tables:
        return None
    for table in tables:
        printing.told[table.figure.code] = table.figure
    charts = [drawing for table in tables[: part.charts] if (drawing := _chart(printing, table))]
    first, alone = tables[0], len(tables) == 1
    plain = alone and bool(charts) and len(first.columns) == 1 and first.question.rows not in TIMES
    return {
        "caption": first.caption if alone else _side_caption(first),
        "heads": [first.row_name, *(head for table in tables for head in _heads(table, alone=alone))],
        "rows": [] if plain else _rows(tables),
        "footer": None if plain else _footer(tables),
        "wide": len(first.columns) >= WIDE_TABLE,
        "single": alone and len(first.columns) == 1,
        "unit": "; ".join(dict.fromkeys(table.unit for table in tables)),
        "source": "; ".join(dict.fromkeys(str(table.source) for table in tables)),
        "notes": list(dict.fromkeys(note for table in tables for note in table.told.notes)),
        "charts": charts,
    }


def _tells(table: Table) -> bool:
    return not table.refused and any(value is not None for row in table.rows for value in row.values)


def _side_caption(table: Table) -> str:
    return _("By %(axis)s") % {"axis": table.row_name[:1].lower() + table.row_name[1:]}


def _heads(table: Table, *, alone: bool) -> list[str]:
    if not alone:
        return [str(table.figure.name)]
    return [*(one.label for one in table.columns), *([_("Total")] if table.has_totals else [])]


def _rows(tables: Sequence[Table]) -> list[list[str]]:
    """Lay the rows of some tables side by side, in the order of the first."""
    by_key = [{row.key: row for row in table.rows} for table in tables]
    return [
        [
            row.label,
            *(cell for table, rows in zip(tables, by_key, strict=True) for cell in _cells(table, rows.get(row.key))),
        ]
        for row in tables[0].rows
    ]


def _footer(tables: Sequence[Table]) -> list[str] | None:
    footer = tables[0].footer
    if footer is None:
        return None
    return [footer.label, *(cell for table in tables for cell in _cells(table, table.footer))]


def _cells(table: Table, row: Row | None) -> list[str]:
    if row is None:
        return ["–"] * (len(table.columns) + table.has_totals)
    values = [*row.values, *([row.total] if table.has_totals else [])]
    return ["–" if one is None else saying.said(one, table.figure) for one in values]


def _chart(printing: Printing, table: Table) -> str:
    plan = planned(table)
    if plan is None:
        return ""
    name = f"chart-{len(printing.drawings) + 1}"
    drawing = drawn(plan, name, wide=CHART_WIDE, digits=table.digits, title=table.caption)
    printing.drawings[f"{name}.svg"] = drawing.encode()
    return f"{name}.svg"


def _tiles(printing: Printing, figure: Figure) -> dict[str, Any]:
    """Give the tile map of a figure at the end of the period."""
    last = printing.months[-1]
    counted = by_key(figure.family, "district", [last], eyes=printing.eyes)
    values = {code: value_of(figure, in_months, [last]) for code, in_months in counted.items()}
    shades = bands([value for value in values.values() if value is not None])
    printing.told[figure.code] = figure
    return {
        "title": str(figure.name),
        "places": [
            {
                "name": one.name, "row": one.row, "col": one.col,
                "shade": shade_of(values.get(one.code), shades), "said": saying.said(values.get(one.code), figure),
            }
            for one in current_pack().districts
        ],
        "legend": [
            {"shade": one.shade, "words": f"{saying.said(one.low, figure)} – {saying.said(one.high, figure)}"}
            for one in shades
        ],
    }  # fmt: skip


def _method(printing: Printing) -> list[dict[str, str]]:
    """Explain each figure that the report tells, as the catalogue does."""
    return [
        {
            "name": str(one.name), "meaning": str(one.meaning), "formula": str(one.formula),
            "unit": one.unit.label, "source": str(one.source),
        }
        for one in printing.told.values()
    ]  # fmt: skip


def _about_months(months: Sequence[date]) -> list[str]:
    known = {one.first: one for one in Month.objects.filter(first__in=months)}
    later = [month for month in months if month in known and known[month].counted_later]
    told = [_("Figures are those that were known when the month was closed; what was mended later isn't in them.")]
    if later:
        names = ", ".join(saying.month_said(one) for one in later)
        told.append(_("Counted later, from the days that the records tell: %(months)s.") % {"months": names})
    if missing := [month for month in months if month not in known]:
        names = ", ".join(saying.month_said(one) for one in missing)
        told.append(_("Not counted: %(months)s.") % {"months": names})
    return told


def _words(report: FiguresReport) -> Mapping[str, str]:
    day = date_format(clock.today(), "j F Y")
    before = _("Against the year before") if report.kind == ReportKind.YEARLY else _("Against the month before")
    return {
        "contents": _("Contents"),
        "figure": _("Figure"),
        "value": _("Value"),
        "unit": _("Unit"),
        "moved": before,
        "in_year": _("Against a year ago"),
        "source": _("Source"),
        "method": _("How it was counted"),
        "formula": _("Formula"),
        "months": _("About the months"),
        "made": _("Made on %(day)s by Sentra from the regency's own records.") % {"day": day},
        "own": _("For those who read the figures in office. Not for publication: small numbers aren't hidden."),
        "map": _("Each tile is a district, placed roughly as on the map."),
    }


def _printable(value: Any) -> Any:
    """Bring all texts to characters that the letters of print have."""
    if isinstance(value, str):
        return drawable(value)
    if isinstance(value, Mapping):
        return {key: _printable(one) for key, one in value.items()}
    return [_printable(one) for one in value] if isinstance(value, list | tuple) else value
