"""Documents: printed from what was decided, signed as a whole, recognised, and looked up within limits."""

import io
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID
from django.db import transaction
from django.test import RequestFactory
from hypothesis import given
from hypothesis import settings as tried
from hypothesis import strategies as some
from PIL import Image
from pytest_django import Settings

from sentra.documents import authority
from sentra.documents.checking import check_pdf
from sentra.documents.models import Counter, Document, Lookup
from sentra.documents.rendering import for_print, long_date, printable, render
from sentra.documents.services import (
    document_create,
    lookup_allowed,
    lookup_count,
    lookup_record,
    number_next,
)
from sentra.documents.signing import sign
from sentra.files.services import file_read
from sentra.kernel import clock
from sentra.kernel.errors import TooMany
from tests.making import printed

HEAD = {"lines": ["Pemerintah Kabupaten Blitar"], "office": "KPTSP", "address": "Jl. Contoh 1", "contact": "555-0100"}
PERMIT: dict[str, Any] = {
    "letterhead": HEAD,
    "title": {"id": "Tanda Daftar Industri", "en": "Industry Registration Certificate"},
    "number": "503/0001/TDI/35.05/2026",
    "replaces": "",
    "holder": "Siti Aminah",
    "business": "Sambel Pecel Mbok Siti",
    "brand": "",
    "nib": "",
    "register_number": "IKM-3505-000001",
    "address": "Jalan Melati 3",
    "district": "Kanigoro",
    "village": "Gaprang",
    "commodity": None,
    "products": [],
    "kbli": "",
    "kbli_title": None,
    "capacity": "",
    "issued_on": "2026-05-04",
    "valid_until": None,
    "conditions": [],
    "legal_basis": [{"id": "UU 25/2009", "en": "Law 25/2009"}],
    "place": "Kanigoro",
    "signer": {"name": "Bambang", "position": "", "id_number": ""},
    "deemed": False,
    "base_url": "https://sentra.example",
}
LONG = {
    "holder": "Raden Ajeng " + "Kusumaningtyas " * 12,
    "business": "B" * 200,
    "address": "Jalan Raya Panjang " * 15,
    "capacity": "9" * 200,
    "conditions": [{"id": "Menyimpan senapan di gudang terkunci. " * 12, "en": "Keep rifles locked. " * 12}] * 6,
    "deemed": True,
    "replaces": "503/0001/TDI/35.05/2021",
    "valid_until": "2031-05-04",
}
STRANGE = {"holder": "王小明 😀 ﷽", "business": "#let x = 1 *b* $m$ \\ <x> @y `z`", "brand": "ꦧꦠꦶꦏ꧀"}


def document() -> Document:
    """A permit that was decided."""
    with transaction.atomic():
        return document_create(
            kind="permit",
            number=PERMIT["number"],
            title="Tanda Daftar Industri",
            template="permit",
            data=PERMIT,
            record_type="licensing.Application",
            record_id="1",
            signer=None,
            signer_name="Bambang",
            signer_position="Kepala",
            issued_at=clock.now(),
        )


@pytest.mark.parametrize("changes", [{}, LONG, STRANGE], ids=["plain", "long", "strange"])
@pytest.mark.parametrize("demo", [True, False])
def test_a_permit_is_pdf_a_whatever_its_words(changes: dict[str, Any], demo: bool) -> None:
    made = pikepdf.open(io.BytesIO(render("permit", {**PERMIT, **changes}, code="ABCDEFGH12345678", demo=demo)))
    with made.open_metadata() as metadata:
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "B")
        assert PERMIT["number"] in metadata["dc:title"]
    assert len(made.pages) <= 3


def test_a_report_holds_its_photographs_made_small() -> None:
    output = io.BytesIO()
    Image.effect_noise((3000, 2000), 90).convert("RGB").save(output, "JPEG", quality=90)
    small = for_print(output.getvalue())
    assert max(Image.open(io.BytesIO(small)).size) == 1400
    assert len(small) < len(output.getvalue()) / 3


@tried(max_examples=8, deadline=None)
@given(some.text(some.characters(codec="utf-8", exclude_characters="\x00"), max_size=60))
def test_no_name_keeps_a_permit_from_being_printed(name: str) -> None:
    assert render("permit", {**PERMIT, "holder": name}, code="ABCDEFGH12345678", demo=True).startswith(b"%PDF-")


def test_what_the_font_lacks_becomes_a_question_mark() -> None:
    assert printable({"a": ["Siti 王", "Ｂatik"], "b": None}) == {"a": ["Siti ?", "Batik"], "b": None}
    assert long_date("2026-11-24", "id") == "24 November 2026"
    assert long_date(None, "en") == ""


@pytest.mark.django_db
def test_a_document_is_made_once_signed_as_a_whole_and_recognised() -> None:
    made = printed(document())
    assert made.file
    data = file_read(made.file)
    found = check_pdf(data)
    assert found.genuine
    assert found.trusted
    assert (found.signer, found.document, found.problem) == ("Bambang", made, "")
    assert printed(made).file == made.file


