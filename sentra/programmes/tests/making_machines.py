"""Machinery aid at every point of its way, brought there by the acts that people use."""

from dataclasses import replace
from typing import Any
from uuid import uuid4

from sentra.kernel import clock
from sentra.people.models import User
from sentra.programmes.granting import agreement_of
from sentra.programmes.handing import HandoverTold, MachineTold
from sentra.programmes.models import Agreement, Asset, Call, Candidate, Handover, Passing
from sentra.programmes.services.assets import asset_transfer
from sentra.programmes.services.calls import call_begin
from sentra.programmes.services.grant import agreement_accept, agreement_accept_on_paper, agreement_make
from sentra.programmes.services.handover import machines_hand_over, picture_keep
from sentra.programmes.services.judge import paper_check
from sentra.programmes.tests.making import (
    account,
    applied,
    business,
    chosen,
    closed,
    fresh,
    head,
    judged,
    manager,
    published,
    seen,
)
from sentra.registry.models import Business
from sentra.surveys.rules import Signed
from sentra.surveys.tests.making import photograph

PROMISED = 15_000_000
MONEY = {"budget": 45_000_000, "budget_source": "APBD", "budget_year": 2026, "value_each": PROMISED}


def given_to(*businesses: Business, **changes: Any) -> tuple[Call, list[Candidate]]:
    """A call that gives machines runs, for these businesses."""
    told = {"conditions": frozenset[int](), "quota": max(1, len(businesses)), **MONEY, **changes}
    call = published("hibah_mesin", **told)
    made = [applied(call, one, proposal=photograph("#112233"), pact=photograph("#332211")) for one in businesses]
    for candidate in made:
        seen(candidate)
        for paper in candidate.papers.all():
            paper_check(actor=manager(), candidate_id=candidate.pk, code=paper.code, fits=True)
    judged(closed(call), dict.fromkeys(made, 0))
    call = chosen(call)
    call.object_until = None
    call.save(update_fields=["object_until"])
    call = call_begin(actor=manager(), call_id=call.pk, version=fresh(call).version)
    return call, [Candidate.objects.select_related("business__owner__user", "call").get(pk=one.pk) for one in made]


def receiver(place: int = 1, **changes: Any) -> Candidate:
    """A business was chosen for a machine, and the call runs."""
    return given_to(business(place), **changes)[1][0]


def shown_of(candidate: Candidate) -> str:
    """The number of the agreement that a page shows now."""
    found = agreement_of(candidate)
    return found.document.number if found else ""


def agreed(candidate: Candidate, *, value: int = PROMISED) -> Agreement:
    """The head made the grant agreement."""
    told: dict[str, Any] = {"machine": "Penggiling cabai", "value": value, "shown": shown_of(candidate)}
    return agreement_make(actor=head(), candidate_id=candidate.pk, **told)


def accepted(candidate: Candidate) -> Agreement:
    """The receiver accepted the agreement."""
    told: dict[str, Any] = {"name": "Siti", "read": True, "shown": agreed(candidate).document.number}
    return agreement_accept(actor=account(candidate.business), candidate_id=candidate.pk, **told)


def accepted_on_paper(candidate: Candidate, **given: Any) -> Agreement:
    """The receiver signed the agreement on paper."""
    told: dict[str, Any] = {"name": "Siti", "shown": shown_of(candidate), **given}
    return agreement_accept_on_paper(actor=manager(), candidate_id=candidate.pk, **told)


def machine(serial: str = "SN-1", actor: User | None = None, **changes: Any) -> MachineTold:
    """A machine as an officer describes it, with a photograph."""
    photo = picture_keep(actor=actor or manager(), upload=photograph("#445566"), field="photos")
    base = MachineTold("Penggiling cabai", "Maju", "PC-20", serial, 5_000_000, "new", (str(photo.pk),), 2025)
    return replace(base, **changes)


def told_over(candidate: Candidate, *machines: MachineTold, **changes: Any) -> HandoverTold:
    """A handover as an officer tells it, signed by names with a tick."""
    base = HandoverTold(
        machines or (machine(),),
        clock.today(),
        candidate.business.village,
        Signed("receiver", "Siti Aminah"),
        Signed("officer", "Pak Lilik"),
    )
    return replace(base, **changes)


def handed(candidate: Candidate, *machines: MachineTold, **changes: Any) -> Handover:
    """The machines were handed over, to a receiver who has accepted."""
    told = told_over(candidate, *machines, **changes)
    return machines_hand_over(actor=manager(), candidate_id=candidate.pk, key=uuid4(), told=told)


def asset(place: int = 1, serial: str = "SN-1", **changes: Any) -> Asset:
    """A machine that was handed over to a business."""
    candidate = receiver(place, **changes)
    accepted(candidate)
    return handed(candidate, machine(serial)).assets.get()


def passed_on(to: Business, place: int = 4, serial: str = "SN-4") -> Passing:
    """The head passed a machine on to a business."""
    made = asset(place, serial)
    told = {"to": to.register_number, "reason": "Usaha pertama berhenti."}
    asset_transfer(actor=head(), number=made.number, version=made.version, **told)
    return Passing.objects.select_related("document", "asset", "to__owner__user").get(asset=made)


def again(one: Asset) -> Asset:
    """Read a machine again."""
    return Asset.objects.get(pk=one.pk)
