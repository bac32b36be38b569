"""What becomes of a participant: who did not come, and what came of it for those who did."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from sentra.cases.services.common import require_words
from sentra.kernel import clock
from sentra.kernel.errors import Conflict, InvalidInput
from sentra.people.models import User
from sentra.programmes.models import Candidate, CandidateState, Outcome
from sentra.programmes.services.choose import seats_fill
from sentra.programmes.services.common import candidate_locked, candidate_remember
from sentra.programmes.services.part_common import asked_now, part_require
from sentra.programmes.services.tell import tell_candidate
from sentra.programmes.services.visits import visits_let_go
from sentra.reference.answers import read_page
from sentra.reference.lists import common_lists


@transaction.atomic
def candidate_miss(*, actor: User, candidate_id: UUID, reason: str) -> Candidate:
    """Remember that somebody who was chosen did not take part; before the end the first that waits moves up.

    Raises `NotFound`, `NotAllowed`, `Conflict`, `InvalidInput`.
    """
    candidate = candidate_locked(actor, candidate_id)
    part_require(actor, candidate, "miss")
    candidate.absent_reason, before = require_words(reason, "reason"), candidate.state
    candidate.state, candidate.stand = CandidateState.ABSENT, None
    after = {"candidate_state": candidate.state}
    candidate_remember(
        actor, candidate, "miss", before={"candidate_state": before}, after=after, reason=candidate.absent_reason
    )
    tell_candidate(candidate, "call_missed", reason=candidate.absent_reason)
    visits_let_go(candidate, candidate.absent_reason)
    seats_fill(candidate.call)
    return candidate


@transaction.atomic
def outcome_tell(
    *, actor: User, candidate_id: UUID, months: int, given: Mapping[str, Sequence[str]], own: bool
) -> Outcome:
    """Tell what came of a programme, so many months after its end: the participant, or an officer in its place.

    Raises `NotFound`, `NotAllowed`, `Conflict` where this isn't asked now, `InvalidInput` with all that is wrong.
    """
    candidate = candidate_locked(actor, candidate_id, own=own)
    part_require(actor, candidate, "tell" if own else "enter_result")
    question = next((one for one in asked_now(candidate) if one.months == months), None)
    if question is None:
        raise Conflict(_("This was told already, or isn't asked yet. Look at the page again."))
    answers, problems = read_page(question.fields, given, {}, common_lists())
    if problems:
        raise InvalidInput(problems)
    told = {code: value for code, value in answers.items() if value is not None}
    outcome, _made = Outcome.objects.update_or_create(
        candidate=candidate,
        months=months,
        defaults={"due_on": question.due_on, "answers": told, "told_by": actor, "told_at": clock.now()},
    )
    candidate_remember(actor, candidate, "tell", after={"candidate_months": months})
    return outcome
