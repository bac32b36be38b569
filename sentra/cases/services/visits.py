"""Visits for a case: planned for it, or a planned one that looks into it too; and what a visit's report makes of it."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from sentra.cases.models import OPEN, Case
from sentra.cases.rules import Report as Told
from sentra.cases.services.common import case_lock, case_remember, case_require, planned_visit
from sentra.cases.services.report import product_report
from sentra.cases.services.tell import tell_case_officer, tell_officers_of_case
from sentra.kernel.errors import Conflict, InvalidInput, Problem
from sentra.people.models import User
from sentra.surveys.models import Report, Visit, VisitKind
from sentra.surveys.services.bap import PAPER_LANGUAGE
from sentra.surveys.services.plan import Planned, visits_plan

COMPLAINT = "complaint"
"""The rule of the supervision plan by which a case is the reason of a visit (`supervision.yaml`)."""


@transaction.atomic
def case_visit_plan(
    *, actor: User, case_id: UUID, planned_on: date | None, surveyor: User | None, remark: str = ""
) -> Visit:
    """Plan a visit to the maker that looks into the case; owner and surveyor are told by the visit itself.

    Raises `NotFound`, `NotAllowed`, `Conflict` where a visit is planned already, `InvalidInput`.
    """
    case = case_lock(actor, case_id)
    case_require(actor, case, "plan_visit")
    if planned_on is None:
        raise InvalidInput([Problem("planned_on", "missing", _("Please give the day."))])
    if surveyor is None or case.business_id is None:
        raise InvalidInput([Problem("surveyor", "unknown", _("Please choose an officer from the list."))])
    planned = Planned(case.business_id, VisitKind.FOLLOW_UP, surveyor, planned_on, [COMPLAINT], remark)
    visit = visits_plan(actor=actor, planned=[planned])[0]
    _looks_into(actor, case, visit, "plan_visit")
    return visit


@transaction.atomic
def case_visit_share(*, actor: User, case_id: UUID) -> Visit:
    """Let the visit to the maker that is planned already look into the case too; its surveyor is told."""
    case = case_lock(actor, case_id)
    case_require(actor, case, "share_visit")
    visit = planned_visit(case).select_related("surveyor").first()
    if visit is None:
        raise Conflict(_("The visit was made or cancelled meanwhile. Look at the case again."))
    _looks_into(actor, case, visit, "share_visit")
    if visit.surveyor != actor:
        tell_officers_of_case(case, "case_visit", [visit.surveyor], day=visit.planned_on.isoformat(), by=actor.name)
    return visit


def _looks_into(actor: User, case: Case, visit: Visit, act: str) -> None:
    case.visits.add(visit)
    case_remember(actor, case, act, after={"planned_on": visit.planned_on.isoformat(), "surveyor": visit.surveyor.name})


def report_heard(actor: User, report: Report) -> None:
    """Make of a visit's report what concerns cases: a product with a problem opens one, and those it was for are told.

    A step of handing in. No case is locked here: acts on cases lock a case before its visit.
    """
    if report.problem_product:
        _open(actor, report)
    for case in report.visit.cases.filter(state__in=OPEN).select_related("assigned_to", "business"):
        tell_case_officer(case, "case_visited", report=report.document.number, day=report.visited_on.isoformat())


def _open(actor: User, report: Report) -> None:
    """Open a case about the product that a surveyor saw, with the number of the report as where it was seen."""
    application = report.application
    business = report.business or (application.business if application else None)
    with translation.override(PAPER_LANGUAGE):
        seen_at = _("Seen on a visit, report %(number)s") % {"number": report.document.number}
    told = Told.read(
        {
            "product_name": report.problem_product,
            "happened": report.problem_happened,
            "bought_at": seen_at,
            "maker_name": report.business_name,
            "district": report.district,
        }
    )
    product = business.products.filter(name__iexact=report.problem_product).first() if business else None
    product_report(actor=actor, key=report.key, report=told, business=business, product=product, seen_in=report)
