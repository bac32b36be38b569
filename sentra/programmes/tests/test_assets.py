"""A machine after it was handed over: what is seen, passed on, lost, found, given back, reported by its holder."""

from datetime import timedelta
from itertools import product
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from sentra.audit.models import Entry
from sentra.kernel import clock
from sentra.kernel.errors import Conflict, InvalidInput, NotAllowed, NotFound
from sentra.people.models import Role
from sentra.people.policy import GRANTS
from sentra.people.tests.people import officer, stranger
from sentra.programmes.models import HELD, Asset, AssetSeen, AssetState, AssetTrouble
from sentra.programmes.services import assets as acts
from sentra.programmes.services.asset_common import asset_lock
from sentra.programmes.tests.making import account, business, head, kinds_told, manager
from sentra.programmes.tests.making_machines import again, asset
from sentra.programmes.workflow import ASSET, OWN, AssetFacts
from sentra.registry.models import Business
from sentra.surveys.tests.making import photograph
from sentra.surveys.tests.visiting import supervised

TRADE, HEAD = Role.DISPERINDAG, Role.HEAD
EXPECTED: dict[AssetState, dict[Role, set[str]]] = {
    **{state: {TRADE: {"see", "lose", "give_back"}, HEAD: {"transfer"}} for state in HELD},
    AssetState.LOST: {TRADE: {"find_again"}},
}
WHY = "Usahanya pindah ke luar kota."


@pytest.mark.parametrize(("state", "role"), list(product(AssetState, Role)))
def test_a_role_may_do_exactly_what_the_table_says(state: AssetState, role: Role) -> None:
    def holds(permission: str) -> bool:
        return permission in GRANTS[role]

    allowed = {act.code for act in ASSET.allowed(state, AssetFacts(), holds)}
    assert allowed == EXPECTED.get(state, {}).get(role, set())
    for code in ASSET.acts:
        if code in allowed:
            assert ASSET.require(code, state, AssetFacts(), holds).code == code
        else:
            with pytest.raises((Conflict, NotAllowed)):
                ASSET.require(code, state, AssetFacts(), holds)


@pytest.mark.parametrize("state", AssetState)
def test_a_holder_reports_what_is_held_and_nothing_else(state: AssetState) -> None:
    allowed = {act.code for act in ASSET.allowed(state, AssetFacts(own=True), lambda held: held == OWN)}
    assert allowed == ({"tell_trouble"} if state in HELD else set())


@pytest.mark.parametrize("state", HELD)
@pytest.mark.parametrize(
    ("facts", "left"), [(AssetFacts(own=True), {"tell_trouble"}), (AssetFacts(missing=True), {"see", "lose"})]
)
def test_nobody_decides_on_the_own_or_passes_on_what_is_not_there(
    state: AssetState, facts: AssetFacts, left: set[str]
) -> None:
    allowed = {act.code for act in ASSET.allowed(state, facts, lambda _held: True)}
    assert allowed - {"tell_trouble"} == left - {"tell_trouble"}


def see(one: Asset, condition: str, days: int = 0, words: str = "") -> Asset:
    """The officer saw a machine so many days ago."""
    on = clock.today() - timedelta(days=days)
    version = again(one).version
    acts.asset_see(actor=manager(), number=one.number, version=version, condition=condition, on=on, words=words)
    return again(one)


@pytest.mark.django_db
def test_what_is_seen_changes_the_state_and_stays_written_down() -> None:
    made = asset()
    officer(Role.DISPERINDAG)
    assert see(made, "idle").state == "idle"
    gone = see(made, "not_there", words="Tetangga tidak tahu.")
    assert (gone.state, gone.missing_since, gone.last_seen_on) == ("idle", clock.today(), clock.today())
    assert kinds_told(manager())[-1] == "asset_missing"
    back = see(made, "damaged")
    assert (back.state, back.missing_since) == ("damaged", None)
    assert list(made.seen.values_list("condition", flat=True)) == ["damaged", "not_there", "idle"]
    assert Entry.objects.filter(record_id=str(made.pk), act="asset.see").count() == 3


