"""A business that somebody met: recorded in a minute, found again, and turned into an application by one press."""

import pytest
from django.test import Client
from django.urls import reverse

from sentra.kernel.errors import Conflict, InvalidInput, NotAllowed
from sentra.licensing.services.draft import pages_save
from sentra.licensing.services.from_record import draft_from_record
from sentra.licensing.services.submit import application_submit, application_withdraw
from sentra.licensing.tests.making import ANSWERS, add_papers, publish
from sentra.people.models import Role
from sentra.people.tests.people import officer, owner
from sentra.registry.models import Business, RecordedFrom
from sentra.registry.services.census import business_met
from sentra.registry.tests.making import MET, recorded, registered

pytestmark = pytest.mark.django_db


def test_what_was_seen_is_recorded_not_registered() -> None:
    business = recorded(pin=["-8.0954, 112.1683"])
    assert not business.is_registered
    assert business.recorded_from == RecordedFrom.CENSUS
    assert business.why_no_permit == "tidak_tahu"
    assert business.has_pin
    assert business.owner.phone == "+6281234567890"
    assert list(business.products.values_list("name", flat=True)) == ["Keripik nanas"]
    assert "keripik" in business.search_text


def test_the_same_met_again_is_the_same() -> None:
    first = recorded()
    again = business_met(actor=officer(Role.SURVEYOR), given=MET)
    assert (again.business, again.is_new) == (first, False)
    assert Business.objects.count() == 1


def test_bad_words_are_told_on_their_field() -> None:
    with pytest.raises(InvalidInput) as refused:
        business_met(actor=officer(Role.SURVEYOR), given={**MET, "owner_nik": ["12"], "village": ["35.05.01.2001"]})
    assert {one.field for one in refused.value.problems} == {"owner_nik", "village"}


def test_only_who_records_may_and_only_on_duty_there() -> None:
    with pytest.raises(NotAllowed):
        business_met(actor=officer(Role.VERIFIER), given=MET)
    with pytest.raises(InvalidInput):
        business_met(actor=officer(Role.SURVEYOR, ["35.05.01"], name="Jauh"), given=MET)


def test_one_press_begins_the_application_with_all_that_is_known() -> None:
    publish()
    business = recorded(owner_nik=["3505105708900077"])
    draft = draft_from_record(actor=officer(Role.COUNTER), business=business, service="tdi")
    assert draft.business == business
    assert draft.applicant.name == "Sri Lestari"
    assert draft.answers["business_name"] == "Keripik Bu Sri"
    assert draft.answers["village"] == business.village
    assert draft.answers["product_name"] == "Keripik nanas"
    assert draft.sealed["owner_nik"] == "3505105708900077"
    assert draft_from_record(actor=officer(Role.COUNTER), business=business, service="tdi") == draft


def test_the_counter_needs_a_way_to_reach_the_owner() -> None:
    publish()
    business = recorded(owner_phone=[""])
    with pytest.raises(InvalidInput):
        draft_from_record(actor=officer(Role.COUNTER), business=business, service="tdi")


def test_the_register_says_while_an_application_is_under_way() -> None:
    publish()
    business = recorded()
    counter = officer(Role.COUNTER)
    draft = draft_from_record(actor=counter, business=business, service="tdi")
    asked = {page.code: ANSWERS[page.code] for page in draft.revision.content.pages}
    pages_save(actor=counter, application_id=draft.pk, given=asked)
    add_papers(counter, draft.pk)
    application_submit(actor=counter, application_id=draft.pk)
    assert Business.objects.get(pk=business.pk).in_process
    with pytest.raises(Conflict):
        draft_from_record(actor=counter, business=business, service="tdi")
    application_withdraw(actor=draft.applicant, application_id=draft.pk, reason="Belum jadi tahun ini.")
    assert not Business.objects.get(pk=business.pk).in_process


def test_the_page_records_and_leads_to_the_business(client: Client) -> None:
    client.force_login(officer(Role.SURVEYOR))
    answer = client.post(reverse("registry:census"), {key: value[0] for key, value in MET.items()})
    business = Business.objects.get()
    assert answer.status_code == 302
    assert answer["Location"] == reverse("registry:business", args=[business.register_number])
    page = client.get(answer["Location"]).content.decode()
    assert "Belum tahu caranya" in page
    answer = client.post(reverse("registry:census"), {"name": "X"})
    assert answer.status_code == 422


def test_the_owner_of_a_registered_business_isn_t_offered_a_first_permit(client: Client) -> None:
    business = registered()
    client.force_login(owner())
    page = client.get(reverse("registry:own", args=[business.register_number])).content.decode()
    assert reverse("licensing:apply_for", args=[business.register_number]) not in page
