"""Records that the pages of insights are tried with."""

from datetime import date
from typing import Any

from sentra.insights.models import DataVersion
from sentra.insights.opendata.sets import BY_COMMODITY
from sentra.insights.services.count import months_count
from sentra.insights.services.unknown import unknown_count
from sentra.kernel import clock
from tests.page_records_skm import skm_records


def insights_records() -> dict[str, Any]:
    """Make a record of every kind that insights keeps; gives their ids by the words that the table uses."""
    months_count()
    unknown_count()
    month = date(2026, 9, 1)
    rows = [["semua", "Semua", "semua", "Semua", 7, ""]]
    DataVersion.objects.create(
        dataset=BY_COMMODITY.code, month=month, made_at=clock.now(), columns=BY_COMMODITY.names, rows=rows
    )
    return {**skm_records(), "data_month": month}