@pytest.mark.django_db
def test_a_changed_byte_and_added_words_are_found() -> None:
    made = printed(document())
    assert made.file
    data = file_read(made.file)
    for place in (len(data) // 3, len(data) // 2):
        spoilt = data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]
        assert not check_pdf(spoilt).genuine
    added = check_pdf(data + b"\n% more\n")
    assert not added.genuine
    assert not added.intact


def foreign_key(path: Path, name: str) -> None:
    """A key and certificate that somebody made for themselves."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    usage = x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
    begin = clock.now() - timedelta(days=1)
    made = x509.CertificateBuilder().subject_name(subject).issuer_name(subject).public_key(key.public_key())
    made = made.serial_number(1).not_valid_before(begin).not_valid_after(begin + timedelta(days=900))
    certificate = made.add_extension(usage, critical=True).sign(key, hashes.SHA256())
    secret = serialization.BestAvailableEncryption(b"secret")
    path.write_bytes(pkcs12.serialize_key_and_certificates(b"x", key, certificate, None, secret))


@pytest.fixture
def another_key(tmp_path: Path, settings: Settings) -> Iterator[Path]:
    """Documents are signed with a PKCS#12 of the settings for the time of a test."""
    path = tmp_path / "office.p12"
    foreign_key(path, "Pejabat Lain")
    settings.SENTRA_SIGNING_P12 = path
    settings.SENTRA_SIGNING_P12_PASSWORD = "secret"
    authority.signer.cache_clear()
    yield path
    authority.signer.cache_clear()


@pytest.mark.django_db
def test_the_key_of_the_settings_signs(another_key: Path) -> None:
    assert not authority.is_demo()
    made = printed(document())
    assert made.file
    found = check_pdf(file_read(made.file))
    assert (found.genuine, found.trusted, found.demo) == (True, True, False)


@pytest.mark.django_db
def test_a_strangers_signature_is_not_trusted_and_lends_no_name(another_key: Path, settings: Settings) -> None:
    pdf = render("permit", PERMIT, code="ABCDEFGH12345678", demo=False)
    forged = sign(pdf, reason="Izin", name="Kepala KPTSP", place="Kanigoro")
    settings.SENTRA_SIGNING_P12 = None
    authority.signer.cache_clear()
    found = check_pdf(forged)
    assert (found.signed, found.intact, found.trusted, found.genuine) == (True, True, False, False)
    assert found.signer == "Pejabat Lain"
    assert found.problem


@pytest.mark.django_db
def test_a_document_stays_genuine_when_the_key_is_changed(another_key: Path, settings: Settings) -> None:
    made = printed(document())
    assert made.file
    settings.SENTRA_SIGNING_P12 = None
    authority.signer.cache_clear()
    found = check_pdf(file_read(made.file))
    assert (found.genuine, found.trusted) == (True, False)


def test_a_wrong_password_of_the_key_is_told(another_key: Path, settings: Settings) -> None:
    settings.SENTRA_SIGNING_P12_PASSWORD = "wrong"
    authority.signer.cache_clear()
    with pytest.raises(RuntimeError, match="SENTRA_SIGNING_P12_PASSWORD"):
        authority.signer()


@pytest.mark.parametrize("data", [b"", b"hello", b"%PDF-1.7", b"%PDF-1.7\n" + bytes(300)])
@pytest.mark.django_db
def test_what_is_no_document_is_told(data: bytes) -> None:
    found = check_pdf(data)
    assert not found.genuine
    assert found.problem


@pytest.mark.django_db
def test_numbers_follow_each_other_in_each_series_and_year() -> None:
    taken = [number_next(series=series, year=year) for series, year in (("a", 1), ("a", 1), ("a", 2), ("b", 1))]
    assert taken == [1, 2, 1, 1]
    assert Counter.objects.count() == 3


@pytest.mark.django_db(transaction=True)
def test_a_number_is_taken_only_within_an_act() -> None:
    with pytest.raises(RuntimeError):
        number_next(series="a", year=1)


@pytest.mark.django_db
def test_tries_are_limited_by_kind_and_visitor_and_look_ups_are_counted_apart(rf: RequestFactory) -> None:
    made, visitor = document(), rf.get("/", REMOTE_ADDR="10.0.0.1")
    for _again in range(3):
        lookup_allowed(visitor, "verify", 3)
        lookup_record(visitor, document=made, kind="qr")
    with pytest.raises(TooMany) as refused:
        lookup_allowed(visitor, "verify", 3)
    assert refused.value.retry_after == 600
    lookup_allowed(visitor, "track", 3)
    lookup_allowed(rf.get("/", REMOTE_ADDR="10.0.0.2"), "verify", 3)
    lookup_record(visitor, document=None, kind="qr")
    assert lookup_count(made) == 3
    assert Lookup.objects.filter(document=None).count() == 5
    with clock.travel(clock.now() + timedelta(minutes=11)):
        lookup_allowed(visitor, "verify", 3)
    assert "10.0.0" not in str(list(Lookup.objects.values()))
