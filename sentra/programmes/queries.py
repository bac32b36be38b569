"""Reads of programmes for screens: calls, who fits, applicants as the ranking sees them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Count, Exists, F, IntegerField, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from sentra.files.models import File
from sentra.kernel import clock
from sentra.kernel.errors import NotFound
from sentra.people.models import User
from sentra.people.policy import Permission, can
from sentra.programmes.facts import Facts, facts_of
from sentra.programmes.judging import Judgement, explained
from sentra.programmes.models import (
    PUBLIC,
    RUNS,
    Assessment,
    Attendance,
    Call,
    CallState,
    Candidate,
    CandidatePaper,
    CandidateState,
    Lift,
    Objection,
    Outcome,
    Session,
)
from sentra.programmes.ranking import Judged, Placed, Terms, placed, ranked
from sentra.reference.programmes import ProgrammeKind
from sentra.reference.telling import answer_text
from sentra.registry.models import Business, Owner, OwnerPair, Pair, PairState, Sex, Support
from sentra.surveys.models import Visit


def calls_public() -> "QuerySet[Call]":
    """Give the calls that everybody may see, those that take applications first."""
    return Call.objects.filter(state__in=PUBLIC).order_by("-apply_until", "number")


def calls_of_month(year: int, month: int) -> "QuerySet[Call]":
    """Give the public calls that run, or take applications, in a month."""
    first = date(year, month, 1)
    after = date(year + month // 12, month % 12 + 1, 1)
    runs = Q(begins_on__lt=after, ends_on__gte=first) | Q(apply_until__gte=first, apply_until__lt=after)
    return calls_public().filter(runs).order_by("begins_on", "number")


def calls_open() -> "QuerySet[Call]":
    """Give the calls that take applications today."""
    today = clock.today()
    return Call.objects.filter(state=CallState.PUBLISHED, apply_from__lte=today, apply_until__gte=today).order_by(
        "apply_until", "number"
    )


def call_public(number: str) -> Call:
    """Give a call that everybody may see. Raises `NotFound`."""
    call = calls_public().filter(number=number.upper()).first()
    if call is None:
        raise NotFound(_("There is no such call, or it isn't public."))
    return call


def calls_of_officers(actor: User) -> "QuerySet[Call]":
    """Give all calls with how many applied, to whoever reads programmes."""
    found = Call.objects.all() if can(actor, Permission.PROGRAMME_READ) else Call.objects.none()
    applied = Count("candidates", ~Q(candidates__state=CandidateState.WITHDRAWN))
    chosen = Count("candidates", Q(candidates__state=CandidateState.CHOSEN))
    return found.select_related("in_charge").annotate(applied=applied, chosen=chosen).order_by("-created_at", "pk")


def call_seen(actor: User, call_id: UUID) -> Call:
    """Give a call to an officer. Raises `NotFound`."""
    call = calls_of_officers(actor).filter(pk=call_id).first()
    if call is None:
        raise NotFound(_("There is no such call."))
    return call


def candidates_of(call: Call) -> "QuerySet[Candidate]":
    """Give the applications to a call, the ranked first."""
    found = call.candidates.select_related("business__owner", "group").prefetch_related("papers")
    return found.order_by("rank", "applied_at", "pk")


def _with_all_of_it() -> "QuerySet[Candidate]":
    """Give applications with what their pages show of how the programme runs for them."""
    visits = Visit.objects.select_related("surveyor", "report__document").order_by("-planned_on", "-pk")
    outcomes = Outcome.objects.select_related("told_by").order_by("months")
    return Candidate.objects.select_related("verification__verified_by").prefetch_related(
        Prefetch("visits", visits), Prefetch("outcomes", outcomes), "spendings"
    )


def candidate_seen(actor: User, candidate_id: UUID) -> Candidate:
    """Give an application to an officer. Raises `NotFound`."""
    found = _with_all_of_it().select_related("call__in_charge", "business__owner__user", "group", "applied_by")
    candidate = found.filter(pk=candidate_id).first() if can(actor, Permission.PROGRAMME_READ) else None
    if candidate is None:
        raise NotFound(_("There is no such application to a programme."))
    return candidate


def own_candidate(actor: User, candidate_id: UUID) -> Candidate:
    """Give one's own application. Raises `NotFound`."""
    found = _with_all_of_it().filter(business__owner__user=actor)
    found = found.select_related("call", "business__owner", "group")
    candidate = found.filter(pk=candidate_id).first()
    if candidate is None:
        raise NotFound(_("There is no such application to a programme."))
    return candidate


