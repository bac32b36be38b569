"""A draft: started, filled page by page, left and resumed on another device, thrown away."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import override

from sentra.audit.services import record
from sentra.kernel import clock
from sentra.kernel.crypto import blind_index
from sentra.kernel.errors import Conflict, NotFound, Problem
from sentra.kernel.text import fold
from sentra.licensing.lists import lists_of
from sentra.licensing.models import Application, Correction, Permit, ServiceRevision, Status
from sentra.licensing.models.application import revision_published
from sentra.licensing.rules import changed, fields_opened
from sentra.licensing.services.common import application_lock, holds, remember
from sentra.people.models import User
from sentra.people.policy import Permission, require
from sentra.reference.answers import Answers, answers_still_asked, read_page, saved_to, split_secrets
from sentra.reference.lists import common_lists
from sentra.reference.schema import FormField
from sentra.reference.telling import answer_text
from sentra.registry.models import Business
from sentra.registry.profile import known_answers

MOST_DRAFTS = 20


@transaction.atomic
def draft_start(
    *, actor: User, service: str, applicant: User | None = None, business: Business | None = None
) -> Application:
    """Start an application: one's own, or at the counter that of a walk-in.

    `business` is the record that it is begun from: what the register knows is filled in. Raises `NotFound` for an
    unknown service, `NotAllowed` for somebody else's, `Conflict` over 20 open drafts.
    """
    owner = applicant or actor
    if owner != actor:
        require(actor, Permission.APPLICATION_ENTER)
    newest = ServiceRevision.objects.filter(service=service).order_by("-number").values_list("pk", flat=True).first()
    if newest is None:
        raise NotFound(_("There is no such service."))
    revision = revision_published(newest)
    if begun := _untouched(actor, owner, revision, business):
        return begun
    if Application.objects.filter(applicant=owner, status=Status.DRAFT).count() >= MOST_DRAFTS:
        raise Conflict(_("You already have many drafts. Send one in or throw one away, then start a new one."))
    answers, sealed = split_secrets(revision.content, _known_before(revision, owner, business))
    now = clock.now()
    application = Application(
        revision=revision,
        service=service,
        applicant=owner,
        entered_by=actor,
        answers=answers,
        sealed=sealed,
        business=business,
        created_at=now,
        saved_at=now,
    )
    _follow_answers(application)
    application.save(force_insert=True)
    record(actor=actor, act="application.start", record=application, after={"service": service})
    return application


def _untouched(actor: User, owner: User, revision: ServiceRevision, business: Business | None) -> Application | None:
    """Give a draft of the same service that was begun and never written in: pressing twice makes no second one."""
    drafts = Application.objects.filter(applicant=owner, entered_by=actor, revision=revision, status=Status.DRAFT)
    drafts = drafts.filter(business=business) if business else drafts
    return drafts.filter(saved_at=F("created_at"), papers=None).first()


def _latest_of(owner: User) -> Application | None:
    sent = Application.objects.filter(applicant=owner, submitted_at__isnull=False).order_by("-submitted_at").first()
    if sent:
        sent.revision = revision_published(sent.revision_id)
    return sent


def _known_before(revision: ServiceRevision, owner: User, business: Business | None) -> dict[str, Any]:
    """Give what need not be asked again: what the record says, or else what the person told of himself before."""
    if business:
        return known_answers(revision.content.fields, business)
    previous = _latest_of(owner)
    columns = saved_to(previous.revision.content, previous.all_answers) if previous else {}
    return {
        question.code: columns[question.saves_to]
        for question in revision.content.fields
        if question.saves_to in columns and str(question.saves_to).startswith("owner.")
    }


def page_save(
    *, actor: User, application_id: UUID, page: str, given: Mapping[str, Sequence[str]]
) -> tuple[Application, list[Problem]]:
    """Save a page of a draft, or of a correction the answers that it opened.

    What can be read is saved even when something else on the page is wrong; the problems come back beside it.
    """
    return pages_save(actor=actor, application_id=application_id, given={page: given})


@transaction.atomic
def pages_save(
    *, actor: User, application_id: UUID, given: Mapping[str, Mapping[str, Sequence[str]]]
) -> tuple[Application, list[Problem]]:
    """Save several pages at once, in the order given; see `page_save`."""
    application = application_lock(actor, application_id)
    service, lists, known = application.revision.content, lists_of(application), application.known
    before = {**application.answers, **application.sealed}
    read, problems, seen = before, list[Problem](), set[str]()
    for page, texts in given.items():
        answers, wrong = read_page(questions_open(actor, application, page), texts, {**known, **read}, lists)
        read, problems, seen = {**read, **answers}, [*problems, *wrong], seen | set(answers)
    kept = answers_still_asked(service, read, lists, known)
    application.answers, application.sealed = split_secrets(service, kept)
    _follow_answers(application)
    application.saved_at = clock.now()
    if application.status == Status.CORRECTION:
        correction_touch(application, "field", seen - {problem.field for problem in problems})
    if application.status == Status.CORRECTION and kept != before:
        was, became = _told(application, before, kept)
        remember(actor, application, "correct", before=was, after=became)
    else:
        application.save()
    return application, problems


def _told(application: Application, before: Answers, after: Answers) -> tuple[dict[str, Any], dict[str, Any]]:
    """Give what a correction changed as the audit tells it: question and answer in the office's words, no secret."""
    questions = {question.code: question for question in application.revision.content.fields}

    def told(answers: Answers) -> dict[str, Any]:
        return {
            "answers": [f"{questions[code].label}: {answer_text(questions[code], answers[code])}" for code in answers]
        }

    was, became = changed(before, after)
    with override(settings.LANGUAGE_CODE):
        return told(was), told(became)


