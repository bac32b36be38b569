"""The officer's pages of a training: sessions, the list of who came, the QR code, tests, certificates."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sentra.documents.rendering import qr_picture
from sentra.kernel import clock
from sentra.kernel.errors import Conflict, InvalidInput, Message
from sentra.people.access import actor_of, requires
from sentra.people.given import version_given, version_required
from sentra.people.models import User
from sentra.people.policy import Permission
from sentra.people.refusal import Refusal, refused_on
from sentra.programmes import sessions
from sentra.programmes.forms_training import SessionForm
from sentra.programmes.models import Call, CallState, Candidate, Session
from sentra.programmes.presence import DRAWN_AGAIN, token_of
from sentra.programmes.reading import Marked, points_typed
from sentra.programmes.services import attendance, certificates
from sentra.programmes.services import training as acts
from sentra.programmes.services.common import holds
from sentra.programmes.workflow import TRAINING

PAGE = 200
"""So many participants stand on one page of a list."""


def _acts_of(
    actor: User, call: Call, session: Session | None = None
) -> tuple[dict[str, Any], list[tuple[Message, Message]]]:
    """Give the acts that the actor may do as an officer, and what hinders the others."""
    facts, test = acts.training_facts(actor, call, session), holds(actor)
    allowed = {act.code: act for act in TRAINING.allowed(call.state, facts, test)}
    return allowed, [(act.label, problem.message) for act, problem in TRAINING.blocked(call.state, facts, test)]


def _page(request: HttpRequest, call: Call) -> "Page[Candidate]":
    return Paginator(sessions.participants(call), PAGE).get_page(request.GET.get("page"))


@require_http_methods(["GET", "POST"])
@requires(Permission.PROGRAMME_MANAGE)
def plan_session(request: HttpRequest, call_id: UUID) -> HttpResponse:
    """Plan a session of a training."""
    actor = actor_of(request)
    call = sessions.training_seen(actor, call_id)
    acts.training_require(actor, call, "plan_session")
    form = SessionForm(request.POST if request.method == "POST" else None, call=call)
    if form.is_valid():
        try:
            acts.session_plan(actor=actor, call_id=call_id, told=form.told)
        except InvalidInput as error:
            form.add_problems(error.problems)
        else:
            messages.success(request, _("Planned. Whoever has a seat is told."))
            return redirect("programmes:call", call_id)
    context = {"form": form, "call": call, "session": None}
    return render(request, "programmes/officer/session_form.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@requires(Permission.PROGRAMME_MANAGE)
def change_session(request: HttpRequest, call_id: UUID, session_id: int) -> HttpResponse:
    """Change a session of a training."""
    actor = actor_of(request)
    found = sessions.session_seen(actor, call_id, session_id)
    acts.training_require(actor, found.call, "change_session", found)
    form = SessionForm(request.POST if request.method == "POST" else None, call=found.call, session=found)
    status = 422 if form.is_bound else 200
    if form.is_valid():
        try:
            acts.session_change(
                actor=actor, call_id=call_id, session_id=session_id, version=version_given(request), told=form.told
            )
        except InvalidInput as error:
            form.add_problems(error.problems)
        except Conflict as error:
            form.add_error(None, str(error.message))
            status = 409
        else:
            messages.success(request, _("Saved."))
            return redirect("programmes:session", call_id, session_id)
    context = {"form": form, "call": found.call, "session": found}
    return render(request, "programmes/officer/session_form.html", context, status=status)


@require_safe
@requires(Permission.PROGRAMME_READ)
def session(request: HttpRequest, call_id: UUID, session_id: int) -> HttpResponse:
    """One session: when and what, who came, the list to mark."""
    return _session_page(request, sessions.session_seen(actor_of(request), call_id, session_id))


def session_page(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Show the session again, with what was refused and what was ticked."""
    where = refusal.address
    return _session_page(
        request, sessions.session_seen(actor_of(request), where["call_id"], where["session_id"]), refusal
    )


def _session_page(request: HttpRequest, found: Session, refusal: Refusal | None = None) -> HttpResponse:
    actor, call = actor_of(request), found.call
    allowed, hindrances = _acts_of(actor, call, found)
    page, came = _page(request, call), sessions.came_to(found)
    certified = sessions.certified_of(page.object_list)
    typed = refusal.typed if refusal and refusal.form.startswith("mark_list") else None
    rows = []
    for one in page.object_list:
        here = f"here-{one.pk}" in typed if typed is not None else one.pk in came
        was = f"was-{one.pk}" in typed if typed is not None else one.pk in came
        rows.append((one, here, was, came.get(one.pk), one.pk in certified))
    context = {
        "call": call,
        "session": found,
        "acts": allowed,
        "hindrances": hindrances,
        "today": found.on == clock.today(),
        "page": page,
        "rows": rows,
        "refusal": refusal,
    }
    return render(request, "programmes/officer/session.html", context, status=refusal.status if refusal else 200)


