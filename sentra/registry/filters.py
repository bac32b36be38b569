"""The filter of the register: read from a query string, used by page, map, export and saved views alike."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, TextChoices, Value, When
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from sentra.kernel import clock
from sentra.kernel.text import fold, tidy
from sentra.people.models import User
from sentra.registry.columns import COLUMNS
from sentra.registry.legal import has_standing, is_legal
from sentra.registry.models import (
    Business,
    Figures,
    FiguresState,
    Membership,
    Product,
    Production,
    Standing,
    Support,
)
from sentra.registry.search import LONGEST_WORDS, NOTHING, found_by
from sentra.registry.sorts import SORTS

LONGEST_VALUE = 50
MOST_ONLY = 500
VALID = "valid"
"""The legal standing of all who are legal today, also where that ends soon."""
UNLICENSED = "unlicensed"
"""The legal standing of all who are not legal today, for whatever reason."""
ALL = "all"
ANY, NONE = "any", "none"
YEAR = re.compile(r"[12]\d{3}")
KBLI = re.compile(r"\d{2,5}")


class Listed(TextChoices):
    """Whether a permit put a business on the register."""

    REGISTERED = "registered", _("On the register")
    RECORDED = "recorded", _("Recorded, not registered")


class Missing(TextChoices):
    """What is not known of a business."""

    PHONE = "phone", _("Telephone")
    PIN = "pin", _("Pin on the map")
    NIB = "nib", _("NIB")
    NIK = "nik", _("NIK of the owner")
    KBLI = "kbli", _("KBLI")
    FIGURES = "figures", _("Figures of last year")
    PRODUCT = "product", _("Product")
    ADDRESS = "address", _("Address")


def _of_business(rows: "QuerySet[Any]") -> Q:
    return Q(Exists(rows.filter(business=OuterRef("pk"))))


def _equal(name: str) -> Callable[[str], Q]:
    return lambda value: Q(**{name: value})


def _kbli(value: str) -> Q:
    """A whole code, or its beginning: a division, a group."""
    return Q(kbli__startswith=value) if KBLI.fullmatch(value) else NOTHING


def _legal(value: str) -> Q:
    if value == UNLICENSED:
        return ~is_legal()
    return is_legal() if value == VALID else has_standing(value)


def _listed(value: str) -> Q:
    told = {Listed.REGISTERED: Q(registered_at__isnull=False), Listed.RECORDED: Q(registered_at__isnull=True)}
    return told[Listed(value)] if value in Listed else NOTHING


def _production(value: str) -> Q:
    return Q(production=value) if value in Production else NOTHING


def _standing(value: str) -> Q:
    """Those of a standing; without a word, all but the closed ones."""
    if not value:
        return ~Q(standing=Standing.CLOSED)
    if value == ALL:
        return Q()
    return Q(standing=value) if value in Standing else NOTHING


def _has_figures(year: int) -> Q:
    return _of_business(Figures.objects.filter(year=year).exclude(state=FiguresState.RETURNED))


def _figures_of(value: str) -> Q:
    return _has_figures(int(value)) if YEAR.fullmatch(value) else NOTHING


def _figures_lack(value: str) -> Q:
    return ~_has_figures(int(value)) if YEAR.fullmatch(value) else NOTHING


def _group(value: str) -> Q:
    members = Membership.objects.filter(until=None)
    if value in (ANY, NONE):
        return _of_business(members) if value == ANY else ~_of_business(members)
    return _of_business(members.filter(group=UUID(value))) if _is_uuid(value) else NOTHING


def _missing(value: str) -> Q:
    if value not in Missing:
        return NOTHING
    return {
        Missing.PHONE: Q(phone="", owner__phone=""),
        Missing.PIN: Q(latitude=None),
        Missing.NIB: Q(nib=None),
        Missing.NIK: Q(owner__nik_index=None),
        Missing.KBLI: Q(kbli=""),
        Missing.FIGURES: ~_has_figures(clock.today().year - 1),
        Missing.PRODUCT: ~_of_business(Product.objects.all()),
        Missing.ADDRESS: Q(address=""),
    }[Missing(value)]


def _tag(value: str) -> Q:
    return Q(tags__contains=[value])


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


CHOOSE: Mapping[str, Callable[[str], Q]] = {
    "district": _equal("district"),
    "village": _equal("village"),
    "commodity": _equal("commodity"),
    "kbli": _kbli,
    "legal": _legal,
    "listed": _listed,
    "umkm": _equal("size_umkm"),
    "industry": _equal("size_industry"),
    "bps": _equal("size_bps"),
    "production": _production,
    "figures_of": _figures_of,
    "figures_lack": _figures_lack,
    "group": _group,
    "missing": _missing,
    "tag": _tag,
}
"""How each choice narrows the register; an unknown value narrows it to nothing."""
CHOICES = (*CHOOSE, "standing", "support", "support_year")


def _support(kind: str, year: str) -> Q:
    """The history of programmes: help of a kind, of a year, of any kind, or none; each with or without a year."""
    if not kind and not year:
        return Q()
    if (kind and kind not in (*Support.Kind, ANY, NONE)) or (year and not YEAR.fullmatch(year)):
        return NOTHING
    given = Support.objects.filter(year=int(year)) if year else Support.objects.all()
    if kind == NONE:
        return ~_of_business(given)
    return _of_business(given.filter(kind=kind) if kind in Support.Kind else given)


@dataclass(frozen=True, slots=True)
class RegisterFilter:
    """What an officer looks for in the register; unknown values select nothing and break nothing.

    `chosen` holds the values of `CHOICES`. `only` names single businesses by id, as they were ticked in the list.
    `sort` is "" for what suits: the best match first where words were given, else by name. `columns` are the codes of
    `columns.COLUMNS` that the officer wants to see; none for the usual ones.
    """

    words: str = ""
    chosen: Mapping[str, str] = field(default_factory=dict)
    mine: bool = False
    only: tuple[str, ...] = ()
    sort: str = ""
    columns: tuple[str, ...] = ()

    @classmethod
    def read(cls, query: Mapping[str, str]) -> "RegisterFilter":
        """Read a filter from a query string, or from a form that was sent."""
        return cls(
            words=tidy(query.get("q", "")[:LONGEST_WORDS]).replace("\n", " "),
            chosen={key: value for key in CHOICES if (value := tidy(query.get(key, "")[:LONGEST_VALUE]))},
            mine=query.get("mine") == "1",
            only=tuple(dict.fromkeys(_several(query, "only")))[: MOST_ONLY + 1],
            sort=sort if (sort := query.get("sort", "")) in SORTS else "",
            columns=tuple(code for code in COLUMNS if code in set(_several(query, "columns"))),
        )

    def query_string(self) -> str:
        """Write the filter as a query string, as saved views keep it."""
        pairs = {"q": self.words, **self.chosen, "mine": "1" if self.mine else "", "sort": self.sort}
        pairs |= {"only": ",".join(self.only), "columns": ",".join(self.columns)}
        return urlencode({key: value for key, value in pairs.items() if value}, safe=",")

    @property
    def is_narrow(self) -> bool:
        """Tell whether anything is filtered out."""
        return bool(self.words or self.chosen or self.mine or self.only)

    @property
    def order(self) -> str:
        """The sort that counts."""
        return self.sort or ("best" if self.words else "name")

    def with_words(self, words: str) -> "RegisterFilter":
        """Give the same filter with other words."""
        return replace(self, words=words)

    def without(self, *keys: str) -> "RegisterFilter":
        """Give the same filter without some of its parts: choices by name, `q`, `mine`, `only`."""
        return replace(
            self,
            words="" if "q" in keys else self.words,
            chosen={key: value for key, value in self.chosen.items() if key not in keys},
            mine=self.mine and "mine" not in keys,
            only=() if "only" in keys else self.only,
        )

    def choosing(self, **choices: str) -> "RegisterFilter":
        """Give the same filter with other choices."""
        return replace(self, chosen={**self.chosen, **choices})

    def apply(self, businesses: "QuerySet[Business]", actor: User) -> "QuerySet[Business]":
        """Narrow and sort businesses, which the caller has narrowed to those that the actor may see.

        A merged record is never found, a closed business only where its standing is asked for.
        """
        return self.arrange(self.narrow(businesses, actor))

    def narrow(self, businesses: "QuerySet[Business]", actor: User) -> "QuerySet[Business]":
        """Narrow businesses, in whatever order."""
        found = businesses.filter(merged_into=None)
        for condition in self._conditions(actor):
            found = found.filter(condition)
        return found

    def arrange(self, businesses: "QuerySet[Business]") -> "QuerySet[Business]":
        """Sort businesses."""
        if self.order == "best":
            businesses = businesses.annotate(match=_match(fold(self.words)))
        return SORTS[self.order].sorted(businesses)

    def _conditions(self, actor: User) -> Iterable[Q]:
        yield _standing(self.chosen.get("standing", ""))
        for key, narrow in CHOOSE.items():
            if value := self.chosen.get(key):
                yield narrow(value)
        yield _support(self.chosen.get("support", ""), self.chosen.get("support_year", ""))
        if self.only:
            yield Q(pk__in=[UUID(one) for one in self.only if _is_uuid(one)])
        if self.mine:
            yield Q(assigned_to=actor)
        if self.words:
            yield found_by(self.words)


def _several(query: Mapping[str, str], key: str) -> list[str]:
    """Read what may be given more than once, or once with commas."""
    given = query.getlist(key) if isinstance(query, QueryDict) else [query.get(key, "")]
    return [part for value in given for part in value.split(",") if part]


def _match(said: str) -> Case:
    """Tell how well a business matches what was said: 0 is its very name; words spread over its record come last."""
    return Case(
        When(name_folded=said, then=Value(0)),
        When(name_folded__startswith=said, then=Value(1)),
        When(name_folded__contains=said, then=Value(2)),
        When(owner__name_folded__contains=said, then=Value(3)),
        default=Value(4),
    )