def questions_open(actor: User, application: Application, page: str) -> list[FormField]:
    """Give the questions of a page that may be answered now. Raises `NotFound` or `Conflict`."""
    found = next((one for one in application.revision.content.pages if one.code == page), None)
    if found is None:
        raise NotFound(_("There is no such page in this form."))
    if not holds(actor, application)(Permission.APPLICATION_OWN):
        raise NotFound(_("There is no such application, or it isn't in your area."))
    if application.status == Status.DRAFT:
        return list(found.fields)
    if application.status == Status.CORRECTION:
        reasons = open_correction(application).reasons("field")
        opened = fields_opened(application.revision.content, reasons, application.all_answers, common_lists())
        questions = [question for question in found.fields if question.code in opened]
        if questions:
            return questions
    raise Conflict(_("These answers can't be changed now. The application is already with the office."))


def open_correction(application: Application) -> Correction:
    """Give the correction that is waiting for the applicant. Raises `Conflict` where there is none."""
    correction = application.corrections.filter(answered_at=None).first()
    if correction is None:
        raise Conflict(_("Nothing is waiting for your correction."))
    return correction


def correction_touch(application: Application, kind: str, codes: Collection[str]) -> None:
    """Note that the applicant went over what was asked for, so that the list shows how far the correction is."""
    correction = open_correction(application)
    for item in correction.items:
        if item["kind"] == kind and item["code"] in codes:
            item["touched"] = True
    correction.save(update_fields=["items"])


def _follow_answers(application: Application) -> None:
    """Bring the columns that lists and queues use in line with the answers."""
    columns: Answers = saved_to(application.revision.content, application.all_answers)
    nik = columns.get("owner.nik")
    application.nik_index = blind_index("nik", nik) if nik else ""
    application.holder_name = str(columns.get("owner.name", ""))[:200]
    application.business_name = str(columns.get("business.name", ""))[:200]
    application.district = str(columns.get("business.district", ""))
    application.village = str(columns.get("business.village", ""))
    application.commodity = str(columns.get("business.commodity", ""))
    previous = next(
        (
            application.all_answers.get(question.code)
            for question in application.revision.content.fields
            if question.type == "permit"
        ),
        None,
    )
    own = Permit.objects.filter(number=previous, application__applicant=application.applicant) if previous else None
    application.previous_permit = own.select_related("business__owner").first() if own is not None else None
    if application.previous_permit:
        application.business = application.previous_permit.business
    _take_place_of(application)
    words = (application.number or "", application.holder_name, application.business_name)
    application.search = " ".join(fold(word) for word in words if word)[:600]


def _take_place_of(application: Application) -> None:
    """An amendment that doesn't ask for the place keeps the one of the permit that it changes."""
    permit = application.previous_permit
    if permit is None:
        return
    application.district = application.district or permit.district
    application.village = application.village or permit.business.village
    application.commodity = application.commodity or permit.business.commodity
    application.business_name = application.business_name or permit.business.name
    application.holder_name = application.holder_name or permit.business.owner.name


@transaction.atomic
def draft_discard(*, actor: User, application_id: UUID) -> None:
    """Throw a draft away for good; what was already sent in can only be withdrawn. Raises `Conflict`."""
    application = application_lock(actor, application_id)
    if not holds(actor, application)(Permission.APPLICATION_OWN):
        raise NotFound(_("There is no such application, or it isn't in your area."))
    if application.status != Status.DRAFT:
        raise Conflict(_("This application was already sent in. You can withdraw it instead."))
    record(actor=actor, act="application.discard", record=application, before={"service": application.service})
    application.delete()
