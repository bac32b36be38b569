"""The leader's page: what it tells, to whom, of which month, and that nothing in an address breaks it."""

import re
from itertools import pairwise

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sentra.insights.models import Seen, Tally
from sentra.insights.tests.making_months import HERE, THERE, VILLAGE, ago, month, present, regency
from sentra.people.models import Role
from sentra.reference.loading import current_pack
from sentra.registry.tests.register import known, of, text

pytestmark = pytest.mark.django_db

LEADER = "insights:leader"
TAGS = re.compile(r"<[^>]+>")


def leader_sees(query: str = "", client: Client | None = None) -> str:
    """What the leader reads, without the tags and on one line."""
    return plain(text((client or of(Role.LEADER)).get(f"{reverse(LEADER)}?{query}")))


def plain(page: str) -> str:
    """The words of a page, on one line."""
    return " ".join(TAGS.sub(" ", page[page.index("<main") :]).split())


@pytest.fixture
def years() -> None:
    """A year ago there were 100 IKM, a month ago 140, now 150; six of ten are legal."""
    month(ago(12), regency(60, 40, legal=80))
    month(ago(1), regency(90, 50, legal=85))
    month(present(), regency(100, 50, legal=90, sum_workers=1234, told=10, **{"standing:expiring": 12}))


@pytest.mark.usefixtures("years")
def test_the_page_tells_how_many_how_that_changed_and_how_far_the_goal_is() -> None:
    page = leader_sees()
    assert "IKM yang diketahui 150" in page or "Known IKM 150" in page
    assert "1.234" in page
    assert "60,0 %" in page
    assert "50 (50,0 %)" in page, "the change since a year ago"
    assert "10 (7,1 %)" in page, "the change since last month"
    assert "20,0" in page, "points that the share of the legal lost within a year"
    assert "1.850" in page, "what is missing to the goal of 2,000"


def test_before_the_first_count_the_page_says_so() -> None:
    assert "150" not in leader_sees()
    for name, at in (("insights:district", HERE), ("insights:commodity", "batik_tulis")):
        assert of(Role.LEADER).get(reverse(name, args=[at])).status_code == 200


@pytest.mark.usefixtures("years")
def test_a_month_is_shown_as_known_then_or_today() -> None:
    month(ago(1), regency(95, 70, legal=70), seen=Seen.TODAY)
    then, today = f"month={ago(1):%Y-%m}", f"month={ago(1):%Y-%m}&seen=today"
    assert " 140 " in leader_sees(then)
    assert " 165 " not in leader_sees(then)
    assert " 165 " in leader_sees(today)
    assert " 150 " in leader_sees("seen=today"), "the open month is known today as it is counted"


@pytest.mark.usefixtures("years")
def test_of_a_month_that_is_over_nothing_is_urgent_and_no_list_stands_behind() -> None:
    known("Batik Sekar", district=HERE)
    now, then = (
        text(of(Role.DISPERINDAG).get(f"{reverse(LEADER)}?{query}")) for query in ("", f"month={ago(1):%Y-%m}")
    )
    assert "legal=expiring" in now
    assert 'id="attention"' in now
    assert 'id="attention"' not in then
    assert f'"{reverse("registry:businesses")}' not in then[then.index("<main") :].split('class="work-main"')[1]


@pytest.mark.usefixtures("years")
@pytest.mark.parametrize(
    "query",
    [
        "month=2026-13&seen=yesterday&measure=<script>&sort=--&league=%00&figure=../",
        "month=" + "9" * 5000,
        "sort=-name&league=-name&measure=workers",
        "sort=smooth&league=quality&measure=known",
        "month=%F0%9F%98%80&measure=%ff",
        "figure=known&figure=legal&seen=today&seen=then",
    ],
)
def test_whatever_stands_in_the_address_the_page_is_there(query: str) -> None:
    client = of(Role.LEADER)
    for address in (
        reverse(LEADER),
        reverse("insights:district", args=[HERE]),
        reverse("insights:commodity", args=["batik_tulis"]),
        reverse("insights:public"),
    ):
        answer = client.get(f"{address}?{query}")
        assert answer.status_code == 200
        assert "<script>" not in text(answer)
        assert "150" in text(answer) or "90" in text(answer)