def applications_to_programmes(actor: User) -> "QuerySet[Candidate]":
    """Give all of one's own applications to programmes, the newest first."""
    found = _with_all_of_it().filter(business__owner__user=actor).select_related("call", "business")
    return found.order_by("-applied_at", "pk")


@dataclass(frozen=True, slots=True)
class Offer:
    """A call as one business sees it: whether it fits, what is missing, and the application where there is one."""

    call: Call
    terms: ProgrammeKind
    judgements: Sequence[Judgement]
    candidate: Candidate | None

    @property
    def fits(self) -> bool:
        """Tell whether the business may apply."""
        return all(one.passes for one in self.judgements)

    @property
    def missing(self) -> list[Judgement]:
        """Give the conditions that stand in the way."""
        return [one for one in self.judgements if not one.passes]


def facts_with_promises(
    businesses: Sequence[Business], call: Call | None = None, *, for_maker: bool = False
) -> dict[UUID, Facts]:
    """Give the facts of businesses, where help that was promised counts as received: nobody gets twice by mistake.

    Promised is what an owner was chosen for, with whatever business or as a member of a group, in another call than
    `call` that isn't done. `for_maker` leaves out cases that the maker wasn't told of.
    """
    facts = facts_of(businesses, for_maker=for_maker)
    promised = _promised({one.owner_id for one in businesses}, call)
    for business in businesses:
        known = facts[business.pk]
        helped = dict(known.helped)
        for kind, year in promised.get(business.owner_id, ()):
            helped[kind] = max(year, helped.get(kind, 0))
        facts[business.pk] = replace(known, helped=helped)
    return facts


def _promised(owners: set[UUID], call: Call | None) -> dict[UUID, list[tuple[str, int]]]:
    """Give the kind and year of the help that is promised, by owner."""
    live = Candidate.objects.filter(state=CandidateState.CHOSEN, call__state__in=[CallState.CHOSEN, CallState.RUNNING])
    live = live.filter(Q(business__owner__in=owners) | Q(members__owner__in=owners)).distinct()
    others = (live.exclude(call=call) if call else live).select_related("call", "business").prefetch_related("members")
    found: dict[UUID, list[tuple[str, int]]] = {}
    for one in others:
        for business in (one.business, *one.members.all()):
            found.setdefault(business.owner_id, []).append((one.call.terms.helps, one.call.ends_on.year))
    return found


def offers_to(business: Business, calls: Sequence[Call]) -> list[Offer]:
    """Tell of each call whether a business fits and why not: eight queries, however many calls there are."""
    facts = facts_with_promises([business], for_maker=True)[business.pk]
    lifted = _keys(Lift.objects.filter(call__in=calls, business=business).values_list("call", "condition"))
    mine = Candidate.objects.filter(business=business, call__in=calls).exclude(state=CandidateState.WITHDRAWN)
    by_call = {one.call_id: one for one in mine}
    offers = []
    for call in calls:
        terms = call.terms
        keys = lifted.get(call.pk, frozenset())
        judged = explained(terms.conditions, facts, clock.today(), keys)
        offers.append(Offer(call, terms, judged, by_call.get(call.pk)))
    return offers


def lifts_of(call: Call, businesses: Sequence[UUID]) -> dict[UUID, frozenset[str]]:
    """Give the keys of the conditions that were lifted, by business."""
    return _keys(call.lifts.filter(business__in=businesses).values_list("business", "condition"))


def _keys(lifts: Iterable[tuple[UUID, str]]) -> dict[UUID, frozenset[str]]:
    """Gather the keys of lifted conditions by what stands beside each."""
    found: dict[UUID, set[str]] = {}
    for one, condition in lifts:
        found.setdefault(one, set()).add(condition)
    return {one: frozenset(keys) for one, keys in found.items()}


