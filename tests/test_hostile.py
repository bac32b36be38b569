"""What is meant to hurt, hurts nobody: uploads, texts, and values that no list holds."""

import io
import struct
import zlib
from collections.abc import Callable, Mapping
from typing import Any

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given, settings
from hypothesis import strategies as some
from PIL import Image

from sentra.documents.checking import check_pdf
from sentra.files.cleaning import MOST_BYTES, clean, safe_name
from sentra.files.services import file_store
from sentra.kernel.errors import InvalidInput, SentraError
from sentra.licensing.filters import QueueFilter
from sentra.licensing.models import Application
from sentra.licensing.queries import Verified, tracked, verified
from sentra.licensing.queues import ALL, in_queue
from sentra.licensing.services.draft import draft_start, page_save
from sentra.licensing.services.submit import application_withdraw
from sentra.licensing.services.talk import flag_raise, note_write, question_answer, question_ask
from sentra.licensing.services.verify import application_return, paper_check
from sentra.licensing.tests.making import publish
from sentra.people.models import Role
from sentra.people.saved import view_save
from sentra.people.services import user_sign_up
from sentra.people.tests.people import officer, owner
from sentra.surveys.models import Report
from sentra.surveys.queries import asks_of_application
from sentra.surveys.tests.making import answers_fitting, reported
from tests.making import sent_in, to_survey

NASTY = {
    "nul": "Sam\x00bel",
    "script": "<script>alert(1)</script>",
    "sql": "'; DROP TABLE licensing_application; --",
    "template": "{{ settings.SECRET_KEY }} {% load x %}",
    "right to left": "Batik \u202egnp.exe",
    "emoji": "Sambel 🌶️ Pedas",
    "surrogate": "half \ud800 a character",
    "combining": "Z" + "\u0301" * 150,
    "other script": "ꦧꦠꦶꦏ꧀ 王小明",
}


def picture(kind: str = "JPEG", size: tuple[int, int] = (40, 30), **more: Any) -> bytes:
    """The bytes of a picture."""
    output = io.BytesIO()
    Image.new("RGB", size, "#a4512c").save(output, kind, **more)
    return output.getvalue()


def pdf(spoil: Callable[[pikepdf.Pdf], None] | None = None, **saved: Any) -> bytes:
    """The bytes of a PDF of one page, spoilt."""
    made = pikepdf.new()
    made.add_blank_page()
    if spoil:
        spoil(made)
    output = io.BytesIO()
    made.save(output, **saved)
    return output.getvalue()


