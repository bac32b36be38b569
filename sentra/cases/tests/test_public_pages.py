"""The public form, its protection, following a report, the notices and their feed."""

from datetime import timedelta
from xml.etree import ElementTree as ET

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from sentra.cases import spam
from sentra.cases.models import Case, Complaint, ComplaintPhoto
from sentra.cases.services.close import case_close, reporter_tell
from sentra.cases.services.measures import notice_end, notice_publish
from sentra.cases.tests.making import found, fresh, recorded, reported, trade, triaged
from sentra.files.tests.making import picture
from sentra.kernel import clock
from sentra.kernel.crypto import code_typed
from sentra.people.models import Role
from sentra.people.tests.people import officer, owner
from sentra.registry.models import Business
from tests.making import granted, sent_in

pytestmark = pytest.mark.django_db

ADDRESS = reverse("cases:report")
FILLED = {"product_name": "Keripik nanas", "happened": "Keripiknya berjamur hijau.", "bought_at": "Toko oleh-oleh"}


def opened_before(seconds: int = 60) -> str:
    """The stamp of a form that was opened some seconds ago."""
    with clock.travel(clock.now() - timedelta(seconds=seconds)):
        return spam.stamp()


def sent(client: Client, **more: object) -> tuple[int, str]:
    """Send the form; gives status and text."""
    response = client.post(ADDRESS, {"stamp": opened_before(), **FILLED, **more})
    return response.status_code, response.content.decode()


def test_anybody_reports_and_gets_a_code_that_opens_the_report() -> None:
    client = Client()
    stamp = opened_before()
    photos = [picture(), picture("#112233")]
    response = client.post(ADDRESS, {"stamp": stamp, **FILLED, "photos": photos}, follow=True)
    complaint = Complaint.objects.get()
    text = response.content.decode()
    assert f"{complaint.code[:5]}-{complaint.code[5:]}" in text
    assert (complaint.way, complaint.entered_by, complaint.has_reporter) == ("public", None, False)
    assert ComplaintPhoto.objects.count() == 2
    client.post(ADDRESS, {"stamp": stamp, **FILLED})
    assert Case.objects.count() == 1
    followed = client.post(reverse("cases:follow"), {"code": f" {complaint.code[:5].lower()} {complaint.code[5:]}"})
    assert followed.status_code == 200
    assert complaint.case.number in followed.content.decode()


def test_an_owner_who_is_signed_in_reports_without_being_named() -> None:
    client = Client()
    client.force_login(owner())
    assert sent(client)[0] == 302
    assert Complaint.objects.get().entered_by is None
    counter = Client()
    counter.force_login(officer(Role.COUNTER))
    assert sent(counter)[0] == 302
    assert Complaint.objects.filter(entered_by=officer(Role.COUNTER)).count() == 1


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"happened": ""}, "id_happened"),
        ({"product_name": "x" * 201}, "id_product_name"),
        ({"bought_on": "kemarin"}, "id_bought_on"),
        ({"bought_on": "2999-01-01"}, "id_bought_on"),
        ({"kind": "sihir"}, "id_kind"),
    ],
)
def test_bad_input_names_the_field_and_keeps_what_was_typed(more: dict[str, str], field: str) -> None:
    status, text = sent(Client(), **more)
    assert status == 422
    assert f'href="#{field}"' in text
    assert "Toko oleh-oleh" in text
    assert not Case.objects.exists()


@pytest.mark.parametrize(
    "more",
    [
        {"stamp": ""},
        {"stamp": "made-up:1"},
        {spam.HONEYPOT: "http://spam.example"},
        {"stamp": opened_before},
    ],
)
def test_a_machine_is_kept_out_and_what_was_typed_stays(more: dict[str, object]) -> None:
    given = {name: value(0) if callable(value) else value for name, value in more.items()}
    status, text = sent(Client(), **given)
    assert status == 422
    assert "Keripiknya berjamur hijau." in text
    assert not Case.objects.exists()


def test_a_page_that_was_open_for_very_long_is_sent_once_more() -> None:
    client = Client()
    assert sent(client, stamp=opened_before(13 * 3600))[0] == 422
    assert sent(client, stamp=opened_before(3600))[0] == 302


def test_a_visitor_reports_only_so_often_in_ten_minutes() -> None:
    client = Client()
    assert [sent(client)[0] for _time in range(6)] == [302] * 5 + [429]
    with clock.travel(clock.now() + timedelta(minutes=11)):
        assert client.post(ADDRESS, {"stamp": opened_before(), **FILLED}).status_code == 302


@pytest.mark.parametrize(
    "upload", [SimpleUploadedFile("a.jpg", b"MZ\x90 not a picture"), SimpleUploadedFile("a.pdf", b"%PDF-1.4\n%%EOF")]
)
def test_only_photographs_are_taken(upload: SimpleUploadedFile) -> None:
    upload.seek(0)
    assert sent(Client(), photos=upload)[0] == 422
    assert not Case.objects.exists()


def test_too_many_photographs_are_refused() -> None:
    assert sent(Client(), photos=[picture() for _one in range(6)])[0] == 422


