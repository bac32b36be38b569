"""The counter: an application for somebody who walks in, and the slip with which they take the account over."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from sentra.kernel.errors import InvalidInput
from sentra.licensing import queries
from sentra.licensing.forms import WalkInForm
from sentra.licensing.services.draft import draft_start
from sentra.people.access import actor_of, requires
from sentra.people.policy import Permission
from sentra.people.services import walk_in_account


@require_http_methods(["GET", "POST"])
@requires(Permission.APPLICATION_ENTER)
def walk_in(request: HttpRequest) -> HttpResponse:
    """Start an application on behalf of a walk-in: who is it, and for what."""
    actor = actor_of(request)
    choices = [(one.code, str(one.title)) for one in queries.services()]
    form = WalkInForm(request.POST or None, services=choices)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            applicant = walk_in_account(actor=actor, name=data["name"], reached_by=data["reached_by"])
        except InvalidInput as error:
            for problem in error.problems:
                form.add_error(problem.field if problem.field in form.fields else None, str(problem.message))
        else:
            application = draft_start(actor=actor, service=data["service"], applicant=applicant)
            return redirect("licensing:application", application_id=application.pk)
    return render(request, "licensing/officer/walk_in.html", {"form": form}, status=422 if form.is_bound else 200)
