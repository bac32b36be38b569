"""What is known of businesses that a condition of a programme may look at: plain values, read in few queries.

Nothing here depends on the day: whether a paper still counts today is for `judging` to say, and in the database for
`eligible`. What counts as a paper, an open case, an open finding or a present member is said here once, for both.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Exists, Max, OuterRef, Q

from sentra.cases.models import OPEN, Case
from sentra.registry.models import (
    Business,
    LegalPaper,
    Membership,
    PaperSource,
    PaperStanding,
    Product,
    ProductPhoto,
    RawMaterial,
    Standing,
    Support,
)
from sentra.surveys.models import Finding, FindingState

LastDays = defaultdict[UUID, dict[str, date | None]]

REGISTERED = Q(registered_at__isnull=False, merged_into__isnull=True) & ~Q(standing=Standing.CLOSED)
"""On the register: a permit put it there, it stands for itself, and it hasn't closed."""
PAPER_COUNTS = Q(source__in=[PaperSource.ISSUED, PaperSource.IMPORTED]) | Q(checked_at__isnull=False)
"""`LegalPaper.counts`, in the database."""
CASE_OPEN = Q(state__in=OPEN)
FINDING_OPEN = Q(state=FindingState.OPEN)
MEMBER_NOW = Q(until__isnull=True, group__dissolved_on__isnull=True)
FILLED: Mapping[str, Q] = {
    "product": Q(Exists(Product.objects.filter(business=OuterRef("pk")))),
    "photo": Q(Exists(ProductPhoto.objects.filter(product__business=OuterRef("pk")))),
    "pin": Q(latitude__isnull=False),
    "phone": ~Q(phone="") | ~Q(owner__phone=""),
    "address": ~Q(address=""),
    "materials": Q(Exists(RawMaterial.objects.filter(business=OuterRef("pk")))),
}
"""When a part of a profile (`needs.ProfilePart`) is filled in."""
TOLD: Mapping[str, Q] = {"register": REGISTERED, **FILLED}
"""What the database answers with yes or no about each business."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of one business.

    `papers` are valid ones that count, each kind with its last day (None: without an end); `unchecked` are those that
    an owner declared and no officer has looked at, `expired` the kinds of those that are known to have ended.
    `sizes` are by scale, "" where the figures don't tell. `quality` and `readiness` are in percent. `cases` and
    `findings` are the gravities of open ones; `helped` has the newest year of each kind of help; `groups` the kinds of
    groups that it is in; `filled` the parts of its profile.
    """

    registered: bool = False
    closed: bool = False
    licensed: bool = False
    licensed_until: date | None = None
    papers: Mapping[str, date | None] = field(default_factory=dict)
    unchecked: Mapping[str, date | None] = field(default_factory=dict)
    expired: frozenset[str] = frozenset()
    production: str = "unknown"
    commodity: str = ""
    district: str = ""
    sizes: Mapping[str, str] = field(default_factory=dict)
    founded: date | None = None
    figures_year: int | None = None
    quality: int | None = None
    readiness: int | None = None
    cases: frozenset[str] = frozenset()
    findings: frozenset[str] = frozenset()
    helped: Mapping[str, int] = field(default_factory=dict)
    groups: frozenset[str] = frozenset()
    filled: frozenset[str] = frozenset()


def facts_of(businesses: Iterable[Business], *, for_maker: bool = False) -> dict[UUID, Facts]:
    """Read what is known of some businesses: six queries, however many there are.

    `for_maker` leaves out the open cases that the maker wasn't told of: what explains itself to the maker must not give
    them away. Officers judge by all.
    """
    ids = [one.pk for one in businesses]
    counting, unchecked, expired = _papers(ids)
    cases, findings = _cases(ids, for_maker=for_maker), _findings(ids)
    groups, helped = _groups(ids), _helped(ids)
    rows = Business.objects.filter(pk__in=ids).annotate(**{f"told_{name}": when for name, when in TOLD.items()})
    facts: dict[UUID, Facts] = {}
    for row in rows:
        told = frozenset(name for name in TOLD if getattr(row, f"told_{name}"))
        facts[row.pk] = Facts(
            registered="register" in told,
            closed=row.standing == Standing.CLOSED,
            licensed=row.licensed,
            licensed_until=row.licensed_until,
            papers=counting[row.pk],
            unchecked=unchecked[row.pk],
            expired=frozenset(expired[row.pk]),
            production=row.production,
            commodity=row.commodity,
            district=row.district,
            sizes={"umkm": row.size_umkm, "industry": row.size_industry, "bps": row.size_bps},
            founded=row.founded,
            figures_year=row.figures_year,
            quality=row.quality,
            readiness=row.readiness,
            cases=frozenset(cases[row.pk]),
            findings=frozenset(findings[row.pk]),
            helped=helped[row.pk],
            groups=frozenset(groups[row.pk]),
            filled=told & FILLED.keys(),
        )
    return facts


def _papers(ids: Sequence[UUID]) -> tuple[LastDays, LastDays, LastDays]:
    """Give the last days of papers by kind: of those that count, of those that nobody checked, of those that ended."""
    counting, unchecked, expired = LastDays(dict), LastDays(dict), LastDays(dict)
    kept = LegalPaper.objects.filter(business__in=ids, status__in=[PaperStanding.ACTIVE, PaperStanding.EXPIRED])
    for paper in kept.only("business_id", "kind", "valid_until", "status", "source", "checked_at"):
        if paper.status == PaperStanding.EXPIRED:
            ends = expired[paper.business_id]
        else:
            ends = (counting if paper.counts else unchecked)[paper.business_id]
        before = ends.get(paper.kind, date.min)
        ends[paper.kind] = max(before, paper.valid_until) if before and paper.valid_until else None
    return counting, unchecked, expired


def _cases(ids: Sequence[UUID], *, for_maker: bool) -> Mapping[UUID, set[str]]:
    told = Q(maker_told_at__isnull=False) if for_maker else Q()
    return _by_business(Case.objects.filter(CASE_OPEN, told, business__in=ids).values_list("business", "gravity"))


def _findings(ids: Sequence[UUID]) -> Mapping[UUID, set[str]]:
    """Give the gravities of open findings; the report's application tells whose a first permit's survey is."""
    found = Finding.objects.filter(FINDING_OPEN).order_by()
    direct = found.filter(business__in=ids).values_list("business", "gravity")
    of_first_permits = found.filter(business=None, report__application__business__in=ids)
    return _by_business(direct.union(of_first_permits.values_list("report__application__business", "gravity")))


def _groups(ids: Sequence[UUID]) -> Mapping[UUID, set[str]]:
    return _by_business(Membership.objects.filter(MEMBER_NOW, business__in=ids).values_list("business", "group__kind"))


def _by_business(rows: Iterable[tuple[UUID | None, str]]) -> Mapping[UUID, set[str]]:
    found: defaultdict[UUID, set[str]] = defaultdict(set)
    for business_id, word in rows:
        if business_id:
            found[business_id].add(word)
    return found


def _helped(ids: Sequence[UUID]) -> Mapping[UUID, dict[str, int]]:
    found: defaultdict[UUID, dict[str, int]] = defaultdict(dict)
    newest = Support.objects.filter(business__in=ids).values_list("business", "kind").annotate(Max("year")).order_by()
    for business_id, kind, year in newest:
        found[business_id][kind] = year
    return found
