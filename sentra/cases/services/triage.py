"""Sorting what came in: what it is about, which product, whose work, joined to another case, not pursued."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from sentra.cases.models import Case, Complaint, Gravity, State
from sentra.cases.services.common import case_lock, case_remember, case_require, first_answer, move, require_words
from sentra.cases.services.tell import tell_maker, tell_officers_of_case
from sentra.cases.visible import cases_visible
from sentra.kernel import clock
from sentra.kernel.errors import Conflict, InvalidInput, Problem
from sentra.kernel.text import fold, tidy
from sentra.people.models import User
from sentra.people.policy import Permission, can, visible_to
from sentra.people.queries import on_duty
from sentra.reference.loading import current_pack
from sentra.reference.queries import working_calendar
from sentra.registry.models import Business


@transaction.atomic
def case_triage(*, actor: User, case_id: UUID, version: int, kind: str, gravity: str) -> Case:
    """Say what a case is about and how grave it is; from now on its term runs. Raises `InvalidInput`."""
    case = case_lock(actor, case_id, version)
    act = case_require(actor, case, "triage")
    cases = current_pack().cases
    weight = cases.gravity(gravity)
    if weight is None or cases.kind(kind) is None:
        field = "kind" if cases.kind(kind) is None else "gravity"
        raise InvalidInput([Problem(field, "unknown", _("Please choose one of the list."))])
    before = {"case_state": case.state, "case_kind": case.kind, "case_gravity": case.gravity}
    case.kind, case.gravity, case.triaged_at = kind, Gravity(gravity), clock.now()
    case.close_due = working_calendar().add(clock.today(), weight.days)
    case.assigned_to = case.assigned_to or actor
    first_answer(case)
    move(case, act)
    after = {"case_state": case.state, "case_kind": kind, "case_gravity": gravity, "case_due": case.close_due}
    case_remember(actor, case, "triage", before=before, after=after)
    if case.is_grave:
        heads = on_duty(Permission.CASE_CLOSE, case.district or None)
        tell_officers_of_case(case, "case_grave", heads)
    return case


@transaction.atomic
def case_identify(*, actor: User, case_id: UUID, version: int, given: Mapping[str, str]) -> Case:
    """Say which product of which business it is; `given` names `number` (of the register), `product`, `maker`, `batch`.

    Without a number the maker is kept by the name that was told. Raises `InvalidInput`.
    """
    case = case_lock(actor, case_id, version)
    case_require(actor, case, "identify")
    number, name = tidy(given.get("number", "")).upper(), tidy(given.get("product", ""))[:200]
    business = _business(actor, number) if number else None
    if case.maker_told_at and business != case.business:
        raise Conflict(_("The maker was told already. Note it, and begin another case for another maker."))
    if not name:
        raise InvalidInput([Problem("product", "missing", _("Please say which product it is."))])
    before = {"case_product": case.product_name, "case_maker": case.maker, "case_batch": case.batch}
    case.business = business
    case.product = business.products.filter(name__iexact=name).first() if business else None
    case.product_name, case.product_folded = name, fold(name)
    case.maker_name = tidy(given.get("maker", ""))[:200] or (business.name if business else "")
    case.batch = tidy(given.get("batch", ""))[:100]
    case.district = business.district if business else case.district
    after = {"case_product": case.product_name, "case_maker": case.maker, "case_batch": case.batch}
    case_remember(actor, case, "identify", before=before, after=after)
    return case


def _business(actor: User, number: str) -> Business:
    known = visible_to(actor, Business.objects.all()).select_related("merged_into__owner", "owner")
    business = known.filter(register_number=number).first()
    if business is None:
        message = _("There is no business with this number in your area. It looks like IKM-3505-000123.")
        raise InvalidInput([Problem("number", "unknown", message)])
    return business.merged_into or business


@transaction.atomic
def case_assign(*, actor: User, case_id: UUID, version: int, officer: User | None) -> Case:
    """Give a case to an officer whose duty it is (oneself: take it on), or to nobody.

    Raises `InvalidInput` where it isn't the officer's duty, or about the officer's own product.
    """
    case = case_lock(actor, case_id, version)
    case_require(actor, case, "assign")
    if officer and (
        not can(officer, Permission.CASE_HANDLE, case.district or None) or officer.pk == case.maker_account
    ):
        raise InvalidInput(
            [Problem("officer", "no_duty", _("This is not among the duties of %(name)s.") % {"name": officer})]
        )
    before = str(case.assigned_to or "")
    case.assigned_to = officer
    case_remember(actor, case, "assign", before={"case_officer": before}, after={"case_officer": str(officer or "")})
    if officer and officer != actor:
        tell_officers_of_case(case, "case_assigned", [officer], by=actor.name)
    return case


@transaction.atomic
def case_join(*, actor: User, case_id: UUID, version: int, into: str) -> Case:
    """Join a case to another about the same problem, named by its number; its reports move there. Gives the other one.

    Raises `InvalidInput` where there is no such open case, `Conflict` where the other one has ended.
    """
    number = tidy(into).upper()
    found = cases_visible(actor).filter(number=number).exclude(pk=case_id).first()
    keys = sorted({case_id, found.pk} if found else {case_id})
    locked = {key: case_lock(actor, key, version if key == case_id else None) for key in keys}
    case = locked[case_id]
    act = case_require(actor, case, "join")
    if found is None:
        raise InvalidInput([Problem("into", "unknown", _("There is no other case with this number in your area."))])
    other = locked[found.pk]
    if not other.is_open:
        raise Conflict(_("The other case has ended already; another one can't join it."))
    before = case.state
    first_answer(case)
    move(case, act)
    case.joined_into, case.closed_at, case.closed_by = other, clock.now(), actor
    other.visits.add(*case.visits.all())
    moved = Complaint.objects.filter(case=case).update(case=other)
    Case.objects.filter(joined_into=case).update(joined_into=other)
    case_remember(
        actor, case, "join", before={"case_state": before}, after={"case_state": case.state, "case_into": other.number}
    )
    case_remember(actor, other, "joined", after={"case_from": case.number, "case_reports": moved})
    return other


@transaction.atomic
def case_dismiss(*, actor: User, case_id: UUID, version: int, reason: str) -> Case:
    """End a case without examining it, for a reason that the reporter reads."""
    case = case_lock(actor, case_id, version)
    act = case_require(actor, case, "dismiss")
    case.result = require_words(reason, "reason")
    before = case.state
    first_answer(case)
    move(case, act)
    case.closed_at, case.closed_by = clock.now(), actor
    case_remember(
        actor,
        case,
        "dismiss",
        before={"case_state": before},
        after={"case_state": State.DISMISSED},
        reason=case.result,
    )
    return case


@transaction.atomic
def maker_invite(*, actor: User, case_id: UUID) -> Case:
    """Invite a maker that is only recorded to come onto the register: help opens up there."""
    case = case_lock(actor, case_id)
    case_require(actor, case, "invite")
    case.invited_at = clock.now()
    tell_maker(case, "case_invited")
    case_remember(actor, case, "invite", after={"case_maker": case.maker})
    return case
