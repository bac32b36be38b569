"""What an officer does about a case: each view reads what was given, calls one act, and goes back to the case.

What is refused for something that can be put right is told on the page of the form, which keeps what was typed.
"""

from collections.abc import Mapping
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from sentra.kernel.errors import Conflict, InvalidInput, NotFound, Problem
from sentra.licensing import queries
from sentra.licensing.lists import lists_of
from sentra.licensing.models import Application
from sentra.licensing.services import decide, permits, talk, verify
from sentra.licensing.services.common import application_require
from sentra.licensing.shown import paper_lines, sections
from sentra.licensing.views.officer import case_page, permit_page
from sentra.licensing.workflow import PERMIT
from sentra.people.access import actor_of, requires
from sentra.people.given import officer_given, version_required
from sentra.people.policy import Permission
from sentra.people.refusal import refused_on


def _back(application_id: UUID) -> HttpResponse:
    return redirect("licensing:case", application_id=application_id)


@require_POST
@requires(Permission.APPLICATION_VERIFY)
@refused_on(case_page)
def paper_check(request: HttpRequest, application_id: UUID, code: str) -> HttpResponse:
    """Say of a paper whether it is good; the remark is about what is wrong."""
    good = request.POST.get("verdict") == "good"
    remark = "" if good else request.POST.get("remark", "")
    verify.paper_check(actor=actor_of(request), application_id=application_id, code=code, good=good, remark=remark)
    return redirect(f"{_back(application_id)['Location']}#paper-{code}")


@require_POST
@requires(Permission.APPLICATION_VERIFY)
@refused_on(case_page)
def papers_pass(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """Declare the papers complete."""
    verify.papers_pass(actor=actor_of(request), application_id=application_id, version=version_required(request))
    messages.success(request, _("The papers are complete; the application went on."))
    return _back(application_id)


@require_http_methods(["GET", "POST"])
@requires(Permission.APPLICATION_VERIFY)
def send_for_correction(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """Mark what the applicant has to correct, each with a reason, and return the application."""
    actor = actor_of(request)
    if request.method != "POST":
        found = queries.application_seen(actor, application_id)
        application_require(actor, found, "return")
        return _return_page(request, found, _found_bad(found))
    marked = _marked(request)
    try:
        verify.application_return(
            actor=actor,
            application_id=application_id,
            items=marked,
            message=request.POST.get("message", ""),
            version=version_required(request),
        )
    except (InvalidInput, Conflict) as error:
        return _return_page(request, queries.application_seen(actor, application_id), marked, error)
    messages.success(request, _("Returned. The applicant was told what to correct; the clock stands still."))
    return _back(application_id)


def _return_page(
    request: HttpRequest,
    found: Application,
    marked: Mapping[tuple[str, str], str],
    error: InvalidInput | Conflict | None = None,
) -> HttpResponse:
    lists = lists_of(found)
    problems = error.problems if isinstance(error, InvalidInput) else ()
    context = {
        "application": found,
        "sections": sections(found, lists),
        "papers": paper_lines(found, lists, set()),
        "problems": (Problem("", "conflict", error.message),) if isinstance(error, Conflict) else problems,
        "wrong": {problem.field: problem.message for problem in problems},
        "marked": {f"{kind}:{code}": reason for (kind, code), reason in marked.items()},
        "message": request.POST.get("message", ""),
    }
    return render(request, "licensing/officer/return.html", context, status=error.status if error else 200)


def _found_bad(found: Application) -> dict[tuple[str, str], str]:
    """Mark from the start the papers that were found wrong, with the verifier's remark as the reason."""
    return {("paper", check.code): check.remark for check in found.paper_checks.all() if not check.good}


def _marked(request: HttpRequest) -> dict[tuple[str, str], str]:
    marked = {}
    for key in request.POST.getlist("item"):
        kind, _colon, code = key.partition(":")
        marked[(kind, code)] = request.POST.get(f"reason-{key}", "")
    return marked


@require_POST
@requires(Permission.APPLICATION_DECIDE)
@refused_on(case_page)
def grant(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """Grant."""
    permit = decide.application_grant(
        actor=actor_of(request), application_id=application_id, version=version_required(request)
    )
    messages.success(request, _("Granted: permit %(number)s.") % {"number": permit.number})
    return _back(application_id)


@require_POST
@requires(Permission.APPLICATION_DECIDE)
@refused_on(case_page)
def refuse(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """Refuse."""
    decide.application_refuse(
        actor=actor_of(request),
        application_id=application_id,
        reason=request.POST.get("reason", ""),
        version=version_required(request),
    )
    messages.success(request, _("Refused. The applicant was told the reason."))
    return _back(application_id)


@require_POST
@requires(Permission.APPLICATION_DECIDE)
@refused_on(case_page)
def send_back(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """Send back to the verifier."""
    decide.application_send_back(
        actor=actor_of(request),
        application_id=application_id,
        reason=request.POST.get("reason", ""),
        version=version_required(request),
    )
    return _back(application_id)


@require_POST
@requires(Permission.APPLICATION_ASSIGN)
@refused_on(case_page)
def ask(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """Ask the applicant something."""
    talk.question_ask(actor=actor_of(request), application_id=application_id, text=request.POST.get("text", ""))
    messages.success(request, _("The applicant was asked. The work goes on meanwhile."))
    return _back(application_id)


@require_POST
@requires(Permission.APPLICATION_NOTE)
@refused_on(case_page)
def note(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """Write a note for colleagues."""
    talk.note_write(actor=actor_of(request), application_id=application_id, text=request.POST.get("text", ""))
    return _back(application_id)


@require_POST
@requires(Permission.APPLICATION_ASSIGN)
@refused_on(case_page)
def assign(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """Assign to a colleague, take over, or let go."""
    talk.application_assign(
        actor=actor_of(request),
        application_id=application_id,
        officer=officer_given(request),
        version=version_required(request),
    )
    return _back(application_id)


@require_POST
@requires(Permission.APPLICATION_FLAG)
@refused_on(case_page)
def flag(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """Raise a flag that blocks the decision."""
    talk.flag_raise(actor=actor_of(request), application_id=application_id, reason=request.POST.get("reason", ""))
    return _back(application_id)


@require_POST
@requires(Permission.APPLICATION_FLAG)
@refused_on(case_page)
def unflag(request: HttpRequest, application_id: UUID, flag_id: int) -> HttpResponse:
    """Lift a flag."""
    talk.flag_lift(
        actor=actor_of(request),
        application_id=application_id,
        flag_id=flag_id,
        reason=request.POST.get("reason", ""),
    )
    return _back(application_id)


@require_POST
@requires(Permission.PERMIT_GOVERN)
@refused_on(permit_page)
def govern(request: HttpRequest, permit_id: UUID, act: str) -> HttpResponse:
    """Suspend, lift or revoke a permit."""
    if act not in PERMIT.acts:
        raise NotFound(_("There is no such act."))
    permits.permit_govern(
        actor=actor_of(request),
        permit_id=permit_id,
        act=act,
        reason=request.POST.get("reason", ""),
        version=version_required(request),
    )
    messages.success(request, _("Done. The holder was told, and the public page says so already."))
    return redirect("licensing:permit", permit_id=permit_id)
