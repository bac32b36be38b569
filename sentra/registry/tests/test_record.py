"""Recording what lists say of businesses: new, more, the same again, or otherwise than the register knows."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from sentra.audit.models import Entry as AuditEntry
from sentra.audit.queries import verify_all
from sentra.kernel import clock
from sentra.kernel.errors import NotAllowed
from sentra.people.models import Role
from sentra.people.tests.people import officer
from sentra.people.tests.people import owner as person
from sentra.registry.facts import ActivityFacts, BusinessFacts, Entry, OwnerFacts, RecordedPaper, YearFacts
from sentra.registry.models import Business, Figures, FiguresSource, LegalPaper, Owner, RecordedFrom
from sentra.registry.services.held import Why
from sentra.registry.services.record import Outcome, Result, businesses_record

pytestmark = pytest.mark.django_db

DISTRICT, VILLAGE = "35.05.01", "35.05.01.2001"


def entry(name: str = "Sambel Pecel Bu Siti", owner: str = "Siti Aminah", **changes: Any) -> Entry:
    """What a list says of a business."""
    business = BusinessFacts(name=name, district=DISTRICT, village=VILLAGE, commodity="sambel_pecel")
    facts = {one: changes.pop(one) for one in list(changes) if one in BusinessFacts.__slots__}
    return replace(Entry(OwnerFacts(owner), replace(business, **facts)), **changes)


def record(*entries: Entry, **changes: Any) -> list[Outcome]:
    """Record a list."""
    given = {"actor": officer(Role.DISPERINDAG), "entries": entries, "source": RecordedFrom.IMPORT, **changes}
    return businesses_record(**given)


def results(outcomes: list[Outcome]) -> list[Result]:
    """Give what became of each."""
    return [one.result for one in outcomes]


FULL = entry(
    nib="1234567890123",
    phone="+6281234567890",
    product="Sambel pecel pedas",
    years=(YearFacts(2024, workers_men=1, workers_women=3, investment=5_000_000),),
    papers=(RecordedPaper("nib", "1234567890123", issued_on=None),),
    activities=(ActivityFacts("10779", "2020", oss_id="R-202401120000001"),),
)


def test_a_new_business_is_recorded_with_all_that_hangs_on_it_but_not_registered() -> None:
    (told,) = record(FULL)
    assert told.result == Result.NEW
    made = Business.objects.get()
    assert (made.is_registered, made.recorded_from, made.owner.name) == (False, "import", "Siti Aminah")
    assert made.register_number.startswith("IKM-3505-")
    assert made.figures.get().workers == 4
    assert (made.licensed, made.size_bps, made.figures_year) == (True, "micro", 2024)
    assert [one.oss_id for one in made.activities.all()] == ["R-202401120000001"]
    assert "pedas" in made.search_text
    assert told.audit_seq == 1
    assert verify_all().ok


def test_the_same_again_changes_nothing() -> None:
    record(FULL)
    before = Business.objects.values().get(), Figures.objects.values().get(), AuditEntry.objects.count()
    assert results(record(FULL)) == [Result.UNCHANGED]
    assert (Business.objects.values().get(), Figures.objects.values().get(), AuditEntry.objects.count()) == before


def test_what_is_more_is_added_and_told_in_the_chain() -> None:
    record(FULL)
    more = replace(
        FULL, business=replace(FULL.business, address="Jl. Merdeka 1"), years=(YearFacts(2025, workers_men=2),)
    )
    (told,) = record(more)
    assert (told.result, told.audit_seq) == (Result.UPDATED, 2)
    assert Business.objects.get().address == "Jl. Merdeka 1"
    assert Business.objects.get().figures_year == 2025
    assert AuditEntry.objects.get(seq=2).after == {"address": "Jl. Merdeka 1", "years": [2025]}
    assert verify_all().ok


def test_empty_words_take_nothing_away() -> None:
    record(FULL)
    assert results(record(entry(nib="1234567890123", commodity=""))) == [Result.UNCHANGED]
    assert Business.objects.get().phone == "+6281234567890"


def test_what_a_permit_rests_on_is_told_not_changed() -> None:
    record(FULL)
    Business.objects.update(registered_at=clock.now())
    (told,) = record(
        replace(FULL, owner=OwnerFacts("Wati"), business=replace(FULL.business, name="Pecel Lain", brand="Mantap"))
    )
    assert told.result == Result.UPDATED
    assert {(one.field, one.there, one.why) for one in told.differences} == {
        ("name", "Pecel Lain", Why.PERMIT),
        ("owner.name", "Wati", Why.PERMIT),
    }
    assert (Business.objects.get().name, Business.objects.get().brand) == ("Sambel Pecel Bu Siti", "Mantap")


def test_an_older_word_does_not_take_the_place_of_a_newer_one() -> None:
    record(FULL)
    older = replace(
        FULL, business=replace(FULL.business, phone="+6285555555555"), years=(YearFacts(2024, investment=1),)
    )
    (told,) = record(older, as_of=clock.today() - timedelta(days=400))
    assert told.result == Result.UNCHANGED
    assert {(one.field, one.why) for one in told.differences} == {
        ("phone", Why.NEWER),
        ("2024.investment", Why.NEWER),
    }


def test_checked_figures_stand_and_only_gaps_are_filled() -> None:
    record(FULL)
    Figures.objects.update(source=FiguresSource.OFFICER)
    (told,) = record(replace(FULL, years=(YearFacts(2024, investment=7, production_value=9_000_000),)))
    assert told.result == Result.UPDATED
    assert [(one.field, one.why) for one in told.differences] == [("2024.investment", Why.CHECKED)]
    assert Figures.objects.get().production_value == 9_000_000


def test_rows_of_one_business_are_laid_over_each_other() -> None:
    projects = [replace(FULL, activities=(ActivityFacts("10779", "2020", oss_id=f"R-{n}"),)) for n in range(3)]
    assert results(record(*projects)) == [Result.NEW, Result.UPDATED, Result.UPDATED]
    assert Business.objects.get().activities.count() == 3
    assert AuditEntry.objects.count() == 1


def test_one_of_the_same_name_in_the_village_but_another_owner_waits_for_a_person() -> None:
    record(entry())
    (told,) = record(entry(owner="Budi Santoso"))
    assert (told.result, len(told.candidates)) == (Result.TO_DECIDE, 1)
    known = Business.objects.get()
    assert results(record(entry(owner="Budi Santoso", known=known.pk))) == [Result.UPDATED]
    assert results(record(entry(owner="Citra Dewi", surely_new=True))) == [Result.NEW]


def test_entries_of_one_batch_that_may_be_the_same_wait_for_a_person_as_if_they_had_come_one_by_one() -> None:
    first, other = entry(), entry(owner="Budi Santoso")
    told = record(first, other, entry("Batik Sekar", "Rini Lestari"))
    assert results(told) == [Result.NEW, Result.TO_DECIDE, Result.NEW]
    (candidate,) = told[1].candidates
    assert candidate.business == told[0].business
    assert "Siti Aminah" in str(told[1].problems[0].message)
    (alone,) = record(other)
    assert (alone.result, [one.business.pk for one in alone.candidates]) == (told[1].result, [candidate.business.pk])
    assert results(record(entry(owner="Citra Dewi", surely_new=True), entry("Batik Sekar", "Joko"))) == [
        *(Result.NEW, Result.TO_DECIDE),
    ]


def test_entries_of_one_batch_that_are_surely_the_same_are_one_business_however_they_are_spelt() -> None:
    phone = "+6281234567890"
    respelt = entry("Sambal Pecel Bu Sitti", "Siti Aminnah", phone=phone)
    assert results(record(entry(phone=phone), respelt)) == [Result.NEW, Result.UNCHANGED]
    assert Business.objects.get().name == "Sambel Pecel Bu Siti"


def test_a_nib_of_another_is_refused_though_an_earlier_entry_has_the_same_name() -> None:
    rini, siti = OwnerFacts("Rini Lestari", "3505016005800001"), OwnerFacts("Siti Aminah", "3505016005800002")
    record(replace(entry("Batik Sekar", nib="1234567890123"), owner=rini))
    claimed = replace(entry(nib="1234567890123"), owner=siti)
    assert results(record(entry(), claimed)) == [Result.NEW, Result.REFUSED]


SITI, BUDI = OwnerFacts("Siti Aminah", "3505016005800002"), OwnerFacts("Budi Santoso", "3505011005800003")
OTHER_SITI = replace(SITI, nik="3505016005800001")
NIB, OTHER_NIB = "1234567890123", "1234567890124"
PHONE = "+6281234567890"


@pytest.mark.parametrize(
    ("one", "other", "becomes"),
    [
        (entry(), entry(), Result.UNCHANGED),
        (replace(FULL, owner=SITI), replace(FULL, owner=SITI), Result.UNCHANGED),
        (replace(FULL, owner=SITI), replace(FULL, owner=BUDI), Result.REFUSED),
        (replace(FULL, owner=SITI), replace(entry(nib=NIB), owner=OTHER_SITI), Result.REFUSED),
        (replace(entry(), owner=SITI), replace(entry(), owner=OTHER_SITI), Result.TO_DECIDE),
        (replace(entry(), owner=SITI), entry(), Result.UNCHANGED),
        (entry(), replace(entry(), owner=SITI), Result.UPDATED),
        (entry(), entry("Sambal Pecel Bu Sitti", "Siti Aminnah"), Result.UNCHANGED),
        (entry(owner=""), entry(owner=""), Result.UNCHANGED),
        (entry(owner="", phone=PHONE), entry(owner=""), Result.UNCHANGED),
        (entry(owner="", phone=PHONE), entry(owner="", phone="+6281234567891"), Result.TO_DECIDE),
        (entry("Barokah", "Siti Aminah"), entry("Barokah", "Siti Aminah"), Result.UNCHANGED),
        (entry("Barokah", owner=""), entry("Barokah", owner=""), Result.UNCHANGED),
        (entry(owner="", npwp="012345678901234"), entry(owner="", npwp="012345678901235"), Result.TO_DECIDE),
        (entry(owner="", nib=NIB, phone=PHONE), entry(owner="", nib=OTHER_NIB, phone=PHONE), Result.TO_DECIDE),
        (replace(entry("Barokah"), owner=SITI), replace(entry("Barokah"), owner=SITI), Result.UNCHANGED),
        (replace(entry(), owner=SITI), replace(entry(village=""), owner=SITI), Result.UNCHANGED),
        (entry(owner=""), entry(), Result.TO_DECIDE),
        (entry(), entry(owner=""), Result.TO_DECIDE),
        (entry(owner=""), entry("Batik Sekar", owner=""), Result.NEW),
        (entry(owner=""), entry(owner="", village="35.05.01.2002"), Result.NEW),
    ],
)
def test_two_entries_of_a_list_become_the_same_in_one_batch_as_in_two(
    one: Entry, other: Entry, becomes: Result
) -> None:
    with transaction.atomic():
        assert results(record(one, other)) == [Result.NEW, becomes]
        transaction.set_rollback(True)
    spoken_of: set[UUID] = set()
    assert results(record(one, seen=spoken_of) + record(other, seen=spoken_of)) == [Result.NEW, becomes]


TEMPE, TAHU, BATIK = "Tempe Mendoan Sumber", "Tahu Takwa Lestari", "Batik Sekar Jagad"


def in_parts(entries: Sequence[Entry], size: int) -> list[Outcome]:
    """Record a list in batches of a size."""
    spoken_of: set[UUID] = set()
    parts = (entries[begin : begin + size] for begin in range(0, len(entries), size))
    return [told for part in parts for told in record(*part, seen=spoken_of)]


@pytest.mark.parametrize("size", [1, 2, 3, 4])
def test_a_nik_is_one_persons_whatever_a_list_says(size: int) -> None:
    record(entry(TEMPE), entry(TAHU))
    told = in_parts([replace(entry(name), owner=SITI) for name in (TEMPE, TAHU, BATIK)], size)
    assert results(told) == [Result.UPDATED, Result.UNCHANGED, Result.NEW]
    assert [[one.why for one in each.differences] for each in told] == [[], [Why.OTHERS], []]
    assert Owner.objects.exclude(nik_index=None).count() == 1
    assert Business.objects.get(name=BATIK).owner == Business.objects.get(name=TEMPE).owner


def test_a_nik_that_comes_later_in_a_batch_is_one_persons_too() -> None:
    told = record(entry(TEMPE), *(replace(entry(name), owner=SITI) for name in (TAHU, TEMPE)))
    assert results(told)[:2] == [Result.NEW, Result.NEW]
    assert Owner.objects.exclude(nik_index=None).count() == 1


@pytest.mark.parametrize("size", [1, 2, 3, 4])
def test_a_nib_is_one_businesss_whatever_a_list_says(size: int) -> None:
    record(entry(TEMPE, "Rini Lestari"))
    of_siti, of_budi = (replace(entry(name), owner=who) for name, who in ((TAHU, SITI), (BATIK, BUDI)))
    told = in_parts(
        [
            replace(entry(TEMPE, "Rini Lestari", nib=NIB)),
            of_siti,
            replace(of_siti, business=replace(of_siti.business, nib=NIB)),
            of_budi,
            replace(of_budi, business=replace(of_budi.business, nib=OTHER_NIB)),
            replace(of_siti, business=replace(of_siti.business, nib=OTHER_NIB)),
        ],
        size,
    )
    assert Business.objects.exclude(nib=None).count() == 2
    assert Business.objects.get(nib=NIB).name == TEMPE
    assert results(told)[-2:] == [Result.UPDATED, Result.REFUSED]


def test_a_list_that_brings_a_new_business_changes_nothing_of_an_owner_whom_the_register_knows_better() -> None:
    record(replace(entry(TEMPE), owner=replace(SITI, phone=PHONE)))
    Owner.objects.update(user=person())
    other = replace(SITI, name="Sutinah", phone="+6281299999999", address="Jl. Merdeka 1")
    (told,) = record(replace(entry(BATIK), owner=other))
    siti = Owner.objects.get()
    assert (told.result, {one.why for one in told.differences}) == (Result.NEW, {Why.PERMIT})
    assert (siti.name, siti.phone, siti.address) == ("Siti Aminah", PHONE, "Jl. Merdeka 1")


def test_an_older_list_that_brings_a_new_business_changes_nothing_of_its_owner() -> None:
    record(replace(entry(TEMPE), owner=replace(SITI, phone=PHONE)))
    newer = replace(SITI, phone="+6281299999999")
    (told,) = record(replace(entry(BATIK), owner=newer), as_of=clock.today() - timedelta(days=400))
    assert ({one.why for one in told.differences}, Owner.objects.get().phone) == ({Why.NEWER}, PHONE)
    record(replace(entry(TAHU), owner=newer))
    assert Owner.objects.get().phone == "+6281299999999"


@pytest.mark.parametrize("size", [1, 2])
def test_what_a_list_says_twice_of_a_person_is_not_changed_back_and_forth(size: int) -> None:
    told_of = ((TEMPE, PHONE), (TAHU, "+6281299999999"))
    both = [replace(entry(name), owner=replace(SITI, phone=phone)) for name, phone in told_of]
    told = in_parts(both, size)
    assert {one.why for one in told[1].differences} == {Why.TWICE}
    assert results(in_parts(both, size)) == [Result.UNCHANGED] * 2
    assert Owner.objects.get().phone == PHONE


def test_what_is_told_of_a_persons_businesses_adds_up() -> None:
    record(*(replace(entry(name), owner=SITI) for name in (TEMPE, TAHU)))
    assert Owner.objects.count() == 1
    record(
        replace(entry(TEMPE), owner=replace(SITI, phone=PHONE)),
        replace(entry(TAHU), owner=replace(SITI, address="Jl. Merdeka 1")),
    )
    siti = Owner.objects.get()
    assert (siti.phone, siti.address) == (PHONE, "Jl. Merdeka 1")


def test_what_an_earlier_entry_says_of_the_owner_counts_for_the_later_ones() -> None:
    told = record(entry(nib=NIB), replace(entry(nib=NIB), owner=SITI), replace(entry(nib=NIB), owner=OTHER_SITI))
    assert results(told) == [Result.NEW, Result.UPDATED, Result.REFUSED]
    assert [one.code for one in told[2].problems] == ["nib_of_another_row"]


def test_a_nib_of_the_same_batch_is_one_business_whatever_somebody_decided() -> None:
    assert results(record(FULL, replace(FULL, surely_new=True))) == [Result.NEW, Result.UNCHANGED]


def test_a_nib_is_one_business_whatever_somebody_decided() -> None:
    record(FULL)
    assert results(record(replace(FULL, surely_new=True))) == [Result.UNCHANGED]


def test_a_paper_and_a_project_of_another_are_told_not_taken() -> None:
    record(FULL)
    other = entry("Batik Sekar", "Rini", papers=FULL.papers, activities=FULL.activities)
    (told,) = record(other)
    assert (told.result, {one.why for one in told.differences}) == (Result.NEW, {Why.OTHERS})
    assert LegalPaper.objects.count() == 1


def test_a_paper_without_a_number_is_one_for_each_business() -> None:
    paper = (RecordedPaper("tdi_lama"),)
    record(entry(papers=paper), entry("Batik Sekar", "Rini", papers=paper))
    assert results(record(entry(papers=paper))) == [Result.UNCHANGED]
    assert LegalPaper.objects.count() == 2


def test_who_may_not_record_is_refused_and_other_districts_are_refused_row_by_row() -> None:
    with pytest.raises(NotAllowed):
        record(FULL, actor=officer(Role.LEADER))
    elsewhere = officer(Role.DISPERINDAG, ["35.05.02"], name="elsewhere")
    (told,) = record(FULL, actor=elsewhere)
    assert (told.result, told.problems[0].code) == (Result.REFUSED, "not_your_district")


def test_a_rehearsal_takes_no_number_and_writes_no_audit() -> None:
    (told,) = record(FULL, rehearsal=True)
    assert told.result == Result.NEW
    assert AuditEntry.objects.count() == 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM documents_counter WHERE series = 'register'")
        assert cursor.fetchone() == (0,)


def statements(many: int) -> int:
    """Count the statements that a batch takes."""
    entries = [
        entry(f"Usaha {many} {n}", f"Pemilik {n}", nib=f"{many * 1000 + n:013}", years=FULL.years) for n in range(many)
    ]
    actor = officer(Role.DISPERINDAG)
    with CaptureQueriesContext(
        connection,
    ) as context:
        record(*entries, actor=actor)
    return len(context)


def test_a_batch_takes_a_fixed_number_of_statements() -> None:
    assert statements(5) == statements(300)
