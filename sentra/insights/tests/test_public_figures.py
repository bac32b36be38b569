"""The figures for everybody: a few, light, in both languages; of districts and products no more than open data tell."""

import gzip
import re

import pytest
from django.core.cache import caches
from django.test import Client
from django.urls import reverse

from sentra.insights.catalogue import BY_CODE
from sentra.insights.models import DataVersion, Tally
from sentra.insights.public import enough
from sentra.insights.services.opendata import register_make
from sentra.insights.tests.making_months import HERE, THERE, VILLAGE, ago, month, present, regency
from sentra.insights.tests.making_opendata import SEPTEMBER, counted, some_businesses
from sentra.insights.tests.test_leader_page import plain
from sentra.kernel import clock
from sentra.reference.loading import current_pack
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


def published(many: int) -> None:
    """A regency of so many whose quarter is published, and that stands today as it did then."""
    counted(some_businesses(many))
    assert register_make(SEPTEMBER)
    for one in Tally.objects.filter(month=SEPTEMBER, cut="all"):
        month(present(), {("all", "", ""): {**one.values, "legal": 0}})
    caches["process"].clear()


def test_the_regency_is_told_as_it_stands() -> None:
    month(ago(12), regency(60, 40, legal=80))
    month(present(), regency(100, 50, legal=90))
    page = plain(everybody_reads())
    assert " 150 " in page
    assert "60,0 %" in page
    assert "50 (50,0 %)" in page
    assert "fig-tiles" not in everybody_reads(), "nothing of a district before open data are published"


def test_districts_and_products_are_told_as_open_data_tell_them() -> None:
    published(2000)
    rows = DataVersion.objects.get(dataset="usaha-legalitas").rows
    sums = {row[1]: row[4] for row in rows if row[2] == "semua"}
    page = plain(everybody_reads())
    for one in current_pack().districts:
        told = "–" if sums[one.name] is None else f"{sums[one.name]:,}".replace(",", ".")
        assert re.search(rf"{one.name} {re.escape(told)} ", page)
    assert "<dd>2.000</dd>" not in everybody_reads(), "the sum is no district"
    goods = {row[3]: row[4] for row in DataVersion.objects.get(dataset="usaha-komoditas").rows if row[0] == "semua"}
    table = page[page.index("Batik tulis") - 400 :]
    assert f"Gula kelapa {goods['Gula kelapa']} " in table


def test_what_open_data_leave_out_stands_nowhere() -> None:
    published(60)
    left_out = {
        row[1]
        for row in DataVersion.objects.get(dataset="usaha-legalitas").rows
        if row[2] == "semua" and row[4] is None
    }
    page = plain(everybody_reads()) + plain(everybody_reads("measure=legal_share"))
    for name in left_out - {"Semua"}:
        assert not re.search(rf"{name} \d", page)
    assert left_out, "sixty businesses in twenty-two districts are few"


def test_a_share_is_told_only_where_its_part_and_its_whole_are() -> None:
    published(300)
    rows = DataVersion.objects.get(dataset="usaha-legalitas").rows
    hidden = {row[1] for row in rows if row[4] is None and row[2] in ("legal", "semua")}
    page = plain(everybody_reads("measure=legal_share"))
    assert hidden & {one.name for one in current_pack().districts}
    for one in current_pack().districts:
        if one.name in hidden:
            assert not re.search(rf"{one.name} (\d+|–) \d", page)


@pytest.mark.parametrize(
    ("sum_of", "told"),
    [("semua", set()), ("legal", {"known", "newly_registered"}), ("", {"known", "legal_share", "newly_registered"})],
)
def test_no_number_tells_a_sum_of_the_regency_that_open_data_leave_out(sum_of: str, told: set[str]) -> None:
    published(2000)
    month(ago(3), {("all", "", ""): {"newly_registered": 7}})
    for dataset in ("usaha-legalitas", "usaha-produksi"):
        newest = DataVersion.objects.get(dataset=dataset)
        rows = [[*row[:4], None if row[0] == "semua" and row[2] == sum_of else row[4] or 3, ""] for row in newest.rows]
        DataVersion.objects.bulk_create(
            [DataVersion(dataset=dataset, month=ago(1), made_at=clock.now(), columns=newest.columns, rows=rows)]
        )
    page = everybody_reads()
    found = {code for code in ("known", "legal_share", "newly_registered") if f'id="fig-{code}"' in page}
    assert found == told


def test_a_figure_is_told_of_at_least_three() -> None:
    share, workers, quality, days = (BY_CODE[code] for code in ("legal_share", "workers", "quality", "days_median"))
    assert enough(share, {"legal": 4, "known": 9})
    assert not enough(share, {"legal": 4, "known": 5}), "one isn't legal"
    assert not enough(workers, {"sum_workers": 900, "told": 2})
    assert not enough(quality, {"quality": 180, "graded": 2})
    assert not enough(days, {"days": {"3": 1, "9": 1}})
    month(ago(1), regency(90, 50, legal=90, sum_workers=4711, told=2))
    month(present(), regency(100, 50, legal=90, sum_workers=5822, told=9))
    for query in ("", "measure=workers"):
        assert "5.822" in everybody_reads(query)
        assert "4.711" not in everybody_reads(query)
        assert "1.111" not in everybody_reads(query), "the change would tell it"


@pytest.mark.parametrize(("before", "told"), [(40, True), (1, False)])
def test_of_a_flow_the_twelve_months_count(before: int, *, told: bool) -> None:
    month(ago(1), regency(100, 50, newly_registered=before))
    month(present(), regency(100, 50, newly_registered=1))
    assert ("fig-newly_registered" in everybody_reads()) == told
    assert (" 41 " in plain(everybody_reads())) == told


def test_nothing_personal_and_no_officers_page_is_led_to() -> None:
    published(2000)
    page = everybody_reads()
    assert "/petugas/" not in page
    assert reverse("insights:data") in page
    for code in (VILLAGE, HERE, THERE, reverse("registry:businesses")):
        assert code not in page


def test_the_page_speaks_both_languages_and_is_light() -> None:
    published(2000)
    spoken = {language: everybody_reads(language=language) for language in ("id", "en")}
    assert '<html lang="en">' in spoken["en"]
    assert "Flagship products" in spoken["en"]
    assert all(len(gzip.compress(page.encode())) < LIGHT / 4 for page in spoken.values())
    assert all(len(page.encode()) < LIGHT for page in spoken.values())


def test_before_the_first_count_the_page_says_so() -> None:
    page = everybody_reads()
    assert "<h1>" in page
    assert "fig-number" not in page
