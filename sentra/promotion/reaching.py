"""How a buyer reaches a maker: only the ways that the owner chose, each as an address to press."""

import re
from dataclasses import dataclass
from urllib.parse import quote

from django.utils.translation import gettext as _

from sentra.kernel.identifiers import format_phone
from sentra.kernel.text import tidy
from sentra.promotion.addresses import absolute, address
from sentra.promotion.cards import name_of
from sentra.promotion.models import Maker, Showing, Way

NUMBER = re.compile(r"\+\d{7,15}")


@dataclass(frozen=True, slots=True)
class Reach:
    """A way to a maker: `way` as it is counted, the address, what stands on the button, and the icon."""

    way: str
    url: str
    label: str
    said: str
    icon: str


def reaches_of(maker: Maker, showing: Showing | None = None, *, ordering: bool = True) -> list[Reach]:
    """Give the ways to a maker, the one that buyers use most first; `ordering`: a message may name what is wanted."""
    number = maker.phone if NUMBER.fullmatch(maker.phone) else ""
    found = []
    if maker.by_whatsapp and number:
        text = f"?text={quote(_greeting(maker, showing))}" if ordering else ""
        found.append(Reach(Way.WHATSAPP, f"https://wa.me/{number[1:]}{text}", _("Ask by WhatsApp"), "", "chat"))
    if maker.by_phone and number:
        found.append(Reach(Way.PHONE, f"tel:{number}", _("Call"), format_phone(number), "phone"))
    if maker.by_mail and maker.email:
        subject = tidy(showing.product.name) if showing and ordering else name_of(maker.business)
        url = f"mailto:{quote(maker.email, safe='@')}?subject={quote(subject)}"
        found.append(Reach(Way.MAIL, url, _("Write an e-mail"), maker.email, "mail"))
    if maker.by_form:
        url = address("contact", maker.slug) + (f"?produk={showing.slug}" if showing else "")
        found.append(Reach(Way.FORM, url, _("Ask by the form"), "", "pencil"))
    return found


def contact_printed(maker: Maker) -> list[tuple[str, str]]:
    """Give the ways to a maker that a print names, each with where it leads, in no language: none that isn't chosen."""
    found: list[tuple[str, str]] = []
    if maker.phone and (maker.by_whatsapp or maker.by_phone):
        found.append((str(Way.WHATSAPP if maker.by_whatsapp else Way.PHONE), maker.phone))
    if maker.email and maker.by_mail:
        found.append((str(Way.MAIL), maker.email))
    return found


def _greeting(maker: Maker, showing: Showing | None) -> str:
    """Write the message that stands ready for the buyer."""
    name = name_of(maker.business)
    if showing is None:
        url = absolute(address("maker", maker.slug))
        return _("Hello %(maker)s, I saw your page in the catalogue: %(url)s") % {"maker": name, "url": url}
    told = {
        "maker": name,
        "product": tidy(showing.product.name),
        "url": absolute(address("product", maker.slug, showing.slug)),
    }
    return _("Hello %(maker)s, I would like to ask about %(product)s: %(url)s") % told
