"""Two records become one and two again: whatever hangs on them moves, and comes back exactly."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.db.models import Model

from sentra.audit.models import Entry
from sentra.audit.queries import verify_all
from sentra.cases.models import Case
from sentra.documents.models import Document
from sentra.files.services import file_store
from sentra.kernel import clock
from sentra.kernel.errors import Conflict, InvalidInput, NotAllowed, NotFound
from sentra.licensing.tests.making import picture
from sentra.people.models import Role, User
from sentra.people.tests.people import officer, owner
from sentra.programmes.models import Asset, Call, Candidate, Handover, Lift, Passing
from sentra.promotion.models import DayCount, Enquiry, Maker, MakerState
from sentra.promotion.services.derived import showings_refresh
from sentra.registry.doubles import pairs_to_decide
from sentra.registry.facts import BusinessFacts, OwnerFacts
from sentra.registry.facts import Entry as Listed
from sentra.registry.identity import identity_check
from sentra.registry.models import (
    Activity,
    Business,
    Figures,
    Group,
    LegalPaper,
    Machine,
    Membership,
    Merge,
    Owner,
    Ownership,
    Pair,
    PairState,
    Product,
    ProductPhoto,
    RawMaterial,
    RecordedFrom,
    Support,
)
from sentra.registry.services.absorb import hanging, links_to, values_of
from sentra.registry.services.derived import refresh
from sentra.registry.services.doubles import pair_name, search_go_on, search_start, search_step
from sentra.registry.services.merge import merge_undo, pair_merge, pair_part
from sentra.registry.services.pairs import APART
from sentra.registry.services.record import businesses_record
from sentra.surveys.models import CensusRecord
from sentra.surveys.tests.visiting import census_visit, supervised
from sentra.transfer.models import Import, ImportRow, RowOutcome
from tests.making import DISTRICT, granted, sent_in

pytestmark = pytest.mark.django_db

VILLAGE = f"{DISTRICT}.2003"
CHANGES_ANYWAY = {"version"}
NOT_COMPARED = {"audit.Entry", "promotion.CatalogueChange", "registry.Merge", "sessions.Session"}


def keeper() -> User:
    """The officer who decides about doubles."""
    return officer(Role.DISPERINDAG, [DISTRICT], name="Penjaga")


def recorded(name: str = "Sambel Pecel Bu Siti", owner: str = "Siti Aminah", **facts: Any) -> Business:
    """Record a business, whatever it looks like."""
    business = BusinessFacts(name, DISTRICT, VILLAGE, "sambel_pecel", **facts)
    entry = Listed(OwnerFacts(owner), business, surely_new=True)
    (outcome,) = businesses_record(actor=None, entries=[entry], source=RecordedFrom.IMPORT)
    assert outcome.business
    return outcome.business


def hang_everything(business: Business, sign: str) -> None:
    """Hang one row of every kind on a business and its owner; most would clash with those of another business."""
    supervised(business)
    CensusRecord.objects.create(key=uuid4(), visit=census_visit(business), business=business, is_new=False)
    product = Product.objects.create(business=business, name="Sambel", description=sign)
    photo = file_store(actor=owner(), upload=picture(), name="foto.jpg", field="photos")
    ProductPhoto.objects.create(product=product, file=photo, caption=sign)
    paper = LegalPaper.objects.create(business=business, product=product, kind="p_irt", number=f"1234{sign}")
    assert paper.pk
    Product.objects.create(business=business, name=f"Sambel {sign}")
    Machine.objects.create(business=business, name=f"Mesin {sign}")
    RawMaterial.objects.create(business=business, name=f"Kacang {sign}")
    Figures.objects.create(business=business, year=2024, investment=len(sign))
    Figures.objects.create(business=business, year=2010 + len(sign))
    Activity.objects.create(business=business, kbli="10779", kbli_version="2020")
    Activity.objects.create(business=business, kbli="10779", kbli_version="2020", oss_id=f"R-{sign}")
    Support.objects.create(business=business, year=2023, kind="training", title="Pelatihan kemasan")
    group, _made = Group.objects.get_or_create(kind="kub", name="KUB Sari", name_folded="kub sari", district=DISTRICT)
    Membership.objects.create(group=group, business=business)
    Membership.objects.create(group=group, business=business, until=date(2020, 1, len(sign)))
    Ownership.objects.create(business=business, owner=business.owner, since=date(2020, 1, 1))
    sheet = Import.objects.create(file=photo, name=f"{sign}.xlsx")
    ImportRow.objects.create(of=sheet, number=2, outcome=RowOutcome.NEW, business=business, decided_same=business)
    due = clock.today()
    Case.objects.create(number=f"KP-{sign}", business=business, product=product, product_name="Sambel", answer_due=due)
    hang_candidate(business, sign)
    hang_page(business, sign)
    gone_before = recorded(f"Lama {sign}")
    Business.objects.filter(pk=gone_before.pk).update(merged_into=business)
    owner_before = Owner.objects.create(name=f"Pemilik lama {sign}", name_folded="x")
    Owner.objects.filter(pk=owner_before.pk).update(merged_into=business.owner)


def hang_candidate(business: Business, sign: str) -> None:
    """Let a business apply to the one call of these tests, itself a member of a group; a condition is lifted."""
    days = dict.fromkeys(("begins_on", "ends_on", "apply_from", "apply_until"), clock.today())
    told = {"kind": "bazar", "title": "Bazar", "quota": 1, "content": {}, "in_charge": keeper(), **days}
    call, _made = Call.objects.get_or_create(number="PRG-1", defaults=told)
    candidate = Candidate.objects.create(key=uuid4(), call=call, business=business, applied_by=keeper())
    candidate.members.add(business)
    Lift.objects.create(
        call=call, business=business, condition="years", words="Lama usaha", reason=sign, lifted_by=keeper()
    )
    hang_machine(candidate, sign)


def hang_page(business: Business, sign: str) -> None:
    """Let a business stand in the catalogue with its products, seen today."""
    now, keeps = clock.now(), {"consented_by": keeper(), "consent_owner": business.owner, "state": MakerState.PUBLISHED}
    maker = Maker.objects.create(
        business=business, slug=f"sambel-{sign}", consented_at=now, first_published_at=now, **keeps
    )
    showings_refresh([maker.pk])
    DayCount.objects.create(maker=maker, day=clock.today(), way="view", count=len(sign))
    Enquiry.objects.create(maker=maker, showing=maker.showings.first(), name="Rina")


def hang_machine(candidate: Candidate, sign: str) -> None:
    """Let a business hold a machine that was handed over to it."""
    signed = {"signer": keeper(), "signer_name": "Penjaga", "issued_at": clock.now(), "data": {}}
    paper = Document.objects.create(
        kind="handover", number=sign, code=sign, title="BAST", template="handover", **signed
    )
    day = {"handed_on": clock.today()}
    handover = Handover.objects.create(
        key=uuid4(), candidate=candidate, place=VILLAGE, receiver="Siti", officer="Lilik", handed_by=keeper(),
        document=paper, **day,
    )  # fmt: skip
    asset = Asset.objects.create(
        number=f"AST-{sign}", handover=handover, candidate=candidate, business=candidate.business, what="Oven",
        brand="Maju", type="A", serial=sign, identity=f"maju {sign}", value=1, condition="new",
        state_on=clock.today(), **day,
    )  # fmt: skip
    again = Document.objects.create(
        kind="passing", number=f"P{sign}", code=f"P{sign}", title="NPHD", template="grant", **signed
    )
    Passing.objects.create(asset=asset, to=candidate.business, document=again, passed_by=keeper())


def snapshot() -> dict[str, list[dict[str, Any]]]:
    """Give every row of every table, but for what tells that something happened."""
    models = [one for one in apps.get_models(include_auto_created=True) if one._meta.label not in NOT_COMPARED]
    return {
        model._meta.label: sorted(
            (
                {name: value for name, value in values_of(row).items() if name not in CHANGES_ANYWAY}
                for row in rows(model)
            ),
            key=str,
        )
        for model in models
        if model._meta.managed
    }


def rows(model: type[Model]) -> list[Model]:
    """Give all rows of a table."""
    return list(model._base_manager.all())


def pair_of(one: Business, other: Business) -> Pair:
    """Take two for one."""
    return pair_name(actor=keeper(), numbers=(one.register_number, other.register_number))


def merged(pair: Pair, kept: Business, **given: Any) -> Merge:
    """Merge a pair."""
    versions = {one.pk: one.version for one in Business.objects.filter(pk__in=[pair.one_id, pair.other_id])}
    return pair_merge(actor=keeper(), pair_id=pair.pk, kept_id=kept.pk, versions=versions, **given)


def two() -> tuple[Business, Business, Pair]:
    """Two records of one business: one with a permit, one from a list, each with everything hanging on it."""
    permit = granted(sent_in(owner()))
    kept = permit.business
    gone = recorded("UD Pecel Sambal Siti", "Hj. Siti Aminah, S.E.", phone="+6281234567890", nib="9123456789012")
    Business.objects.filter(pk=kept.pk).update(district=DISTRICT, village=VILLAGE)
    hang_everything(kept, "satu")
    hang_everything(gone, "dua")
    refresh(list(Business.objects.values_list("pk", flat=True)))
    for business in (kept, gone):
        business.refresh_from_db()
    return kept, gone, pair_of(kept, gone)


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("owners_same", [False, True])
def test_a_merge_moves_everything_and_its_undo_restores_every_link_and_value(
    *, owners_same: bool, turned: bool
) -> None:
    kept, gone, pair = two()
    kept, gone = (gone, kept) if turned else (kept, gone)
    third = recorded("Sambel Pecel Siti Jaya")
    remembered = pair_of(gone, third)
    pair_part(actor=keeper(), pair_id=remembered.pk, why="Ini usaha anaknya.")
    asked = pair_of(kept, third)
    before = snapshot()
    merge = merged(pair, kept, owners_same=owners_same, taken=["name", "owner", "phone", "nib"], why="Sama.")
    assert hanging(gone, apart=APART) == []
    kept.refresh_from_db()
    gone.refresh_from_db()
    assert (gone.merged_into, kept.name, kept.nib) == (kept, gone.name, "9123456789012")
    assert kept.permits.count() == 1
    assert kept.figures.count() == 4
    assert {one.name for one in kept.products.all()} >= {"Sambel", "Sambel satu", "Sambel dua"}
    assert ProductPhoto.objects.filter(product__business=kept).count() == 2
    assert Business.objects.filter(merged_into=kept).count() == 3
    asked.refresh_from_db()
    assert asked.state == PairState.DIFFERENT
    assert gone.register_number.lower().replace("-", " ").split()[-1] in kept.search_text.split()
    merge_undo(actor=keeper(), merge_id=merge.pk)
    after = snapshot()
    assert {table: rows for table, rows in after.items() if rows != before[table]} == {}
    assert verify_all().ok


def test_what_the_merge_tests_hang_on_a_business_is_all_that_can_hang_on_one() -> None:
    kept, _gone, _pair = two()
    for row in (kept, kept.owner):
        tables = {link.model._meta.label for link in links_to(type(row)) if link.model not in APART}
        hung = {name.split()[0] for name in hanging(row, apart=APART)}
        assert tables == hung


def test_the_story_of_both_tells_of_the_merge() -> None:
    one, other = recorded(), recorded("Sambel Pecel Siti")
    merge = merged(pair_of(one, other), one, why="Alamat dan pemilik sama.")
    merge_undo(actor=keeper(), merge_id=merge.pk)
    for business, acts in (
        (one, ["register.merged", "register.unmerged"]),
        (other, ["register.merged_away", "register.unmerged_away"]),
    ):
        told = Entry.objects.filter(record_id=str(business.pk), act__contains="merged").order_by("seq")
        assert [entry.act for entry in told] == acts
    first = Entry.objects.get(act="register.merged")
    assert (first.after["number"], first.reason) == (other.register_number, "Alamat dan pemilik sama.")


def test_the_old_number_leads_on_and_the_identity_check_follows() -> None:
    one, other = recorded(nib="9123456789012"), recorded("Sambel Pecel Siti", nib="9123456789013")
    merged(pair_of(one, other), one, owners_same=True)
    found = identity_check(
        owner=OwnerFacts("Siti Aminah"),
        business=BusinessFacts("Sambel Pecel Siti", DISTRICT, VILLAGE, "sambel_pecel", nib="9123456789013"),
    )
    assert found.business == one
    assert found.owner == one.owner


def test_two_niks_are_two_persons() -> None:
    one, other = recorded(), recorded("Sambel Pecel Siti")
    Owner.objects.filter(pk=one.owner_id).update(nik_index="a")
    another = Owner.objects.create(name="Siti Aminah", name_folded="siti aminah", nik_index="b")
    Business.objects.filter(pk=other.pk).update(owner=another)
    with pytest.raises(InvalidInput, match="NIK"):
        merged(pair_of(one, other), one, owners_same=True)
    merged(pair_of(one, other), one)


def test_the_second_officer_is_told_what_the_first_decided() -> None:
    one, other = recorded(), recorded("Sambel Pecel Siti")
    pair = pair_of(one, other)
    merged(pair, one)
    with pytest.raises(Conflict, match="Penjaga"):
        merged(pair, other)
    with pytest.raises(Conflict, match="Penjaga"):
        pair_part(actor=keeper(), pair_id=pair.pk)


def test_a_record_that_was_changed_meanwhile_is_not_merged() -> None:
    one, other = recorded(), recorded("Sambel Pecel Siti")
    pair = pair_of(one, other)
    with pytest.raises(Conflict, match=r"changed|diubah"):
        pair_merge(actor=keeper(), pair_id=pair.pk, kept_id=one.pk, versions={one.pk: 1, other.pk: 7})


def test_an_undo_is_refused_where_something_was_built_on_it() -> None:
    one, other = recorded(), recorded("Sambel Pecel Siti")
    merge = merged(pair_of(one, other), one)
    machine = Machine.objects.create(business=one, name="Oven")
    with pytest.raises(Conflict):
        merge_undo(actor=keeper(), merge_id=merge.pk)
    machine.delete()
    Business.objects.filter(pk=one.pk).update(version=9)
    with pytest.raises(Conflict):
        merge_undo(actor=keeper(), merge_id=merge.pk)


def test_an_undo_has_thirty_days_and_is_done_once() -> None:
    one, other = recorded(), recorded("Sambel Pecel Siti")
    merge = merged(pair_of(one, other), one)
    with clock.travel(clock.now() + timedelta(days=31)), pytest.raises(Conflict, match="30"):
        merge_undo(actor=keeper(), merge_id=merge.pk)
    merge_undo(actor=keeper(), merge_id=merge.pk)
    with pytest.raises(Conflict):
        merge_undo(actor=keeper(), merge_id=merge.pk)


def test_who_may_decide_about_doubles() -> None:
    one, other = recorded(), recorded("Sambel Pecel Siti")
    pair = pair_of(one, other)
    elsewhere = officer(Role.DISPERINDAG, ["35.05.01"], name="Jauh")
    versions = {one.pk: one.version, other.pk: other.version}
    for actor, error in ((elsewhere, NotFound), (officer(Role.VERIFIER), NotFound)):
        with pytest.raises(error):
            pair_merge(actor=actor, pair_id=pair.pk, kept_id=one.pk, versions=versions)
        with pytest.raises(error):
            pair_part(actor=actor, pair_id=pair.pk)
    with pytest.raises(NotAllowed):
        search_start(actor=officer(Role.VERIFIER))
    merge = merged(pair, one)
    with pytest.raises(NotFound):
        merge_undo(actor=elsewhere, merge_id=merge.pk)


def test_a_search_finds_doubles_and_never_offers_again_what_is_not_the_same() -> None:
    one, other = recorded(), recorded("UD Sambal Petjel Siti", "Hj. St. Aminah")
    recorded("Gerabah Pak Joko", "Joko Susilo")
    search_start(actor=keeper())
    search_go_on()
    (pair,) = pairs_to_decide(keeper())
    assert {pair.one, pair.other} == {one, other}
    assert [level for field, level, _bits in pair.reasons if field == "owner"] == ["same"]
    pair_part(actor=keeper(), pair_id=pair.pk)
    search_start(actor=None)
    search_go_on()
    assert list(pairs_to_decide(keeper())) == []
    assert Pair.objects.get().state == PairState.DIFFERENT


def test_a_search_goes_on_where_it_stood_and_forgets_what_is_alike_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sentra.registry.services.doubles.STEP", 1)
    one, other = recorded(), recorded("Sambel Pecel Siti")
    run = search_start(actor=None)
    with pytest.raises(Conflict):
        search_start(actor=None)
    assert search_step()
    run.refresh_from_db()
    assert (run.done, run.percent) == (1, 50)
    search_go_on()
    run.refresh_from_db()
    assert run.finished_at
    assert (run.done, run.businesses, run.found) == (2, 2, 1)
    assert not search_step()
    Business.objects.filter(pk=other.pk).update(name="Gerabah Joko", commodity="gerabah_seni")
    with clock.travel(clock.now() + timedelta(minutes=1)):
        search_start(actor=None)
        search_go_on()
    assert not Pair.objects.exists()
    assert one.pk != other.pk
