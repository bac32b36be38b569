"""Photographs of how a programme ran: for everybody to see, for officers to add and take away."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sentra.files.serving import serve
from sentra.people.access import actor_of, public, requires
from sentra.people.given import word
from sentra.people.policy import Permission
from sentra.people.refusal import refused_on
from sentra.programmes.exhibiting import photo_public
from sentra.programmes.services.photos import photo_add, photo_drop
from sentra.programmes.views.officer import call_page


@require_safe
@public
def photo(_request: HttpRequest, number: str, photo_id: int) -> HttpResponse:
    """A photograph of a call that everybody may see."""
    return serve(photo_public(number, photo_id), inline=True)


@require_POST
@requires(Permission.PROGRAMME_MANAGE)
@refused_on(call_page)
def add(request: HttpRequest, call_id: UUID) -> HttpResponse:
    """Add a photograph."""
    photo_add(
        actor=actor_of(request),
        call_id=call_id,
        upload=request.FILES.get("photo"),
        caption=word(request, "caption"),
    )
    messages.success(request, _("The photograph is there; everybody can see it."))
    return redirect("programmes:call", call_id)


@require_POST
@requires(Permission.PROGRAMME_MANAGE)
@refused_on(call_page)
def drop(request: HttpRequest, call_id: UUID, photo_id: int) -> HttpResponse:
    """Take a photograph away."""
    photo_drop(actor=actor_of(request), call_id=call_id, photo_id=photo_id)
    messages.success(request, _("Taken away."))
    return redirect("programmes:call", call_id)
