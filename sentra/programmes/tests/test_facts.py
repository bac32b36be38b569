"""What is known of a business when a programme's conditions are judged: what counts, and what doesn't (any more)."""

from datetime import timedelta
from random import Random

import pytest
from pytest_django import DjangoAssertNumQueries

from sentra.programmes.eligible import counted, rows_that_fit
from sentra.programmes.facts import FILLED, Facts, facts_of
from sentra.programmes.tests.registers import TODAY, Register, business_of_chance
from sentra.reference.loading import current_pack
from sentra.registry.models import Business, PaperSource, PaperStanding, RawMaterial, Standing, Support

pytestmark = pytest.mark.django_db
LATER, BEFORE = TODAY + timedelta(days=1), TODAY - timedelta(days=1)


def one_known(register: Register) -> Facts:
    """Write the register of one business, and read it."""
    register.write()
    (facts,) = facts_of(Business.objects.all()).values()
    return facts


def test_papers_count_that_were_issued_imported_or_checked_and_the_longest_of_a_kind_is_kept() -> None:
    register = Register()
    business = register.business()
    register.paper(business, "nib", source=PaperSource.IMPORTED, valid_until=BEFORE)
    register.paper(business, "nib", source=PaperSource.DECLARED, checked_at=business.registered_at, valid_until=LATER)
    register.paper(business, "nib", source=PaperSource.DECLARED)
    register.paper(business, "tdi", valid_until=None)
    register.paper(business, "tdi", valid_until=LATER)
    register.paper(business, "pirt", source=PaperSource.OFFICER)
    register.paper(business, "halal", status=PaperStanding.REVOKED)
    register.paper(business, "sni", status=PaperStanding.EXPIRED)
    facts = one_known(register)
    assert (facts.papers, facts.unchecked) == ({"nib": LATER, "tdi": None}, {"nib": None, "pirt": None})
    assert facts.expired == {"sni"}


def test_only_what_is_open_now_stands_in_the_way() -> None:
    register = Register()
    business = register.business()
    for state, gravity in (("closed", "grave"), ("joined", "grave"), ("dismissed", "grave"), ("acting", "serious")):
        register.case(business, state, gravity)
    register.finding("minor", business=business)
    register.finding("major", applied=business)
    register.finding("critical", business=business, done=True)
    register.finding("critical", applied=business, done=True)
    register.finding("critical")
    register.member(business, "sentra", left=TODAY)
    register.member(business, "sentra", dissolved=TODAY)
    register.member(business, "kub")
    for year, title in ((2020, "a"), (2024, "b")):
        register.put(Support(business=business, kind="training", year=year, title=title))
    facts = one_known(register)
    assert sorted(facts.cases) == ["serious"]
    assert sorted(facts.findings) == ["major", "minor"]
    assert sorted(facts.groups) == ["kub"]
    assert facts.helped == {"training": 2024}


def test_a_maker_is_not_shown_a_case_before_being_told_of_it() -> None:
    register = Register()
    business = register.business()
    register.case(business, "examining", "grave")
    register.case(business, "acting", "serious", told=True)
    register.write()
    assert sorted(facts_of([business])[business.pk].cases) == ["grave", "serious"]
    assert sorted(facts_of([business], for_maker=True)[business.pk].cases) == ["serious"]


@pytest.mark.parametrize("owner_phone", ["", "+6281200000002"])
def test_a_profile_is_filled_in_part_by_part(owner_phone: str) -> None:
    register = Register()
    business = register.business(latitude=-8.1, longitude=112.2, address="Jl. Melati", owner_phone=owner_phone)
    register.product(business, photo=False)
    register.product(business, photo=True)
    register.put(RawMaterial(business=business, name="Kain"))
    assert one_known(register).filled == FILLED.keys() - (set() if owner_phone else {"phone"})


def test_on_the_register_are_those_with_a_permit_that_stand_for_themselves_and_have_not_closed() -> None:
    register = Register()
    here = register.business()
    register.business(registered_at=None)
    register.business(merged_into=here)
    closed = register.business(standing=Standing.CLOSED)
    stopped = register.business(standing=Standing.STOPPED)
    register.write()
    facts = facts_of(Business.objects.all())
    assert {pk for pk, one in facts.items() if one.registered} == {here.pk, stopped.pk}
    assert {pk for pk, one in facts.items() if one.closed} == {closed.pk}


@pytest.mark.parametrize("size", [1, 12])
def test_reading_and_counting_take_as_many_queries_for_one_as_for_many(
    size: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    register = Register()
    businesses = [business_of_chance(Random(number), register) for number in range(size)]
    register.write()
    with django_assert_num_queries(6):
        facts_of(businesses)
    kind = current_pack().programmes[0]
    with django_assert_num_queries(1):
        counted(Business.objects.all(), kind.conditions, TODAY)
    with django_assert_num_queries(1):
        list(Business.objects.filter(rows_that_fit(kind.conditions, TODAY))[:50])
