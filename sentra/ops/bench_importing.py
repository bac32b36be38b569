"""What `make bench` measures of import and export, once the tables can be read."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from sentra.ops.bench_register import rivals
from sentra.ops.bench_rival import import_by_resource
from sentra.ops.bench_scenes import officer_of_the_register
from sentra.ops.bench_sheets import HEADER, TITLE, Timed, rows, timed, write_sheet
from sentra.registry.models import Business
from sentra.transfer.export.forms import FORMS, Ask
from sentra.transfer.export.writing import csv_pieces, xlsx_file
from sentra.transfer.models import Import
from sentra.transfer.rows.chunks import chunks
from sentra.transfer.rows.plan import Plan
from sentra.transfer.services.acts import import_take_over
from sentra.transfer.services.begin import import_begin, understood_again
from sentra.transfer.services.settle import Answers, import_settle
from sentra.transfer.worker.rehearsal import rehearse
from sentra.transfer.worker.taking_over import take_over

__all__ = ["TITLE", "measure", "measure_long"]
LONGER = 10
RIVAL_ROWS = 500
"""So few rows, for the rival's rows a second don't grow with their number."""


def begun(path: Path) -> Import:
    """Begin an import by the operator's command, with the columns as they were recognised."""
    imported = import_begin(actor=None, path=path, name=path.name)
    answers = Answers(understood_again(imported).recognised.mapping, unit=1)
    return import_settle(actor=None, import_id=imported.pk, version=imported.version, answers=answers)


def measure(folder: Path, size: int) -> Iterator[Timed]:
    """Measure rehearsing and taking over a sheet, the same again, a long CSV, the export, and the rival."""
    sheet = write_sheet(folder / "bench.xlsx", size)
    yield from _poured("XLSX", sheet, size)
    again = begun(sheet)
    yield timed("rehearse the same again: all unchanged", size, lambda: rehearse(again.pk))
    long = write_sheet(folder / "long.csv", size * LONGER)
    plan = Plan.from_json(begun(long).plan)
    yield timed("read CSV, ten times as long", size * LONGER, lambda: sum(len(one) for one in chunks(long, plan)))
    yield from _exported(size)
    few = list(islice(rows(), min(size, RIVAL_ROWS)))
    yield timed("django-import-export, same tables", len(few), lambda: import_by_resource(rivals(), HEADER, few))


def measure_long(folder: Path, size: int) -> Iterator[Timed]:
    """Measure one long CSV from end to end."""
    yield from _poured("CSV", write_sheet(folder / "long.csv", size), size)


def _poured(kind: str, sheet: Path, size: int) -> Iterator[Timed]:
    """Measure rehearsing a sheet and taking it over."""
    imported = begun(sheet)
    yield timed(f"rehearse {kind}, 25 columns", size, lambda: rehearse(imported.pk))
    imported.refresh_from_db()
    import_take_over(actor=None, import_id=imported.pk, version=imported.version)
    yield timed("take over, matching included", size, lambda: take_over(imported.pk))


def _exported(size: int) -> Iterator[Timed]:
    actor = officer_of_the_register()
    ask = Ask(actor, Business.objects.known().order_by("pk"))
    form = FORMS["usaha"]
    yield timed("export CSV, 27 columns", size, lambda: sum(map(len, csv_pieces(form.header(ask), form.rows(ask)))))
    yield timed("export XLSX, 27 columns", size, lambda: xlsx_file(form.header(ask), form.rows(ask)).close())
