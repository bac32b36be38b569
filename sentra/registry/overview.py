"""The register from above: how many are legal of how many known, and where they lie."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, TypeVar

from django.core.cache import caches
from django.db.models import Avg, Count, F, FloatField, Max, Min, QuerySet
from django.db.models.functions import Floor
from django.utils.translation import get_language

from sentra.kernel import clock
from sentra.people.models import User
from sentra.people.policy import Permission, districts_of, visible_to
from sentra.reference.loading import current_pack
from sentra.registry.filters import RegisterFilter
from sentra.registry.legal import LegalStanding, has_standing, is_legal, legal_standing
from sentra.registry.models import Business

CELL_PIXELS = 72
WORLD_PIXELS = 256
MOST_PINS = 400
"""So many pins are drawn one by one; more are drawn as clusters, counted in the database."""
DEEPEST_ZOOM = 19
COUNTS_LAST = 60
"""Seconds for which a process keeps what it counted."""
Counted = TypeVar("Counted")
SIDES = ((min, "west"), (min, "south"), (max, "east"), (max, "north"))
Rows = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class LegalCount:
    """How many are legal of those that are known, in a district or of a commodity; `registered` by a permit."""

    code: str
    name: str
    known: int
    registered: int
    legal: int

    @property
    def percent(self) -> int:
        """The legal ones among the known, in whole percent."""
        return round(100 * self.legal / self.known) if self.known else 0


@dataclass(frozen=True, slots=True)
class LegalCounts:
    """How many are legal, by district and by commodity, and in all."""

    all: LegalCount
    districts: tuple[LegalCount, ...]
    commodities: tuple[LegalCount, ...]


def counted_lately(kind: str, actor: User, query: str, count: Callable[[], Counted]) -> Counted:
    """Count for one's districts and filter, or give what was counted within the last minute: all rows are read."""
    districts = districts_of(actor, Permission.REGISTER_READ)
    who = "all" if districts is None else f"{actor.pk} {','.join(sorted(districts))}"
    key = sha256(f"{kind} {who} {clock.today()} {get_language()} {query}".encode()).hexdigest()
    kept: Counted | None = caches["process"].get(key)
    if kept is None:
        kept = count()
        caches["process"].set(key, kept, COUNTS_LAST)
    return kept


def legal_counts(actor: User) -> LegalCounts:
    """Count who is legal among the businesses in the actor's sight that aren't closed; one query."""
    seen = visible_to(actor, Business.objects.present()).order_by()
    rows = seen.values("district", "commodity").annotate(
        known=Count("pk"), registered=Count("registered_at"), legal=Count("pk", filter=is_legal())
    )
    found: Rows = list(rows)
    pack = current_pack()
    goods = {one.code: str(one.name) for one in pack.commodities}
    return LegalCounts(
        all=_sum("", "", found),
        districts=_sums("district", pack.district_names, found),
        commodities=_sums("commodity", goods, found),
    )


def _sums(column: str, names: dict[str, str], rows: Rows) -> tuple[LegalCount, ...]:
    """Add up by a column: those with a name in their order, then what has none."""
    codes = {row[column] for row in rows}
    ordered = [*(code for code in names if code in codes), *sorted(codes - set(names))]
    return tuple(_sum(code, names.get(code, code), [row for row in rows if row[column] == code]) for code in ordered)


def _sum(code: str, name: str, rows: Rows) -> LegalCount:
    known, registered, legal = (sum(row[key] for row in rows) for key in ("known", "registered", "legal"))
    return LegalCount(code, name, known, registered, legal)


@dataclass(frozen=True, slots=True)
class District:
    """A district on the map: where its name stands (the mean of its pins), and its businesses by legal standing."""

    code: str
    name: str
    pins: int
    latitude: float | None
    longitude: float | None
    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Area:
    """The map: its districts, and the corners of what is on it (west, south, east, north); None without a pin."""

    districts: tuple[District, ...]
    bounds: tuple[float, float, float, float] | None


