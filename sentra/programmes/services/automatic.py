"""What happens by the calendar: calls close, owners hear of calls that fit, participants are asked what came of it.

All may run twice without doing anything twice.
"""

from uuid import UUID

from django.db import transaction
from django.urls import reverse

from sentra.kernel import clock
from sentra.kernel.clock import months_on
from sentra.outbox.services import emit
from sentra.people.models import User
from sentra.programmes.eligible import rows_that_fit
from sentra.programmes.models import Call, CallState, CandidateState, Outcome
from sentra.programmes.outcomes import due_of, questions_of
from sentra.programmes.services.calls import call_closed
from sentra.programmes.services.common import call_lock
from sentra.programmes.services.tell import tell_candidate
from sentra.reference.programmes import MOST_MONTHS
from sentra.registry.models import Business

AT_ONCE = 500
ALL_TOLD = UUID(int=2**128 - 1)


def calls_close() -> int:
    """Close the calls whose last day has passed; gives how many."""
    due = Call.objects.filter(state=CallState.PUBLISHED, apply_until__lt=clock.today()).values_list("pk", flat=True)
    return sum(_close(call_id) for call_id in due)


@transaction.atomic
def _close(call_id: UUID) -> bool:
    call = call_lock(call_id)
    if call.state != CallState.PUBLISHED or call.apply_until >= clock.today():
        return False
    call.state = CallState.CLOSED
    call_closed(None, call)
    return True


def calls_tell() -> int:
    """Tell the owners of businesses that fit of calls that were published, some hundred at once; gives how many."""
    open_calls = Call.objects.filter(state=CallState.PUBLISHED).exclude(told_until=ALL_TOLD)
    return sum(_tell(call_id) for call_id in open_calls.values_list("pk", flat=True))


@transaction.atomic
def _tell(call_id: UUID) -> int:
    call = call_lock(call_id)
    if call.state != CallState.PUBLISHED or call.told_until == ALL_TOLD:
        return 0
    fitting = Business.objects.present().filter(rows_that_fit(call.terms.conditions, clock.today()))
    fitting = fitting.filter(owner__user__isnull=False).order_by("pk")
    if call.told_until:
        fitting = fitting.filter(pk__gt=call.told_until)
    rows = list(fitting.values_list("pk", "owner__user")[:AT_ONCE])
    people = User.objects.filter(pk__in={user_id for _business, user_id in rows})
    if people:
        emit(
            kind="call_for_you",
            record=call,
            to=people,
            context={"title": call.title, "until": call.apply_until.isoformat(), "place": call.place},
            url=reverse("programmes:public", args=[call.number]),
        )
    call.told_until = rows[-1][0] if len(rows) == AT_ONCE else ALL_TOLD
    call.save(update_fields=["told_until"])
    return len(rows)


def outcomes_ask() -> int:
    """Ask participants what came of programmes, once it is due; gives how many were asked."""
    today = clock.today()
    calls = Call.objects.filter(state__in=[CallState.RUNNING, CallState.DONE], ends_on__lte=today)
    found = calls.filter(ends_on__gte=months_on(today, -MOST_MONTHS - 1)).values_list("pk", flat=True)
    return sum(_ask(call_id) for call_id in found)


@transaction.atomic
def _ask(call_id: UUID) -> int:
    call, asked = call_lock(call_id), 0
    people = call.candidates.filter(state=CandidateState.CHOSEN).select_related("business__owner__user")
    for question in due_of(questions_of(call.terms, call.ends_on), (), clock.today()):
        for candidate in people.exclude(outcomes__months=question.months):
            Outcome.objects.create(candidate=candidate, months=question.months, due_on=question.due_on)
            candidate.call = call
            tell_candidate(candidate, "call_tell_us", months=question.months)
            asked += 1
    return asked
