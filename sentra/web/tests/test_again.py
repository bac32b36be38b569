"""A form whose cookies are gone is sent again with one press, by whom a page of ours sent it, and by nobody else."""

import re
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from sentra.people.again import MOST_FIELDS, MOST_LETTERS
from sentra.people.tests.people import owner
from sentra.promotion.models import Maker
from sentra.promotion.tests.making_studio import own_maker

pytestmark = pytest.mark.django_db
OURS = {"origin": "http://testserver"}
STORY = 'Sejak dulu kami menggoreng "pelan" <b>&\nsabar</b>.'
HIDDEN = re.compile(r'<input type="hidden" name="([^"]*)" value="([^"]*)">')


def strict() -> Client:
    """A browser of the owner, whose posts need a token."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(owner())
    return client


def words_at(maker: Maker) -> str:
    """The address of the words of a page."""
    return reverse("promotion:studio_words", args=[maker.business.register_number])


def sent(maker: Maker, **more: str) -> dict[str, str]:
    """A form of words as a page sends it, with an old token."""
    return {"story": STORY, "version": str(maker.version), "csrfmiddlewaretoken": "x" * 64, **more}


def is_offered(answer: Any) -> bool:
    """Whether a page offers to send it again."""
    return 'name="csrfmiddlewaretoken"' in answer.content.decode()


def test_what_was_typed_is_sent_again_with_one_press() -> None:
    maker, client = own_maker(), strict()
    refused = client.post(words_at(maker), sent(maker), headers=OURS)
    assert refused.status_code == 403
    assert refused["Cache-Control"] == "private, no-store"
    assert "<b>&" not in refused.content.decode()
    fields = {name: unescape(value) for name, value in HIDDEN.findall(refused.content.decode())}
    assert fields["story"] == STORY
    assert client.post(words_at(maker), fields, headers=OURS).status_code == 302
    maker.refresh_from_db()
    assert maker.story == STORY


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "https://jahat.example"},
        {"origin": "null"},
        {"origin": "http://testserver.jahat.example"},
        {"origin": "https://testserver"},
        {"origin": "http://testserver:81"},
        {"referer": "https://jahat.example/http://testserver/"},
        {"referer": "http://testserver.jahat.example/"},
        {"origin": "https://jahat.example", "referer": "http://testserver/usaha/"},
        {"origin": "http://testserver", "sec-fetch-site": "cross-site"},
        {"origin": "http://testserver", "sec-fetch-site": "same-site"},
        {"origin": "http://testserver", "sec-fetch-mode": "cors"},
    ],
)
def test_what_another_site_sent_is_never_one_press_away(headers: dict[str, str]) -> None:
    maker = own_maker()
    refused = strict().post(words_at(maker), sent(maker), headers=headers)
    assert refused.status_code == 403
    assert not is_offered(refused)
    assert "pelan" not in refused.content.decode()


def test_an_old_browser_says_by_the_referrer_who_sent_it() -> None:
    maker = own_maker()
    refused = strict().post(words_at(maker), sent(maker), headers={"referer": "http://testserver" + words_at(maker)})
    assert is_offered(refused)


@pytest.mark.parametrize(
    "more",
    [
        {"owner_nik": "x"},
        {"password": "rahasia sekali"},
        {"nik": ""},
        {"tagline": "NIK saya 3505 1152 0390 0001"},
        {"tagline": "x" * MOST_LETTERS},
    ],
)
def test_nothing_secret_and_nothing_huge_is_written_into_a_page(more: dict[str, str]) -> None:
    maker = own_maker()
    assert not is_offered(strict().post(words_at(maker), sent(maker, **more), headers=OURS))


def test_not_so_many_fields_that_nobody_filled_in() -> None:
    maker = own_maker()
    many = {f"f{number}": "1" for number in range(MOST_FIELDS)}
    assert not is_offered(strict().post(words_at(maker), sent(maker, **many), headers=OURS))


@pytest.mark.parametrize("name", ["account_login", "account_signup", "mfa_authenticate", "people:take_over"])
def test_signing_in_and_accounts_are_left_alone(name: str) -> None:
    client = Client(enforce_csrf_checks=True)
    refused = client.post(reverse(name), {"login": "siti@example.id", "words": STORY}, headers=OURS)
    assert refused.status_code == 403
    assert "siti@example.id" not in refused.content.decode()


def test_files_are_named_and_have_to_be_chosen_again() -> None:
    maker = own_maker()
    address = reverse("promotion:studio_product_new", args=[maker.business.register_number])
    given = {"product_name": "Sambel teri", "photo": SimpleUploadedFile("teri.jpg", b"x", "image/jpeg")}
    page = strict().post(address, given, headers=OURS).content.decode()
    assert "teri.jpg" in page
    assert 'enctype="multipart/form-data"' in page


def test_a_session_that_ended_loses_nothing_that_was_typed() -> None:
    maker = own_maker()
    client = Client()
    address = reverse("promotion:studio_photos", args=[maker.business.register_number])
    out = client.post(address, {"caption": "Bu Siti menggoreng pelan-pelan"}, headers=OURS)
    assert out.status_code == 403
    assert is_offered(out)
    assert reverse("account_login") in out.content.decode()
    assert client.post(address, {"caption": "Bu Siti menggoreng pelan-pelan"}).status_code == 302
    assert client.post(address, {"caption": "pendek"}, headers=OURS).status_code == 302


def test_a_buyer_without_any_cookie_sends_the_question_again() -> None:
    maker = own_maker(public=True)
    client, address = Client(enforce_csrf_checks=True), reverse("promotion:contact", args=[maker.slug])
    refused = client.post(f"{address}?produk=x", {"message": "Berapa harga lima puluh botol?"}, headers=OURS)
    assert is_offered(refused)
    fields = {name: unescape(value) for name, value in HIDDEN.findall(refused.content.decode())}
    again = client.post(f"{address}?produk=x", fields, headers=OURS)
    assert again.status_code == 422
    assert "Berapa harga lima puluh botol?" in again.content.decode()
