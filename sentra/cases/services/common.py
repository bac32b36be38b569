"""What all acts on a case share: lock, require, move, remember. `move` is the one place that assigns a case's state."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from sentra.audit.services import record
from sentra.cases.models import Case, Conclusion, State
from sentra.cases.rules import problems_of_words
from sentra.cases.visible import cases_visible
from sentra.cases.workflow import CASE, OWN, CaseFacts
from sentra.kernel import clock
from sentra.kernel.errors import Conflict, InvalidInput, NotFound
from sentra.kernel.locks import locked
from sentra.kernel.text import fold, tidy
from sentra.kernel.workflow import Act
from sentra.licensing.models import Permit, PermitStatus
from sentra.people.models import User
from sentra.people.policy import held_in
from sentra.surveys.models import Visit, VisitState

LONGEST_SEARCH = 700


def case_lock(actor: User, case_id: UUID, version: int | None = None) -> Case:
    """Lock a case that an officer may see, until the transaction ends.

    `version` is the one that the officer's page showed. Raises `NotFound`, or `Conflict` where it changed since.
    """
    return _locked(cases_visible(actor), actor, case_id, version)


def own_case_lock(actor: User, case_id: UUID) -> Case:
    """Lock a case of which the maker was told. Raises `NotFound`."""
    own = Case.objects.filter(business__owner__user=actor, maker_told_at__isnull=False)
    return _locked(own, actor, case_id, None)


def _locked(seen: "QuerySet[Case]", actor: User, case_id: UUID, version: int | None) -> Case:
    case = locked(seen.select_related("business__owner", "assigned_to", "product").filter(pk=case_id)).first()
    if case is None:
        raise NotFound(_("There is no such case, or it isn't in your area."))
    if version is not None and version != case.version:
        raise Conflict(
            _("Somebody changed this case while you had it open. Look at it again, then decide."),
            allowed=[act.label for act in acts_allowed(actor, case)],
        )
    return case


def facts_of(actor: User, case: Case) -> CaseFacts:
    """Gather what the guards look at."""
    finding = case.findings.order_by("found_at").last()
    business, visit = case.business, planned_visit(case).first()
    return CaseFacts(
        actor=actor.pk,
        officer=case.assigned_to_id,
        maker=case.maker_account,
        maker_known=business is not None,
        maker_registered=business is not None and business.is_registered,
        grave=case.is_grave,
        found_by=case.found_by_id,
        confirmed=finding is not None and finding.conclusion == Conclusion.CONFIRMED,
        statement_waits=case.statements.filter(answered_at=None).exists(),
        objection_waits=case.objections.filter(answered_at=None).exists(),
        may_object=case.object_until is not None and clock.today() <= case.object_until,
        permit_active=business is not None and active_permits(case).exists(),
        notice_open=case.notices.filter(ended_at=None).exists(),
        listing_stopped=case.listing_stopped,
        visit_planned=visit is not None,
        visit_ours=visit is not None and case.visits.contains(visit),
    )


def active_permits(case: Case) -> "QuerySet[Permit]":
    """Give the permits of the maker that could be suspended."""
    return Permit.objects.filter(business=case.business_id, status=PermitStatus.ACTIVE).order_by("-issued_on", "number")


def planned_visit(case: Case) -> "QuerySet[Visit]":
    """Give the visit to the maker that is planned, whatever it is for; a survey is licensing's."""
    planned = Visit.objects.filter(business=case.business_id, application=None, state=VisitState.PLANNED)
    return planned if case.business_id else planned.none()


def holds(actor: User, case: Case) -> Callable[[str], bool]:
    """Give the test of what the actor holds over this case."""

    in_district = held_in(actor, case.district)

    def test(permission: str) -> bool:
        if permission == OWN:
            return case.maker_told_at is not None and case.maker_account == actor.pk
        return in_district(permission)

    return test


def acts_allowed(actor: User, case: Case) -> list[Act[CaseFacts]]:
    """Give what the actor may do with the case now."""
    return CASE.allowed(case.state, facts_of(actor, case), holds(actor, case))


def case_require(actor: User, case: Case, code: str) -> Act[CaseFacts]:
    """Give the act if the actor may do it now. Raises `NotAllowed` or `Conflict`."""
    return CASE.require(code, case.state, facts_of(actor, case), holds(actor, case))


def require_words(text: str, field: str = "text") -> str:
    """Give a text, tidied. Raises `InvalidInput` where it says too little or too much."""
    text = tidy(text)
    if problems := problems_of_words(text, field):
        raise InvalidInput(problems)
    return text


def move(case: Case, act: Act[CaseFacts]) -> None:
    """Bring a case to where an act leads. Saves nothing."""
    if act.target is not None:
        case.state = State(act.target)


def first_answer(case: Case) -> None:
    """Note that the office has answered; only the first time counts. Saves nothing."""
    case.answered_at = case.answered_at or clock.now()


def search_words(case: Case) -> str:
    """Give the words by which a case is found."""
    register_number = case.business.register_number if case.business else ""
    told = (case.number, case.product_name, case.maker, case.maker_name, case.batch, register_number)
    return fold(" ".join(told))[:LONGEST_SEARCH]


def case_remember(
    actor: User | None,
    case: Case,
    act: str,
    *,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    reason: str = "",
) -> None:
    """Save the case as its next version and write the act into the audit."""
    case.version += 1
    case.search = search_words(case)
    case.save()
    record(actor=actor, act=f"case.{act}", record=case, before=before or {}, after=after or {}, reason=reason)
