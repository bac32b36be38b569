"""THE table of acts on a campaign: planning, who takes part, what was published, its end."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from sentra.kernel.workflow import Act, MakeGuard, Workflow, guard
from sentra.people.policy import Permission
from sentra.promotion.models import CampaignState


@dataclass(frozen=True, slots=True)
class CampaignFacts:
    """What the guards look at: how many makers take part, how many pieces were published."""

    makers: int = 0
    pieces: int = 0


_guard: MakeGuard[CampaignFacts] = guard
has_makers = _guard(
    lambda facts: facts.makers > 0, "no_makers", _("Nobody takes part yet. Choose makers first, from whose turn it is.")
)
has_pieces = _guard(
    lambda facts: facts.pieces > 0,
    "no_pieces",
    _("Nothing was published yet. Record what was, or cancel the campaign."),
)
unpublished = _guard(
    lambda facts: facts.pieces == 0, "published", _("Something was published already. Finish the campaign instead.")
)

_A = Act[CampaignFacts]
_MANAGE = Permission.PROMOTION_MANAGE
_PLANNED = frozenset({str(CampaignState.PLANNED)})
_RUNNING = frozenset({str(CampaignState.RUNNING)})
_OPEN = _PLANNED | _RUNNING
_PUBLISHING = _RUNNING | frozenset({str(CampaignState.DONE)})

CAMPAIGN = Workflow[CampaignFacts](
    [
        _A("edit", _("Change the plan"), _OPEN, None, _MANAGE),
        _A("add_makers", _("Choose makers"), _OPEN, None, _MANAGE),
        _A("drop_maker", _("Take a maker out"), _OPEN, None, _MANAGE),
        _A("start", _("Start"), _PLANNED, CampaignState.RUNNING, _MANAGE, (has_makers,)),
        _A("add_piece", _("Record what was published"), _PUBLISHING, None, _MANAGE, (has_makers,)),
        _A("drop_piece", _("Take a record out"), _PUBLISHING, None, _MANAGE, (), ("reason",)),
        _A("finish", _("Finish"), _RUNNING, CampaignState.DONE, _MANAGE, (has_pieces,), ("results",)),
        _A("note_results", _("Write what came of it"), _PUBLISHING, None, _MANAGE, (), ("results",)),
        _A("cancel", _("Cancel"), _OPEN, CampaignState.CANCELLED, _MANAGE, (unpublished,), ("reason",)),
    ]
)
