"""Reads of how an exhibition or a market day is laid out: the plan, who takes part, what they bring, photographs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F, Q, QuerySet, prefetch_related_objects
from django.utils.translation import gettext as _

from sentra.cases.queries import stopped_products
from sentra.files.models import File
from sentra.kernel.errors import NotFound
from sentra.people.models import User
from sentra.people.policy import Permission, can
from sentra.programmes.bringing import same_name
from sentra.programmes.models import Brought, Call, CallPhoto, CallState, Candidate, CandidateState, Stand
from sentra.programmes.queries import calls_public, candidate_seen, own_candidate
from sentra.programmes.stands import WITH_STANDS
from sentra.registry.models import Product

PREPARED = frozenset({CallState.CHOSEN, CallState.RUNNING, CallState.DONE})
"""From the choice on there may be stands."""
BEGUN = frozenset({CallState.RUNNING, CallState.DONE})
"""From the beginning on there may be photographs."""


def has_stands(call: Call) -> bool:
    """Tell whether a call is of a kind with stands, and far enough to have some."""
    return call.state in PREPARED and call.terms.gives in WITH_STANDS


@dataclass(frozen=True, slots=True)
class Stopped:
    """The products that must not be offered, by id and by name, each with its business.

    `unnamed` are the businesses of which a case stops something that is no product of the register: which of theirs is
    meant, nobody can tell, so that buyers are shown none of it.
    """

    products: frozenset[tuple[UUID, int | None]]
    names: frozenset[tuple[UUID, str]]
    unnamed: frozenset[UUID] = frozenset()

    def has(self, business: UUID, product: int | None, name: str) -> bool:
        """Tell whether a product is among them."""
        by_id = product is not None and (business, product) in self.products
        return by_id or (business, same_name(name)) in self.names


def stopped_of(businesses: Iterable[UUID]) -> Stopped:
    """Give what must not be offered of some businesses."""
    ids = sorted(set(businesses))
    rows = stopped_products(ids) if ids else []
    return Stopped(
        frozenset((one.business, one.product) for one in rows),
        frozenset((one.business, same_name(one.name)) for one in rows),
        frozenset(one.business for one in rows if one.product is None),
    )


@dataclass(frozen=True, slots=True)
class Plan:
    """The hall as it is drawn: rows with their number (None: an aisle) and their stands, None where nothing stands."""

    rows: Sequence[tuple[int | None, Sequence[Stand | None]]]
    stands: Sequence[Stand]

    @property
    def free(self) -> list[Stand]:
        """The stands that are nobody's."""
        return [one for one in self.stands if getattr(one, "candidate", None) is None]


def plan_of(call: Call) -> Plan:
    """Give the plan of a call with whose each stand is; one without rows where none was typed yet."""
    stands = list(call.stands.select_related("candidate__business", "candidate__group"))
    at = {(one.row, one.column): one for one in stands}
    wide = 1 + max((one.column for one in stands), default=-1)
    deep = 1 + max((one.row for one in stands), default=-1)
    numbers = {row: number for number, row in enumerate(sorted({one.row for one in stands}), start=1)}
    rows = [(numbers.get(row), [at.get((row, column)) for column in range(wide)]) for row in range(deep)]
    return Plan(rows, stands)


@dataclass(frozen=True, slots=True)
class Line:
    """Something that is brought; `stopped` where it must not be offered at present, `unsure` where it may be."""

    brought: Brought
    stopped: bool
    unsure: bool = False

    @property
    def shown(self) -> bool:
        """Tell whether everybody may see it."""
        return self.brought.accepted is True and not (self.stopped or self.unsure or self.brought.gone)


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody who takes part, with what is brought."""

    candidate: Candidate
    lines: Sequence[Line]

    @property
    def shown(self) -> list[str]:
        """The names of what everybody may see."""
        return [line.brought.name for line in self.lines if line.shown]

    @property
    def to_look_at(self) -> int:
        """How many lines wait for an officer."""
        return sum(line.brought.accepted is None for line in self.lines)


def taking_part(call: Call) -> "QuerySet[Candidate]":
    """Give those who take part, by rank."""
    chosen = call.candidates.filter(state=CandidateState.CHOSEN)
    return chosen.order_by(F("rank").asc(nulls_last=True), "applied_at", "pk")


def participants_of(call: Call) -> list[Participant]:
    """Give those who take part with what they bring, in the order of the stands; those without one come last."""
    by_stand = taking_part(call).order_by(
        F("stand__row").asc(nulls_last=True), "stand__column", F("rank").asc(nulls_last=True), "applied_at", "pk"
    )
    found = list(by_stand.select_related("stand", "business", "group").prefetch_related("brought__product"))
    return [Participant(one, lines) for one, lines in zip(found, _lines(found), strict=True)]


def _lines(candidates: Sequence[Candidate]) -> list[list[Line]]:
    """Give what each of them brings."""
    if groups := [one for one in candidates if one.group_id]:
        prefetch_related_objects(groups, "members")
    brought = [(one, list(one.brought.all())) for one in candidates]
    stopped = stopped_of(business for one, lines in brought for line in lines for business in _whose(one, line))
    return [[_line(line, _whose(one, line), stopped) for line in lines] for one, lines in brought]


def _whose(candidate: Candidate, line: Brought) -> list[UUID]:
    """Give whose product it is or may be: where a group takes part, what isn't on the register may be any member's."""
    if line.product:
        return [line.product.business_id]
    members = candidate.members.all() if candidate.group_id else ()
    return [candidate.business_id, *(one.pk for one in members)]


def _line(brought: Brought, whose: Sequence[UUID], stopped: Stopped) -> Line:
    is_stopped = any(stopped.has(business, brought.product_id, brought.name) for business in whose)
    return Line(brought, is_stopped, unsure=not stopped.unnamed.isdisjoint(whose))


def lines_of(candidate: Candidate) -> list[Line]:
    """Give what one participant brings."""
    if candidate.group_id:
        prefetch_related_objects([candidate], "members")
    found = candidate.brought.select_related("product", "curated_by")
    stopped = stopped_of(business for line in found for business in _whose(candidate, line))
    return [_line(line, _whose(candidate, line), stopped) for line in found]


def products_of(candidate: Candidate) -> "QuerySet[Product]":
    """Give the products on the register that a participant may bring: the own, and those of the members of a group."""
    own = Q(business=candidate.business_id) | Q(business__in=candidate.members.all())
    return Product.objects.filter(own).select_related("business").order_by("business__name_folded", "name", "pk")


def bringing_candidate(actor: User, candidate_id: UUID) -> Candidate:
    """Give the application for which somebody says what is brought: the own, or any to who manages programmes.

    Raises `NotFound`.
    """
    if can(actor, Permission.PROGRAMME_MANAGE):
        return candidate_seen(actor, candidate_id)
    return own_candidate(actor, candidate_id)


def photos_of(call: Call) -> "QuerySet[CallPhoto]":
    """Give the photographs of how a call ran; none before it has begun."""
    return call.photos.all() if call.state in BEGUN else CallPhoto.objects.none()


def photo_public(number: str, photo_id: int) -> File:
    """Give a photograph of a call that everybody may see. Raises `NotFound`."""
    shown = calls_public().filter(number=number.upper(), state__in=BEGUN)
    photo = CallPhoto.objects.select_related("file").filter(pk=photo_id, call__in=shown).first()
    if photo is None:
        raise NotFound(_("There is no such photograph."))
    return photo.file
