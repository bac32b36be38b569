"""Keeping what became of each row."""

from collections.abc import Mapping, Sequence
from typing import IO

from django.db.models import Count

from sentra.kernel.bulk import copy_in, copy_spooled, new_row, rows_spool
from sentra.transfer.engine import Decision, RowResult
from sentra.transfer.models import Import, ImportRow, RowOutcome


def rows_keep(
    imported: Import, results: Sequence[RowResult], *, decisions: Mapping[int, Decision] | None = None
) -> None:
    """Keep what became of some rows that were taken over, in place of what was known of them; decisions stay."""
    ImportRow.objects.filter(of=imported, number__in=[one.number for one in results]).delete()
    rows = [_row(imported, one, applied=True) for one in results]
    for row in rows:
        if decision := (decisions or {}).get(row.number):
            row.decided_new, row.decided_same_id = decision.new, decision.same
    copy_in(ImportRow, rows)


def rows_spooled(imported: Import, results: Sequence[RowResult], spool: IO[bytes]) -> None:
    """Note in a file what a rehearsal tells of some rows: what it wrote itself into the database is undone."""
    rows_spool(ImportRow, [_row(imported, one, applied=False) for one in results], spool)


def rows_rehearsed(imported: Import, spool: IO[bytes]) -> None:
    """Keep what a rehearsal told, in place of an earlier one."""
    ImportRow.objects.filter(of=imported).delete()
    copy_spooled(ImportRow, spool)


def _row(imported: Import, told: RowResult, *, applied: bool) -> ImportRow:
    return new_row(
        ImportRow,
        of_id=imported.pk,
        number=told.number,
        outcome=told.outcome,
        label=told.label,
        place=told.place,
        business_id=told.business,
        faults=told.faults,
        differences=told.differences,
        candidates=told.candidates,
        applied=applied and told.outcome not in {RowOutcome.REFUSED, RowOutcome.DUPLICATE},
        audit_seq=told.audit_seq,
        kept=told.kept,
    )


def counts_of(imported: Import) -> dict[str, int]:
    """Count the rows by outcome."""
    rows = ImportRow.objects.filter(of=imported).values_list("outcome").annotate(count=Count("pk")).order_by()
    return {str(outcome): count for outcome, count in rows}
