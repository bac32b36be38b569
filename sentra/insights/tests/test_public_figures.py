"""The figures for everybody: a few, in both languages, light, and nothing of fewer than three."""

import gzip
import re

import pytest
from django.core.cache import caches
from django.test import Client
from django.urls import reverse

from sentra.insights.tests.making_months import HERE, THERE, VILLAGE, month, present, regency
from sentra.insights.tests.test_leader_page import plain
from sentra.kernel import clock
from sentra.registry.tests.register import text

pytestmark = pytest.mark.django_db

LIGHT = 100_000


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    caches["process"].clear()


def everybody_reads(query: str = "", language: str = "id") -> str:
    """The page as somebody without an account gets it."""
    client = Client()
    client.cookies["bahasa"] = language
    return text(client.get(f"{reverse('insights:public')}?{query}"))


def test_the_regency_is_told_with_its_districts_and_products() -> None:
    month(present(), regency(100, 50, legal=90))
    page = plain(everybody_reads())
    assert " 150 " in page
    assert "60,0 %" in page
    assert "Batik tulis 100 90,0 %" in page
    assert "Kanigoro 100 90,0 %" in page


def test_of_fewer_than_three_nothing_is_told_and_nothing_can_be_worked_out() -> None:
    cells = regency(100, 2, legal=60)
    cells[("district", "35.05.02", "")] = {"known": 7, "legal": 3, "standing:none": 4}
    cells[("all", "", "")] = {"known": 109, "legal": 63, "standing:none": 46}
    month(present(), cells)
    for query in ("", "measure=legal_share"):
        page = plain(everybody_reads(query))
        assert " 109 " in page
        assert not re.search(r"(Wonodadi|Udanawu|Won|Uda) \d", page), "a neighbour isn't told either"
        assert "Kanigoro 100 60,0 %" in page


def test_a_number_of_two_is_no_public_figure() -> None:
    month(present(), regency(100, 50, legal=90, sum_workers=4711, told=2))
    assert "4.711" not in everybody_reads()
    assert "4.711" not in everybody_reads("measure=workers")


def test_nothing_personal_and_no_officers_page_is_led_to() -> None:
    month(present(), regency(100, 50, legal=90))
    page = everybody_reads()
    assert VILLAGE not in page
    assert "/petugas/" not in page
    assert reverse("registry:businesses") not in page
    assert HERE not in page
    assert THERE not in page


def test_the_page_speaks_both_languages_and_is_light() -> None:
    for back in range(30):
        month(clock.months_on(present(), -back), regency(100 - back, 50, legal=60 - back))
    spoken = {language: everybody_reads(language=language) for language in ("id", "en")}
    assert '<html lang="en">' in spoken["en"]
    assert "Flagship products" in spoken["en"]
    assert all(len(gzip.compress(page.encode())) < LIGHT / 4 for page in spoken.values())
    assert all(len(page.encode()) < LIGHT for page in spoken.values())


def test_before_the_first_count_the_page_says_so() -> None:
    page = everybody_reads()
    assert "<h1>" in page
    assert "fig-number" not in page
