"""The page of exploring: for whom, what it shows, keeping and sharing, files; nothing asked ever breaks it."""

import csv
import io
import itertools
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.urls import reverse
from PIL import Image
from pytest_django import DjangoAssertNumQueries
from python_calamine import CalamineWorkbook

from sentra.insights.tests.counted import MANY
from sentra.people.models import Role, SavedView
from sentra.people.policy import GRANTS, Permission
from sentra.registry.models import Business
from sentra.registry.tests.register import HERE, THERE, of, text

pytestmark = pytest.mark.django_db

PAGE = reverse("insights:explore")
HOSTILE = {
    "ukuran": ["", "nonsense", "known\x00", "' OR 1=1 --", "k" * 5000],
    "baris": ["kbli", "split-", "split-owner", "<script>", "month"],
    "kolom": ["month", "split-standing", "commodity", "\ud800", "🌶"],
    "kecamatan": ["35.05.10", "35", "35.05.10,99.99.99,,", "%"],
    "komoditas": ["batik_tulis", "a" * 3000],
    "masa": ["60", "custom", "-1"],
    "dari": ["2026-02", "0000-00", "9999-99", "2026-02-30"],
    "teratas": ["5", "-1", "1e9", "9" * 4000, "٣"],
    "urut": ["-value", "value", "label", "--", "unknown"],
    "bagian": ["row", "total", "none"],
    "kini": ["1", "yes"],
    "q": ["sambel", "\x00", "(((", "a" * 9000],
    "only": ["x", ",".join(["1"] * 600)],
    "legal": ["valid", "nonsense"],
}


def taken(client: Client, kind: str, **query: str) -> bytes:
    """Take the table as a file."""
    answer: Any = client.get(reverse("insights:explore_file", args=[kind]), query)
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment")
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def test_the_page_has_its_table_chart_unit_and_source(businesses: list[Business]) -> None:
    page = text(of(Role.DISPERINDAG).get(PAGE, {"baris": "month", "kolom": "split-standing"}))
    assert page.count("<svg xmlns") == 2
    assert "<caption" in page
    assert 'scope="row"' in page
    assert "style=" not in page
    assert page.count("<tr>") >= MANY


def test_who_may_not_read_the_register_sees_the_months_alone(
    businesses: list[Business], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(GRANTS, Role.LEADER, frozenset({Permission.WORKSPACE, Permission.FIGURES_READ}))
    leader = of(Role.LEADER)
    assert "kini=1" not in text(leader.get(PAGE))
    answer = leader.get(PAGE, {"kini": "1"})
    assert answer.status_code == 200
    assert "explored-table" not in text(answer)


def test_an_officer_of_some_districts_gets_only_these_in_page_and_files(businesses: list[Business]) -> None:
    client = of(Role.DISPERINDAG, [THERE])
    for live in ("", "1"):
        rows = list(csv.reader(io.StringIO(taken(client, "csv", kini=live).decode("utf-8-sig")), delimiter=";"))
        assert len(rows) == 2, "the head, and one's own district"
        assert rows[1][1] == "4"
        assert text(client.get(PAGE, {"kini": live, "kecamatan": HERE, "district": HERE})).count("<td") == 0


@pytest.mark.parametrize(("name", "value"), [(key, one) for key, values in HOSTILE.items() for one in values])
def test_nothing_asked_breaks_the_page(businesses: list[Business], name: str, value: str) -> None:
    client = of(Role.DISPERINDAG)
    asked = value.encode("utf-8", "surrogatepass")
    assert client.get(PAGE, {name: asked}).status_code == 200
    assert client.get(PAGE, {"kini": b"1", "kolom": b"split-age", name: asked}).status_code == 200


def test_pairs_of_hostile_values_do_not_either(businesses: list[Business]) -> None:
    client = of(Role.DISPERINDAG)
    for (one, its), (other, others) in itertools.combinations(list(HOSTILE.items())[:11], 2):
        assert client.get(PAGE, {one: its[0], other: others[0]}).status_code == 200


def test_a_table_is_kept_shared_and_taken_away(businesses: list[Business]) -> None:
    me, colleague = of(Role.DISPERINDAG), of(Role.HEAD, name="Kepala")
    query = "ukuran=known&baris=month&kolom=split-owner"
    answer = me.post(reverse("insights:explore_save"), {"name": "Pemilik", "query": f"{query}&x=1", "shared": "on"})
    assert answer["Location"] == f"{PAGE}?{query}"
    view = SavedView.objects.get(name="Pemilik")
    assert (view.page, view.query, view.shared) == ("explore", query, True)
    assert "Pemilik" in text(colleague.get(PAGE))
    forget = reverse("insights:explore_forget", args=[view.pk])
    assert colleague.post(forget).status_code == 404
    assert me.post(forget).status_code == 302
    refused = me.post(reverse("insights:explore_save"), {"name": " ", "query": query, "shared": "on"})
    assert refused.status_code == 422
    assert 'name="shared" checked' in text(refused)
    long = me.post(reverse("insights:explore_save"), {"name": "x", "query": f"kini=1&only={','.join('abcdefgh' * 40)}"})
    assert long.status_code in {302, 422}


def test_a_shared_table_shows_each_the_own_part(businesses: list[Business]) -> None:
    of(Role.DISPERINDAG).post(
        reverse("insights:explore_save"), {"name": "Semua", "query": "baris=district", "shared": "on"}
    )
    view = SavedView.objects.get(name="Semua")
    page = text(of(Role.DISPERINDAG, [THERE], name="Wonodadi").get(f"{PAGE}?{view.query}"))
    assert page.count('<td class="number">') == 1


def test_a_workbook_explains_itself_on_a_second_sheet(businesses: list[Business]) -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(taken(of(Role.DISPERINDAG), "xlsx", baris="commodity")))
    assert len(book.sheet_names) == 2
    data, about = (book.get_sheet_by_name(one).to_python() for one in book.sheet_names)
    assert data[-1][1] == MANY
    assert len(about) >= 8
    assert all(line[0] and line[1] for line in about)


