"""THE table of acts on a maker's place in the catalogue: the owner's consent, the office's look, hiding, withdrawal."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from sentra.kernel.workflow import Act, MakeGuard, Workflow, guard
from sentra.people.policy import Permission
from sentra.promotion.models import MakerState

OWN = "own"
"""What an owner holds over the own page; officers of the catalogue act for owners whom they help."""


@dataclass(frozen=True, slots=True)
class MakerFacts:
    """What the guards look at: whether it is the actor's own, consent, whether buyers may be shown the business today,
    whether there is anything to show, whether an officer ever looked at it.
    """

    own: bool = False
    consented: bool = False
    presentable: bool = False
    has_product: bool = False
    looked_at: bool = False


_guard: MakeGuard[MakerFacts] = guard
consented = _guard(lambda facts: facts.consented, "consent", _("The owner hasn't agreed to be shown."))
not_consented = _guard(lambda facts: not facts.consented, "consented", _("The owner agreed already."))
presentable = _guard(
    lambda facts: facts.presentable,
    "not_presentable",
    _("Only businesses on the register that work and have a valid permit are shown."),
)
has_product = _guard(
    lambda facts: facts.has_product, "no_product", _("There is no product to show yet. Add one first.")
)
not_own = _guard(lambda facts: not facts.own, "own", _("This is your own business. A colleague has to look at it."))

_A = Act[MakerFacts]
_MANAGE = Permission.PROMOTION_MANAGE
_EVERY = frozenset(map(str, MakerState))
_WITH_OWNER = frozenset({str(MakerState.DRAFT), str(MakerState.RETURNED)})
_WAITING = frozenset({str(MakerState.WAITING)})
_SHOWN = frozenset({str(MakerState.PUBLISHED)})
_HIDDEN = frozenset({str(MakerState.HIDDEN)})

MAKER = Workflow[MakerFacts](
    [
        _A("consent", _("Agree to be shown"), _EVERY, None, OWN, (not_consented,), ("agreed",)),
        _A("withdraw", _("Withdraw the consent"), _EVERY, None, OWN, (consented,)),
        _A("edit", _("Change the page"), _EVERY, None, OWN, (), ("words", "contact")),
        _A(
            "send",
            _("Send it to the office"),
            _WITH_OWNER,
            MakerState.WAITING,
            OWN,
            (consented, presentable, has_product),
        ),
        _A("publish", _("Publish"), _WAITING, MakerState.PUBLISHED, _MANAGE, (not_own, consented, has_product)),
        _A("return", _("Send it back to be put right"), _WAITING, MakerState.RETURNED, _MANAGE, (), ("reason",)),
        _A("hide", _("Hide from the catalogue"), _SHOWN, MakerState.HIDDEN, _MANAGE, (), ("reason",)),
        _A("show", _("Show again"), _HIDDEN, MakerState.PUBLISHED, _MANAGE, (not_own, consented)),
        _A("feature", _("Put on the first page"), _SHOWN, None, _MANAGE, (not_own,), ("until",)),
        _A("hide_product", _("Hide a product"), _EVERY, None, _MANAGE, (), ("reason",)),
        _A("show_product", _("Show a product again"), _EVERY, None, _MANAGE, (not_own,)),
        _A("settle", _("Settle a report"), _EVERY, None, _MANAGE, (not_own,), ("outcome",)),
    ]
)
