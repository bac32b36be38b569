"""The owner's own businesses: what the register says of them, and what is asked of the owner."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sentra.kernel.errors import NotFound
from sentra.people.access import actor_of, signed_in
from sentra.people.refusal import Refusal, refused_on
from sentra.registry.dossier import business_seen, dossier, own_businesses, paper_kind_names, story_of
from sentra.registry.hung import look_up_hung
from sentra.registry.models import Business
from sentra.registry.panels import OWN
from sentra.registry.services.common import is_own
from sentra.registry.services.papers import paper_remove


@require_safe
@signed_in
def my_businesses(request: HttpRequest) -> HttpResponse:
    """The businesses of this account; a single one opens at once."""
    found = list(own_businesses(actor_of(request))[:200])
    if len(found) == 1:
        return redirect("registry:own", number=found[0].register_number)
    return render(request, "registry/mine.html", {"businesses": found})


def _own(request: HttpRequest, number: str) -> Business:
    business = business_seen(actor_of(request), number)
    if not is_own(actor_of(request), business):
        raise NotFound(_("There is no such business, or it isn't yours."))
    return business


@require_safe
@signed_in
def own(request: HttpRequest, number: str) -> HttpResponse:
    """One's own business."""
    business = _own(request, number)
    if business.register_number != number:
        return redirect("registry:own", number=business.register_number)
    return _own_page(request, business)


def own_page(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Show the business again, with what was refused."""
    return _own_page(request, _own(request, refusal.address["number"]), refusal)


def _own_page(request: HttpRequest, business: Business, refusal: Refusal | None = None) -> HttpResponse:
    actor = actor_of(request)
    look_up_hung(business)
    context = {
        "business": business,
        "dossier": dossier(actor, business),
        "paper_kinds": paper_kind_names(),
        "panels": OWN.of(actor, business),
        "timeline": story_of(actor, business),
        "refusal": refusal,
    }
    return render(request, "registry/own.html", context, status=refusal.status if refusal else 200)


@require_POST
@signed_in
@refused_on(own_page)
def own_paper_remove(request: HttpRequest, number: str, paper_id: int) -> HttpResponse:
    """Take back a paper that was declared and not yet checked."""
    business = _own(request, number)
    paper_remove(actor=actor_of(request), paper_id=paper_id, reason=_("The owner took it back."))
    messages.success(request, _("Taken away."))
    return redirect("registry:own", number=business.register_number)
