"""Which businesses of the whole register may join a programme, and what those lack that may not: in the database.

Says the same as `judging`, condition by condition: a test compares them on registers of chance. Every condition is
false, never null, where something isn't known, so that its opposite is right too.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import BooleanField, Count, Exists, ExpressionWrapper, OuterRef, Q, QuerySet

from sentra.cases.models import Case
from sentra.programmes.asking import figures_from, founded_by, helped_from
from sentra.programmes.facts import CASE_OPEN, FILLED, FINDING_OPEN, MEMBER_NOW, PAPER_COUNTS, REGISTERED
from sentra.programmes.judging import asked
from sentra.reference.needs import (
    AllOf,
    AnyOf,
    Complete,
    FiguresIn,
    GradeAtLeast,
    HoldsPaper,
    InBusinessFor,
    Licensed,
    LiesIn,
    MakesOneOf,
    MemberOf,
    Need,
    NoOpenCase,
    NoOpenFinding,
    Not,
    NotHelped,
    Produces,
    Registered,
    SizeIs,
)
from sentra.registry.models import Business, LegalPaper, Membership, PaperStanding, Support
from sentra.surveys.models import Finding

THIS = OuterRef("pk")


def rows_that_fit(conditions: Iterable[Need], today: date) -> Q:
    """Narrow businesses to those that may join: on the register, and meeting each of the conditions.

    What an officer lifted for one business isn't known here.
    """
    return _every(asked(conditions), today)


def row_meets(need: Need, today: date) -> Q:
    """Narrow businesses to those that meet one condition."""
    return ROWS[need.needs](need, today)


@dataclass(frozen=True, slots=True)
class Missed:
    """How many businesses don't meet a condition, and how many of them meet all others."""

    need: Need
    businesses: int
    alone: int


@dataclass(slots=True)
class Share:
    """How many businesses there are, and how many of them may join."""

    businesses: int = 0
    fitting: int = 0

    def add(self, businesses: int, *, fitting: bool) -> None:
        """Count some more."""
        self.businesses += businesses
        self.fitting += businesses if fitting else 0


@dataclass(frozen=True, slots=True)
class Counted:
    """How many businesses may join, in all and by the code of the district, and what those lack that may not."""

    whole: Share
    missed: tuple[Missed, ...]
    districts: Mapping[str, Share] = field(default_factory=dict)


def counted(businesses: "QuerySet[Business]", conditions: Iterable[Need], today: date) -> Counted:
    """Count who may join and what the others lack, in one query that looks at each condition of a business once.

    The database counts the businesses of each district by which conditions they meet; the rest is sums of these.
    """
    needs = asked(conditions)
    columns = [f"meets_{place}" for place in range(len(needs))]
    meets = {column: _told(row_meets(need, today)) for column, need in zip(columns, needs, strict=True)}
    groups = businesses.order_by().annotate(**meets).values_list("district", *columns).annotate(Count("pk"))
    whole, districts = Share(), dict[str, Share]()
    missing, alone = [0] * len(needs), [0] * len(needs)
    for district, *met, count in groups:
        for share in (whole, districts.setdefault(district, Share())):
            share.add(count, fitting=all(met))
        lacking = [place for place, one in enumerate(met) if not one]
        for place in lacking:
            missing[place] += count
            alone[place] += count if len(lacking) == 1 else 0
    missed = tuple(Missed(*one) for one in zip(needs, missing, alone, strict=True))
    return Counted(whole, missed, districts)


def _told(condition: Q) -> "ExpressionWrapper[Q]":
    return ExpressionWrapper(condition, output_field=BooleanField())


def _every(needs: Iterable[Need], today: date) -> Q:
    found = Q()
    for need in needs:
        found &= row_meets(need, today)
    return found


def _registered(_need: Registered, _today: date) -> Q:
    return REGISTERED


def _licensed(_need: Licensed, today: date) -> Q:
    return Q(licensed=True) & (Q(licensed_until__isnull=True) | Q(licensed_until__gte=today))


def _paper(need: HoldsPaper, today: date) -> Q:
    lasts = Q(valid_until__isnull=True) | Q(valid_until__gte=today)
    papers = LegalPaper.objects.filter(PAPER_COUNTS, lasts, status=PaperStanding.ACTIVE, kind__in=need.kinds)
    return Q(Exists(papers.filter(business=THIS)))


def _production(need: Produces, _today: date) -> Q:
    return Q(production__in=need.states)


def _commodity(need: MakesOneOf, _today: date) -> Q:
    return Q(commodity__in=need.commodities)


def _district(need: LiesIn, _today: date) -> Q:
    return Q(district__in=need.districts)


def _size(need: SizeIs, _today: date) -> Q:
    return Q(**{f"size_{need.scale}__in": need.sizes})


def _years(need: InBusinessFor, today: date) -> Q:
    return Q(founded__isnull=False, founded__lte=founded_by(need, today))


def _figures(need: FiguresIn, today: date) -> Q:
    return Q(figures_year__isnull=False, figures_year__gte=figures_from(need, today))


def _grade(need: GradeAtLeast, _today: date) -> Q:
    return Q(**{f"{need.of}__isnull": False, f"{need.of}__gte": need.least})


def _no_case(need: NoOpenCase, _today: date) -> Q:
    return ~Q(Exists(Case.objects.filter(CASE_OPEN, gravity__in=need.gravities, business=THIS)))


def _no_finding(need: NoOpenFinding, _today: date) -> Q:
    found = Finding.objects.filter(FINDING_OPEN, gravity__in=need.gravities)
    of_first_permit = found.filter(business__isnull=True, report__application__business=THIS)
    return ~Q(Exists(found.filter(business=THIS))) & ~Q(Exists(of_first_permit))


def _not_helped(need: NotHelped, today: date) -> Q:
    helped = Support.objects.filter(kind__in=need.kinds, year__gte=helped_from(need, today))
    return ~Q(Exists(helped.filter(business=THIS)))


def _member(need: MemberOf, _today: date) -> Q:
    return Q(Exists(Membership.objects.filter(MEMBER_NOW, group__kind__in=need.kinds, business=THIS)))


def _complete(need: Complete, _today: date) -> Q:
    found = Q()
    for part in need.parts:
        found &= FILLED[part]
    return found


def _all(need: AllOf, today: date) -> Q:
    return _every(need.of, today)


def _any(need: AnyOf, today: date) -> Q:
    found = row_meets(need.of[0], today)
    for one in need.of[1:]:
        found |= row_meets(one, today)
    return found


def _not(need: Not, today: date) -> Q:
    return ~row_meets(need.of, today)


ROWS: Mapping[str, Callable[[Any, date], Q]] = {
    "registered": _registered,
    "licensed": _licensed,
    "paper": _paper,
    "production": _production,
    "commodity": _commodity,
    "district": _district,
    "size": _size,
    "years": _years,
    "figures": _figures,
    "grade": _grade,
    "no_case": _no_case,
    "no_finding": _no_finding,
    "not_helped": _not_helped,
    "member": _member,
    "complete": _complete,
    "all": _all,
    "any": _any,
    "not": _not,
}
"""Each kind of condition in the database."""
