"""Where a number leads: the list behind it for those who may open it, for others nowhere."""

from functools import lru_cache
from urllib.parse import urlencode

from django.urls import NoReverseMatch, resolve, reverse

from sentra.insights.figure import Figure
from sentra.people.models import User
from sentra.people.policy import Permission, can

OF_THE_REGISTER = "registry:businesses"


def list_behind(actor: User | None, figure: Figure, **narrowed: str) -> str:
    """Give the address of the list behind a figure; "" where there is none, or the actor may not open it.

    `narrowed` (a district, a commodity) is added where the list is one of businesses.
    """
    if not figure.leads_to or (narrowed and not figure.leads_to.startswith(OF_THE_REGISTER)):
        return ""
    name, _mark, query = figure.leads_to.partition("?")
    page, *parts = name.split()
    more = "&".join(one for one in (query, urlencode(narrowed)) if one)
    return page_open(actor, page, *parts, query=more)


def page_open(actor: User | None, name: str, *parts: str, query: str = "") -> str:
    """Give the address of a page that the actor may open by a duty; "" where not, or where there is no such page."""
    path, access = _page(name, *parts)
    if not path or not (access == "public" or (isinstance(access, Permission) and can(actor, access))):
        return ""
    return f"{path}?{query}" if query else path


@lru_cache(maxsize=256)
def _page(name: str, *parts: str) -> tuple[str, object]:
    try:
        path = reverse(name, args=parts)
    except NoReverseMatch:
        return "", None
    return path, getattr(resolve(path).func, "access", None)
