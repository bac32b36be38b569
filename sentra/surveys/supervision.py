"""Reads of the supervision plan: what is known of businesses that may be due, the plan as it stands, a day's route."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Case, Count, F, Min, Q, When, prefetch_related_objects

from sentra.kernel import clock
from sentra.people.models import User
from sentra.people.policy import Permission, districts_of, visible_to
from sentra.people.queries import on_duty
from sentra.reference.loading import current_pack
from sentra.reference.queries import working_calendar
from sentra.reference.supervision import Supervision
from sentra.registry.models import Business, Production
from sentra.surveys.due import DAYS_A_MONTH, Due, Known, Route, Share, Surveyor, all_due, months_since, route, share_out
from sentra.surveys.models import Finding, FindingState, Visit, VisitState
from sentra.surveys.queries import visits_planned
from sentra.surveys.shown import Stop, stop_of_visit

MOST_LOOKED_AT = 2000
MOST_SHOWN = 60
DAYS_SHARED = 10
"""Over so many working days the due are shared out."""
Complained = Callable[[], Mapping[UUID, int]]
ByDay = Callable[[], Mapping[UUID, date]]
_complained: list[Complained] = []
_help_seen: list[ByDay] = []
_follow_ups: list[ByDay] = []


def complaints_from(ask: Complained) -> None:
    """Let the plan know of complaints: a higher app gives how many are open by business."""
    if ask not in _complained:
        _complained.append(ask)


def complaints() -> Counter[UUID]:
    """Count the open complaints by business, as the higher apps tell them."""
    found: Counter[UUID] = Counter()
    for ask in _complained:
        found.update(ask())
    return found


def help_seen_by(ask: ByDay) -> None:
    """Let the plan know of machines that the regency gave: a higher app gives by business when one was last seen."""
    if ask not in _help_seen:
        _help_seen.append(ask)


def help_seen() -> dict[UUID, date]:
    """Give by business the day on which a machine of the regency was last seen there, the longest ago counts."""
    return _earliest(_help_seen)


def follow_ups_by(ask: ByDay) -> None:
    """Let the plan know who is to be visited after a programme: a higher app gives by business since when."""
    if ask not in _follow_ups:
        _follow_ups.append(ask)


def follow_ups() -> dict[UUID, date]:
    """Give by business since when a visit after a programme is due there, the earliest day counts."""
    return _earliest(_follow_ups)


def _earliest(asked: Sequence[ByDay]) -> dict[UUID, date]:
    found: dict[UUID, date] = {}
    for ask in asked:
        for business, day in ask().items():
            found[business] = min(day, found.get(business, day))
    return found


@dataclass(frozen=True, slots=True)
class Proposal:
    """A due business with who would go and when; without a surveyor where the days are full."""

    due: Due
    business: Business
    surveyor: User | None
    day: date | None


def due_now(actor: User, district: str = "") -> list[Due]:
    """Give the businesses in the actor's districts that are due and have no planned visit, the heaviest first."""
    rules, today = current_pack().supervision, clock.today()
    complained, helped = complaints(), _unseen(rules, today)
    followed = follow_ups() if rules.rule("help_follow_up") else {}
    by_business = _late_findings(actor, today)
    found = visible_to(actor, Business.objects.present())
    if district:
        found = found.filter(district=district)
    planned = Visit.objects.filter(state=VisitState.PLANNED, application=None).values("business")
    known_of = Q(pk__in=[*by_business, *complained, *helped, *followed])
    rows = (
        found.filter(_maybe_due(rules, today) | known_of)
        .exclude(pk__in=planned.exclude(business=None))
        .order_by(Case(When(known_of, then=0), default=1), F("production_seen_on").asc(nulls_first=True), "pk")
        .values_list("pk", "district", "village", "registered_at", "production_seen_on", "production")
    )
    known = [
        Known(
            business_id=pk,
            district=place,
            village=village,
            registered_on=clock.local_day(registered) if registered else None,
            seen_on=seen,
            production=production,
            late_by=(today - by_business[pk]).days if pk in by_business else None,
            complaints=complained[pk],
            help_seen_on=helped.get(pk),
            follow_up_since=followed.get(pk),
        )
        for pk, place, village, registered, seen, production in rows[:MOST_LOOKED_AT]
    ]
    return all_due(known, rules, today)