def bomb() -> bytes:
    """A PNG of a few kilobytes that says it is 60,000 by 60,000 and unpacks to as much as it can."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(10**7))) + chunk(b"IEND", b"")
    )


def text_bomb() -> bytes:
    """A PNG whose text unpacks to far more than it weighs."""
    data = b"Comment\x00\x00" + zlib.compress(bytes(10**8))
    chunk = struct.pack(">I", len(data)) + b"zTXt" + data + struct.pack(">I", zlib.crc32(b"zTXt" + data))
    plain = picture("PNG")
    return plain[:33] + chunk + plain[33:]


def action(kind: str, **more: Any) -> pikepdf.Dictionary:
    """A PDF action."""
    return pikepdf.Dictionary(S=pikepdf.Name(f"/{kind}"), **more)


def open_action(made: pikepdf.Pdf) -> None:
    made.Root.OpenAction = action("JavaScript", JS=pikepdf.String("app.alert(1)"))


def launch(made: pikepdf.Pdf) -> None:
    link = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, A=action("Launch", F=pikepdf.String("calc.exe"))
    )
    made.pages[0].obj.Annots = pikepdf.Array([link])


def named_script(made: pikepdf.Pdf) -> None:
    script = action("JavaScript", JS=pikepdf.String("1"))
    made.Root.Names = pikepdf.Dictionary(JavaScript=pikepdf.Dictionary(Names=[pikepdf.String("x"), script]))


def attachment(made: pikepdf.Pdf) -> None:
    made.attachments["virus.exe"] = b"MZ"


def page_action(made: pikepdf.Pdf) -> None:
    made.pages[0].obj.AA = pikepdf.Dictionary(O=action("URI", URI=pikepdf.String("http://example.id")))


def form_program(made: pikepdf.Pdf) -> None:
    made.Root.AcroForm = pikepdf.Dictionary(Fields=[], XFA=pikepdf.String("<xdp/>"))


def unreferenced(made: pikepdf.Pdf) -> None:
    made.make_indirect(action("SubmitForm", F=pikepdf.String("http://example.id")))
    made.Root.Lost = made.make_indirect(pikepdf.Array([pikepdf.Array([action("ImportData")])]))


UPLOADS: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"", "empty"),
    "11 MB": (lambda: b"\xff\xd8\xff" + bytes(MOST_BYTES), "too_big"),
    "picture bomb": (bomb, "too_many_pixels"),
    "text bomb": (text_bomb, "broken"),
    "huge picture": (lambda: picture("PNG", (8_000, 6_000)), "too_many_pixels"),
    "SVG": (lambda: b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "unknown_kind"),
    "HTML": (lambda: b"<!doctype html><script>alert(1)</script>", "unknown_kind"),
    "GIF": (lambda: picture("GIF"), "unknown_kind"),
    "TIFF": (lambda: picture("TIFF"), "unknown_kind"),
    "ZIP": (lambda: b"PK\x03\x04" + bytes(100), "unknown_kind"),
    "program": (lambda: b"MZ" + bytes(100), "unknown_kind"),
    "cut JPEG": (lambda: picture(size=(400, 300))[:600], "broken"),
    "cut PNG": (lambda: picture("PNG", (400, 300))[:60], "broken"),
    "PDF that opens with a program": (lambda: pdf(open_action), "active"),
    "PDF that starts a program": (lambda: pdf(launch), "active"),
    "PDF with a named program": (lambda: pdf(named_script), "active"),
    "PDF with an attachment": (lambda: pdf(attachment), "active"),
    "PDF with an action of its page": (lambda: pdf(page_action), "active"),
    "PDF with a form's program": (lambda: pdf(form_program), "active"),
    "PDF with what nothing refers to": (lambda: pdf(unreferenced), "active"),
    "PDF with a password": (lambda: pdf(encryption=pikepdf.Encryption(owner="a", user="b")), "encrypted"),
    "PDF that only the owner opens": (lambda: pdf(encryption=pikepdf.Encryption(owner="a", user="")), "encrypted"),
    "PDF of nothing": (lambda: b"%PDF-1.7\n%%EOF", "broken"),
    "PDF of noise": (lambda: b"%PDF-1.7\n" + bytes(range(256)) * 40, "broken"),
}


@pytest.mark.parametrize("name", UPLOADS)
def test_an_upload_is_refused_with_what_to_do(name: str) -> None:
    make, code = UPLOADS[name]
    with pytest.raises(InvalidInput) as refused:
        clean(make(), "ktp.jpg", "ktp")
    problem = refused.value.problems[0]
    assert (problem.field, problem.code) == ("ktp", code)
    assert str(problem.message).endswith(".")


def test_a_pdf_without_pages_is_refused() -> None:
    empty = io.BytesIO()
    pikepdf.new().save(empty)
    with pytest.raises(InvalidInput) as refused:
        clean(empty.getvalue(), "izin.pdf", "deed")
    assert refused.value.problems[0].code == "no_page"


def test_a_pdf_whose_table_is_broken_is_written_anew() -> None:
    broken = pdf().replace(b"startxref", b"startxxxx")
    assert clean(broken, "akta.pdf", "deed").data.startswith(b"%PDF-")


def test_of_a_picture_that_is_also_a_page_only_the_picture_is_kept() -> None:
    both = picture() + b"<script>alert(1)</script><?php system('id'); ?>"
    kept = clean(both, "foto.jpg", "ktp")
    assert b"script" not in kept.data
    assert b"php" not in kept.data


def test_where_a_photograph_was_taken_is_not_kept() -> None:
    place = Image.Exif()
    place[0x010E] = "Rumah Bu Siti"
    place.get_ifd(0x8825).update({1: "S", 2: (8.0, 5.0, 42.0), 3: "E", 4: (112.0, 9.0, 0.0)})
    for kind in ("JPEG", "PNG", "WEBP"):
        kept = clean(picture(kind, exif=place), "foto", "ktp").data
        again = Image.open(io.BytesIO(kept))
        assert dict(again.getexif()) == {}
        assert b"Rumah" not in kept


def test_a_photograph_stands_upright() -> None:
    turned = Image.Exif()
    turned[0x0112] = 6
    kept = Image.open(io.BytesIO(clean(picture(exif=turned), "foto", "ktp").data))
    assert kept.size == (30, 40)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd.jpg"),
        ("..\\..\\windows\\win.ini", "win.jpg"),
        ("ktp.jpg\x00.exe", "ktp.jpg.jpg"),
        ("gambar\u202egpj.exe", "gambargpj.jpg"),
        ('<b>"a|b?c*.png', "b  a b c.jpg"),
        ("....", "berkas.jpg"),
        ("", "berkas.jpg"),
        ("x" * 400 + ".jpg", "x" * 120 + ".jpg"),
    ],
)
def test_a_name_is_only_a_name(name: str, kept: str) -> None:
    assert safe_name(name, "image/jpeg") == kept


def cleaned_or_refused(data: bytes) -> str:
    """Give the kind of the clean copy, or the code of the refusal; anything else that is raised fails the test."""
    try:
        return clean(data, "berkas", "ktp").media_type
    except InvalidInput as refused:
        return refused.problems[0].code


@settings(max_examples=60, deadline=None)
@given(place=some.integers(0, 600), noise=some.binary(min_size=1, max_size=12), kind=some.sampled_from(["JPEG", "PNG"]))
def test_a_spoilt_picture_is_cleaned_or_refused(place: int, noise: bytes, kind: str) -> None:
    data = bytearray(picture(kind))
    data[place % len(data) : place % len(data) + len(noise)] = noise
    assert cleaned_or_refused(bytes(data))


@settings(max_examples=60, deadline=None)
@given(place=some.integers(0, 5000), noise=some.binary(min_size=1, max_size=12))
def test_a_spoilt_pdf_is_cleaned_or_refused_and_never_genuine(place: int, noise: bytes) -> None:
    data = bytearray(pdf())
    data[place % len(data) : place % len(data) + len(noise)] = noise
    assert cleaned_or_refused(bytes(data))
    assert not check_pdf(bytes(data)).signed


@pytest.mark.django_db
def test_an_upload_that_says_it_is_small_is_still_measured() -> None:
    upload = SimpleUploadedFile("foto.jpg", b"\xff\xd8\xff" + bytes(MOST_BYTES))
    upload.size = 100
    with pytest.raises(InvalidInput):
        file_store(actor=None, upload=upload, name="foto.jpg", field="ktp")


def stored(application: Application, code: str) -> object:
    """Give an answer as it is in the database."""
    return Application.objects.get(pk=application.pk).answers.get(code)


@pytest.mark.django_db
@pytest.mark.parametrize("name", NASTY)
def test_a_nasty_text_is_kept_as_harmless_words(name: str) -> None:
    publish()
    draft = draft_start(actor=owner(), service="tdi")
    page_save(
        actor=owner(),
        application_id=draft.pk,
        page="business",
        given={"business_name": [NASTY[name]], "legal_form": ["sole"]},
    )
    kept = str(stored(draft, "business_name"))
    assert not {"\x00", "\u202e", "\ud800"} & set(kept)
    assert kept


@pytest.mark.django_db
def test_a_megabyte_of_text_is_refused_in_a_sentence() -> None:
    publish()
    draft = draft_start(actor=owner(), service="tdi")
    given = {"business_name": ["a" * 1_000_000], "legal_form": ["sole"]}
    _saved, problems = page_save(actor=owner(), application_id=draft.pk, page="business", given=given)
    assert [(one.field, one.code) for one in problems] == [("business_name", "unreadable")]
    assert stored(draft, "legal_form") == "sole"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("page", "given"),
    [
        ("business", {"legal_form": ["emperor"]}),
        ("place", {"district": ["99.99.99"]}),
        ("place", {"district": ["35.05.10"], "village": ["35.05.01.2001"]}),
        ("place", {"village": ["'; --"]}),
        ("product", {"commodity": ["controlled"]}),
        ("product", {"kbli": ["00000"]}),
        ("workers", {"workers_men": ["-1"]}),
        ("workers", {"workers_men": ["9" * 5_000]}),
        ("workers", {"workers_men": ["1e9"]}),
        ("workers", {"investment": ["NaN"]}),
        ("workers", {"investment": ["1" * 40]}),
        ("owner", {"owner_born": ["2026-02-30"]}),
        ("owner", {"owner_born": ["0001-01-01"]}),
        ("owner", {"owner_nik": ["3505" * 1_000]}),
        ("contact", {"owner_phone": ["1" * 10_000]}),
        ("contact", {"owner_email": [f"a@{'b.' * 150}id"]}),
        ("nib_maybe", {"has_nib": ["maybe"]}),
    ],
)
def test_a_value_that_no_list_holds_is_refused(page: str, given: Mapping[str, list[str]]) -> None:
    publish()
    draft = draft_start(actor=owner(), service="tdi")
    _saved, problems = page_save(actor=owner(), application_id=draft.pk, page=page, given=given)
    wrong = {problem.field for problem in problems if problem.code in {"unreadable", "elsewhere"}}
    assert wrong & set(given)


@pytest.mark.django_db
@pytest.mark.parametrize("name", NASTY)
def test_acts_bear_nasty_texts(name: str) -> None:
    text = f"{NASTY[name]} dan cukup panjang"
    application, verifier = sent_in(owner()), officer(Role.VERIFIER)
    key = application.pk
    assert "\x00" not in note_write(actor=verifier, application_id=key, text=text).text
    assert "\x00" not in flag_raise(actor=verifier, application_id=key, reason=text).reason
    question = question_ask(actor=verifier, application_id=key, text=text)
    question_answer(actor=owner(), application_id=key, question_id=question.pk, answer=text)
    paper_check(actor=verifier, application_id=key, code="ktp", good=False, remark=text)
    view_save(actor=verifier, page="queue:verification", name=text, query="q=\x00", shared=False)
    application.refresh_from_db()
    application_return(
        actor=verifier,
        application_id=key,
        items={("paper", "ktp"): text},
        message=text,
        version=application.version,
    )
    assert application_withdraw(actor=owner(), application_id=key, reason=text).status == "withdrawn"


@pytest.mark.django_db
@pytest.mark.parametrize("name", NASTY)
def test_a_report_bears_nasty_texts(name: str) -> None:
    text = NASTY[name]
    surveyor, application = officer(Role.SURVEYOR), to_survey(sent_in(owner()))
    fitting = answers_fitting(surveyor, asks_of_application(application))
    report = reported(
        surveyor,
        application,
        team=[text, ""],
        answers={**fitting, text: text},
        notes=dict.fromkeys([*fitting, text], text),
        findings=text,
        production="halting",
        production_reason=text,
        capacity=text,
        recommendation_reason=text,
    )
    kept = Report.objects.get(pk=report.pk)
    assert "\x00" not in kept.findings
    assert set(kept.answers) == set(fitting)
    assert "\x00" not in kept.notes["address"]


@pytest.mark.django_db
@pytest.mark.parametrize("name", NASTY)
def test_looking_for_something_nasty_finds_nothing(name: str) -> None:
    text = NASTY[name]
    assert verified(text) == Verified()
    with pytest.raises(SentraError):
        tracked(text, text)
    actor = officer(Role.VERIFIER)
    chosen = QueueFilter.read({"q": text, "district": text, "status": text, "sort": text, "service": text})
    assert not chosen.apply(in_queue(actor, ALL), actor).exists()


@pytest.mark.django_db
@pytest.mark.parametrize("name", NASTY)
def test_nobody_signs_up_with_a_nasty_address(name: str) -> None:
    with pytest.raises(InvalidInput):
        user_sign_up(name=NASTY[name], reached_by=NASTY[name], password="gerabah-di-kanigoro")
