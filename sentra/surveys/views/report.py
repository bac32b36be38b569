"""The report of a survey: one long form for a phone, saved whenever one likes, handed in once."""

from collections.abc import Sequence
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sentra.kernel import clock
from sentra.kernel.errors import Conflict, InvalidInput, Problem
from sentra.licensing.models import Application
from sentra.people.access import actor_of, requires
from sentra.people.models import User
from sentra.people.policy import Permission
from sentra.surveys import queries
from sentra.surveys.forms import ReportForm
from sentra.surveys.models import ReportDraft
from sentra.surveys.rules import MOST_PHOTOS
from sentra.surveys.services.draft import draft_hand_in, draft_save
from sentra.surveys.shown import contact_of, stated_in

PLACES = {"add": "photographs", "remove": "photographs", "keep": "production"}
"""Where in the form one goes on after the buttons that only save; `keep` is what the Enter key presses."""


@require_http_methods(["GET", "POST"])
@requires(Permission.APPLICATION_SURVEY)
def report(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """Write the report. Everything that was typed and uploaded is saved, also where something is wrong."""
    if request.method == "POST":
        return _sent(request, application_id)
    actor = actor_of(request)
    found = queries.survey_case(actor, application_id)
    return _form(request, found, queries.draft_of(actor, found))


def _sent(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """Save, then go where the pressed button leads; a report that was handed in already stays that one."""
    actor, key = actor_of(request), _key(request)
    try:
        draft, problems = draft_save(
            actor=actor,
            application_id=application_id,
            key=key,
            given=request.POST.dict(),
            uploads=request.FILES.getlist("photos"),
            without=request.POST.get("remove", ""),
        )
        if not problems and "later" in request.POST:
            messages.success(request, _("Saved. You can go on whenever you like, also on another device."))
            return redirect("surveys:visits")
        if not problems and (place := next((PLACES[name] for name in PLACES if name in request.POST), "")):
            return redirect(f"{reverse('surveys:report', args=[application_id])}#{place}")
        problems = problems or _hand_in(actor, draft)
    except Conflict:
        if not queries.report_sent(actor, application_id, key):
            raise
        problems = []
    if problems:
        return _form(request, queries.survey_case(actor, application_id), draft, problems)
    messages.success(request, _("Thank you. Your report is handed in; the signed PDF follows in a moment."))
    return redirect("licensing:case", application_id=application_id)


def _hand_in(actor: User, draft: ReportDraft) -> list[Problem]:
    """Hand in, or give everything that is wrong."""
    try:
        draft_hand_in(actor=actor, application_id=draft.application_id, key=draft.key)
    except InvalidInput as error:
        return list(error.problems)
    return []


def _key(request: HttpRequest) -> UUID:
    """Read the key that the form was opened with. Raises `InvalidInput`."""
    try:
        return UUID(request.POST.get("key", ""))
    except ValueError as error:
        message = _("The page was incomplete. Open the report again, then repeat.")
        raise InvalidInput([Problem("key", "missing", message)]) from error


def _form(
    request: HttpRequest, found: Application, draft: ReportDraft | None, problems: Sequence[Problem] = ()
) -> HttpResponse:
    typed = draft.data if draft else {"visited_on": clock.today().isoformat()}
    context = {
        "application": found,
        "contact": contact_of(found),
        "checklist": found.revision.survey_checklist,
        "form": ReportForm(queries.items_of(found), typed=typed, stated=stated_in(found), problems=problems),
        "key": draft.key if draft else uuid4(),
        "draft": draft,
        "photos": queries.draft_photos(draft),
        "most_photos": MOST_PHOTOS,
    }
    return render(request, "surveys/report.html", context, status=422 if problems else 200)
