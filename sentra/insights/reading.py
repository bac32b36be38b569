"""Reading what was counted: for whoever asks, in one query for each question.

`Eyes` say who looks: the public and officers of the whole regency see all districts, other officers the sum of theirs.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import BigIntegerField, Q, QuerySet
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast

from sentra.insights.counting import ALL, Values, added
from sentra.insights.figure import Figure, Number
from sentra.insights.models import Month, Seen, Tally
from sentra.kernel import clock
from sentra.people.models import User
from sentra.people.policy import Permission, districts_of


@dataclass(frozen=True, slots=True)
class Eyes:
    """Who looks: the districts that are seen (None: all of them)."""

    districts: frozenset[str] | None = None

    @classmethod
    def of(cls, actor: User) -> "Eyes":
        """Give what an officer sees of the figures."""
        return cls(districts_of(actor, Permission.FIGURES_READ))

    @property
    def whole(self) -> bool:
        """Tell whether the whole regency is seen."""
        return self.districts is None

    def sees(self, place: str) -> bool:
        """Tell whether a district, or the village whose code begins with it, is seen."""
        return self.districts is None or any(place == one or place.startswith(f"{one}.") for one in self.districts)


EVERYBODY = Eyes()
PLACES = frozenset({"district", "village", "district_commodity", "village_commodity"})
"""Cuts whose key is a place."""


def newest_month() -> Month | None:
    """Give the newest month that was counted: the open one, as a rule."""
    return Month.objects.order_by("-first").first()


def months_back(month: date, many: int) -> list[date]:
    """Give some months up to one, the oldest first."""
    return [clock.months_on(month, -back) for back in range(many - 1, -1, -1)]


def totals(
    family: str, months: Collection[date], *, eyes: Eyes = EVERYBODY, seen: str = Seen.THEN
) -> dict[date, Values]:
    """Give all that was counted in some months; a month in which nothing was isn't there."""
    cut = ALL if eyes.whole else "district"
    found: dict[date, list[Values]] = defaultdict(list)
    for month, _key, _other, values in _rows(_narrowed(family, cut, months, eyes), seen, "values"):
        found[month].append(values)
    return {month: added(some) for month, some in found.items()}


def by_key(
    family: str,
    cut: str,
    months: Collection[date],
    *,
    eyes: Eyes = EVERYBODY,
    seen: str = Seen.THEN,
    keys: Collection[str] | None = None,
) -> dict[str, dict[date, Values]]:
    """Give what was counted by the keys of a cut, in some months: {key: {month: values}}; `keys` names only some.

    Who sees some districts only is told by what the cut of districts and keys holds; a family without such a cut tells
    them nothing.
    """
    found: dict[str, dict[date, Values]] = defaultdict(dict)
    if eyes.whole or of_places(cut):
        asked = _narrowed(family, cut, months, eyes)
        asked = asked if keys is None else asked.filter(key__in=keys)
        for month, key, _other, values in _rows(asked, seen, "values"):
            found[key][month] = added([found[key].get(month, {}), values])
        return dict(found)
    in_districts = crossed(family, f"district_{cut}", months, eyes=eyes, seen=seen, others=keys)
    for (_place, other), in_months in in_districts.items():
        for month, values in in_months.items():
            found[other][month] = added([found[other].get(month, {}), values])
    return dict(found)


def crossed(
    family: str,
    cut: str,
    months: Collection[date],
    *,
    eyes: Eyes = EVERYBODY,
    seen: str = Seen.THEN,
    others: Collection[str] | None = None,
) -> dict[tuple[str, str], dict[date, Values]]:
    """Give what was counted by both keys of a cut, in some months: {(key, other): {month: values}}.

    `others` names only some of the second key.
    """
    found: dict[tuple[str, str], dict[date, Values]] = defaultdict(dict)
    asked = _narrowed(family, cut, months, eyes)
    asked = asked if others is None else asked.filter(other__in=others)
    for month, key, other, values in _rows(asked, seen, "values"):
        found[key, other][month] = values
    return dict(found)


def numbers(
    family: str, cut: str, count: str, months: Collection[date], *, eyes: Eyes = EVERYBODY, seen: str = Seen.THEN
) -> dict[tuple[str, str], dict[date, int]]:
    """Give one count of each cell of a cut, in some months: {(key, other): {month: number}}.

    What is drawn of thousands of cells needs no more, and the database reads it out of each.
    """
    found: dict[tuple[str, str], dict[date, int]] = defaultdict(dict)
    asked = _narrowed(family, cut, months, eyes)
    counted = asked.annotate(number=Cast(KeyTextTransform(count, "values"), BigIntegerField()))
    for month, key, other, number in _rows(counted, seen, "number"):
        if number is not None:
            found[key, other][month] = number
    return dict(found)


def value_of(figure: Figure, in_months: Mapping[date, Values], months: Sequence[date]) -> Number | None:
    """Read a figure over a period: flows add up over its months, a stock is that of its last month."""
    if figure.flow:
        return figure.read(added(in_months[month] for month in months if month in in_months))
    last = in_months.get(months[-1])
    return figure.read(last) if last is not None else None


def series_of(figure: Figure, in_months: Mapping[date, Values]) -> dict[date, Number | None]:
    """Read a figure month by month."""
    return {month: figure.read(values) for month, values in sorted(in_months.items())}


def of_places(cut: str) -> bool:
    """Tell whether the key of a cut is a place."""
    return cut in PLACES or cut.startswith("district_")


def _narrowed(family: str, cut: str, months: Collection[date], eyes: Eyes) -> "QuerySet[Tally]":
    """Narrow the tallies to what is asked and seen; who sees some districts only sees no cut but those of places."""
    asked = Tally.objects.filter(family=family, cut=cut, month__in=months)
    if eyes.districts is None:
        return asked
    if not of_places(cut):
        return asked.none()
    if cut.startswith("village"):
        within = [Q(key__startswith=f"{one}.") for one in sorted(eyes.districts)]
        return asked.filter(reduce(or_, within, Q(pk__in=[])))
    return asked.filter(key__in=sorted(eyes.districts))


def _rows(asked: "QuerySet[Tally]", seen: str, told: str) -> Iterable[tuple[date, str, str, Any]]:
    """Read the tallies; as known today is as known then in months that weren't looked back at, such as the open one."""
    columns = ("month", "key", "other", told)
    if seen == Seen.THEN:
        return asked.filter(seen=Seen.THEN).values_list(*columns)
    today = list(asked.filter(seen=Seen.TODAY).values_list(*columns))
    looked_at = {month for month, *_rest in today}
    return [*today, *asked.exclude(month__in=looked_at).filter(seen=Seen.THEN).values_list(*columns)]