def terms_of(call: Call) -> Terms:
    """Give by what is chosen in a call."""
    kind = call.terms
    return Terms(
        quota=call.quota,
        weights={one.code: one.weight for one in kind.criteria},
        ties=kind.ties,
        most_of_district=call.most_of_district,
        most_of_commodity=call.most_of_commodity,
        least_women=call.least_women,
        least_first_timers=call.least_first_timers,
        budget=call.budget,
    )


def judged_of(call: Call, running: Sequence[Candidate]) -> list[Judged]:
    """Give the applicants as the ranking sees them, with the points that were handed in without an interest."""
    points: dict[UUID, list[Mapping[str, int]]] = {}
    handed_in = Assessment.objects.filter(assessor__call=call, interest=False, assessor__handed_in_at__isnull=False)
    for candidate_id, given in handed_in.order_by("assessor_id").values_list("candidate", "points"):
        points.setdefault(candidate_id, []).append(given)
    helped = set(
        Support.objects.filter(business__in=[one.business_id for one in running]).values_list("business", flat=True)
    )
    return [
        Judged(
            id=str(one.pk),
            number=one.business.register_number,
            owner=str(one.business.owner_id),
            district=one.business.district,
            commodity=one.business.commodity,
            woman=one.business.owner.sex == Sex.FEMALE,
            first_timer=one.business_id not in helped,
            applied_at=one.applied_at.isoformat(),
            cost=one.cost,
            points=tuple(points.get(one.pk, ())),
        )
        for one in running
    ]


def running_of(call: Call) -> "QuerySet[Candidate]":
    """Give those among whom is chosen, with whom they stand for."""
    found = call.candidates.filter(state__in=RUNS).order_by("pk")
    return found.select_related("business__owner__user", "group").prefetch_related("members")


def simulated(call: Call, weights: Mapping[str, int]) -> list[tuple[Placed, Candidate]]:
    """Show who would be chosen with other weights; nothing is kept."""
    running = list(running_of(call))
    by_id = {str(one.pk): one for one in running}
    terms = replace(terms_of(call), weights=dict(weights))
    result = placed(ranked(judged_of(call, running), terms), terms)
    return [(one, by_id[one.ranked.judged.id]) for one in result]


def answers_shown(candidate: Candidate) -> list[tuple[str, str]]:
    """Give the answers of an application in words, each with its question."""
    fields = [one for one in candidate.call.terms.fields if candidate.answers.get(one.code) is not None]
    return [(str(one.label), answer_text(one, candidate.answers[one.code])) for one in fields]


def own_points(candidate: Candidate) -> list[tuple[str, int, Decimal]]:
    """Give the mean points that an applicant got by criterion, once the result is out: title, weight, points."""
    call = candidate.call
    if call.state not in {CallState.CHOSEN, CallState.RUNNING, CallState.DONE}:
        return []
    given = list(
        candidate.assessments.filter(interest=False, assessor__handed_in_at__isnull=False).values_list(
            "points", flat=True
        )
    )
    return [
        (str(one.title), one.weight, Decimal(sum(points.get(one.code, 0) for points in given)) / len(given))
        for one in call.terms.criteria
        if given
    ]


@dataclass(frozen=True, slots=True)
class ToJudge:
    """An applicant with what an assessor has given it so far."""

    candidate: Candidate
    mine: Assessment | None


def to_judge(actor: User, call: Call) -> list[ToJudge]:
    """Give the applicants whom an assessor judges, with the own points; nobody sees another's before all are in."""
    mine = {one.candidate_id: one for one in Assessment.objects.filter(assessor__call=call, assessor__user=actor)}
    found = call.candidates.filter(state=CandidateState.APPLIED).select_related("business__owner", "group")
    return [ToJudge(one, mine.get(one.pk)) for one in found.order_by("applied_at", "pk")]


