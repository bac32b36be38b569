"""Estimating anew, at night, how many industries are not yet known."""

from django.db import transaction

from sentra.insights.models import REGENCY, UnknownEstimate
from sentra.insights.unknown.estimating import estimate
from sentra.insights.unknown.histories import Histories
from sentra.insights.unknown.kept import basis_kept
from sentra.insights.unknown.lists import DEPENDENT, Place, lists_by_district
from sentra.insights.unknown.result import Estimate
from sentra.kernel import clock
from sentra.reference.loading import current_pack


@transaction.atomic
def unknown_count() -> int:
    """Estimate for each district of the pack and for all together, in place of this month's rows.

    The rows of past months stay. Two at once write the same. Gives how many districts have an estimate.
    """
    counted = lists_by_district()
    places = {one.code: counted.get(one.code, Place()) for one in current_pack().districts}
    rows = [_row(code, place) for code, place in places.items()]
    rows.append(_row(REGENCY, _together(list(places.values()))))
    UnknownEstimate.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["month", "district"],
        update_fields=["counted_at", "known", "total", "low", "high", "method", "why", "content"],
    )
    return sum(not row.why for row in rows if row.district)


def _together(places: list[Place]) -> Place:
    """Take the lists of all districts together, as if they were one place."""
    histories = Histories.of(row for place in places for row in place.histories.counts.items())
    return Place(sum(one.known for one in places), histories, sum(one.villages for one in places))


def _row(district: str, place: Place) -> UnknownEstimate:
    told = estimate(place.histories, known=place.known, dependent=DEPENDENT)
    row = UnknownEstimate(
        month=clock.today().replace(day=1),
        district=district,
        counted_at=clock.now(),
        known=place.known,
        content=basis_kept(told, place.histories, place.villages),
    )
    if isinstance(told, Estimate):
        row.total, row.low, row.high, row.method = told.total, told.low, told.high, told.method
    else:
        row.why = told.why
    return row
