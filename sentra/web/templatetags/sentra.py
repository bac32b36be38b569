"""Filters of all pages: names of places and goods, tones of states, money, days. Loaded everywhere."""

from datetime import date
from functools import cache
from typing import Any

from django import template
from django.template.base import Node, Parser, Token
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django_cotton.templatetags.cotton import cotton_component

from sentra.kernel import clock, errors
from sentra.kernel.errors import Message
from sentra.kernel.identifiers import format_phone
from sentra.kernel.money import rupiah as write_rupiah
from sentra.kernel.tones import tone_of
from sentra.people.models import User
from sentra.people.policy import Permission, can
from sentra.promotion.addresses import address
from sentra.reference.loading import current_pack

register = template.Library()
ICON = {"name"}


@register.filter
def tone(state: str) -> str:
    """Give the class that colours the badge of a state."""
    return tone_of(state)


@register.filter
def about(said: Message, label: Message) -> str:
    """Let a sentence name the field that it is about, where it stands far from it."""
    return errors.about(label, said)


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


@register.filter
@cache
def icon(name: str) -> SafeString:
    """Draw an icon, as `<c-icon>` does; once for each process, for a page has dozens and they are always the same."""
    return render_to_string("cotton/icon.html", {"name": name})


@register.tag("cotton")
def component(parser: Parser, token: Token) -> Node:
    """Stand for a component; an icon whose name is written out is drawn once for all pages."""
    node: Node = cotton_component(parser, token)
    attributes: dict[str, Any] = getattr(node, "attrs", {})
    name = str(attributes.get("name", "")).strip("\"'")
    is_icon = getattr(node, "component_name", "") == "icon" and set(attributes) == ICON
    return IconNode(name) if is_icon and name.replace("-", "").isalnum() else node


class IconNode(Node):
    """An icon in a template."""

    def __init__(self, name: str) -> None:
        self.name = name

    def render(self, _context: template.Context) -> SafeString:
        """Draw it."""
        return icon(self.name)


@register.simple_tag(takes_context=True)
def drawn(context: template.Context, name: str) -> SafeString:
    """Draw a part of a page, to be used more than once on it: `{% drawn "web/menu.html" as menu %}`."""
    return SafeString(context.template.engine.get_template(name).render(context))  # type: ignore[union-attr]


@register.simple_tag
def catalogue_url(name: str, *parts: object) -> str:
    """Give the address of a page of the catalogue in the reader's language."""
    return address(name, *parts)


@register.simple_tag
def theirs() -> SafeString:
    """Mark an element as Indonesian on a page in another language: it holds an owner's or the office's own words.

    So that a screen reader says them as they are said. To be written inside the element's tag.
    """
    return SafeString(' lang="id"' if (get_language() or "").startswith("en") else "")
