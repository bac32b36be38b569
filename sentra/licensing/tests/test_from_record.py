"""A recorded business turns into an application by one press, and the register says while one is under way."""

import pytest
from django.test import Client
from django.urls import reverse

from sentra.kernel.errors import Conflict, InvalidInput
from sentra.licensing.services.draft import pages_save
from sentra.licensing.services.from_record import draft_from_record
from sentra.licensing.services.submit import application_submit, application_withdraw
from sentra.licensing.tests.making import ANSWERS, add_papers, publish
from sentra.people.models import Role
from sentra.people.tests.people import officer, owner
from sentra.registry.models import Business
from sentra.registry.tests.making import recorded, registered

pytestmark = pytest.mark.django_db


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


def test_the_owner_of_a_registered_business_isn_t_offered_a_first_permit(client: Client) -> None:
    business = registered()
    client.force_login(owner())
    page = client.get(reverse("registry:own", args=[business.register_number])).content.decode()
    assert reverse("licensing:apply_for", args=[business.register_number]) not in page
