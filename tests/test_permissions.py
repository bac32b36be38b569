"""Who may open what: every address, every kind of visitor, reading and sending.

An address that stands in no line of `PAGES` fails, and so does a line without an address.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.http import SimpleCookie
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from pytest_django import DjangoDbBlocker

from tests.making import session_of
from tests.page_records import records
from tests.page_rules import KINDS, Page
from tests.pages import PAGES

pytestmark = pytest.mark.django_db


def addresses(patterns: list[URLPattern | URLResolver], space: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Walk the resolver: the full name of each address, and its pattern."""
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from addresses(one.url_patterns, f"{space}{one.namespace}:" if one.namespace else space)
        else:
            yield f"{space}{one.name}", one


ADDRESSES = list(addresses(get_resolver().url_patterns))


def test_every_address_stands_in_the_table_and_every_line_has_an_address() -> None:
    known = {(name, frozenset(pattern.pattern.regex.groupindex)) for name, pattern in ADDRESSES}
    assert {(page.name, frozenset(page.at)) for page in PAGES} == known


@pytest.mark.parametrize(("name", "pattern"), ADDRESSES, ids=lambda one: one if isinstance(one, str) else "")
def test_every_view_says_who_may_open_it_as_the_table_does(name: str, pattern: URLPattern) -> None:
    said = {page.rule.access for page in PAGES if page.name == name}
    assert said == {getattr(pattern.callback, "access", "nothing")}


@dataclass(frozen=True)
class House:
    """A house with somebody of every kind and a record of every kind."""

    ids: dict[str, Any]
    sessions: dict[str, str]
    client: Client

    def ask(self, page: Page, who: str, method: str) -> int:
        """Open a page as somebody, and undo what that did; gives the status."""
        session = {settings.SESSION_COOKIE_NAME: self.sessions[who]} if who in self.sessions else {}
        self.client.cookies = SimpleCookie(session)
        with transaction.atomic():
            address = page.address(self.ids)
            response = self.client.get(address) if method == "GET" else self.client.post(address, page.sent)
            transaction.set_rollback(True)
        return response.status_code


@pytest.fixture(scope="module")
def house(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[House]:
    """Make everything once; when the last line is tested it is as if nothing had been."""
    with django_db_blocker.unblock(), transaction.atomic():
        ids = records()
        yield House(ids, {kind.name: session_of(kind.user) for kind in KINDS if kind.user}, Client())
        transaction.set_rollback(True)


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_each_visitor_gets_what_the_table_says(page: Page, house: House) -> None:
    assert {asked: house.ask(page, *asked.split()) for asked in page.expected} == page.expected
