"""The office's part: looking at a page before its first publication, hiding what is wrong, the first page."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from sentra.kernel import clock
from sentra.kernel.errors import InvalidInput, Problem
from sentra.kernel.text import tidy
from sentra.people.models import User
from sentra.promotion.models import Maker
from sentra.promotion.services.common import maker_lock, maker_remember, maker_require, move

LONGEST_REASON = 500


@transaction.atomic
def maker_send(*, actor: User, business_id: UUID) -> Maker:
    """Send a page in, for the office to look at once before it is public. Raises `NotFound`, `Conflict`."""
    maker = maker_lock(actor, business_id)
    act = maker_require(actor, maker, "send")
    before = maker.state
    move(maker, act)
    maker.sent_at, maker.reason = clock.now(), ""
    maker_remember(actor, maker, "send", before={"maker_state": before}, after={"maker_state": maker.state})
    return maker


@transaction.atomic
def maker_publish(*, actor: User, business_id: UUID) -> Maker:
    """Publish a page that was sent in: from now on its owner changes it without asking."""
    maker = maker_lock(actor, business_id)
    act = maker_require(actor, maker, "publish")
    before = maker.state
    move(maker, act)
    maker.looked_at, maker.looked_by = clock.now(), actor
    maker.first_published_at = maker.first_published_at or clock.now()
    maker_remember(actor, maker, "publish", before={"maker_state": before}, after={"maker_state": maker.state})
    return maker


@transaction.atomic
def maker_return(*, actor: User, business_id: UUID, reason: str) -> Maker:
    """Send a page back to its owner with what is to be put right. Raises `InvalidInput` without a reason."""
    return _for_a_reason(actor, business_id, "return", reason)


@transaction.atomic
def maker_hide(*, actor: User, business_id: UUID, reason: str) -> Maker:
    """Take a page out of everybody's sight at once. Raises `InvalidInput` without a reason."""
    return _for_a_reason(actor, business_id, "hide", reason)


def _for_a_reason(actor: User, business_id: UUID, code: str, reason: str) -> Maker:
    maker = maker_lock(actor, business_id)
    act = maker_require(actor, maker, code)
    said = tidy(reason)
    if not said:
        raise InvalidInput([Problem("reason", "required", _("Say why: the owner reads it."))])
    if len(said) > LONGEST_REASON:
        raise InvalidInput([Problem("reason", "too_long", _("At most 500 letters, please."))])
    before = maker.state
    move(maker, act)
    maker.looked_at, maker.looked_by, maker.reason = clock.now(), actor, said
    told = {"before": {"maker_state": before}, "after": {"maker_state": maker.state}}
    maker_remember(actor, maker, code, before=told["before"], after=told["after"], reason=said)
    return maker


@transaction.atomic
def maker_show(*, actor: User, business_id: UUID) -> Maker:
    """Show again a page that was hidden."""
    maker = maker_lock(actor, business_id)
    act = maker_require(actor, maker, "show")
    before = maker.state
    move(maker, act)
    maker.looked_at, maker.looked_by, maker.reason = clock.now(), actor, ""
    maker_remember(actor, maker, "show", before={"maker_state": before}, after={"maker_state": maker.state})
    return maker


@transaction.atomic
def maker_feature(*, actor: User, business_id: UUID, until: date | None) -> Maker:
    """Put a maker on the catalogue's first page until a day, or take it off again (None)."""
    maker = maker_lock(actor, business_id)
    maker_require(actor, maker, "feature")
    if until is not None and until < clock.today():
        raise InvalidInput([Problem("until", "past", _("Choose a day from today on."))])
    before, maker.featured_until = maker.featured_until, until
    maker_remember(actor, maker, "feature", before={"maker_until": before}, after={"maker_until": until})
    return maker
