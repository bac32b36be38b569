"""What all acts on a campaign share: lock, require, move, remember. `campaign_move` alone assigns its state."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from sentra.audit.services import record
from sentra.kernel.errors import Conflict, NotFound
from sentra.kernel.workflow import Act
from sentra.people.models import User
from sentra.people.policy import held_in
from sentra.promotion.models import Campaign, CampaignState
from sentra.promotion.workflow_campaign import CAMPAIGN, CampaignFacts


def campaign_lock(campaign_id: UUID, version: int | None = None) -> Campaign:
    """Lock a campaign until the transaction ends. `version` is the one that the page showed.

    Raises `NotFound`, or `Conflict` where it changed since.
    """
    campaign = Campaign.objects.select_for_update().filter(pk=campaign_id).first()
    if campaign is None:
        raise NotFound(_("There is no such campaign."))
    if version is not None and version != campaign.version:
        raise Conflict(_("Somebody changed this campaign while you had it open. Look at it again, then save."))
    return campaign


def campaign_facts(campaign: Campaign) -> CampaignFacts:
    """Gather what the guards look at."""
    return CampaignFacts(makers=campaign.places.count(), pieces=campaign.pieces.count())


def campaign_require(actor: User, campaign: Campaign, code: str) -> Act[CampaignFacts]:
    """Give the act if the actor may do it now. Raises `NotAllowed` or `Conflict`.

    Campaigns are the regency's: a duty for whichever district counts.
    """
    return CAMPAIGN.require(code, campaign.state, campaign_facts(campaign), held_in(actor, None))


def campaign_acts(actor: User, campaign: Campaign) -> tuple[dict[str, Act[CampaignFacts]], list[tuple[Any, Any]]]:
    """Give what the actor may do now, by its code, and what a guard refuses, each with the reason: for the buttons."""
    facts, holds = campaign_facts(campaign), held_in(actor, None)
    allowed = {act.code: act for act in CAMPAIGN.allowed(campaign.state, facts, holds)}
    blocked = [(act.label, problem.message) for act, problem in CAMPAIGN.blocked(campaign.state, facts, holds)]
    return allowed, blocked


def campaign_move(campaign: Campaign, act: Act[CampaignFacts]) -> dict[str, str]:
    """Bring a campaign to where an act leads; gives the state before, for the audit. Saves nothing."""
    before = {"campaign_state": campaign.state}
    if act.target is not None:
        campaign.state = CampaignState(act.target)
    return before


def campaign_remember(
    actor: User,
    campaign: Campaign,
    act: str,
    *,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    reason: str = "",
) -> None:
    """Save a campaign as its next version and write the act into the audit."""
    campaign.version += 1
    campaign.save()
    record(actor=actor, act=f"campaign.{act}", record=campaign, before=before or {}, after=after or {}, reason=reason)
