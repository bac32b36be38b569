"""Doubles of the register: what waits for a decision, two records side by side, what was merged."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sentra.kernel.errors import NotFound
from sentra.outbox.soon import soon
from sentra.people.access import actor_of, requires
from sentra.people.given import version_given
from sentra.people.models import User
from sentra.people.policy import Permission
from sentra.people.refusal import Refusal, refused_on
from sentra.registry.beside import beside, percent_of, reasons_of, state_words
from sentra.registry.doubles import merges_of, newest_run, pairs_of, pairs_to_decide
from sentra.registry.jobs import doubles_search
from sentra.registry.models import Pair, PairState
from sentra.registry.services.doubles import pair_name, search_start
from sentra.registry.services.merge import CHOICES, merge_undo, pair_merge, pair_part

PAGE = 30
CHOSEN = "take-"


@require_safe
@requires(Permission.REGISTER_MERGE)
def doubles(request: HttpRequest) -> HttpResponse:
    """The pairs that wait for the officer, the likeliest first, and how far the search has come."""
    return _list_page(request)


def doubles_page(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Show the list again, with what was wrong with the numbers that were typed."""
    return _list_page(request, refusal)


def _list_page(request: HttpRequest, refusal: Refusal | None = None) -> HttpResponse:
    page = Paginator(pairs_to_decide(actor_of(request)), PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [(pair, percent_of(pair), reasons_of(pair)[:4]) for pair in page.object_list],
        "run": newest_run(),
        "refusal": refusal,
    }
    return render(request, "registry/doubles.html", context, status=refusal.status if refusal else 200)


@require_POST
@requires(Permission.REGISTER_MERGE)
@refused_on(doubles_page)
def search(request: HttpRequest) -> HttpResponse:
    """Search the whole register for doubles, in the background."""
    with transaction.atomic():
        search_start(actor=actor_of(request))
        soon(doubles_search)
    messages.success(request, _("The search has begun. It goes on in the background; this page shows how far it is."))
    return redirect("registry:doubles")


@require_POST
@requires(Permission.REGISTER_MERGE)
@refused_on(doubles_page)
def name_pair(request: HttpRequest) -> HttpResponse:
    """Put two businesses side by side that an officer takes for one."""
    numbers = (request.POST.get("first", ""), request.POST.get("second", ""))
    return redirect("registry:pair", pair_id=pair_name(actor=actor_of(request), numbers=numbers).pk)


@require_safe
@requires(Permission.REGISTER_MERGE)
def pair(request: HttpRequest, pair_id: int) -> HttpResponse:
    """Two records side by side."""
    return _pair_page(request, pair_id)


def pair_page(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Show both records as they are now, with why the decision was refused and what was chosen."""
    return _pair_page(request, refusal.address["pair_id"], refusal)


def _pair_page(request: HttpRequest, pair_id: int, refusal: Refusal | None = None) -> HttpResponse:
    found = _pair(actor_of(request), pair_id)
    shown = beside(found)
    typed = refusal.typed if refusal else {}
    kept = typed.get("kept", shown.kept)
    context = {
        "pair": found,
        "one": found.one,
        "other": found.other,
        "sides": [(business, str(business.pk)) for business in (found.one, found.other)],
        "beside": shown,
        "decided": state_words(found),
        "kept": kept,
        "chosen": {name: typed.get(f"{CHOSEN}{name}", kept) for name in CHOICES},
        "refusal": refusal,
    }
    return render(request, "registry/pair.html", context, status=refusal.status if refusal else 200)


def _pair(actor: User, pair_id: int) -> Pair:
    both = ("one__owner__user", "other__owner__user", "one__merged_into", "other__merged_into", "decided_by")
    found = pairs_of(actor).select_related(*both, "one__assigned_to", "other__assigned_to").filter(pk=pair_id).first()
    if found is None:
        raise NotFound(_("There is no such pair, or one of the two isn't in your area."))
    return found


@require_POST
@requires(Permission.REGISTER_MERGE)
@refused_on(pair_page)
def merge(request: HttpRequest, pair_id: int) -> HttpResponse:
    """The same: make one record of the two."""
    found = _pair(actor_of(request), pair_id)
    kept = request.POST.get("kept", "")
    merged = pair_merge(
        actor=actor_of(request),
        pair_id=pair_id,
        kept_id=found.other_id if kept == str(found.other_id) else found.one_id,
        versions={
            found.one_id: version_given(request, "version-one"),
            found.other_id: version_given(request, "version-other"),
        },
        taken={name for name in CHOICES if request.POST.get(f"{CHOSEN}{name}", kept) != kept},
        owners_same=request.POST.get("owners_same") == "on",
        why=request.POST.get("reason", ""),
    )
    words = _("Merged. The number %(number)s now leads to %(kept)s. You can undo this for 30 days.")
    messages.success(request, words % {"number": merged.gone.register_number, "kept": merged.kept.register_number})
    return redirect("registry:doubles")


@require_POST
@requires(Permission.REGISTER_MERGE)
@refused_on(pair_page)
def part(request: HttpRequest, pair_id: int) -> HttpResponse:
    """Not the same: remember it."""
    pair_part(actor=actor_of(request), pair_id=pair_id, why=request.POST.get("reason", ""))
    messages.success(request, _("Remembered: these two are not the same. They won't be offered again."))
    return redirect("registry:doubles")


@require_safe
@requires(Permission.REGISTER_MERGE)
def merges(request: HttpRequest) -> HttpResponse:
    """What was merged, the newest first."""
    return _merges_page(request)


def merges_page(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Show the merges again, with why one can't be undone."""
    return _merges_page(request, refusal)


def _merges_page(request: HttpRequest, refusal: Refusal | None = None) -> HttpResponse:
    found = merges_of(actor_of(request)).defer("record")
    context = {"page": Paginator(found, PAGE).get_page(request.GET.get("page")), "refusal": refusal}
    return render(request, "registry/merges.html", context, status=refusal.status if refusal else 200)


@require_POST
@requires(Permission.REGISTER_MERGE)
@refused_on(merges_page)
def undo(request: HttpRequest, merge_id: UUID) -> HttpResponse:
    """Part again what was merged."""
    undone = merge_undo(actor=actor_of(request), merge_id=merge_id)
    words = _("Undone. %(gone)s and %(kept)s are two records again.")
    names = {"gone": undone.gone.register_number, "kept": undone.kept.register_number}
    messages.success(request, words % names)
    return redirect("registry:pair", pair_id=_pair_of(undone.kept_id, undone.gone_id).pk)


def _pair_of(kept_id: UUID, gone_id: UUID) -> Pair:
    one, other = sorted((kept_id, gone_id))
    return Pair.objects.get(one=one, other=other, state=PairState.OPEN)
