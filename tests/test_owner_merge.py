"""Two owners become one person and two again: whatever hangs on them moves, and comes back exactly."""

from datetime import date, timedelta
from typing import Any

import pytest

from sentra.audit.models import Entry
from sentra.audit.queries import verify_all
from sentra.kernel import clock
from sentra.kernel.crypto import blind_index
from sentra.kernel.errors import Conflict, InvalidInput, NotAllowed, NotFound
from sentra.kernel.text import fold
from sentra.people.models import Role, User
from sentra.people.policy import visible_to
from sentra.people.tests.people import officer, owner, stranger
from sentra.registry.doubles import owner_pairs_to_decide
from sentra.registry.models import Business, Merge, Owner, OwnerMerge, OwnerPair, Ownership, PairState
from sentra.registry.services.derived import refresh
from sentra.registry.services.doubles import search_go_on, search_start
from sentra.registry.services.merge import merge_undo
from sentra.registry.services.owner_doubles import (
    owner_merge_undo,
    owner_pair_merge,
    owner_pair_name,
    owner_pair_part,
    seen_at,
)
from sentra.registry.services.profile import section_save
from tests.making import DISTRICT, granted, sent_in
from tests.test_merge import keeper, merged, pair_of, recorded, snapshot

pytestmark = pytest.mark.django_db
ELSEWHERE = "35.05.01"
PHONE = "+6281111222333"


def of(name: str, business: str, user: User | None = None, **more: Any) -> Business:
    """A business of an owner of its own."""
    made = recorded(business)
    person = Owner.objects.create(name=name, name_folded=fold(name), user=user, **more)
    Business.objects.filter(pk=made.pk).update(owner=person)
    refresh([made.pk])
    made.refresh_from_db()
    return made


def owners_pair(one: Business, other: Business) -> OwnerPair:
    """Take the owners of two businesses for one person."""
    return owner_pair_name(actor=keeper(), numbers=(one.register_number, other.register_number))


def same(pair: OwnerPair, **given: Any) -> OwnerMerge:
    """Make one person of a pair."""
    seen = {one.pk: seen_at(one) for one in Owner.objects.filter(pk__in=[pair.one_id, pair.other_id])}
    return owner_pair_merge(actor=keeper(), pair_id=pair.pk, **{"seen": seen, "chosen": {}, **given})


def two(**more: Any) -> tuple[Business, Business, OwnerPair]:
    """A business of an owner with a NIK, and one of an owner with a phone alone."""
    nik: dict[str, Any] = {"nik": "3505015708900009", "nik_index": blind_index("nik", "3505015708900009")}
    one = of("Siti Aminah", "Sambel Siti", address="Jl. Melati 3", **nik)
    other = of("Hj. Siti Aminah", "Keripik Aminah", phone=PHONE, address="Jl. Mawar 9", **more)
    return one, other, owners_pair(one, other)


def test_everything_moves_and_comes_back_exactly() -> None:
    permit = granted(sent_in(owner()))
    with_permit = permit.business
    Business.objects.filter(pk=with_permit.pk).update(district=DISTRICT)
    refresh([with_permit.pk])
    other = of("Ibu Siti", "Keripik Aminah", phone=PHONE, email="ibu@example.id")
    Ownership.objects.create(business=with_permit, owner=other.owner, until=date(2020, 1, 1))
    Owner.objects.create(name="Lama", name_folded="lama", merged_into=other.owner)
    third = of("Sri", "Batik Sri")
    remembered = owners_pair(other, third)
    owner_pair_part(actor=keeper(), pair_id=remembered.pk, why="Ini adiknya.")
    pair = owners_pair(with_permit, other)
    before = snapshot()
    merge = same(pair, chosen={"name": other.owner_id}, why="Orang yang sama.")
    stays = Owner.objects.get(pk=with_permit.owner_id)
    assert (merge.kept, merge.gone) == (stays, other.owner)
    assert (stays.name, stays.user, stays.birth_date) == ("Ibu Siti", owner(), date(1990, 8, 17))
    other.refresh_from_db()
    assert other.owner == stays
    assert stays.ownerships.count() == 1
    assert {one.name for one in stays.merged_from.all()} == {"Lama", "Ibu Siti"}
    assert {one.pk for one in visible_to(owner(), Business.objects.all())} >= {with_permit.pk, other.pk}
    assert "ibu" in Business.objects.get(pk=with_permit.pk).search_text.split()
    remembered.refresh_from_db()
    assert stays.pk in {remembered.one_id, remembered.other_id}
    assert permit.application.business == with_permit
    owner_merge_undo(actor=keeper(), merge_id=merge.pk)
    after = snapshot()
    changed = {table for table, rows in after.items() if rows != before[table]}
    assert changed <= {"registry.Business", "registry.OwnerMerge"}
    plain = [{**row, "updated_at": None} for row in before["registry.Business"]]
    assert [{**row, "updated_at": None} for row in after["registry.Business"]] == plain
    assert verify_all().ok


