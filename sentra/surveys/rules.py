"""What a visit's report must say: pure checks that return every problem at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time
from typing import Any

from django.utils.translation import gettext as _

from sentra.kernel.errors import Problem
from sentra.kernel.text import tidy
from sentra.reference import checklist_answers
from sentra.reference.checklist_answers import Facts
from sentra.reference.checklists import Checklist, Question, Section
from sentra.registry.models import Production
from sentra.surveys.models.visit import VisitKind

RECOMMENDATIONS = ("grant", "grant_with_advice", "refuse")
SEEN = frozenset({str(one) for one in Production} - {str(Production.UNKNOWN)})
LONGEST = 4000
LONGEST_NOTE = 500
LONGEST_NAME = 150
SHORTEST_PROBLEM = 5
LONGEST_OF = {
    "findings": LONGEST,
    "production_reason": LONGEST,
    "recommendation_reason": LONGEST,
    "problem_happened": LONGEST,
    "capacity": 200,
    "problem_product": 200,
}
"""The texts of a report, each with the most characters that it may have."""
MOST_WORKERS = 100_000
MOST_IN_TEAM = 10
MOST_PHOTOS = 20
"""The photographs that answer no question; each question of a checklist says itself how many it takes."""
FOLLOWED = ("done", "open")


@dataclass(frozen=True, slots=True)
class Followed:
    """What became of an open finding: `state` is `done` or still `open`."""

    state: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Signed:
    """A signature: `role` is one of `models.SignatureRole`, `file` the id of its picture, "" for a name with a tick."""

    role: str
    name: str
    file: str = ""


@dataclass(frozen=True, slots=True)
class VisitTold:
    """What a surveyor hands in. `answers` and `notes` stand by question, `followed` by the id of an open finding.

    `problem_product` and `problem_happened` tell of a product with a problem that was seen there; both or neither.
    """

    visited_on: date
    findings: str
    team: Sequence[str] = ()
    answers: Mapping[str, Any] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
    production: str = ""
    production_reason: str = ""
    workers_men: int | None = None
    workers_women: int | None = None
    capacity: str = ""
    recommendation: str = ""
    recommendation_reason: str = ""
    visited_time: time | None = None
    followed: Mapping[str, Followed] = field(default_factory=dict)
    signatures: Sequence[Signed] = ()
    problem_product: str = ""
    problem_happened: str = ""


@dataclass(frozen=True, slots=True)
class Asks:
    """What a visit asks: its kind, its checklist with what conditions may look at, and the findings to follow up.

    `since` is the first day on which it can have been: an application was sent in then.
    """

    kind: str
    checklist: Checklist | None = None
    facts: Facts = field(default_factory=Facts)
    since: date = date.min
    open_findings: Sequence[str] = ()

    @property
    def production(self) -> bool:
        """Tell whether it looks at the production of one business."""
        return self.kind != VisitKind.CENSUS

    @property
    def recommends(self) -> bool:
        """Tell whether it ends with a recommendation to the head."""
        return self.kind == VisitKind.PERMIT

    @property
    def drawn_by_section(self) -> list[tuple[Section, list[Question]]]:
        """Give the questions that the visit may ask, whatever is answered, section by section."""
        return checklist_answers.drawn_by_section(self.checklist, self.facts) if self.checklist else []

    @property
    def drawn(self) -> list[Question]:
        """Give the questions that the visit may ask, whatever is answered."""
        return [question for _section, questions in self.drawn_by_section for question in questions]

    def opened_by(self, question: Question) -> str:
        """Write the earlier answer that opens a question, for the script: `q-present=owner|family`; "" for none."""
        for code, wanted in (question.when or {}).items():
            if code not in self.facts.known:
                values = (str(wanted),) if isinstance(wanted, (str, bool)) else wanted
                return f"q-{code}={'|'.join(values)}"
        return ""

    def questions(self, answers: Mapping[str, Any]) -> list[Question]:
        """Give the questions that the answers so far open."""
        return checklist_answers.asked(self.checklist, answers, self.facts) if self.checklist else []


def tidied(told: VisitTold, asks: Asks) -> VisitTold:
    """Take out of all texts what can't be seen, and drop what the visit doesn't ask."""
    answers = checklist_answers.kept(asks.checklist, told.answers, asks.facts) if asks.checklist else {}
    seen, recommends = asks.production, asks.recommends
    return replace(
        told,
        team=[name for given in told.team if (name := _line(given))],
        answers={code: tidy(value) if isinstance(value, str) else value for code, value in answers.items()},
        notes={code: note for code in answers if (note := tidy(told.notes.get(code, "")))},
        findings=tidy(told.findings),
        production=told.production if seen else "",
        production_reason=tidy(told.production_reason) if seen else "",
        workers_men=told.workers_men if seen else None,
        workers_women=told.workers_women if seen else None,
        capacity=_line(told.capacity) if seen else "",
        recommendation=told.recommendation if recommends else "",
        recommendation_reason=tidy(told.recommendation_reason) if recommends else "",
        followed={
            one: replace(told.followed[one], words=tidy(told.followed[one].words))
            for one in asks.open_findings
            if one in told.followed
        },
        signatures=[replace(one, name=_line(one.name)) for one in told.signatures],
        problem_product=_line(told.problem_product) if seen else "",
        problem_happened=tidy(told.problem_happened) if seen else "",
    )


def _line(text: str) -> str:
    return tidy(text).replace("\n", " ")


def problems_of_report(told: VisitTold, asks: Asks, today: date, photos: int = 0) -> list[Problem]:
    """Tell everything that is missing or can't be in a report with so many loose photographs.

    The fields of a question are `q-<code>` and `n-<code>`, those of a finding to follow up `f-<id>` and `fn-<id>`.
    """
    problems = []
    if asks.checklist:
        problems += checklist_answers.problems(asks.checklist, told.answers, asks.facts, told.notes)
    if told.visited_on > today:
        problems.append(Problem("visited_on", "future", _("The visit can't lie in the future.")))
    elif told.visited_on < asks.since:
        problems.append(Problem("visited_on", "too_early", _("The visit can't lie before the application.")))
    if not told.findings.strip():
        problems.append(Problem("findings", "missing", _("Please write what you saw.")))
    if asks.production:
        problems += [*_of_production(told), *_of_problem_product(told)]
    if asks.recommends:
        problems += _of_recommendation(told, asks)
    return problems + _of_followed(told, asks) + _of_signatures(told) + _of_sizes(told, photos)


def _of_sizes(told: VisitTold, photos: int) -> list[Problem]:
    long = [name for name, most in LONGEST_OF.items() if len(getattr(told, name)) > most]
    problems = [Problem(name, "too_long", _("This text is too long.")) for name in long]
    if len(told.team) > MOST_IN_TEAM or any(len(name) > LONGEST_NAME for name in told.team):
        message = _("Name at most %(most)s people, each with at most %(longest)s characters.")
        problems.append(Problem("team", "too_long", message % {"most": MOST_IN_TEAM, "longest": LONGEST_NAME}))
    if photos > MOST_PHOTOS:
        message = _("A report has at most %(most)s photographs.") % {"most": MOST_PHOTOS}
        problems.append(Problem("photos", "too_many", message))
    return problems


def _of_production(told: VisitTold) -> list[Problem]:
    problems = []
    if told.production not in SEEN:
        problems.append(Problem("production", "missing", _("Please choose how the production runs.")))
    elif told.production != Production.SMOOTH and not told.production_reason.strip():
        problems.append(
            Problem("production_reason", "missing", _("Please say why the production does not run smoothly."))
        )
    if told.workers_men is None or not 0 <= told.workers_men <= MOST_WORKERS:
        problems.append(Problem("workers_men", "impossible", _("Please give the number of men that you saw.")))
    if told.workers_women is None or not 0 <= told.workers_women <= MOST_WORKERS:
        problems.append(Problem("workers_women", "impossible", _("Please give the number of women that you saw.")))
    if not told.capacity.strip():
        problems.append(Problem("capacity", "missing", _("Please give the capacity that you saw.")))
    return problems


def _of_problem_product(told: VisitTold) -> list[Problem]:
    if told.problem_product and len(told.problem_happened) < SHORTEST_PROBLEM:
        return [Problem("problem_happened", "missing", _("Please say what is wrong with this product."))]
    if told.problem_happened and not told.problem_product:
        return [Problem("problem_product", "missing", _("Please say which product it is."))]
    return []


def _of_recommendation(told: VisitTold, asks: Asks) -> list[Problem]:
    if told.recommendation not in RECOMMENDATIONS:
        return [Problem("recommendation", "missing", _("Please choose what you recommend."))]
    if told.recommendation == "refuse" and not told.recommendation_reason.strip():
        return [Problem("recommendation_reason", "missing", _("Please say why you recommend to refuse."))]
    if told.recommendation != "grant" or not asks.checklist:
        return []
    if checklist_answers.problems(asks.checklist, told.answers, asks.facts, told.notes):
        failed = [one for one in asks.questions(told.answers) if one.must and told.answers.get(one.code) == "no"]
    else:
        failed = checklist_answers.failed(asks.checklist, told.answers, asks.facts)
    if not failed:
        return []
    labels = ", ".join(str(one.label) for one in failed)
    message = _("A point that must be so is not: %(items)s. Recommend to refuse, or to grant with advice.")
    return [Problem("recommendation", "contradiction", message % {"items": labels})]


def _of_followed(told: VisitTold, asks: Asks) -> list[Problem]:
    problems = []
    for one in asks.open_findings:
        given = told.followed.get(one)
        if given is None or given.state not in FOLLOWED:
            problems.append(Problem(f"f-{one}", "missing", _("Please say whether this finding was put right.")))
        elif given.state == "done" and not given.words.strip():
            problems.append(Problem(f"fn-{one}", "missing", _("Please say how it was put right.")))
        elif len(given.words) > LONGEST_NOTE:
            problems.append(Problem(f"fn-{one}", "too_long", _("This text is too long.")))
    return problems


def _of_signatures(told: VisitTold) -> list[Problem]:
    problems = []
    for one in told.signatures:
        if not one.name:
            problems.append(Problem(f"sign-{one.role}", "missing", _("Please write the name of who signs.")))
        elif len(one.name) > LONGEST_NAME:
            problems.append(Problem(f"sign-{one.role}", "too_long", _("This text is too long.")))
    return problems
