"""From the choice to the handover: the agreement, its acceptance, what is handed over and for how much."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from sentra.documents.models import Document
from sentra.kernel import clock
from sentra.kernel.errors import Conflict, InvalidInput, NotAllowed, NotFound
from sentra.people.tests.people import stranger
from sentra.programmes.granting import agreement_of, money_left
from sentra.programmes.handing import (
    LONGEST_IDENTITY,
    MOST_MACHINES,
    HandoverTold,
    MachineTold,
    Money,
    problems_of_handover,
)
from sentra.programmes.models import Agreement, Asset, AssetState, Candidate, Handover
from sentra.programmes.received import received
from sentra.programmes.services.apply import candidate_withdraw
from sentra.programmes.services.assets import asset_give_back
from sentra.programmes.services.grant import agreement_accept, agreement_make
from sentra.programmes.services.handover import machines_hand_over
from sentra.programmes.tests.making import account, business, head, kinds_told, manager
from sentra.programmes.tests.making_machines import (
    PROMISED,
    accepted,
    accepted_on_paper,
    again,
    agreed,
    asset,
    given_to,
    handed,
    machine,
    receiver,
    shown_of,
    told_over,
)
from sentra.surveys.rules import Signed
from sentra.surveys.tests.making import photograph

pytestmark = pytest.mark.django_db


def wrong(refused: pytest.ExceptionInfo[InvalidInput]) -> set[str]:
    """The fields that were named."""
    return {one.field for one in refused.value.problems}


def test_from_the_agreement_to_the_handover() -> None:
    candidate = receiver()
    agreement = agreed(candidate)
    assert agreement.document.data["receiver"]["business"] == "Sambel 1"
    assert agreement.document.data["value_words"] == "lima belas juta rupiah"
    shown = agreement.document.number
    accepted_now = agreement_accept(
        actor=account(candidate.business), candidate_id=candidate.pk, name=" Siti ", read=True, shown=shown
    )
    assert (accepted_now.accepted_name, accepted_now.on_paper) == ("Siti", False)
    handover = handed(candidate, machine("A 1"), machine("A 2", year_made=None))
    first, second = handover.assets.all()
    year = clock.today().year
    assert [first.number, second.number] == [f"AST-3505-{year}-0001", f"AST-3505-{year}-0002"]
    assert (first.business, first.state, first.last_seen_on) == (candidate.business, "in_use", clock.today())
    assert first.photos.count() == 1
    assert handover.document.data["total"] == 10_000_000
    assert kinds_told(account(candidate.business))[-2:] == ["call_agreement", "call_handed_over"]
    assert kinds_told(manager())[-1] == "call_agreement_accepted"
    assert received([candidate.pk]) == {candidate.pk}


def test_the_agreement_is_the_heads_and_worth_no_more_than_was_promised() -> None:
    candidate = receiver()
    with pytest.raises(NotAllowed):
        agreement_make(actor=manager(), candidate_id=candidate.pk, machine="Oven", value=1, shown="")
    for machine_words, value, field in (
        ("", 1, "machine"),
        ("x" * 301, 1, "machine"),
        ("Oven", None, "value"),
        ("Oven", 0, "value"),
        ("Oven", PROMISED + 1, "value"),
        ("Oven", 10**30, "value"),
    ):
        with pytest.raises(InvalidInput) as refused:
            agreement_make(actor=head(), candidate_id=candidate.pk, machine=machine_words, value=value, shown="")
        assert wrong(refused) == {field}


def test_an_agreement_is_made_anew_until_it_is_accepted() -> None:
    candidate = receiver()
    first = agreed(candidate).document.number
    second = agreed(candidate, value=14_000_000)
    assert second.document.number != first
    assert Document.objects.filter(kind="grant_agreement").count() == 2
    accepted_on_paper(candidate, scan=photograph("#998877"))
    second.refresh_from_db()
    assert second.on_paper
    assert second.scan
    with pytest.raises(Conflict):
        agreed(candidate)
    with pytest.raises(Conflict):
        agreement_accept(
            actor=account(candidate.business),
            candidate_id=candidate.pk,
            name="Siti",
            read=True,
            shown=shown_of(candidate),
        )


def test_nobody_accepts_an_agreement_that_the_page_did_not_show() -> None:
    candidate = receiver()
    shown = agreed(candidate).document.number
    with pytest.raises(Conflict):
        agreement_make(actor=head(), candidate_id=candidate.pk, machine="Oven", value=1, shown="")
    assert Document.objects.filter(kind="grant_agreement").count() == 1
    agreed(candidate, value=1)
    own = account(candidate.business)
    for old in (shown, ""):
        with pytest.raises(Conflict):
            agreement_accept(actor=own, candidate_id=candidate.pk, name="Siti", read=True, shown=old)
        with pytest.raises(Conflict):
            accepted_on_paper(candidate, shown=old)
    assert not Agreement.objects.exclude(accepted_at=None).exists()
    accepted_on_paper(candidate)


def test_one_accepts_what_one_has_read_and_only_the_own() -> None:
    candidate = receiver()
    shown = agreed(candidate).document.number
    own = account(candidate.business)
    with pytest.raises(InvalidInput) as refused:
        agreement_accept(actor=own, candidate_id=candidate.pk, name="  ", read=False, shown=shown)
    assert wrong(refused) == {"name", "read"}
    with pytest.raises(NotFound):
        agreement_accept(actor=stranger(), candidate_id=candidate.pk, name="Joko", read=True, shown=shown)


def test_nothing_is_handed_over_before_the_agreement_is_accepted() -> None:
    candidate = receiver()
    with pytest.raises(Conflict):
        handed(candidate)
    agreed(candidate)
    with pytest.raises(Conflict):
        handed(candidate)
    with pytest.raises(NotAllowed):
        machines_hand_over(actor=head(), candidate_id=candidate.pk, key=uuid4(), told=told_over(candidate))
    assert not Asset.objects.exists()


def test_a_handover_sent_twice_stays_one() -> None:
    candidate = receiver()
    accepted(candidate)
    key, told = uuid4(), told_over(candidate)
    first = machines_hand_over(actor=manager(), candidate_id=candidate.pk, key=key, told=told)
    assert machines_hand_over(actor=manager(), candidate_id=candidate.pk, key=key, told=told) == first
    assert (Handover.objects.count(), Asset.objects.count()) == (1, 1)
    other = receiver(2)
    with pytest.raises(Conflict):
        machines_hand_over(actor=manager(), candidate_id=other.pk, key=key, told=told)


def test_a_machine_is_handed_over_once_however_its_number_is_written() -> None:
    call, (one, other) = given_to(business(1), business(2))
    assert call.state == "running"
    accepted(one)
    accepted(other)
    first = handed(one, machine("SN-77/a")).assets.get()
    for serial in ("SN-77/a", "sn 77 A", "SN77a"):
        with pytest.raises(InvalidInput) as refused:
            handed(other, machine(serial))
        assert wrong(refused) == {"m0-serial"}
        assert first.number in str(refused.value.problems[0].message)
    with pytest.raises(InvalidInput) as refused:
        handed(other, machine("B1"), machine("b-1"))
    assert wrong(refused) == {"m1-serial"}
    assert handed(other, machine("SN-77/a", brand="Lain")).assets.count() == 1
    day, version = clock.today(), again(first).version
    asset_give_back(actor=manager(), number=first.number, version=version, on=day, reason="Usaha berhenti.")
    handed(other, machine("SN-77/a"))
    assert Asset.objects.filter(identity=first.identity).count() == 2


def test_the_form_of_a_handover_names_all_that_is_wrong() -> None:
    candidate = receiver()
    accepted(candidate)
    told = told_over(
        candidate,
        machine("", what="", value=0, condition="broken", photos=(), year_made=1492),
        machine("///", photos=(str(uuid4()), "x")),
        handed_on=clock.today() + timedelta(days=1),
        place="99.99.99.9999",
        receiver=None,
        officer=Signed("officer", "", "x"),
    )
    with pytest.raises(InvalidInput) as refused:
        machines_hand_over(actor=manager(), candidate_id=candidate.pk, key=uuid4(), told=told)
    first = {f"m0-{name}" for name in ("what", "serial", "value", "condition", "photos", "year_made")}
    rest = {"m1-serial", "m1-photos", "handed_on", "place", "sign-receiver", "sign-officer"}
    assert wrong(refused) == first | rest
    with pytest.raises(InvalidInput) as refused:
        handed(candidate, *(machine(f"N{place}", value=1) for place in range(MOST_MACHINES + 1)))
    assert wrong(refused) == {"machines"}


def test_letters_that_are_compared_as_several_are_counted_so() -> None:
    candidate = receiver()
    accepted(candidate)
    with pytest.raises(InvalidInput) as refused:
        handed(candidate, machine("ﬃ" * 100, brand="ﬃ" * 100))
    assert wrong(refused) == {"m0-serial"}
    assert handed(candidate, machine("ﬃ" * 36, brand="ﬃ" * 33)).assets.get().serial == "ﬃ" * 36


def test_nobody_names_the_pictures_of_another() -> None:
    candidate = receiver()
    accepted(candidate)
    with pytest.raises(InvalidInput) as refused:
        handed(candidate, machine(actor=stranger()))
    assert wrong(refused) == {"m0-photos"}


def test_without_a_budget_the_agreement_bounds_the_values() -> None:
    candidate = receiver(budget=0, value_each=0, budget_source="", budget_year=None)
    agreed(candidate, value=99_000_000)
    accepted_on_paper(candidate)
    with pytest.raises(InvalidInput) as refused:
        handed(candidate, machine(value=99_000_001))
    assert wrong(refused) == {"m0-value"}
    assert handed(candidate, machine(value=99_000_000)).assets.get().value == 99_000_000


def test_no_more_is_handed_over_than_the_agreement_says_whatever_was_promised() -> None:
    candidate = receiver()
    agreed(candidate, value=6_000_000)
    accepted_on_paper(candidate)
    first = handed(candidate, machine("A", value=4_000_000)).assets.get()
    assert money_left(candidate, agreement_of(candidate)).left == 2_000_000
    with pytest.raises(InvalidInput) as refused:
        handed(candidate, machine("B", value=2_000_001))
    assert wrong(refused) == {"m0-value"}
    day = clock.today()
    asset_give_back(actor=manager(), number=first.number, version=first.version, on=day, reason="Rusak sejak awal.")
    assert handed(candidate, machine("B", value=6_000_000)).assets.count() == 1


def test_who_has_a_machine_does_not_withdraw_until_it_is_given_back() -> None:
    made = asset()
    owner = account(made.business)
    with pytest.raises(Conflict):
        candidate_withdraw(actor=owner, candidate_id=made.candidate_id)
    day = clock.today()
    asset_give_back(actor=manager(), number=made.number, version=made.version, on=day, reason="Tidak dipakai lagi.")
    assert received([made.candidate_id]) == set()
    assert candidate_withdraw(actor=owner, candidate_id=made.candidate_id).state == "withdrawn"


ACTS = some.lists(
    some.tuples(some.integers(0, 1), some.integers(1, PROMISED + 2), some.booleans()), min_size=1, max_size=7
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS)
def test_values_never_exceed_what_was_promised_whatever_the_order(
    two: list[Candidate], acts: list[tuple[int, int, bool]]
) -> None:
    Asset.objects.exclude(state=AssetState.RETURNED).update(state=AssetState.RETURNED)
    for place, (who, value, gives_back) in enumerate(acts):
        kept = Asset.objects.filter(candidate=two[who]).exclude(state=AssetState.RETURNED)
        if gives_back and (last := kept.last()):
            asset_give_back(
                actor=manager(), number=last.number, version=last.version, on=clock.today(), reason="Dikembalikan."
            )
            continue
        before = sum(one.value for one in kept)
        if before + value <= PROMISED:
            handed(two[who], machine(f"P{place}", value=value))
        else:
            with pytest.raises(InvalidInput) as refused:
                handed(two[who], machine(f"P{place}", value=value))
            assert wrong(refused) == {"m0-value"}
        assert sum(one.value for one in kept.all()) <= PROMISED


@pytest.fixture
def two() -> list[Candidate]:
    """Two receivers of one call, who have accepted."""
    _call, made = given_to(business(1), business(2))
    for one in made:
        accepted(one)
    return made


TEXTS = some.text(max_size=120)
MACHINES = some.builds(
    MachineTold,
    what=TEXTS,
    brand=TEXTS,
    type=TEXTS,
    serial=TEXTS,
    value=some.integers(-(10**20), 10**20),
    condition=TEXTS,
    photos=some.lists(TEXTS, max_size=6),
    year_made=some.none() | some.integers(-(10**9), 10**9),
)


@settings(deadline=None)
@given(
    machines=some.lists(MACHINES, max_size=12),
    left=some.none() | some.integers(-5, 10**8),
    signed=some.none() | some.builds(Signed, role=TEXTS, name=TEXTS, file=TEXTS),
)
def test_whatever_is_told_is_right_or_named(
    machines: list[MachineTold], left: int | None, signed: Signed | None
) -> None:
    today = clock.today()
    told = HandoverTold(machines, today, "x", signed, signed)
    found = problems_of_handover(told, since=today, today=today, villages={"x": "X"}, money=Money(left, left))
    if not found:
        assert all(one.identity and len(one.identity) <= LONGEST_IDENTITY for one in machines)
        assert all(0 < one.value <= 10**13 for one in machines)
        assert left is None or sum(one.value for one in machines) <= left
        assert len({one.identity for one in machines}) == len(machines)
    for one in machines:
        spaced = replace(one, serial=f" {one.serial.upper()} ", brand=one.brand.lower())
        if one.serial.isascii() and one.brand.isascii():
            assert spaced.identity == one.identity
