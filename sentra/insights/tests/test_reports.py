"""Reports: which are asked for when, who may have them, and that what is printed is what the tables say."""

from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from django.test import Client
from django.urls import reverse

from sentra.insights.catalogue import BY_CODE
from sentra.insights.models import REGENCY, FiguresReport, ReportKind, ReportState
from sentra.insights.reports.content import report_content
from sentra.insights.services.count import months_count
from sentra.insights.services.report_make import report_fail, report_make
from sentra.insights.services.reports import report_ask, reports_due
from sentra.insights.tests.living import lives
from sentra.insights.tests.making_skm import said
from sentra.insights.tests.making_unknown import told_in
from sentra.insights.unknown.result import Why
from sentra.kernel import clock
from sentra.kernel.errors import InvalidInput, NotAllowed, NotFound
from sentra.outbox.models import Event, Notice
from sentra.people.models import Role, User
from sentra.people.tests.people import officer

pytestmark = pytest.mark.django_db
HERE = "35.05.10"
ESTIMATED = {"total": 60, "low": 50, "high": 90, "method": "chapman"}
SEPTEMBER = {"kind": ReportKind.MONTHLY, "period": "2026-09", "district": "", "language": "id"}


@pytest.fixture(autouse=True)
def _october() -> None:
    """Some businesses are known since June; it is October, and September is closed."""
    with clock.travel(datetime(2026, 6, 10, 5, tzinfo=UTC)):
        for choice in range(8):
            lives("list", choice)
            lives("record", choice + 20)
            lives("see", choice)
    with clock.travel(datetime(2026, 10, 2, 5, tzinfo=UTC)):
        months_count()


def in_october(day: int = 3) -> datetime:
    """A day of October."""
    return datetime(2026, 10, day, 5, tzinfo=UTC)


def leader() -> User:
    """Whoever reads the figures of the whole regency."""
    return officer(Role.LEADER)


def test_what_is_printed_is_what_was_counted_and_each_figure_is_explained() -> None:
    with clock.travel(in_october()):
        report = report_ask(actor=leader(), **SEPTEMBER)
        content, drawings = report_content(report)
    where = next(one for one in content["chapters"] if one["tiles"])
    by_district = where["tables"][0]
    assert len(by_district["heads"]) == len(by_district["rows"][0]) == 5
    assert by_district["heads"][0] == "Kecamatan"
    assert {row[0]: row[1] for row in by_district["rows"] if row[1] != "0"} | {"Total": by_district["footer"][1]} == {
        "Kanigoro": "8", "Wonodadi": "8", "Total": "16",
    }  # fmt: skip
    assert {one["name"] for one in content["method"]} >= {
        str(BY_CODE[code].name) for code in ("known", "legal", "legal_share")
    }
    assert all(one["formula"] and one["source"] for one in content["method"])
    assert drawings
    assert all(drawing.startswith(b"<svg") for drawing in drawings.values())


def test_a_report_is_made_once_told_and_can_be_read() -> None:
    with clock.travel(in_october()):
        report = report_ask(actor=leader(), **SEPTEMBER)
        assert report_make(report_id=report.pk)
        assert not report_make(report_id=report.pk)
    report.refresh_from_db()
    assert report.state == ReportState.READY
    assert Notice.objects.filter(user=leader(), event__kind="figures_report_ready").count() == 1
    client = Client()
    client.force_login(leader())
    answer = client.get(reverse("insights:report_file", args=[report.pk]))
    assert answer["Content-Type"] == "application/pdf"
    with pikepdf.open(BytesIO(answer.content)) as pdf:
        assert len(pdf.pages) > 6


def test_the_calendar_asks_once_for_the_month_that_was_closed_and_in_january_for_the_year() -> None:
    with clock.travel(in_october()):
        assert reports_due() == 1
        assert reports_due() == 0
        report = FiguresReport.objects.get()
        assert (report.kind, report.period, report.asked_by) == (ReportKind.MONTHLY, date(2026, 9, 1), None)
        officer(Role.DISPERINDAG, [HERE], name="Dari Kanigoro")
        report_make(report_id=report.pk)
        told = set(Event.objects.get(kind="figures_report_ready").notices.values_list("user__name", flat=True))
        assert "Dari Kanigoro" not in told
    with clock.travel(datetime(2027, 1, 1, 1, tzinfo=UTC)):
        months_count()
        assert reports_due() == 2
    kinds = FiguresReport.objects.order_by("asked_at", "kind").values_list("kind", "period")
    assert list(kinds)[1:] == [("monthly", date(2026, 12, 1)), ("yearly", date(2026, 1, 1))]


def test_nothing_is_asked_for_while_the_month_before_isnt_closed() -> None:
    with clock.travel(datetime(2026, 11, 1, 5, tzinfo=UTC)):
        assert reports_due() == 0


def test_asked_for_again_a_report_is_made_anew_in_its_place() -> None:
    with clock.travel(in_october()):
        first = report_ask(actor=leader(), **SEPTEMBER)
        report_make(report_id=first.pk)
    with clock.travel(in_october(9)):
        again = report_ask(actor=leader(), **SEPTEMBER)
    assert again.pk == first.pk
    assert again.state == ReportState.ASKED


