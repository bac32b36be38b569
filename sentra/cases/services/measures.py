"""What the office does about a problem: guidance, warning, out of the offer, notice, suspension, another authority."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from sentra.cases.models import Action, ActionKind, Case, CaseNote, PublicNotice
from sentra.cases.rules import problems_of_day
from sentra.cases.services.common import active_permits, case_lock, case_remember, case_require, require_words
from sentra.cases.services.tell import tell_case_officer, tell_maker, tell_officers_of_case
from sentra.documents.services import number_next
from sentra.kernel import clock
from sentra.kernel.errors import Conflict, InvalidInput, NotFound, Problem
from sentra.kernel.text import tidy
from sentra.licensing.services.permits import permit_govern
from sentra.people.models import User
from sentra.people.policy import Permission
from sentra.people.queries import on_duty
from sentra.reference.loading import current_pack


def _take(case: Case, actor: User, kind: ActionKind, text: str, **more: object) -> Action:
    return Action.objects.create(case=case, kind=kind, text=text, taken_by=actor, taken_at=clock.now(), **more)


@transaction.atomic
def plan_agree(*, actor: User, case_id: UUID, text: str, due_on: date | None) -> Action:
    """Agree with the maker on a plan: what is put right, by which day."""
    case = case_lock(actor, case_id)
    case_require(actor, case, "guide")
    if problems := problems_of_day(due_on, "day", since=clock.today()):
        raise InvalidInput(problems)
    action = _take(case, actor, ActionKind.GUIDANCE, require_words(text), due_on=due_on)
    tell_maker(case, "case_plan", plan=action.text, due=str(due_on))
    case_remember(actor, case, "guide", after={"case_plan": action.text, "case_due": due_on})
    return action


@transaction.atomic
def maker_warn(*, actor: User, case_id: UUID, text: str) -> Action:
    """Warn the maker in writing."""
    case = case_lock(actor, case_id)
    case_require(actor, case, "warn")
    action = _take(case, actor, ActionKind.WARNING, require_words(text))
    tell_maker(case, "case_warned", warning=action.text)
    case_remember(actor, case, "warn", after={"case_warning": action.text})
    return action


@transaction.atomic
def listing_stop(*, actor: User, case_id: UUID, reason: str) -> Action:
    """Take the product out of the offer, at once."""
    case = case_lock(actor, case_id)
    case_require(actor, case, "stop_listing")
    action = _take(case, actor, ActionKind.STOP_LISTING, require_words(reason, "reason"))
    case.listing_stopped = True
    tell_maker(case, "case_listing_stopped", reason=action.text)
    case_remember(actor, case, "stop_listing", after={"case_listed": False}, reason=action.text)
    return action


@transaction.atomic
def listing_resume(*, actor: User, case_id: UUID, reason: str) -> Case:
    """Let the product be offered again."""
    case = case_lock(actor, case_id)
    case_require(actor, case, "resume_listing")
    reason = require_words(reason, "reason")
    case.listing_stopped = False
    _end(case, actor, ActionKind.STOP_LISTING, reason)
    tell_maker(case, "case_listing_resumed", reason=reason)
    case_remember(actor, case, "resume_listing", after={"case_listed": True}, reason=reason)
    return case


@transaction.atomic
def notice_publish(*, actor: User, case_id: UUID, kind: str, batch: str, danger: str, advice: str) -> PublicNotice:
    """Tell the public: what the danger is, and what to do with the product. A recall takes it out of the offer too."""
    case = case_lock(actor, case_id)
    case_require(actor, case, "publish")
    if kind not in PublicNotice.Kind.values:
        raise InvalidInput([Problem("kind", "unknown", _("Please choose one of the list."))])
    notice = PublicNotice.objects.create(
        number=_number(clock.today()),
        case=case,
        kind=kind,
        product=case.product_name,
        maker=case.maker,
        batch=tidy(batch)[:200],
        danger=require_words(danger, "danger"),
        advice=require_words(advice, "advice"),
        published_at=clock.now(),
        published_by=actor,
    )
    if kind == PublicNotice.Kind.RECALL:
        _take(case, actor, ActionKind.RECALL, notice.danger)
        case.listing_stopped = True
    tell_maker(case, "case_published", danger=notice.danger, advice=notice.advice)
    case_remember(actor, case, "publish", after={"case_notice": notice.number, "case_danger": notice.danger})
    return notice


def _number(today: date) -> str:
    """Take the next number of a notice: `PP-3505-2026-000003`."""
    regency = current_pack().regency.code.replace(".", "")
    return f"PP-{regency}-{today.year}-{number_next(series='notice', year=today.year):06d}"


@transaction.atomic
def notice_end(*, actor: User, case_id: UUID, reason: str) -> PublicNotice:
    """End the notice to the public; it stays to be read, with why it ended. The offer is another act."""
    case = case_lock(actor, case_id)
    case_require(actor, case, "end_notice")
    notice = case.notices.get(ended_at=None)
    notice.ended_why, notice.ended_by, notice.ended_at = require_words(reason, "reason"), actor, clock.now()
    notice.save(update_fields=["ended_why", "ended_by", "ended_at"])
    _end(case, actor, ActionKind.RECALL, notice.ended_why)
    case_remember(actor, case, "end_notice", after={"case_notice": notice.number}, reason=notice.ended_why)
    return notice


def _end(case: Case, actor: User, kind: ActionKind, how: str) -> None:
    case.actions.filter(kind=kind, done_at=None).update(done_by=actor, done_at=clock.now(), done_how=how)


@transaction.atomic
def suspension_propose(*, actor: User, case_id: UUID, text: str) -> CaseNote:
    """Propose to those who govern permits that the maker's be suspended; the reason stays as a note."""
    case = case_lock(actor, case_id)
    case_require(actor, case, "propose_suspension")
    note = CaseNote.objects.create(case=case, text=require_words(text), author=actor, written_at=clock.now())
    case_remember(actor, case, "propose_suspension", reason=note.text)
    heads = on_duty(Permission.PERMIT_GOVERN, case.district or None)
    tell_officers_of_case(case, "case_suspension_proposed", heads, reason=note.text, by=actor.name)
    return note


