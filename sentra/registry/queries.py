"""Reading the register, and THE identity check that every path to it uses."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from sentra.kernel.crypto import blind_index
from sentra.kernel.errors import Problem
from sentra.reference.loading import current_pack
from sentra.registry.facts import BusinessFacts, OwnerFacts
from sentra.registry.matching import Likeness, likeness
from sentra.registry.models import Business, Owner, Production


@dataclass(frozen=True, slots=True)
class Identity:
    """Whom the register takes somebody for; `doubts` are for an officer to settle before anything is decided."""

    owner: Owner | None
    business: Business | None
    doubts: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class RegisterCounts:
    """How many businesses stand on the register."""

    businesses: int
    by_commodity: Mapping[str, int]


NIB_OF_ANOTHER = Problem("business", "nib_of_another", _("The register has this NIB under another owner."))
NIB_OF_OTHER_NAME = Problem("business", "nib_of_other_name", _("The register has this NIB under another name."))
SAME_NAME = Problem(
    "business", "same_name", _("The register has a business of this name in this village, of another owner.")
)
OTHER_OWNER_NAME = Problem("owner", "other_name", _("The register has this NIK under another name."))
OTHER_NIK = Problem("owner", "other_nik", _("The register has this business under another NIK."))


def identity_check(*, owner: OwnerFacts, business: BusinessFacts, known: Business | None = None) -> Identity:
    """Tell whether the register already has an owner and a business; at most four queries.

    A NIK is one person for life; a NIB is one business; the same owner's business of the same name in the same
    village is the same business. What contradicts that is a doubt, never a silent choice. `known` is the business of
    the permit that an application follows: it isn't looked for, only what is newly said of it is checked.
    """
    by_nik = Owner.objects.filter(nik_index=blind_index("nik", owner.nik)).first() if owner.nik else None
    doubts = [*_doubts_about_owner(owner, by_nik, known)]
    same_person = known and (not owner.nik or OTHER_NIK not in doubts)
    person = by_nik or (known.owner if known and same_person else None)
    by_nib = Business.objects.filter(nib=business.nib).select_related("owner").first() if business.nib else None
    if by_nib and (by_nib != known if known else by_nib.owner != person):
        return Identity(person, known, (*doubts, NIB_OF_ANOTHER))
    if by_nib and not known and likeness(by_nib.name, business.name) == Likeness.DIFFERENT:
        doubts.append(NIB_OF_OTHER_NAME)
    near = Business.objects.present().filter(village=business.village).only("name", "owner_id")
    alike = {one: how for one in near if (how := likeness(one.name, business.name)) != Likeness.DIFFERENT}
    of_owner = next((one for one in alike if person and one.owner_id == person.pk), None)
    own = known or by_nib or (Business.objects.select_related("owner").get(pk=of_owner.pk) if of_owner else None)
    said_anew = own is None or likeness(own.name, business.name) != Likeness.SAME
    others = [how for one, how in alike.items() if own is None or one.owner_id != own.owner_id]
    if said_anew and Likeness.SAME in others:
        doubts.append(SAME_NAME)
    return Identity(person, own, tuple(doubts))


def _doubts_about_owner(owner: OwnerFacts, by_nik: Owner | None, known: Business | None) -> Iterator[Problem]:
    if by_nik and likeness(by_nik.name, owner.name) == Likeness.DIFFERENT:
        yield OTHER_OWNER_NAME
    if known and owner.nik and known.owner.nik_index not in {None, blind_index("nik", owner.nik)}:
        yield OTHER_NIK


def register_counts() -> RegisterCounts:
    """Count the businesses on the register, in one query."""
    rows = Business.objects.present().registered().values("commodity").annotate(count=Count("pk"))
    by_commodity = {row["commodity"]: row["count"] for row in rows}
    return RegisterCounts(sum(by_commodity.values()), by_commodity)


@dataclass(frozen=True, slots=True)
class PlaceFigures:
    """A district on the tile map with its businesses; `shade` goes from 0 (none) to 4 (near the most)."""

    code: str
    name: str
    row: int
    col: int
    businesses: int
    shade: int


@dataclass(frozen=True, slots=True)
class RegisterFigures:
    """The register by district, by flagship commodity and by how the production runs."""

    businesses: int
    districts: tuple[PlaceFigures, ...]
    commodities: tuple[tuple[str, int], ...]
    production: tuple[tuple[str, int], ...]


def register_by_place() -> RegisterFigures:
    """Count the register for the leaders; three queries."""
    known = Business.objects.present().registered()
    pack = current_pack()
    districts = dict(known.values_list("district").annotate(count=Count("pk")).order_by())
    commodities = dict(known.values_list("commodity").annotate(count=Count("pk")).order_by())
    production = dict(known.values_list("production").annotate(count=Count("pk")).order_by())
    most = max(districts.values(), default=0)
    goods = [(str(one.name), commodities.get(one.code, 0)) for one in pack.commodities]
    return RegisterFigures(
        businesses=sum(districts.values()),
        districts=tuple(
            PlaceFigures(one.code, one.name, one.row, one.col, count, -(-4 * count // most) if count else 0)
            for one in pack.districts
            for count in [districts.get(one.code, 0)]
        ),
        commodities=tuple(sorted(goods, key=lambda one: -one[1])),
        production=tuple((str(one.label), production.get(one, 0)) for one in Production),
    )
