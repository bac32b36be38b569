"""The filters of the lists: read from a query string, used by the page, its counts and saved views alike."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from urllib.parse import urlencode

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from sentra.kernel import clock
from sentra.kernel.text import fold, tidy
from sentra.licensing.models import Application, Permit, PermitStatus
from sentra.people.models import User
from sentra.reference.loading import current_pack

SORTS = {
    "due": (
        _("Most urgent first"),
        (F("paused_since").asc(nulls_first=True), F("stage_due").asc(nulls_last=True), F("submitted_at")),
    ),
    "newest": (_("Newest first"), (F("submitted_at").desc(nulls_last=True),)),
    "oldest": (_("Oldest first"), (F("submitted_at").asc(nulls_last=True),)),
    "business": (_("By business"), (F("business_name"),)),
}
CHOSEN = ("service", "district", "commodity", "status")
LONGEST_SEARCH = 100


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """What an officer looks for in a queue; unknown values select nothing and break nothing."""

    words: str = ""
    chosen: Mapping[str, str] = field(default_factory=dict)
    mine: bool = False
    late: bool = False
    sort: str = "due"

    @classmethod
    def read(cls, query: Mapping[str, str]) -> "QueueFilter":
        """Read a filter from a query string."""
        return cls(
            words=tidy(query.get("q", "")[:LONGEST_SEARCH]),
            chosen={key: value for key in CHOSEN if (value := tidy(query.get(key, "")[:50]))},
            mine=query.get("mine") == "1",
            late=query.get("late") == "1",
            sort=query.get("sort", "due") if query.get("sort") in SORTS else "due",
        )

    def query_string(self) -> str:
        """Write the filter as a query string, as saved views keep it."""
        pairs = {"q": self.words, **self.chosen, "mine": "1" if self.mine else "", "late": "1" if self.late else ""}
        pairs["sort"] = "" if self.sort == "due" else self.sort
        return urlencode({key: value for key, value in pairs.items() if value})

    @property
    def is_narrow(self) -> bool:
        """Tell whether anything is filtered out."""
        return bool(self.words or self.chosen or self.mine or self.late)

    def apply(self, queue: "QuerySet[Application]", actor: User) -> "QuerySet[Application]":
        """Narrow and sort a queue."""
        for word in fold(self.words).split():
            queue = queue.filter(search__contains=word)
        if self.words and not fold(self.words):
            queue = queue.none()
        for key, value in self.chosen.items():
            queue = queue.filter(**{key: value})
        if self.mine:
            queue = queue.filter(assigned_to=actor)
        if self.late:
            queue = queue.filter(late())
        return queue.order_by(*SORTS[self.sort][1], "pk")


def late() -> Q:
    """What is late today: the stage's term has passed while the clock runs."""
    return Q(stage_due__lt=clock.today(), paused_since=None)


@dataclass(frozen=True, slots=True)
class PermitFilter:
    """What an officer looks for among the permits; unknown values select nothing and break nothing."""

    words: str = ""
    standing: str = ""
    district: str = ""
    service: str = ""
    ending: bool = False

    @classmethod
    def read(cls, query: Mapping[str, str]) -> "PermitFilter":
        """Read a filter from a query string."""
        given = {key: tidy(query.get(key, "")[:50]) for key in ("standing", "district", "service")}
        return cls(words=tidy(query.get("q", "")[:LONGEST_SEARCH]), ending=query.get("ending") == "1", **given)

    @property
    def is_narrow(self) -> bool:
        """Tell whether anything is filtered out."""
        return self != PermitFilter()

    def apply(self, permits: "QuerySet[Permit]") -> "QuerySet[Permit]":
        """Narrow a list of permits, the newest first; those that end soon by the day on which they end."""
        for word in fold(self.words).split():
            permits = permits.filter(Q(number__icontains=word) | Q(business__name_folded__contains=word))
        if self.words and not fold(self.words):
            permits = permits.none()
        if self.standing:
            permits = permits.filter(stands(self.standing))
        if self.district:
            permits = permits.filter(district=self.district)
        if self.service:
            permits = permits.filter(origin=self.service)
        if self.ending:
            return permits.filter(ends_soon()).order_by("valid_until", "pk")
        return permits.order_by("-issued_on", "-number")


def stands(standing: str) -> Q:
    """What is worth something today: a permit past its last day has expired, also before the night's job says so."""
    over = Q(status=PermitStatus.ACTIVE, valid_until__lt=clock.today())
    if standing == PermitStatus.EXPIRED:
        return Q(status=PermitStatus.EXPIRED) | over
    return Q(status=standing) & ~over


def ends_soon() -> Q:
    """What ends within the days of the pack's first reminder."""
    today = clock.today()
    horizon = today + timedelta(days=max(current_pack().regency.expiry_reminders, default=0))
    return Q(status=PermitStatus.ACTIVE, valid_until__range=(today, horizon))