def test_nothing_in_a_file_is_a_formula(businesses: list[Business]) -> None:
    Business.objects.filter(pk=businesses[0].pk).update(commodity="=1+1", kbli="")
    client = of(Role.DISPERINDAG)
    sheet = taken(client, "csv", baris="commodity", kini="1").decode("utf-8-sig")
    assert "'=1+1;" in sheet
    book = CalamineWorkbook.from_filelike(io.BytesIO(taken(client, "xlsx", baris="commodity", kini="1")))
    cells = [row[0] for row in book.get_sheet_by_name(book.sheet_names[0]).to_python()]
    assert "=1+1" in cells, "as a text"


def test_pictures_are_pictures(businesses: list[Business]) -> None:
    client = of(Role.DISPERINDAG)
    drawing = ElementTree.fromstring(taken(client, "svg", baris="month", kolom="split-standing"))
    assert drawing.tag.endswith("svg")
    with Image.open(io.BytesIO(taken(client, "png", baris="month", kolom="split-standing"))) as picture:
        assert picture.format == "PNG"
        assert picture.width > 800
        assert len(picture.convert("RGB").getcolors(1 << 20) or []) > 20, "something is drawn on it"


def test_where_there_is_no_table_the_file_leads_back_to_the_page(businesses: list[Business]) -> None:
    client = of(Role.DISPERINDAG)
    answer = client.get(reverse("insights:explore_file", args=["png"]), {"baris": "kbli", "kecamatan": HERE})
    assert answer.status_code == 302
    assert answer["Location"].startswith(PAGE)


@pytest.mark.parametrize("query", ["", "baris=month&kolom=split-owner&masa=60", "baris=district&kolom=commodity"])
def test_a_page_asks_as_much_however_large_its_table(
    businesses: list[Business], django_assert_max_num_queries: DjangoAssertNumQueries, query: str
) -> None:
    client = of(Role.DISPERINDAG)
    with django_assert_max_num_queries(9):
        assert client.get(f"{PAGE}?{query}").status_code == 200


def test_the_list_of_the_register_leads_to_the_figures_of_what_it_shows(businesses: list[Business]) -> None:
    client = of(Role.DISPERINDAG)
    page = text(client.get(reverse("registry:businesses"), {"district": HERE, "sort": "newest"}))
    link = f"{PAGE}?ukuran=known&amp;kini=1&amp;district={HERE}"
    assert link in page
    assert ">8</td>" in text(client.get(link.replace("&amp;", "&")))
    assert PAGE not in text(of(Role.COUNTER).get(reverse("registry:businesses")))
