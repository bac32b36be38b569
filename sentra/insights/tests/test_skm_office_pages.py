"""The office's pages: codes at the counter, figures with what to mend first, the table, looking through comments."""

import csv
from datetime import date, timedelta
from io import StringIO

import pytest
from django.test import Client
from django.urls import reverse

from sentra.audit.models import Entry
from sentra.insights.models import SkmAnswer, SkmKind, SkmState, SkmTicket
from sentra.insights.tests.making_skm import GIVEN, commented, said
from sentra.kernel import clock
from sentra.people.models import Role
from sentra.people.tests.people import officer, owner
from sentra.reference.loading import current_pack
from tests.making import DISTRICT, granted, sent_in

pytestmark = pytest.mark.django_db
SPRING, SUMMER = date(2026, 5, 1), date(2026, 8, 1)


@pytest.fixture
def counter(client: Client) -> Client:
    """Somebody at the counter."""
    client.force_login(officer(Role.COUNTER))
    return client


@pytest.fixture
def head(client: Client) -> Client:
    """The head."""
    client.force_login(officer(Role.HEAD))
    return client


def test_one_press_gives_a_code_and_the_next_one_another(counter: Client) -> None:
    shown = []
    for _each in range(2):
        address = counter.post(reverse("insights:skm_code_make"), {"service": "loket_konsultasi"}).headers["Location"]
        page = counter.get(address)
        assert 'class="qr" src="data:image/svg+xml' in page.content.decode()
        shown.append(page.context["address"])
    assert len(set(shown)) == 2
    path = shown[0].removeprefix("http://testserver")
    assert Client().get(path).status_code == 200
    assert Client().post(path, GIVEN).status_code == 302
    assert SkmAnswer.objects.get().channel == "counter"


def test_a_code_opened_again_holds_no_longer(counter: Client) -> None:
    address = counter.post(reverse("insights:skm_code_make"), {"service": "loket_konsultasi"}).headers["Location"]
    first = counter.get(address).context["until"]
    with clock.travel(clock.now() + timedelta(minutes=5)):
        assert counter.get(address).context["until"] == first
    with clock.travel(first + timedelta(minutes=1)):
        page = counter.get(address)
        assert page.context["standing"] == "over"
        assert 'class="qr"' not in page.content.decode()


def test_nonsense_gives_no_code(counter: Client) -> None:
    for service in ("", "tdi", "x" * 5000, "\x00"):
        assert counter.post(reverse("insights:skm_code_make"), {"service": service}).status_code == 422
    assert not SkmTicket.objects.exists()


def test_a_decided_application_has_a_code_of_its_own_for_the_counter(counter: Client) -> None:
    application = granted(sent_in(owner())).application
    case = counter.get(reverse("licensing:case", args=[application.pk])).content.decode()
    address = reverse("insights:skm_application_code", args=[application.pk])
    assert address in case
    path = counter.get(address).context["address"].removeprefix("http://testserver")
    Client().post(path, GIVEN)
    assert SkmTicket.objects.get().kind == SkmKind.APPLICATION
    assert counter.get(address).context["standing"] == "used"


def test_the_code_of_what_is_elsewhere_or_waits_is_not_given(client: Client) -> None:
    application, waiting = granted(sent_in(owner())).application, sent_in(owner())
    client.force_login(officer(Role.COUNTER, ["35.05.01"], name="Loket jauh"))
    assert client.get(reverse("insights:skm_application_code", args=[application.pk])).status_code == 404
    client.force_login(officer(Role.COUNTER, [DISTRICT], name="Loket"))
    assert client.get(reverse("insights:skm_application_code", args=[waiting.pk])).status_code == 404


def test_the_poster_leads_to_the_survey(counter: Client) -> None:
    page = counter.get(reverse("insights:skm_poster"))
    assert page.context["address"].endswith(reverse("insights:skm_start"))


# Figures.


def test_figures_say_what_to_mend_first(head: Client) -> None:
    said(12, month=SUMMER, time=1, facilities=2, cost=3)
    page = head.get(reverse("insights:skm"), {"periode": "2026-3"})
    assert [one.element.code for one in page.context["report"].result.weakest] == ["time", "facilities", "cost"]
    assert str(page.context["report"].result.index) == "83.33"


def test_figures_of_one_service_and_how_it_changed(head: Client) -> None:
    said(20, month=SPRING, mark=3)
    said(12, month=SUMMER)
    said(15, service="iui", month=SUMMER, mark=2)
    report = head.get(reverse("insights:skm"), {"periode": "2026-3", "layanan": "tdi"}).context["report"]
    assert [(row.answers, row.result and str(row.result.index)) for row in report.trend] == [
        (12, "100.00"),
        (20, "75.00"),
    ]
    all_of_them = head.get(reverse("insights:skm"), {"periode": "2026-3"}).context["report"]
    assert str(all_of_them.result.index) == "72.22"


