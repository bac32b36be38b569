"""A visit of the field work sees machines that the regency gave, and machines nobody saw make a visit due."""

from datetime import timedelta

import pytest

from sentra.kernel import clock
from sentra.licensing.tests.making import publish
from sentra.people.models import Role, User
from sentra.people.tests.people import officer
from sentra.programmes.acts import ACTS
from sentra.programmes.holdings import last_seen_by_business
from sentra.programmes.models import Asset, AssetSeen, AssetState
from sentra.programmes.tests.making import account, kinds_told, manager
from sentra.programmes.tests.making_machines import accepted, again, handed, machine, receiver
from sentra.registry.dossier import story_of
from sentra.registry.panels import records_of
from sentra.surveys.models import Report
from sentra.surveys.supervision import due_now
from sentra.surveys.tests.visiting import business_visit, visited

pytestmark = pytest.mark.django_db


def machines(many: int = 1) -> list[Asset]:
    """So many machines that one business holds."""
    candidate = receiver()
    accepted(candidate)
    told = [machine(f"SN-{place}", what=f"Mesin {place}") for place in range(many)]
    return list(handed(candidate, *told).assets.order_by("number"))


def looked(asset: Asset, condition: str) -> Report:
    """A follow-up visit told how the machine of the regency is."""
    return visited(business_visit(asset.business, "follow_up"), answers={"aid_machine": condition})


@pytest.mark.parametrize(
    ("condition", "state"),
    [("in_use", AssetState.IN_USE), ("idle", AssetState.IDLE), ("damaged", AssetState.DAMAGED)],
)
def test_a_visit_tells_the_register_how_a_machine_is(condition: str, state: AssetState) -> None:
    publish()
    (asset,) = machines()
    report = looked(asset, condition)
    assert (again(asset).state, again(asset).last_seen_on) == (state, clock.today())
    assert AssetSeen.objects.get(asset=asset).report == report
    assert report.found.exists() == (condition != "in_use")


def test_a_machine_that_is_not_there_is_missing_and_the_office_is_told() -> None:
    publish()
    (asset,) = machines()
    looked(asset, "not_there")
    assert again(asset).missing_since == clock.today()
    assert "asset_missing" in kinds_told(manager())


def test_of_several_machines_that_are_not_all_in_use_the_office_finds_out_which() -> None:
    publish()
    first, second = machines(2)
    looked(first, "damaged")
    assert [again(one).state for one in (first, second)] == [AssetState.IN_USE, AssetState.IN_USE]
    assert not AssetSeen.objects.exists()
    assert kinds_told(manager())[-1] == "call_visited"
    looked(first, "in_use")
    assert AssetSeen.objects.count() == 2


def test_without_a_machine_a_visit_says_nothing_of_it() -> None:
    publish()
    (asset,) = machines()
    looked(asset, "none")
    assert not AssetSeen.objects.exists()


def test_a_machine_that_nobody_saw_for_months_makes_a_visit_due() -> None:
    publish()
    (asset,) = machines()
    assert last_seen_by_business() == {asset.business_id: clock.today()}
    with clock.travel(clock.now() + timedelta(days=190)):
        due = [one for one in due_now(officer(Role.HEAD)) if one.known.business_id == asset.business_id]
        assert "help_unseen" in due[0].reasons
        looked(asset, "in_use")
        assert last_seen_by_business() == {asset.business_id: clock.today()}


def test_programmes_and_machines_are_part_of_the_story_of_a_business() -> None:
    (asset,) = machines()
    told = {item.sentence for item in story_of(manager(), asset.business)}
    acts = ("candidate.apply", "candidate.agree", "asset.hand_over")
    assert all(any(str(ACTS[act]) in sentence for sentence in told) for act in acts)


def test_the_story_tells_each_only_what_it_may_read() -> None:
    """The owner reads of the own applications; a machine's story tells of those who held it before."""
    (asset,) = machines()

    def told(actor: User) -> set[str]:
        return {label for label, _pk in records_of(actor, asset.business) if label.startswith("programmes.")}

    assert told(account(asset.business)) == {"programmes.Candidate"}
    assert told(officer(Role.COUNTER)) == set()
    assert told(manager()) == {"programmes.Candidate", "programmes.Asset"}
