"""The register's list, map and summary: who sees what, kept views, columns, and what is done to many at once."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from sentra.audit.models import Entry
from sentra.kernel import clock
from sentra.outbox.models import Notice
from sentra.people.models import Role, SavedView
from sentra.people.tests.people import officer, owner
from sentra.registry import panels
from sentra.registry.columns import COLUMNS
from sentra.registry.filters import RegisterFilter
from sentra.registry.found import businesses_found
from sentra.registry.models import Business, Figures
from sentra.registry.rows import rows_drawn
from sentra.registry.services.bulk import Reached, businesses_tell
from sentra.registry.services.words import words_count
from sentra.registry.sorts import FEW, SORTS
from sentra.registry.tests.register import HERE, THERE, known, of, owner_of, text

pytestmark = pytest.mark.django_db

LIST = "registry:businesses"


@pytest.fixture(autouse=True)
def _counted_anew() -> None:
    """Let nothing be left of what another test counted."""
    caches["process"].clear()


@pytest.fixture
def batik() -> Business:
    """A business with a permit and a pin in the one district."""
    return known(
        "Batik Sekar Jagad",
        owner=owner_of("Siti Aminah", user=owner()),
        commodity="batik_tulis",
        licensed=True,
        licensed_until=clock.today() + timedelta(days=10),
        registered_at=clock.now(),
        latitude=-8.1,
        longitude=112.2,
    )


@pytest.fixture
def mebel() -> Business:
    """A business without a permit in the other district."""
    return known("Mebel Jati Luhur", district=THERE, latitude=-8.0, longitude=112.0)


def opened(client: Client, **query: str) -> str:
    """Give the list as somebody sees it."""
    answer = client.get(reverse(LIST), query)
    assert answer.status_code == 200
    return text(answer)


def test_the_list_shows_whose_where_what_and_how_it_stands(batik: Business, mebel: Business) -> None:
    page = opened(of(Role.COUNTER))
    for words in (
        "IKM-3505-000001",
        "Batik Sekar Jagad",
        "Siti Aminah",
        "Kanigoro",
        "Segera berakhir",
        "Belum berizin",
    ):
        assert words in page
    assert reverse("registry:business", kwargs={"number": batik.register_number}) in page


def test_an_officer_of_another_district_sees_none_of_it(batik: Business, mebel: Business) -> None:
    here, there = of(Role.COUNTER, [HERE], name="Sini"), of(Role.COUNTER, [THERE], name="Sana")
    assert "Mebel Jati Luhur" not in opened(here)
    assert "Batik Sekar Jagad" not in opened(there)
    assert "Batik Sekar Jagad" not in opened(there, q="batik")
    assert "Batik Sekar Jagad" not in opened(there, q="IKM-3505-000001")
    assert "Batik Sekar Jagad" not in opened(there, district=HERE)
    assert "Batik Sekar Jagad" not in opened(there, only=str(batik.pk))
    for page in ("registry:summary", "registry:map"):
        assert "Kanigoro" not in text(there.get(reverse(page))).partition("<table")[2].partition("</table>")[0]


def test_an_officer_still_sees_the_own_business_elsewhere(batik: Business) -> None:
    officer(Role.COUNTER, [THERE], name="Siti")
    client = Client()
    client.force_login(owner())
    assert "Batik Sekar Jagad" in opened(client)


def test_a_closed_business_is_found_only_where_it_is_asked_for(batik: Business) -> None:
    Business.objects.update(standing="closed")
    page = opened(of(Role.COUNTER), q="batik")
    assert "Batik Sekar Jagad" not in page
    assert "standing=all" in page
    assert "Batik Sekar Jagad" in opened(of(Role.COUNTER), q="batik", standing="all")


def test_a_misspelt_word_is_corrected_on_the_page(batik: Business) -> None:
    words_count()
    page = opened(of(Role.COUNTER), q="batiq")
    assert "Batik Sekar Jagad" in page
    assert "<strong>batik</strong>" in page


def test_each_filter_can_be_taken_away(batik: Business) -> None:
    page = opened(of(Role.COUNTER), q="batik", district=HERE, legal="expiring", mine="1")
    assert 'href="?q=batik&amp;district=35.05.10&amp;legal=expiring"' in page
    assert 'href="?district=35.05.10&amp;legal=expiring&amp;mine=1"' in page
    assert 'href="?q=batik&amp;legal=expiring&amp;mine=1"' in page


@pytest.mark.parametrize(
    "query",
    [
        {"q": "'; :* & | !"},
        {"q": "a" * 10_000},
        {"q": "\x00"},
        {"from": "> x"},
        {"only": "nonsens," * 2000},
        {"columns": "nonsens,nib,search"},
        {"kbli": "٣٤٥", "figures_of": "0000", "support_year": "²²²²"},
        {"group": "x" * 500, "tag": "'"},
        {"sort": "password", "legal": "<script>"},
    ],
)
def test_hostile_queries_break_nothing(batik: Business, query: dict[str, str]) -> None:
    page = opened(of(Role.DISPERINDAG), **query)
    assert "<script>alert" not in page
    assert of(Role.DISPERINDAG).get(reverse("registry:map"), query).status_code == 200


def test_a_register_of_sixty_asks_the_database_little(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    for number in range(60):
        known(f"Usaha {number}", owner=owner_of(f"Orang {number}"), products=["Sambel"])
    words_count()
    client = of(Role.DISPERINDAG)
    columns = ",".join(COLUMNS)
    opened(client, q="usaha", columns=columns)
    with django_assert_max_num_queries(17):
        page = opened(client, q="usaha", columns=columns)
    assert page.count("data-row") == 50
    with django_assert_max_num_queries(7):
        client.get(reverse("registry:summary"))


def test_figures_are_columns_only_for_those_whose_duty_they_are(batik: Business, mebel: Business) -> None:
    for business in (batik, mebel):
        Figures.objects.create(business=business, year=2025, investment=123_456_789)
    everywhere = opened(of(Role.SURVEYOR), columns="investment")
    assert everywhere.count("123.456.789") == 2
    one = officer(Role.SURVEYOR, [HERE], name="Sini")
    officer(Role.COUNTER, [], name="Sini")
    client = Client()
    client.force_login(one)
    here = opened(client, columns="investment")
    assert "Mebel Jati Luhur" in here
    assert here.count("123.456.789") == 1
    assert "123.456.789" not in opened(of(Role.COUNTER, name="Loket"), columns="investment")
    assert 'value="investment"' not in opened(of(Role.COUNTER, name="Loket"))


def test_views_are_kept_with_their_columns_shared_and_taken_away(batik: Business) -> None:
    me, colleague = of(Role.COUNTER), of(Role.DISPERINDAG, name="Rina")
    save = reverse("registry:view_save")
    query = "legal=expiring&columns=nib,phone"
    answer = me.post(save, {"name": "Berakhir", "query": f"{query}&nonsens=1", "shared": "on"})
    assert answer["Location"] == f"{reverse(LIST)}?{query}"
    view = SavedView.objects.get(name="Berakhir")
    assert (view.page, view.query, view.shared) == ("register", query, True)
    assert "Berakhir" in opened(colleague)
    delete = reverse("registry:view_delete", args=[view.pk])
    assert colleague.post(delete).status_code == 404
    assert me.post(delete).status_code == 302
    assert me.post(save, {"name": " ", "query": query}).status_code == 422


def many(client: Client, act: str, *ticked: Business, **typed: str) -> Any:
    """Do something to ticked businesses."""
    return client.post(reverse("registry:many", args=[act]), {"only": [str(one.pk) for one in ticked], **typed})


def test_many_are_tagged_and_untagged(batik: Business, mebel: Business) -> None:
    editor = of(Role.DISPERINDAG)
    assert many(editor, "tag", batik, mebel, tag="Pameran  2027", query="legal=none")["Location"].endswith(
        "?legal=none"
    )
    assert list(Business.objects.values_list("tags", flat=True)) == [["pameran 2027"]] * 2
    many(editor, "tag", batik, tag="pameran 2027")
    assert Entry.objects.filter(act="register.tagged").count() == 2
    assert "Mebel Jati" not in opened(editor, tag="nonsens")
    assert "Mebel Jati" in opened(editor, tag="pameran 2027")
    many(editor, "untag", batik, tag="pameran 2027")
    assert Business.objects.get(pk=batik.pk).tags == []


def test_all_that_a_filter_finds_are_tagged_without_ticking(batik: Business, mebel: Business) -> None:
    many(of(Role.DISPERINDAG), "tag", tag="lama", all="1", query=f"district={THERE}")
    assert [one.name for one in Business.objects.filter(tags=["lama"])] == ["Mebel Jati Luhur"]


def test_many_are_given_to_an_officer_who_is_told(batik: Business, mebel: Business) -> None:
    surveyor = officer(Role.SURVEYOR, name="Bambang")
    many(of(Role.DISPERINDAG), "assign", batik, mebel, officer=str(surveyor.pk))
    assert set(Business.objects.values_list("assigned_to", flat=True)) == {surveyor.pk}
    assert Notice.objects.filter(user=surveyor).count() == 1
    mine = of(Role.SURVEYOR, name="Bambang")
    assert "Batik Sekar Jagad" in opened(mine, mine="1")
    assert "Batik Sekar Jagad" not in opened(of(Role.DISPERINDAG), mine="1")
    many(of(Role.DISPERINDAG), "assign", batik, officer="")
    assert Business.objects.get(pk=batik.pk).assigned_to is None


def test_owners_are_told_once_and_those_without_an_account_are_counted(batik: Business, mebel: Business) -> None:
    second = known("Batik Kedua", owner=batik.owner)
    many(
        of(Role.DISPERINDAG),
        "tell",
        batik,
        mebel,
        second,
        subject="Pameran Juli",
        text="Mohon mendaftar sebelum Jumat.",
    )
    notice = Notice.objects.get(user=owner())
    assert notice.event.data["subject"] == "Pameran Juli"
    chosen = [batik.pk, mebel.pk, second.pk]
    told = businesses_tell(actor=officer(Role.DISPERINDAG), chosen=chosen, subject="Lagi", text="Mohon dibaca.")
    assert told == Reached(owners=1, unreached=1)


@pytest.mark.parametrize(
    ("act", "typed"),
    [
        ("tag", {"tag": ""}),
        ("tag", {"tag": "x" * 41}),
        ("assign", {"officer": "999999"}),
        ("tell", {"subject": "", "text": "Isi"}),
        ("tell", {"subject": "Perihal", "text": ""}),
        ("tell", {"subject": "Perihal", "text": "x" * 3001}),
    ],
)
def test_bad_input_is_told_with_what_was_typed_kept(batik: Business, act: str, typed: dict[str, str]) -> None:
    answer = many(of(Role.DISPERINDAG), act, batik, **typed)
    assert answer.status_code == 422
    assert all(value in text(answer) for key, value in typed.items() if key != "officer")
    assert not Entry.objects.filter(record_type="registry.Business").exists()


def test_nothing_ticked_or_too_many_is_told(batik: Business) -> None:
    editor = of(Role.DISPERINDAG)
    assert many(editor, "tag", tag="x").status_code == 422
    Business.objects.bulk_create(
        Business(register_number=f"IKM-3505-9{number:05d}", owner=batik.owner, name="Banyak", district=HERE)
        for number in range(501)
    )
    answer = many(editor, "tag", tag="x", all="1")
    assert answer.status_code == 422
    assert "500" in text(answer)
    assert not Business.objects.exclude(tags=[]).exists()


@pytest.mark.parametrize("act", ["tag", "untag", "assign", "tell"])
def test_many_are_changed_only_by_those_whose_duty_it_is_and_only_in_their_districts(
    batik: Business, mebel: Business, act: str
) -> None:
    typed = {"tag": "x", "officer": "", "subject": "a", "text": "b"}
    assert many(of(Role.COUNTER), act, batik, **typed).status_code == 403
    assert many(of(Role.HEAD), act, batik, **typed).status_code == 403
    there = of(Role.DISPERINDAG, [THERE], name="Sana")
    assert many(there, act, batik, **typed).status_code == 422
    mixed = officer(Role.COUNTER, [HERE], name="Dua")
    officer(Role.DISPERINDAG, [THERE], name="Dua")
    client = Client()
    client.force_login(mixed)
    assert many(client, act, batik, mebel, **typed).status_code == 403
    assert not Entry.objects.filter(record_type="registry.Business").exists()


def test_higher_apps_offer_something_for_the_list_and_for_the_ticked(
    batik: Business, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[RegisterFilter] = []
    for board in (panels.LIST, panels.TICKED):
        monkeypatch.setattr(board, "makers", [lambda _actor, chosen: asked.append(chosen)])
    opened(of(Role.COUNTER), district=HERE)
    assert asked == [RegisterFilter(chosen={"district": HERE})] * 2


WORLD = {"box": "111,-9,113,-7", "zoom": "9"}


def test_the_pins_are_told_to_those_who_see_the_businesses(batik: Business, mebel: Business) -> None:
    pins = reverse("registry:pins")
    all_pins = of(Role.COUNTER).get(pins, WORLD).json()["pins"]
    assert {pin["name"] for pin in all_pins} == {"Batik Sekar Jagad", "Mebel Jati Luhur"}
    [own] = of(Role.COUNTER, [THERE], name="Sana").get(pins, WORLD).json()["pins"]
    assert (own["name"], own["at"], own["standing"]) == ("Mebel Jati Luhur", [-8.0, 112.0], "none")
    [found] = of(Role.COUNTER).get(pins, {**WORLD, "legal": "expiring"}).json()["pins"]
    assert found["url"] == reverse("registry:business", kwargs={"number": batik.register_number})
    assert of(Role.COUNTER).get(pins, {**WORLD, "box": "112.1,-8.2,112.3,-8.05"}).json()["pins"] == [found]


def test_many_pins_are_clusters(batik: Business) -> None:
    Business.objects.bulk_create(
        Business(
            register_number=f"IKM-3505-9{number:05d}",
            owner=batik.owner,
            name="Banyak",
            district=HERE,
            latitude=-8.05 - number % 2 * 0.5,
            longitude=112.1,
        )
        for number in range(401)
    )
    drawn = of(Role.COUNTER).get(reverse("registry:pins"), {**WORLD, "zoom": "11"}).json()
    assert drawn["pins"] == []
    assert sum(cluster["count"] for cluster in drawn["clusters"]) == 402
    assert sum(cluster["legal"] for cluster in drawn["clusters"]) == 1
    assert len(drawn["clusters"]) == 3


@pytest.mark.parametrize("box", ["", "x", "1,2,3", "9,9,9,9", "nan,0,1,1", "-999,0,1,1", "1e999,0,1,1"])
def test_a_window_that_is_no_place_is_refused(box: str) -> None:
    assert of(Role.COUNTER).get(reverse("registry:pins"), {"box": box, "zoom": "9"}).status_code == 422


def test_the_summary_counts_the_legal_of_the_known_and_leads_to_them(batik: Business, mebel: Business) -> None:
    known("Batik Mati", commodity="batik_tulis", standing="closed")
    known("Batik Baru", commodity="batik_tulis")
    page = text(of(Role.COUNTER).get(reverse("registry:summary")))
    assert "33 %" in page
    assert 'href="/petugas/data-induk/?district=35.05.10&amp;legal=valid">1</a>' in page
    assert 'href="/petugas/data-induk/?commodity=batik_tulis">2</a>' in page


def test_the_map_tells_its_pins_in_a_table_too_and_asks_no_outside_host(batik: Business, mebel: Business) -> None:
    answer = of(Role.COUNTER).get(reverse("registry:map"))
    assert 'data-district="Kanigoro"' in text(answer)
    assert "http" not in answer["Content-Security-Policy"]


def test_an_operator_may_name_a_host_of_tiles(settings: Any) -> None:
    settings.SENTRA_MAP_TILES = "https://tiles.example/{z}/{x}/{y}.png"
    answer = of(Role.COUNTER).get(reverse("registry:map"))
    assert "img-src 'self' data: blob: https://tiles.example;" in answer["Content-Security-Policy"]


def test_all_columns_together_are_read_without_a_question_for_each_row(batik: Business, mebel: Business) -> None:
    reader = officer(Role.DISPERINDAG)
    chosen = RegisterFilter(columns=tuple(COLUMNS))
    with CaptureQueriesContext(connection) as asked:
        found = businesses_found(reader, chosen)
        told = [column.value(one, reader) for one in found.page.rows for column in found.columns]
    assert len(told) == 2 * len(COLUMNS)
    assert len(asked) <= 5, [query["sql"] for query in asked]


@pytest.mark.parametrize("order", [*SORTS])
def test_a_column_alone_is_read_without_a_question_for_each_row(batik: Business, mebel: Business, order: str) -> None:
    reader = officer(Role.DISPERINDAG)
    for code in COLUMNS:
        chosen = RegisterFilter(columns=(code,), sort=order)
        with CaptureQueriesContext(connection) as asked:
            found = businesses_found(reader, chosen)
            drawn = rows_drawn(reader, found, ticks=True)
        assert drawn.count("<tr>") == 2
        assert len(asked) <= 4, (code, [query["sql"] for query in asked])


def test_what_a_district_has_is_counted_exactly_though_too_much_to_be_sorted_whole(batik: Business) -> None:
    Business.objects.bulk_create(
        Business(register_number=f"IKM-3505-9{number:05d}", owner=batik.owner, name="Banyak", district=HERE)
        for number in range(FEW + 2)
    )
    found = businesses_found(officer(Role.COUNTER), RegisterFilter(chosen={"district": HERE}))
    assert (found.count, found.more, len(found.page.rows)) == (FEW + 3, False, 50)