def test_only_closed_months_and_years_are_told_and_only_of_ones_own_districts() -> None:
    here = officer(Role.DISPERINDAG, [HERE], name="Dari Kanigoro")
    with clock.travel(in_october()):
        for wrong in ({"period": "2026-10"}, {"period": "kemarin"}, {"language": "jv"}, {"kind": "daily"}):
            with pytest.raises(InvalidInput):
                report_ask(actor=leader(), **{**SEPTEMBER, **wrong})
        with pytest.raises(InvalidInput):
            report_ask(actor=leader(), **{**SEPTEMBER, "kind": ReportKind.YEARLY, "period": "2026"})
        with pytest.raises(InvalidInput):
            report_ask(actor=here, **SEPTEMBER)
        with pytest.raises(NotFound):
            report_ask(actor=here, **{**SEPTEMBER, "district": "35.05.01"})
        with pytest.raises(NotFound):
            report_ask(actor=leader(), **{**SEPTEMBER, "district": "99.99.99"})
        with pytest.raises(NotAllowed):
            report_ask(actor=officer(Role.VERIFIER), **SEPTEMBER)
        own = report_ask(actor=here, **{**SEPTEMBER, "district": HERE})
        whole = report_ask(actor=leader(), **SEPTEMBER)
        content, _drawings = report_content(own)
        for report in (own, whole):
            report_make(report_id=report.pk)
    told = {one["name"] for chapter in content["chapters"] for one in chapter["figures"]}
    assert told
    assert not told & {str(one.name) for one in BY_CODE.values() if "district" not in one.cuts}
    villages = content["chapters"][1]["tables"][0]
    assert villages["heads"][0] == "Desa atau kelurahan"
    assert sum(int(row[1]) for row in villages["rows"]) == 8
    client = Client()
    client.force_login(here)
    assert client.get(reverse("insights:report_file", args=[own.pk])).status_code == 200
    assert client.get(reverse("insights:report_file", args=[whole.pk])).status_code == 404
    page = client.get(reverse("insights:reports")).content.decode()
    assert str(own.pk) in page
    assert str(whole.pk) not in page


def test_what_went_wrong_is_kept_and_said() -> None:
    with clock.travel(in_october()):
        report = report_ask(actor=leader(), **SEPTEMBER)
        report_fail(report_id=report.pk, error="Kertas habis")
    client = Client()
    client.force_login(leader())
    assert "Kertas habis" in client.get(reverse("insights:reports")).content.decode()


def test_the_form_asks_and_a_wrong_month_is_said_on_the_page() -> None:
    client = Client()
    client.force_login(leader())
    with clock.travel(in_october()):
        wrong = client.post(reverse("insights:report_new"), {"period": "2026-10"})
        assert wrong.status_code == 422
        assert "bulan yang sudah ditutup" in wrong.content.decode()
        assert client.post(reverse("insights:report_new"), {"period": "2026-08"}).status_code == 302
    assert FiguresReport.objects.get().period == date(2026, 8, 1)


def chapter_of(content: dict[str, Any], title: str) -> dict[str, Any] | None:
    """The chapter of a report with a title; None where there is none."""
    return next((one for one in content["chapters"] if one["title"] == title), None)


def test_a_report_tells_who_isnt_known_yet_as_it_was_estimated_in_its_last_month() -> None:
    told_in(date(2026, 9, 1), REGENCY, **ESTIMATED)
    told_in(date(2026, 9, 1), HERE, **ESTIMATED)
    told_in(date(2026, 9, 1), "35.05.01", known=8, why=Why.LISTS)
    told_in(date(2026, 10, 1), HERE, **{**ESTIMATED, "known": 45})
    with clock.travel(in_october()):
        whole, _drawings = report_content(report_ask(actor=leader(), **SEPTEMBER))
        own, _drawings = report_content(report_ask(actor=leader(), **{**SEPTEMBER, "district": HERE}))
    told = chapter_of(whole, "Yang belum dikenal")
    assert told
    (table,) = told["tables"]
    assert table["rows"] == [
        ["Wonodadi", "8", "data terlalu sedikit", "–", "–"],
        ["Kanigoro", "40", "60", "50 – 90", "20"],
        ["Semua kecamatan bersama", "40", "60", "50 – 90", "20"],
    ]
    assert table["footer"][:3] == ["1 dari 2 kecamatan yang punya perkiraan", "40", "60"]
    assert [note.partition(":")[0] for note in table["notes"]] == ["Wonodadi"]
    mine = chapter_of(own, "Yang belum dikenal")
    assert mine
    assert [row[0] for row in mine["tables"][0]["rows"]] == ["Kanigoro"]


def test_a_report_tells_of_the_survey_what_was_published_and_no_single_month() -> None:
    said(12, service="tdi", month=date(2026, 5, 1), mark=3)
    said(20, service="tdi", month=date(2026, 8, 1))
    said(3, service="iui", month=date(2026, 9, 1), mark=1)
    with clock.travel(in_october()):
        september, _drawings = report_content(report_ask(actor=leader(), **SEPTEMBER))
        july, _drawings = report_content(report_ask(actor=leader(), **{**SEPTEMBER, "period": "2026-07"}))
        own, _drawings = report_content(report_ask(actor=leader(), **{**SEPTEMBER, "district": HERE}))
    told = chapter_of(september, "Kepuasan masyarakat")
    assert told
    elements, services, periods = told["tables"]
    assert len(elements["rows"]) == 9
    assert [row[1] for row in services["rows"]] == ["23"]
    assert services["footer"][1] == "23"
    assert [row[1] for row in periods["rows"]] == ["23", "12"]
    assert chapter_of(own, "Kepuasan masyarakat") is None
    before = chapter_of(july, "Kepuasan masyarakat")
    assert before
    assert before["tables"][1]["footer"][1] == "12"
