"""Data sets as files: CSV (RFC 4180, UTF-8) and JSON, row by row, so that a large one needs no memory."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sentra.insights.models import DataVersion
from sentra.insights.opendata.described import DataSet
from sentra.insights.opendata.register import Row
from sentra.kernel.plain import written
from sentra.kernel.text import official
from sentra.reference.loading import current_pack
from sentra.transfer.export.cells import harmless

CSV, JSON = "csv", "json"
TYPES = {CSV: "text/csv; charset=utf-8; header=present", JSON: "application/json; charset=utf-8"}
MEDIA = {CSV: "text/csv", JSON: "application/json"}
DICTIONARY = ("nama", "judul", "jenis", "arti", "satuan")


class _Line:
    """What a CSV writer writes to: gives the line back."""

    def write(self, line: str) -> str:
        """Give the line back."""
        return line


def csv_lines(names: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    """Write rows as CSV. What a spreadsheet would take for a formula is made text."""
    writer = csv.writer(_Line(), lineterminator="\r\n")
    yield writer.writerow(names)
    for row in rows:
        yield writer.writerow(["" if value is None else harmless(value) for value in row])


def json_parts(dataset: DataSet, version: DataVersion | None, page: str, rows: Iterable[Row]) -> Iterator[str]:
    """Write rows as JSON: what the data set is, then its rows, each by the names of the columns."""
    names = list(version.columns) if version else dataset.names
    yield f'{written(_told(dataset, version, page))[:-1]},"rows":['
    for place, row in enumerate(rows):
        yield f"{',' if place else ''}\n{written(dict(zip(names, row, strict=True)))}"
    yield "\n]}\n"


def _told(dataset: DataSet, version: DataVersion | None, page: str) -> dict[str, Any]:
    terms = current_pack().opendata
    return {
        "code": dataset.code,
        "title": official(dataset.title),
        "description": official(dataset.description),
        "page": page,
        "period": version.period if version else None,
        "made_at": version.made_at if version else None,
        "withheld": version.withheld if version else False,
        "publisher": terms.publisher.name.id,
        "licence": {"name": terms.licence.name, "url": terms.licence.url},
        "columns": [
            {"name": one.name, "type": str(one.kind), "meaning": official(one.meaning), "unit": official(one.unit)}
            for one in dataset.columns
        ],
    }


def dictionary_rows(dataset: DataSet) -> Iterator[Row]:
    """Give the dictionary of a data set, a row for each column."""
    for one in dataset.columns:
        yield [one.name, *(official(words) for words in (one.title, one.kind.label, one.meaning, one.unit))]
