"""The records of programmes that the table of pages names."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from sentra.kernel import clock
from sentra.licensing.tests.making import picture
from sentra.people.models import Role
from sentra.people.tests.people import officer
from sentra.programmes.models import Call
from sentra.programmes.services.calls import assessor_name, call_begin
from sentra.programmes.services.choose import objection_make
from sentra.programmes.services.money import Spent, spending_record
from sentra.programmes.services.stands import stands_give_out
from sentra.programmes.tests.making import account, applied, chosen, closed, fresh, judged, manager, published
from sentra.programmes.tests.making import business as other_business
from sentra.programmes.tests.making import draft as draft_call
from sentra.programmes.tests.making_machines import accepted, agreed, given_to, handed, passed_on
from sentra.programmes.tests.making_stands import begun as begun_call
from sentra.programmes.tests.making_stands import bring, laid, line, pictured
from sentra.programmes.tests.making_training import certified, here, old_token, planned, seated, training_begun
from sentra.registry.models import Business
from tests.making import DISTRICT, printed


def programme_records(business: Business) -> dict[str, Any]:
    """Calls in each state, to most of which the business has applied."""
    free = frozenset[int]()
    call, leaving = published("bazar", conditions=free), published("bazar", conditions=free)
    grant, judged_call = published("hibah_mesin", conditions=free), published("pameran", conditions=free)
    papers: dict[str, Any] = {"proposal": picture("#774411"), "pact": picture("#114477")}
    to_judge = applied(judged_call, other_business(1))
    assessor = officer(Role.SURVEYOR, [DISTRICT], name="surveyor-here")
    assessor_name(actor=officer(Role.DISPERINDAG), call_id=judged_call.pk, assessor=assessor)
    made = {
        "call": call.pk,
        "call_open": published("pelatihan", conditions=free).number,
        "call_draft_id": (draft := draft_call("bazar")).pk,
        "call_draft": draft.number,
        "call_judged": closed(judged_call).pk,
        "candidate": applied(call, business).pk,
        "candidate_leaving": applied(leaving, business).pk,
        "candidate_papers": applied(grant, business, **papers).pk,
        "candidate_judged": to_judge.pk,
    }
    return {
        **made,
        **result_records(business),
        **over_records(business),
        **stand_records(business),
        **machine_records(business),
        **training_records(business),
    }


def result_records(business: Business) -> dict[str, Any]:
    """A call whose result is out, and an objection to it."""
    call = published("pameran", conditions=frozenset(), quota=1)
    first, second = applied(call, business), applied(call, other_business(2))
    call = closed(call)
    judged(call, {first: 0, second: 2})
    call = chosen(call)
    printed(call.choices.get().document)
    objection = objection_make(
        actor=account(second.business), candidate_id=second.pk, text="Produk saya belum dicicipi."
    )
    return {"call_chosen_id": call.pk, "call_chosen": call.number, "objection": objection.pk}


def over_records(business: Business) -> dict[str, Any]:
    """A market day that is over but not finished, in which the business took part, with money that was spent."""
    call = published("bazar", conditions=frozenset(), quota=2, budget=9_000_000, budget_source="APBD", budget_year=2026)
    candidate = applied(call, business)
    call = chosen(closed(call))
    today = clock.today()
    Call.objects.filter(pk=call.pk).update(
        object_until=today - timedelta(days=1), begins_on=today - timedelta(days=1), ends_on=today
    )
    call = call_begin(actor=manager(), call_id=call.pk, version=fresh(call).version)
    spent = Spent(uuid4(), today, 1_500_000, "Sewa tenda", "KW-1")
    spending = spending_record(actor=manager(), call_id=call.pk, spent=spent)
    return {"call_over": call.pk, "candidate_over": candidate.pk, "spending": spending.pk}


def stand_records(business: Business) -> dict[str, Any]:
    """A market day that runs: stands on a plan, the business at one of them with what it brings, a photograph."""
    call = published("bazar", conditions=frozenset(), quota=2)
    participant = applied(call, business)
    applied(call, other_business(3))
    call = laid(begun_call(chosen(closed(call))))
    stands_give_out(actor=officer(Role.DISPERINDAG), call_id=call.pk)
    (brought,) = bring(participant, line("Kaus bordir"))
    pictured(call)
    return {
        "call_running_id": call.pk,
        "call_running": call.number,
        "participant": participant.pk,
        "brought": brought.pk,
        "call_photo": call.photos.get().pk,
    }


def machine_records(business: Business) -> dict[str, Any]:
    """A call that gives machines: one was handed over to the business, another receiver hasn't accepted yet."""
    call, (receiver, other) = given_to(business, other_business(3))
    agreement = accepted(receiver)
    agreed(other)
    handover = handed(receiver)
    printed(handover.document)
    printed(agreement.document)
    asset = handover.assets.get()
    passed = passed_on(business)
    printed(passed.document)
    return {
        "call_machines": call.pk,
        "receiver": receiver.pk,
        "receiver_agreed": other.pk,
        "handover": handover.pk,
        "asset": asset.number,
        "asset_photo": asset.photos.get().pk,
        "passing": passed.pk,
    }


def training_records(business: Business) -> dict[str, Any]:
    """A training that runs: a session of today, and one that is over; somebody has its certificate."""
    begins = clock.today() - timedelta(days=1)
    with clock.travel(clock.now() - timedelta(days=40)):
        call = seated(1, others=[business], begins_on=begins, ends_on=clock.today() + timedelta(days=90))
    over = planned(call)
    training_begun(call)
    candidate = call.candidates.get(business=business)
    here(over, candidate)
    for certificate in certified(call):
        printed(certificate.document)
    today = planned(call, 1, topic="Label yang benar")
    return {
        "training": call.pk,
        "session": over.pk,
        "session_today": today.pk,
        "token_old": old_token(today),
        "candidate_certified": candidate.pk,
    }
