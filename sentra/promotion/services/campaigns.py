"""Campaigns: planning one, choosing who takes part, starting, finishing, cancelling."""

from collections.abc import Collection
from dataclasses import replace
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from sentra.kernel.errors import Conflict, InvalidInput, NotFound, Problem, about
from sentra.kernel.text import one_line, tidy
from sentra.people.models import User
from sentra.people.policy import Permission, require
from sentra.promotion.campaign_rules import (
    Plan,
    problems_of_plan,
    problems_of_reason,
    problems_of_results,
)
from sentra.promotion.campaigns import makers_of_numbers, officers_of_promotion
from sentra.promotion.listed import makers_listed
from sentra.promotion.models import Campaign, CampaignMaker
from sentra.promotion.services.campaign_common import (
    campaign_lock,
    campaign_move,
    campaign_remember,
    campaign_require,
)
from sentra.promotion.services.once import taken_before
from sentra.promotion.turns import turns
from sentra.reference.loading import current_pack

MOST_MAKERS = 500
MOST_IN_TURN = 100
PLAIN = ("title", "purpose", "place", "from_day", "until_day", "cost_planned", "budget_source")


@transaction.atomic
def campaign_plan(*, actor: User, key: UUID, plan: Plan) -> Campaign:
    """Plan a campaign; sent twice under the same `key` it stays one. Raises `NotAllowed`, `InvalidInput`."""
    require(actor, Permission.PROMOTION_MANAGE)
    plan = _checked(plan)
    if before := taken_before(Campaign, key, actor):
        return before
    campaign = Campaign(pk=key, made_by=actor, version=0)
    _write(campaign, plan)
    campaign_remember(actor, campaign, "plan", after=_told(campaign))
    return campaign


@transaction.atomic
def campaign_edit(*, actor: User, campaign_id: UUID, version: int, plan: Plan) -> Campaign:
    """Change the plan of a campaign that isn't over. Raises `InvalidInput`, `Conflict`, `NotFound`.

    What was published already has to lie within it.
    """
    campaign = campaign_lock(campaign_id, version)
    campaign_require(actor, campaign, "edit")
    plan = _checked(plan)
    first = campaign.pieces.order_by("published_on").values_list("published_on", flat=True).first()
    if first and plan.from_day and plan.from_day > first:
        raise InvalidInput([Problem("from_day", "late", _("Something was published before this day already."))])
    before = _told(campaign)
    _write(campaign, plan)
    campaign_remember(actor, campaign, "edit", before=before, after=_told(campaign))
    return campaign


def _checked(plan: Plan) -> Plan:
    tidied = replace(
        plan,
        title=one_line(plan.title),
        purpose=tidy(plan.purpose),
        place=one_line(plan.place),
        budget_source=one_line(plan.budget_source),
        media=tuple(dict.fromkeys(plan.media)),
    )
    media = [one.code for one in current_pack().promotion.media]
    officers = set(officers_of_promotion().values_list("pk", flat=True))
    if problems := problems_of_plan(tidied, media=media, officers=officers):
        raise InvalidInput(problems)
    return tidied


def _write(campaign: Campaign, plan: Plan) -> None:
    for name in PLAIN:
        setattr(campaign, name, getattr(plan, name))
    campaign.media = list(plan.media)
    campaign.in_charge_id = plan.in_charge or 0


def _told(campaign: Campaign) -> dict[str, object]:
    return {
        "campaign_title": campaign.title,
        "campaign_until": campaign.until_day.isoformat(),
        "campaign_cost": campaign.cost_planned,
    }


@transaction.atomic
def campaign_makers_add(*, actor: User, campaign_id: UUID, maker_ids: Collection[int]) -> int:
    """Let makers take part who are listed today; gives how many are new. Raises `InvalidInput`, `Conflict`.

    One's own business is chosen by a colleague.
    """
    campaign = campaign_lock(campaign_id)
    campaign_require(actor, campaign, "add_makers")
    wanted = set(maker_ids)
    if not wanted:
        raise InvalidInput([Problem("makers", "missing", _("Please choose at least one maker."))])
    listed = {one.pk: one for one in makers_listed().filter(pk__in=wanted).select_related("business__owner")}
    if len(listed) < len(wanted):
        message = _("At least one of them isn't in the catalogue any more. Look at the list again.")
        raise InvalidInput([Problem("makers", "unlisted", message)])
    if any(one.business.owner.user_id == actor.pk for one in listed.values()):
        raise InvalidInput([Problem("makers", "own", _("This is your own business. A colleague has to choose it."))])
    there = set(campaign.places.values_list("maker_id", flat=True))
    fresh = sorted(wanted - there)
    if len(there) + len(fresh) > MOST_MAKERS:
        message = _("A campaign has at most %(most)s makers.") % {"most": MOST_MAKERS}
        raise InvalidInput([Problem("makers", "many", message)])
    CampaignMaker.objects.bulk_create([CampaignMaker(campaign=campaign, maker_id=one, added_by=actor) for one in fresh])
    if fresh:
        campaign_remember(actor, campaign, "add_makers", after={"campaign_makers": len(fresh)})
    return len(fresh)


