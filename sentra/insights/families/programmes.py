"""Programmes: who applied, who took part and was helped for the first time, what was spent, and what came of it.

Reach stands in the month of a call's last day, as the register has the help by that day's year: calls that run or are
done, whoever was chosen and took part, members of groups with them. Applying, spending, handing over and telling of
results stand in the month of their own day. A month is counted the same way at any time.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from uuid import UUID

from django.db.models import Count, F, Min, Q, QuerySet, Sum, Value
from django.db.models.functions import Coalesce

from sentra.insights.counting import Cell, Family, Span, Sums, cells, merged
from sentra.kernel import clock
from sentra.programmes.following_up import took_part
from sentra.programmes.models import Asset, Call, CallState, Candidate, CandidateState, Outcome, Spending
from sentra.programmes.outcomes import AT_THE_END, SUMMED
from sentra.registry.models import Business, Sex, Support

CUTS = {
    "all": (),
    "district": ("district",),
    "kind": ("kind",),
    "commodity": ("commodity",),
    "district_kind": ("district", "kind"),
    "district_commodity": ("district", "commodity"),
}
OF_CALLS = {"all": (), "kind": ("kind",)}
"""A call and its budget are for the whole regency."""
CARRIED_OUT = (CallState.RUNNING, CallState.DONE)
OF_CANDIDATE = {
    "kind": F("call__kind"),
    "district": F("business__district"),
    "commodity": F("business__commodity"),
}
Ended = tuple[date, str]
"""A call in the order of time: its last day and its number."""


def programmes(span: Span) -> Iterator[Cell]:
    """Count programmes in a month; a dozen statements."""
    return merged(
        _applied(span), _calls(span), _chosen(span), _took_part(span), _reached(span), _spent(span), _handed(span),
        _told(span),
    )  # fmt: skip


def _applied(span: Span) -> Iterator[Cell]:
    """Count the applications to calls, but for those withdrawn."""
    sent = Candidate.objects.filter(span.holds("applied_at")).exclude(state=CandidateState.WITHDRAWN)
    return cells(sent.order_by().values(**OF_CANDIDATE).annotate(applied=Count("pk")), CUTS, ["applied"])


def _ended(span: Span) -> Q:
    return span.has("call__ends_on") & Q(call__state__in=CARRIED_OUT)


def _chosen(span: Span) -> Iterator[Cell]:
    """Count those who were chosen, and of these those who didn't come."""
    given = (CandidateState.CHOSEN, CandidateState.ABSENT)
    rows = Candidate.objects.filter(_ended(span), state__in=given).order_by().values(**OF_CANDIDATE)
    absent = Count("pk", filter=Q(state=CandidateState.ABSENT))
    return cells(rows.annotate(chosen=Count("pk"), absent=absent), CUTS, ["chosen", "absent"])


def _participants(of: Q) -> "QuerySet[Candidate]":
    return Candidate.objects.filter(of, took_part(), state=CandidateState.CHOSEN).order_by()


def _took_part(span: Span) -> Iterator[Cell]:
    """Count those who were chosen and took part indeed: a group is one."""
    rows = _participants(_ended(span)).values(**OF_CANDIDATE).annotate(participants=Count("pk"))
    return cells(rows, CUTS, ["participants"])


def _calls(span: Span) -> Iterator[Cell]:
    """Count the calls with their budgets, and what was spent of these, whenever it was."""
    counted = Sums(OF_CALLS)
    calls = Call.objects.filter(span.has("ends_on"), state__in=CARRIED_OUT)
    spent = Coalesce(Sum("spendings__amount", filter=Q(spendings__taken_back_at=None)), 0)
    for kind, budget, amount in calls.order_by().annotate(spent=spent).values_list("kind", "budget", "spent"):
        counted.add({"kind": kind}, "calls")
        counted.add({"kind": kind}, "budget", budget)
        counted.add({"kind": kind}, "budget_spent", amount if budget else 0)
    return counted.cells()


