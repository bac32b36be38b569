"""Filling in what a business is: who may, what needs an amendment, and what happens to two who write at once."""

from typing import Any

import pytest

from sentra.audit.models import Entry
from sentra.kernel.crypto import blind_index
from sentra.kernel.errors import Conflict, InvalidInput, NotAllowed, NotFound
from sentra.people.models import Role
from sentra.people.tests.people import officer, owner, stranger
from sentra.reference.loading import current_pack
from sentra.registry.models import Business
from sentra.registry.profile import SUPPORTS_A_PERMIT, known_answers, open_questions
from sentra.registry.services.profile import SECTIONS, ChangedMeanwhile, section_save
from sentra.registry.tests.making import DISTRICT, recorded, registered, trade_officer

pytestmark = pytest.mark.django_db


def fresh(business: Business) -> Business:
    """Read a business again."""
    return Business.objects.select_related("owner").get(pk=business.pk)


def test_the_owner_changes_contact_and_it_is_told() -> None:
    business = registered()
    given = {"owner_phone": ["0857 1111 2222"], "website": ["instagram.com/pecel"]}
    section_save(actor=owner(), business_id=business.pk, version=business.version, section="contact", given=given)
    saved = fresh(business)
    assert (saved.owner.phone, saved.website) == ("+6285711112222", "instagram.com/pecel")
    entry = Entry.objects.filter(record_id=str(business.pk), act="register.edited").get()
    assert entry.before["owner_phone"] == "+6281234567890"
    assert entry.after["owner_phone"] == "+6285711112222"


def test_what_a_permit_states_is_not_asked() -> None:
    business = registered()
    with pytest.raises(Conflict, match="perubahan data"):
        section_save(
            actor=owner(),
            business_id=business.pk,
            version=business.version,
            section="owner",
            given={"owner_name": ["X"]},
        )
    section_save(
        actor=trade_officer(),
        business_id=business.pk,
        version=business.version,
        section="identity",
        given={"name": ["Warung Lain"], "founded": ["2015-04-01"]},
    )
    saved = fresh(business)
    assert saved.name == "Sambel Pecel Mbok Siti"
    assert str(saved.founded) == "2015-04-01"


@pytest.mark.parametrize("section", SECTIONS)
def test_no_section_of_a_registered_business_asks_what_supports_its_permit(section: str) -> None:
    page = current_pack().register_page(section)
    registered_one, recorded_one = Business(registered_at="2026-01-01"), Business()
    columns = {question.saves_to for question in open_questions(page, registered_one)}
    assert columns & SUPPORTS_A_PERMIT == set()
    assert open_questions(page, recorded_one) == page.fields


def test_a_recorded_business_is_completed_by_who_records() -> None:
    business = recorded()
    given = {"owner_name": ["Sri Lestari"], "owner_nik": ["3505105708900077"], "owner_born": [""]}
    section_save(
        actor=officer(Role.COUNTER), business_id=business.pk, version=business.version, section="owner", given=given
    )
    assert fresh(business).owner.nik_index == blind_index("nik", "3505105708900077")
    entry = Entry.objects.filter(record_id=str(business.pk), act="register.edited").get()
    assert entry.after["owner_nik"] == "••••••••••••0077"


def test_who_may_not_edit_is_refused() -> None:
    business = registered()
    given = {"markets": ["pasar Wlingi"]}
    asked: dict[str, Any] = {
        "business_id": business.pk,
        "version": business.version,
        "section": "market",
        "given": given,
    }
    with pytest.raises(NotAllowed):
        section_save(actor=officer(Role.COUNTER), **asked)
    with pytest.raises(NotFound):
        section_save(actor=stranger(), **asked)
    with pytest.raises(NotFound):
        section_save(actor=trade_officer("35.05.01"), **asked)
    section_save(actor=trade_officer(DISTRICT), **asked)


def test_two_who_write_at_once_see_both_versions() -> None:
    business = registered()
    asked: dict[str, Any] = {"business_id": business.pk, "version": business.version, "section": "market"}
    section_save(actor=owner(), given={"markets": ["pasar Wlingi"]}, **asked)
    with pytest.raises(ChangedMeanwhile) as refused:
        section_save(actor=trade_officer(), given={"markets": ["pasar Kesamben"]}, **asked)
    assert [(one.typed, one.now) for one in refused.value.found] == [("pasar Kesamben", "pasar Wlingi")]
    assert fresh(business).markets == "pasar Wlingi"
    again = {**asked, "version": refused.value.version}
    section_save(actor=trade_officer(), given={"markets": ["pasar Kesamben"]}, **again)
    assert fresh(business).markets == "pasar Kesamben"


def test_the_same_sent_twice_changes_once() -> None:
    business = registered()
    asked: dict[str, Any] = {"business_id": business.pk, "version": business.version, "section": "market"}
    for _time in range(2):
        section_save(actor=owner(), given={"markets": ["pasar Wlingi"]}, **asked)
    assert fresh(business).version == business.version + 1


def test_an_identifier_of_another_is_refused_on_its_field() -> None:
    registered(nib="1234567890123")
    business = recorded()
    identity = {"name": ["Keripik Bu Sri"], "commodity": ["keripik_buah"], "nib": ["1234567890123"]}
    with pytest.raises(InvalidInput) as refused:
        section_save(
            actor=trade_officer(), business_id=business.pk, version=business.version, section="identity", given=identity
        )
    assert [(one.field, one.code) for one in refused.value.problems] == [("nib", "nib_of_another")]
    nik = {"owner_name": ["Sri Lestari"], "owner_nik": ["3505015708900001"]}
    with pytest.raises(InvalidInput) as refused:
        section_save(
            actor=trade_officer(), business_id=business.pk, version=business.version, section="owner", given=nik
        )
    assert [(one.field, one.code) for one in refused.value.problems] == [("owner_nik", "nik_of_another")]


@pytest.mark.parametrize(
    ("typed", "pin"),
    [
        ("-8.0954, 112.1683", (-8.0954, 112.1683)),
        ("-8,0954 112,1683", None),
        ("52.5, 13.4", None),
        ("-8.0954", None),
        ("", (None, None)),
    ],
)
def test_a_pin_is_read_as_phones_copy_it(typed: str, pin: tuple[float, float] | None) -> None:
    business = registered()
    asked: dict[str, Any] = {
        "business_id": business.pk,
        "version": business.version,
        "section": "pin",
        "given": {"pin": [typed]},
    }
    if pin is None:
        with pytest.raises(InvalidInput):
            section_save(actor=owner(), **asked)
    else:
        section_save(actor=owner(), **asked)
        assert (fresh(business).latitude, fresh(business).longitude) == pin


def test_the_register_answers_a_service_s_questions() -> None:
    business = registered(nib="1234567890123")
    service = current_pack().service("spp_irt")
    known = known_answers(service.fields, business)
    assert known["owner_name"] == "Siti Aminah"
    assert known["business_name"] == "Sambel Pecel Mbok Siti"
    assert known["product_name"] == "Sambel"
    assert known.get("has_nib", True) is True
