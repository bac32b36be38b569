"""The numbers that lead: each with its change, its goal, its line over the months, and where it leads."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from sentra.insights import saying
from sentra.insights.asked import Asked
from sentra.insights.behind import list_behind
from sentra.insights.catalogue import BY_CODE
from sentra.insights.change import Change, Distance, change, distance
from sentra.insights.counting import Values
from sentra.insights.curves import Chart, Spark, chart, spark
from sentra.insights.figure import Figure, Number, names_read
from sentra.insights.reading import months_back, value_of
from sentra.kernel import clock
from sentra.people.models import User
from sentra.reference.insights import Goal
from sentra.reference.loading import current_pack

YEAR = 12
DRAWN = 25
"""The line beside a number: two years, and where they began."""
CHARTED = 61
"""The chart: five years, and where they began."""
BETWEEN = '</th><td class="number">'
InMonths = Mapping[str, Mapping[date, Values]]
"""What was counted in each month, by family."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A change in words: within what time, how much, and whether that is good news."""

    within: str
    words: str
    news: str
    way: str
    tone: str


@dataclass(frozen=True, slots=True)
class Aim:
    """A goal in words, how far it is, and how much of it is done (0 to 100)."""

    words: str
    away: str
    source: str
    done: str
    tone: str


@dataclass(frozen=True, slots=True)
class Card:
    """A number that leads, ready to be drawn."""

    figure: Figure
    number: str
    unit: str
    moved: tuple[Moved, ...]
    aim: Aim | None
    spark: Spark | None
    months: SafeString
    behind: str


def leading() -> list[tuple[Figure, Goal | None]]:
    """Give the figures that lead, as the regency's pack names them; what the catalogue doesn't know is left out."""
    named = current_pack().insights.leading
    return [(BY_CODE[one.figure], one.goal) for one in named if one.figure in BY_CODE]


def figures_of(codes: Iterable[str]) -> list[Figure]:
    """Give figures by their codes; what the catalogue doesn't know is left out."""
    return [BY_CODE[code] for code in codes if code in BY_CODE]


def months_needed(asked: Asked, many: int = DRAWN) -> list[date]:
    """Give the months that cards are drawn from: a flow adds up those of a year for each of them."""
    return months_back(asked.first, many + YEAR - 1)


def at(figure: Figure, in_months: Mapping[date, Values], month: date) -> Number | None:
    """Read a figure at a month: a stock of its last day, a flow of the twelve months up to it."""
    if not figure.flow:
        return value_of(figure, in_months, [month])
    months = months_back(month, YEAR)
    return value_of(figure, in_months, months) if any(one in in_months for one in months) else None


def series(
    figure: Figure, in_months: Mapping[date, Values], month: date, many: int
) -> list[tuple[date, Number | None]]:
    """Read a figure over so many months; what lies before the first month that was counted is left out."""
    found = [(one, at(figure, in_months, one)) for one in months_back(month, many)]
    first = next((place for place, (_month, value) in enumerate(found) if value is not None), len(found))
    return found[first:]


def month_rows(line: Sequence[tuple[date, Number | None]], figure: Figure) -> SafeString:
    """Write the rows of a table of months, the newest first; written here, as a page has hundreds of them."""
    # Names of months, numbers and words of ours: nothing in them comes from outside.
    rows = (f"{saying.month_said(at)}{BETWEEN}{saying.said(value, figure)}" for at, value in line[::-1])
    return SafeString("".join(f'<tr><th scope="row">{row}</td></tr>' for row in rows))


def _slim(figure: Figure, in_months: Mapping[date, Values]) -> Mapping[date, Values]:
    """Keep of what was counted only what a flow is read from: it is added up over and over."""
    if not figure.flow or not (names := names_read(figure.read)):
        return in_months
    return {month: {name: one for name, one in values.items() if name in names} for month, values in in_months.items()}


def cards(
    named: Sequence[tuple[Figure, Goal | None]], counted: InMonths, asked: Asked, actor: User | None, **narrowed: str
) -> list[Card]:
    """Draw the numbers that lead; `narrowed` names the district or commodity that they are told of."""
    return [
        _card(figure, goal, counted.get(figure.family, {}), asked, list_behind(actor, figure, **narrowed))
        for figure, goal in named
    ]


def _card(figure: Figure, goal: Goal | None, in_months: Mapping[date, Values], asked: Asked, behind: str) -> Card:
    in_months = _slim(figure, in_months)
    line = series(figure, in_months, asked.first, DRAWN)
    now, year_ago = at(figure, in_months, asked.first), at(figure, in_months, asked.year_ago)
    since_year = change(now, year_ago, better=figure.better, digits=figure.digits)
    since_month = change(now, at(figure, in_months, asked.month_ago), better=figure.better, digits=figure.digits)
    number, unit = saying.parted(now, figure)
    return Card(
        figure=figure,
        number=number,
        unit=unit,
        moved=tuple(
            moved_said(moved, figure, within)
            for moved, within in ((since_year, _("in a year")), (since_month, _("in a month")))
            if moved
        ),
        aim=_aim(figure, goal, now, year_ago) if goal else None,
        spark=spark([value for _month, value in line]),
        months=month_rows(line, figure),
        behind=behind if asked.is_newest else "",
    )


def moved_said(moved: Change, figure: Figure, within: str) -> Moved:
    """Put a change into words."""
    tone = "" if moved.good is None else "good" if moved.good else "bad"
    return Moved(within, saying.change_said(moved, figure), saying.news_said(moved), moved.way, tone)


def _aim(figure: Figure, goal: Goal, now: Number | None, year_ago: Number | None) -> Aim | None:
    away: Distance | None = distance(
        now, year_ago, goal=goal.value, year=goal.year, better=figure.better, today=clock.today()
    )
    if away is None:
        return None
    return Aim(
        words=saying.goal_said(goal, figure),
        away=saying.distance_said(away, figure),
        source=goal.source,
        done=f"{away.done:.0f}",
        tone="good" if away.is_in_time else "wait",
    )


@dataclass(frozen=True, slots=True)
class Course:
    """A figure over the months: the chart with the words of its rows, and the same as a table."""

    figure: Figure
    chart: Chart | None
    rows: tuple[tuple[str, str], ...]
    months: SafeString


def course(figure: Figure, in_months: Mapping[date, Values], month: date) -> Course:
    """Draw a figure over five years."""
    line = series(figure, _slim(figure, in_months), month, CHARTED)
    drawn = chart(line)
    rows = tuple((one.at, saying.said(one.value, figure)) for one in drawn.rows) if drawn else ()
    return Course(figure, drawn, rows, month_rows(line, figure))
