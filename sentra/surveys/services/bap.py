"""The report of a visit on paper: what the signed PDF (Berita Acara Pemeriksaan) holds, frozen when it is handed in."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.conf import settings
from django.utils import translation

from sentra.documents.contents import SurveyReportData
from sentra.documents.models import Document
from sentra.documents.services import document_create, number_next
from sentra.files.models import File
from sentra.kernel import clock
from sentra.people.models import User
from sentra.reference import checklist_answers
from sentra.reference.answers import saved_to
from sentra.reference.loading import current_pack
from sentra.registry.models import Production
from sentra.surveys.models import Finding, Gravity, Recommendation, Report, SignatureRole, VisitKind
from sentra.surveys.rules import Asks, VisitTold

PAPER_LANGUAGE = "id"
RESULT_WORDS = {"yes": "Sesuai", "no": "Tidak sesuai", "not_applicable": "Tidak berlaku"}
FOLLOWED_WORDS = {"done": "Sudah dibereskan", "open": "Belum dibereskan"}
NOT_IN_TABLE = ("photo", "signature")


def bap_create(actor: User, report: Report, told: VisitTold, asks: Asks, photos: Sequence[File]) -> Document:
    """Write the report down as a document, for the worker to render and sign. A step of an act."""
    pack, year = current_pack(), clock.today().year
    number = f"BAP/{number_next(series='survey_report', year=year):04d}/{pack.regency.code}/{year}"
    with translation.override(PAPER_LANGUAGE):
        content = {
            **_head(actor, number),
            **_where(report),
            **_seen(actor, report, told),
            **_checked(told, asks),
            **_pictures(told, asks, photos),
        }
        data = SurveyReportData.model_validate(content)
    about = (
        ("licensing.Application", report.application_id) if report.application else ("surveys.Visit", report.visit.pk)
    )
    return document_create(
        kind="survey_report",
        number=number,
        title="Berita Acara Pemeriksaan",
        template="survey_report",
        data=data.model_dump(mode="json"),
        record_type=about[0],
        record_id=str(about[1]),
        signer=actor,
        signer_name=actor.name,
        signer_position=actor.position,
        issued_at=clock.now(),
    )


def _head(actor: User, number: str) -> dict[str, Any]:
    head = current_pack().regency.letterhead
    return {
        "letterhead": head.model_dump(exclude={"place"}),
        "number": number,
        "place": head.place,
        "signer": {"name": actor.name, "position": actor.position, "id_number": actor.employee_number},
        "base_url": settings.SENTRA_BASE_URL,
    }


def _where(report: Report) -> dict[str, Any]:
    """Say whom the visit went to: the business of an application, one of the register, or a village."""
    pack = current_pack()
    application, business = report.application, report.business
    told = {"application": "", "service": "", "business": "", "business_number": "", "holder": "", "address": ""}
    if application:
        columns = saved_to(application.revision.content, application.all_answers)
        known = application.previous_permit.business.address if application.previous_permit else ""
        told |= {
            "application": application.number or "",
            "service": application.revision.content.title.id,
            "business": application.business_name,
            "holder": application.holder_name,
            "address": str(columns.get("business.address", known)),
        }
    elif business:
        told |= {
            "business": business.name,
            "business_number": business.register_number,
            "holder": business.owner.name,
            "address": business.address,
        }
    near = f" (± {report.accuracy} m)" if report.accuracy is not None else ""
    return {
        **told,
        "kind": str(VisitKind(report.visit.kind).label),
        "district": pack.district_names.get(report.district, ""),
        "village": pack.village_names.get(report.village, ""),
        "coordinates": "" if report.latitude is None else f"{report.latitude:.6f}, {report.longitude:.6f}{near}",
    }


def _seen(actor: User, report: Report, told: VisitTold) -> dict[str, Any]:
    grade_of = current_pack().supervision.grade_of
    return {
        "visited_on": told.visited_on,
        "visited_time": f"{told.visited_time:%H.%M}" if told.visited_time else "",
        "team": [actor.name, *told.team],
        "findings": told.findings,
        "production": str(Production(told.production).label) if told.production else "",
        "production_reason": told.production_reason,
        "workers_men": told.workers_men,
        "workers_women": told.workers_women,
        "capacity": told.capacity,
        "quality": "" if report.quality is None else grade_of(report.quality).label.id,
        "readiness": "" if report.readiness is None else grade_of(report.readiness).label.id,
        "recommendation": str(Recommendation(told.recommendation).label) if told.recommendation else "",
        "recommendation_reason": told.recommendation_reason,
        "followed": list(_followed(told)),
        "met": [
            {"name": one.business.name, "number": one.business.register_number, "owner": one.business.owner.name}
            for one in (report.visit.met.select_related("business__owner") if report.visit.is_census else ())
        ],
        "signatures": [
            {"role": str(SignatureRole(one.role).value), "name": one.name, "file": one.file} for one in told.signatures
        ],
    }


def _followed(told: VisitTold) -> Iterator[dict[str, str]]:
    for finding in Finding.objects.filter(pk__in=list(told.followed)).order_by("due_on", "pk"):
        given = told.followed[str(finding.pk)]
        yield {"label": finding.to_do.id, "state": FOLLOWED_WORDS[given.state], "words": given.words}


def _checked(told: VisitTold, asks: Asks) -> dict[str, Any]:
    """Write the answers down section by section, and the findings with their days."""
    if asks.checklist is None:
        return {"items": [], "found": []}
    found = checklist_answers.findings(asks.checklist, told.answers, asks.facts, told.visited_on)
    faulty = {one.question.code for one in found}
    items = [
        {
            "section": section.title.id,
            "label": question.label.id,
            "result": RESULT_WORDS.get(str(value)) or checklist_answers.shown(question, value),
            "note": told.notes.get(question.code, ""),
            "found": question.code in faulty or (question.must and value == "no"),
        }
        for section, questions in checklist_answers.asked_by_section(asks.checklist, told.answers, asks.facts)
        for question in questions
        if question.kind not in NOT_IN_TABLE and (value := told.answers.get(question.code)) is not None
    ]
    words = [
        {
            "label": one.question.label.id,
            "gravity": str(Gravity(one.gravity).label),
            "what": one.what.id,
            "due_on": one.due_on,
        }
        for one in found
    ]
    return {"items": items, "found": words}


def _pictures(told: VisitTold, asks: Asks, photos: Sequence[File]) -> dict[str, Any]:
    """Name the photographs, each with the question that it answers; the loose ones come last."""
    captions: dict[str, str] = {}
    for question in asks.questions(told.answers):
        value = told.answers.get(question.code)
        if value:
            captions |= dict.fromkeys(checklist_answers.files_of(question, value), question.label.id)
    named = [str(photo.pk) for photo in photos]
    return {"photos": named, "captions": [captions.get(one, "") for one in named]}
