"""Filters of the register's pages: names of classes, colours of expiry, long selects."""

from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from html import escape

from django import template
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from sentra.kernel import clock
from sentra.kernel.quantity import write_amount
from sentra.kernel.text import mask
from sentra.registry.acts import say_legal_form, say_reason, say_size
from sentra.registry.legal import horizon
from sentra.registry.models import LegalPaper, PaperStanding

register = template.Library()
MOST_OPTIONS = 1 << 12
"""So many drawn options are kept: a page has hundreds, of districts, villages and goods, always the same ones."""


@register.filter
def size_name(code: str) -> str:
    """Name a class of a size scale; "" for none."""
    return say_size(code)


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


@register.filter
def options(pairs: Iterable[tuple[str, str]], chosen: str) -> SafeString:
    """Draw the options of a select, the chosen one marked; in one go: a loop of a template takes ten times as long."""
    return SafeString("".join([_option(value, str(label), selected=value == chosen) for value, label in pairs]))


@lru_cache(maxsize=MOST_OPTIONS)
def _option(value: str, label: str, *, selected: bool) -> str:
    return f'<option value="{escape(value)}"{" selected" if selected else ""}>{escape(label)}</option>'


@register.filter
def grouped_options(groups: Iterable[tuple[str, Iterable[tuple[str, str]]]], chosen: str) -> SafeString:
    """Draw the options of a select in groups, each under its name."""
    drawn = (f'<optgroup label="{escape(label)}">{options(pairs, chosen)}</optgroup>' for label, pairs in groups)
    return SafeString("".join(drawn))
