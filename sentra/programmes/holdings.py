"""Reads of the asset register: which machines there are, who holds them, one of them with all that happened to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import F, Min, Q, QuerySet
from django.db.models.functions import Coalesce, ExtractYear
from django.utils.translation import gettext as _

from sentra.files.models import File
from sentra.kernel.errors import NotFound
from sentra.kernel.text import fold, tidy
from sentra.people.models import User
from sentra.people.policy import Permission, can
from sentra.programmes.models import HELD, Asset, AssetState, AssetTrouble, Call, Passing
from sentra.registry.models import Business

LONGEST_SEARCH = 100
MISSING = "missing"
"""The state of a filter that stands for machines that were not there when somebody looked."""
WITH = ("business__owner", "group", "candidate__call", "handover__document")


@dataclass(frozen=True, slots=True)
class AssetFilter:
    """What an officer looks for among the machines; unknown values select nothing and break nothing."""

    words: str = ""
    state: str = ""
    district: str = ""
    year: int | None = None
    call: str = ""

    @classmethod
    def read(cls, query: Mapping[str, str]) -> "AssetFilter":
        """Read a filter from a query string."""
        year = query.get("year", "")
        return cls(
            words=tidy(query.get("q", "")[:LONGEST_SEARCH]),
            state=tidy(query.get("state", "")[:20]),
            district=tidy(query.get("district", "")[:20]),
            year=int(year) if len(year) == 4 and year.isascii() and year.isdecimal() else None,
            call=tidy(query.get("call", "")[:30]).upper(),
        )

    @property
    def is_narrow(self) -> bool:
        """Tell whether anything is filtered out."""
        return bool(self.query_string())

    def query_string(self) -> str:
        """Write the filter as a query string."""
        pairs = {"q": self.words, "state": self.state, "district": self.district, "call": self.call}
        pairs["year"] = str(self.year or "")
        return urlencode({key: value for key, value in pairs.items() if value})

    def apply(self, assets: "QuerySet[Asset]") -> "QuerySet[Asset]":
        """Narrow a list of machines."""
        for word in self.words.split():
            assets = assets.filter(_found_by(word))
        if self.state == MISSING:
            assets = assets.filter(state__in=HELD, missing_since__isnull=False)
        elif self.state:
            assets = assets.filter(state=self.state)
        if self.district:
            assets = assets.filter(business__district=self.district)
        if self.year:
            assets = assets.filter(handed_on__year=self.year)
        if self.call:
            assets = assets.filter(candidate__call__number=self.call)
        return assets


def _found_by(word: str) -> Q:
    found = Q(business__register_number__iexact=word)
    for name in ("number", "serial", "what", "brand", "type"):
        found |= Q(**{f"{name}__icontains": word})
    if folded := fold(word):
        plain = folded.replace(" ", "")
        found |= Q(identity__contains=plain) | Q(business__name_folded__contains=folded)
    return found


def assets_seen_by(actor: User) -> "QuerySet[Asset]":
    """Give the machines to whoever reads programmes: all of them, as programmes are the regency's."""
    found = Asset.objects.all() if can(actor, Permission.PROGRAMME_READ) else Asset.objects.none()
    return found.select_related(*WITH).order_by("-handed_on", "number")


def asset_of_officer(actor: User, number: str) -> Asset:
    """Give a machine to an officer. Raises `NotFound`."""
    asset = assets_seen_by(actor).select_related("business__owner__user").filter(number=number.upper()).first()
    if asset is None:
        raise NotFound(_("There is no such machine."))
    return asset


def years_of_assets() -> list[int]:
    """Give the years in which machines were handed over, the newest first."""
    years = Asset.objects.annotate(year=ExtractYear("handed_on")).values_list("year", flat=True)
    return list(years.order_by("-year").distinct())


def assets_of_call(call: Call) -> "QuerySet[Asset]":
    """Give the machines of a call, by number."""
    return Asset.objects.filter(candidate__call=call).order_by("number")


def assets_of_business(business: Business) -> "QuerySet[Asset]":
    """Give the machines that a business holds, or held last."""
    return business.assets.select_related("candidate__call", "handover__document").order_by("-handed_on", "number")


def own_assets(actor: User) -> "QuerySet[Asset]":
    """Give the machines that the actor's businesses hold, those that were lost among them."""
    found = Asset.objects.filter(business__owner__user=actor).exclude(state=AssetState.RETURNED)
    return found.select_related("business", "candidate__call", "candidate__business__owner", "handover__document")


def own_asset(actor: User, number: str) -> Asset:
    """Give a machine that one's own business holds. Raises `NotFound`."""
    asset = own_assets(actor).filter(number=number.upper()).first()
    if asset is None:
        raise NotFound(_("There is no such machine."))
    return asset


def asset_public(number: str) -> Asset:
    """Give a machine to everybody, by the number of its label. Raises `NotFound`."""
    found = Asset.objects.select_related("business", "candidate__call").filter(number=number.upper())
    asset = found.first()
    if asset is None:
        raise NotFound(_("The register of the regency has no machine of this number."))
    return asset


def asset_photo(actor: User, number: str, file_id: UUID) -> File:
    """Give a photograph of a machine to an officer or its holder; what a holder sent, to the same two.

    Raises `NotFound`.
    """
    seen = assets_seen_by(actor) if can(actor, Permission.PROGRAMME_READ) else own_assets(actor)
    asset = seen.filter(number=number.upper()).first()
    if asset is None:
        raise NotFound(_("There is no such photograph."))
    told = AssetTrouble.objects.filter(asset=asset, photo=file_id)
    if not can(actor, Permission.PROGRAMME_READ):
        told = told.filter(by=actor)
    file = asset.photos.filter(pk=file_id).first()
    if file is None and told.exists():
        file = File.objects.get(pk=file_id)
    if file is None:
        raise NotFound(_("There is no such photograph."))
    return file


def passing_file(actor: User, passing_id: int) -> File:
    """Give the agreement of a passing to an officer, or to the new holder as long as it holds. Raises `NotFound`."""
    found = Passing.objects.filter(pk=passing_id).select_related("document__file")
    if not can(actor, Permission.PROGRAMME_READ):
        found = found.filter(to__owner__user=actor, asset__business=F("to"))
    passing = found.first()
    if passing is None:
        raise NotFound(_("There is no such paper."))
    if passing.document.file is None:
        raise NotFound(_("The signed paper isn't there yet. It follows minutes after the act."))
    return passing.document.file


def last_seen_by_business() -> dict[UUID, date]:
    """Give by business the day on which the machine of the regency that was seen longest ago was last seen there."""
    seen = Coalesce("last_seen_on", "handed_on")
    rows = Asset.objects.filter(state__in=HELD).values_list("business").annotate(first=Min(seen)).order_by()
    return dict(rows)
