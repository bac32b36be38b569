"""The officer's pages of campaigns: the list, one campaign, its plan, who takes part, and whose turn it is."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sentra.kernel.errors import Conflict, InvalidInput, NotFound
from sentra.people.access import actor_of, requires
from sentra.people.given import is_number, key_given, key_or_new, number_given, version_required, word
from sentra.people.policy import Permission
from sentra.people.refusal import Refusal, refused_on
from sentra.promotion import campaigns as reads
from sentra.promotion.forms_campaign import CampaignForm
from sentra.promotion.models import Campaign, CampaignState, Maker
from sentra.promotion.services import campaigns as acts
from sentra.promotion.services.campaign_common import campaign_acts, campaign_require
from sentra.promotion.turns import Turns, turns
from sentra.reference.loading import current_pack

PAGE = 30


@require_safe
@requires(Permission.PROMOTION_READ)
def campaigns(request: HttpRequest) -> HttpResponse:
    """All campaigns, the newest first."""
    state = request.GET.get("keadaan", "")
    found = reads.campaigns()
    if state in CampaignState.values:
        found = found.filter(state=state)
    context = {
        "page": Paginator(found, PAGE).get_page(request.GET.get("page")),
        "states": CampaignState.choices,
        "chosen": state,
        "media": media_names(),
    }
    return render(request, "promotion/office/campaigns.html", context)


def media_names() -> dict[str, str]:
    """Give the names of the kinds of media, by their codes."""
    return {one.code: str(one.title) for one in current_pack().promotion.media}


@require_safe
@requires(Permission.PROMOTION_READ)
def campaign(request: HttpRequest, campaign_id: UUID) -> HttpResponse:
    """One campaign: its plan, who takes part, what was published, what came of it."""
    return _page(request, reads.campaign_seen(campaign_id))


def campaign_page(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Show a campaign again, with what was refused and what was typed."""
    return _page(request, reads.campaign_seen(refusal.address["campaign_id"]), refusal)


def _page(request: HttpRequest, found: Campaign, refusal: Refusal | None = None) -> HttpResponse:
    allowed, blocked = campaign_acts(actor_of(request), found)
    names = media_names()
    context = {
        "campaign": found,
        "media": names,
        "media_said": ", ".join(names.get(code, code) for code in found.media),
        "participants": reads.participants(found),
        "pieces": reads.pieces_of(found),
        "results": reads.results_of(found),
        "acts": allowed,
        "hindrances": blocked,
        "refusal": refusal,
    }
    status = refusal.status if refusal else 200
    return render(request, "promotion/office/campaign.html", context, status=status)


@require_http_methods(["GET", "POST"])
@requires(Permission.PROMOTION_MANAGE)
def plan(request: HttpRequest) -> HttpResponse:
    """Plan a campaign."""
    actor = actor_of(request)
    form = CampaignForm(request.POST if request.method == "POST" else None, actor_id=actor.pk)
    key = key_or_new(request.POST.get("key", ""))
    if request.method == "POST" and form.is_valid():
        try:
            made = acts.campaign_plan(actor=actor, key=key_given(request), plan=form.plan)
        except InvalidInput as error:
            form.add_problems(error.problems)
        else:
            messages.success(request, _("The campaign is planned. Choose now who takes part."))
            return redirect("promotion:campaign", made.pk)
    return _form(request, form, {"key": key})


@require_http_methods(["GET", "POST"])
@requires(Permission.PROMOTION_MANAGE)
@refused_on(campaign_page)
def edit(request: HttpRequest, campaign_id: UUID) -> HttpResponse:
    """Change the plan of a campaign."""
    found = reads.campaign_seen(campaign_id)
    campaign_require(actor_of(request), found, "edit")
    form = CampaignForm(request.POST if request.method == "POST" else None, campaign=found)
    if request.method == "POST":
        version = version_required(request)
        if form.is_valid():
            try:
                acts.campaign_edit(actor=actor_of(request), campaign_id=campaign_id, version=version, plan=form.plan)
            except InvalidInput as error:
                form.add_problems(error.problems)
            else:
                messages.success(request, _("The plan is saved."))
                return redirect("promotion:campaign", campaign_id)
    return _form(request, form, {"campaign": found})


def _form(request: HttpRequest, form: CampaignForm, told: dict[str, Any]) -> HttpResponse:
    status = 422 if form.is_bound else 200
    return render(request, "promotion/office/campaign_plan.html", {"form": form, **told}, status=status)


@require_safe
@requires(Permission.PROMOTION_READ)
def turn(request: HttpRequest) -> HttpResponse:
    """Whose turn it is: all makers in the catalogue, who was never promoted first."""
    context = {**_in_turn(request), "months": current_pack().promotion.turn_months}
    return render(request, "promotion/office/turn.html", context)


def _in_turn(request: HttpRequest, besides: "QuerySet[Maker] | None" = None) -> dict[str, Any]:
    """Narrow the makers in their turn to what the address asks for, and give a page of them."""
    pack = current_pack()
    commodity, district = request.GET.get("komoditas", ""), request.GET.get("kecamatan", "")
    commodity = commodity if commodity in pack.commodities_by_code else ""
    district = district if district in pack.district_names else ""
    found: Turns = turns(commodity=commodity, district=district, besides=besides)
    return {
        "page": Paginator(found, PAGE).get_page(request.GET.get("page")),
        "commodity": commodity,
        "district": district,
        "commodities": sorted((str(one.name), one.code) for one in pack.commodities),
        "districts": sorted((name, code) for code, name in pack.district_names.items()),
    }


