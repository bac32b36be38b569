"""The applicant's pages: filled in, left, resumed, sent once; nothing of the office's shows, nothing of others'."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

import pytest
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from sentra.licensing.models import Application, Status
from sentra.licensing.services.draft import draft_start
from sentra.licensing.services.submit import application_submit
from sentra.licensing.services.talk import flag_raise, note_write, question_ask
from sentra.licensing.services.verify import application_return
from sentra.licensing.tests.making import ANSWERS, filled_draft, picture, publish
from sentra.people.models import Role
from sentra.people.tests.people import officer, owner, stranger
from tests.making import returned

pytestmark = pytest.mark.django_db

NIK = ANSWERS["owner"]["owner_nik"][0]


@pytest.fixture
def siti(client: Client) -> Client:
    """The browser of an owner who is signed in."""
    client.force_login(owner())
    return client


def address(name: str, application: Application, *more: object) -> str:
    """Give the address of a page of an application."""
    return reverse(f"licensing:{name}", args=[application.pk, *more])


def text_of(client: Client, url: str) -> str:
    """Open a page that must be there."""
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def sent_in() -> Application:
    """An application that was sent in."""
    return application_submit(actor=owner(), application_id=filled_draft(owner()).pk)


def test_a_draft_begins_with_one_press_and_shows_what_to_do(siti: Client) -> None:
    publish()
    response = siti.post(reverse("licensing:start", args=["tdi"]))
    application = Application.objects.get()
    assert response["Location"] == address("application", application)
    page = text_of(siti, response["Location"])
    assert address("page", application, "owner") in page
    assert address("paper", application, "ktp") in page
    assert address("check", application) in page


def test_what_was_typed_stays_when_something_is_wrong(siti: Client) -> None:
    publish()
    application = draft_start(actor=owner(), service="tdi")
    given = {**ANSWERS["owner"], "owner_nik": ["123"], "owner_name": ["Siti <b>Aminah</b>"]}
    response = siti.post(address("page", application, "owner"), given)
    page = response.content.decode()
    assert response.status_code == 422
    assert 'href="#id_owner_nik"' in page
    assert "Siti &lt;b&gt;Aminah&lt;/b&gt;" in page
    assert "<b>Aminah" not in page
    assert Application.objects.get().answers["owner_name"] == "Siti <b>Aminah</b>"


def test_a_draft_is_left_and_resumed_elsewhere(siti: Client) -> None:
    publish()
    application = draft_start(actor=owner(), service="tdi")
    response = siti.post(address("page", application, "owner"), {"owner_name": "Siti Aminah", "later": "1"})
    assert response["Location"] == address("application", application)
    elsewhere = Client()
    elsewhere.force_login(owner())
    assert 'value="Siti Aminah"' in text_of(elsewhere, address("page", application, "owner"))


def test_an_identity_number_is_never_shown_again(siti: Client) -> None:
    application = filled_draft(owner())
    for name in ("application", "check"):
        assert NIK not in text_of(siti, address(name, application))
    page = text_of(siti, address("page", application, "owner"))
    assert NIK not in page
    assert "••••••••••••0001" in page


def test_a_question_that_another_page_closes_is_not_asked(siti: Client) -> None:
    application = filled_draft(owner())
    assert "storage_keeper" not in text_of(siti, address("page", application, "air_rifle"))
    assert address("page", application, "air_rifle") not in text_of(siti, address("application", application))


def test_a_question_of_the_same_page_says_what_opens_it(siti: Client) -> None:
    application = filled_draft(owner())
    assert 'data-when="has_nib=yes"' in text_of(siti, address("page", application, "nib_maybe"))


def test_a_paper_is_added_and_taken_away(siti: Client) -> None:
    publish()
    application = draft_start(actor=owner(), service="tdi")
    url = address("paper", application, "ktp")
    assert siti.post(url, {"file": picture()}).status_code == 302
    paper = application.papers.get()
    assert siti.get(reverse("licensing:paper_file", args=[paper.pk]))["Content-Type"] == "image/jpeg"
    siti.post(address("paper_remove", application, paper.pk))
    assert not application.papers.exists()


def test_a_hostile_file_is_refused_with_an_explanation(siti: Client) -> None:
    publish()
    application = draft_start(actor=owner(), service="tdi")
    page = SimpleUploadedFile("ktp.jpg", b"<html><script>alert(1)</script>", "image/jpeg")
    response = siti.post(address("paper", application, "ktp"), {"file": page})
    assert response.status_code == 422
    assert "notice error" in response.content.decode()
    assert not application.papers.exists()


def test_what_is_missing_leads_to_its_page(siti: Client) -> None:
    publish()
    application = draft_start(actor=owner(), service="tdi")
    siti.post(address("page", application, "owner"), {"owner_name": "Siti Aminah"})
    page = text_of(siti, address("check", application))
    assert f"{address('page', application, 'owner')}#id_owner_nik" in page
    assert f'href="{address("paper", application, "ktp")}"' in page
    assert siti.post(address("check", application)).status_code == 422
    assert Application.objects.get().status == Status.DRAFT


def test_sent_in_twice_it_is_one_application_with_one_receipt(siti: Client) -> None:
    application = filled_draft(owner())
    for _again in range(2):
        response = siti.post(address("check", application))
        assert response["Location"] == address("receipt", application)
    application.refresh_from_db()
    page = text_of(siti, address("receipt", application))
    assert str(application.number) in page
    assert application.tracking_word in page


def test_the_back_button_after_sending_shows_where_it_stands(siti: Client) -> None:
    application = sent_in()
    assert siti.get(address("check", application))["Location"] == address("application", application)
    assert siti.get(address("page", application, "owner")).status_code == 409


def test_the_offices_own_words_stay_in_the_office(siti: Client) -> None:
    application = sent_in()
    verifier = officer(Role.VERIFIER)
    note_write(actor=verifier, application_id=application.pk, text="Hanya untuk rekan sekantor.")
    flag_raise(actor=verifier, application_id=application.pk, reason="Alamatnya meragukan sekali.")
    for name in ("application", "receipt"):
        page = text_of(siti, address(name, application))
        assert "Hanya untuk rekan" not in page
        assert "meragukan" not in page


def test_a_question_is_answered_once(siti: Client) -> None:
    application = sent_in()
    question = question_ask(actor=officer(Role.VERIFIER), application_id=application.pk, text="Berapa pekerja?")
    assert "Berapa pekerja?" in text_of(siti, address("application", application))
    url = address("answer", application, question.pk)
    assert siti.post(url, {"answer": "Lima orang."}).status_code == 302
    assert siti.post(url, {"answer": "Enam."}).status_code == 409
    question.refresh_from_db()
    assert question.answer == "Lima orang."


def test_only_what_was_returned_is_open_for_correction(siti: Client) -> None:
    application = sent_in()
    application_return(
        actor=officer(Role.VERIFIER),
        application_id=application.pk,
        items={
            ("paper", "ktp"): "Foto KTP tidak terbaca, mohon foto ulang.",
            ("field", "business_address"): "Mohon tulis RT dan RW juga.",
        },
        version=application.version,
    )
    page = text_of(siti, address("application", application))
    assert "Foto KTP tidak terbaca" in page
    assert address("page", application, "owner") not in page
    form = text_of(siti, address("page", application, "place"))
    assert "Mohon tulis RT dan RW juga." in form
    assert "id_district" not in form
    assert siti.post(address("paper", application, "statement"), {"file": picture()}).status_code == 409
    siti.post(address("page", application, "place"), {"business_address": "Jalan Melati 3 RT 1 RW 2"})
    assert siti.post(address("resubmit", application)).status_code == 302
    assert Application.objects.get().status == Status.VERIFICATION


def test_a_correction_without_its_paper_comes_back_to_the_list(siti: Client) -> None:
    application = returned(sent_in())
    for file in application.papers.filter(code="ktp"):
        siti.post(reverse("licensing:paper_remove", args=[application.pk, file.pk]))
    answer = siti.post(address("resubmit", application), follow=True)
    assert answer.redirect_chain[-1] == (address("application", application), 302)
    assert "Mohon lampirkan berkas: Foto KTP pemilik." in answer.content.decode()
    assert Application.objects.get().status == Status.CORRECTION


def test_a_withdrawal_needs_a_reason(siti: Client) -> None:
    application = sent_in()
    url = address("withdraw", application)
    assert siti.post(url, {"reason": "x"}).status_code == 422
    assert siti.post(url, {"reason": "Usaha kami pindah ke kota lain."}).status_code == 302
    assert Application.objects.get().status == Status.WITHDRAWN


PAGES = ("application", "check", "receipt")
ACTS = ("check", "resubmit", "withdraw", "discard")


def test_a_stranger_finds_nothing_of_it() -> None:
    application = sent_in()
    paper = application.papers.all()[0]
    joko = Client()
    joko.force_login(stranger())
    asked = [address(name, application) for name in PAGES]
    asked += [address("page", application, "owner"), reverse("licensing:paper_file", args=[paper.pk])]
    assert {joko.get(url).status_code for url in asked} == {404}
    assert {joko.post(address(name, application), {"reason": "Mau saya tarik saja."}).status_code for name in ACTS} == {
        404
    }
    assert Application.objects.get().status == Status.VERIFICATION


def test_without_signing_in_one_is_led_to_it_and_back(client: Client) -> None:
    url = reverse("licensing:application", args=[UUID(int=1)])
    assert client.get(url)["Location"] == f"{reverse('account_login')}?next={url}"


def test_a_draft_is_its_writers_alone(client: Client) -> None:
    application = filled_draft(owner())
    paper = application.papers.all()[0]
    asked = [address("application", application), reverse("licensing:paper_file", args=[paper.pk])]
    for role in (Role.COUNTER, Role.VERIFIER, Role.HEAD, Role.AUDITOR):
        client.force_login(officer(role))
        assert {client.get(url).status_code for url in [*asked, address("case", application)]} == {404}


def test_a_draft_of_the_counter_is_open_to_its_officer_before_it_names_a_place(client: Client) -> None:
    publish()
    clerk = officer(Role.COUNTER, ["35.05.10"])
    application = draft_start(actor=clerk, service="tdi", applicant=owner())
    client.force_login(clerk)
    assert text_of(client, address("page", application, "owner"))
    assert client.post(address("page", application, "owner"), ANSWERS["owner"]).status_code == 302


def test_begun_twice_without_a_word_it_is_one_draft(siti: Client) -> None:
    publish()
    first, again = (siti.post(reverse("licensing:start", args=["tdi"]))["Location"] for _press in range(2))
    assert first == again
    siti.post(f"{first}isi/owner/", {"owner_name": "Siti"})
    assert siti.post(reverse("licensing:start", args=["tdi"]))["Location"] != first


def test_a_page_that_was_not_begun_is_named_once(siti: Client) -> None:
    publish()
    application = draft_start(actor=owner(), service="tdi")
    page = text_of(siti, address("check", application))
    assert f'href="{address("page", application, "owner")}"' in page
    assert "#id_owner_name" not in page


def test_a_correction_shows_what_is_done_already(siti: Client) -> None:
    application = sent_in()
    items = {("paper", "ktp"): "Foto KTP tidak terbaca.", ("field", "business_address"): "Mohon tulis RT dan RW juga."}
    application_return(
        actor=officer(Role.VERIFIER), application_id=application.pk, items=items, version=application.version
    )
    waiting = text_of(siti, address("application", application))
    assert waiting.count("Sudah diperbaiki") == 0
    siti.post(address("page", application, "place"), {"business_address": "Jalan Melati 3 RT 1 RW 2"})
    assert text_of(siti, address("application", application)).count("Sudah diperbaiki") == 1
    siti.post(address("paper", application, "ktp"), {"file": picture("#224466")})
    done = text_of(siti, address("application", application))
    assert done.count("Sudah diperbaiki") == 2
    assert "Foto KTP tidak terbaca." not in done.split("</main>")[0].split("tasks")[1]


def test_a_permit_to_follow_is_named_and_chosen_from_the_start(siti: Client) -> None:
    officer(Role.HEAD)
    application_submit(actor=owner(), application_id=filled_draft(owner(), "pendaftaran_ikm").pk)
    application = draft_start(actor=owner(), service="perubahan_data")
    page = text_of(siti, address("page", application, "previous"))
    assert "Sambel Pecel Mbok Siti" in page
    assert page.count(" selected>") == 1


def as_a_form(client: Client, url: str, fields: Mapping[str, list[str]]) -> Any:
    """Send fields as a browser sends a form without files."""
    return client.post(url, urlencode(fields, doseq=True), content_type="application/x-www-form-urlencoded")


def test_what_was_typed_when_the_session_had_ended_stands_there_again(siti: Client) -> None:
    publish()
    application = draft_start(actor=owner(), service="tdi")
    url = address("page", application, "owner")
    siti.get(url)
    siti.session.flush()
    response = as_a_form(siti, url, {**ANSWERS["owner"], "owner_name": ["Siti Aminah Baru"]})
    assert response["Location"] == f"{reverse('account_login')}?next={url}"
    kept = Session.objects.get(pk=siti.cookies["sessionid"].value).get_decoded()
    assert NIK not in str(kept)
    siti.force_login(owner())
    page = text_of(siti, url)
    assert 'value="Siti Aminah Baru"' in page
    assert application.answers == Application.objects.get().answers
    assert 'value="Siti Aminah Baru"' not in text_of(siti, url)


def test_what_somebody_else_typed_before_is_not_shown_on_another_page(siti: Client) -> None:
    publish()
    application = draft_start(actor=owner(), service="tdi")
    siti.session.flush()
    as_a_form(siti, address("page", application, "owner"), {"owner_name": ["Siti Aminah Baru"]})
    siti.force_login(stranger())
    other = draft_start(actor=stranger(), service="tdi")
    assert "Siti Aminah Baru" not in text_of(siti, address("page", other, "owner"))
    assert siti.get(address("page", application, "owner")).status_code == 404
