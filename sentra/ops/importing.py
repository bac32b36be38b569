"""`sentra import`: the operator's way to rehearse a spreadsheet and take it over, without a size limit."""

import argparse
import json
import shutil
import sys
from datetime import date
from pathlib import Path
from typing import Any

from django.utils import translation

from sentra.files.services import file_path
from sentra.kernel.errors import InvalidInput
from sentra.transfer.models import Import, State
from sentra.transfer.parsing.dates import Order
from sentra.transfer.queries import fault_groups
from sentra.transfer.recognition.profiles import profiles
from sentra.transfer.services.acts import import_take_over
from sentra.transfer.services.begin import import_begin, understood_again
from sentra.transfer.services.settle import Answers, import_settle
from sentra.transfer.worker.rehearsal import rehearse
from sentra.transfer.worker.result import result_write
from sentra.transfer.worker.taking_over import take_over

DONE, REFUSED, WRONG_CALL = 0, 1, 2


def import_file(options: argparse.Namespace) -> int:
    """Rehearse a spreadsheet and, without `--dry-run`, take it over; the status is 1 where rows are refused.

    What waits for a person to decide is decided on the page of the import.
    """
    path: Path = options.file
    if not path.is_file():
        print(f"{path} is not a file.", file=sys.stderr)
        return WRONG_CALL
    if options.profile and options.profile not in profiles():
        print(f"There is no form {options.profile}. Known are: {', '.join(profiles())}.", file=sys.stderr)
        return WRONG_CALL
    with translation.override("en"):
        try:
            imported = _rehearsed(path, options)
        except InvalidInput as error:
            for problem in error.problems:
                print(f"{problem.field}: {problem.message}", file=sys.stderr)
            return REFUSED
        if imported.state == State.COLUMNS:
            print(_asked(imported.problem), file=sys.stderr)
            return REFUSED
        if not options.dry_run:
            import_take_over(actor=None, import_id=imported.pk, version=imported.version)
            take_over(imported.pk)
            imported.refresh_from_db()
        _tell(imported, options)
    return REFUSED if imported.counts.get("refused") else DONE


def _rehearsed(path: Path, options: argparse.Namespace) -> Import:
    imported = import_begin(actor=None, path=path, name=path.name, profile=options.profile)
    answers = Answers(
        mapping=understood_again(imported).recognised.mapping,
        unit=options.unit,
        year=options.year,
        order=Order(options.dates) if options.dates else None,
        as_of=date.fromisoformat(options.as_of) if options.as_of else None,
        business=options.business,
        programme=options.programme,
    )
    import_settle(actor=None, import_id=imported.pk, version=imported.version, answers=answers)
    rehearse(imported.pk)
    imported.refresh_from_db()
    return imported


def _asked(problem: dict[str, str]) -> str:
    if problem["code"] == "date_order":
        return f"The dates in {problem['column']} can be read in two ways ({problem['example']}). Please give --dates."
    return problem["message"]


def _tell(imported: Import, options: argparse.Namespace) -> None:
    if options.report:
        result_write(imported.pk)
        imported.refresh_from_db()
        if imported.result:
            shutil.copyfile(file_path(imported.result), options.report)
    if options.json:
        print(json.dumps(_as_json(imported), ensure_ascii=False, indent=2))
        return
    print(f"{imported.name}: {imported.get_state_display()}, {imported.rows_total} rows")
    for outcome, count in imported.counts.items():
        print(f"{count:10,}  {outcome}")
    for group in fault_groups(imported):
        print(f"{group.count:10,}  {group.words} (row {', '.join(map(str, group.rows))})")


def _as_json(imported: Import) -> dict[str, Any]:
    faults = [
        {"what": group.words, "count": group.count, "rows": group.rows, "examples": group.examples}
        for group in fault_groups(imported)
    ]
    names = imported.plan["names"]
    unused = [name for place, name in enumerate(names) if name and str(place) not in imported.plan["mapping"]]
    return {
        "import": str(imported.pk),
        "state": imported.state,
        "profile": imported.profile,
        "rows": imported.rows_total,
        "outcomes": imported.counts,
        "faults": faults,
        "unused_columns": unused,
    }
