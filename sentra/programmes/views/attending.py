"""What a participant of a training does: says by the QR code that it is here, takes the certificate home."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sentra.files.serving import serve
from sentra.kernel.errors import Conflict, Message, NotFound
from sentra.people.access import actor_of, signed_in
from sentra.people.models import User
from sentra.programmes import sessions
from sentra.programmes.models import Candidate, Session
from sentra.programmes.presence import session_in
from sentra.programmes.services import attendance
from sentra.programmes.services.training import training_require


@require_http_methods(["GET", "POST"])
@signed_in
def attend(request: HttpRequest, token: str) -> HttpResponse:
    """Where the QR code of a session leads: which session it is, and one press to say that one is here."""
    actor = actor_of(request)
    refused: Message = ""
    if request.method == "POST":
        try:
            done = attendance.attend(actor=actor, token=token, candidate_id=_candidate(request, token))
        except Conflict as error:
            refused = error.message
        else:
            messages.success(
                request, _("It is written down that you are here: %(topic)s.") % {"topic": done.session.topic}
            )
            return redirect("programmes:own", done.candidate_id)
    try:
        session = sessions.session_by_id(session_in(token))
    except Conflict as error:
        context: dict[str, object] = {"refused": error.message}
    else:
        mine = sessions.own_participants(actor, session)
        here = sessions.came_to(session)
        context = {
            "session": session,
            "rows": [(one, here.get(one.pk), _hindrance(actor, session, one)) for one in mine],
            "refused": refused,
        }
    return render(request, "programmes/owner/attend.html", context, status=409 if request.method == "POST" else 200)


def _candidate(request: HttpRequest, token: str) -> UUID:
    """Read for which application one is here. Raises `Conflict` for an old word, `NotFound` for nonsense."""
    session_in(token)
    try:
        return UUID(request.POST.get("candidate", ""))
    except ValueError as error:
        raise NotFound(_("There is no such application to a programme.")) from error


def _hindrance(actor: User, session: Session, candidate: Candidate) -> Message:
    """Say why one can't be here now; "" where one can."""
    try:
        training_require(actor, session.call, "attend", session, candidate)
    except Conflict as error:
        return error.message
    return ""


@require_safe
@signed_in
def certificate(request: HttpRequest, candidate_id: UUID) -> HttpResponse:
    """The signed certificate of a participant."""
    return serve(sessions.certificate_file(actor_of(request), candidate_id), inline=False)
