"""Who may open a case, and what no page ever shows."""

import pytest
from django.test import Client
from django.urls import reverse

from sentra.audit.models import Entry
from sentra.licensing.models import (
    Application,
    Permit,
    Status,
)
from sentra.licensing.services.submit import application_submit
from sentra.licensing.tests.making import filled_draft
from sentra.licensing.tests.office import ELSEWHERE, HOSTILE, NIK, REASON, THERE, at, browser, case_url, of, send, text
from sentra.people.models import Role
from sentra.people.tests.people import owner, stranger

pytestmark = pytest.mark.django_db


def test_a_case_of_another_district_is_not_found(application: Application) -> None:
    elsewhere = of(Role.VERIFIER, (ELSEWHERE,), "Wono")
    assert elsewhere.get(case_url(application)).status_code == 404
    assert send(elsewhere, "papers_pass", application).status_code == 404
    assert send(elsewhere, "paper_check", application, "ktp", verdict="good").status_code == 404
    assert send(elsewhere, "secret", application, "owner_nik").status_code == 404
    assert of(Role.VERIFIER, (THERE,), "Kani").get(case_url(application)).status_code == 200


def test_a_surveyor_does_not_verify_nor_decide(application: Application) -> None:
    surveyor = of(Role.SURVEYOR)
    page = text(surveyor.get(case_url(application)))
    for act in ("papers_pass", "return", "grant", "refuse"):
        assert reverse(f"licensing:{act}", args=[application.pk]) not in page
        assert send(surveyor, act, application, reason=REASON).status_code == 403


def test_an_applicant_has_no_officers_page(application: Application) -> None:
    for client in (browser(owner()), browser(stranger())):
        for address in (case_url(application), reverse("licensing:queue"), reverse("licensing:permits")):
            assert client.get(address).status_code == 403
    assert Client().get(case_url(application)).status_code == 302


def test_a_draft_is_not_the_offices_business() -> None:
    draft = filled_draft(owner())
    assert of(Role.VERIFIER).get(case_url(draft)).status_code == 404
    assert of(Role.HEAD).get(case_url(draft)).status_code == 404
    assert send(of(Role.VERIFIER), "note", draft, text="Halo").status_code == 404
    assert send(of(Role.VERIFIER), "secret", draft, "owner_nik").status_code == 404


def test_the_auditor_reads_and_changes_nothing(application: Application) -> None:
    auditor = of(Role.AUDITOR)
    page = text(auditor.get(case_url(application)))
    main = page[page.index("<main") :]
    assert 'method="post"' not in main
    assert send(auditor, "note", application, text="Halo").status_code == 403


def test_a_nik_is_read_in_full_only_where_it_is_recorded(application: Application) -> None:
    verifier = of(Role.VERIFIER)
    address = reverse("licensing:secret", args=[application.pk, "owner_nik"])
    assert address in text(verifier.get(case_url(application)))
    assert verifier.get(address).status_code == 405
    answer = verifier.post(address)
    assert NIK in text(answer)
    assert "no-store" in answer["Cache-Control"]
    assert Entry.objects.filter(act="application.secret_read").count() == 1
    assert verifier.post(reverse("licensing:secret", args=[application.pk, "owner_name"])).status_code == 404


def test_a_surveyor_does_not_read_a_nik(application: Application) -> None:
    surveyor = of(Role.SURVEYOR)
    address = reverse("licensing:secret", args=[application.pk, "owner_nik"])
    assert address not in text(surveyor.get(case_url(application)))
    assert surveyor.post(address).status_code == 403


def test_no_page_tells_a_nik(application: Application) -> None:
    head, verifier = of(Role.HEAD), of(Role.VERIFIER)
    pages = [
        verifier.get(case_url(application)),
        verifier.get(reverse("licensing:queue", args=["verification"])),
        verifier.get(reverse("licensing:return", args=[application.pk])),
    ]
    assert all(NIK not in text(page) for page in pages)
    send(head, "grant", at(application, Status.DECISION))
    permit = Permit.objects.get()
    for address in (case_url(application), reverse("licensing:permit", args=[permit.pk]), reverse("licensing:permits")):
        assert NIK not in text(head.get(address))


def test_hostile_text_is_escaped() -> None:
    application = application_submit(
        actor=owner(), application_id=filled_draft(owner(), business_name=[HOSTILE], owner_name=[HOSTILE]).pk
    )
    verifier = of(Role.VERIFIER)
    send(verifier, "note", application, text=HOSTILE)
    send(verifier, "ask", application, text=HOSTILE)
    send(verifier, "flag", application, reason=HOSTILE)
    send(verifier, "paper_check", application, "ktp", verdict="bad", remark=HOSTILE)
    verifier.post(reverse("licensing:view_save", args=["verification"]), {"name": HOSTILE, "q": HOSTILE})
    for address in (
        case_url(application),
        reverse("licensing:return", args=[application.pk]),
        reverse("licensing:queue", args=["verification"]),
        reverse("licensing:queue", args=["verification"]) + "?q=%3Cscript%3Ealert(1)%3C/script%3E%22",
    ):
        page = text(verifier.get(address))
        assert "<script>alert" not in page
    kept = send(verifier, "flag", application, reason="<b>x")
    assert "<b>x" not in text(kept)
    assert "&lt;b&gt;x" in text(kept)
