"""Handing in a survey report: the step that is survey and supervision at once."""

from collections.abc import Sequence
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from sentra.documents.contents import CheckedItem, SurveyReportData
from sentra.documents.models import Document
from sentra.documents.services import document_create, number_next
from sentra.files.models import File
from sentra.kernel import clock
from sentra.kernel.errors import InvalidInput, Problem
from sentra.licensing.models import Application
from sentra.licensing.services.common import application_lock
from sentra.licensing.services.survey import survey_done, survey_require
from sentra.people.models import User
from sentra.reference.answers import saved_to
from sentra.reference.loading import current_pack
from sentra.reference.schema import CheckItem
from sentra.registry.facts import SeenFacts
from sentra.registry.models import Production
from sentra.surveys.models import Recommendation, Report
from sentra.surveys.queries import items_of, sent_in_on
from sentra.surveys.rules import Findings, problems_of_report, tidied

PAPER_LANGUAGE = "id"
RESULT_WORDS = {"ok": "Sesuai", "not_ok": "Tidak sesuai", "not_applicable": "Tidak berlaku"}


@transaction.atomic
def report_hand_in(*, actor: User, application_id: UUID, found: Findings, photos: Sequence[File] = ()) -> Report:
    """Hand in a report: the application goes on, the BAP is signed, the register learns how the production runs.

    The same report sent again is answered with the first. Raises `InvalidInput` with everything that is wrong.
    """
    application = application_lock(actor, application_id)
    known = Report.objects.filter(key=found.key).first()
    if known and (known.application_id, known.surveyor_id) == (application.pk, actor.pk):
        return known
    survey_require(actor, application)
    found = tidied(found)
    items = items_of(application)
    problems = problems_of_report(found, items, clock.today(), len(photos), sent_in_on(application))
    if known:
        problems.append(Problem("key", "taken", _("This report was already handed in for another application.")))
    if problems:
        raise InvalidInput(problems)
    report = _keep(actor, application, found, items, photos)
    survey_done(
        actor=actor,
        application=application,
        report=report.document.number,
        recommendation=found.recommendation,
        seen=SeenFacts(
            production=found.production,
            seen_on=found.visited_on,
            reason=found.production_reason,
            workers_men=found.workers_men,
            workers_women=found.workers_women,
            capacity=found.capacity,
        ),
    )
    return report


def _keep(
    actor: User, application: Application, found: Findings, items: Sequence[CheckItem], photos: Sequence[File]
) -> Report:
    report = Report.objects.create(
        key=found.key,
        application=application,
        surveyor=actor,
        team=list(found.team),
        visited_on=found.visited_on,
        results={item.code: dict(found.results[item.code]) for item in items},
        findings=found.findings,
        production=found.production,
        production_reason=found.production_reason,
        workers_men=found.workers_men,
        workers_women=found.workers_women,
        capacity=found.capacity,
        recommendation=found.recommendation,
        recommendation_reason=found.recommendation_reason,
        document=_document(actor, application, found, items, photos),
        handed_in_at=clock.now(),
    )
    report.photos.set(photos)
    return report


def _document(
    actor: User, application: Application, found: Findings, items: Sequence[CheckItem], photos: Sequence[File]
) -> Document:
    pack, year = current_pack(), clock.today().year
    number = f"BAP/{number_next(series='survey_report', year=year):04d}/{pack.regency.code}/{year}"
    with translation.override(PAPER_LANGUAGE):
        data = _content(actor, application, found, items, number, [str(photo.pk) for photo in photos])
    return document_create(
        kind="survey_report",
        number=number,
        title="Berita Acara Pemeriksaan",
        template="survey_report",
        data=data.model_dump(mode="json"),
        record_type="licensing.Application",
        record_id=str(application.pk),
        signer=actor,
        signer_name=actor.name,
        signer_position=actor.position,
        issued_at=clock.now(),
    )


def _content(
    actor: User,
    application: Application,
    found: Findings,
    items: Sequence[CheckItem],
    number: str,
    photos: Sequence[str],
) -> SurveyReportData:
    pack = current_pack()
    head = pack.regency.letterhead
    columns = saved_to(application.revision.content, application.all_answers)
    known = application.previous_permit.business.address if application.previous_permit else ""
    return SurveyReportData.model_validate(
        {
            "letterhead": head.model_dump(exclude={"place"}),
            "number": number,
            "application": application.number or "",
            "service": application.revision.content.title.id,
            "business": application.business_name,
            "holder": application.holder_name,
            "address": str(columns.get("business.address", known)),
            "district": pack.district_names.get(application.district, ""),
            "village": pack.village_names.get(application.village, ""),
            "visited_on": found.visited_on,
            "team": [actor.name, *found.team],
            "items": [_checked(item, found) for item in items],
            "findings": found.findings,
            "production": str(Production(found.production).label),
            "production_reason": found.production_reason,
            "workers_men": found.workers_men,
            "workers_women": found.workers_women,
            "capacity": found.capacity,
            "photos": photos,
            "recommendation": str(Recommendation(found.recommendation).label),
            "recommendation_reason": found.recommendation_reason,
            "place": head.place,
            "signer": {"name": actor.name, "position": actor.position, "id_number": actor.employee_number},
            "base_url": settings.SENTRA_BASE_URL,
        }
    )


def _checked(item: CheckItem, found: Findings) -> CheckedItem:
    given = found.results[item.code]
    return CheckedItem(label=item.label.id, result=RESULT_WORDS[given["result"]], note=given.get("note", ""))
