"""The pages that belong to no feature."""

import pytest
from django.core.cache import caches
from django.test import Client
from django.urls import reverse

from sentra.licensing.services.submit import application_submit
from sentra.licensing.tests.making import filled_draft, publish
from sentra.people.models import Role
from sentra.people.tests.people import officer, owner

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh_figures() -> None:
    caches["process"].clear()


def test_the_home_page_leads_everywhere(client: Client) -> None:
    publish()
    page = client.get(reverse("web:home")).content.decode()
    for name in ("licensing:services", "licensing:track", "licensing:verify", "account_login", "web:privacy"):
        assert reverse(name) in page


def test_the_home_page_tells_figures_but_nothing_about_few(client: Client) -> None:
    officer(Role.HEAD)
    application_submit(actor=owner(), application_id=filled_draft(owner(), "pendaftaran_ikm").pk)
    page = client.get(reverse("web:home")).content.decode()
    assert "<strong>1</strong>" in page
    assert "<meter" not in page


@pytest.mark.parametrize(
    ("back", "there"),
    [("/layanan/?q=batik", "/layanan/?q=batik"), ("https://evil.example/", "/"), ("//evil.example", "/"), ("", "/")],
)
def test_a_language_is_chosen_and_one_stays_where_one_was(client: Client, back: str, there: str) -> None:
    response = client.post(reverse("web:language"), {"language": "en", "next": back})
    assert response["Location"] == there
    assert client.get("/data-anda/")["Content-Language"] == "en"
    client.post(reverse("web:language"), {"language": "<script>"})
    assert client.get("/data-anda/")["Content-Language"] == "id"


def test_health_answers_without_telling_anything(client: Client) -> None:
    assert client.get(reverse("web:health")).json() == {"status": "ok"}


def test_each_begins_where_the_work_is(client: Client) -> None:
    client.force_login(owner())
    assert client.get(reverse("web:landing"))["Location"] == reverse("licensing:my_applications")
    client.force_login(officer(Role.VERIFIER))
    assert client.get(reverse("web:landing"))["Location"] == reverse("web:office")


def test_an_officer_sees_the_own_queues_and_no_others(client: Client) -> None:
    application = application_submit(actor=owner(), application_id=filled_draft(owner()).pk)
    client.force_login(officer(Role.VERIFIER))
    page = client.get(reverse("web:office")).content.decode()
    assert str(application.number) in page
    assert reverse("licensing:queue", args=["verification"]) in page
    assert reverse("licensing:queue", args=["decision"]) not in page
    assert reverse("people:people") not in page


def test_figures_are_for_leaders(client: Client) -> None:
    publish()
    client.force_login(officer(Role.LEADER))
    assert client.get(reverse("insights:leader")).status_code == 200
    client.force_login(officer(Role.VERIFIER))
    assert client.get(reverse("insights:leader")).status_code == 403
    client.force_login(owner())
    assert client.get(reverse("insights:leader")).status_code == 403
