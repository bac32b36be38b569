"""Certificates of a training: issued in one go to all who earned them, each a signed document to check."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import translation

from sentra.documents.contents import TrainingCertificateData
from sentra.documents.models import Document
from sentra.documents.services import document_create, numbers_next
from sentra.kernel import clock
from sentra.people.models import User
from sentra.programmes.models import Call, Candidate, Certificate, Session
from sentra.programmes.services.common import call_lock, call_remember, candidate_remember
from sentra.programmes.services.tell import tell_candidate
from sentra.programmes.services.training import training_require
from sentra.programmes.sessions import standings
from sentra.programmes.training import time_of
from sentra.reference.loading import current_pack
from sentra.surveys.services.bap import PAPER_LANGUAGE

TITLE = "Sertifikat Pelatihan"
LONGEST_TITLE = 200


@transaction.atomic
def certificates_issue(*, actor: User, call_id: UUID, version: int) -> list[Certificate]:
    """Issue the certificates of all who earned one and haven't got it yet; gives them.

    Raises `NotAllowed`, or `Conflict` while a session is to come or a list isn't marked.
    """
    call = call_lock(call_id, version)
    training_require(actor, call, "certify")
    earned = [one for one in standings(call) if one.earned]
    if not earned:
        return []
    year = clock.today().year
    numbers = numbers_next(series="training_certificate", year=year, many=len(earned))
    sessions = list(call.sessions.all())
    issued = []
    for place, one in zip(numbers, earned, strict=True):
        number = f"SERT/{place:04d}/{current_pack().regency.code}/{year}"
        came = set(one.candidate.attendances.values_list("session", flat=True))
        document = _document(actor, call, one.candidate, number, [each for each in sessions if each.pk in came])
        issued.append(Certificate.objects.create(candidate=one.candidate, document=document))
        candidate_remember(actor, one.candidate, "certify", after={"candidate_certificate": number})
        tell_candidate(one.candidate, "training_certificate", participant=one.candidate.participant)
    call_remember(actor, call, "certify", after={"call_certificates": len(issued)})
    return issued


def _document(actor: User, call: Call, candidate: Candidate, number: str, came: Sequence[Session]) -> Document:
    """Write a certificate down as a document, for the worker to render and sign."""
    with translation.override(PAPER_LANGUAGE):
        data = TrainingCertificateData.model_validate(_content(actor, call, candidate, number, came))
    return document_create(
        kind="training_certificate",
        number=number,
        title=f"{TITLE}: {candidate.participant}"[:LONGEST_TITLE],
        template="training_certificate",
        data=data.model_dump(mode="json"),
        record_type="programmes.Candidate",
        record_id=str(candidate.pk),
        signer=actor,
        signer_name=actor.name,
        signer_position=actor.position,
        issued_at=clock.now(),
    )


def _content(actor: User, call: Call, candidate: Candidate, number: str, came: Sequence[Session]) -> dict[str, Any]:
    """Give what is printed: the sessions are those that the participant came to."""
    head = current_pack().regency.letterhead
    return {
        "letterhead": head.model_dump(exclude={"place"}),
        "number": number,
        "participant": candidate.participant,
        "business": candidate.shown_name,
        "business_number": candidate.business.register_number,
        "training": call.title,
        "call": call.number,
        "begins_on": came[0].on,
        "ends_on": came[-1].on,
        "hours": time_of(one.minutes for one in came),
        "sessions": [{"on": one.on, "topic": one.topic, "hours": time_of([one.minutes])} for one in came],
        "issued_on": clock.today(),
        "place": head.place,
        "signer": {"name": actor.name, "position": actor.position, "id_number": actor.employee_number},
        "base_url": settings.SENTRA_BASE_URL,
    }
