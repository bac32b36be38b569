"""The officer's page of the stands: the plan as it is typed and drawn, and whose each stand is."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from sentra.kernel.errors import NotFound
from sentra.people.access import actor_of, requires
from sentra.people.given import version_required, word
from sentra.people.policy import Permission
from sentra.people.refusal import Refusal, refused_on
from sentra.programmes import queries
from sentra.programmes.exhibiting import has_stands, participants_of, plan_of
from sentra.programmes.models import Call
from sentra.programmes.services.common import holds
from sentra.programmes.services.stands import (
    plan_lay,
    stand_acts,
    stand_facts,
    stand_free,
    stand_give,
    stands_give_out,
)
from sentra.programmes.stands import Place, plan_text
from sentra.programmes.workflow import STANDS

ABOUT_STANDS = {"lay_plan", "give_stand", "give_out"}
SAID_ANYWAY = {"nobody_without", "none_free"}
"""Hindrances that the page shows without words."""


@require_safe
@requires(Permission.PROGRAMME_READ)
def plan(request: HttpRequest, call_id: UUID) -> HttpResponse:
    """The stands of a call: drawn, given out, typed."""
    found = queries.call_seen(actor_of(request), call_id)
    if not has_stands(found):
        raise NotFound(_("This call has no stands, or isn't decided yet."))
    return _page(request, found)


def stands_page(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Show the stands again, with what was refused and what was typed."""
    return _page(request, queries.call_seen(actor_of(request), refusal.address["call_id"]), refusal)


def _page(request: HttpRequest, found: Call, refusal: Refusal | None = None) -> HttpResponse:
    actor = actor_of(request)
    hall = plan_of(found)
    typed = refusal.typed.get("text") if refusal and refusal.form == "lay_plan" else None
    laid = plan_text(Place(one.name, one.row, one.column) for one in hall.stands)
    blocked = STANDS.blocked(found.state, stand_facts(actor, found), holds(actor))
    context = {
        "call": found,
        "plan": hall,
        "participants": participants_of(found),
        "acts": stand_acts(actor, found),
        "hindrances": [
            (act.label, problem.message)
            for act, problem in blocked
            if act.code in ABOUT_STANDS and problem.code not in SAID_ANYWAY
        ],
        "text": laid if typed is None else typed,
        "chosen_stand": request.POST.get("stand") or request.GET.get("stan", ""),
        "chosen_candidate": request.POST.get("candidate", ""),
        "refusal": refusal,
    }
    return render(request, "programmes/officer/stands.html", context, status=refusal.status if refusal else 200)


def _back(call_id: UUID) -> HttpResponse:
    return redirect("programmes:stands", call_id)


@require_POST
@requires(Permission.PROGRAMME_MANAGE)
@refused_on(stands_page)
def lay(request: HttpRequest, call_id: UUID) -> HttpResponse:
    """Lay the stands out as they were typed."""
    stands = plan_lay(
        actor=actor_of(request), call_id=call_id, version=version_required(request), text=word(request, "text")
    )
    many = len(stands)
    message = ngettext("The plan is saved: %(many)s stand.", "The plan is saved: %(many)s stands.", many)
    messages.success(request, message % {"many": many})
    return _back(call_id)


@require_POST
@requires(Permission.PROGRAMME_MANAGE)
@refused_on(stands_page)
def give(request: HttpRequest, call_id: UUID) -> HttpResponse:
    """Give a stand to somebody who takes part."""
    candidate = stand_give(
        actor=actor_of(request),
        call_id=call_id,
        stand=word(request, "stand"),
        candidate_id=_uuid(word(request, "candidate")),
    )
    told = {"stand": candidate.stand, "name": candidate.shown_name}
    messages.success(request, _("%(stand)s is given to %(name)s, who was told.") % told)
    return _back(call_id)


def _uuid(text: str) -> UUID | None:
    """Read who was chosen; None for nonsense."""
    try:
        return UUID(text)
    except ValueError:
        return None


@require_POST
@requires(Permission.PROGRAMME_MANAGE)
@refused_on(stands_page)
def free(request: HttpRequest, call_id: UUID) -> HttpResponse:
    """Take a stand back."""
    stand = stand_free(actor=actor_of(request), call_id=call_id, stand=word(request, "stand"))
    messages.success(request, _("%(stand)s is free.") % {"stand": stand})
    return _back(call_id)


@require_POST
@requires(Permission.PROGRAMME_MANAGE)
@refused_on(stands_page)
def give_out(request: HttpRequest, call_id: UUID) -> HttpResponse:
    """Give the free stands out by rank."""
    many = len(stands_give_out(actor=actor_of(request), call_id=call_id))
    message = ngettext("%(many)s stand is given out.", "%(many)s stands are given out.", many)
    messages.success(request, message % {"many": many})
    return _back(call_id)
