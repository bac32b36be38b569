"""One business as the office sees it, with all that may be done about it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from sentra.kernel import clock
from sentra.people.access import actor_of, requires
from sentra.people.given import version_given
from sentra.people.policy import Permission, can
from sentra.people.refusal import Refusal, refused_on
from sentra.registry.dossier import business_seen, dossier, figures_waiting, paper_kind_names, story_of
from sentra.registry.hung import look_up_hung
from sentra.registry.models import Business, Standing
from sentra.registry.panels import ACTS, PROFILE
from sentra.registry.places import place_choices
from sentra.registry.services.figures import figures_accept, figures_return
from sentra.registry.services.papers import paper_check, paper_remove
from sentra.registry.services.secrets import secret_read
from sentra.registry.services.standing import business_move, owner_change, standing_change

PAGE = 30


@require_safe
@requires(Permission.REGISTER_READ)
def business(request: HttpRequest, number: str) -> HttpResponse:
    """One business: its profile, figures, papers and story; the old number of a merged one leads here."""
    found = business_seen(actor_of(request), number)
    if found.register_number != number:
        return redirect("registry:business", number=found.register_number)
    return _business_page(request, found)


def business_page(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Show the business again, with what an act was refused for and the words that were typed."""
    found = business_seen(actor_of(request), refusal.address["number"])
    return _business_page(request, found, refusal)


def _business_page(request: HttpRequest, found: Business, refusal: Refusal | None = None) -> HttpResponse:
    actor = actor_of(request)
    look_up_hung(found)
    shown = dossier(actor, found)
    context = {
        "business": found,
        "dossier": shown,
        "paper_kinds": paper_kind_names(),
        "may_read_nik": can(actor, Permission.NIK_READ, found.district),
        "standings": [(one.value, one.label) for one in Standing if one != found.standing],
        "places": place_choices() if shown.governs else None,
        "panels": PROFILE.of(actor, found),
        "acts": ACTS.of(actor, found),
        "timeline": story_of(actor, found),
        "today": clock.today(),
        "refusal": refusal,
    }
    return render(request, "registry/business.html", context, status=refusal.status if refusal else 200)


@require_POST
@requires(Permission.NIK_READ)
@never_cache
def secret(request: HttpRequest, number: str, code: str) -> HttpResponse:
    """The NIK or NPWP in full; the reading is recorded."""
    actor = actor_of(request)
    found = business_seen(actor, number)
    context = {"business": found, "label": code.upper(), "value": secret_read(actor=actor, business=found, code=code)}
    return render(request, "registry/secret.html", context)


def _done(request: HttpRequest, found: Business, words: str, part: str = "") -> HttpResponse:
    messages.success(request, words)
    response = redirect("registry:business", number=found.register_number)
    response["Location"] += f"#{part}" if part else ""
    return response


@require_POST
@requires(Permission.REGISTER_EDIT)
@refused_on(business_page)
def standing(request: HttpRequest, number: str) -> HttpResponse:
    """Close, stop or reopen."""
    actor = actor_of(request)
    found = business_seen(actor, number)
    standing_change(
        actor=actor,
        business_id=found.pk,
        version=version_given(request),
        standing=request.POST.get("standing", ""),
        since=request.POST.get("since", ""),
        reason=request.POST.get("reason", ""),
    )
    return _done(request, found, _("Noted."))


@require_POST
@requires(Permission.REGISTER_EDIT)
@refused_on(business_page)
def move(request: HttpRequest, number: str) -> HttpResponse:
    """Move to another place."""
    actor = actor_of(request)
    found = business_seen(actor, number)
    given = {key: request.POST.get(key, "") for key in ("district", "village", "address", "reason")}
    business_move(actor=actor, business_id=found.pk, version=version_given(request), **given)
    words = _("Moved.")
    if found.is_registered:
        words = _("Moved. The permits still name the old place: help the owner to apply for the new one.")
    return _done(request, found, words, "place")


@require_POST
@requires(Permission.REGISTER_EDIT)
@refused_on(business_page)
def hand_on(request: HttpRequest, number: str) -> HttpResponse:
    """Pass into other hands."""
    actor = actor_of(request)
    found = business_seen(actor, number)
    given = {key: request.POST.get(key, "") for key in ("name", "nik", "phone", "since", "reason")}
    changed = owner_change(actor=actor, business_id=found.pk, version=version_given(request), **given)
    words = _("The business is %(name)s's now.") % {"name": changed.owner.name}
    if found.is_registered:
        words += " " + _("The permits still name the owner before: help the new one to apply.")
    return _done(request, found, words, "owner")


@require_POST
@requires(Permission.REGISTER_EDIT)
@refused_on(business_page)
def paper_checked(request: HttpRequest, number: str, paper_id: int) -> HttpResponse:
    """Say that a declared paper is right."""
    actor = actor_of(request)
    found = business_seen(actor, number)
    paper_check(actor=actor, paper_id=paper_id)
    return _done(request, found, _("Checked. The paper counts from now on."), "papers")


@require_POST
@requires(Permission.REGISTER_EDIT)
@refused_on(business_page)
def paper_removed(request: HttpRequest, number: str, paper_id: int) -> HttpResponse:
    """Take a paper off the register."""
    actor = actor_of(request)
    found = business_seen(actor, number)
    paper_remove(actor=actor, paper_id=paper_id, reason=request.POST.get("reason", ""))
    return _done(request, found, _("Taken away."), "papers")


@require_POST
@requires(Permission.REGISTER_EDIT)
@refused_on(business_page)
def accept(request: HttpRequest, number: str, year: int) -> HttpResponse:
    """Accept a year's figures."""
    actor = actor_of(request)
    found = business_seen(actor, number)
    figures_accept(actor=actor, business_id=found.pk, year=year, version=version_given(request))
    messages.success(request, _("Accepted: %(name)s, %(year)s.") % {"name": found.name, "year": year})
    if request.POST.get("from") == "waiting":
        return redirect("registry:figures_waiting")
    return redirect("registry:business", number=found.register_number)


@require_POST
@requires(Permission.REGISTER_EDIT)
@refused_on(business_page)
def give_back(request: HttpRequest, number: str, year: int) -> HttpResponse:
    """Return a year's figures with a reason."""
    actor = actor_of(request)
    found = business_seen(actor, number)
    figures_return(
        actor=actor,
        business_id=found.pk,
        year=year,
        version=version_given(request),
        reason=request.POST.get("reason", ""),
    )
    return _done(request, found, _("Returned. The owner is told why."), "figures")


@require_safe
@requires(Permission.REGISTER_EDIT)
def waiting(request: HttpRequest) -> HttpResponse:
    """The yearly figures that wait to be read, the oldest first."""
    page = Paginator(figures_waiting(actor_of(request)), PAGE).get_page(request.GET.get("page"))
    return render(request, "registry/figures_waiting.html", {"page": page})
