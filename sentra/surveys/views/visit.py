"""A visit that isn't a permit's survey: its page, planning it, moving it, cancelling it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sentra.kernel.errors import InvalidInput
from sentra.people.access import actor_of, requires
from sentra.people.policy import Permission, districts_of
from sentra.people.refusal import Refusal, refused_on
from sentra.registry.dossier import business_seen
from sentra.surveys import queries
from sentra.surveys.following import VISIT
from sentra.surveys.forms import BusinessPlanForm, CensusPlanForm, PlanForm
from sentra.surveys.models import Visit
from sentra.surveys.services.plan import Planned, census_plan, visit_cancel, visit_move, visits_plan
from sentra.surveys.shown import checked_lines, loose_photos, reasons_in_words, stop_of_visit


@require_safe
@requires(Permission.REGISTER_READ)
def visit(request: HttpRequest, visit_id: int) -> HttpResponse:
    """A visit: where it goes, why, and what may be done with it; afterwards what it saw."""
    return _page(request, queries.visit_of(actor_of(request), visit_id))


def visit_page(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Show the visit again, with what an act was refused for and the words that were typed."""
    return _page(request, queries.visit_of(actor_of(request), refusal.address["visit_id"]), refusal)


def _page(
    request: HttpRequest, found: Visit, refusal: Refusal | None = None, form: PlanForm | None = None
) -> HttpResponse:
    actor = actor_of(request)
    acts = queries.visit_acts(actor, found)
    report = queries.report_of_visit(found)
    context = {
        "visit": found,
        "stop": stop_of_visit(found),
        "reasons": reasons_in_words(found.reasons),
        "acts": acts,
        "form": (form or _move_form(request, found)) if "move" in acts else None,
        "met": found.met.select_related("business__owner") if found.is_census else [],
        "draft": queries.draft_of(actor, found) if "hand_in" in acts else None,
        "report": report,
        "lines": checked_lines(report, found.checklist) if report else [],
        "photos": loose_photos(report, found.checklist) if report else [],
        "panels": VISIT.of(actor, found),
        "refusal": refusal,
    }
    status = refusal.status if refusal else 422 if form else 200
    return render(request, "surveys/visit.html", context, status=status)


def _move_form(request: HttpRequest, found: Visit, data: QueryDict | None = None) -> PlanForm:
    return PlanForm(
        data,
        days=queries.days_offered(actor_of(request)),
        surveyors=queries.surveyors_in(found.district, found.business),
        initial={"surveyor": str(found.surveyor_id), "remark": found.remark},
    )


@require_POST
@requires(Permission.VISIT_PLAN)
def move(request: HttpRequest, visit_id: int) -> HttpResponse:
    """Move a visit to another day or to a colleague."""
    actor = actor_of(request)
    found = queries.visit_of(actor, visit_id)
    form = _move_form(request, found, request.POST)
    if form.is_valid():
        data = form.cleaned_data
        try:
            visit_move(
                actor=actor,
                visit_id=visit_id,
                surveyor=data["who"],
                planned_on=data["planned_on"],
                remark=data["remark"],
            )
        except InvalidInput as error:
            for problem in error.problems:
                form.add_problem(problem)
        else:
            messages.success(request, _("The visit was moved. Those whom it concerns were told."))
            return redirect("surveys:visit", visit_id)
    return _page(request, found, form=form)


@require_POST
@requires(Permission.VISIT_PLAN)
@refused_on(visit_page)
def cancel(request: HttpRequest, visit_id: int) -> HttpResponse:
    """Cancel a visit, with a reason."""
    visit_cancel(actor=actor_of(request), visit_id=visit_id, reason=request.POST.get("reason", ""))
    messages.success(request, _("The visit was cancelled."))
    return redirect("surveys:visit", visit_id)


@require_http_methods(["GET", "POST"])
@requires(Permission.VISIT_PLAN)
def plan_business(request: HttpRequest, number: str) -> HttpResponse:
    """Plan a visit to a business of the register."""
    actor = actor_of(request)
    business = business_seen(actor, number)
    surveyors = queries.surveyors_in(business.district, business)
    form = BusinessPlanForm(
        request.POST if request.method == "POST" else None,
        days=queries.days_offered(actor),
        surveyors=surveyors,
        initial={"kind": "supervision", "surveyor": str(surveyors[0].pk) if len(surveyors) == 1 else ""},
    )
    if form.is_valid():
        data = form.cleaned_data
        planned = Planned(business.pk, data["kind"], data["who"], data["planned_on"], remark=data["remark"])
        try:
            made = visits_plan(actor=actor, planned=[planned])
        except InvalidInput as error:
            for problem in error.problems:
                form.add_problem(problem)
        else:
            return _planned(request, made[0], business.name)
    context = {"form": form, "business": business, "title": _("Plan a visit")}
    return render(request, "surveys/plan_visit.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@requires(Permission.VISIT_PLAN)
def plan_census(request: HttpRequest) -> HttpResponse:
    """Plan the census of a village."""
    actor = actor_of(request)
    form = CensusPlanForm(
        request.POST if request.method == "POST" else None,
        days=queries.days_offered(actor),
        surveyors=queries.surveyors_in(None),
        districts=districts_of(actor, Permission.VISIT_PLAN),
    )
    if form.is_valid():
        data = form.cleaned_data
        village: str = data["village"]
        try:
            made = census_plan(
                actor=actor,
                district=village[:8],
                village=village,
                surveyor=data["who"],
                planned_on=data["planned_on"],
                remark=data["remark"],
            )
        except InvalidInput as error:
            for problem in error.problems:
                form.add_problem(problem)
        else:
            return _planned(request, made, stop_of_visit(made).name)
    context = {"form": form, "business": None, "title": _("Plan the census of a village")}
    return render(request, "surveys/plan_visit.html", context, status=422 if form.is_bound else 200)


def _planned(request: HttpRequest, made: Visit, name: str) -> HttpResponse:
    told = {"name": name, "day": date_format(made.planned_on, "l, j F Y"), "surveyor": made.surveyor.name}
    messages.success(request, _("%(surveyor)s visits %(name)s on %(day)s.") % told)
    return redirect("surveys:visit", made.pk)