@transaction.atomic
def campaign_makers_by_number(*, actor: User, campaign_id: UUID, numbers: str) -> int:
    """Let makers take part by the numbers of the register, as they were typed. Raises `InvalidInput` naming others."""
    campaign_require(actor, campaign_lock(campaign_id), "add_makers")
    found, unknown = makers_of_numbers(numbers)
    if unknown:
        message = _("Not in the catalogue: %(numbers)s. Is the number right, and the page public?")
        raise InvalidInput([Problem("numbers", "unknown", message % {"numbers": ", ".join(unknown[:10])})])
    if not found:
        raise InvalidInput([Problem("numbers", "missing", _("Please give at least one number of the register."))])
    return campaign_makers_add(actor=actor, campaign_id=campaign_id, maker_ids=found)


@transaction.atomic
def campaign_makers_in_turn(
    *, actor: User, campaign_id: UUID, many: int, commodity: str = "", district: str = ""
) -> int:
    """Let those take part whose turn it is, so many of them, of a commodity or district where one is named."""
    campaign = campaign_lock(campaign_id)
    campaign_require(actor, campaign, "add_makers")
    if not 1 <= many <= MOST_IN_TURN:
        message = about(_("How many"), _("Please give a number from 1 to %(most)s.") % {"most": MOST_IN_TURN})
        raise InvalidInput([Problem("many", "impossible", message)])
    besides = makers_listed().filter(campaigns__campaign=campaign) | makers_listed().filter(business__owner__user=actor)
    first = turns(commodity=commodity, district=district, besides=besides)[:many]
    if not first:
        raise InvalidInput([Problem("many", "nobody", _("There is no other maker of this choice in the catalogue."))])
    return campaign_makers_add(actor=actor, campaign_id=campaign_id, maker_ids=[one.maker.pk for one in first])


@transaction.atomic
def campaign_maker_drop(*, actor: User, campaign_id: UUID, maker_id: int) -> None:
    """Take a maker out again that nothing published shows. Raises `NotFound`, `Conflict`."""
    campaign = campaign_lock(campaign_id)
    campaign_require(actor, campaign, "drop_maker")
    place = campaign.places.filter(maker=maker_id).select_related("maker__business").first()
    if place is None:
        raise NotFound(_("This maker doesn't take part."))
    if campaign.pieces.filter(makers=maker_id).exists():
        raise Conflict(_("Something that was published shows this maker, so it stays on the record."))
    if campaign.state != "planned" and campaign.places.count() == 1:
        raise Conflict(_("A running campaign has at least one maker. Choose another one first."))
    place.delete()
    campaign_remember(actor, campaign, "drop_maker", before={"campaign_maker": place.maker.business.name})


@transaction.atomic
def campaign_start(*, actor: User, campaign_id: UUID) -> Campaign:
    """Start a campaign: from now on what is published of it is recorded. Raises `Conflict` without makers."""
    campaign = campaign_lock(campaign_id)
    before = campaign_move(campaign, campaign_require(actor, campaign, "start"))
    campaign_remember(actor, campaign, "start", before=before, after={"campaign_state": campaign.state})
    return campaign


@transaction.atomic
def campaign_finish(*, actor: User, campaign_id: UUID, results: str) -> Campaign:
    """Finish a campaign with a word on what came of it. Raises `InvalidInput`, `Conflict` where nothing appeared."""
    campaign = campaign_lock(campaign_id)
    act = campaign_require(actor, campaign, "finish")
    campaign.results = _results(results)
    before = campaign_move(campaign, act)
    campaign_remember(actor, campaign, "finish", before=before, after={"campaign_state": campaign.state})
    return campaign


@transaction.atomic
def campaign_results_note(*, actor: User, campaign_id: UUID, results: str) -> Campaign:
    """Write down, or anew, what came of a campaign."""
    campaign = campaign_lock(campaign_id)
    campaign_require(actor, campaign, "note_results")
    before, campaign.results = campaign.results, _results(results)
    told = {"before": {"campaign_results": before}, "after": {"campaign_results": campaign.results}}
    campaign_remember(actor, campaign, "note_results", before=told["before"], after=told["after"])
    return campaign


def _results(text: str) -> str:
    said = tidy(text)
    if problems := problems_of_results(said):
        raise InvalidInput(problems)
    return said


@transaction.atomic
def campaign_cancel(*, actor: User, campaign_id: UUID, reason: str) -> Campaign:
    """Cancel a campaign of which nothing was published, for a reason."""
    campaign = campaign_lock(campaign_id)
    act = campaign_require(actor, campaign, "cancel")
    said = one_line(reason)
    if problems := problems_of_reason(said):
        raise InvalidInput(problems)
    before = campaign_move(campaign, act)
    campaign.cancelled_reason = said
    campaign_remember(actor, campaign, "cancel", before=before, after={"campaign_state": campaign.state}, reason=said)
    return campaign
