"""Reading comments: officers all of them, everybody those that were published."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from sentra.insights.models import SkmAnswer, SkmState
from sentra.insights.skm_figures import services_alone
from sentra.insights.skm_periods import Period, period_of
from sentra.kernel.errors import NotFound
from sentra.reference.loading import current_pack


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment as it is shown: of which period, and of which service where enough others answered about it, too."""

    answer: SkmAnswer
    period: Period
    service: str


def comments(state: str) -> "QuerySet[SkmAnswer]":
    """Give the comments in a state: those that wait from the oldest on, others from the newest on."""
    order = ("month", "pk") if state == SkmState.WAITING else ("-month", "pk")
    return SkmAnswer.objects.filter(state=state).select_related("moderated_by").order_by(*order)


def comment_seen(answer_id: UUID) -> SkmAnswer:
    """Give one comment. Raises `NotFound`."""
    found = SkmAnswer.objects.select_related("moderated_by").exclude(state=SkmState.NONE).filter(pk=answer_id).first()
    if found is None:
        raise NotFound(_("There is no such comment."))
    return found


def comments_published(period: Period) -> "QuerySet[SkmAnswer]":
    """Give the comments of a period that everybody may read, those about which something was done first."""
    published = SkmAnswer.objects.filter(state=SkmState.PUBLISHED, month__range=(period.first, period.last))
    return published.order_by("-done", "pk")


def shown(answers: Iterable[SkmAnswer]) -> list[Comment]:
    """Make comments ready to be shown; one query for all of them."""
    rows, months = list(answers), current_pack().skm.months
    if not rows:
        return []
    periods = [period_of(one.month, months) for one in rows]
    alone = services_alone(min(periods).first, max(periods).last)
    return [
        Comment(one, period, one.service if one.service in alone.get(period, ()) else "")
        for one, period in zip(rows, periods, strict=True)
    ]


def comment_counts() -> dict[str, int]:
    """Count the comments in each state."""
    rows = SkmAnswer.objects.exclude(state=SkmState.NONE).order_by().values_list("state")
    found = dict.fromkeys((str(SkmState.WAITING), str(SkmState.PUBLISHED), str(SkmState.WITHHELD)), 0)
    return found | dict(rows.annotate(Count("pk")))
