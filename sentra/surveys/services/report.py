"""Handing in a survey report: the step that is survey and supervision at once."""

from collections.abc import Sequence
from uuid import UUID

from django.conf import settings
from django.db import transaction

from sentra.documents.contents import CheckedItem, SurveyReportData
from sentra.documents.models import Document
from sentra.documents.services import document_create, number_next
from sentra.files.models import File
from sentra.kernel import clock
from sentra.kernel.errors import InvalidInput
from sentra.licensing.lists import lists_for
from sentra.licensing.models import Application
from sentra.licensing.services.survey import survey_done, survey_lock
from sentra.people.models import User
from sentra.reference.loading import current_pack
from sentra.reference.schema import CheckItem
from sentra.registry.models import Production
from sentra.registry.services import production_record
from sentra.surveys.models import Recommendation, Report
from sentra.surveys.rules import Findings, items_asked, problems_of_report

RESULT_WORDS = {"ok": "Sesuai", "not_ok": "Tidak sesuai", "not_applicable": "Tidak berlaku"}


@transaction.atomic
def report_hand_in(*, actor: User, application_id: UUID, found: Findings, photos: Sequence[File] = ()) -> Report:
    """Hand in a report: the application goes on, the BAP is signed, the register learns how the production runs.

    The same report sent again is answered with the first. Raises `InvalidInput` with everything that is wrong.
    """
    known = Report.objects.filter(key=found.key, application_id=application_id, surveyor=actor).first()
    if known:
        return known
    application = survey_lock(actor=actor, application_id=application_id)
    checklist = application.revision.survey_checklist
    commodities = lists_for(None).commodities
    items = items_asked(checklist, application.all_answers, commodities) if checklist else []
    if problems := problems_of_report(found, items, clock.today()):
        raise InvalidInput(problems)
    document = _document(actor, application, found, items, photos)
    report = Report.objects.create(
        key=found.key,
        application=application,
        surveyor=actor,
        team=list(found.team),
        visited_on=found.visited_on,
        results={item.code: dict(found.results[item.code]) for item in items},
        findings=found.findings.strip(),
        production=found.production,
        production_reason=found.production_reason.strip(),
        workers_men=found.workers_men,
        workers_women=found.workers_women,
        capacity=found.capacity.strip(),
        recommendation=found.recommendation,
        recommendation_reason=found.recommendation_reason.strip(),
        document=document,
        handed_in_at=clock.now(),
    )
    report.photos.set(photos)
    survey_done(actor=actor, application=application, report=document.number, recommendation=found.recommendation)
    _tell_register(actor, application, found)
    return report


def _tell_register(actor: User, application: Application, found: Findings) -> None:
    """After an instant grant the business is on the register already; before a decision the grant will list it."""
    permit = getattr(application, "permit", None)
    previous = application.previous_permit
    business = permit.business if permit else previous.business if previous else None
    if business:
        production_record(
            actor=actor,
            business=business,
            production=found.production,
            seen_on=found.visited_on,
            reason=found.production_reason,
        )


def _document(
    actor: User, application: Application, found: Findings, items: Sequence[CheckItem], photos: Sequence[File]
) -> Document:
    pack, year = current_pack(), clock.today().year
    number = f"BAP/{number_next(series='survey_report', year=year):04d}/{pack.regency.code}/{year}"
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
    return SurveyReportData.model_validate(
        {
            "letterhead": head.model_dump(exclude={"place"}),
            "number": number,
            "application": application.number or "",
            "service": application.revision.content.title.id,
            "business": application.business_name,
            "holder": application.holder_name,
            "address": str(application.answers.get("business_address", "")),
            "district": next((one.name for one in pack.districts if one.code == application.district), ""),
            "village": next((one.name for one in pack.villages if one.code == application.village), ""),
            "visited_on": found.visited_on,
            "team": [actor.name, *found.team],
            "items": [_checked(item, found) for item in items],
            "findings": found.findings.strip(),
            "production": str(Production(found.production).label),
            "production_reason": found.production_reason.strip(),
            "workers_men": found.workers_men,
            "workers_women": found.workers_women,
            "capacity": found.capacity.strip(),
            "photos": photos,
            "recommendation": str(Recommendation(found.recommendation).label),
            "recommendation_reason": found.recommendation_reason.strip(),
            "place": head.place,
            "signer": {"name": actor.name, "position": actor.position, "id_number": actor.employee_number},
            "base_url": settings.SENTRA_BASE_URL,
        }
    )


def _checked(item: CheckItem, found: Findings) -> CheckedItem:
    given = found.results[item.code]
    return CheckedItem(label=item.label.id, result=RESULT_WORDS[given["result"]], note=given.get("note", ""))
