"""Reads of trainings for screens and certificates: sessions, who takes part, who came, who earned the certificate."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from sentra.files.models import File
from sentra.kernel.errors import NotFound, Problem
from sentra.people.models import User
from sentra.people.policy import Permission, can
from sentra.programmes.models import Attendance, Call, Candidate, CandidateState, Certificate, Scores, Session
from sentra.programmes.queries import attended, call_seen, sessions_held
from sentra.programmes.training import TESTS, missing_for_certificate


def is_training(call: Call) -> bool:
    """Tell whether what a call offers is a training."""
    return call.terms.training is not None


def training_seen(actor: User, call_id: UUID) -> Call:
    """Give a training to an officer. Raises `NotFound`."""
    call = call_seen(actor, call_id)
    if not is_training(call):
        raise NotFound(_("This call is no training."))
    return call


def sessions_of(call: Call) -> "QuerySet[Session]":
    """Give the sessions of a training in their order, each with how many `came`."""
    return call.sessions.annotate(came=Count("attendances")).order_by("on", "begins", "pk")


def session_seen(actor: User, call_id: UUID, session_id: int) -> Session:
    """Give a session to an officer. Raises `NotFound`."""
    call = training_seen(actor, call_id)
    session = sessions_of(call).filter(pk=session_id).first()
    if session is None:
        raise NotFound(_("There is no such session."))
    session.call = call
    return session


def session_by_id(session_id: int) -> Session:
    """Give a session that a code of ours named. Raises `NotFound` where it was taken away since."""
    session = Session.objects.select_related("call").filter(pk=session_id).first()
    if session is None:
        raise NotFound(_("There is no such session."))
    return session


def participants(call: Call) -> "QuerySet[Candidate]":
    """Give who has a seat in a training, in the order of the result."""
    found = call.candidates.filter(state=CandidateState.CHOSEN).select_related("business__owner__user", "group")
    return found.order_by("rank", "pk")


def came_to(session: Session) -> dict[UUID, Attendance]:
    """Give who came to a session, by applicant."""
    return {one.candidate_id: one for one in session.attendances.select_related("by")}


def certified_of(candidates: Iterable[Candidate]) -> set[UUID]:
    """Give which of some applicants have their certificate."""
    found = Certificate.objects.filter(candidate__in=[one.pk for one in candidates])
    return set(found.values_list("candidate", flat=True))


@dataclass(frozen=True, slots=True)
class PointsRow:
    """The tests of a participant as the officer's table shows them: of each its name, what is shown, what stood."""

    candidate: Candidate
    cells: Sequence[tuple[str, str, str]]
    certified: bool


def points_shown(candidates: Sequence[Candidate], typed: Mapping[str, object] | None) -> list[PointsRow]:
    """Give the rows of the table of tests, with what was `typed` where it was refused."""
    known = {one.candidate_id: one for one in Scores.objects.filter(candidate__in=[one.pk for one in candidates])}
    certified = certified_of(candidates)

    def cell(one: Candidate, name: str) -> tuple[str, str, str]:
        points = getattr(known.get(one.pk), name, None)
        stands = "" if points is None else str(points)
        if typed is None:
            return name, stands, stands
        return name, str(typed.get(f"{name}-{one.pk}", stands)), str(typed.get(f"was-{name}-{one.pk}", stands))

    return [PointsRow(one, [cell(one, name) for name in TESTS], one.pk in certified) for one in candidates]


def own_participants(actor: User, session: Session) -> list[Candidate]:
    """Give one's own applications that have a seat in the training of a session. Raises `NotFound` where none has."""
    found = list(participants(session.call).filter(business__owner__user=actor))
    if not found:
        raise NotFound(
            _("No business of this account has a seat in this training. The teacher can put you on the list.")
        )
    return found


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a participant is on the way to the certificate; `missing` says what keeps it from it."""

    candidate: Candidate
    attended: int
    held: int
    scores: Scores | None
    certificate: Certificate | None
    missing: Sequence[Problem]

    @property
    def earned(self) -> bool:
        """Tell whether it has earned a certificate that it hasn't got yet."""
        return self.certificate is None and not self.missing


def standings(call: Call) -> list[Standing]:
    """Tell of each participant of a training how far it is; three queries."""
    terms = call.terms.training
    if terms is None:
        return []
    found = list(participants(call).select_related("business__owner__user", "group", "scores", "certificate__document"))
    came = attended(found)
    tested = Scores.objects.filter(candidate__call=call, after__isnull=False).exists()
    told = []
    for one in found:
        one.call = call
        scores, certificate = getattr(one, "scores", None), getattr(one, "certificate", None)
        attended_, held = came[one.pk]
        missing = missing_for_certificate(attended_, held, scores.after if scores else None, tested=tested, terms=terms)
        told.append(Standing(one, attended_, held, scores, certificate, missing))
    return told


@dataclass(frozen=True, slots=True)
class Came:
    """A session as a participant sees it: `held` already or to come, and how the own presence is known."""

    session: Session
    held: bool
    attendance: Attendance | None


def sessions_for(candidate: Candidate) -> list[Came]:
    """Give the sessions of a training, each with whether an applicant came."""
    mine: Mapping[int, Attendance] = {one.session_id: one for one in candidate.attendances.all()}
    held = set(sessions_held().filter(call=candidate.call_id).values_list("pk", flat=True))
    return [Came(one, one.pk in held, mine.get(one.pk)) for one in candidate.call.sessions.all()]


def certificate_of(candidate: Candidate) -> Certificate | None:
    """Give the certificate of an applicant, with its document; None where there is none."""
    return Certificate.objects.filter(candidate=candidate).select_related("document").first()


def certificate_file(actor: User, candidate_id: UUID) -> File:
    """Give a signed certificate to its owner, or to an officer. Raises `NotFound`."""
    found = Certificate.objects.filter(candidate=candidate_id).select_related("document__file")
    if not can(actor, Permission.PROGRAMME_READ):
        found = found.filter(candidate__business__owner__user=actor)
    certificate = found.first()
    if certificate is None:
        raise NotFound(_("There is no such certificate."))
    if certificate.document.file is None:
        raise NotFound(_("The certificate isn't there yet. It follows minutes after it was issued."))
    return certificate.document.file