@pytest.mark.django_db
def test_a_report_sees_a_machine_once_and_what_comes_late_changes_nothing() -> None:
    made = asset()
    with clock.travel(clock.now() + timedelta(days=30)):
        made = see(made, "damaged")
        _visit, report = supervised(made.business)
        surveyor, earlier = officer(Role.SURVEYOR), clock.today() - timedelta(days=10)
        told: dict[str, Any] = {"actor": surveyor, "condition": "in_use", "words": "Dipakai.", "report": report}
        first = acts.asset_seen(asset=asset_lock(made.number), on=earlier, **told)
        assert acts.asset_seen(asset=asset_lock(made.number), on=clock.today(), **told) == first
        kept = again(made)
        assert (kept.state, kept.last_seen_on, kept.seen.count()) == ("damaged", clock.today(), 2)
        seen = acts.asset_seen(
            actor=surveyor, asset=asset_lock(made.number), condition="idle", on=clock.today(), words=""
        )
        assert (again(made).state, seen.by) == ("idle", surveyor)


@pytest.mark.django_db
def test_the_head_passes_a_machine_on_within_the_register_and_both_hear_of_it() -> None:
    made, other = see(asset(), "idle"), business(2)
    told: dict[str, Any] = {"actor": head(), "number": made.number, "reason": WHY}
    for to in ("", "TIDAK-ADA", made.business.register_number, "\x00" * 40):
        with pytest.raises(InvalidInput) as refused:
            acts.asset_transfer(version=again(made).version, to=to, **told)
        assert {one.field for one in refused.value.problems} == {"to"}
    Business.objects.filter(pk=other.pk).update(registered_at=None)
    with pytest.raises(InvalidInput):
        acts.asset_transfer(version=again(made).version, to=other.register_number, **told)
    Business.objects.filter(pk=other.pk).update(registered_at=clock.now())
    moved = acts.asset_transfer(version=again(made).version, to=other.register_number.lower(), **told)
    assert (moved.business, moved.state) == (other, "in_use")
    assert kinds_told(account(made.business))[-1] == "asset_passed_on"
    assert kinds_told(account(other))[-1] == "asset_received"
    entry = Entry.objects.get(record_id=str(made.pk), act="asset.transfer")
    assert made.business.register_number in entry.before["asset_business"]
    with pytest.raises(Conflict):
        acts.asset_transfer(version=made.version, to=made.business.register_number, **told)
    with pytest.raises(NotAllowed):
        acts.asset_transfer(**{**told, "actor": manager()}, version=again(made).version, to=other.register_number)


@pytest.mark.django_db
def test_a_lost_machine_is_found_again_and_a_late_sighting_does_not_find_it() -> None:
    made, today = asset(), clock.today()
    lost: dict[str, Any] = {"actor": manager(), "number": made.number}
    with pytest.raises(InvalidInput) as refused:
        acts.asset_lose(**lost, version=made.version, on=today + timedelta(days=1), reason=WHY)
    assert {one.field for one in refused.value.problems} == {"on"}
    with pytest.raises(InvalidInput):
        acts.asset_lose(**lost, version=made.version, on=today, reason="x")
    with clock.travel(clock.now() + timedelta(days=9)):
        acts.asset_lose(**lost, version=again(made).version, on=clock.today(), reason="Dicuri malam hari.")
        acts.asset_seen(actor=manager(), asset=asset_lock(made.number), condition="in_use", on=today, words="")
        acts.asset_seen(
            actor=manager(), asset=asset_lock(made.number), condition="not_there", on=clock.today(), words=""
        )
        gone = again(made)
        assert (gone.state, gone.missing_since) == ("lost", None)
        with pytest.raises(Conflict):
            see(made, "in_use")
        found: dict[str, Any] = {"version": again(made).version, "on": clock.today(), "words": "Di pasar loak."}
        with pytest.raises(InvalidInput):
            acts.asset_find_again(**lost, condition="not_there", **found)
        acts.asset_find_again(**lost, condition="damaged", **found)
    assert again(made).state == "damaged"
    assert Entry.objects.filter(record_id=str(made.pk), act="asset.find_again").count() == 1


