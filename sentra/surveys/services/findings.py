"""Findings from the report that made them to their end: looked at, put right, or no longer pursued."""

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from sentra.audit.services import record
from sentra.files.models import File
from sentra.files.services import photo_store
from sentra.kernel import clock
from sentra.kernel.errors import InvalidInput, NotFound, Problem
from sentra.people.models import User
from sentra.people.policy import held_in, visible_to
from sentra.reference import checklist_answers
from sentra.registry.services.common import require_words
from sentra.surveys.models import Finding, FindingState, FollowUp, Report
from sentra.surveys.rules import Asks, VisitTold
from sentra.surveys.workflow import FINDING


def findings_keep(report: Report, asks: Asks) -> list[Finding]:
    """Write down what the answers of a report found. A step of an act."""
    if asks.checklist is None:
        return []
    found = checklist_answers.findings(asks.checklist, report.answers, asks.facts, report.visited_on)
    return Finding.objects.bulk_create(
        [
            Finding(
                report=report,
                business=report.business,
                district=report.district,
                question=fact.question.code,
                label=fact.question.label.model_dump(),
                what=fact.what.model_dump(),
                note=report.notes.get(fact.question.code, ""),
                gravity=fact.gravity,
                found_on=report.visited_on,
                due_on=fact.due_on,
            )
            for fact in found
        ]
    )


def findings_followed(actor: User, report: Report, told: VisitTold) -> int:
    """Note how open findings stood on a visit, and close what was put right; gives how many. A step of an act."""
    locked = Finding.objects.select_for_update(of=("self",)).select_related("report__visit")
    open_ones = locked.filter(pk__in=list(told.followed), state=FindingState.OPEN)
    closed = 0
    for finding in open_ones.order_by("pk"):
        given = told.followed[str(finding.pk)]
        if given.words or given.state == FindingState.DONE:
            FollowUp.objects.create(finding=finding, report=report, by=actor, at=clock.now(), words=given.words)
        if given.state == FindingState.DONE:
            _end(actor, finding, FindingState.DONE, given.words)
            finding.closed_on = report.visited_on
            finding.save()
            closed += 1
    return closed


@transaction.atomic
def finding_note(*, actor: User, finding_id: int, words: str) -> FollowUp:
    """Note how a finding stands. Raises `NotFound`, `NotAllowed`, `Conflict`, `InvalidInput`."""
    finding = _lock(actor, finding_id, "note")
    note = FollowUp.objects.create(finding=finding, by=actor, at=clock.now(), words=require_words(words, "words"))
    record(
        actor=actor,
        act="finding.note",
        record=finding.report.visit,
        after={"question": finding.title.id},
        reason=note.words,
    )
    return note


@transaction.atomic
def finding_close(
    *, actor: User, finding_id: int, words: str, photo: "UploadedFile[bytes] | None" = None, lapse: bool = False
) -> Finding:
    """Close a finding: it was put right, said in words and shown on a photograph; or, `lapse`, it is given up.

    Raises `NotFound`, `NotAllowed`, `Conflict`, `InvalidInput`.
    """
    finding = _lock(actor, finding_id, "lapse" if lapse else "close")
    words = require_words(words, "words")
    if not lapse:
        finding.proof = _photograph(actor, photo)
    _end(actor, finding, FindingState.LAPSED if lapse else FindingState.DONE, words)
    finding.save()
    return finding


def _photograph(actor: User, photo: "UploadedFile[bytes] | None") -> File:
    if photo is None:
        raise InvalidInput([Problem("photo", "missing", _("Please add a photograph that shows it."))])
    return photo_store(actor=actor, upload=photo, field="photo")


def _end(actor: User, finding: Finding, state: FindingState, words: str) -> None:
    finding.state, finding.how = state, words
    finding.closed_by, finding.closed_at, finding.closed_on = actor, clock.now(), clock.today()
    record(
        actor=actor,
        act="finding.close" if state == FindingState.DONE else "finding.lapse",
        record=finding.report.visit,
        before={"finding_state": FindingState.OPEN},
        after={"finding_state": state, "question": finding.title.id},
        reason=words,
    )


def _lock(actor: User, finding_id: int, code: str) -> Finding:
    seen = visible_to(actor, Finding.objects.all()).select_for_update(of=("self",)).select_related("report__visit")
    finding = seen.filter(pk=finding_id).first()
    if finding is None:
        raise NotFound(_("There is no such finding, or it isn't in your area."))
    FINDING.require(code, finding.state, None, held_in(actor, finding.district))
    return finding
