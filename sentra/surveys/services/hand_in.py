"""Handing in the report of a visit: the one way for all kinds, and the step that is survey and supervision at once."""

import re
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from sentra.files.models import File
from sentra.kernel import clock
from sentra.kernel.errors import InvalidInput, Problem
from sentra.licensing.models import Application
from sentra.licensing.services.common import application_lock
from sentra.licensing.services.survey import survey_done, survey_require
from sentra.outbox.services import emit
from sentra.people.models import User
from sentra.reference import checklist_answers
from sentra.reference.checklist_answers import files_of
from sentra.registry.facts import SeenFacts
from sentra.registry.services.permit import seen_record
from sentra.surveys.following import report_followed
from sentra.surveys.models import Report, Signature, Visit, VisitKind, VisitState
from sentra.surveys.queries import asks_of_application, asks_of_visit, visit_require
from sentra.surveys.rules import Asks, VisitTold, problems_of_report, tidied
from sentra.surveys.services.bap import bap_create
from sentra.surveys.services.common import remember_visit, visit_lock
from sentra.surveys.services.findings import findings_followed, findings_keep

UUID_SHAPE = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@transaction.atomic
def visit_hand_in(*, actor: User, visit_id: int, key: UUID, told: VisitTold, photos: Sequence[File] = ()) -> Report:
    """Hand in the report of a visit: what was seen goes to the register, the BAP is signed, findings begin.

    The same report sent again, under the same `key`, is answered with the first. `photos` are the loose ones, those of
    the answers are named there. Raises `NotFound`, `NotAllowed`, `Conflict`, `InvalidInput` with everything wrong.
    """
    application_id = Visit.objects.filter(pk=visit_id).values_list("application_id", flat=True).first()
    if application_id:
        return application_hand_in(actor=actor, application_id=application_id, key=key, told=told, photos=photos)
    visit = visit_lock(actor, visit_id)
    known = Report.objects.filter(key=key).first()
    if known and (known.visit_id, known.surveyor_id) == (visit.pk, actor.pk):
        return known
    visit_require(actor, visit, "hand_in")
    return _hand_in(actor, visit, key, told, asks_of_visit(visit), photos, taken=known is not None)


@transaction.atomic
def application_hand_in(
    *, actor: User, application_id: UUID, key: UUID, told: VisitTold, photos: Sequence[File] = ()
) -> Report:
    """Hand in the survey of an application, planned or not: the application goes on. Otherwise as `visit_hand_in`."""
    application = application_lock(actor, application_id)
    known = Report.objects.filter(key=key).first()
    if known and (known.application_id, known.surveyor_id) == (application.pk, actor.pk):
        return known
    survey_require(actor, application)
    visit = application.visits.select_for_update().filter(state=VisitState.PLANNED).first()
    visit = visit or _unplanned(actor, application, told)
    visit.application = application
    return _hand_in(actor, visit, key, told, asks_of_application(application), photos, taken=known is not None)


def _unplanned(actor: User, application: Application, told: VisitTold) -> Visit:
    """Make the visit of a survey that nobody planned."""
    return Visit(
        kind=VisitKind.PERMIT,
        application=application,
        district=application.district,
        village=application.village,
        planned_on=told.visited_on,
        surveyor=actor,
        planned_by=actor,
        planned_at=clock.now(),
        revision_id=application.revision.checklist_id,
    )


def _hand_in(
    actor: User, visit: Visit, key: UUID, told: VisitTold, asks: Asks, photos: Sequence[File], *, taken: bool
) -> Report:
    told = tidied(told, asks)
    problems = problems_of_report(told, asks, clock.today(), len(photos))
    if taken:
        problems.append(Problem("key", "taken", _("This report was already handed in for another visit.")))
    files, missing = _files(actor, told, asks)
    problems += missing
    if problems:
        raise InvalidInput(problems)
    visit.state = VisitState.DONE
    visit.save()
    report = _keep(actor, visit, key, told, asks, [*files, *photos])
    followed = findings_followed(actor, report, told)
    findings_keep(report, asks)
    if visit.application:
        _licence_goes_on(actor, visit.application, report, told)
    else:
        _told_to_register(actor, report, told)
        after = {"visit_kind": visit.kind, "report": report.document.number, "findings_closed": followed}
        remember_visit(actor, visit, "hand_in", after=after)
    _tell_surveyor(actor, report)
    report_followed(actor, report)
    return report


