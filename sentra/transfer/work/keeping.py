"""Keeping what became of each row."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from uuid import UUID

from django.db.models import Count

from sentra.kernel.bulk import copy_in, new_row
from sentra.registry.models import Business
from sentra.transfer.engine import Decision, RowResult
from sentra.transfer.models import Import, ImportRow, RowOutcome

WRITTEN_AT_ONCE = 2000


def rows_keep(
    imported: Import, results: Sequence[RowResult], *, decisions: Mapping[int, Decision] | None = None
) -> None:
    """Keep what became of some rows that were taken over, in place of what was known of them; decisions stay."""
    ImportRow.objects.filter(of=imported, number__in=[one.number for one in results]).delete()
    known = _existing(results)
    rows = [_row(imported, one, known, applied=True) for one in results]
    for row in rows:
        if decision := (decisions or {}).get(row.number):
            row.decided_new, row.decided_same_id = decision.new, decision.same
    copy_in(ImportRow, rows)


def rows_rehearsed(imported: Import, results: Iterable[RowResult]) -> Counter[str]:
    """Keep what a rehearsal told, in place of an earlier one; gives how many rows there are of each outcome."""
    ImportRow.objects.filter(of=imported).delete()
    counts: Counter[str] = Counter()
    remaining = iter(results)
    while chunk := list(islice(remaining, WRITTEN_AT_ONCE)):
        known = _existing(chunk)
        copy_in(ImportRow, (_row(imported, one, known, applied=False) for one in chunk))
        counts.update(str(one.outcome) for one in chunk)
    return counts


def _existing(results: Sequence[RowResult]) -> set[UUID]:
    """Tell which of the businesses exist: those that a rehearsal made are gone."""
    ids = {one.business for one in results if one.business}
    return set(Business.objects.filter(pk__in=ids).values_list("pk", flat=True))


def _row(imported: Import, told: RowResult, known: set[UUID], *, applied: bool) -> ImportRow:
    return new_row(
        ImportRow,
        of_id=imported.pk,
        number=told.number,
        outcome=told.outcome,
        label=told.label,
        place=told.place,
        business_id=told.business if told.business in known else None,
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