def test_hostile_text_is_shown_as_text() -> None:
    client = Client()
    assert sent(client, product_name="<script>alert(1)</script>", happened="<b>'; DROP TABLE--</b>")[0] == 302
    case = Case.objects.get()
    client.force_login(trade())
    text = client.get(reverse("cases:case", args=[case.pk])).content.decode()
    assert "<script>alert(1)" not in text
    assert "&lt;script&gt;alert(1)" in text


def test_a_link_names_maker_and_product_but_not_one_that_is_only_recorded() -> None:
    client = Client()
    permit = granted(sent_in(owner()))
    business = Business.objects.get(pk=permit.business_id)
    address = f"{ADDRESS}?ikm={business.register_number}&produk=Sambel+pecel+pedas"
    assert business.name in client.get(address).content.decode()
    assert (
        client.post(address, {"stamp": opened_before(), **FILLED, "product_name": "Sambel pecel pedas"}).status_code
        == 302
    )
    case = Case.objects.get()
    assert (case.business, case.product, case.district) == (business, business.products.get(), business.district)
    known = recorded("Usaha Rahasia")
    hidden = f"{ADDRESS}?ikm={known.register_number}"
    assert "Usaha Rahasia" not in client.get(hidden).content.decode()
    client.force_login(trade())
    assert "Usaha Rahasia" in client.get(hidden).content.decode()


def test_a_follower_reads_how_far_it_is_and_a_wrong_code_opens_nothing() -> None:
    case = found()
    complaint = case.complaints.get()
    reporter_tell(actor=trade(), case_id=case.pk, text="Terima kasih, sampel sudah diuji.")
    client = Client()
    text = client.post(reverse("cases:follow"), {"code": complaint.code}).content.decode()
    assert "Terima kasih, sampel sudah diuji." in text
    case = fresh(case)
    case_close(actor=trade(), case_id=case.pk, version=case.version, result="Pembuat sudah memperbaiki.")
    assert (
        "Pembuat sudah memperbaiki." in client.post(reverse("cases:follow"), {"code": complaint.code}).content.decode()
    )
    wrong = client.post(reverse("cases:follow"), {"code": "AAAAA-AAAAA"})
    assert wrong.status_code == 422
    statuses = [client.post(reverse("cases:follow"), {"code": "AAAAA-AAAAA"}).status_code for _time in range(20)]
    assert statuses[-1] == 429


def test_the_thank_you_page_without_a_report_leads_on() -> None:
    response = Client().get(reverse("cases:reported"))
    assert (response.status_code, response["Location"]) == (302, reverse("cases:follow"))


def test_notices_are_listed_told_and_fed() -> None:
    case = found()
    notice = notice_publish(
        actor=trade(),
        case_id=case.pk,
        kind="recall",
        batch="",
        danger="Tercemar & <basi>.",
        advice="Buang saja produknya.",
    )
    client = Client()
    assert notice.product in client.get(reverse("cases:notices")).content.decode()
    page = client.get(reverse("cases:notice", args=[notice.number.lower()])).content.decode()
    assert "Tercemar &amp; &lt;basi&gt;." in page
    feed = client.get(reverse("cases:feed"))
    assert feed["Content-Type"].startswith("application/atom+xml")
    atom = {"a": "http://www.w3.org/2005/Atom"}
    root = ET.fromstring(feed.content)
    entries = root.findall("a:entry", atom)
    assert [one.findtext("a:id", namespaces=atom) for one in entries] == [f"urn:uuid:{notice.pk}"]
    assert "Tercemar & <basi>." in (entries[0].findtext("a:summary", namespaces=atom) or "")
    notice_end(actor=trade(), case_id=case.pk, reason="Semua sudah ditarik.")
    assert "Semua sudah ditarik." in client.get(reverse("cases:notice", args=[notice.number])).content.decode()
    assert client.get(reverse("cases:notice", args=["PP-1"])).status_code == 404


def test_a_permits_qr_warns_of_its_products_at_once_and_takes_reports() -> None:
    permit, others = granted(sent_in(owner())), recorded("Sambel lain")
    page = reverse("licensing:verified", args=[permit.document.code])
    client = Client()
    quiet = client.get(page).content.decode()
    assert f"{ADDRESS}?ikm={permit.business.register_number}" in quiet
    for about in (permit.business, others):
        case = found(about)
        notice_publish(
            actor=trade(), case_id=case.pk, kind="recall", batch="", danger=f"Bahaya {about.pk}.", advice="Buang saja."
        )
        assert f"Bahaya {permit.business.pk}." in client.get(page).content.decode()
    warned = client.get(page).content.decode()
    assert f"Bahaya {others.pk}." not in warned
    mine = Case.objects.get(business=permit.business)
    notice_end(actor=trade(), case_id=mine.pk, reason="Semua sudah ditarik.")
    assert "Bahaya" not in client.get(page).content.decode()
    filled = client.get(ADDRESS, {"ikm": permit.business.register_number}).content.decode()
    assert permit.business.name in filled


def test_a_joined_or_dismissed_report_says_so_without_a_way() -> None:
    complaint = reported()
    triaged()
    text = Client().post(reverse("cases:follow"), {"code": code_typed(complaint.code)}).content.decode()
    assert complaint.case.number in text
