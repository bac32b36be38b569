"""Making open data: a version of each data set once its period is over, in one transaction, and never again."""

import logging
from collections.abc import Callable
from datetime import date

from django.db import transaction
from django.utils.crypto import salted_hmac

from sentra.insights.models import DataVersion, LeftOut, Month
from sentra.insights.opendata.counting import (
    licensing_by_month,
    licensing_by_year,
    programmes_by_year,
    workers_now,
)
from sentra.insights.opendata.described import DataSet
from sentra.insights.opendata.register import HIDDEN, Row, rows_of, rows_of_values, tables_of
from sentra.insights.opendata.sets import BY_COMMODITY, COUNTED, LICENSING, PROGRAMMES, REFUSALS, WORKERS
from sentra.insights.suppression import Hidden, protect, protect_values
from sentra.kernel import clock
from sentra.kernel.locks import hold
from sentra.reference.loading import current_pack

logger = logging.getLogger("sentra.insights")
QUARTER = 3
LOCK = "open data"
"""One worker makes open data at a time."""


def data_make() -> int:
    """Make all versions whose period is over and closed and that aren't there yet; gives how many were made."""
    made = sum(register_make(month) for month in quarters_missing())
    last = clock.months_on(clock.today().replace(day=1), -1)
    return made + month_make(last)


def suppression_key() -> bytes:
    """Give the key by which is chosen among equals what is left out."""
    return salted_hmac("sentra.insights.suppression", "key").digest()


def quarters_missing() -> list[date]:
    """Give the last months of the quarters whose register data aren't made yet, the oldest first.

    Once there are some, none before them is made: what was published must not be explained by what comes later.
    """
    closed = Month.objects.filter(closed_at__isnull=False).order_by("-first").values_list("first", flat=True)
    over = [month for month in closed if month.month % QUARTER == 0]
    newest = LeftOut.objects.order_by("-month").values_list("month", flat=True).first()
    if newest:
        return sorted(month for month in over if month > newest)
    return sorted(over[: current_pack().opendata.quarters_kept])


@transaction.atomic
def register_make(month: date) -> int:
    """Make the register's data sets of a quarter; gives how many were made, 0 where they are there already."""
    hold(LOCK)
    if LeftOut.objects.filter(month=month).exists():
        return 0
    tables = {one.name: one for one in tables_of(month)}
    hidden = protect(list(tables.values()), key=suppression_key(), before=left_out_before(month))
    for dataset in COUNTED:
        table = tables.get(dataset.code)
        if table is None:
            logger.error(
                "a table counts otherwise than the others, and isn't published", extra={"dataset": dataset.code}
            )
        shown = table is not None and dataset.code not in hidden.withheld
        _keep(dataset, month, rows_of(dataset, table, hidden) if table and shown else None)
    made = len(COUNTED)
    if month == quarter_before(clock.today()):
        _workers(month, hidden)
        made += 1
    LeftOut.objects.create(month=month, cells=sorted(hidden.cells), sums=sorted(hidden.sums))
    return made


def quarter_before(today: date) -> date:
    """Give the first day of the last month of the quarter that was over last."""
    return clock.months_on(today.replace(day=1), -((today.month - 1) % QUARTER) - 1)


def _workers(month: date, hidden: Hidden) -> None:
    """Make the data set of workers: with the largest of each cell, which only the present tells."""
    values = workers_now()
    out = protect_values(values, key=suppression_key(), hidden=hidden, of=BY_COMMODITY.code)
    _keep(WORKERS, month, None if WORKERS.code in out.withheld else rows_of_values(WORKERS, values, out))


def left_out_before(month: date) -> Hidden:
    """Give what the last version before in the same year left out: it stays left out as long as the year lasts."""
    last = LeftOut.objects.filter(month__year=month.year, month__lt=month).order_by("-month").first()
    if last is None:
        return Hidden()
    cells = frozenset((str(table), str(row), str(column)) for table, row, column in last.cells)
    return Hidden(cells, frozenset((str(dimension), str(member)) for dimension, member in last.sums))


@transaction.atomic
def month_make(month: date) -> int:
    """Make what comes out each month, of one that is over; gives how many data sets were made."""
    hold(LOCK)
    made: dict[str, Callable[[], list[Row]]] = {
        LICENSING.code: lambda: licensing_by_month(month),
        REFUSALS.code: lambda: licensing_by_year(month, suppression_key()),
        PROGRAMMES.code: lambda: programmes_by_year(month),
    }
    there = set(DataVersion.objects.filter(month=month, dataset__in=made).values_list("dataset", flat=True))
    missing = [one for one in (LICENSING, REFUSALS, PROGRAMMES) if one.code not in there]
    for dataset in missing:
        _keep(dataset, month, made[dataset.code]())
    return len(missing)


def _keep(dataset: DataSet, month: date, rows: list[Row] | None) -> None:
    DataVersion.objects.create(
        dataset=dataset.code,
        month=month,
        made_at=clock.now(),
        columns=dataset.names,
        rows=rows or [],
        withheld=rows is None,
        hidden=sum(HIDDEN in row for row in rows or []),
    )
