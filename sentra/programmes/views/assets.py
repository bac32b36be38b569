"""The asset register: the officers' pages and acts, the holder's page, what everybody sees by the label, the labels."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sentra.audit.queries import timeline
from sentra.cases.views.given import day
from sentra.files.serving import serve
from sentra.kernel import clock
from sentra.kernel.errors import NotFound
from sentra.people.access import actor_of, public, requires, signed_in
from sentra.people.given import key_given, key_or_new, number_given, version_required, word
from sentra.people.models import User
from sentra.people.policy import Permission, can
from sentra.people.refusal import Refusal, refused_on
from sentra.programmes import holdings, queries
from sentra.programmes.labels import AT_ONCE, labels_pdf
from sentra.programmes.models import Asset, AssetState, SeenAs, Trouble
from sentra.programmes.panels import ASSETS
from sentra.programmes.services import assets as acts
from sentra.programmes.services.asset_common import asset_facts, asset_holds, passing_of
from sentra.programmes.workflow import ASSET, OWN
from sentra.reference.loading import current_pack

PAGE = 50


@require_safe
@requires(Permission.PROGRAMME_READ)
def assets(request: HttpRequest) -> HttpResponse:
    """The machines that were handed over, the newest first."""
    actor, chosen = actor_of(request), holdings.AssetFilter.read(request.GET.dict())
    found = chosen.apply(holdings.assets_seen_by(actor))
    context = {
        "filter": chosen,
        "page": Paginator(found, PAGE).get_page(request.GET.get("page")),
        "states": [("", _("All")), *AssetState.choices, (holdings.MISSING, _("Not there at the last look"))],
        "districts": sorted(current_pack().districts, key=lambda one: one.name),
        "years": holdings.years_of_assets(),
        "panels": ASSETS.of(actor, chosen),
    }
    return render(request, "programmes/officer/assets.html", context)


@require_safe
@requires(Permission.PROGRAMME_READ)
def asset(request: HttpRequest, number: str) -> HttpResponse:
    """One machine: whose, its papers and pictures, what happened to it, what may be done."""
    return _asset_page(request, holdings.asset_of_officer(actor_of(request), number))


def asset_page(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Show the machine again, with what was refused and the words that were typed."""
    return _asset_page(request, holdings.asset_of_officer(actor_of(request), refusal.address["number"]), refusal)


def _asset_page(request: HttpRequest, found: Asset, refusal: Refusal | None = None) -> HttpResponse:
    actor = actor_of(request)
    facts, holds = asset_facts(actor, found), asset_holds(actor, found)

    def as_officer(permission: str) -> bool:
        return permission != OWN and holds(permission)

    context = {
        "asset": found,
        "call": found.candidate.call,
        "acts": {act.code: act for act in ASSET.allowed(found.state, facts, as_officer)},
        "hindrances": [
            (act.label, problem.message)
            for act, problem in ASSET.blocked(found.state, facts, as_officer)
            if problem.code != "no_agreement"
        ],
        "photos": found.photos.all(),
        "seen": found.seen.select_related("by", "report__document"),
        "troubles": found.troubles.select_related("by", "photo"),
        "conditions": SeenAs.choices,
        "found_conditions": [one for one in SeenAs.choices if one[0] != SeenAs.NOT_THERE],
        "today": clock.today(),
        "passings": found.passings.select_related("document", "to", "passed_by"),
        "timeline": timeline(found),
        "refusal": refusal,
    }
    return render(request, "programmes/officer/asset.html", context, status=refusal.status if refusal else 200)


def _back(number: str) -> HttpResponse:
    return redirect("programmes:asset", number.upper())


@require_POST
@requires(Permission.PROGRAMME_MANAGE)
@refused_on(asset_page)
def see(request: HttpRequest, number: str) -> HttpResponse:
    """Record what was seen."""
    acts.asset_see(actor=actor_of(request), number=number, **_looked(request))
    messages.success(request, _("Recorded."))
    return _back(number)


@require_POST
@requires(Permission.PROGRAMME_MANAGE)
@refused_on(asset_page)
def find_again(request: HttpRequest, number: str) -> HttpResponse:
    """Record that a lost machine was found again."""
    acts.asset_find_again(actor=actor_of(request), number=number, **_looked(request))
    messages.success(request, _("Recorded."))
    return _back(number)


def _looked(request: HttpRequest) -> dict[str, Any]:
    return {
        "version": version_required(request),
        "condition": word(request, "condition"),
        "on": day(request, "on"),
        "words": word(request, "words"),
    }


@require_POST
@requires(Permission.PROGRAMME_DECIDE)
@refused_on(asset_page)
def transfer(request: HttpRequest, number: str) -> HttpResponse:
    """Pass the machine on to another business of the register."""
    acts.asset_transfer(
        actor=actor_of(request),
        number=number,
        version=version_required(request),
        to=word(request, "to"),
        reason=word(request, "reason"),
    )
    messages.success(request, _("Passed on. Both businesses are told."))
    return _back(number)


