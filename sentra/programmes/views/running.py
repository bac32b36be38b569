"""While a programme runs and after: visits, what is paid back, who did not come, what came of it, the money."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sentra.cases.views.given import day
from sentra.kernel import clock
from sentra.kernel.errors import InvalidInput, NotFound, Problem
from sentra.kernel.money import parse_rupiah
from sentra.people.access import actor_of, requires, signed_in
from sentra.people.given import is_number, key_given, officer_given, word
from sentra.people.policy import Permission
from sentra.people.refusal import refused_on
from sentra.programmes import queries, results
from sentra.programmes.models import CallState, Candidate
from sentra.programmes.outcomes import Question
from sentra.programmes.services import money, taking_part, visits
from sentra.programmes.services.part_common import asked_now, part_require
from sentra.programmes.views.officer import call_page, candidate_page
from sentra.reference.lists import common_lists
from sentra.reference.loading import current_pack
from sentra.reference.page_form import PageForm


@require_POST
@requires(Permission.PROGRAMME_MANAGE)
@refused_on(candidate_page)
def plan_visit(request: HttpRequest, candidate_id: UUID) -> HttpResponse:
    """Plan a visit that looks at an application."""
    visits.candidate_visit_plan(
        actor=actor_of(request),
        candidate_id=candidate_id,
        planned_on=day(request, "planned_on"),
        surveyor=officer_given(request, "surveyor"),
        remark=word(request, "remark"),
    )
    messages.success(request, _("Planned. The surveyor and the owner were told."))
    return redirect("programmes:candidate", candidate_id)


@require_POST
@requires(Permission.PROGRAMME_MANAGE)
@refused_on(candidate_page)
def share_visit(request: HttpRequest, candidate_id: UUID) -> HttpResponse:
    """Let the planned visit look at an application too."""
    visits.candidate_visit_share(actor=actor_of(request), candidate_id=candidate_id)
    return redirect("programmes:candidate", candidate_id)


@require_POST
@requires(Permission.PROGRAMME_MANAGE)
@refused_on(candidate_page)
def verify(request: HttpRequest, candidate_id: UUID) -> HttpResponse:
    """Settle what is paid back."""
    money.reimbursement_verify(
        actor=actor_of(request),
        candidate_id=candidate_id,
        price=parse_rupiah(word(request, "price")),
        origin=word(request, "origin"),
        words=word(request, "words"),
    )
    messages.success(request, _("Settled. The choice counts with this amount."))
    return redirect("programmes:candidate", candidate_id)


@require_POST
@requires(Permission.PROGRAMME_DECIDE)
@refused_on(candidate_page)
def pay(request: HttpRequest, candidate_id: UUID) -> HttpResponse:
    """Record that it was paid back."""
    money.reimbursement_pay(
        actor=actor_of(request), candidate_id=candidate_id, on=day(request, "on"), voucher=word(request, "voucher")
    )
    messages.success(request, _("Recorded. The owner was told."))
    return redirect("programmes:candidate", candidate_id)


@require_POST
@requires(Permission.PROGRAMME_DECIDE)
@refused_on(candidate_page)
def unpay(request: HttpRequest, candidate_id: UUID) -> HttpResponse:
    """Take back a payment that was recorded wrongly."""
    money.payment_take_back(actor=actor_of(request), candidate_id=candidate_id, reason=word(request, "reason"))
    return redirect("programmes:candidate", candidate_id)


@require_POST
@requires(Permission.PROGRAMME_MANAGE)
@refused_on(candidate_page)
def miss(request: HttpRequest, candidate_id: UUID) -> HttpResponse:
    """Remember that somebody did not take part."""
    taking_part.candidate_miss(actor=actor_of(request), candidate_id=candidate_id, reason=word(request, "reason"))
    return redirect("programmes:candidate", candidate_id)


@require_http_methods(["GET", "POST"])
@requires(Permission.PROGRAMME_MANAGE)
def enter_result(request: HttpRequest, candidate_id: UUID, months: int) -> HttpResponse:
    """Enter what a participant told the office."""
    candidate = queries.candidate_seen(actor_of(request), candidate_id)
    part_require(actor_of(request), candidate, "enter_result")
    return _result(request, candidate, months, own=False)


@require_http_methods(["GET", "POST"])
@signed_in
def tell_result(request: HttpRequest, candidate_id: UUID, months: int) -> HttpResponse:
    """Tell what came of a programme for the own business."""
    candidate = queries.own_candidate(actor_of(request), candidate_id)
    part_require(actor_of(request), candidate, "tell")
    return _result(request, candidate, months, own=True)


def _result(request: HttpRequest, candidate: Candidate, months: int, *, own: bool) -> HttpResponse:
    question = next((one for one in asked_now(candidate) if one.months == months), None)
    if question is None:
        raise NotFound(_("This was told already, or isn't asked yet."))
    problems: list[Problem] = []
    if request.method == "POST":
        given = {one.code: request.POST.getlist(one.code) for one in question.fields}
        try:
            taking_part.outcome_tell(
                actor=actor_of(request), candidate_id=candidate.pk, months=months, given=given, own=own
            )
        except InvalidInput as error:
            problems = list(error.problems)
        else:
            messages.success(request, _("Kept. Thank you."))
            return redirect("programmes:own" if own else "programmes:candidate", candidate.pk)
    return _result_form(request, candidate, question, problems, own=own)


def _result_form(
    request: HttpRequest, candidate: Candidate, question: Question, problems: list[Problem], *, own: bool
) -> HttpResponse:
    typed = request.POST if request.method == "POST" else None
    context = {
        "candidate": candidate,
        "call": candidate.call,
        "question": question,
        "form": PageForm(question.fields, answers={}, lists=common_lists(), typed=typed, problems=problems),
    }
    template = "programmes/owner/result.html" if own else "programmes/officer/result.html"
    return render(request, template, context, status=422 if problems else 200)


@require_POST
@requires(Permission.PROGRAMME_MANAGE)
@refused_on(call_page)
def spend(request: HttpRequest, call_id: UUID) -> HttpResponse:
    """Record what was spent."""
    spent = money.Spent(
        key=key_given(request),
        on=day(request, "on"),
        amount=parse_rupiah(word(request, "amount")),
        what=word(request, "what"),
        voucher=word(request, "voucher"),
    )
    money.spending_record(actor=actor_of(request), call_id=call_id, spent=spent)
    messages.success(request, _("Recorded."))
    return redirect("programmes:call", call_id)


@require_POST
@requires(Permission.PROGRAMME_MANAGE)
@refused_on(call_page)
def take_back(request: HttpRequest, call_id: UUID, spending_id: int) -> HttpResponse:
    """Take back what was written down wrongly."""
    money.spending_take_back(
        actor=actor_of(request), call_id=call_id, spending_id=spending_id, reason=word(request, "reason")
    )
    return redirect("programmes:call", call_id)


@require_safe
@requires(Permission.PROGRAMME_READ)
def outcome(request: HttpRequest, call_id: UUID) -> HttpResponse:
    """What came of a call: what participants told, and figures before and after beside those who weren't chosen."""
    call = queries.call_seen(actor_of(request), call_id)
    context = {
        "call": call,
        "told": results.results_of(call, clock.today()),
        "groups": results.before_and_after([call]),
    }
    return render(request, "programmes/officer/outcome.html", context)