def test_the_account_goes_with_the_person() -> None:
    one = of("Siti Aminah", "Sambel Siti", nik_index="a", nik="3505015708900009")
    other = of("Siti Aminah", "Keripik Aminah", user=owner())
    assert same(owners_pair(one, other)).kept == other.owner
    mine = set(visible_to(owner(), Business.objects.all()))
    assert mine == {one, other}
    stays = Owner.objects.get(pk=other.owner_id)
    assert (stays.nik, stays.nik_index) == ("3505015708900009", "a")
    merge = OwnerMerge.objects.get()
    owner_merge_undo(actor=keeper(), merge_id=merge.pk)
    assert set(visible_to(owner(), Business.objects.all())) == {other}


def test_two_accounts_are_refused_until_one_is_closed() -> None:
    one = of("Siti Aminah", "Sambel Siti", user=owner())
    other = of("Siti Aminah", "Keripik Aminah", user=stranger())
    pair = owners_pair(one, other)
    with pytest.raises(InvalidInput) as refused:
        same(pair)
    assert refused.value.problems[0].code == "two_accounts"
    with pytest.raises(InvalidInput):
        merged(pair_of(one, other), one, owners_same=True)
    User.objects.filter(pk=owner().pk).update(is_active=False)
    merge = same(pair)
    assert (merge.kept, merge.kept.user) == (other.owner, stranger())


def test_two_niks_are_two_persons() -> None:
    _one, _other, pair = two(nik_index="b")
    with pytest.raises(InvalidInput) as refused:
        same(pair)
    assert refused.value.problems[0].code == "two_niks"


def test_what_the_one_has_not_the_other_gives_and_a_choice_decides_the_rest() -> None:
    _one, other, pair = two()
    stays = same(pair, chosen={"address": other.owner_id}).kept
    assert (stays.name, stays.phone, stays.address) == ("Siti Aminah", PHONE, "Jl. Mawar 9")


def test_an_owner_who_was_changed_meanwhile_is_not_merged() -> None:
    one, _other, pair = two()
    seen = {owner.pk: seen_at(owner) for owner in (pair.one, pair.other)}
    version = Business.objects.get(pk=one.pk).version
    given = {"owner_email": ["siti@example.id"]}
    section_save(actor=keeper(), business_id=one.pk, version=version, section="contact", given=given)
    with pytest.raises(Conflict):
        same(pair, seen=seen)
    assert not OwnerMerge.objects.exists()


def test_the_story_of_each_business_tells_of_it() -> None:
    one, other, pair = two()
    merge = same(pair, why="KTP sama.")
    owner_merge_undo(actor=keeper(), merge_id=merge.pk)
    for business in (one, other):
        acts = Entry.objects.filter(record_id=str(business.pk), act__startswith="register.owners_").order_by("seq")
        assert [entry.act for entry in acts] == ["register.owners_merged", "register.owners_parted"]
    told = Entry.objects.get(record_id=str(other.pk), act="register.owners_merged")
    assert (told.before["owner"], told.after["owner"], told.reason) == ("Hj. Siti Aminah", "Siti Aminah", "KTP sama.")
    assert "3505015708900009" not in str(told.after)


def test_an_undo_is_refused_where_something_was_built_on_it() -> None:
    one, other, pair = two()
    merge = same(pair)
    stays = merge.kept
    added = of("Lain", "Usaha baru")
    Business.objects.filter(pk=added.pk).update(owner=stays)
    with pytest.raises(Conflict):
        owner_merge_undo(actor=keeper(), merge_id=merge.pk)
    Business.objects.filter(pk=added.pk).update(owner=added.owner)
    union = merged(pair_of(one, other), one)
    with pytest.raises(Conflict):
        owner_merge_undo(actor=keeper(), merge_id=merge.pk)
    merge_undo(actor=keeper(), merge_id=union.pk)
    with clock.travel(clock.now() + timedelta(days=31)), pytest.raises(Conflict, match="30"):
        owner_merge_undo(actor=keeper(), merge_id=merge.pk)
    version = Business.objects.get(pk=one.pk).version
    given = {"owner_phone": ["0812 0000 1111"]}
    section_save(actor=keeper(), business_id=one.pk, version=version, section="contact", given=given)
    with pytest.raises(Conflict):
        owner_merge_undo(actor=keeper(), merge_id=merge.pk)