@require_POST
@requires(Permission.PROGRAMME_MANAGE)
@refused_on(asset_page)
def lose(request: HttpRequest, number: str) -> HttpResponse:
    """Record that the machine was lost or stolen."""
    acts.asset_lose(actor=actor_of(request), number=number, **_left(request))
    messages.success(request, _("Recorded."))
    return _back(number)


@require_POST
@requires(Permission.PROGRAMME_MANAGE)
@refused_on(asset_page)
def give_back(request: HttpRequest, number: str) -> HttpResponse:
    """Take the machine back."""
    acts.asset_give_back(actor=actor_of(request), number=number, **_left(request))
    messages.success(request, _("Recorded."))
    return _back(number)


def _left(request: HttpRequest) -> dict[str, Any]:
    return {"version": version_required(request), "on": day(request, "on"), "reason": word(request, "reason")}


@require_safe
@signed_in
def own_asset(request: HttpRequest, number: str) -> HttpResponse:
    """A machine that one's own business holds: what is owed, its paper, and where to report damage or loss."""
    return _own_asset(request, holdings.own_asset(actor_of(request), number))


def own_asset_page(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Show the own machine again, with what was refused and the words that were typed."""
    return _own_asset(request, holdings.own_asset(actor_of(request), refusal.address["number"]), refusal)


def _own_asset(request: HttpRequest, found: Asset, refusal: Refusal | None = None) -> HttpResponse:
    actor = actor_of(request)
    terms = found.candidate.call.terms.agreement
    allowed = ASSET.allowed(found.state, asset_facts(actor, found), asset_holds(actor, found))
    context = {
        "asset": found,
        "call": found.candidate.call,
        "clauses": terms.clauses if terms else (),
        "received": found.candidate.business.owner.user_id == actor.pk,
        "acts": {act.code for act in allowed},
        "passing": passing_of(found),
        "actor": actor,
        "troubles": found.troubles.filter(by=actor).select_related("photo"),
        "kinds": Trouble.choices,
        "photos": found.photos.all(),
        "key": key_or_new(refusal.typed.get("key", "") if refusal else ""),
        "refusal": refusal,
    }
    return render(request, "programmes/owner/asset.html", context, status=refusal.status if refusal else 200)


@require_POST
@signed_in
@refused_on(own_asset_page)
def trouble(request: HttpRequest, number: str) -> HttpResponse:
    """Report damage or loss of a machine that one's own business holds."""
    holdings.own_asset(actor_of(request), number)
    photo = request.FILES.get("photo")
    acts.trouble_tell(
        actor=actor_of(request),
        number=number,
        key=key_given(request),
        kind=word(request, "kind"),
        words=word(request, "words"),
        photo=photo if isinstance(photo, UploadedFile) and photo.size else None,
    )
    messages.success(request, _("Thank you for telling us. The office looks into it."))
    return redirect("programmes:own_asset", number.upper())


@require_safe
@signed_in
def photo(request: HttpRequest, number: str, file_id: UUID) -> HttpResponse:
    """A photograph of a machine."""
    return serve(holdings.asset_photo(actor_of(request), number, file_id), inline=True)


@require_safe
@public
def asset_public(request: HttpRequest, number: str) -> HttpResponse:
    """What everybody sees who scans a label: whose the machine is, and that it can't be sold."""
    found = holdings.asset_public(number)
    user = request.user
    context = {
        "asset": found,
        "call": found.candidate.call,
        "office": next((one for one in current_pack().offices if one.code == "disperindag"), None),
        "regency": current_pack().regency,
        "officer": isinstance(user, User) and can(user, Permission.PROGRAMME_READ),
    }
    return render(request, "programmes/public/asset.html", context)


@require_safe
@requires(Permission.PROGRAMME_READ)
def label(request: HttpRequest, number: str) -> HttpResponse:
    """The label of one machine, for a printer of labels."""
    found = holdings.asset_of_officer(actor_of(request), number)
    return _pdf(labels_pdf([found], sheet=False), f"label-{found.number}.pdf")


@require_safe
@requires(Permission.PROGRAMME_READ)
def call_labels(request: HttpRequest, call_id: UUID) -> HttpResponse:
    """A sheet with the labels of a call; `page` where there are more than one PDF holds. 404 while there are none."""
    call = queries.call_seen(actor_of(request), call_id)
    pages = Paginator(holdings.assets_of_call(call), AT_ONCE)
    found = list(pages.get_page(number_given(request.GET.get("page", "1")) or 1))
    if not found:
        raise NotFound(_("No machine of this call was handed over yet."))
    return _pdf(labels_pdf(found, sheet=True), f"label-{call.number}.pdf")


def _pdf(data: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(data, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{name}"'
    answer["Cache-Control"] = "private, no-store"
    return answer
