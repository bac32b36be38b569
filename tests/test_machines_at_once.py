"""Two at once in machinery aid: no machine is handed over twice, and nobody receives more than was promised."""

from functools import partial
from typing import Any
from uuid import uuid4

import pytest

from sentra.kernel import clock
from sentra.programmes.models import Asset, Handover
from sentra.programmes.services.assets import asset_give_back, asset_transfer
from sentra.programmes.services.handover import machines_hand_over
from sentra.programmes.tests.making import business, head, manager
from sentra.programmes.tests.making_machines import PROMISED, accepted, asset, handed, machine, receiver, told_over
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
