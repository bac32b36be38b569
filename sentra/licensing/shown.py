"""Answers as people read them: on the check page, on the officer's page, never a secret in full."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from sentra.kernel import clock
from sentra.licensing.models import Application, ApplicationPaper, Correction, Status
from sentra.licensing.models.application import CLOSED
from sentra.licensing.rules import page_is_done, papers_asked, warnings_on
from sentra.reference.answers import SECRET_TYPES, Answers, Lists, questions_asked
from sentra.reference.schema import FormField, FormPage, Paper
from sentra.reference.telling import answer_text


@dataclass(frozen=True, slots=True)
class Line:
    """One question with its answer as it is read."""

    question: FormField
    text: str
    secret: bool
    warnings: Sequence[str] = ()
    reason: str = ""
    touched: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A page of the form as it is read."""

    page: FormPage
    lines: Sequence[Line]
    done: bool

    @property
    def asked_back(self) -> bool:
        """Tell whether something on it was returned for correction."""
        return any(line.reason for line in self.lines)

    @property
    def to_correct(self) -> bool:
        """Tell whether something that was returned is still as it was."""
        return any(line.reason and not line.touched for line in self.lines)


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A paper with its files and what the verifier said."""

    paper: Paper
    files: Sequence[ApplicationPaper]
    good: bool | None
    remark: str
    reason: str
    open: bool
    touched: bool = False

    @property
    def done(self) -> bool:
        """Tell whether nothing is missing."""
        return bool(self.files) or not self.paper.required


def sections(application: Application, lists: Lists, correction: Correction | None = None) -> list[Section]:
    """Give the form as it is read: each page with the questions that the answers open, and what a correction asks."""
    service, answers = application.revision.content, application.all_answers
    warnings = warnings_on(service, answers)
    told = correction.reasons("field") if correction else {}
    touched = correction.touched("field") if correction else set()
    found = []
    for page in service.pages:
        asked = questions_asked(page.fields, answers, lists)
        if not asked:
            continue
        lines = [
            Line(
                question,
                answer_text(question, answers.get(question.code)),
                question.type in SECRET_TYPES,
                warnings.get(question.code, ()),
                told.get(question.code, ""),
                question.code in touched,
            )
            for question in asked
        ]
        found.append(Section(page, lines, page_is_done(page, answers, lists)))
    return found


def paper_lines(
    application: Application, lists: Lists, opened: set[str], correction: Correction | None = None
) -> list[PaperLine]:
    """Give the papers that the answers call for, with their files and checks, and what a correction asks."""
    answers: Answers = application.all_answers
    checks = {check.code: check for check in application.paper_checks.all()}
    files: dict[str, list[ApplicationPaper]] = {}
    for file in application.papers.all():
        files.setdefault(file.code, []).append(file)
    told = correction.reasons("paper") if correction else {}
    touched = correction.touched("paper") if correction else set()
    return [
        PaperLine(
            paper,
            files.get(paper.code, []),
            checks[paper.code].good if paper.code in checks else None,
            checks[paper.code].remark if paper.code in checks else "",
            told.get(paper.code, ""),
            paper.code in opened,
            paper.code in touched,
        )
        for paper in papers_asked(application.revision.content, answers, lists)
    ]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of an application's way; `state` is `done`, `now` or "" for what comes later."""

    label: str
    state: str
    note: str = ""


def way_of(application: Application) -> list[Step]:
    """Tell an application's way in steps, without a word that only the office may read."""
    labels = {
        Status.VERIFICATION: _("Papers are checked"),
        Status.SURVEY: _("A team visits the business"),
        Status.DECISION: _("The head of office decides"),
    }
    status = Status.VERIFICATION if application.status == Status.CORRECTION else application.status
    stages = [Status(stage.code) for stage in application.revision.content.stages]
    ended = status in CLOSED
    sent = application.submitted_at
    steps = [Step(_("Sent in"), "done" if sent else "now", date_format(clock.local_day(sent)) if sent else "")]
    reached = len(stages) if ended else stages.index(Status(status)) if status in stages else -1
    for place, stage in enumerate(stages):
        if ended and _passed_over(application, stage):
            continue
        state = "now" if place == reached else "done" if place < reached else ""
        waits = state == "now" and application.status == Status.CORRECTION
        steps.append(Step(labels[stage], state, _("waits for your correction") if waits else ""))
    decided = date_format(clock.local_day(application.decided_at)) if application.decided_at else ""
    steps.append(
        Step(application.get_status_display() if ended else _("The permit is issued"), "done" if ended else "", decided)
    )
    return steps


def _passed_over(application: Application, stage: Status) -> bool:
    """Tell whether an application that ended never was in a stage."""
    return all(spell.status != stage for spell in application.spells.all())
