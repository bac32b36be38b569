"""Owners who may be one person: who waits for a decision, two of them side by side, who was merged."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sentra.kernel.errors import NotFound
from sentra.people.access import actor_of, requires
from sentra.people.models import User
from sentra.people.policy import Permission
from sentra.people.refusal import Refusal, refused_on
from sentra.registry.beside import percent_of, reasons_of, state_words
from sentra.registry.beside_owners import owners_beside
from sentra.registry.doubles import owner_merges_of, owner_pairs_of, owner_pairs_to_decide
from sentra.registry.models import OwnerPair
from sentra.registry.services.one_person import CHOICES
from sentra.registry.services.owner_doubles import (
    owner_merge_undo,
    owner_pair_merge,
    owner_pair_name,
    owner_pair_part,
    seen_at,
)

PAGE = 30
CHOSEN = "take-"


@require_safe
@requires(Permission.REGISTER_MERGE)
def owners(request: HttpRequest) -> HttpResponse:
    """The pairs of owners that wait for the officer, the likeliest first."""
    return _list_page(request)


def owners_page(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Show the list again, with what was wrong with the numbers that were typed."""
    return _list_page(request, refusal)


def _list_page(request: HttpRequest, refusal: Refusal | None = None) -> HttpResponse:
    page = Paginator(owner_pairs_to_decide(actor_of(request)), PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [(pair, percent_of(pair), reasons_of(pair)[:4]) for pair in page.object_list],
        "refusal": refusal,
    }
    return render(request, "registry/owner_doubles.html", context, status=refusal.status if refusal else 200)


@require_POST
@requires(Permission.REGISTER_MERGE)
@refused_on(owners_page)
def name_pair(request: HttpRequest) -> HttpResponse:
    """Put the owners of two businesses side by side whom an officer takes for one person."""
    numbers = (request.POST.get("first", ""), request.POST.get("second", ""))
    found = owner_pair_name(actor=actor_of(request), numbers=numbers)
    return redirect("registry:owner_pair", pair_id=found.pk)


@require_safe
@requires(Permission.REGISTER_MERGE)
def pair(request: HttpRequest, pair_id: int) -> HttpResponse:
    """Two owners side by side."""
    return _pair_page(request, pair_id)


def pair_page(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Show both owners as they are now, with why the decision was refused and what was chosen."""
    return _pair_page(request, refusal.address["pair_id"], refusal)


def _pair_page(request: HttpRequest, pair_id: int, refusal: Refusal | None = None) -> HttpResponse:
    found = _pair(actor_of(request), pair_id)
    shown = owners_beside(found)
    typed = refusal.typed if refusal else {}
    context = {
        "pair": found,
        "beside": shown,
        "seen": [(side.id, seen_at(side.owner)) for side in shown.sides],
        "decided": state_words(found),
        "chosen": {name: typed.get(f"{CHOSEN}{name}", shown.stays) for name in CHOICES},
        "refusal": refusal,
    }
    return render(request, "registry/owner_pair.html", context, status=refusal.status if refusal else 200)


def _pair(actor: User, pair_id: int) -> OwnerPair:
    both = ("one__user", "other__user", "decided_by")
    found = owner_pairs_of(actor).select_related("one", "other", *both).filter(pk=pair_id).first()
    if found is None:
        raise NotFound(_("There is no such pair, or a business of one of the two isn't in your area."))
    return found


@require_POST
@requires(Permission.REGISTER_MERGE)
@refused_on(pair_page)
def merge(request: HttpRequest, pair_id: int) -> HttpResponse:
    """The same person: make one owner of the two."""
    found = _pair(actor_of(request), pair_id)
    both = (found.one_id, found.other_id)
    chosen = {
        name: owner_id
        for name in CHOICES
        for owner_id in both
        if request.POST.get(f"{CHOSEN}{name}", "") == str(owner_id)
    }
    merged = owner_pair_merge(
        actor=actor_of(request),
        pair_id=pair_id,
        seen={owner_id: request.POST.get(f"seen-{owner_id}", "") for owner_id in both},
        chosen=chosen,
        why=request.POST.get("reason", ""),
    )
    words = _("Merged: all businesses of both are %(name)s's now. You can undo this for 30 days.")
    messages.success(request, words % {"name": merged.kept.name})
    return redirect("registry:owner_doubles")


@require_POST
@requires(Permission.REGISTER_MERGE)
@refused_on(pair_page)
def part(request: HttpRequest, pair_id: int) -> HttpResponse:
    """Not the same: remember it."""
    owner_pair_part(actor=actor_of(request), pair_id=pair_id, why=request.POST.get("reason", ""))
    messages.success(request, _("Remembered: these are two persons. They won't be offered again."))
    return redirect("registry:owner_doubles")


@require_safe
@requires(Permission.REGISTER_MERGE)
def merges(request: HttpRequest) -> HttpResponse:
    """The owners that were merged, the newest first."""
    return _merges_page(request)


def merges_page(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Show the merges again, with why one can't be undone."""
    return _merges_page(request, refusal)


def _merges_page(request: HttpRequest, refusal: Refusal | None = None) -> HttpResponse:
    found = owner_merges_of(actor_of(request)).defer("record")
    context = {"page": Paginator(found, PAGE).get_page(request.GET.get("page")), "refusal": refusal}
    return render(request, "registry/owner_merges.html", context, status=refusal.status if refusal else 200)


@require_POST
@requires(Permission.REGISTER_MERGE)
@refused_on(merges_page)
def undo(request: HttpRequest, merge_id: UUID) -> HttpResponse:
    """Part two owners again."""
    undone = owner_merge_undo(actor=actor_of(request), merge_id=merge_id)
    messages.success(request, _("Undone. They are two owners again."))
    one, other = sorted((undone.kept_id, undone.gone_id))
    return redirect("registry:owner_pair", pair_id=OwnerPair.objects.get(one=one, other=other).pk)