def unjudged(call: Call) -> int:
    """Count the applicants whom too few assessors have judged, by points that were handed in without an interest."""
    terms = call.terms
    if not terms.criteria:
        return 0
    counts = Q(assessments__assessor__handed_in_at__isnull=False, assessments__interest=False)
    running = call.candidates.filter(state__in=RUNS).annotate(judged=Count("assessments", counts))
    return running.filter(judged__lt=terms.assessors).count()


def points_open(call: Call) -> bool:
    """Tell whether officers may see the points: all have handed in, and nobody else is needed who would see them."""
    return not call.assessors.filter(handed_in_at=None).exists() and unjudged(call) == 0


def assessments_shown(call: Call, candidate: Candidate) -> "QuerySet[Assessment]":
    """Give what assessors gave an applicant, once all points may be seen."""
    if not points_open(call):
        return Assessment.objects.none()
    return candidate.assessments.select_related("assessor__user").order_by("assessor__named_at")


def paper_of(actor: User, candidate_id: UUID, code: str) -> File:
    """Give a paper of an application to an officer, or to its owner. Raises `NotFound`."""
    papers = CandidatePaper.objects.filter(candidate=candidate_id, code=code).select_related("file")
    if not can(actor, Permission.PROGRAMME_READ):
        papers = papers.filter(candidate__business__owner__user=actor)
    paper = papers.first()
    if paper is None:
        raise NotFound(_("There is no such paper."))
    return paper.file


@dataclass(frozen=True, slots=True)
class Double:
    """Two of the register that may be one, where at least one is an applicant: businesses, or their owners."""

    pair: Pair | OwnerPair
    of_owners: bool


def possible_doubles(call: Call) -> list[Double]:
    """Give the undecided pairs in which an applicant may be another one, or one that had this help before."""
    ids = call.candidates.filter(state__in=RUNS).values("business")
    helped = Support.objects.filter(kind=call.terms.helps).values("business")
    either = Q(one__in=ids, other__in=ids) | Q(one__in=ids, other__in=helped) | Q(one__in=helped, other__in=ids)
    pairs = Pair.objects.filter(either, state=PairState.OPEN).select_related("one", "other")
    owners = Owner.objects.filter(businesses__in=ids).values("pk")
    of_helped = Owner.objects.filter(businesses__in=helped).values("pk")
    either = (
        Q(one__in=owners, other__in=owners)
        | Q(one__in=owners, other__in=of_helped)
        | Q(one__in=of_helped, other__in=owners)
    )
    people = OwnerPair.objects.filter(either, state=PairState.OPEN).select_related("one", "other")
    return [*(Double(one, False) for one in pairs), *(Double(one, True) for one in people)]


def objections_of(call: Call) -> "QuerySet[Objection]":
    """Give the objections to the results of a call, those that wait first."""
    found = Objection.objects.filter(choice__call=call).select_related("candidate__business", "made_by", "answered_by")
    return found.order_by("answered_at", "made_at")


def to_come() -> Q:
    """Say in the database which sessions of trainings aren't over yet."""
    now = clock.now().astimezone(clock.local_zone())
    return Q(on__gt=now.date()) | Q(on=now.date(), ends__gt=now.time())


def sessions_held() -> "QuerySet[Session]":
    """Give the sessions of trainings that were held: those that are over, and those to which somebody came already."""
    return Session.objects.filter(~to_come() | Exists(Attendance.objects.filter(session=OuterRef("pk"))))


def attended(candidates: Iterable[Candidate]) -> dict[UUID, tuple[int, int]]:
    """Tell of applicants to how many sessions they came, of how many that were held; one query."""
    held = sessions_held().filter(call=OuterRef("call")).order_by().values("call").annotate(many=Count("pk"))
    found = Candidate.objects.filter(pk__in=[one.pk for one in candidates]).annotate(
        came=Count("attendances"), held=Coalesce(Subquery(held.values("many"), IntegerField()), 0)
    )
    return {pk: (came, many) for pk, came, many in found.order_by().values_list("pk", "came", F("held"))}


def sessions_left(call: Call) -> int:
    """Count the sessions of a training that aren't over yet, or that are with nobody marked."""
    return call.sessions.annotate(came=Count("attendances")).filter(to_come() | Q(came=0)).count()
