"""Words and figures of programmes for templates."""

from fractions import Fraction

from django import template
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

register = template.Library()

WHY: dict[str, Promise] = {
    "seats": _("no seat left"),
    "district": _("share of the district is full"),
    "commodity": _("share of the product is full"),
    "budget": _("the money isn't enough"),
    "owner": _("the owner has a seat already"),
}


@register.filter
def score(value: Fraction) -> str:
    """Write an exact score with two decimals."""
    return number_format(float(value), 2)


@register.filter
def why_no_seat(code: str) -> Promise | str:
    """Say what kept an applicant from a seat."""
    return WHY.get(code, "")


@register.filter
def whole(value: Fraction) -> int:
    """Round an exact figure to a whole one."""
    return round(value)


@register.filter
def tenth(value: Fraction) -> str:
    """Write an exact figure with one decimal, where it has any."""
    return number_format(float(value), 0 if value.denominator == 1 else 1)


@register.filter
def signed(value: Fraction) -> str:
    """Write a change with its sign."""
    return f"{'+' if value > 0 else ''}{number_format(float(value), 1)}"