@require_POST
@requires(Permission.PROGRAMME_MANAGE)
@refused_on(session_page)
def drop_session(request: HttpRequest, call_id: UUID, session_id: int) -> HttpResponse:
    """Take a session away."""
    acts.session_drop(
        actor=actor_of(request), call_id=call_id, session_id=session_id, version=version_required(request)
    )
    messages.success(request, _("The session is taken away."))
    return redirect("programmes:call", call_id)


@require_POST
@requires(Permission.PROGRAMME_MANAGE)
@refused_on(session_page)
def mark_list(request: HttpRequest, call_id: UUID, session_id: int) -> HttpResponse:
    """Mark on the list who came."""
    marked = Marked.of(request.POST)
    attendance.list_mark(
        actor=actor_of(request),
        call_id=call_id,
        session_id=session_id,
        came=marked.came,
        left_out=marked.left_out,
    )
    messages.success(request, _("Saved."))
    return redirect(_same_page(request, reverse("programmes:session", args=[call_id, session_id])))


def _same_page(request: HttpRequest, address: str) -> str:
    """Give the address of a list at the page of it that was sent."""
    page = request.GET.get("page", "")
    return f"{address}?page={page}" if page.isascii() and page.isdecimal() else address


@require_safe
@requires(Permission.PROGRAMME_MANAGE)
def session_qr(request: HttpRequest, call_id: UUID, session_id: int) -> HttpResponse:
    """The QR code of a session, to be shown in the room on its day; the page draws a new one every minute."""
    found = sessions.session_seen(actor_of(request), call_id, session_id)
    today = found.on == clock.today()
    shown = today and found.call.state == CallState.RUNNING
    address = request.build_absolute_uri(reverse("programmes:attend", args=[token_of(found.pk)]))
    context = {"call": found.call, "session": found, "shown": shown, "today": today}
    if shown:
        context["qr"] = qr_picture(address)
    answer = render(request, "programmes/officer/session_qr.html", context)
    answer["Cache-Control"] = "private, no-store"
    if shown:
        answer["Refresh"] = str(DRAWN_AGAIN)
    return answer


@require_http_methods(["GET", "POST"])
@requires(Permission.PROGRAMME_MANAGE)
def tests(request: HttpRequest, call_id: UUID) -> HttpResponse:
    """The tests before and after: a table for all participants, saved at once."""
    actor = actor_of(request)
    call = sessions.training_seen(actor, call_id)
    page, status = _page(request, call), 200
    problems: dict[str, Message] = {}
    if request.method == "POST":
        try:
            many = attendance.scores_mark(actor=actor, call_id=call_id, points=points_typed(request.POST))
        except InvalidInput as error:
            problems, status = {one.field: one.message for one in error.problems}, 422
        except Conflict as error:
            problems, status = {"": error.message}, 409
        else:
            told = ngettext("Saved for %(many)s participant.", "Saved for %(many)s participants.", many)
            messages.success(request, told % {"many": many})
            return redirect(_same_page(request, reverse("programmes:tests", args=[call_id])))
    allowed, hindrances = _acts_of(actor, call)
    context = {
        "call": call,
        "terms": call.terms.training,
        "page": page,
        "rows": sessions.points_shown(list(page.object_list), request.POST if problems else None),
        "acts": allowed,
        "hindrances": [reason for label, reason in hindrances if label == TRAINING.acts["mark_tests"].label],
        "problems": problems,
    }
    return render(request, "programmes/officer/tests.html", context, status=status)


@require_safe
@requires(Permission.PROGRAMME_READ)
def certificates_of(request: HttpRequest, call_id: UUID) -> HttpResponse:
    """Who has earned the certificate, who hasn't and why, who has it."""
    return _certificates_page(request, sessions.training_seen(actor_of(request), call_id))


def certificates_page(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Show who has earned it again, with what was refused."""
    return _certificates_page(request, sessions.training_seen(actor_of(request), refusal.address["call_id"]), refusal)


def _certificates_page(request: HttpRequest, call: Call, refusal: Refusal | None = None) -> HttpResponse:
    rows: Sequence[sessions.Standing] = sessions.standings(call)
    allowed, hindrances = _acts_of(actor_of(request), call)
    context = {
        "call": call,
        "terms": call.terms.training,
        "rows": rows,
        "earned": sum(one.earned for one in rows),
        "acts": allowed,
        "hindrances": [reason for label, reason in hindrances if label == TRAINING.acts["certify"].label],
        "refusal": refusal,
    }
    return render(request, "programmes/officer/certificates.html", context, status=refusal.status if refusal else 200)


@require_POST
@requires(Permission.PROGRAMME_DECIDE)
@refused_on(certificates_page)
def certify(request: HttpRequest, call_id: UUID) -> HttpResponse:
    """Issue the certificates that are earned and not issued yet."""
    issued = certificates.certificates_issue(
        actor=actor_of(request), call_id=call_id, version=version_required(request)
    )
    if issued:
        many = len(issued)
        told = ngettext("%(many)s certificate is issued.", "%(many)s certificates are issued.", many) % {"many": many}
        messages.success(request, told)
    else:
        messages.info(request, _("Whoever earned a certificate has it already."))
    return redirect("programmes:certificates", call_id)
