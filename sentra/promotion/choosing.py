"""Who stands in an edition or a press kit: a choice as an officer made it, asked of the gate each time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, TextChoices
from django.utils.translation import gettext_lazy as _

from sentra.programmes.exhibiting import PREPARED
from sentra.programmes.models import Call, Candidate, CandidateState
from sentra.programmes.queries import calls_public
from sentra.promotion.listed import makers_listed, showings_listed
from sentra.promotion.models import Maker, Showing, Theme
from sentra.reference.loading import current_pack

MOST_CODES = 300
MOST_PRODUCTS = 2000
"""So many products make an edition: beyond it, it is no book any more."""


class ChoiceKind(TextChoices):
    """By what makers are chosen."""

    ALL = "all", _("All makers")
    COMMODITY = "commodity", _("Commodities")
    DISTRICT = "district", _("Districts")
    EVENT = "event", _("Exhibition or market day")
    THEME = "theme", _("Theme")
    MAKERS = "makers", _("Single makers")


@dataclass(frozen=True, slots=True)
class Choice:
    """Who is chosen; `codes` are those of commodities or districts, a call's number, themes' or makers' slugs."""

    kind: ChoiceKind
    codes: tuple[str, ...] = ()

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> "Choice":
        """Read a choice as it was kept; an unknown one chooses nobody."""
        kind, codes = data.get("kind"), data.get("codes")
        if kind not in ChoiceKind.values or not isinstance(codes, list):
            return cls(ChoiceKind.MAKERS)
        return cls(ChoiceKind(kind), tuple(str(code) for code in codes[:MOST_CODES]))

    @property
    def kept(self) -> dict[str, Any]:
        """The choice as it is kept."""
        return {"kind": self.kind.value, "codes": list(self.codes)}

    @property
    def words(self) -> str:
        """The choice as people say it."""
        if self.kind == ChoiceKind.ALL:
            return str(self.kind.label)
        names = self._names()
        return f"{self.kind.label}: {', '.join(names.get(code, code) for code in self.codes)}"

    def _names(self) -> dict[str, str]:
        pack = current_pack()
        if self.kind == ChoiceKind.COMMODITY:
            return {code: str(one.name) for code, one in pack.commodities_by_code.items()}
        if self.kind == ChoiceKind.DISTRICT:
            return dict(pack.district_names)
        if self.kind == ChoiceKind.EVENT:
            return dict(Call.objects.filter(number__in=self.codes).values_list("number", "title"))
        if self.kind == ChoiceKind.THEME:
            return dict(Theme.objects.filter(slug__in=self.codes).values_list("slug", "title"))
        found = Maker.objects.filter(slug__in=self.codes).values_list("slug", "business__brand", "business__name")
        return {slug: brand or name for slug, brand, name in found}


def showings_chosen(choice: Choice) -> "QuerySet[Showing]":
    """Give the products of a choice that are public today."""
    listed, codes = showings_listed(), choice.codes
    if choice.kind == ChoiceKind.ALL:
        return listed
    if choice.kind == ChoiceKind.COMMODITY:
        of_its_maker = Q(product__commodity="", maker__business__commodity__in=codes)
        return listed.filter(Q(product__commodity__in=codes) | of_its_maker)
    if choice.kind == ChoiceKind.DISTRICT:
        return listed.filter(maker__business__district__in=codes)
    return listed.filter(maker__in=makers_chosen(choice))


def makers_chosen(choice: Choice) -> "QuerySet[Maker]":
    """Give the makers of a choice who are public today."""
    listed, codes = makers_listed(), choice.codes
    if choice.kind == ChoiceKind.EVENT:
        return listed.filter(takes_part(codes))
    if choice.kind == ChoiceKind.THEME:
        return listed.filter(pk__in=Theme.objects.filter(slug__in=codes).values("places__maker"))
    if choice.kind == ChoiceKind.MAKERS:
        return listed.filter(slug__in=codes)
    return listed.filter(pk__in=showings_chosen(choice).values("maker"))


def takes_part(numbers: Iterable[str], path: str = "business") -> Q:
    """Narrow to whoever takes part in calls, alone or as a member of a group that does."""
    there = Candidate.objects.filter(
        call__number__in=list(numbers), call__state__in=PREPARED, state=CandidateState.CHOSEN
    )
    alone = there.filter(business=OuterRef(path))
    member = there.filter(members=OuterRef(path))
    return Q(Exists(alone)) | Q(Exists(member))


def events() -> "list[Call]":
    """Give the exhibitions and market days of which is known who takes part, the newest first."""
    from_choice = calls_public().filter(state__in=PREPARED).order_by("-begins_on", "number")
    return [call for call in from_choice[:200] if call.terms.gives in {"exhibition", "market"}]
