"""The maker's own page of a case: what is asked, what was found, what to do; the statement and the objection."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sentra.cases import queries
from sentra.cases.services.close import objection_make
from sentra.cases.services.common import acts_allowed
from sentra.cases.services.examine import statement_give
from sentra.people.access import actor_of, signed_in
from sentra.people.given import word
from sentra.people.refusal import Refusal, refused_on
from sentra.reference.loading import current_pack


@require_safe
@signed_in
def own(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """A case about one's own product."""
    return _own_page(request, case_id)


def own_page(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Show the case again, with what was refused and the words that were typed."""
    return _own_page(request, refusal.address["case_id"], refusal)


def _own_page(request: HttpRequest, case_id: UUID, refusal: Refusal | None = None) -> HttpResponse:
    actor = actor_of(request)
    found = queries.own_case(actor, case_id)
    context = {
        "case": found,
        "kind": found.kind_told,
        "acts": {act.code: act for act in acts_allowed(actor, found)},
        "statements": found.statements.all(),
        "findings": found.findings.all(),
        "actions": found.actions.select_related("permit"),
        "objections": found.objections.all(),
        "notice": found.notices.filter(ended_at=None).first(),
        "helps": current_pack().cases.helps,
        "refusal": refusal,
    }
    return render(request, "cases/maker/case.html", context, status=refusal.status if refusal else 200)


@require_POST
@signed_in
@refused_on(own_page)
def answer(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Answer what the office asked."""
    statement_give(actor=actor_of(request), case_id=case_id, text=word(request, "text"))
    messages.success(request, _("Thank you. Your answer is with the office."))
    return redirect("cases:own", case_id=case_id)


@require_POST
@signed_in
@refused_on(own_page)
def objection(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Object to the finding."""
    objection_make(actor=actor_of(request), case_id=case_id, text=word(request, "text"))
    messages.success(request, _("Your objection is with the head of office."))
    return redirect("cases:own", case_id=case_id)
