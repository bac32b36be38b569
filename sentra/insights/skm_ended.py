"""Which services are finished, so that people may be asked how they were: applications, programmes, the counter."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from sentra.insights.models import SkmKind, SkmTicket
from sentra.insights.skm_links import Link
from sentra.kernel import clock
from sentra.licensing.models import Application, Status
from sentra.people.models import User
from sentra.programmes.models import CallState, Candidate, CandidateState
from sentra.reference.loading import current_pack

ASKED_AFTER = (Status.GRANTED, Status.REFUSED)
"""Whoever withdrew an application, or let it lapse, got no service to judge."""


@dataclass(frozen=True, slots=True)
class Ended:
    """A finished service: what it was (`kind`, `record_id`), the code of the service, when it ended, until when one may
    answer, and whom to ask, where somebody is known.
    """

    kind: SkmKind
    record_id: UUID
    service: str
    ended_at: datetime
    expires_at: datetime
    person: User | None = None

    @property
    def is_open(self) -> bool:
        """Tell whether one may answer now, as far as the calendar goes."""
        return self.ended_at <= clock.now() <= self.expires_at

    @property
    def link(self) -> Link:
        """The link to its survey."""
        return Link(self.kind, self.record_id)


def _until(ended_at: datetime) -> datetime:
    return ended_at + timedelta(days=current_pack().skm.link_days)


def application_ended(application: Application) -> Ended | None:
    """Give an application as a finished service; None before its end, or where the pack asks nobody."""
    asked = SkmKind.APPLICATION in current_pack().skm.after
    if not asked or application.status not in ASKED_AFTER or application.decided_at is None:
        return None
    ended_at = application.decided_at
    return Ended(SkmKind.APPLICATION, application.pk, application.service, ended_at, _until(ended_at))


def _candidate_ended(candidate: Candidate) -> Ended | None:
    call = candidate.call
    asked = SkmKind.PROGRAMME in current_pack().skm.after
    if not asked or call.state != CallState.DONE or candidate.state != CandidateState.CHOSEN:
        return None
    ended_at = datetime.combine(call.ends_on, time(17), clock.local_zone())
    person = candidate.business.owner.user
    return Ended(SkmKind.PROGRAMME, candidate.pk, call.kind, ended_at, _until(ended_at), person)


def _of_application(record_id: UUID) -> Ended | None:
    found = Application.objects.filter(pk=record_id).only("status", "decided_at", "service").first()
    return application_ended(found) if found else None


def _of_programme(record_id: UUID) -> Ended | None:
    found = _candidates().filter(pk=record_id).first()
    return _candidate_ended(found) if found else None


def _of_counter(record_id: UUID) -> Ended | None:
    """Give what was finished at the counter: there the ticket itself is all that is kept of it."""
    ticket = SkmTicket.objects.filter(kind=SkmKind.COUNTER, record_id=record_id).first()
    return Ended(SkmKind.COUNTER, record_id, ticket.service, ticket.ended_at, ticket.expires_at) if ticket else None


_READ: dict[SkmKind, Callable[[UUID], Ended | None]] = {
    SkmKind.APPLICATION: _of_application,
    SkmKind.PROGRAMME: _of_programme,
    SkmKind.COUNTER: _of_counter,
}


def ended_of(link: Link) -> Ended | None:
    """Give the finished service that a link is about; None where there is none, or not yet."""
    return _READ[link.kind](link.record_id)


def _candidates() -> "QuerySet[Candidate]":
    return Candidate.objects.select_related("call", "business__owner__user")


def ended_unasked() -> Iterator[Ended]:
    """Give the services that ended lately and about which nobody was asked yet, the oldest first."""
    now = clock.now()
    since = now - timedelta(days=current_pack().skm.link_days)
    asked = SkmTicket.objects.filter(record_id=OuterRef("pk"))
    applications = Application.objects.filter(
        ~Exists(asked.filter(kind=SkmKind.APPLICATION)), status__in=ASKED_AFTER, decided_at__range=(since, now)
    )
    rows = applications.select_related("applicant").only("status", "decided_at", "service", "applicant")
    for application in rows.order_by("decided_at", "pk"):
        if ended := application_ended(application):
            yield replace(ended, person=application.applicant)
    taking_part = _candidates().filter(
        ~Exists(asked.filter(kind=SkmKind.PROGRAMME)),
        state=CandidateState.CHOSEN,
        call__state=CallState.DONE,
        call__ends_on__gte=clock.local_day(since),
    )
    for candidate in taking_part.order_by("call__ends_on", "pk"):
        found = _candidate_ended(candidate)
        if found and found.is_open:
            yield found
