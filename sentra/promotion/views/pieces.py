"""What was published in a campaign: its form, taking it out, its scan."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sentra.files.serving import serve
from sentra.kernel.errors import InvalidInput
from sentra.people.access import actor_of, requires
from sentra.people.given import key_given, key_or_new, word
from sentra.people.policy import Permission
from sentra.people.refusal import refused_on
from sentra.promotion import campaigns as reads
from sentra.promotion.forms_campaign import PieceForm
from sentra.promotion.services.campaign_common import campaign_require
from sentra.promotion.services.pieces import piece_add, piece_drop
from sentra.promotion.views.campaigns import campaign_page


@require_http_methods(["GET", "POST"])
@requires(Permission.PROMOTION_MANAGE)
@refused_on(campaign_page)
def add(request: HttpRequest, campaign_id: UUID) -> HttpResponse:
    """Write down what was published."""
    found = reads.campaign_seen(campaign_id)
    campaign_require(actor_of(request), found, "add_piece")
    there = reads.participants(found)
    sent = request.method == "POST"
    form = PieceForm(request.POST if sent else None, request.FILES if sent else None, participants=there)
    key = key_or_new(request.POST.get("key", ""))
    if sent and form.is_valid():
        try:
            piece_add(
                actor=actor_of(request),
                campaign_id=campaign_id,
                key=key_given(request),
                published=form.published,
                upload=form.cleaned_data["scan"],
            )
        except InvalidInput as error:
            form.add_problems(error.problems)
        else:
            messages.success(request, _("Recorded."))
            return redirect("promotion:campaign", campaign_id)
    context = {"form": form, "campaign": found, "key": key}
    return render(request, "promotion/office/piece.html", context, status=422 if sent else 200)


@require_POST
@requires(Permission.PROMOTION_MANAGE)
@refused_on(campaign_page)
def drop(request: HttpRequest, campaign_id: UUID, piece_id: int) -> HttpResponse:
    """Take out what was written down wrongly."""
    piece_drop(actor=actor_of(request), campaign_id=campaign_id, piece_id=piece_id, reason=word(request, "reason"))
    messages.success(request, _("Taken out. The audit keeps what it said."))
    return redirect("promotion:campaign", campaign_id)


@require_safe
@requires(Permission.PROMOTION_READ)
def scan(_request: HttpRequest, campaign_id: UUID, piece_id: int) -> HttpResponse:
    """The scan of what was published."""
    piece = reads.piece_seen(campaign_id, piece_id)
    assert piece.scan  # noqa: S101 - the read gives none without one
    return serve(piece.scan, inline=True)
