"""The figures of the survey as a table to take along: a row for each period and row of services."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sentra.insights import skm_figures
from sentra.insights.skm_groups import grouped
from sentra.insights.skm_index import Marks, total
from sentra.insights.skm_periods import Period
from sentra.kernel.errors import Message
from sentra.reference.loading import current_pack
from sentra.reference.skm import ELEMENTS

HEADER: tuple[Message, ...] = (
    gettext_lazy("From"),
    gettext_lazy("Until"),
    gettext_lazy("Service"),
    gettext_lazy("Answers"),
    gettext_lazy("Index"),
    gettext_lazy("Band"),
    *ELEMENTS,
)
"""The names of the columns; those of the elements are codes, which stay when wordings change."""


def table_rows() -> Iterator[list[str]]:
    """Give the rows, the newest period first: all services, then each; without figures where too few answered."""
    periods = skm_figures.periods_known(closed=False)
    if not periods:
        return
    marks = skm_figures.counted(periods[-1].first, periods[0].last)
    pack = current_pack()
    for period in periods:
        services = skm_figures.by_service(marks, period)
        if not services:
            continue
        yield _row(period, _("All services"), total(services.values()))
        for group in grouped(services, pack.skm.smallest):
            names = (str(pack.skm_titles.get(code, code)) for code in group.services)
            yield _row(period, "; ".join(names), group.marks)


def _row(period: Period, name: str, marks: Marks) -> list[str]:
    result = skm_figures.result_of(marks)
    told = [period.first.isoformat(), period.last.isoformat(), name, str(marks.answers)]
    if result is None:
        return [*told, "", "", *[""] * len(ELEMENTS)]
    return [*told, str(result.index), result.band.code, *(str(one.average) for one in result.elements)]
