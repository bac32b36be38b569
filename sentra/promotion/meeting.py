"""Where buyers meet a maker: the exhibitions and market days to come in which it was chosen."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from sentra.kernel import clock
from sentra.programmes.models import Call, CallState, Candidate, CandidateState
from sentra.programmes.stands import WITH_STANDS
from sentra.registry.models import Business


@dataclass(frozen=True, slots=True)
class Meeting:
    """An exhibition, and the maker's stand there; "" while it has none."""

    call: Call
    stand: str


def meetings_of(business: Business) -> list[Meeting]:
    """Give the exhibitions to come of a business, the next first; one query."""
    found = (
        Candidate.objects.filter(Q(business=business) | Q(members=business))
        .filter(
            state=CandidateState.CHOSEN,
            call__state__in=[CallState.CHOSEN, CallState.RUNNING],
            call__ends_on__gte=clock.today(),
            call__content__gives__in=sorted(WITH_STANDS),
        )
        .select_related("call", "stand")
        .order_by("call__begins_on", "pk")
    )
    return list(_once(found))


def _once(candidates: Iterable[Candidate]) -> Iterable[Meeting]:
    seen: set[object] = set()
    for one in candidates:
        if one.call_id not in seen:
            seen.add(one.call_id)
            yield Meeting(one.call, one.stand.name if one.stand else "")
