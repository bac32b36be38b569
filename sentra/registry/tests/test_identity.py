"""The identity check: whom the register takes somebody for, and what it doubts."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from sentra.audit.models import Entry
from sentra.kernel.errors import Conflict
from sentra.registry.facts import BusinessFacts, FiguresFacts, OwnerFacts, PaperFacts, RegisterFacts, SeenFacts
from sentra.registry.identity import identity_check
from sentra.registry.models import Business, Owner, PaperStanding, Production
from sentra.registry.services.permit import paper_status_change, register_from_permit, seen_record

SITI = OwnerFacts("Siti Aminah", nik="3505015708900001")
JOKO = OwnerFacts("Joko Susilo", nik="3505011708900002")
PECEL = BusinessFacts("Sambel Pecel Mbok Siti", "35.05.10", "35.05.10.2003", "sambel_pecel", nib="1234567890123")
BATIK = BusinessFacts("Batik Tulis Siti", "35.05.10", "35.05.10.2003", "batik_tulis")


def listed(owner: OwnerFacts = SITI, business: BusinessFacts = PECEL, known: Business | None = None) -> Business:
    """Put a business on the register."""
    paper = PaperFacts("tdi", f"503/{uuid4()}", "KPTSP", date(2026, 5, 4), permit_id=uuid4())
    facts = RegisterFacts(owner, business, paper, "Sambel", FiguresFacts(1, 2, 3, "4 kg"))
    return register_from_permit(actor=None, facts=facts, business=known)


def doubts(owner: OwnerFacts, business: BusinessFacts, known: Business | None = None) -> list[str]:
    """Give the codes of the doubts."""
    return [doubt.code for doubt in identity_check(owner=owner, business=business, known=known).doubts]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("owner", "business", "expected"),
    [
        (SITI, PECEL, []),
        (replace(SITI, name="Ibu Hj. SITI  aminah"), PECEL, []),
        (SITI, replace(PECEL, nib=""), []),
        (SITI, BATIK, []),
        (replace(SITI, name="Bambang"), PECEL, ["other_name"]),
        (JOKO, PECEL, ["nib_of_another"]),
        (JOKO, replace(PECEL, nib=""), ["same_name"]),
        (JOKO, replace(PECEL, nib="", village="35.05.10.2004"), []),
        (SITI, replace(BATIK, nib="1234567890123"), ["nib_of_other_name"]),
        (JOKO, BATIK, []),
    ],
)
def test_what_contradicts_the_register_is_doubted(
    owner: OwnerFacts, business: BusinessFacts, expected: list[str]
) -> None:
    listed()
    assert doubts(owner, business) == expected


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("owner", "business", "expected"),
    [
        (OwnerFacts("Siti Aminah"), replace(PECEL, nib=""), []),
        (OwnerFacts("Siti Aminah"), replace(PECEL, nib="", name="Batik Joko"), ["same_name"]),
        (replace(SITI, nik="3505015708900009"), PECEL, ["other_nik"]),
        (OwnerFacts("Siti Aminah"), replace(PECEL, nib="9999999999999"), ["nib_of_another"]),
    ],
)
def test_an_application_that_follows_a_permit_is_known(
    owner: OwnerFacts, business: BusinessFacts, expected: list[str]
) -> None:
    known = listed()
    listed(JOKO, replace(BATIK, name="Batik Joko", nib="9999999999999"))
    assert doubts(owner, business, known) == expected
    assert identity_check(owner=owner, business=business, known=known).business == known


@pytest.mark.django_db
def test_the_same_business_is_listed_once_and_brought_up_to_date() -> None:
    first = listed()
    second = listed(business=replace(PECEL, name="Sambel Pecel Mbok Sitti", brand="Mbok"))
    assert first == second
    assert (second.brand, second.version) == ("Mbok", 2)
    assert (Owner.objects.count(), Business.objects.count()) == (1, 1)
    assert [entry.act for entry in Entry.objects.order_by("seq")] == ["register.listed", "register.updated"]


@pytest.mark.django_db
def test_a_business_does_not_change_hands_by_the_way() -> None:
    listed()
    with pytest.raises(Conflict, match="NIB"):
        listed(JOKO, PECEL)
    assert Business.objects.get().owner.name == "Siti Aminah"


@pytest.mark.django_db
def test_a_follower_of_another_nik_does_not_overwrite_the_owner() -> None:
    known = listed()
    moved = listed(JOKO, replace(PECEL, nib=""), known)
    assert moved == known
    assert set(Owner.objects.values_list("name", flat=True)) == {"Siti Aminah", "Joko Susilo"}


@pytest.mark.django_db
def test_a_newer_visit_counts_and_the_same_one_is_told_once() -> None:
    business = listed()
    seen = SeenFacts("halting", date(2026, 6, 1), 3, 7, "100 kg", "Bahan baku mahal.")
    for _again in range(2):
        seen_record(actor=None, business=business, seen=seen)
    seen_record(actor=None, business=business, seen=replace(seen, production="smooth", seen_on=date(2026, 5, 1)))
    business.refresh_from_db()
    assert (business.production, business.production_seen_on) == (Production.HALTING, date(2026, 6, 1))
    figures = business.figures.get()
    assert (figures.workers_men, figures.workers_women, figures.investment, figures.capacity) == (3, 7, 3, "100 kg")
    assert Entry.objects.filter(act="register.production").count() == 1


@pytest.mark.django_db
def test_a_visit_that_did_not_grade_leaves_the_last_grades() -> None:
    business = listed()
    seen = SeenFacts("smooth", date(2026, 6, 1), 3, 7, "100 kg", quality=80, readiness=65)
    seen_record(actor=None, business=business, seen=seen)
    later = replace(seen, seen_on=date(2026, 7, 1), quality=None, readiness=90)
    seen_record(actor=None, business=business, seen=later)
    business.refresh_from_db()
    assert (business.quality, business.readiness) == (80, 90)


@pytest.mark.django_db
def test_the_nik_tells_whether_an_owner_is_a_woman() -> None:
    listed()
    listed(JOKO, replace(PECEL, nib="", name="Bubut Joko"))
    assert dict(Owner.objects.values_list("name", "sex")) == {"Siti Aminah": "female", "Joko Susilo": "male"}


@pytest.mark.django_db
def test_a_nik_is_nowhere_in_plain() -> None:
    business = listed()
    raw = Owner.objects.extra(select={"raw": "nik"}).values_list("raw", flat=True).get()
    assert SITI.nik not in raw
    assert SITI.nik not in str(list(Entry.objects.values()))
    assert business.owner.nik == SITI.nik


@pytest.mark.django_db
def test_a_paper_follows_its_permit() -> None:
    paper = listed().papers.get()
    assert paper.permit_id
    paper_status_change(actor=None, permit_id=paper.permit_id, status="suspended", reason="Sementara.")
    paper.refresh_from_db()
    assert paper.status == PaperStanding.SUSPENDED