def _unseen(rules: Supervision, today: date) -> dict[UUID, date]:
    """Give the businesses at which a machine of the regency was not seen for as long as the rule says, since when."""
    rule = rules.rule("help_unseen")
    if rule is None:
        return {}
    return {one: day for one, day in help_seen().items() if months_since(day, today) >= (rule.months or 0)}


def _late_findings(actor: User, today: date) -> dict[UUID, date]:
    """Give the earliest day by which an open finding of each business should have been put right."""
    rows = (
        visible_to(actor, Finding.objects.filter(state=FindingState.OPEN, due_on__lt=today))
        .values_list("business", "report__application__business")
        .annotate(first=Min("due_on"))
        .order_by()
    )
    found: dict[UUID, date] = {}
    for business, applied, first in rows:
        if about := business or applied:
            found[about] = min(first, found.get(about, first))
    return found


def _maybe_due(rules: Supervision, today: date) -> Q:
    """Say in the database which businesses the rules may mean: those on the register, seen long ago or in trouble."""
    registered = Q(registered_at__isnull=False)
    months = [
        rule.months for rule in rules.rules if rule.code in {"long_ago", "permit_new"} and rule.months is not None
    ]
    longest_ago = today - timedelta(days=int(min(months, default=0) * DAYS_A_MONTH))
    seen_before = Q(production_seen_on=None) | Q(production_seen_on__lt=longest_ago)
    return (registered & seen_before) | Q(production__in=[Production.HALTING, Production.STOPPED])


def proposed(actor: User, district: str = "") -> tuple[list[Proposal], int]:
    """Share the heaviest of the due out over surveyors and days; gives also how many are due in all."""
    dues = due_now(actor, district)
    surveyors = on_duty(Permission.APPLICATION_SURVEY)
    prefetch_related_objects(surveyors, "duties")
    days = days_to_plan()
    rows = Visit.objects.filter(state=VisitState.PLANNED, planned_on__in=days).values_list("surveyor", "planned_on")
    busy: dict[int, dict[date, int]] = {}
    for user_id, day, count in rows.annotate(Count("pk")).order_by():
        busy.setdefault(user_id, {})[day] = count
    people = {
        one.pk: Surveyor(one.pk, districts_of(one, Permission.APPLICATION_SURVEY), busy.get(one.pk, {}))
        for one in surveyors
    }
    heaviest = dues[:MOST_SHOWN]
    shares, _left = share_out(heaviest, list(people.values()), days, current_pack().supervision.a_day)
    return _with_names(heaviest, shares, surveyors), len(dues)


def _with_names(dues: Sequence[Due], shares: Sequence[Share], surveyors: Sequence[User]) -> list[Proposal]:
    ids = [due.known.business_id for due in dues]
    businesses = {one.pk: one for one in Business.objects.select_related("owner").filter(pk__in=ids)}
    names = {one.pk: one for one in surveyors}
    placed = {share.due.known.business_id: share for share in shares}
    found = []
    for due in dues:
        share = placed.get(due.known.business_id)
        surveyor = names[share.user_id] if share else None
        found.append(Proposal(due, businesses[due.known.business_id], surveyor, share.day if share else None))
    return found


def days_to_plan() -> list[date]:
    """Give the next working days."""
    calendar, tomorrow = working_calendar(), clock.today() + timedelta(days=1)
    first = calendar.add(tomorrow, 0)
    return [first, *(calendar.add(first, ahead) for ahead in range(1, DAYS_SHARED))]


@dataclass(frozen=True, slots=True)
class DayRoute:
    """A day's visits in the order in which they are reached."""

    day: date
    way: Route[Stop]


def route_of(actor: User, day: date) -> DayRoute:
    """Give the way through the actor's visits of a day; overdue ones are made on the way of today."""
    planned = visits_planned(actor)
    visits = [
        *planned.today,
        *planned.tomorrow,
        *(visit for later in planned.later for visit in later.visits),
    ]
    wanted = [visit for visit in visits if visit.planned_on == day]
    if day == clock.today():
        wanted = [*planned.overdue, *wanted]
    stops = [stop_of_visit(visit) for visit in wanted]
    pinned = {place: stop.point for place, stop in enumerate(stops) if stop.point}
    way = route(pinned, [place for place in range(len(stops)) if place not in pinned])
    ordered = Route(tuple(stops[one] for one in way.stops), way.km, tuple(stops[one] for one in way.unpinned))
    return DayRoute(day, ordered)