@require_safe
@requires(Permission.PROGRAMME_READ)
def effect(request: HttpRequest, kind: str) -> HttpResponse:
    """Figures before and after, of all calls of a kind that are done."""
    found = current_pack().programme(kind)
    if found is None:
        raise NotFound(_("There is no such kind of programme."))
    calls = list(queries.calls_of_officers(actor_of(request)).filter(kind=kind, state=CallState.DONE))
    context = {"kind": found, "calls": calls, "groups": results.before_and_after(calls)}
    return render(request, "programmes/officer/effect.html", context)


@require_safe
@requires(Permission.PROGRAMME_READ)
def budget(request: HttpRequest) -> HttpResponse:
    """Budget against spent, by kind of programme and call, of a year."""
    text = request.GET.get("tahun", "")
    year = int(text) if is_number(text) and 2000 <= int(text) <= 2100 else clock.today().year
    kinds = results.money_by_kind(results.budgets(actor_of(request), year))
    context: dict[str, Any] = {
        "year": year,
        "kinds": kinds,
        "names": {one.code: one.title for one in current_pack().programmes},
        "budget": sum(one.budget for one in kinds),
        "promised": sum(one.promised for one in kinds),
        "spent": sum(one.spent for one in kinds),
        "left": sum(one.left for one in kinds),
    }
    return render(request, "programmes/officer/budget.html", context)
