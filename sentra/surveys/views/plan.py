"""The surveyor's day: which visits are planned, what is left to plan, and planning one."""

from collections.abc import Iterable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sentra.kernel.errors import InvalidInput
from sentra.people.access import actor_of, requires
from sentra.people.policy import Permission
from sentra.surveys import queries
from sentra.surveys.forms import PlanForm
from sentra.surveys.models import Visit
from sentra.surveys.services.plan import visit_plan
from sentra.surveys.shown import Stop, stop_of_application, stop_of_visit


@require_safe
@requires(Permission.APPLICATION_SURVEY)
def visits(request: HttpRequest) -> HttpResponse:
    """My visits by day, what is overdue first, and what is left to plan."""
    actor = actor_of(request)
    planned = queries.visits_planned(actor)
    begun = queries.drafts_begun(actor)
    unplanned, number = queries.left_to_plan(actor)

    def stops(found: Iterable[Visit]) -> list[Stop]:
        return [stop_of_visit(one, begun=bool({one.application_id, one.pk} & begun)) for one in found]

    context = {
        "any_planned": planned.any,
        "overdue": stops(planned.overdue),
        "today": stops(planned.today),
        "tomorrow": stops(planned.tomorrow),
        "later": [(one.day, stops(one.visits)) for one in planned.later],
        "to_plan": [
            stop_of_application(one, begun=one.pk in begun, may=queries.may_survey(actor, one)) for one in unplanned
        ],
        "to_plan_number": number,
    }
    return render(request, "surveys/visits.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.APPLICATION_SURVEY)
def plan(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """Plan a visit, or move it to another day or surveyor."""
    actor = actor_of(request)
    found = queries.survey_case(actor, application_id)
    earlier = queries.visits_of(found)
    form = PlanForm(
        request.POST if request.method == "POST" else None,
        days=queries.days_offered(actor),
        surveyors=queries.surveyors_for(found),
        initial={"surveyor": str(earlier[0].surveyor_id if earlier else actor.pk)},
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            visit = visit_plan(
                actor=actor,
                application_id=application_id,
                surveyor=data["who"],
                planned_on=data["planned_on"],
                remark=data["remark"],
            )
        except InvalidInput as error:
            for problem in error.problems:
                form.add_problem(problem)
        else:
            told = {"business": found.business_name, "day": date_format(visit.planned_on, "l, j F Y")}
            messages.success(request, _("%(business)s is visited on %(day)s. The applicant was told.") % told)
            return redirect("surveys:visits")
    context = {"application": found, "stop": stop_of_application(found), "form": form, "earlier": earlier}
    return render(request, "surveys/plan.html", context, status=422 if form.is_bound else 200)