def test_an_undo_is_refused_where_somebody_else_has_the_nik_by_now() -> None:
    one, _other, pair = two()
    merge = same(pair)
    Owner.objects.filter(nik_index=one.owner.nik_index).update(nik="", nik_index=None)
    of("Joko", "Keripik Joko", nik=one.owner.nik, nik_index=one.owner.nik_index)
    with pytest.raises(Conflict):
        owner_merge_undo(actor=keeper(), merge_id=merge.pk)
    merge.refresh_from_db()
    assert merge.undone_at is None


def test_a_merge_of_businesses_isn_t_undone_while_their_owner_is_merged_into_another() -> None:
    one, other = of("Siti", "Sambel Siti"), of("Siti Aminah", "Keripik Aminah")
    union = merged(pair_of(one, other), one)
    third = of("Siti A.", "Batik Siti", user=owner())
    gone_owner = other.owner
    Business.objects.filter(pk=third.pk).update(district=DISTRICT)
    helper = recorded("Penolong")
    Business.objects.filter(pk=helper.pk).update(owner=gone_owner)
    merge = same(owners_pair(third, helper))
    assert merge.gone == gone_owner
    with pytest.raises(Conflict):
        merge_undo(actor=keeper(), merge_id=union.pk)
    owner_merge_undo(actor=keeper(), merge_id=merge.pk)
    merge_undo(actor=keeper(), merge_id=union.pk)
    assert Merge.objects.get().undone_at


def test_who_may_decide_about_owners() -> None:
    one, other, pair = two()
    elsewhere = officer(Role.DISPERINDAG, [ELSEWHERE], name="Jauh")
    for actor in (elsewhere, officer(Role.VERIFIER)):
        with pytest.raises(NotFound):
            owner_pair_merge(actor=actor, pair_id=pair.pk, seen={}, chosen={})
        with pytest.raises(NotFound):
            owner_pair_part(actor=actor, pair_id=pair.pk)
    numbers = (one.register_number, other.register_number)
    with pytest.raises(NotAllowed):
        owner_pair_name(actor=officer(Role.VERIFIER), numbers=numbers)
    merge = same(pair)
    with pytest.raises(NotFound):
        owner_merge_undo(actor=elsewhere, merge_id=merge.pk)


def test_an_owner_with_a_business_elsewhere_is_for_who_decides_there_too() -> None:
    one, other, pair = two()
    far = recorded("Cabang jauh")
    Business.objects.filter(pk=far.pk).update(owner=other.owner, district=ELSEWHERE)
    assert list(owner_pairs_to_decide(keeper())) == []
    with pytest.raises(NotFound):
        owners_pair(one, other)
    everywhere = officer(Role.DISPERINDAG, name="Semua")
    assert list(owner_pairs_to_decide(everywhere)) == [pair]


def test_numbers_of_one_owner_or_of_nobody_are_refused() -> None:
    one, other, _pair = two()
    second = recorded("Usaha kedua")
    Business.objects.filter(pk=second.pk).update(owner=one.owner)
    for numbers in (
        (one.register_number, second.register_number),
        (one.register_number, "IKM-3505-999999"),
        (other.register_number, other.register_number),
    ):
        with pytest.raises(InvalidInput) as refused:
            owner_pair_name(actor=keeper(), numbers=numbers)
        assert refused.value.problems[0].field == "second"


def test_the_search_finds_owners_by_phone_and_name_and_remembers_what_was_decided() -> None:
    one = of("Siti Aminah", "Sambel Siti", phone=PHONE)
    other = of("Hj. St. Aminah", "Anyaman Bambu Krajan", phone=PHONE)
    of("Joko Susilo", "Gerabah Joko", phone=PHONE)
    of("Siti Aminah", "Batik Melati", phone="+6285555555555")
    search()
    (pair,) = owner_pairs_to_decide(keeper())
    assert {pair.one, pair.other} == {one.owner, other.owner}
    owner_pair_part(actor=keeper(), pair_id=pair.pk)
    search()
    assert list(owner_pairs_to_decide(keeper())) == []
    assert OwnerPair.objects.get().state == PairState.DIFFERENT
    assert owners_pair(one, other).state == PairState.OPEN


def search() -> None:
    """Search the whole register."""
    search_start(actor=keeper())
    search_go_on()
