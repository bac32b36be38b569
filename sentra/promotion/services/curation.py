"""The office's part: looking at a page before its first publication, hiding what is wrong, the first page."""

from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sentra.kernel import clock
from sentra.kernel.errors import InvalidInput, Problem, about
from sentra.people.models import User
from sentra.promotion.models import Maker
from sentra.promotion.services.common import maker_lock, maker_remember, maker_require, move, reason_given
from sentra.promotion.services.tell import tell_curators, tell_page_owner

LONGEST_FEATURED = timedelta(days=2 * 366)
FEATURED_UNTIL = gettext_lazy("On the first page until")


@transaction.atomic
def maker_send(*, actor: User, business_id: UUID) -> Maker:
    """Send a page in, for the office to look at once before it is public. Raises `NotFound`, `Conflict`."""
    maker = maker_lock(actor, business_id)
    act = maker_require(actor, maker, "send")
    before = maker.state
    move(maker, act)
    maker.sent_at, maker.reason = clock.now(), ""
    maker_remember(actor, maker, "send", before={"maker_state": before}, after={"maker_state": maker.state})
    tell_curators(maker, "maker_waiting")
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
    tell_page_owner(maker, "maker_published")
    return maker


@transaction.atomic
def maker_return(*, actor: User, business_id: UUID, reason: str) -> Maker:
    """Send a page back to its owner with what is to be put right. Raises `InvalidInput` without a reason."""
    maker = _for_a_reason(actor, business_id, "return", reason, _("What is to be put right"))
    tell_page_owner(maker, "maker_returned", reason=maker.reason)
    return maker


@transaction.atomic
def maker_hide(*, actor: User, business_id: UUID, reason: str) -> Maker:
    """Take a page out of everybody's sight at once. Raises `InvalidInput` without a reason."""
    maker = _for_a_reason(actor, business_id, "hide", reason, _("Why the page is hidden"))
    tell_page_owner(maker, "maker_hidden", reason=maker.reason)
    return maker


def _for_a_reason(actor: User, business_id: UUID, code: str, reason: str, what: str) -> Maker:
    maker = maker_lock(actor, business_id)
    act = maker_require(actor, maker, code)
    said = reason_given(reason, what)
    before = maker.state
    move(maker, act)
    maker.looked_at, maker.looked_by, maker.reason = clock.now(), actor, said
    after = {"maker_state": maker.state}
    maker_remember(actor, maker, code, before={"maker_state": before}, after=after, reason=said)
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
    tell_page_owner(maker, "maker_shown")
    return maker


@transaction.atomic
def maker_feature(*, actor: User, business_id: UUID, until: date | None) -> Maker:
    """Put a maker on the catalogue's first page until a day, or take it off again (None).

    Raises `InvalidInput` for a day that is over, or later than `LONGEST_FEATURED` allows.
    """
    maker = maker_lock(actor, business_id)
    maker_require(actor, maker, "feature")
    last = clock.today() + LONGEST_FEATURED
    if until is not None and not clock.today() <= until <= last:
        message = _("Choose a day from today to %(last)s.") % {"last": date_format(last, "j F Y")}
        raise InvalidInput([Problem("until", "day", about(FEATURED_UNTIL, message))])
    if until == maker.featured_until:
        return maker
    before, maker.featured_until = maker.featured_until, until
    maker_remember(actor, maker, "feature", before={"maker_until": before}, after={"maker_until": until})
    return maker
