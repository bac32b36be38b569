"""The filter of the list of cases: read from a query string, unknown values select nothing and break nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from sentra.cases.models import OPEN, Case, State
from sentra.kernel import clock
from sentra.kernel.text import fold, tidy
from sentra.people.models import User

SORTS = {
    "due": (_("Most urgent first"), (Coalesce("close_due", "answer_due").asc(), "reported_at")),
    "newest": (_("Newest first"), ("-reported_at",)),
    "oldest": (_("Oldest first"), ("reported_at",)),
}
CHOSEN = ("kind", "gravity", "district")
EVERY = "all"
LONGEST_SEARCH = 100


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """What an officer looks for among the cases; without a state, those that are open."""

    words: str = ""
    state: str = ""
    chosen: Mapping[str, str] = field(default_factory=dict)
    mine: bool = False
    late: bool = False
    sort: str = "due"

    @classmethod
    def read(cls, query: Mapping[str, str]) -> "CaseFilter":
        """Read a filter from a query string."""
        return cls(
            words=tidy(query.get("q", "")[:LONGEST_SEARCH]),
            state=tidy(query.get("state", "")[:20]),
            chosen={key: value for key in CHOSEN if (value := tidy(query.get(key, "")[:50]))},
            mine=query.get("mine") == "1",
            late=query.get("late") == "1",
            sort=query.get("sort", "due") if query.get("sort") in SORTS else "due",
        )

    def query_string(self) -> str:
        """Write the filter as a query string."""
        pairs = {"q": self.words, "state": self.state, **self.chosen}
        pairs |= {"mine": "1" if self.mine else "", "late": "1" if self.late else ""}
        pairs["sort"] = "" if self.sort == "due" else self.sort
        return urlencode({key: value for key, value in pairs.items() if value})

    @property
    def is_narrow(self) -> bool:
        """Tell whether anything is filtered out beside what has ended."""
        return bool(self.words or self.state or self.chosen or self.mine or self.late)

    def apply(self, cases: "QuerySet[Case]", actor: User) -> "QuerySet[Case]":
        """Narrow and sort a list of cases."""
        for word in fold(self.words).split():
            cases = cases.filter(search__contains=word)
        if self.words and not fold(self.words):
            cases = cases.none()
        if self.state != EVERY:
            cases = cases.filter(state__in=OPEN) if not self.state else cases.filter(state=self.state)
        cases = cases.filter(**self.chosen)
        if self.mine:
            cases = cases.filter(assigned_to=actor)
        if self.late:
            cases = cases.filter(late())
        return cases.order_by(*SORTS[self.sort][1], "pk")


def late() -> Q:
    """What is late today: the first answer, or the end."""
    unanswered = Q(state=State.REPORTED, answered_at=None, answer_due__lt=clock.today())
    return unanswered | Q(state__in=OPEN, close_due__lt=clock.today())
