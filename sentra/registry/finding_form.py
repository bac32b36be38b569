"""What the form above the register offers to choose from, and the chips that tell what is chosen."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import F, Func
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sentra.kernel import clock
from sentra.people.models import User
from sentra.people.policy import Permission, districts_of, visible_to
from sentra.reference.loading import current_pack
from sentra.registry.acts import SIZES, say_commodity, say_district, say_size, say_village
from sentra.registry.filters import ALL, ANY, NONE, UNLICENSED, VALID, Listed, Missing, RegisterFilter
from sentra.registry.legal import LegalStanding
from sentra.registry.models import Business, Group, Production, Standing, Support
from sentra.registry.sorts import SORTS

MOST_OFFERED = 300
YEARS_BACK = 8
Pairs = list[tuple[str, str]]
OFTEN = ("district", "commodity", "legal")
"""The questions that stand beside the search; the others are in the fold."""

LABELS: Mapping[str, Promise] = {
    "district": gettext_lazy("District"),
    "village": gettext_lazy("Village"),
    "commodity": gettext_lazy("Commodity"),
    "kbli": gettext_lazy("KBLI"),
    "legal": gettext_lazy("Legal standing"),
    "listed": gettext_lazy("Register"),
    "umkm": gettext_lazy("Size (UMKM)"),
    "industry": gettext_lazy("Size (industry)"),
    "bps": gettext_lazy("Size (BPS)"),
    "production": gettext_lazy("Production"),
    "standing": gettext_lazy("Standing"),
    "figures_of": gettext_lazy("Has figures of"),
    "figures_lack": gettext_lazy("Lacks figures of"),
    "support": gettext_lazy("Programmes"),
    "support_year": gettext_lazy("Year of the programme"),
    "group": gettext_lazy("Group"),
    "missing": gettext_lazy("Lacks"),
    "tag": gettext_lazy("Tag"),
}


@dataclass(frozen=True, slots=True)
class Chip:
    """One thing that is filtered, and the query string of the list without it."""

    words: str
    query: str


@dataclass(frozen=True, slots=True)
class Select:
    """A question of the form: its name, label, chosen value and what can be chosen."""

    name: str
    label: str
    chosen: str
    options: Pairs


def form_of(actor: User, chosen: RegisterFilter) -> dict[str, Any]:
    """Give what the form and the chips above a list or map show of a filter."""
    often, seldom = _selects(actor, chosen)
    village, kbli = (chosen.chosen.get(name, "") for name in ("village", "kbli"))
    return {
        "filter": chosen,
        "query": chosen.query_string(),
        "chips": chips_of(actor, chosen),
        "often": often,
        "seldom": seldom,
        "villages": villages_of(actor),
        "village": village,
        "kbli": kbli,
        "in_fold": any(one.chosen for one in seldom) or bool(village or kbli or chosen.mine),
    }


def _selects(actor: User, chosen: RegisterFilter) -> tuple[list[Select], list[Select]]:
    """Give the questions that are asked often, and those that stand in the fold."""
    options = {**_places_and_goods(actor), **_words_of_the_register(), **_what_there_is(actor)}

    def select(name: str) -> Select:
        value = chosen.chosen.get(name, "")
        foreign = [(value, value)] if value and value not in dict(options[name]) else []
        return Select(name, str(LABELS[name]), value, [*options[name], *foreign])

    return [select(name) for name in OFTEN], [select(name) for name in options if name not in OFTEN]


def _places_and_goods(actor: User) -> dict[str, Pairs]:
    own, pack = districts_of(actor, Permission.REGISTER_READ), current_pack()
    districts = [(one.code, one.name) for one in pack.districts if own is None or one.code in own]
    goods = [(one.code, str(one.name)) for one in pack.commodities]
    return {"district": _by_name(districts), "commodity": _by_name(goods)}


def villages_of(actor: User) -> list[tuple[str, Pairs]]:
    """Give the villages of the actor's districts, district by district."""
    pack, districts = current_pack(), _places_and_goods(actor)["district"]
    found: dict[str, Pairs] = {code: [] for code, _name in districts}
    for village in pack.villages:
        if village.district in found:
            found[village.district].append((village.code, village.name))
    return [(name, _by_name(found[code])) for code, name in districts]


