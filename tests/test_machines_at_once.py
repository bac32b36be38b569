"""Two at once in machinery aid: no machine is handed over twice, and nobody receives more than was promised."""

from functools import partial
from typing import Any
from uuid import uuid4

import pytest

from sentra.kernel import clock
from sentra.licensing.tests.making import publish
from sentra.programmes.models import Asset, AssetSeen, AssetState, Handover
from sentra.programmes.services.assets import asset_give_back, asset_transfer
from sentra.programmes.services.handover import machines_hand_over
from sentra.programmes.tests.making import business, head, manager
from sentra.programmes.tests.making_machines import (
    PROMISED,
    accepted,
    again,
    asset,
    handed,
    machine,
    receiver,
    told_over,
)
from sentra.surveys.models import Report
from sentra.surveys.queries import asks_of_visit
from sentra.surveys.services.hand_in import visit_hand_in
from sentra.surveys.tests.making import answers_fitting
from sentra.surveys.tests.making import told as told_of
from sentra.surveys.tests.visiting import business_visit
from tests.test_concurrency import at_once, refusals

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_two_handovers_of_one_machine_at_once_one_is_told() -> None:
    two = [receiver(1), receiver(2)]
    for one in two:
        accepted(one)
    assert len(refusals(at_once(*(partial(handed, one, machine("SN-7")) for one in two)))) == 1
    assert Asset.objects.count() == 1


def test_two_handovers_at_once_never_exceed_what_was_promised() -> None:
    candidate = receiver()
    accepted(candidate)
    over_half = PROMISED // 2 + 1
    acts = (partial(handed, candidate, machine(serial, value=over_half)) for serial in ("A", "B"))
    assert len(refusals(at_once(*acts))) == 1
    assert sum(Asset.objects.values_list("value", flat=True)) == over_half


def test_a_double_click_hands_over_once() -> None:
    candidate = receiver()
    accepted(candidate)
    told = told_over(candidate)
    press = partial(machines_hand_over, actor=manager(), candidate_id=candidate.pk, key=uuid4(), told=told)
    first, again = at_once(press, press)
    assert first == again
    assert (Handover.objects.count(), Asset.objects.count()) == (1, 1)


def test_a_machine_is_not_passed_on_and_taken_back_at_once() -> None:
    made, other = asset(), business(2)
    told: dict[str, Any] = {"number": made.number, "version": made.version, "reason": "Usaha berhenti."}
    results = at_once(
        partial(asset_transfer, actor=head(), to=other.register_number, **told),
        partial(asset_give_back, actor=manager(), on=clock.today(), **told),
    )
    assert len(refusals(results)) == 1


def test_a_report_is_never_told_of_a_machine_that_is_passed_on_at_once() -> None:
    """Either the report came first, and whoever passes the machine on looks again; or it tells nothing of it."""
    publish()
    made, other = asset(), business(2)
    visit = business_visit(made.business, "follow_up")
    asks = asks_of_visit(visit)
    answers = {**answers_fitting(visit.surveyor, asks), "aid_machine": "damaged"}
    seen = told_of(
        visit.surveyor, asks, recommendation="", answers=answers, notes={"aid_machine": "Pisaunya patah semua."}
    )
    reason = "Usaha pertama berhenti produksi."
    passing: dict[str, Any] = {"number": made.number, "version": made.version, "reason": reason}
    results = at_once(
        partial(visit_hand_in, actor=visit.surveyor, visit_id=visit.pk, key=uuid4(), told=seen),
        partial(asset_transfer, actor=head(), to=other.register_number, **passing),
    )
    assert Report.objects.count() == 1 + made.candidate.visits.count(), results
    now = again(made)
    if refusals(results):
        assert (now.business_id, now.state) == (made.business_id, AssetState.DAMAGED)
        assert AssetSeen.objects.get().asset_id == made.pk
    else:
        assert (now.business_id, now.state) == (other.pk, AssetState.IN_USE)
        assert not AssetSeen.objects.exists()