def _by_standing() -> dict[str, Count]:
    return {f"are_{one.value}": Count("pk", filter=has_standing(one.value)) for one in LegalStanding}


def area_of(actor: User, chosen: RegisterFilter) -> Area:
    """Give the districts of the map with their counts; one query."""
    found = chosen.narrow(visible_to(actor, Business.objects.all()), actor).order_by()
    names = current_pack().district_names
    rows = found.values("district").annotate(
        pins=Count("latitude"),
        latitude_mean=Avg("latitude"),
        longitude_mean=Avg("longitude"),
        west=Min("longitude"),
        south=Min("latitude"),
        east=Max("longitude"),
        north=Max("latitude"),
        **_by_standing(),
    )
    known: Rows = sorted(rows, key=lambda row: str(names.get(row["district"], row["district"])))
    pinned = [row for row in known if row["pins"]]
    bounds = tuple(how(row[side] for row in pinned) for how, side in SIDES) if pinned else None
    return Area(tuple(_district(row, names) for row in known), bounds)


def _district(row: Mapping[str, Any], names: dict[str, str]) -> District:
    code = row["district"]
    counts = tuple((one.value, row[f"are_{one.value}"]) for one in LegalStanding)
    return District(code, names.get(code, code), row["pins"], row["latitude_mean"], row["longitude_mean"], counts)


@dataclass(frozen=True, slots=True)
class Window:
    """The part of the map that somebody looks at, in degrees, and how near (a zoom of 0 is the whole world)."""

    west: float
    south: float
    east: float
    north: float
    zoom: int

    @classmethod
    def read(cls, box: str, zoom: str) -> "Window | None":
        """Read `west,south,east,north` and a zoom; None for what is no place on earth."""
        try:
            west, south, east, north = (float(side) for side in box.split(","))
            near = min(max(int(zoom), 0), DEEPEST_ZOOM)
        except ValueError:
            return None
        on_earth = -180 <= west < east <= 180 and -90 <= south < north <= 90
        return cls(west, south, east, north, near) if on_earth else None

    @property
    def cell(self) -> float:
        """The side of a cell of the grid in degrees: some finger's breadth on the screen."""
        return 360 / float(2**self.zoom) * CELL_PIXELS / WORLD_PIXELS


def pins_of(actor: User, chosen: RegisterFilter, window: Window) -> dict[str, list[dict[str, Any]]]:
    """Give what is to be drawn in a window: few pins one by one, many as clusters of a grid; two queries."""
    found = chosen.narrow(visible_to(actor, Business.objects.all()), actor).order_by()
    inside = found.filter(latitude__range=(window.south, window.north), longitude__range=(window.west, window.east))
    columns = ("register_number", "name", "latitude", "longitude", "licensed", "licensed_until", "in_process")
    few = list(inside.only(*columns)[: MOST_PINS + 1])
    if len(few) <= MOST_PINS:
        return {"pins": [_pin(one) for one in few], "clusters": []}
    return {"pins": [], "clusters": list(clusters_of(inside, window.cell))}


def _pin(business: Business) -> dict[str, Any]:
    return {
        "number": business.register_number,
        "name": business.name,
        "at": [business.latitude, business.longitude],
        "standing": legal_standing(business).value,
    }


def clusters_of(inside: "QuerySet[Business]", cell: float) -> Iterable[dict[str, Any]]:
    """Count businesses with pins by the cells of a grid whose side is `cell` degrees; one query."""
    east, north = (Floor(F(column) / cell, output_field=FloatField()) for column in ("longitude", "latitude"))
    rows = (
        inside.annotate(x=east, y=north)
        .values("x", "y")
        .annotate(count=Count("pk"), legal=Count("pk", filter=is_legal()), south=Avg("latitude"), west=Avg("longitude"))
    )
    for row in rows:
        yield {"at": [row["south"], row["west"]], "count": row["count"], "legal": row["legal"]}
