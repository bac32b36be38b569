"""Calls and applicants at every point of their way, brought there by the acts that people use."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

from sentra.kernel import clock
from sentra.outbox.models import Notice
from sentra.people.models import Role, User
from sentra.people.tests.people import officer, owner, person
from sentra.programmes.models import Call, Candidate, CandidateState
from sentra.programmes.rules import CallTold
from sentra.programmes.services.apply import Applied, candidate_apply
from sentra.programmes.services.calls import assessor_name, call_close, call_publish, call_write
from sentra.programmes.services.choose import choice_make
from sentra.programmes.services.judge import assessment_save, assessments_hand_in
from sentra.programmes.services.visits import candidate_visit_plan
from sentra.reference.loading import current_pack
from sentra.registry.facts import FiguresFacts, OwnerFacts, PaperFacts, RegisterFacts
from sentra.registry.models import Business
from sentra.registry.services.permit import register_from_permit
from sentra.registry.tests.making import PECEL
from sentra.surveys.models import Report
from sentra.surveys.tests.visiting import visited

ANSWERS = {
    "bazar": {"products": ["Sambel pecel, 50 botol, Rp15.000"]},
    "pameran": {"products": ["Sambel pecel, 50 botol"], "attendant": ["Bu Siti"]},
    "pelatihan": {"participant": ["Siti"], "hope": ["Mengemas sambel supaya awet."]},
    "hibah_mesin": {
        "machine": ["Penggiling cabai"],
        "use": ["Menggiling lebih halus dan cepat."],
        "electricity": ["900"],
        "place": ["yes"],
    },
    "restrukturisasi": {"machine": ["Oven"], "origin": ["domestic"], "price": ["100000000"]},
}


def manager() -> User:
    """The officer in charge of programmes."""
    return officer(Role.DISPERINDAG)


def head() -> User:
    """The head who decides."""
    return officer(Role.HEAD)


def told(kind: str = "bazar", **changes: Any) -> CallTold:
    """A call as an officer writes it, open for three weeks from today."""
    terms = current_pack().programme(kind)
    assert terms
    today = clock.today()
    base = CallTold(
        title="Bazar Hari Jadi Blitar",
        about="Meja di alun-alun Kanigoro.",
        place="Alun-alun Kanigoro",
        begins_on=today + timedelta(days=35),
        ends_on=today + timedelta(days=36),
        apply_from=today,
        apply_until=today + timedelta(days=21),
        quota=2,
        papers=frozenset(paper.code for paper in terms.papers),
        weights={one.code: one.weight for one in terms.criteria},
    )
    return replace(base, **changes)


def draft(kind: str = "bazar", **changes: Any) -> Call:
    """A call that isn't published yet."""
    return call_write(actor=manager(), kind=kind, told=told(kind, **changes))


def published(kind: str = "bazar", **changes: Any) -> Call:
    """A call that takes applications."""
    call = draft(kind, **changes)
    return call_publish(actor=manager(), call_id=call.pk, version=call.version)


def business(place: int = 1, *, woman: bool = True, **changes: Any) -> Business:
    """A business on the register with an owner of its own, each place another."""
    user = person(f"Pemilik{place}")
    nik = f"350507{'57' if woman else '17'}0890{place:04d}"
    paper = PaperFacts("tdi", f"503/{place}", "KPTSP", clock.today(), permit_id=uuid4())
    of = OwnerFacts(f"Pemilik {place}", nik=nik, phone=f"+62812340{place:05d}", user_id=user.pk)
    facts = RegisterFacts(
        of,
        replace(PECEL, name=f"Sambel {place}", nib="", **changes),
        paper,
        "Sambel",
        FiguresFacts(1, 2, 5_000_000, "40 kg"),
    )
    return register_from_permit(actor=None, facts=facts)


def account(of: Business) -> User:
    """The account of the owner of a business."""
    user = of.owner.user
    assert user
    return user


def applied(call: Call, of: Business, *, actor: User | None = None, **uploads: Any) -> Candidate:
    """A business applied to a call."""
    given = Applied(ANSWERS[call.kind], uploads)
    return candidate_apply(actor=actor or account(of), call_id=call.pk, business_id=of.pk, key=uuid4(), applied=given)


def fresh(call: Call) -> Call:
    """Read a call again."""
    return Call.objects.get(pk=call.pk)


def closed(call: Call) -> Call:
    """The call takes no more applications."""
    return call_close(actor=manager(), call_id=call.pk, version=fresh(call).version)


def chosen(call: Call) -> Call:
    """The head decided."""
    choice_make(actor=head(), call_id=call.pk, version=fresh(call).version)
    return fresh(call)


def assessors(call: Call) -> list[User]:
    """Two officers who judge the applicants."""
    named = [officer(Role.SURVEYOR, name=f"Penilai {letter}") for letter in "AB"]
    for one in named:
        assessor_name(actor=manager(), call_id=call.pk, assessor=one)
    return named


def judged(call: Call, points: dict[Candidate, int]) -> None:
    """Both assessors give each applicant the level at a place (0: the best) of each criterion, and hand in."""
    for assessor in assessors(call):
        for candidate, place in points.items():
            given = {one.code: one.levels[place].points for one in call.terms.criteria}
            assessment_save(actor=assessor, candidate_id=candidate.pk, points=given)
        assessments_hand_in(actor=assessor, call_id=call.pk)


def seen(candidate: Candidate) -> Report:
    """A visit looked at an application, and its report is in."""
    surveyor = officer(Role.SURVEYOR)
    visit = candidate_visit_plan(
        actor=manager(), candidate_id=candidate.pk, planned_on=clock.today(), surveyor=surveyor
    )
    return visited(visit)


def states(call: Call) -> dict[str, str]:
    """Where each applicant stands, by the name of its business."""
    return dict(call.candidates.values_list("business__name", "state"))


def own_business() -> Business:
    """A business on the register of the tests' owner."""
    made = business(900)
    made.owner.user = owner()
    made.owner.save(update_fields=["user"])
    return made


CHOSEN, WAITING = CandidateState.CHOSEN, CandidateState.WAITING


def kinds_told(user: User) -> list[str]:
    """What somebody was told, by kind, in order."""
    return list(Notice.objects.filter(user=user).order_by("pk").values_list("event__kind", flat=True))