@pytest.mark.usefixtures("years")
def test_an_officer_of_a_district_reads_of_it_alone() -> None:
    client = of(Role.DISPERINDAG, [HERE])
    page = text(client.get(reverse(LEADER)))
    words = plain(page)
    assert " 100 " in words
    assert " 150 " not in words
    assert "Wonodadi" not in words
    assert "Gula kelapa –" in words, "nobody makes it here"
    assert reverse("insights:district", args=[THERE]) not in page
    assert "2.000" not in words, "the goal is the regency's"
    assert client.get(reverse("insights:district", args=[HERE])).status_code == 200
    assert client.get(reverse("insights:district", args=[THERE])).status_code == 404
    sugar = plain(text(client.get(reverse("insights:commodity", args=["gula_kelapa"]))))
    assert " 50 " not in sugar


@pytest.mark.parametrize(
    ("name", "at"),
    [("insights:district", "35.05.99"), ("insights:district", "a\x00b"), ("insights:commodity", "emas" * 50)],
)
def test_what_nobody_knows_has_no_page(name: str, at: str) -> None:
    assert of(Role.LEADER).get(reverse(name, args=[at])).status_code == 404


@pytest.mark.usefixtures("years")
def test_numbers_lead_to_lists_that_the_reader_may_open() -> None:
    client = of(Role.LEADER)
    leader = text(client.get(reverse(LEADER)))
    assert f"{reverse('registry:businesses')}?legal=unlicensed" in leader
    assert f"{reverse('registry:businesses')}?district={THERE}&amp;legal=unlicensed" in leader, "the worst districts"
    assert reverse("licensing:queue", args=["all"]) not in leader
    for url in set(re.findall(r'href="([^"#]+)', leader.split('class="work-main"')[1].split("<footer")[0])):
        found = url.replace("&amp;", "&")
        assert client.get(found if found.startswith("/") else f"{reverse(LEADER)}{found}").status_code == 200


def test_a_list_holds_as_many_as_the_number_says() -> None:
    for place in range(3):
        known(f"Batik {place}", licensed=place == 0, district=HERE)
    client = of(Role.DISPERINDAG)
    lists = {
        code: text(client.get(f"{reverse('registry:businesses')}?legal={code}")) for code in ("unlicensed", "valid")
    }
    assert ("Batik 1" in lists["unlicensed"], "Batik 0" in lists["unlicensed"]) == (True, False)
    assert ("Batik 1" in lists["valid"], "Batik 0" in lists["valid"]) == (False, True)


@pytest.mark.usefixtures("years")
def test_the_tables_are_sorted_by_what_is_asked() -> None:
    def first(query: str) -> str:
        page = leader_sees(query)
        rows = page[page.index("Tenaga kerja Lancar") if "Tenaga kerja Lancar" in page else 0 :]
        return min(("Kanigoro", "Wonodadi"), key=lambda name: rows.index(f" {name} "))

    assert first("sort=known") == "Kanigoro"
    assert first("sort=-known") == "Wonodadi"
    assert first("sort=name") == "Kanigoro"
    assert first("sort=-name") == "Wonodadi"


@pytest.mark.usefixtures("years")
def test_a_sentra_that_forms_is_told_by_its_village() -> None:
    page = leader_sees()
    assert "1,5×" in page, "batik is half again as dense in Kanigoro, where all of it is made"
    assert f"{current_pack().village_names[VILLAGE]} , Kanigoro" not in page, "not dense enough for the rule"
    Tally.objects.filter(month=present(), key=THERE).update(values={"known": 900})
    assert f"{current_pack().village_names[VILLAGE]} , Kanigoro Batik tulis · 60" in leader_sees()


@pytest.mark.parametrize("role", [Role.LEADER, Role.DISPERINDAG])
@pytest.mark.usefixtures("years")
def test_the_page_asks_little_whatever_it_tells(role: Role) -> None:
    client = of(role)
    client.get(reverse(LEADER))
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(reverse(LEADER))
    for back in range(2, 30):
        if back != 12:
            month(ago(back), regency(30, 20))
    with CaptureQueriesContext(connection) as many:
        client.get(reverse(LEADER))
    assert len(many) == len(few) <= 18


def test_the_marks_of_a_page_hold_together(years: None) -> None:
    for address in (reverse(LEADER), reverse("insights:district", args=[HERE]), reverse("insights:public")):
        page = text(of(Role.LEADER).get(address))
        ids = re.findall(r'\bid="([^"]+)"', page)
        assert len(ids) == len(set(ids))
        named = {one for words in re.findall(r'aria-labelledby="([^"]+)"', page) for one in words.split()}
        assert named <= set(ids)
        assert "style=" not in page
        levels = [int(level) for level in re.findall(r"<h([1-6])", page[page.index("<h1") : page.index("</main")])]
        assert levels[0] == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))
        for table in re.findall(r"<table.*?</table>", page, re.DOTALL):
            assert "<caption" in table
