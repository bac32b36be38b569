"""A call in both languages: in English where somebody wrote it so, and else in the office's own words."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from sentra.kernel.errors import InvalidInput
from sentra.programmes.models import Call
from sentra.programmes.services.calls import call_edit
from sentra.programmes.tests.making import account, applied, business, draft, fresh, manager, published, told

pytestmark = pytest.mark.django_db

ENGLISH = {"title_en": "Anniversary fair", "about_en": "A table in the square."}


def page(call: Call, language: str, name: str = "public") -> str:
    """A page about a call, in a language."""
    client = Client()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    at = {"public": [call.number], "programmes": []}[name]
    answer = client.get(reverse(f"programmes:{name}", args=at))
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("name", ["public", "programmes"])
def test_a_page_in_english_shows_the_english_words(name: str) -> None:
    call = published(**ENGLISH)
    assert "Anniversary fair" in page(call, "en", name)
    assert call.title not in page(call, "en", name)
    assert call.title in page(call, "id", name)
    assert "Anniversary fair" not in page(call, "id", name)


def test_without_english_words_the_offices_own_stand_there() -> None:
    call = published()
    assert call.title in page(call, "en")
    assert call.about in page(call, "en")
    half = published(title="Pasar murah Ramadan", title_en="Ramadan market")
    assert "Ramadan market" in page(half, "en")
    assert half.about in page(half, "en")


def test_the_owner_reads_it_in_the_own_language_too() -> None:
    candidate = applied(published(**ENGLISH), business())
    client = Client()
    client.force_login(account(candidate.business))
    address = reverse("programmes:own", args=[candidate.pk])
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    assert "<h1>Anniversary fair</h1>" in client.get(address).content.decode()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "id"
    assert f"<h1>{candidate.call.title}</h1>" in client.get(address).content.decode()


def test_the_words_are_written_with_the_call_and_bounded() -> None:
    call = draft()
    changed = call_edit(actor=manager(), call_id=call.pk, version=call.version, told=told(**ENGLISH))
    assert (changed.title_en, changed.about_en) == tuple(ENGLISH.values())
    long = told(title_en="x" * 201, about_en="x" * 4001)
    with pytest.raises(InvalidInput) as wrong:
        call_edit(actor=manager(), call_id=call.pk, version=fresh(call).version, told=long)
    assert {one.field for one in wrong.value.problems} == {"title_en", "about_en"}
    client = Client()
    client.force_login(manager())
    form = client.get(reverse("programmes:edit", args=[call.pk])).content.decode()
    assert 'value="Anniversary fair"' in form
