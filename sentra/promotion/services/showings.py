"""Which products of a maker are shown: the owner's choice, and the office's word where something is wrong."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from sentra.kernel import clock
from sentra.kernel.errors import NotFound
from sentra.people.models import User
from sentra.promotion.models import Maker, Showing
from sentra.promotion.services.common import maker_lock, maker_remember, maker_require, reason_given
from sentra.promotion.services.derived import hidden_forget, hidden_remember
from sentra.promotion.services.tell import tell_page_owner


def _showing_lock(maker: Maker, product_id: int) -> Showing:
    """Give the showing of a product of a maker, whose lock guards it. Raises `NotFound`."""
    found = maker.showings.select_related("product").filter(product=product_id, product__business=maker.business_id)
    showing = found.first()
    if showing is None:
        raise NotFound(_("This isn't there any more. Somebody may have taken it away."))
    return showing


@transaction.atomic
def showing_put(*, actor: User, business_id: UUID, product_id: int) -> Showing:
    """Put a product into the catalogue; one that is there stays. What the office hid stays hidden."""
    return _switch(actor, business_id, product_id, shown=True)


@transaction.atomic
def showing_take(*, actor: User, business_id: UUID, product_id: int) -> Showing:
    """Take a product out of the catalogue, at once; it stays on the register."""
    return _switch(actor, business_id, product_id, shown=False)


def _switch(actor: User, business_id: UUID, product_id: int, *, shown: bool) -> Showing:
    maker = maker_lock(actor, business_id)
    maker_require(actor, maker, "edit")
    showing = _showing_lock(maker, product_id)
    if showing.shown != shown:
        showing.shown = shown
        showing.save(update_fields=["shown"])
        act = "put_in" if shown else "take_out"
        maker_remember(actor, maker, act, after={"maker_product": showing.product.name})
    return showing


@transaction.atomic
def showing_hide(*, actor: User, business_id: UUID, product_id: int, reason: str) -> Showing:
    """Hide a product from the catalogue; the owner is told why. Raises `InvalidInput` without a reason.

    A product of the same name that the owner adds later is hidden too, until the office shows it.
    """
    maker = maker_lock(actor, business_id)
    maker_require(actor, maker, "hide_product")
    showing = _showing_lock(maker, product_id)
    said = reason_given(reason, _("Why “%(product)s” is hidden") % {"product": showing.product.name})
    if showing.hidden_at is None:
        showing.hidden_at, showing.hidden_by, showing.hidden_reason = clock.now(), actor, said
        showing.save(update_fields=["hidden_at", "hidden_by", "hidden_reason"])
        hidden_remember([showing])
        name = showing.product.name
        maker_remember(actor, maker, "hide_product", after={"maker_product": name}, reason=said)
        tell_page_owner(maker, "maker_product_hidden", product=name, reason=said)
    return showing


@transaction.atomic
def showing_show(*, actor: User, business_id: UUID, product_id: int) -> Showing:
    """Show a product again that the office hid."""
    maker = maker_lock(actor, business_id)
    maker_require(actor, maker, "show_product")
    showing = _showing_lock(maker, product_id)
    if showing.hidden_at is not None:
        showing.hidden_at, showing.hidden_by, showing.hidden_reason = None, None, ""
        showing.save(update_fields=["hidden_at", "hidden_by", "hidden_reason"])
        hidden_forget(showing)
        maker_remember(actor, maker, "show_product", after={"maker_product": showing.product.name})
        tell_page_owner(maker, "maker_product_shown", product=showing.product.name)
    return showing