def _words_of_the_register() -> dict[str, Pairs]:
    sizes = [(code, str(label)) for code, label in SIZES.items()]
    year = clock.today().year
    years = [(str(one), str(one)) for one in range(year, year - YEARS_BACK, -1)]
    help_given = [(ANY, _("Had help before")), (NONE, _("Never had help")), *_labels(Support.Kind)]
    return {
        "legal": [(VALID, _("Legal today")), (UNLICENSED, _("Not legal today")), *_labels(LegalStanding)],
        "listed": _labels(Listed),
        "production": _labels(Production),
        "standing": [*_labels(Standing), (ALL, _("All, also closed ones"))],
        "umkm": sizes,
        "industry": sizes[1:],
        "bps": sizes,
        "figures_of": years,
        "figures_lack": years,
        "support": help_given,
        "support_year": years,
        "missing": _labels(Missing),
    }


def _what_there_is(actor: User) -> dict[str, Pairs]:
    """Give the groups and tags that there are: two queries."""
    groups = visible_to(actor, Group.objects.filter(dissolved_on=None)).values_list("pk", "name")[:MOST_OFFERED]
    return {
        "group": [*_membership(), *((str(key), name) for key, name in groups)],
        "tag": [(tag, tag) for tag in tags_of(actor)],
    }


def tags_of(actor: User) -> list[str]:
    """Give the tags that the businesses in the actor's sight have."""
    tagged = visible_to(actor, Business.objects.known().exclude(tags=[]))
    found = tagged.annotate(one=Func(F("tags"), function="unnest")).values_list("one", flat=True)
    return sorted(found.order_by().distinct()[:MOST_OFFERED])


def _labels(choices: type[Listed | Missing | LegalStanding | Production | Standing | Support.Kind]) -> Pairs:
    return [(str(one.value), str(one.label)) for one in choices]


def _by_name(pairs: Pairs) -> Pairs:
    return sorted(pairs, key=lambda pair: pair[1])


def chips_of(actor: User, chosen: RegisterFilter) -> list[Chip]:
    """Tell what is filtered, each with the way to take it away."""
    return [Chip(words, chosen.without(*keys).query_string()) for words, keys in _told(actor, chosen)]


def _told(actor: User, chosen: RegisterFilter) -> Iterator[tuple[str, tuple[str, ...]]]:
    if chosen.words:
        yield f"“{chosen.words}”", ("q",)
    for key, value in chosen.chosen.items():
        gone = ("district", "village") if key == "district" else (key,)
        yield f"{LABELS[key]}: {_say(actor, key, value)}", gone
    if chosen.mine:
        yield _("Assigned to me"), ("mine",)
    if chosen.only:
        yield _("Only the ticked ones"), ("only",)


def _say(actor: User, key: str, value: str) -> str:
    if say := SAY.get(key):
        return say(value)
    if key == "group" and value not in (ANY, NONE):
        return _group_name(actor, value)
    known = {**_words_of_the_register(), "group": _membership()}
    return dict(known.get(key, [])).get(value, value)


def _membership() -> Pairs:
    return [(ANY, _("In a group")), (NONE, _("In no group"))]


def _group_name(actor: User, value: str) -> str:
    try:
        group = visible_to(actor, Group.objects.filter(pk=UUID(value))).first()
    except ValueError:
        return value
    return group.name if group else value


SAY: Mapping[str, Callable[[str], str]] = {
    "district": say_district,
    "village": say_village,
    "commodity": say_commodity,
    "umkm": say_size,
    "industry": say_size,
    "bps": say_size,
}


def sorts_offered() -> Pairs:
    """Give the orders that can be chosen."""
    return [(code, str(sort.label)) for code, sort in SORTS.items()]
