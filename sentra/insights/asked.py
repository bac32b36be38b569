"""What is asked of a page of figures by its address: which month, as known when, what the map shows, how to sort."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from sentra.insights.catalogue import BY_CODE
from sentra.insights.figure import Figure
from sentra.insights.models import Month, Seen
from sentra.kernel import clock

LONGEST_VALUE = 40


@dataclass(frozen=True, slots=True)
class Asked:
    """A month that was counted, as known then or today, what the map shows, and by what the tables are sorted.

    What an address names and isn't there, or nobody knows, is as if it weren't asked.
    """

    month: Month
    months: tuple[Month, ...]
    seen: str
    measure: str
    sort: str
    league: str
    figure: str

    @classmethod
    def read(cls, query: Mapping[str, str], measures: Sequence[Figure]) -> "Asked | None":
        """Read what is asked; None where nothing was counted yet. One query."""
        months = tuple(Month.objects.order_by("-first"))
        if not months:
            return None
        words = {key: query.get(key, "")[:LONGEST_VALUE] for key in ("month", "measure", "sort", "league", "figure")}
        codes = [one.code for one in measures]
        named = next((one for one in months if str(one) == words["month"]), months[0])
        return cls(
            month=named,
            months=months,
            seen=Seen.TODAY if query.get("seen") == Seen.TODAY else Seen.THEN,
            measure=words["measure"] if words["measure"] in codes else codes[0],
            sort=words["sort"],
            league=words["league"],
            figure=words["figure"] if words["figure"] in BY_CODE else "",
        )

    @property
    def first(self) -> date:
        """The first day of the month."""
        return self.month.first

    @property
    def is_newest(self) -> bool:
        """Tell whether it is the newest month that there is."""
        return self.month == self.months[0]

    @property
    def year_ago(self) -> date:
        """The same month a year before."""
        return clock.months_on(self.first, -12)

    @property
    def month_ago(self) -> date:
        """The month before."""
        return clock.months_on(self.first, -1)

    def to(self, **other: str) -> str:
        """Write the query string of the same page with something else asked."""
        now = replace(self, **{key: value for key, value in other.items() if key != "month"})  # type: ignore[arg-type]
        pairs = {
            "month": other.get("month", "" if self.is_newest else str(self.month)),
            "seen": now.seen if now.seen == Seen.TODAY else "",
            "measure": now.measure,
            "sort": now.sort,
            "league": now.league,
            "figure": now.figure,
        }
        return urlencode({key: value for key, value in pairs.items() if value})