@transaction.atomic
def permit_suspend(*, actor: User, case_id: UUID, permit_id: UUID, reason: str) -> Action:
    """Suspend a permit of the maker, by the rules and the duty of licensing.

    Raises `NotAllowed`, `Conflict`, `InvalidInput`, `NotFound` for a permit of somebody else.
    """
    case = case_lock(actor, case_id)
    case_require(actor, case, "suspend")
    permit = active_permits(case).filter(pk=permit_id).first()
    if permit is None:
        raise NotFound(_("There is no such permit, or it isn't in your area."))
    reason = require_words(reason, "reason")
    permit_govern(actor=actor, permit_id=permit.pk, act="suspend", reason=reason)
    action = _take(case, actor, ActionKind.SUSPENSION, reason, permit=permit)
    case_remember(actor, case, "suspend", after={"case_permit": permit.number}, reason=reason)
    tell_case_officer(case, "case_suspended", permit=permit.number, by=actor.name)
    return action


@transaction.atomic
def case_hand_over(*, actor: User, case_id: UUID, authority: str, text: str) -> Action:
    """Hand a case, or a part of it, over to another authority; `text` says what, and by which letter."""
    case = case_lock(actor, case_id)
    case_require(actor, case, "hand_over")
    known = current_pack().cases.authority(authority)
    if known is None:
        raise InvalidInput([Problem("authority", "unknown", _("Please choose an authority from the list."))])
    action = _take(case, actor, ActionKind.HAND_OVER, require_words(text), authority=known.code)
    case_remember(actor, case, "hand_over", after={"case_authority": known.code}, reason=action.text)
    return action


@transaction.atomic
def measure_fulfil(*, actor: User, case_id: UUID, action_id: int, text: str) -> Action:
    """Note that a measure was carried out, and how that was seen. Raises `Conflict` where it was noted before."""
    case = case_lock(actor, case_id)
    case_require(actor, case, "fulfil")
    action = case.actions.filter(pk=action_id, kind__in=[ActionKind.GUIDANCE, ActionKind.HAND_OVER]).first()
    if action is None:
        raise NotFound(_("There is no such measure."))
    if action.done_at:
        raise Conflict(_("This was noted already."))
    action.done_how, action.done_by, action.done_at = require_words(text), actor, clock.now()
    action.save(update_fields=["done_how", "done_by", "done_at"])
    case_remember(actor, case, "fulfil", after={"case_measure": action.kind, "case_done": action.done_how})
    return action
