"""Filters of the register's pages: names of classes, colours of expiry."""

from decimal import Decimal

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sentra.kernel import clock
from sentra.kernel.quantity import write_amount
from sentra.kernel.text import mask
from sentra.registry.acts import say_legal_form, say_reason
from sentra.registry.legal import horizon
from sentra.registry.models import LegalPaper, PaperStanding

register = template.Library()

SIZES: dict[str, Promise] = {
    "micro": _("Micro"),
    "small": _("Small"),
    "medium": _("Medium"),
    "large": _("Large"),
}


@register.filter
def size_name(code: str) -> str | Promise:
    """Name a class of a size scale; "" for none."""
    return SIZES.get(code, "")


@register.filter
def legal_form_name(code: str) -> str:
    """Name a legal form."""
    return say_legal_form(code) if code else ""


@register.filter
def reason_name(code: str) -> str:
    """Say why a business has no permit, in the words of the census."""
    return say_reason(code)


@register.filter
def masked(secret: str) -> str:
    """Hide all but the end of a secret."""
    return mask(secret)


@register.filter
def amount(value: Decimal | None) -> str:
    """Write an amount as people read it here."""
    return write_amount(value)


@register.filter
def expiry_tone(paper: LegalPaper) -> str:
    """Give the colour of a paper: green while it lasts, yellow while it ends soon, red once it is over."""
    if paper.standing != PaperStanding.ACTIVE:
        return "calm" if paper.standing == PaperStanding.SUPERSEDED else "bad"
    return "wait" if _ends_soon(paper) else "good"


@register.filter
def expiry_words(paper: LegalPaper) -> str | Promise:
    """Say what a paper is worth today, as its colour does."""
    if paper.standing == PaperStanding.ACTIVE and _ends_soon(paper):
        return _("Ends soon")
    return paper.standing_words


def _ends_soon(paper: LegalPaper) -> bool:
    return paper.valid_until is not None and paper.valid_until <= horizon(clock.today())