@pytest.mark.django_db
def test_what_was_given_back_stays_so_and_its_holder_hears_of_it() -> None:
    made = asset()
    acts.asset_give_back(
        actor=manager(), number=made.number, version=made.version, on=clock.today(), reason="Usaha berhenti."
    )
    assert kinds_told(account(made.business))[-1] == "asset_given_back"
    acts.asset_seen(actor=manager(), asset=asset_lock(made.number), condition="in_use", on=clock.today(), words="")
    assert again(made).state == "returned"
    with pytest.raises(Conflict):
        see(made, "in_use")


@pytest.mark.django_db
def test_a_holder_reports_once_and_the_office_is_told() -> None:
    made, key = asset(), uuid4()
    told: dict[str, Any] = {"number": made.number, "key": key, "kind": "damage", "words": "Motor terbakar kemarin."}
    own = account(made.business)
    first = acts.trouble_tell(actor=own, photo=photograph("#aa1122"), **told)
    assert acts.trouble_tell(actor=own, **told) == first
    assert (AssetTrouble.objects.count(), again(made).state) == (1, "in_use")
    assert kinds_told(manager())[-1] == "asset_trouble"
    with pytest.raises(NotFound):
        acts.trouble_tell(actor=stranger(), **{**told, "key": uuid4()})
    with pytest.raises(Conflict):
        acts.trouble_tell(actor=stranger(), **told)
    for changes, field in (({"kind": "fire"}, "kind"), ({"words": ""}, "words"), ({"words": "x" * 4001}, "words")):
        with pytest.raises(InvalidInput) as refused:
            acts.trouble_tell(actor=own, **{**told, "key": uuid4(), **changes})
        assert {one.field for one in refused.value.problems} == {field}


@pytest.mark.django_db
def test_a_second_press_is_told_that_the_record_changed() -> None:
    made = asset()
    see(made, "idle")
    with pytest.raises(Conflict):
        acts.asset_see(
            actor=manager(),
            number=made.number,
            version=made.version,
            condition="in_use",
            on=clock.today(),
            words="",
        )
    assert AssetSeen.objects.count() == 1


SIGHTINGS = some.lists(
    some.tuples(some.integers(0, 40), some.sampled_from(["in_use", "idle", "damaged", "not_there"])),
    min_size=1,
    max_size=6,
)


@pytest.fixture
def handed_over() -> Asset:
    """A machine that was handed over forty days ago."""
    with clock.travel(clock.now() - timedelta(days=40)):
        return asset()


@pytest.mark.django_db
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sightings=SIGHTINGS)
def test_the_latest_day_that_somebody_looked_counts_in_whatever_order_it_is_told(
    handed_over: Asset, sightings: list[tuple[int, str]]
) -> None:
    began = handed_over.handed_on
    fresh = {"state": "in_use", "state_on": began, "last_seen_on": began, "missing_since": None}
    Asset.objects.filter(pk=handed_over.pk).update(**fresh)
    for day, condition in sightings:
        on = began + timedelta(days=day)
        acts.asset_seen(actor=manager(), asset=asset_lock(handed_over.number), condition=condition, on=on, words="")
    kept = again(handed_over)
    latest = max(day for day, _condition in sightings)
    last = [condition for day, condition in sightings if day == latest][-1]
    assert (kept.missing_since is not None) == (last == "not_there")
    assert kept.state_on == began + timedelta(days=latest)
    if last != "not_there":
        assert kept.state == last
    there = [day for day, condition in sightings if condition != "not_there"]
    assert kept.last_seen_on == began + timedelta(days=max(there, default=0))
