"""The report of a visit: one long form for a phone, saved whenever one likes, handed in once."""

from collections.abc import Sequence
from dataclasses import dataclass
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
from sentra.people.given import number_given
from sentra.people.models import User
from sentra.people.policy import Permission
from sentra.surveys import queries
from sentra.surveys.following import VISIT
from sentra.surveys.forms import ReportForm
from sentra.surveys.models import Finding, ReportDraft, Visit
from sentra.surveys.rules import MOST_PHOTOS, Asks
from sentra.surveys.services.draft import About, Moved, draft_hand_in, draft_save
from sentra.surveys.shown import Stated, Stop, stated_in, stated_last, stop_of_application, stop_of_visit
from sentra.surveys.views.phone import Choice, answers_phone, arrived, by_phone, keys_of_photos, refused, undecided

PLACES = {"add": "photographs", "remove": "photographs", "keep": "production"}
"""Where in the form one goes on after the buttons that only save; `keep` is what the Enter key presses."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a report is about, for its page: the application or the visit, what is asked, and what was told before."""

    record: Application | Visit
    stop: Stop
    asks: Asks
    stated: Stated
    findings: Sequence[Finding]


@require_http_methods(["GET", "POST"])
@answers_phone
@requires(Permission.APPLICATION_SURVEY)
def report(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """Write the report of a permit's survey. Everything is saved, also where something is wrong."""
    return _report(request, About(application_id=application_id), reverse("surveys:report", args=[application_id]))


@require_http_methods(["GET", "POST"])
@answers_phone
@requires(Permission.APPLICATION_SURVEY)
def visit_report(request: HttpRequest, visit_id: int) -> HttpResponse:
    """Write the report of another visit."""
    return _report(request, About(visit_id=visit_id), reverse("surveys:visit_report", args=[visit_id]))


def _report(request: HttpRequest, about: About, here: str) -> HttpResponse:
    if request.method == "POST":
        return _sent(request, about, here)
    actor = actor_of(request)
    subject = _subject(actor, about)
    return _form(request, subject, queries.draft_of(actor, subject.record))


def _subject(actor: User, about: About) -> Subject:
    """Gather what the page is about. Raises where no report is due."""
    if about.application_id:
        found = queries.survey_case(actor, about.application_id)
        asks = queries.asks_of_application(found)
        return Subject(found, stop_of_application(found), asks, stated_in(found), [])
    visit = queries.visit_to_report(actor, about.visit_id or 0)
    findings = queries.open_findings(visit.business) if visit.business else []
    last = queries.last_report(visit.business) if visit.business else None
    asks = queries.asks_of_visit(visit, findings)
    return Subject(visit, stop_of_visit(visit), asks, stated_last(last), findings)


def _sent(request: HttpRequest, about: About, here: str) -> HttpResponse:
    """Save, then go where the pressed button leads; a report that was handed in already stays that one."""
    actor, key = actor_of(request), _key(request)
    done = "licensing:case" if about.application_id else "surveys:visit"
    try:
        draft, problems = draft_save(
            actor=actor,
            about=about,
            key=key,
            given=dict(request.POST.lists()),
            uploads=dict(request.FILES.lists()),
            arrived=keys_of_photos(request),
            without=request.POST.get("remove", ""),
        )
        if not problems and "later" in request.POST:
            if by_phone(request):
                return arrived(reverse("surveys:visits"))
            messages.success(request, _("Saved. You can go on whenever you like, also on another device."))
            return redirect("surveys:visits")
        if not problems and (place := next((PLACES[name] for name in PLACES if name in request.POST), "")):
            return redirect(f"{here}#{request.POST.get('back') or place}")
        problems = problems or _hand_in(actor, about, draft, number_given(request.POST.get("planned_for", "")))
    except Moved as error:
        return _moved(request, about, draft, error)
    except Conflict:
        if not queries.report_under(actor, about.application_id, about.visit_id, key):
            raise
        problems = []
    if problems:
        return refused(problems) if by_phone(request) else _form(request, _subject(actor, about), draft, problems)
    if by_phone(request):
        return arrived(reverse(done, args=[about.application_id or about.visit_id]))
    messages.success(request, _("Thank you. Your report is handed in; the signed PDF follows in a moment."))
    return redirect(done, about.application_id or about.visit_id)


def _hand_in(actor: User, about: About, draft: ReportDraft, planned_for: int) -> list[Problem]:
    """Hand in, or give everything that is wrong."""
    try:
        draft_hand_in(actor=actor, about=about, key=draft.key, planned_for=planned_for)
    except InvalidInput as error:
        return list(error.problems)
    return []


def _moved(request: HttpRequest, about: About, draft: ReportDraft, error: Moved) -> HttpResponse:
    """Ask whether a report counts although the visit is a colleague's by now; what was typed is saved."""
    if by_phone(request):
        label = _("I was there: hand my report in")
        return undecided(error.message, [Choice("planned_for", str(error.surveyor.pk), label)])
    problems = [Problem("", "moved", error.message)]
    return _form(request, _subject(actor_of(request), about), draft, problems, status=error.status)


def _key(request: HttpRequest) -> UUID:
    """Read the key that the form was opened with. Raises `InvalidInput`."""
    try:
        return UUID(request.POST.get("key", ""))
    except ValueError as error:
        message = _("The page was incomplete. Open the report again, then repeat.")
        raise InvalidInput([Problem("key", "missing", message)]) from error


def _form(
    request: HttpRequest,
    subject: Subject,
    draft: ReportDraft | None,
    problems: Sequence[Problem] = (),
    status: int = 422,
) -> HttpResponse:
    now = clock.now().astimezone(clock.local_zone())
    typed = draft.data if draft else {"visited_on": clock.today().isoformat(), "visited_time": f"{now:%H:%M}"}
    files = queries.draft_files(draft)
    context = {
        "stop": subject.stop,
        "asks": subject.asks,
        "form": ReportForm(
            subject.asks,
            typed=typed,
            stated=subject.stated,
            files=files,
            findings=subject.findings,
            problems=problems,
        ),
        "key": draft.key if draft else uuid4(),
        "draft": draft,
        "planned_for": queries.surveyor_now(subject.record),
        "photos": files[""],
        "most_photos": MOST_PHOTOS,
        "panels": VISIT.of(actor_of(request), subject.stop.visit) if subject.stop.visit else [],
    }
    return render(request, "surveys/report.html", context, status=status if problems else 200)
