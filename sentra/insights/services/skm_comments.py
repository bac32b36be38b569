"""Looking through comments: nothing is public before somebody has read it."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from sentra.audit.services import record
from sentra.insights.models import SkmAnswer, SkmState, SkmWhy
from sentra.insights.skm_workflow import COMMENT, CommentFacts
from sentra.kernel import clock
from sentra.kernel.errors import Conflict, InvalidInput, NotFound, Problem
from sentra.kernel.text import tidy
from sentra.people.models import User
from sentra.people.policy import held_in

LONGEST = 1000


def facts_of(answer: SkmAnswer) -> CommentFacts:
    """Gather what the guards look at."""
    return CommentFacts(has_words=bool(answer.comment))


def _comment_lock(actor: User, answer_id: UUID, version: int, act: str) -> SkmAnswer:
    """Lock a comment about which the actor may do something. Raises `NotAllowed`, `NotFound`, `Conflict`."""
    answer = SkmAnswer.objects.select_for_update().exclude(state=SkmState.NONE).filter(pk=answer_id).first()
    if answer is None:
        raise NotFound(_("There is no such comment."))
    if version != answer.version:
        raise Conflict(_("Somebody looked at this comment while you had it open. Look at it again, then decide."))
    step = COMMENT.require(act, answer.state, facts_of(answer), held_in(actor, None))
    if step.target is not None:
        answer.state, answer.why, answer.reason = SkmState(step.target), "", ""
        answer.moderated_by, answer.moderated_at = actor, clock.now()
    return answer


def _remember(
    actor: User, answer: SkmAnswer, act: str, before: Mapping[str, str], after: Mapping[str, str], reason: str = ""
) -> SkmAnswer:
    answer.version += 1
    answer.save()
    record(actor=actor, act=f"skm.{act}", record=answer, before=before, after=after, reason=reason)
    return answer


def _words(text: str, *, needed: bool) -> str:
    """Tidy what was written. Raises `InvalidInput` where it is needed and missing, or too long."""
    words = tidy(text)
    if needed and not words:
        raise InvalidInput([Problem("text", "missing", _("Please write a few words."))])
    if len(words) > LONGEST:
        message = _("Please use at most %(most)s characters.") % {"most": LONGEST}
        raise InvalidInput([Problem("text", "too_long", message)])
    return words


@transaction.atomic
def comment_publish(*, actor: User, answer_id: UUID, version: int) -> SkmAnswer:
    """Let everybody read a comment, in the period it belongs to."""
    answer = _comment_lock(actor, answer_id, version, "publish")
    return _remember(actor, answer, "publish", {}, {"skm_state": answer.state})


@transaction.atomic
def comment_withhold(*, actor: User, answer_id: UUID, version: int, why: str, text: str = "") -> SkmAnswer:
    """Keep a comment from the public, for a reason: one of the list, and in words where it is another one.

    Raises `InvalidInput`.
    """
    answer = _comment_lock(actor, answer_id, version, "withhold")
    if why not in SkmWhy.values:
        raise InvalidInput([Problem("why", "unknown", _("Please choose one of the list."))])
    answer.why, answer.reason = why, _words(text, needed=why == SkmWhy.OTHER)
    after = {"skm_state": answer.state, "skm_why": why}
    return _remember(actor, answer, "withhold", {}, after, answer.reason)


@transaction.atomic
def comment_done(*, actor: User, answer_id: UUID, version: int, text: str) -> SkmAnswer:
    """Say what the office did about a comment; under a published one everybody reads it. Raises `InvalidInput`."""
    answer = _comment_lock(actor, answer_id, version, "done")
    before = {"skm_done": answer.done}
    answer.done = _words(text, needed=True)
    return _remember(actor, answer, "done", before, {"skm_done": answer.done})
