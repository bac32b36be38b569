"""Tags of the pages of figures: addresses of the same page with something else asked, and heads by which to sort."""

from functools import cache
from typing import Any

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString

from sentra.insights.asked import Asked
from sentra.insights.figure import Figure
from sentra.insights.heads import head
from sentra.insights.saying import month_said

register = template.Library()


@register.filter
def short_name(figure: Figure) -> str:
    """Give the word for the head of a figure's column."""
    return str(head(figure))


@register.filter
@cache
def district_page(code: str) -> str:
    """Give the address of a district's figures; a page leads to dozens."""
    return reverse("insights:district", args=[code])


@register.filter
@cache
def commodity_page(code: str) -> str:
    """Give the address of a product's figures."""
    return reverse("insights:commodity", args=[code])


@register.simple_tag
def asked_query(asked: Asked | None, **other: str) -> SafeString:
    """Give the query of the same page with something else asked: `?{% asked_query asked measure="known" %}`.

    Without anything other it keeps the month and as known when; for a page of a district, say.
    """
    # What `urlencode` wrote holds nothing that HTML would read otherwise but `&`, which stands escaped.
    return SafeString(asked.to(**other).replace("&", "&amp;") if asked else "")


@register.simple_tag
def month_options(asked: Asked) -> SafeString:
    """Write the months to choose from, year by year, the newest first."""
    years: dict[int, list[str]] = {}
    for one in asked.months:
        chosen = " selected" if one == asked.month else ""
        option = f'<option value="{one}"{chosen}>{month_said(one.first)}</option>'
        years.setdefault(one.first.year, []).append(option)
    # Names of months and numbers of years: nothing in them comes from outside.
    groups = (f'<optgroup label="{year}">{"".join(options)}</optgroup>' for year, options in years.items())
    return SafeString("".join(groups))


@register.inclusion_tag("insights/sort_head.html")
def sort_head(asked: Asked, by: str, code: str, label: object, place: str, *, first: bool = False) -> dict[str, Any]:
    """Draw the head of a column as a link that sorts by it; a second press turns the order round.

    `by` names what of the address says the order (`sort`, `league`), `place` the part of the page to come back to.
    """
    chosen = getattr(asked, by)
    start = "name" if first else code
    other = f"-{code}" if chosen == code else code
    order = {start: "ascending" if first else "descending", f"-{start}": "descending" if first else "ascending"}
    return {
        "url": asked.to(**{by: other}),
        "label": label,
        "place": place,
        "order": order.get(chosen, ""),
        "first": first,
    }
