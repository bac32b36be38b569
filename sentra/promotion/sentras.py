"""Sentra: villages of one trade, with those members who are listed, in the order in which one may visit them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from sentra.kernel import clock
from sentra.kernel.errors import NotFound
from sentra.kernel.text import fold, tidy
from sentra.promotion.listed import makers_listed
from sentra.promotion.models import Maker
from sentra.promotion.near import Point, pin_of, walk
from sentra.promotion.slugs import slug_of
from sentra.registry.models import Group, GroupKind, Membership

ENDING = re.compile(r"-([0-9a-f]{8})$")
MOST_STOPS = 60
FEWEST = 2
MAP_OF_A_WAY = "https://www.google.com/maps/dir/"
MOST_ON_A_MAP = 10
"""So many points such an address may hold."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A member on the way through a sentra, with its pin where it is shown."""

    maker: Maker
    pin: Point | None


def sentras_listed(fewest: int = FEWEST) -> "QuerySet[Group]":
    """Give the sentra of which so many members are listed, each with how many are: one alone is no village."""
    listed = makers_listed().filter(business=OuterRef("business"))
    members = Membership.objects.filter(Exists(listed), group=OuterRef("pk"), until=None)
    many = members.order_by().values("group").annotate(many=Count("pk")).values("many")
    found = Group.objects.filter(kind=GroupKind.SENTRA).exclude(dissolved_on__lte=clock.today())
    return found.annotate(listed=many).filter(listed__gte=fewest).order_by("name_folded", "pk")


def slug_of_sentra(group: Group) -> str:
    """Give the word by which a sentra is found: its name and the beginning of its id, as two may share a name."""
    return f"{slug_of(group.name, lambda _slug: False, 'sentra')}-{group.pk.hex[:8]}"


def trade_of(group: Group) -> str:
    """Give the trade of a sentra; "" where its name says it already."""
    trade = tidy(group.trade)
    return "" if f" {fold(trade)} " in f" {fold(group.name)} " else trade


def sentra_of(slug: str) -> Group:
    """Give the sentra of an address, also one of which a single member is listed. Raises `NotFound`."""
    found = ENDING.search(slug)
    if found:
        first, last = (UUID(hex=found[1] + digit * 24) for digit in "0f")
        group = sentras_listed(fewest=1).filter(pk__range=(first, last)).first()
        if group and slug_of_sentra(group) == slug:
            return group
    raise NotFound(_("There is no such sentra in the catalogue."))


def way_through(group: Group) -> list[Stop]:
    """Give the listed members of a sentra in the order of a walk."""
    members = Membership.objects.filter(group=group, until=None).values("business")
    makers = makers_listed().filter(business__in=members).order_by("pk")[:MOST_STOPS]
    return [Stop(one, pin_of(one)) for one in walk(list(makers))]


def map_of_way(stops: Sequence[Stop]) -> str:
    """Give the address of a map of the way, to be opened by whoever wants to; "" with fewer than two pins."""
    pins = [one.pin for one in stops if one.pin][:MOST_ON_A_MAP]
    if len(pins) < 2:
        return ""
    return MAP_OF_A_WAY + "/".join(f"{latitude:.5f},{longitude:.5f}" for latitude, longitude in pins)
