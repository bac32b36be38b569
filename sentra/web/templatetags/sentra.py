"""Filters of all pages: names of places and goods, tones of states, money, days. Loaded everywhere."""

from datetime import date
from typing import Any

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sentra.kernel import clock
from sentra.kernel.identifiers import format_phone
from sentra.kernel.money import rupiah as write_rupiah
from sentra.kernel.tones import tone_of
from sentra.people.models import User
from sentra.people.policy import Permission, can
from sentra.reference.loading import current_pack

register = template.Library()


@register.filter
def tone(state: str) -> str:
    """Give the class that colours the badge of a state."""
    return tone_of(state)


@register.filter
def district_name(code: str) -> str:
    """Give the name of a district; the code itself where nobody knows it."""
    return current_pack().district_names.get(code, code)


@register.filter
def village_name(code: str) -> str:
    """Give the name of a village; the code itself where nobody knows it."""
    return current_pack().village_names.get(code, code)


@register.filter
def commodity_name(code: str) -> str:
    """Give the name of a commodity in the reader's language."""
    commodity = current_pack().commodities_by_code.get(code)
    return str(commodity.name) if commodity else code


@register.filter
def rupiah(amount: int | None) -> str:
    """Write an amount of rupiah; "" for none."""
    return "" if amount is None else write_rupiah(amount)


@register.filter
def phone(number: str | None) -> str:
    """Write a telephone number as people dial it; "" for none."""
    return format_phone(number) if number else ""


@register.filter
def due_words(day: date | None) -> str:
    """Say how far a day is from today: `3 days left`, `today`, `2 days late`; "" for none."""
    if day is None:
        return ""
    left = (day - clock.today()).days
    if left == 0:
        return _("today")
    if left > 0:
        return ngettext("%(days)s day left", "%(days)s days left", left) % {"days": left}
    return ngettext("%(days)s day late", "%(days)s days late", -left) % {"days": -left}


@register.filter
def holds(user: Any, permission: str) -> bool:
    """Tell whether a visitor has a duty that allows something: `{% if request.user|holds:"people.manage" %}`."""
    return isinstance(user, User) and can(user, Permission(permission))


@register.filter
def at(mapping: Any, key: Any) -> Any:
    """Give what a mapping holds under a key; "" for nothing."""
    return mapping.get(key, "") if hasattr(mapping, "get") else ""


@register.filter
def in_lines(text: str) -> list[str]:
    """Part a text into its lines, for a list or paragraphs."""
    return [line for line in str(text).splitlines() if line.strip()]


@register.simple_tag(takes_context=True)
def page_query(context: dict[str, Any], number: int) -> SafeString:
    """Give the query string of another page of the same list."""
    query = context["request"].GET.copy()
    query["page"] = str(number)
    return SafeString(query.urlencode().replace('"', "%22"))