@require_safe
@requires(Permission.PROMOTION_MANAGE)
def choose(request: HttpRequest, campaign_id: UUID) -> HttpResponse:
    """Choose who takes part: from whose turn it is, so many of them at once, or by number."""
    return _choose(request, reads.campaign_seen(campaign_id))


def choose_page(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Show the choice again, with what was refused and what was typed."""
    return _choose(request, reads.campaign_seen(refusal.address["campaign_id"]), refusal)


def _choose(request: HttpRequest, found: Campaign, refusal: Refusal | None = None) -> HttpResponse:
    allowed, _blocked = campaign_acts(actor_of(request), found)
    if "add_makers" not in allowed:
        raise Conflict(_("Nobody can be chosen for this campaign any more."))
    there = Maker.objects.filter(campaigns__campaign=found)
    context = {
        **_in_turn(request, there),
        "campaign": found,
        "there": there.count(),
        "months": current_pack().promotion.turn_months,
        "refusal": refusal,
        "picked": set(request.POST.getlist("maker")),
        "most_in_turn": acts.MOST_IN_TURN,
    }
    status = refusal.status if refusal else 200
    return render(request, "promotion/office/campaign_makers.html", context, status=status)


@require_POST
@requires(Permission.PROMOTION_MANAGE)
@refused_on(choose_page)
def add(request: HttpRequest, campaign_id: UUID) -> HttpResponse:
    """Let those take part who were ticked."""
    ticked = {number_given(one) for one in request.POST.getlist("maker")}
    many = acts.campaign_makers_add(actor=actor_of(request), campaign_id=campaign_id, maker_ids=ticked)
    return _added(request, campaign_id, many)


@require_POST
@requires(Permission.PROMOTION_MANAGE)
@refused_on(choose_page)
def add_numbers(request: HttpRequest, campaign_id: UUID) -> HttpResponse:
    """Let those take part whose numbers were typed."""
    numbers = word(request, "numbers")
    many = acts.campaign_makers_by_number(actor=actor_of(request), campaign_id=campaign_id, numbers=numbers)
    return _added(request, campaign_id, many)


@require_POST
@requires(Permission.PROMOTION_MANAGE)
@refused_on(choose_page)
def add_in_turn(request: HttpRequest, campaign_id: UUID) -> HttpResponse:
    """Let those take part whose turn it is."""
    many = acts.campaign_makers_in_turn(
        actor=actor_of(request),
        campaign_id=campaign_id,
        many=number_given(word(request, "many").strip()),
        commodity=word(request, "commodity")[:50].replace("\0", ""),
        district=word(request, "district")[:8].replace("\0", ""),
    )
    return _added(request, campaign_id, many)


def _added(request: HttpRequest, campaign_id: UUID, many: int) -> HttpResponse:
    message = ngettext("%(many)s maker was added.", "%(many)s makers were added.", many) % {"many": many}
    messages.success(request, message)
    return redirect("promotion:campaign", campaign_id)


@require_POST
@requires(Permission.PROMOTION_MANAGE)
@refused_on(campaign_page)
def drop(request: HttpRequest, campaign_id: UUID) -> HttpResponse:
    """Take a maker out."""
    maker = word(request, "maker")
    if not is_number(maker):
        raise NotFound(_("This maker doesn't take part."))
    acts.campaign_maker_drop(actor=actor_of(request), campaign_id=campaign_id, maker_id=int(maker))
    messages.success(request, _("Taken out."))
    return redirect("promotion:campaign", campaign_id)


@require_POST
@requires(Permission.PROMOTION_MANAGE)
@refused_on(campaign_page)
def start(request: HttpRequest, campaign_id: UUID) -> HttpResponse:
    """Start a campaign."""
    acts.campaign_start(actor=actor_of(request), campaign_id=campaign_id)
    messages.success(request, _("The campaign runs. Record here what is published."))
    return redirect("promotion:campaign", campaign_id)


def _with_words(
    request: HttpRequest, campaign_id: UUID, act: Callable[..., Campaign], name: str, said: str
) -> HttpResponse:
    act(actor=actor_of(request), campaign_id=campaign_id, **{name: word(request, name)})
    messages.success(request, said)
    return redirect("promotion:campaign", campaign_id)


@require_POST
@requires(Permission.PROMOTION_MANAGE)
@refused_on(campaign_page)
def finish(request: HttpRequest, campaign_id: UUID) -> HttpResponse:
    """Finish a campaign."""
    return _with_words(request, campaign_id, acts.campaign_finish, "results", _("The campaign is done."))


@require_POST
@requires(Permission.PROMOTION_MANAGE)
@refused_on(campaign_page)
def note_results(request: HttpRequest, campaign_id: UUID) -> HttpResponse:
    """Write what came of a campaign."""
    return _with_words(request, campaign_id, acts.campaign_results_note, "results", _("Saved."))


@require_POST
@requires(Permission.PROMOTION_MANAGE)
@refused_on(campaign_page)
def cancel(request: HttpRequest, campaign_id: UUID) -> HttpResponse:
    """Cancel a campaign."""
    return _with_words(request, campaign_id, acts.campaign_cancel, "reason", _("The campaign is cancelled."))
