"""The pages of what is not yet known: whose districts, what stands there, and the file."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sentra.insights.models import REGENCY, UnknownEstimate
from sentra.insights.services.unknown import unknown_count
from sentra.insights.tests.making_unknown import told_in
from sentra.insights.tests.test_unknown_service import overlapping
from sentra.insights.unknown.reading import added, months_kept, overview, story
from sentra.insights.unknown.result import Left, Why
from sentra.insights.unknown.wording import left_words, why_words
from sentra.people.models import Role, User
from sentra.people.tests.people import officer
from sentra.registry.tests.making import DISTRICT

pytestmark = pytest.mark.django_db

PAGE = reverse("insights:unknown")
MARCH, APRIL = date(2026, 3, 1), date(2026, 4, 1)
FULL = {"total": 60, "low": 50, "high": 90, "method": "chapman"}


def seen_by(user: User, address: str = PAGE, **query: str) -> Any:
    """A page as an officer sees it."""
    client = Client()
    client.force_login(user)
    return client.get(address, query)


def leader() -> User:
    """The leader, who sees all districts."""
    return officer(Role.LEADER)


def test_before_the_first_night_it_says_so() -> None:
    answer = seen_by(leader())
    assert (answer.status_code, answer.context["told"]) == (200, None)
    assert seen_by(leader(), reverse("insights:unknown_file")).status_code == 404
    assert seen_by(leader(), reverse("insights:unknown_regency")).status_code == 404


def test_the_page_tells_each_district_and_all_together() -> None:
    overlapping()
    unknown_count()
    told = seen_by(leader()).context["told"]
    assert (told.known, told.sum.districts, told.sum.of, told.sum.unknown) == (60, 1, 22, 6)
    assert told.pooled.row.total == 66
    assert told.teaching[0].row.district == DISTRICT
    line = next(one for one in told.lines if one.row.district == DISTRICT)
    assert line.drawn.low < line.drawn.total <= line.drawn.low + line.drawn.width <= 1000
    text = seen_by(leader()).content.decode()
    assert text.count('<svg class="interval"') == 22
    assert "style=" not in text.split("<main")[1]


def test_an_officer_sees_the_own_districts_alone() -> None:
    for district in (REGENCY, DISTRICT, "35.05.01"):
        told_in(MARCH, district, **FULL)
    here = officer(Role.HEAD, [DISTRICT], name="Camat")
    told = seen_by(here).context["told"]
    assert [line.row.district for line in told.lines] == [DISTRICT]
    assert told.pooled is None
    assert seen_by(here, reverse("insights:unknown_district", args=[DISTRICT])).status_code == 200
    for address in (reverse("insights:unknown_district", args=["35.05.01"]), reverse("insights:unknown_regency")):
        assert seen_by(here, address).status_code == 404
    rows = seen_by(here, reverse("insights:unknown_file")).content.decode().strip().splitlines()
    assert len(rows) == 2


@pytest.mark.parametrize("strange", ["35.05.99", "%00", "kabupaten%00", "x" * 3000, "35.05.10'--"])
def test_a_strange_district_is_not_found(strange: str) -> None:
    told_in(MARCH, DISTRICT, **FULL)
    assert seen_by(leader(), f"{PAGE}{strange}/").status_code == 404


def test_a_month_is_chosen_and_a_strange_one_is_the_newest() -> None:
    told_in(MARCH, DISTRICT, **FULL)
    told_in(APRIL, DISTRICT, **{**FULL, "known": 45})
    assert months_kept() == [APRIL, MARCH]
    assert seen_by(leader(), bulan="2026-03").context["told"].month == MARCH
    for strange in ("", "2026-13", "\0", "1999-01"):
        assert seen_by(leader(), bulan=strange).context["told"].month == APRIL
    answer = seen_by(leader(), reverse("insights:unknown_district", args=[DISTRICT]))
    assert [one.row.known for one in answer.context["story"]] == [45, 40]
    assert overview(leader()) is not None


def test_a_district_shows_its_lists_and_how_they_overlap() -> None:
    overlapping()
    unknown_count()
    answer = seen_by(leader(), reverse("insights:unknown_district", args=[DISTRICT]))
    context = answer.context
    assert [(one.size, one.shared) for one in context["lists"]] == [(0, 0), (40, 30), (0, 0), (50, 30)]
    assert [row.shared for row in context["crossings"]] == [(40, 30), (30, 50)]
    assert [count for _name, count in context["histories"]] == [20, 10, 30]
    assert context["method"]
    assert len(context["model"]) == 1


def test_a_model_is_told_in_words() -> None:
    content = {
        "histories": [[["census", "import"], 12], [["programme", "licensing"], 9]],
        "used": ["census", "import", "licensing", "programme"],
        "left": {},
        "villages": 3,
        "terms": [["licensing", "programme"], ["census", "import"]],
        "interval": "profile",
        "tried": 113,
        "ahead": 0.5,
        "rivals": [58, 77],
    }
    told_in(MARCH, DISTRICT, **{**FULL, "method": "loglinear", "content": content})
    answer = seen_by(leader(), reverse("insights:unknown_district", args=[DISTRICT]))
    model = answer.context["model"]
    assert len(model) == 5
    assert "113" in model[2]
    assert "58" in model[3]


@pytest.mark.parametrize("why", list(Why))
def test_too_few_data_are_said_kindly(why: Why) -> None:
    told_in(MARCH, DISTRICT, why=why)
    assert len(why_words(why)) > 40
    for address in (PAGE, reverse("insights:unknown_district", args=[DISTRICT])):
        answer = seen_by(leader(), address)
        assert answer.status_code == 200
        assert why_words(why)[:20] in answer.content.decode()


def test_every_reason_to_leave_a_list_out_has_words() -> None:
    assert len({left_words(one) for one in Left}) == len(Left)


def test_the_sum_is_surer_than_its_parts() -> None:
    for place in range(1, 5):
        told_in(MARCH, f"35.05.0{place}", **FULL)
    told_in(MARCH, "35.05.05", why="overlap")
    told = overview(leader())
    assert told is not None
    assert told.sum is not None
    assert (told.sum.districts, told.sum.of, told.sum.known, told.sum.total) == (4, 5, 160, 240)
    assert 200 < told.sum.low < 240 < told.sum.high < 360
    assert added([]) is None


def test_who_knows_least_is_taught_most() -> None:
    told_in(MARCH, "35.05.01", **FULL)
    told_in(MARCH, "35.05.02", **{**FULL, "low": 59, "high": 61})
    told_in(MARCH, "35.05.03", why="lists", known=500)
    told_in(MARCH, "35.05.04", known=40, total=40, low=40, high=40, method="chapman")
    told = overview(leader())
    assert told is not None
    assert [line.row.district for line in told.teaching] == ["35.05.03", "35.05.01", "35.05.02"]


def test_the_file_holds_every_district_and_all_together() -> None:
    overlapping()
    unknown_count()
    answer = seen_by(leader(), reverse("insights:unknown_file"))
    rows = answer.content.decode("utf-8-sig").strip().splitlines()
    assert len(rows) == 1 + 22 + 1
    assert len({line.count(";") for line in rows[:1]}) == 1
    assert f";{DISTRICT};" in "".join(rows)
    assert answer["Content-Disposition"].endswith('.csv"')


def test_pages_ask_little() -> None:
    overlapping()
    unknown_count()
    with CaptureQueriesContext(connection) as asked:
        told = overview(leader(), UnknownEstimate.objects.latest("month").month)
    assert told is not None
    assert sum("insights_unknownestimate" in one["sql"] for one in asked.captured_queries) == 2
    assert story(leader(), "nowhere") == ()
