"""What everybody may open: services, tracking, verification; never more than the public may know."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from sentra.documents.jobs import render_document
from sentra.documents.models import Lookup
from sentra.files.services import file_read
from sentra.licensing.models import Permit
from sentra.licensing.services.permits import permit_govern
from sentra.licensing.services.submit import application_submit
from sentra.licensing.tests.making import filled_draft, publish
from sentra.licensing.views.public import LOOKUP_LIMIT, TRACK_LIMIT
from sentra.people.models import Role
from sentra.people.tests.people import officer, owner
from sentra.reference.loading import current_pack

pytestmark = pytest.mark.django_db

SECRETS = ("3505015708900001", "Jalan Melati", "+6281234567890", "0812-3456-7890", "Siti Aminah", "25.000.000")


@pytest.fixture
def permit() -> Permit:
    """A permit that was granted at once."""
    officer(Role.HEAD)
    application_submit(actor=owner(), application_id=filled_draft(owner(), "pendaftaran_ikm").pk)
    return Permit.objects.get()


def pdf_of(permit: Permit) -> bytes:
    """Give the signed PDF of a permit."""
    render_document(document_id=str(permit.document_id))
    permit.document.refresh_from_db()
    assert permit.document.file
    return file_read(permit.document.file)


def test_every_service_has_a_page_with_its_standard(client: Client) -> None:
    publish()
    listed = client.get(reverse("licensing:services")).content.decode()
    for service in current_pack().services:
        url = reverse("licensing:service", args=[service.code])
        page = client.get(url).content.decode()
        assert url in listed
        assert str(service.standard.complaints) in page
        assert str(service.standard.evaluation) in page


@pytest.mark.parametrize(("words", "found"), [("batik", True), ("perluasan", True), ("kapal selam", False)])
def test_a_service_is_found_by_its_words(client: Client, words: str, found: bool) -> None:
    publish()
    page = client.get(reverse("licensing:services"), {"q": words}).content.decode()
    assert ("service-card" in page) is found


def test_an_unknown_service_is_not_found(client: Client) -> None:
    assert client.get(reverse("licensing:service", args=["tidak_ada"])).status_code == 404


def test_an_application_is_tracked_without_personal_data(client: Client) -> None:
    application = application_submit(actor=owner(), application_id=filled_draft(owner()).pk)
    given = {"number": f" {str(application.number).lower()} ", "word": application.tracking_word.lower()}
    response = client.post(reverse("licensing:track"), given)
    page = response.content.decode()
    assert response.status_code == 200
    assert str(application.number) in page
    assert [secret for secret in (*SECRETS, "Mbok Siti") if secret in page] == []


def test_a_wrong_word_tells_nothing_and_is_counted(client: Client) -> None:
    application = application_submit(actor=owner(), application_id=filled_draft(owner()).pk)
    url = reverse("licensing:track")
    wrong = client.post(url, {"number": application.number, "word": "AAAAAA"})
    unknown = client.post(url, {"number": "P-1999-000001", "word": "AAAAAA"})
    assert (wrong.status_code, unknown.status_code) == (422, 422)
    for _more in range(TRACK_LIMIT):
        last = client.post(url, {"number": application.number, "word": "AAAAAA"})
    assert last.status_code == 429
    assert last["Retry-After"]


def test_a_permit_is_verified_by_number_and_by_code(client: Client, permit: Permit) -> None:
    asked = client.get(reverse("licensing:verify"), {"number": permit.number.lower()})
    assert asked["Location"] == reverse("licensing:verified", args=[permit.document.code])
    page = client.get(asked["Location"]).content.decode()
    assert "verdict good" in page
    assert permit.business.name in page
    assert "Kanigoro" in page
    assert [secret for secret in SECRETS if secret in page] == []
    assert Lookup.objects.filter(document=permit.document).count() == 1


@pytest.mark.parametrize(("act", "shown"), [("suspend", "verdict wait"), ("revoke", "verdict bad")])
def test_the_public_page_follows_at_once(client: Client, permit: Permit, act: str, shown: str) -> None:
    permit_govern(actor=officer(Role.HEAD), permit_id=permit.pk, act=act, reason="Tempat produksi tidak ditemukan.")
    page = client.get(reverse("licensing:verified", args=[permit.document.code])).content.decode()
    assert shown in page
    assert "tidak ditemukan" not in page


@pytest.mark.parametrize("asked", ["AAAA", "<script>alert(1)</script>", "x" * 500, "' OR 1=1 --", "\u202e0001"])
def test_an_unknown_permit_is_told_so(client: Client, asked: str) -> None:
    response = client.get(reverse("licensing:verify"), {"number": asked})
    assert response.status_code == 404
    assert "<script>alert" not in response.content.decode()


def test_who_asks_too_often_waits(client: Client) -> None:
    url = reverse("licensing:verify")
    statuses = [client.get(url, {"number": f"N{count}"}).status_code for count in range(LOOKUP_LIMIT + 1)]
    assert statuses[:-1] == [404] * LOOKUP_LIMIT
    assert statuses[-1] == 429


def test_a_genuine_pdf_is_known_and_a_changed_one_is_not(client: Client, permit: Permit) -> None:
    data = pdf_of(permit)
    url = reverse("licensing:verify_pdf")
    genuine = client.post(url, {"pdf": SimpleUploadedFile("izin.pdf", data)}).content.decode()
    assert "verdict good" in genuine
    assert permit.number in genuine
    changed = client.post(url, {"pdf": SimpleUploadedFile("izin.pdf", data.replace(b"Sentra", b"Santra", 1))})
    assert "verdict bad" in changed.content.decode()


@pytest.mark.parametrize("data", [b"", b"not a pdf", b"%PDF-1.7 broken", b"%PDF-" + b"\x00" * 2000])
def test_what_is_no_permit_is_told_so(client: Client, data: bytes) -> None:
    response = client.post(reverse("licensing:verify_pdf"), {"pdf": SimpleUploadedFile("izin.pdf", data)})
    assert response.status_code in {200, 422}
    assert "verdict good" not in response.content.decode()


def test_a_photograph_of_a_permit_is_called_no_forgery(client: Client) -> None:
    response = client.post(reverse("licensing:verify_pdf"), {"pdf": SimpleUploadedFile("izin.jpg", b"\xff\xd8\xff")})
    page = response.content.decode()
    assert response.status_code == 422
    assert 'href="#pdf"' in page
    assert "verdict bad" not in page


def test_no_pdf_at_all_is_told_at_the_form(client: Client) -> None:
    response = client.post(reverse("licensing:verify_pdf"))
    assert response.status_code == 422
    assert 'href="#pdf"' in response.content.decode()
