"""The identity check for many at once: exact, fuzzy, in a fixed number of questions, and what waits for a person."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sentra.registry.facts import BusinessFacts, Entry, OwnerFacts
from sentra.registry.identity import MAYBE_SAME, Claim, Identity, identify
from sentra.registry.matching.levels import Level
from sentra.registry.models import Business, Owner, RecordedFrom
from sentra.registry.services.record import businesses_record
from sentra.registry.sought import Sought

pytestmark = pytest.mark.django_db

DISTRICT, VILLAGE = "35.05.10", "35.05.10.2003"
SITI = OwnerFacts("Siti Aminah", nik="3505015708900001", phone="+6281000000001")
PECEL = BusinessFacts("Sambel Pecel Bu Siti", DISTRICT, VILLAGE, "sambel_pecel", nib="1234567890123")
MANY = 40


def recorded(owner: OwnerFacts = SITI, business: BusinessFacts = PECEL, product: str = "") -> Business:
    """Record a business."""
    entry = Entry(owner, business, product=product, surely_new=True)
    (outcome,) = businesses_record(actor=None, entries=[entry], source=RecordedFrom.CENSUS)
    assert outcome.business
    return outcome.business


def claimed(
    owner: OwnerFacts = SITI, business: BusinessFacts = PECEL, product: str = "", known: Business | None = None
) -> Identity:
    """Ask about one claim."""
    return identify([Claim(Sought(owner, business, product), known)])[0]


NAMELESS = replace(SITI, nik="", phone="")
BARE = replace(PECEL, nib="")


@pytest.mark.parametrize(
    ("owner", "business"),
    [
        (SITI, PECEL),
        (NAMELESS, PECEL),
        (OwnerFacts(""), PECEL),
        (SITI, BARE),
        (NAMELESS, BARE),
        (replace(NAMELESS, name="Hj. St. Aminah, S.E."), replace(BARE, name="UD Sambal Petjel Siti")),
        (replace(NAMELESS, name="Aminah Siti"), replace(BARE, name="PECEL SAMBEL SITI")),
        (replace(NAMELESS, name="Siti Aminha"), replace(BARE, name="Sambel Pecel Siti")),
        (replace(SITI, nik="", name="S. Aminah"), BARE),
    ],
)
def test_the_same_told_otherwise_is_found(owner: OwnerFacts, business: BusinessFacts) -> None:
    known = recorded()
    found = claimed(owner, business)
    assert (found.business, found.owner, found.candidates) == (known, known.owner, ())


@pytest.mark.parametrize(
    ("owner", "business"),
    [
        (OwnerFacts("Joko Susilo"), BARE),
        (NAMELESS, replace(BARE, name="Pecel")),
        (NAMELESS, replace(BARE, district="35.05.01", village="35.05.01.2001")),
        (replace(SITI, nik="3505015708900009"), BARE),
    ],
)
def test_what_may_be_the_same_waits_for_a_person_and_is_named(owner: OwnerFacts, business: BusinessFacts) -> None:
    known = recorded()
    found = claimed(owner, business)
    assert found.business is None
    assert [candidate.business for candidate in found.candidates] == [known]
    assert 0 < found.candidates[0].score < 1
    doubts = {doubt.code: str(doubt.message) for doubt in found.doubts}
    assert known.register_number in doubts[f"{MAYBE_SAME}:{known.register_number}"]


@pytest.mark.parametrize(
    ("owner", "business"),
    [
        (SITI, replace(BARE, name="Batik Tulis Sekar Jagad", commodity="batik_tulis")),
        (OwnerFacts("Siti Rahayu"), replace(BARE, name="Gula Kelapa Makmur", commodity="gula_kelapa")),
        (OwnerFacts("Joko Susilo", nik="3505011708900002"), replace(BARE, village="35.05.10.2004")),
        (SITI, replace(PECEL, nib="1234567890124", name="Pecel Bu Siti Dua")),
    ],
)
def test_what_is_another_is_new(owner: OwnerFacts, business: BusinessFacts) -> None:
    recorded()
    found = claimed(owner, business)
    assert (found.business, found.candidates) == (None, ())


def test_a_nik_names_its_owner_also_for_a_new_business() -> None:
    known = recorded()
    found = claimed(SITI, replace(BARE, name="Batik Tulis Sekar Jagad", commodity="batik_tulis"))
    assert (found.business, found.owner) == (None, known.owner)


def test_an_owner_without_a_nik_is_known_by_name_phone_and_village() -> None:
    known = recorded(replace(SITI, nik=""), BARE)
    batik = replace(BARE, name="Batik Tulis Sekar Jagad", commodity="batik_tulis")
    assert claimed(replace(SITI, nik="", name="Hj. Siti Aminah"), batik).owner == known.owner
    assert claimed(NAMELESS, batik).owner is None


def test_whoever_has_no_nik_yet_gets_it_and_is_no_second_person() -> None:
    known = recorded(NAMELESS, BARE)
    found = claimed(SITI, BARE)
    assert (found.business, found.owner, found.doubts) == (known, known.owner, ())


def test_an_npwp_of_fifteen_and_of_sixteen_digits_are_one() -> None:
    known = recorded(NAMELESS, replace(BARE, npwp="012345678901234"))
    (candidate,) = claimed(OwnerFacts("Siti"), replace(BARE, name="Pecel Siti", npwp="0012345678901234")).candidates
    assert candidate.business == known
    assert {reason.level for reason in candidate.reasons if reason.field == "npwp"} == {Level.SAME}


def test_a_merged_owner_and_a_merged_business_lead_to_those_who_stand_for_them() -> None:
    known, old = (
        recorded(),
        recorded(OwnerFacts("Siti A.", nik="3505015708900077"), replace(PECEL, nib="9999999999999")),
    )
    Business.objects.filter(pk=old.pk).update(merged_into=known)
    Owner.objects.filter(pk=old.owner_id).update(merged_into=known.owner)
    found = claimed(OwnerFacts("Siti Aminah", nik="3505015708900077"), replace(PECEL, nib="9999999999999"))
    assert (found.business, found.owner) == (known, known.owner)


def test_many_take_no_more_questions_than_one() -> None:
    recorded()
    claims = [
        Claim(Sought(replace(SITI, name=f"Siti {n}"), replace(PECEL, name=f"Pecel {n}", npwp="012345678901234")))
        for n in range(MANY)
    ]
    with CaptureQueriesContext(connection) as one:
        identify(claims[:1])
    with CaptureQueriesContext(connection) as many:
        assert len(identify(claims)) == MANY
    assert len(many) <= max(len(one), 7)
    assert identify([]) == []
