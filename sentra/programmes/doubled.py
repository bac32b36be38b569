"""Two records of one business that apply to one same call, when they are to become one: what was given isn't lost."""

from uuid import UUID

from django.utils.translation import gettext as _

from sentra.kernel.errors import Conflict
from sentra.programmes.models import Agreement, Call, CallState, Candidate, CandidateState
from sentra.programmes.received import received

_DECIDED = (CallState.CHOSEN, CallState.RUNNING, CallState.DONE)


def merge_looked_at(kept_id: UUID, gone_id: UUID) -> None:
    """Refuse a merge in which an application would give way that was chosen, or has something; locks the calls.

    Of two applications to one call that of `kept_id` stays. Raises `Conflict`, which names the call.
    """
    applied = Candidate.objects.exclude(state=CandidateState.WITHDRAWN)
    both = (applied.filter(business=one).values("call") for one in (kept_id, gone_id))
    calls = Call.objects.filter(state__in=_DECIDED)
    for ids in both:
        calls = calls.filter(pk__in=ids)
    for call in calls.select_for_update().order_by("pk"):
        stays, goes = (
            applied.select_related("business").get(call=call, business=business) for business in (kept_id, gone_id)
        )
        _require_nothing_lost(call, stays, goes)


def _require_nothing_lost(call: Call, stays: Candidate, goes: Candidate) -> None:
    has = received([stays.pk, goes.pk])
    has |= set(Agreement.objects.filter(candidate__in=[stays, goes]).values_list("candidate_id", flat=True))
    if has == {stays.pk, goes.pk}:
        message = _(
            "Both have a grant agreement, a machine or money in the programme %(call)s. Decide there first which one"
            " counts, and take back what the other has; then merge."
        )
        raise Conflict(message % {"call": call.number})
    alone_chosen = goes.state == CandidateState.CHOSEN and stays.state != CandidateState.CHOSEN
    if goes.pk in has or alone_chosen:
        message = _(
            "In the programme %(call)s, %(number)s was chosen or has received something. Let this number stay, or"
            " decide in the programme first; then merge."
        )
        raise Conflict(message % {"call": call.number, "number": goes.business.register_number})
