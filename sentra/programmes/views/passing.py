"""A machine that was passed on: its new holder accepts the agreement, or an officer records that it was signed."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sentra.files.serving import serve
from sentra.people.access import actor_of, requires, signed_in
from sentra.people.given import word
from sentra.people.policy import Permission
from sentra.people.refusal import refused_on
from sentra.programmes import holdings
from sentra.programmes.services.passing import passing_accept, passing_accept_on_paper
from sentra.programmes.views.assets import asset_page, own_asset_page


@require_POST
@signed_in
@refused_on(own_asset_page)
def accept(request: HttpRequest, number: str) -> HttpResponse:
    """Accept the agreement about a machine that one's own business holds."""
    holdings.own_asset(actor_of(request), number)
    passing_accept(
        actor=actor_of(request),
        number=number,
        name=word(request, "name"),
        read=word(request, "read") == "yes",
        shown=word(request, "shown"),
    )
    messages.success(request, _("Thank you. The agreement is accepted."))
    return redirect("programmes:own_asset", number.upper())


@require_POST
@requires(Permission.PROGRAMME_MANAGE)
@refused_on(asset_page)
def accept_on_paper(request: HttpRequest, number: str) -> HttpResponse:
    """Record that the new holder signed on paper."""
    passing_accept_on_paper(
        actor=actor_of(request), number=number, name=word(request, "name"), shown=word(request, "shown")
    )
    messages.success(request, _("Recorded."))
    return redirect("programmes:asset", number.upper())


@require_safe
@signed_in
def paper(request: HttpRequest, passing_id: int) -> HttpResponse:
    """The signed agreement about a machine that was passed on."""
    return serve(holdings.passing_file(actor_of(request), passing_id), inline=False)
