"""Businesses (IKM): how many are known, registered, legal; whose they are, how large, what they make and how it goes.

A stock: what there is on the last day that is counted. The present month is read from what the register repeats on each
business. An earlier one is read from the days that today's records tell: place, goods, owner and whence it is known are
those of today, and a permit that was revoked or stands suspended today counts in no month.
"""

from collections.abc import Iterator
from datetime import date

from django.db.models import Case, Exists, F, Min, OuterRef, Q, QuerySet, Subquery, Value, When

from sentra.insights.counting import Cell, Family, Span
from sentra.insights.families.business_measures import SIZES, counted
from sentra.insights.families.business_sizes import WORKERS, size_cases
from sentra.kernel import clock
from sentra.licensing.models import StageSpell
from sentra.licensing.models.application import OPEN
from sentra.reference.loading import current_pack
from sentra.registry.legal import LegalStanding, has_standing, horizon, is_legal
from sentra.registry.models import (
    Business,
    Figures,
    FiguresState,
    LegalPaper,
    PaperSource,
    PaperStanding,
    Production,
    Standing,
)
from sentra.surveys.models import Report

BY_THE_REGISTER = (PaperSource.ISSUED, PaperSource.IMPORTED)


def businesses_now(span: Span) -> Iterator[Cell]:
    """Count the businesses as the register stands now; two statements."""
    present = Business.objects.present()
    told = Figures.objects.filter(
        state=FiguresState.ACCEPTED, year=F("business__figures_year"), business__in=present.values("pk")
    )
    states = present.annotate(
        is_registered_now=_is(Q(registered_at__isnull=False)),
        is_legal_now=_is(is_legal()),
        **{f"is_{one}": _is(has_standing(one)) for one in LegalStanding.values},
        seen_production=F("production"),
        seen_quality=F("quality"),
        seen_on=F("production_seen_on"),
    )
    return counted(
        states, told.annotate(all_workers=WORKERS, **{scale: F(f"business__size_{scale}") for scale in SIZES}), span
    )


def businesses_then(span: Span) -> Iterator[Cell]:
    """Count the businesses that there were on a day, by what today's records tell of it; two statements."""
    present = present_on(span.last)
    newer = Figures.objects.filter(
        business=OuterRef("business"), state=FiguresState.ACCEPTED, year__gt=OuterRef("year"), year__lte=span.last.year
    )
    told = Figures.objects.filter(
        ~Exists(newer), state=FiguresState.ACCEPTED, year__lte=span.last.year, business__in=present.values("pk")
    )
    return counted(
        _states_on(present, span.last),
        told.annotate(all_workers=WORKERS).annotate(**size_cases(current_pack().registry.sizes)),
        span,
    )


def present_on(day: date) -> "QuerySet[Business]":
    """Give those that were known by a day and not closed on it."""
    closed = Q(standing=Standing.CLOSED) & (Q(standing_since__isnull=True) | Q(standing_since__lte=day))
    return Business.objects.known().filter(recorded_at__date__lte=day).exclude(closed)


def _states_on(present: "QuerySet[Business]", day: date) -> "QuerySet[Business]":
    """Note on each business its state on a day."""
    held = licences_on(day)
    valid = held.filter(Q(valid_until__isnull=True) | Q(valid_until__gte=day))
    lasting = held.filter(Q(valid_until__isnull=True) | Q(valid_until__gt=horizon(day)))
    waiting = StageSpell.objects.filter(
        Q(ended_at__isnull=True) | Q(ended_at__date__gt=day),
        application__business=OuterRef("pk"),
        status__in=OPEN,
        began_at__date__lte=day,
    )
    report = Report.objects.filter(business=OuterRef("pk"), visited_on__lte=day)
    runs = report.exclude(production="").order_by("-visited_on", "-pk")
    graded = report.filter(quality__isnull=False).order_by("-visited_on", "-pk")
    lately = Q(production_seen_on__lte=day)
    return present.annotate(
        has_licence=Exists(held), has_valid=Exists(valid), has_lasting=Exists(lasting), has_application=Exists(waiting)
    ).annotate(
        is_registered_now=_is(Q(registered_at__date__lte=day)),
        is_legal_now=_is(Q(has_valid=True)),
        **{
            f"is_{LegalStanding.LEGAL}": _is(Q(has_lasting=True)),
            f"is_{LegalStanding.EXPIRING}": _is(Q(has_valid=True, has_lasting=False)),
            f"is_{LegalStanding.EXPIRED}": _is(Q(has_licence=True, has_valid=False, has_application=False)),
            f"is_{LegalStanding.IN_PROCESS}": _is(Q(has_valid=False, has_application=True)),
            f"is_{LegalStanding.NONE}": _is(Q(has_licence=False, has_application=False)),
        },
        seen_production=Case(
            When(lately, then=F("production")),
            When(production_seen_on__isnull=False, then=Subquery(runs.values("production")[:1])),
            default=Value(Production.UNKNOWN),
        ),
        seen_quality=Case(When(lately, then=F("quality")), default=Subquery(graded.values("quality")[:1])),
        seen_on=Case(When(lately, then=F("production_seen_on")), default=Subquery(runs.values("visited_on")[:1])),
    )


def licences_on(day: date) -> "QuerySet[LegalPaper]":
    """Give the papers of a business (outer) that made it legal on a day, or had done so before they ended.

    One that was replaced counts until the day from which the next of its kind counts.
    """
    kinds = [code for code, kind in current_pack().paper_kinds.items() if kind.licence]
    next_one = LegalPaper.objects.filter(
        business=OuterRef("business"), kind=OuterRef("kind"), issued_on__gte=OuterRef("issued_on"), issued_on__lte=day
    ).exclude(pk=OuterRef("pk"))
    replaced = Q(status=PaperStanding.SUPERSEDED) & (Q(issued_on__isnull=True) | Exists(next_one))
    return LegalPaper.objects.filter(
        Q(source__in=BY_THE_REGISTER) | Q(checked_at__isnull=False),
        Q(issued_on__isnull=True) | Q(issued_on__lte=day),
        business=OuterRef("pk"),
        kind__in=kinds,
        status__in=(PaperStanding.ACTIVE, PaperStanding.EXPIRED, PaperStanding.SUPERSEDED),
    ).exclude(replaced)


def businesses_begin() -> date | None:
    """Give the day on which the first business was recorded."""
    first = Business.objects.known().aggregate(first=Min("recorded_at"))["first"]
    return clock.local_day(first) if first else None


def _is(condition: Q) -> Case:
    return Case(When(condition, then=Value(True)), default=Value(False))


BUSINESSES = Family("businesses", businesses_now, businesses_then, businesses_begin)
