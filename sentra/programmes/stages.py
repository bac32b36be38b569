"""The timetable of a call: at which stage it stands, until when each may take, and what is late. Pure.

All of it is worked out from the state of a call and from what is done already; nothing is stored. A stage begins where
the one before should have ended, the first on the last day to apply.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from sentra.kernel.clock import WorkingCalendar, months_on
from sentra.programmes.models import CallState
from sentra.reference.programmes import STAGES, CallStage, ProgrammeKind, StageCode

RESULTS_FOR = 3
"""So many months after the end the results of a programme are waited for."""
_STEPS = {CallState.CLOSED: 1, CallState.CHOSEN: 2, CallState.RUNNING: 3, CallState.DONE: 4}
_STEP_OF: dict[StageCode, int] = {"choice": 1, "objections": 2, "running": 3, "results": 4}
"""Up to which step a stage goes on; those not named are of the first."""
RUNS = STAGES.index("running")
Place = Literal["done", "now", "later"]


@dataclass(frozen=True, slots=True)
class Counts:
    """How far the work on a call is.

    `runs` are those among whom is chosen; of them `papers_left` have a paper that wasn't looked at or doesn't fit,
    `unvisited` nobody has visited, `unjudged` too few have judged. `objections` wait for an answer. Of the
    `participants` so many have `told` what came of it.
    """

    runs: int = 0
    papers_left: int = 0
    unvisited: int = 0
    unjudged: int = 0
    objections: int = 0
    participants: int = 0
    told: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """A call as its timetable sees it; `again_on` is the day since which it is judged anew, after an objection."""

    state: str
    apply_until: date
    begins_on: date
    ends_on: date
    object_until: date | None = None
    again_on: date | None = None
    counts: Counts = Counts()


@dataclass(frozen=True, slots=True)
class Line:
    """A stage in a timetable: until when it may take, where the call stands with it, how many working days it is late.

    `left` of `of` are still to be done, where that can be counted.
    """

    stage: CallStage
    until: date
    place: Place
    late_by: int = 0
    left: int = 0
    of: int = 0

    @property
    def done(self) -> int:
        """How many are done."""
        return self.of - self.left


def stages_of(terms: ProgrammeKind) -> list[CallStage]:
    """Give the stages of a call; one that gave up its papers has none to check."""
    wanted = terms.stages_wanted
    return [one for one in terms.stages if one.code in wanted]


def ready_on(terms: ProgrammeKind, apply_until: date, calendar: WorkingCalendar) -> date:
    """Give the day on which all that comes before a programme runs would be over, if each stage takes all its days."""
    before = [one for one in stages_of(terms) if STAGES.index(one.code) < RUNS]
    day = apply_until
    for stage in before:
        day = calendar.add(day, _days(terms, stage))
    return day


def timetable(terms: ProgrammeKind, standing: Standing, calendar: WorkingCalendar, today: date) -> list[Line]:
    """Give the stages of a call in their order, each with where it stands; none of a call that was cancelled.

    What comes before a programme runs ends when it begins at the latest. Only the stage at which a call stands is late;
    those after it have their days from the day on which they can begin.
    """
    if standing.state == CallState.CANCELLED:
        return []
    found: list[Line] = []
    begun = standing.state in _STEPS
    day = max(standing.apply_until, standing.again_on or standing.apply_until)
    for stage in stages_of(terms):
        until = _until(terms, stage, standing, calendar, day)
        place: Place = "done" if begun and _is_done(stage.code, standing, today) else "later"
        if begun and place == "later" and all(one.place == "done" for one in found):
            place = "now"
        late_by = calendar.between(_limit(stage, until, standing), today) if place == "now" else 0
        found.append(Line(stage, until, place, late_by, *_left(stage.code, standing)))
        day = max(until, today) if place == "now" else until
    return found


def _days(terms: ProgrammeKind, stage: CallStage) -> int:
    return terms.objection_days if stage.code == "objections" else stage.days or 0


def _until(terms: ProgrammeKind, stage: CallStage, standing: Standing, calendar: WorkingCalendar, day: date) -> date:
    """Tell the last day of a stage that can begin after a day."""
    if stage.code == "objections" and standing.object_until:
        return standing.object_until
    if stage.code == "running":
        day = max(day, standing.ends_on)
    until = calendar.add(day, _days(terms, stage))
    early = STAGES.index(stage.code) < RUNS and day <= standing.begins_on
    return min(until, standing.begins_on) if early else until


def line_now(lines: Sequence[Line]) -> Line | None:
    """Give the stage at which a call stands; None before the first and after the last."""
    return next((one for one in lines if one.place == "now"), None)


def _limit(stage: CallStage, until: date, standing: Standing) -> date:
    """Tell the day after which a stage is late: a programme that could begin, on the day on which it should."""
    if stage.code == "running" and standing.state == CallState.CHOSEN:
        return max(standing.begins_on, standing.object_until or standing.begins_on)
    return until


def _is_done(code: StageCode, standing: Standing, today: date) -> bool:
    step = _STEPS[CallState(standing.state)]
    if step != _STEP_OF.get(code, 1):
        return step > _STEP_OF.get(code, 1)
    if code == "objections":
        over = standing.object_until is None or today > standing.object_until
        return over and standing.counts.objections == 0
    if code == "results":
        return _left(code, standing)[0] == 0 or today >= months_on(standing.ends_on, RESULTS_FOR)
    return code not in _STEP_OF and _left(code, standing)[0] == 0


def _left(code: StageCode, standing: Standing) -> tuple[int, int]:
    """Tell how many are left of how many."""
    counts = standing.counts
    if code == "objections":
        return counts.objections, counts.objections
    if code == "results":
        return counts.participants - counts.told, counts.participants
    left = {"papers": counts.papers_left, "visit": counts.unvisited, "assessment": counts.unjudged}
    return (left[code], counts.runs) if code in left else (0, 0)