def _reached(span: Span) -> Iterator[Cell]:
    """Count the businesses that were helped, members of groups included: each once for a call."""
    reached = _businesses_of(_participants(_ended(span)))
    first = _first_help({business for business, _ended_on, _kind in reached})
    known = Business.objects.filter(pk__in=first).values_list("pk", "district", "commodity", "owner__sex")
    told = {pk: (district, commodity, sex) for pk, district, commodity, sex in known}
    counted = Sums(CUTS)
    for business, ended, kind in reached:
        district, commodity, sex = told[business]
        facts = {"district": district, "commodity": commodity, "kind": kind}
        counted.add(facts, "reached")
        counted.add(facts, "women", sex == Sex.FEMALE)
        counted.add(facts, "men", sex == Sex.MALE)
        counted.add(facts, "first_time", first[business] == ended)
    return counted.cells()


def _businesses_of(participants: "QuerySet[Candidate]") -> set[tuple[UUID, Ended, str]]:
    """Give the businesses that participants stand for, each with the call and its kind."""
    rows = participants.values_list("business", "members", "call__ends_on", "call__number", "call__kind")
    return {
        (business, (ends_on, number), kind)
        for own, member, ends_on, number, kind in rows
        for business in (own, member)
        if business
    }


def _first_help(businesses: set[UUID]) -> Mapping[UUID, Ended | None]:
    """Give the call by which each business was helped first; None where the register has help of an earlier year.

    Help that the register has of the same year doesn't count as earlier: it tells no day.
    """
    of_these = Q(business__in=businesses) | Q(members__in=businesses)
    calls: dict[UUID, list[Ended]] = {}
    for business, ended, _kind in _businesses_of(_participants(of_these & Q(call__state__in=CARRIED_OUT))):
        calls.setdefault(business, []).append(ended)
    helped = Support.objects.filter(business__in=businesses).order_by().values("business").annotate(year=Min("year"))
    years = dict(helped.values_list("business", "year"))
    first = {business: min(calls[business]) for business in businesses}
    return {
        business: ended if years.get(business, 9999) >= ended[0].year else None for business, ended in first.items()
    }


def _spent(span: Span) -> Iterator[Cell]:
    """Add up what was spent in the month; what was paid to nobody alone belongs to no district."""
    spendings = Spending.objects.filter(span.has("on"), taken_back_at=None).order_by()
    rows = spendings.values(
        kind=F("call__kind"),
        district=Coalesce("candidate__business__district", Value("")),
        commodity=Coalesce("candidate__business__commodity", Value("")),
    )
    return cells(rows.annotate(spent=Sum("amount")), CUTS, ["spent"])


def _handed(span: Span) -> Iterator[Cell]:
    """Count the machines that were handed over in the month, and what they are worth."""
    rows = Asset.objects.filter(span.has("handed_on")).order_by().values(
        kind=F("candidate__call__kind"),
        district=F("candidate__business__district"),
        commodity=F("candidate__business__commodity"),
    )  # fmt: skip
    return cells(rows.annotate(machines=Count("pk"), machine_value=Sum("value")), CUTS, ["machines", "machine_value"])


def _told(span: Span) -> Iterator[Cell]:
    """Add up what participants told in the month of what came of it, right after the end."""
    counted = Sums(CUTS)
    summed: dict[UUID, list[str]] = {}
    outcomes = Outcome.objects.filter(span.holds("told_at"), months=AT_THE_END).order_by()
    for one in outcomes.select_related("candidate__call", "candidate__business"):
        call, business = one.candidate.call, one.candidate.business
        if call.pk not in summed:
            summed[call.pk] = [field.code for field in call.terms.results if field.type in SUMMED]
        facts = {"district": business.district, "commodity": business.commodity, "kind": call.kind}
        counted.add(facts, "told")
        for code in summed[call.pk]:
            if one.answers.get(code) is not None:
                counted.add(facts, f"told:{code}")
                counted.add(facts, f"result:{code}", int(one.answers[code]))
    return counted.cells()


def programmes_begin() -> date | None:
    """Give the day on which somebody first applied, or a programme first ended."""
    applied = Candidate.objects.aggregate(first=Min("applied_at"))["first"]
    ended = Call.objects.filter(state__in=CARRIED_OUT).aggregate(first=Min("ends_on"))["first"]
    return min((one for one in (clock.local_day(applied) if applied else None, ended) if one), default=None)


PROGRAMMES = Family("programmes", programmes, programmes, programmes_begin)