def _files(actor: User, told: VisitTold, asks: Asks) -> tuple[list[File], list[Problem]]:
    """Find the files that answers and signatures name: the actor's own uploads, each a picture."""
    named = [
        (f"q-{question.code}", one)
        for question in asks.questions(told.answers)
        for one in files_of(question, told.answers.get(question.code))
    ]
    named += [(f"sign-{one.role}", one.file) for one in told.signatures if one.file]
    found = {str(one.pk): one for one in _own_files(actor, [one for _field, one in named])}
    message = _("A photograph of this answer is missing. Please take it again.")
    missing = [
        Problem(name, "file_missing", message) for name, one in named if one not in found or not found[one].is_image
    ]
    signed = {one.file for one in told.signatures}
    return [found[one] for _name, one in named if one in found and one not in signed], missing


def _own_files(actor: User, named: Sequence[str]) -> "QuerySet[File]":
    """Give those files that the actor may name: the own uploads, and what Sentra made itself."""
    ids = [one for one in named if UUID_SHAPE.fullmatch(one)]
    return File.objects.filter(Q(uploaded_by=actor) | Q(uploaded_by=None), pk__in=ids)


def _keep(actor: User, visit: Visit, key: UUID, told: VisitTold, asks: Asks, photos: Sequence[File]) -> Report:
    scores = checklist_answers.scores(asks.checklist, told.answers, asks.facts) if asks.checklist else {}
    place: dict[str, Any] = next((value for value in told.answers.values() if checklist_answers.is_place(value)), {})
    application, business = visit.application, visit.business
    report = Report(
        key=key,
        visit=visit,
        application=application,
        business=business,
        district=visit.district,
        village=visit.village,
        commodity=application.commodity if application else business.commodity if business else "",
        surveyor=actor,
        team=list(told.team),
        visited_on=told.visited_on,
        visited_time=told.visited_time,
        latitude=place.get("lat"),
        longitude=place.get("lon"),
        accuracy=place.get("accuracy"),
        answers=dict(told.answers),
        notes=dict(told.notes),
        findings=told.findings,
        production=told.production,
        production_reason=told.production_reason,
        workers_men=told.workers_men,
        workers_women=told.workers_women,
        capacity=told.capacity,
        quality=scores.get("quality"),
        readiness=scores.get("readiness"),
        recommendation=told.recommendation,
        recommendation_reason=told.recommendation_reason,
        problem_product=told.problem_product,
        problem_happened=told.problem_happened,
        handed_in_at=clock.now(),
    )
    report.document = bap_create(actor, report, told, asks, photos)
    report.save(force_insert=True)
    report.photos.set(photos)
    Signature.objects.bulk_create(
        [
            Signature(report=report, role=one.role, name=one.name, picture_id=one.file or None, signed_at=clock.now())
            for one in told.signatures
        ]
    )
    return report


def _tell_surveyor(actor: User, report: Report) -> None:
    """Tell whoever the visit was planned for that a colleague made it: it is gone from that plan."""
    if report.visit.surveyor_id != actor.pk:
        emit(
            kind="visit_made",
            record=report.visit,
            to=[report.visit.surveyor],
            context={
                "business": report.business_name,
                "day": report.visited_on.isoformat(),
                "by": actor.name,
            },
            url=reverse("surveys:visits"),
            mail=False,
        )


def _licence_goes_on(actor: User, application: Application, report: Report, told: VisitTold) -> None:
    survey_done(
        actor=actor,
        application=application,
        report=report.document.number,
        recommendation=told.recommendation,
        seen=_seen(report, told),
    )


def _told_to_register(actor: User, report: Report, told: VisitTold) -> None:
    """Let the register know how the production runs, and the owner that there is a report."""
    if report.business is None:
        return
    seen_record(actor=actor, business=report.business, seen=_seen(report, told))
    if user := report.business.owner.user:
        emit(
            kind="visit_reported",
            record=report,
            to=[user],
            context={
                "business": report.business.name,
                "number": report.document.number,
                "day": report.visited_on.isoformat(),
            },
            url=reverse("registry:own", args=[report.business.register_number]),
        )


def _seen(report: Report, told: VisitTold) -> SeenFacts:
    return SeenFacts(
        production=told.production,
        seen_on=told.visited_on,
        reason=told.production_reason,
        workers_men=told.workers_men or 0,
        workers_women=told.workers_women or 0,
        capacity=told.capacity,
        quality=report.quality,
        readiness=report.readiness,
    )
