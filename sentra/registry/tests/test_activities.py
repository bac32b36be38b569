"""The KBLI classes of a business by hand: found, added, taken away, made the main one; a permit closes its own."""

import pytest
from django.test import Client
from django.urls import reverse

from sentra.audit.models import Entry
from sentra.kernel.errors import Conflict, InvalidInput, NotAllowed, NotFound
from sentra.people.models import Role
from sentra.people.tests.people import officer, stranger
from sentra.registry.activities import activities_of, kbli_found
from sentra.registry.models import Activity, Business
from sentra.registry.services.activities import activity_add, activity_make_main, activity_remove
from sentra.registry.tests.making import recorded, registered, trade_officer

pytestmark = pytest.mark.django_db
CRISPS, FRUIT, SPICE = "10794", "10392", "10779"


def add(business: Business, kbli: str) -> None:
    """Add a class."""
    activity_add(actor=trade_officer(), business_id=business.pk, kbli=kbli, version="2020")


def remove(business: Business, kbli: str) -> None:
    """Take a class away."""
    activity_remove(actor=trade_officer(), business_id=business.pk, kbli=kbli, version="2020")


def make_main(business: Business, kbli: str) -> None:
    """Mark a class as the main one."""
    version = Business.objects.get(pk=business.pk).version
    activity_make_main(actor=trade_officer(), business_id=business.pk, version=version, kbli=kbli, kbli_version="2020")


def classes(business: Business) -> list[tuple[str, bool]]:
    """Give the classes as they stand, and which is the main one."""
    return [(one.kbli, one.main) for one in activities_of(Business.objects.get(pk=business.pk))]


def test_classes_are_found_by_code_and_by_words_of_either_language() -> None:
    assert [one.code for one in kbli_found("1079")] == ["10792", "10793", "10794", "10799"]
    assert [one.code for one in kbli_found("KERIPIK industri")] == [CRISPS]
    assert [one.code for one in kbli_found("textile garments")] == ["14111"]
    assert kbli_found("tidak ada begini") == []
    assert kbli_found("") == []


def test_the_first_class_is_the_main_one_and_another_may_become_it() -> None:
    business = recorded()
    add(business, CRISPS)
    add(business, FRUIT)
    assert classes(business) == [(CRISPS, True), (FRUIT, False)]
    make_main(business, FRUIT)
    assert classes(business) == [(FRUIT, True), (CRISPS, False)]
    told = Entry.objects.get(act="register.activity_main")
    assert (told.before["kbli"], told.after["kbli"]) == (CRISPS, FRUIT)


def test_a_main_class_that_was_only_said_of_the_business_is_not_lost() -> None:
    business = recorded()
    Business.objects.filter(pk=business.pk).update(kbli="10001", kbli_version="2015")
    add(business, CRISPS)
    make_main(business, CRISPS)
    assert classes(business) == [(CRISPS, True), ("10001", False)]


def test_taking_the_main_class_away_leaves_none() -> None:
    business = recorded()
    add(business, CRISPS)
    remove(business, CRISPS)
    assert classes(business) == []
    business.refresh_from_db()
    assert business.kbli_version == ""
    with pytest.raises(NotFound):
        remove(business, CRISPS)


def test_a_class_is_there_once_and_comes_from_the_list() -> None:
    business = recorded()
    add(business, CRISPS)
    for kbli, code in ((CRISPS, "taken"), ("99999", "unknown"), ("", "unknown")):
        with pytest.raises(InvalidInput) as refused:
            add(business, kbli)
        assert refused.value.problems[0].code == code


def test_what_supports_a_permit_is_closed() -> None:
    business = registered(kbli=SPICE, kbli_version="2020")
    add(business, FRUIT)
    for act, kbli in ((make_main, FRUIT), (remove, SPICE)):
        with pytest.raises(Conflict):
            act(business, kbli)
    assert classes(business) == [(SPICE, True), (FRUIT, False)]
    remove(business, FRUIT)
    assert classes(business) == [(SPICE, True)]


def test_a_registered_business_without_a_class_gets_no_main_one_by_hand() -> None:
    business = registered()
    add(business, FRUIT)
    assert classes(business) == [(FRUIT, False)]


def test_what_comes_from_oss_is_not_taken_away_by_hand() -> None:
    business = recorded()
    Activity.objects.create(business=business, kbli=FRUIT, kbli_version="2020", oss_id="R-1")
    with pytest.raises(Conflict):
        remove(business, FRUIT)
    assert Activity.objects.filter(oss_id="R-1").exists()


def test_strangers_and_other_duties_are_refused() -> None:
    business = registered()
    for actor, refused in ((stranger(), NotFound), (officer(Role.VERIFIER), NotAllowed)):
        with pytest.raises(refused):
            activity_add(actor=actor, business_id=business.pk, kbli=FRUIT, version="2020")


def test_a_class_is_found_and_added_without_scripts(client: Client) -> None:
    business = recorded()
    client.force_login(trade_officer())
    address = reverse("registry:activities", args=[business.register_number])
    found = client.get(address, {"q": "keripik"}).content.decode()
    assert f'name="kbli" value="{CRISPS} 2020"' in found
    assert client.post(address, {"kbli": f"{CRISPS} 2020", "q": "keripik"}).status_code == 302
    again = client.post(address, {"kbli": f"{CRISPS} 2020", "q": "keripik"})
    assert again.status_code == 422
    assert 'value="keripik"' in again.content.decode()
    stale = reverse("registry:activity_main", args=[business.register_number, CRISPS, "2020"])
    assert client.post(stale, {"version": "99"}).status_code == 409
    page = client.get(reverse("registry:business", args=[business.register_number])).content.decode()
    assert CRISPS in page
