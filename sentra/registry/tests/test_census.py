"""A business that somebody met: recorded in a minute, and found again."""

import pytest
from django.test import Client
from django.urls import reverse

from sentra.kernel.errors import InvalidInput, NotAllowed
from sentra.people.models import Role
from sentra.people.tests.people import officer
from sentra.registry.models import Business, RecordedFrom
from sentra.registry.services.census import business_met
from sentra.registry.tests.making import MET, recorded

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
