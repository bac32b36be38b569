"""THE table of acts on a printed edition."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from sentra.kernel.workflow import Act, MakeGuard, Workflow, guard
from sentra.people.policy import Permission
from sentra.promotion.models import EditionState


@dataclass(frozen=True, slots=True)
class EditionFacts:
    """What the guards look at: whether everybody may read it, whether all in it are public today, whether it
    is being made.
    """

    published: bool = False
    all_listed: bool = False
    waiting: bool = False


_guard: MakeGuard[EditionFacts] = guard
not_published = _guard(lambda facts: not facts.published, "published", _("Everybody may read it. Take it back first."))
published = _guard(lambda facts: facts.published, "not_published", _("It isn't given out."))
all_listed = _guard(
    lambda facts: facts.all_listed, "gone", _("Somebody in it isn't public any more. Make it anew first.")
)
not_waiting = _guard(lambda facts: not facts.waiting, "waiting", _("It is being made. Please wait for it."))

_A = Act[EditionFacts]
_MANAGE = Permission.PROMOTION_MANAGE
_READY = frozenset({str(EditionState.READY)})
_EVERY = frozenset(map(str, EditionState))

EDITION = Workflow[EditionFacts](
    [
        _A("again", _("Make it anew"), _EVERY, EditionState.ASKED, _MANAGE, (not_waiting,)),
        _A("publish", _("Let everybody read it"), _READY, None, _MANAGE, (not_published, all_listed)),
        _A("take_back", _("Take it back"), _EVERY, None, _MANAGE, (published,)),
        _A("drop", _("Delete"), _EVERY, None, _MANAGE, (not_waiting, not_published)),
    ]
)