def test_a_service_that_can_not_stand_alone_is_told_to_nobody(head: Client) -> None:
    said(30, month=SUMMER)
    said(4, service="bazar", month=SUMMER, mark=1)
    for service in ("bazar", "tdi"):
        report = head.get(reverse("insights:skm"), {"periode": "2026-3", "layanan": service}).context["report"]
        assert (report.answers, report.result) == (0, None)


def test_nonsense_in_the_address_shows_the_newest(head: Client) -> None:
    said(12, month=SUMMER)
    for query in ({"periode": "x" * 500, "layanan": "\x00"}, {"periode": "2026-3' --", "layanan": "nothing"}):
        assert head.get(reverse("insights:skm"), query).context["period"].code == "2026-3"


def test_the_table_is_the_same_as_the_page(head: Client) -> None:
    said(12, month=SUMMER)
    said(40, service="iui", month=SUMMER, mark=2, time=1)
    said(2, month=SPRING)
    text = head.get(reverse("insights:skm_table")).content.decode("utf-8-sig")
    header, *rows = csv.reader(StringIO(text))
    summer = [row for row in rows if row[0] == "2026-07-01"]
    spring = [row for row in rows if row[0] == "2026-04-01"]
    assert len(header) == 15
    assert [row[3:6] for row in summer] == [["52", "59.40", "D"], ["40", "47.22", "D"], ["12", "100.00", "A"]]
    assert all(row[3:6] == ["2", "", ""] for row in spring)


# Comments.


def test_a_comment_is_published_from_the_list(head: Client) -> None:
    answer = commented()
    assert answer.comment in head.get(reverse("insights:skm_comments")).content.decode()
    address = reverse("insights:skm_publish", args=[answer.pk])
    assert head.post(address, {"version": "1"}).status_code == 302
    assert head.post(address, {"version": "1"}).status_code == 409
    answer.refresh_from_db()
    assert (answer.state, answer.moderated_by) == (SkmState.PUBLISHED, officer(Role.HEAD))
    assert Entry.objects.get(act="skm.publish").after == {"skm_state": "published"}


def test_withholding_needs_a_reason_and_keeps_what_was_typed(head: Client) -> None:
    answer = commented("Pak Budi menghina saya.")
    address = reverse("insights:skm_withhold", args=[answer.pk])
    for given in (
        {"why": ""},
        {"why": "nonsense"},
        {"why": "other", "text": " "},
        {"why": "personal", "text": "x" * 1001},
    ):
        page = head.post(address, {"version": "1", **given})
        assert page.status_code == 422
        assert given.get("text", "") in page.content.decode()
    assert head.post(address, {"version": "1", "why": "personal", "text": "Menyebut nama."}).status_code == 302
    answer.refresh_from_db()
    assert (answer.state, answer.why, answer.reason) == (SkmState.WITHHELD, "personal", "Menyebut nama.")
    entry = Entry.objects.get(act="skm.withhold")
    assert entry.reason == "Menyebut nama."
    assert "Budi" not in str(entry.after)


def test_what_was_done_is_noted_and_needs_words(head: Client) -> None:
    answer = commented()
    address = reverse("insights:skm_done", args=[answer.pk])
    assert head.post(address, {"version": "1", "text": "\x00 "}).status_code == 422
    assert head.post(address, {"version": "1", "text": "Loket kedua dibuka."}).status_code == 302
    assert "Loket kedua dibuka." in head.get(reverse("insights:skm_comment", args=[answer.pk])).content.decode()


def test_an_answer_without_a_comment_has_no_page(head: Client) -> None:
    assert head.get(reverse("insights:skm_comment", args=[said(1)[0].pk])).status_code == 404
    for version in ("", "9" * 50, "x"):
        answer = commented()
        assert head.post(reverse("insights:skm_publish", args=[answer.pk]), {"version": version}).status_code == 409


def test_a_page_of_comments_asks_the_database_a_few_times_for_all(
    head: Client, django_assert_max_num_queries: object
) -> None:
    said(3, comment="Antreannya lama.")
    head.get(reverse("insights:skm_comments"))
    said(20, comment="Petugasnya ramah.")
    with django_assert_max_num_queries(9):  # type: ignore[operator]
        head.get(reverse("insights:skm_comments"))
    assert current_pack().skm.smallest <= 23
