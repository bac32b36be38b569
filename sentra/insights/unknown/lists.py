"""Which businesses stand on which list: census, import, programme lists, licensing; counted for all districts at once.

What makes the lists nearly independent, and what doesn't:

- the *census* goes from door to door, whoever has a permit or not; businesses that it meets may apply afterwards, some
  with its very record, which makes the two lists a little dependent;
- an *import* is a list that another office made without ours. Lists of programmes are left out here (they are the third
  kind), and so is whatever was taken out of this register first: Sentra's own sheet, or any with our numbers;
- *programme lists* name who applied to a programme or was helped by one; many programmes ask for a permit, so that the
  list is partly drawn from the licensing one (`DEPENDENT`);
- *licensing* are those who asked for a permit themselves: an application that was sent in, or a permit from before.

A business counts on each list once. What hung on a record that was merged counts for the one that it became.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from sentra.insights.unknown.histories import Histories
from sentra.licensing.models import Application
from sentra.programmes.models import Candidate
from sentra.programmes.models.candidate import CandidateState
from sentra.registry.models import Business, RecordedFrom, Standing, Support
from sentra.surveys.models import CensusRecord, Visit, VisitKind, VisitState
from sentra.transfer.models import Import, ImportRow, State
from sentra.transfer.rows.plan import Plan

CENSUS, IMPORT, PROGRAMME, LICENSING = "census", "import", "programme", "licensing"
LISTS = (CENSUS, IMPORT, PROGRAMME, LICENSING)
DEPENDENT = frozenset({frozenset({PROGRAMME, LICENSING})})
"""Pairs of which one list is drawn from the other in part: no estimate rests on such a pair alone."""
_BITS: Mapping[str, int] = {one: 1 << place for place, one in enumerate(LISTS)}
_RECORDED: Mapping[str, str] = {
    RecordedFrom.CENSUS: CENSUS,
    RecordedFrom.IMPORT: IMPORT,
    RecordedFrom.PROGRAMME: PROGRAMME,
    RecordedFrom.PERMIT: LICENSING,
}
OURS = "sentra"
"""The profile of our own sheet."""
NUMBER = "register_number"


@dataclass(slots=True)
class Place:
    """What is known in a district: how many in all, those on lists by history, villages where a census was."""

    known: int = 0
    histories: Histories = field(default_factory=lambda: Histories({}))
    villages: int = 0


def lists_by_district() -> dict[str, Place]:
    """Count the businesses of all districts by the lists that they stand on, in three queries."""
    rows: dict[str, list[tuple[list[str], int]]] = defaultdict(list)
    places: dict[str, Place] = defaultdict(Place)
    statement, given = _question(_imports())
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        for district, bits, count in cursor.fetchall():
            rows[district].append(([one for one, bit in _BITS.items() if bits & bit], count))
    for district, told in rows.items():
        places[district] = Place(sum(count for _lists, count in told), Histories.of(told))
    seen = Visit.objects.filter(kind=VisitKind.CENSUS, state=VisitState.DONE)
    for district, _village in set(seen.values_list("district", "village")):
        places[district].villages += 1
    return dict(places)


def _imports() -> list[str]:
    """Give the imports that are a list of their own (see above)."""
    taken = Import.objects.filter(state__in=(State.APPLYING, State.APPLIED)).values_list("pk", "plan")
    return [str(pk) for pk, plan in taken if plan and _is_own(Plan.from_json(plan))]


def _is_own(plan: Plan) -> bool:
    derived = plan.is_programme or plan.profile == OURS or NUMBER in plan.mapping.values()
    return plan.about == "business" and not derived


def _question(imports: list[str]) -> tuple[str, dict[str, Any]]:
    """Give the one statement: what each list tells, laid upon the record that a business became, and counted."""
    business, candidate = Business._meta.db_table, Candidate._meta.db_table
    members = Candidate.members.through._meta.db_table
    recorded = " ".join(f"WHEN '{whence}' THEN {_BITS[one]}" for whence, one in _RECORDED.items())
    statement = f"""
        WITH told (business, bits) AS (
            SELECT COALESCE(b.merged_into_id, b.id), BIT_OR(list.bits)
            FROM (
                SELECT id AS business_id, CASE recorded_from {recorded} ELSE 0 END AS bits FROM {business}
                UNION ALL SELECT business_id, {_BITS[CENSUS]} FROM {CensusRecord._meta.db_table}
                UNION ALL SELECT business_id, {_BITS[IMPORT]} FROM {ImportRow._meta.db_table}
                    WHERE applied AND business_id IS NOT NULL AND of_id = ANY(%(imports)s::uuid[])
                UNION ALL SELECT business_id, {_BITS[PROGRAMME]} FROM {Support._meta.db_table}
                UNION ALL SELECT business_id, {_BITS[PROGRAMME]} FROM {candidate} WHERE state <> %(withdrawn)s
                UNION ALL SELECT m.business_id, {_BITS[PROGRAMME]} FROM {members} m
                    JOIN {candidate} c ON c.id = m.candidate_id WHERE c.state <> %(withdrawn)s
                UNION ALL SELECT business_id, {_BITS[LICENSING]} FROM {Application._meta.db_table}
                    WHERE submitted_at IS NOT NULL AND business_id IS NOT NULL
            ) AS list
            JOIN {business} b ON b.id = list.business_id
            GROUP BY 1
        )
        SELECT b.district, told.bits, COUNT(*)
        FROM {business} b JOIN told ON told.business = b.id
        WHERE b.merged_into_id IS NULL AND b.standing <> %(closed)s
        GROUP BY b.district, told.bits
    """  # noqa: S608 - names of our own tables
    given = {"imports": imports, "withdrawn": CandidateState.WITHDRAWN.value, "closed": Standing.CLOSED.value}
    return statement, given
