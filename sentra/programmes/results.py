"""Reads of what became of programmes: what participants told, budgets against what was spent, before and after."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from sentra.kernel import clock
from sentra.people.models import User
from sentra.programmes.effect import Group, Line, Member, grouped
from sentra.programmes.models import Call, CallState, Candidate, CandidateState, Outcome, Spending
from sentra.programmes.outcomes import Question, questions_of, sums
from sentra.programmes.outcomes import Sum as Total
from sentra.programmes.queries import calls_of_officers
from sentra.reference.schema import FormField
from sentra.reference.telling import answer_text
from sentra.registry.models import Figures
from sentra.registry.models.figures import FiguresState
from sentra.surveys.models import Report

LONG = "longtext"
"""The type of questions whose answers are sentences."""


Answered = list[tuple[FormField, str]]


@dataclass(frozen=True, slots=True)
class Asked:
    """One time of asking as the office sees it: who told what, and what that makes together.

    `columns` are the questions with short answers; each row has theirs, and the long ones as remarks.
    """

    question: Question
    columns: list[FormField]
    rows: list[tuple[Candidate, Outcome | None, Answered, Answered]]
    totals: list[Total]

    @property
    def many(self) -> int:
        """Count those who told."""
        return sum(outcome is not None for _candidate, outcome, _words, _remarks in self.rows)


def results_of(call: Call, today: date) -> list[Asked]:
    """Give all times of asking that have come, each with what the participants told: two queries."""
    people = list(call.candidates.filter(state=CandidateState.CHOSEN).select_related("business", "group"))
    people.sort(key=lambda one: (one.rank or 0, one.applied_at))
    outcomes = Outcome.objects.filter(candidate__in=people).exclude(told_at=None).select_related("told_by")
    by_key = {(one.candidate_id, one.months): one for one in outcomes}
    found = []
    for question in questions_of(call.terms, call.ends_on):
        if question.due_on > today:
            continue
        told = [(one, by_key.get((one.pk, question.months))) for one in people]
        short = [one for one in question.fields if one.type != LONG]
        long = [one for one in question.fields if one.type == LONG]
        rows = [(one, outcome, _in_words(short, outcome), _in_words(long, outcome)) for one, outcome in told]
        answers = [outcome.answers for _one, outcome in told if outcome]
        found.append(Asked(question, short, rows, sums(question.fields, answers)))
    return found


def _in_words(fields: Sequence[FormField], outcome: Outcome | None) -> Answered:
    answers: dict[str, Any] = outcome.answers if outcome else {}
    return [(field, answer_text(field, answers.get(field.code))) for field in fields]


def told_by(candidate: Candidate) -> list[tuple[Outcome, Answered]]:
    """Give what one participant told, time by time, each answer with its question."""
    questions = {one.months: one.fields for one in questions_of(candidate.call.terms, candidate.call.ends_on)}
    found = []
    for outcome in candidate.outcomes.all():
        if outcome.told_at is None:
            continue
        answered = _in_words(questions.get(outcome.months, ()), outcome)
        found.append((outcome, [(field, words) for field, words in answered if words]))
    return found


def spendings_of(call: Call) -> "QuerySet[Spending]":
    """Give what was spent of a call's budget, what was taken back included."""
    return call.spendings.select_related("candidate__business", "recorded_by", "taken_back_by").order_by("on", "pk")


def budgets(actor: User, year: int | None = None) -> "QuerySet[Call]":
    """Give the calls with money: `promised` to those who were chosen and `spent`, in whole rupiah."""
    spent = Spending.objects.filter(call=OuterRef("pk"), taken_back_at=None).order_by()
    held = Candidate.objects.filter(call=OuterRef("pk"), state=CandidateState.CHOSEN).order_by()
    found = calls_of_officers(actor).exclude(state=CallState.DRAFT).filter(Q(budget__gt=0) | Q(spendings__isnull=False))
    if year is not None:
        found = found.filter(Q(budget_year=year) | Q(budget_year=None, begins_on__year=year))
    return (
        found.annotate(
            spent=Coalesce(Subquery(spent.values("call").annotate(sum=Sum("amount")).values("sum")), 0),
            promised=Coalesce(Subquery(held.values("call").annotate(sum=Sum("cost")).values("sum")), 0),
        )
        .distinct()
        .order_by("kind", "begins_on", "number")
    )


@dataclass(frozen=True, slots=True)
class KindOfMoney:
    """The money of one kind of programme in a year, call by call and together; whole rupiah."""

    kind: str
    calls: list[Any]

    @property
    def budget(self) -> int:
        """All that there is."""
        return sum(one.budget for one in self.calls)

    @property
    def promised(self) -> int:
        """What those who were chosen may expect."""
        return sum(one.promised for one in self.calls)

    @property
    def spent(self) -> int:
        """What was spent."""
        return sum(one.spent for one in self.calls)

    @property
    def left(self) -> int:
        """What is left of the budget."""
        return self.budget - self.spent


def money_by_kind(calls: Iterable[Any]) -> list[KindOfMoney]:
    """Gather the calls of each kind."""
    found: dict[str, list[Any]] = {}
    for call in calls:
        call.left = call.budget - call.spent
        found.setdefault(call.kind, []).append(call)
    return [KindOfMoney(kind, each) for kind, each in found.items()]


COMPARED = {CandidateState.CHOSEN: True, CandidateState.NOT_CHOSEN: False}
"""Whose figures are compared, and whether they took part."""
Seen = Mapping[UUID, Sequence[tuple[date, str]]]


def before_and_after(calls: Sequence[Call]) -> list[Group]:
    """Compare figures before and after between those who took part and those who applied and weren't chosen.

    Before is the year before a call began, after the newest year that isn't before its end; accepted figures alone.
    Three queries however many took part.
    """
    people = list(Candidate.objects.filter(call__in=calls, state__in=COMPARED))
    by_id = {one.pk: one for one in calls}
    businesses = {one.business_id for one in people}
    years, seen = _accepted(businesses), _production(businesses)
    return grouped(_member(one, by_id[one.call_id], years.get(one.business_id, {}), seen) for one in people)


def _accepted(businesses: Collection[UUID]) -> dict[UUID, dict[int, Figures]]:
    """Give the accepted figures of businesses, by year."""
    found: dict[UUID, dict[int, Figures]] = {}
    for one in Figures.objects.filter(business__in=businesses, state=FiguresState.ACCEPTED):
        found.setdefault(one.business_id, {})[one.year] = one
    return found


def _production(businesses: Collection[UUID]) -> Seen:
    """Give how visits saw the production of businesses, in order."""
    found: dict[UUID, list[tuple[date, str]]] = {}
    reports = Report.objects.filter(business__in=businesses).exclude(production="").order_by("visited_on")
    for business, day, production in reports.values_list("business", "visited_on", "production"):
        if business:
            found.setdefault(business, []).append((day, production))
    return found


def _member(candidate: Candidate, call: Call, years: Mapping[int, Figures], seen: Seen) -> Member:
    visits, applied_on = seen.get(candidate.business_id, ()), clock.local_day(candidate.applied_at)
    later = max((year for year in years if year >= call.ends_on.year), default=None)
    return Member(
        took_part=COMPARED[CandidateState(candidate.state)],
        before=_line(years.get(call.begins_on.year - 1)),
        after=_line(years.get(later) if later else None),
        production_before=next((what for day, what in reversed(visits) if day <= applied_on), ""),
        production_after=next((what for day, what in reversed(visits) if day > call.ends_on), ""),
    )


def _line(figures: Figures | None) -> Line:
    return Line(figures.production_value, figures.workers) if figures else Line(None, None)
