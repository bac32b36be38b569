"""The newsletter's pages speak the language of their address, and its links that of the reader."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from sentra.promotion.models import Subscriber
from sentra.promotion.tests.making_newsletter import asked
from sentra.promotion.tokens import CONFIRM, LEAVE, token_of

pytestmark = pytest.mark.django_db


def client_of(language: str) -> Client:
    """A browser whose cookie asks for a language."""
    client = Client()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    return client


def test_who_confirmed_already_is_told_so_and_asked_for_no_press(client: Client) -> None:
    reader = asked("a@contoh.id")
    address = reverse("promotion:confirm", args=[token_of(reader.pk, CONFIRM)])
    first = client.get(address)
    assert '<form method="post">' in first.content.decode()
    assert (first.context["already"], client.post(address).context["already"]) == (False, False)
    for answer in (client.get(address), client.post(address)):
        assert answer.context["already"]
        assert '<form method="post">' not in answer.content.decode()


@pytest.mark.parametrize("cookie", ["id", "en"])
@pytest.mark.parametrize("language", ["id", "en"])
class TestSpoken:
    """Whatever the cookie says."""

    def test_the_page_speaks_the_language_of_its_address(self, cookie: str, language: str) -> None:
        names = {"id": "promotion", "en": "promotion-en"}
        for name in ("newsletter", "subscribed"):
            answer = client_of(cookie).get(reverse(f"{names[language]}:{name}"))
            assert answer["Content-Language"] == language
            assert f'<html lang="{language}"' in answer.content.decode()
        refused = client_of(cookie).post(reverse(f"{names[language]}:newsletter"), {"address": ""})
        assert (refused.status_code, refused["Content-Language"]) == (422, language)
        assert f'<html lang="{language}"' in refused.content.decode()

    def test_a_link_of_a_mail_speaks_as_its_reader(self, cookie: str, language: str) -> None:
        reader: Subscriber = asked("a@contoh.id", language)
        links = (("confirm", token_of(reader.pk, CONFIRM)), ("leave", token_of(reader.pk, LEAVE)))
        client = client_of(cookie)
        for name, token in links:
            address = reverse(f"promotion:{name}", args=[token])
            for answer in (client.get(address), client.post(address)):
                page = answer.content.decode()
                assert answer["Content-Language"] == language
                assert f'<html lang="{language}"' in page
                assert reverse(f"promotion{'-en' if language == 'en' else ''}:newsletter") in page
