"""What an officer does about a case: each view reads what was given, calls one act, and goes back to the case."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from sentra.kernel.errors import InvalidInput, Problem
from sentra.licensing import queries
from sentra.licensing.lists import lists_for
from sentra.licensing.services import decide, permits, talk, verify
from sentra.licensing.services.common import acts_allowed
from sentra.licensing.shown import paper_lines, sections
from sentra.people.access import actor_of, requires
from sentra.people.models import User
from sentra.people.policy import Permission


def _version(request: HttpRequest) -> int:
    """Read the version that the officer's page showed. Raises `InvalidInput` where it is missing."""
    text = request.POST.get("version", "")
    if not text.isdecimal() or len(text) > 9:
        raise InvalidInput(
            [Problem("version", "missing", _("The page was incomplete. Open the case again, then repeat."))]
        )
    return int(text)


def _back(application_id: UUID) -> HttpResponse:
    return redirect("licensing:case", application_id=application_id)


@require_POST
@requires(Permission.APPLICATION_VERIFY)
def paper_check(request: HttpRequest, application_id: UUID, code: str) -> HttpResponse:
    """Say of a paper whether it is good."""
    verify.paper_check(
        actor=actor_of(request),
        application_id=application_id,
        code=code,
        good=request.POST.get("verdict") == "good",
        remark=request.POST.get("remark", ""),
    )
    return redirect(f"{_back(application_id)['Location']}#paper-{code}")


@require_POST
@requires(Permission.APPLICATION_VERIFY)
def papers_pass(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """Declare the papers complete."""
    verify.papers_pass(actor=actor_of(request), application_id=application_id, version=_version(request))
    messages.success(request, _("The papers are complete; the application went on."))
    return _back(application_id)


@require_http_methods(["GET", "POST"])
@requires(Permission.APPLICATION_VERIFY)
def send_for_correction(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """Mark what the applicant has to correct, each with a reason, and return the application."""
    actor = actor_of(request)
    found = queries.application_seen(actor, application_id)
    problems: tuple[Problem, ...] = ()
    marked = _marked(request) if request.method == "POST" else {}
    if request.method == "POST":
        try:
            verify.application_return(
                actor=actor,
                application_id=application_id,
                items=marked,
                message=request.POST.get("message", ""),
                version=_version(request),
            )
        except InvalidInput as error:
            problems = error.problems
        else:
            messages.success(request, _("Returned. The applicant was told what to correct; the clock stands still."))
            return _back(application_id)
    lists = lists_for(found.applicant)
    context = {
        "application": found,
        "acts": {act.code for act in acts_allowed(actor, found)},
        "sections": sections(found, lists),
        "papers": paper_lines(found, lists, set()),
        "problems": problems,
        "marked": {f"{kind}:{code}": reason for (kind, code), reason in marked.items()},
        "message": request.POST.get("message", ""),
    }
    return render(request, "licensing/officer/return.html", context, status=422 if problems else 200)


def _marked(request: HttpRequest) -> dict[tuple[str, str], str]:
    marked = {}
    for key in request.POST.getlist("item"):
        kind, _colon, code = key.partition(":")
        marked[(kind, code)] = request.POST.get(f"reason-{key}", "")
    return marked


@require_POST
@requires(Permission.APPLICATION_DECIDE)
def grant(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """Grant."""
    permit = decide.application_grant(actor=actor_of(request), application_id=application_id, version=_version(request))
    messages.success(request, _("Granted: permit %(number)s.") % {"number": permit.number})
    return _back(application_id)


@require_POST
@requires(Permission.APPLICATION_DECIDE)
def refuse(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """Refuse."""
    decide.application_refuse(
        actor=actor_of(request),
        application_id=application_id,
        reason=request.POST.get("reason", ""),
        version=_version(request),
    )
    messages.success(request, _("Refused. The applicant was told the reason."))
    return _back(application_id)


@require_POST
@requires(Permission.APPLICATION_DECIDE)
def send_back(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """Send back to the verifier."""
    decide.application_send_back(
        actor=actor_of(request),
        application_id=application_id,
        reason=request.POST.get("reason", ""),
        version=_version(request),
    )
    return _back(application_id)


@require_POST
@requires(Permission.APPLICATION_ASSIGN)
def ask(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """Ask the applicant something."""
    talk.question_ask(actor=actor_of(request), application_id=application_id, text=request.POST.get("text", ""))
    messages.success(request, _("The applicant was asked. The work goes on meanwhile."))
    return _back(application_id)


@require_POST
@requires(Permission.APPLICATION_NOTE)
def note(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """Write a note for colleagues."""
    talk.note_write(actor=actor_of(request), application_id=application_id, text=request.POST.get("text", ""))
    return _back(application_id)


@require_POST
@requires(Permission.APPLICATION_ASSIGN)
def assign(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """Assign to a colleague, take over, or let go."""
    wanted = request.POST.get("officer", "")
    officer = User.objects.filter(pk=int(wanted), is_active=True).first() if wanted.isdecimal() else None
    if wanted and officer is None:
        raise InvalidInput([Problem("officer", "unknown", _("Please choose an officer from the list."))])
    talk.application_assign(
        actor=actor_of(request), application_id=application_id, officer=officer, version=_version(request)
    )
    return _back(application_id)


@require_POST
@requires(Permission.APPLICATION_FLAG)
def flag(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """Raise a flag that blocks the decision."""
    talk.flag_raise(actor=actor_of(request), application_id=application_id, reason=request.POST.get("reason", ""))
    return _back(application_id)


@require_POST
@requires(Permission.APPLICATION_FLAG)
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
def govern(request: HttpRequest, permit_id: UUID, act: str) -> HttpResponse:
    """Suspend, lift or revoke a permit."""
    permits.permit_govern(
        actor=actor_of(request),
        permit_id=permit_id,
        act=act,
        reason=request.POST.get("reason", ""),
        version=_version(request),
    )
    messages.success(request, _("Done. The holder was told, and the public page says so already."))
    return redirect("licensing:permit", permit_id=permit_id)
