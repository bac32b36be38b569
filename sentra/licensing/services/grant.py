"""What a grant is made of: the permit with its number and document, and the row on the register."""

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sentra.audit.services import record
from sentra.documents.models import Document
from sentra.documents.services import document_create, number_next
from sentra.kernel import clock
from sentra.kernel.clock import local_day
from sentra.kernel.errors import Conflict
from sentra.licensing.models import Application, Permit
from sentra.licensing.permit_paper import last_day, permit_data, permit_number
from sentra.licensing.register import list_on_register
from sentra.licensing.rules import follow_problem
from sentra.licensing.services.common import application_require, assert_in_transaction, move, remember
from sentra.licensing.services.tell import tell_applicant
from sentra.licensing.workflow import PERMIT, PermitFacts
from sentra.people.models import User
from sentra.people.policy import Permission
from sentra.people.queries import on_duty
from sentra.reference.loading import current_pack
from sentra.reference.queries import working_calendar
from sentra.registry.facts import PaperFacts


def permit_issue(application: Application, *, signer: User | None, deemed: bool = False) -> Permit:
    """Issue the permit of an application that is being granted, and list the business on the register.

    A step of an act: the number comes from one locked counter for each service and year, so a grant that fails
    leaves no gap. `signer` is stored with the decision. The permit that is followed comes before the business, as in
    every act that writes to both, so that two acts never wait for each other.
    """
    assert_in_transaction()
    service = application.revision.content
    issued_at = clock.now()
    issued_on = local_day(issued_at)
    seq = number_next(series=f"permit:{service.code}", year=issued_on.year)
    number = permit_number(service, current_pack().regency.code, seq, issued_on)
    previous = _permit_to_follow(application)
    valid_until = last_day(service, issued_on, previous)
    permit_id = uuid4()
    if previous:
        _supersede(signer, previous, number)
    paper = _paper(application, number, issued_on, valid_until, permit_id, previous)
    application.business = business = list_on_register(application, signer, paper)
    data = permit_data(application, business, number, issued_on, valid_until, signer, deemed=deemed)
    document = _document(application, number, data, signer, issued_at)
    permit = Permit.objects.create(
        id=permit_id,
        application=application,
        business=business,
        document=document,
        service=service.code,
        origin=previous.origin if previous else service.code,
        number=number,
        district=application.district,
        issued_on=issued_on,
        valid_until=valid_until,
        deemed=deemed,
        signer=signer,
        supersedes=previous,
        created_at=issued_at,
    )
    tell_applicant(application, "application_granted", permit=number, deemed=deemed)
    return permit


def _supersede(actor: User | None, permit: Permit, number: str) -> None:
    """Let a permit give way to the one that follows it."""
    step = PERMIT.require(
        "supersede", permit.status, PermitFacts(), lambda held: held == Permission.APPLICATION_AUTOMATIC
    )
    before = permit.status
    permit.status, permit.status_reason = str(step.target), number
    permit.version += 1
    permit.save(update_fields=["status", "status_reason", "version"])
    record(
        actor=actor,
        act="permit.supersede",
        record=permit.application,
        before={"permit_status": before},
        after={"permit_status": permit.status, "number": permit.number, "replaced_by": number},
    )


def _document(
    application: Application, number: str, data: dict[str, Any], signer: User | None, issued_at: datetime
) -> Document:
    """Write the permit's document down; a permit that nobody signed in person carries the office's name."""
    return document_create(
        kind="permit",
        number=number,
        title=application.revision.content.permit_title.id,
        template="permit",
        data=data,
        record_type="licensing.Application",
        record_id=str(application.pk),
        signer=signer,
        signer_name=signer.name if signer else current_pack().regency.letterhead.office,
        signer_position=signer.position if signer else "",
        issued_at=issued_at,
    )


def _paper(
    application: Application,
    number: str,
    issued_on: date,
    valid_until: date | None,
    permit_id: UUID,
    previous: Permit | None,
) -> PaperFacts:
    return PaperFacts(
        kind=application.service,
        number=number,
        issuer=current_pack().regency.letterhead.office,
        issued_on=issued_on,
        valid_until=valid_until,
        permit_id=permit_id,
        supersedes=previous.pk if previous else None,
    )


def _permit_to_follow(application: Application) -> Permit | None:
    """Lock the permit that the new one takes the place of. Raises `Conflict` where that may no longer be."""
    if application.previous_permit_id is None:
        return None
    permit = Permit.objects.select_for_update().get(pk=application.previous_permit_id)
    service = application.revision.content
    if problem := follow_problem(service, permit.number, permit.standing, permit.valid_until):
        raise Conflict(problem)
    return permit


def survey_owe(application: Application) -> None:
    """Let the survey follow a grant that didn't wait for it: it stands in a surveyor's queue, with its own term."""
    stages = {stage.code: stage.working_days for stage in application.revision.content.stages}
    application.survey_owed = "survey" in stages and application.surveyed_by_id is None
    if application.survey_owed:
        application.stage_due = working_calendar().add(clock.today(), stages["survey"])


def grant_at_once(application: Application) -> Permit:
    """Grant a low-risk application in the moment it is sent in; the survey that follows stands in a surveyor's queue.

    The signer is the head on duty for the district, as the pack's regency decides by its duties.
    """
    heads = on_duty(Permission.APPLICATION_DECIDE, application.district)
    act = application_require(None, application, "grant_at_once")
    move(application, act)
    application.decided_at = clock.now()
    survey_owe(application)
    permit = permit_issue(application, signer=heads[0] if heads else None)
    remember(None, application, "grant_at_once", after={"status": "granted", "permit": permit.number})
    return permit
