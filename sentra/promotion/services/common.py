"""What all acts on a maker's page share: lock, require, move, remember. `move` alone assigns a maker's state."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from sentra.audit.services import record
from sentra.kernel import clock
from sentra.kernel.errors import Conflict, InvalidInput, NotFound, Problem, about
from sentra.kernel.locks import locked
from sentra.kernel.text import tidy
from sentra.kernel.workflow import Act
from sentra.people.models import User
from sentra.people.policy import Permission, can, visible_to
from sentra.promotion.listed import business_presentable
from sentra.promotion.models import Maker, MakerState
from sentra.promotion.workflow import MAKER, OWN, MakerFacts
from sentra.registry.models import Business

LONGEST_REASON = 500


def maker_lock(actor: User, business_id: UUID, version: int | None = None) -> Maker:
    """Lock the page of a business that the actor owns or may see as an officer of the catalogue.

    `version` is the one that the form showed. Raises `NotFound`, or `Conflict` where it changed since.
    """
    seen = visible_to(actor, Maker.objects.filter(business=business_id)).values("pk")
    maker = locked(Maker.objects.select_related("business__owner__user").filter(pk__in=seen)).first()
    if maker is None:
        raise NotFound(_("There is no such page in the catalogue."))
    if version is not None and version != maker.version:
        raise Conflict(_("Somebody changed this page while you had it open. Look at it again, then save."))
    return maker


def maker_facts(actor: User, maker: Maker) -> MakerFacts:
    """Gather what the guards look at."""
    return MakerFacts(
        own=maker.business.owner.user_id == actor.pk,
        consented=maker.consented,
        presentable=Business.objects.filter(business_presentable(), pk=maker.business_id).exists(),
        has_product=maker.showings.filter(shown=True, hidden_at=None).exists(),
        looked_at=maker.looked_at is not None,
    )


def holds(actor: User, maker: Maker, permission: str) -> bool:
    """Tell what the actor holds over a page: the owner `OWN`, and so does an officer of the catalogue who helps."""
    district = maker.business.district
    if permission == OWN:
        own = maker.business.owner.user_id == actor.pk
        return own or can(actor, Permission.PROMOTION_MANAGE, district)
    return can(actor, Permission(permission), district)


def maker_require(actor: User, maker: Maker, code: str) -> Act[MakerFacts]:
    """Give the act if the actor may do it now. Raises `NotAllowed` or `Conflict`."""
    facts = maker_facts(actor, maker)
    return MAKER.require(code, maker.state, facts, lambda permission: holds(actor, maker, permission))


def acts_now(actor: User, maker: Maker) -> tuple[frozenset[str], dict[str, str]]:
    """Give the codes of what the actor may do now, and of what a guard refuses with the reason: for the buttons."""
    facts = maker_facts(actor, maker)

    def test(permission: str) -> bool:
        return holds(actor, maker, permission)

    allowed = frozenset(act.code for act in MAKER.allowed(maker.state, facts, test))
    blocked = {act.code: str(problem.message) for act, problem in MAKER.blocked(maker.state, facts, test)}
    return allowed, blocked


def move(maker: Maker, act: Act[MakerFacts]) -> None:
    """Bring a page to where an act leads. Saves nothing."""
    if act.target is not None:
        maker.state = MakerState(act.target)


def maker_remember(
    actor: User | None,
    maker: Maker,
    act: str,
    *,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    reason: str = "",
) -> None:
    """Save the page as its next version and write the act into the audit."""
    maker.version += 1
    maker.updated_at = clock.now()
    maker.save()
    record(actor=actor, act=f"maker.{act}", record=maker, before=before or {}, after=after or {}, reason=reason)


def reason_given(text: str, what: str, field: str = "reason") -> str:
    """Give what was said, tidied. Raises `InvalidInput` on `field`, naming `what`, where nothing or too much was."""
    said = tidy(text)
    if not said:
        raise InvalidInput([Problem(field, "required", about(what, _("Please write it in a sentence.")))])
    if len(said) > LONGEST_REASON:
        message = _("At most %(most)s letters, please.") % {"most": LONGEST_REASON}
        raise InvalidInput([Problem(field, "too_long", about(what, message))])
    return said
