"""The case and its acts: each button does what it says, and what is refused loses no word."""

import re

import pytest
from django.conf import settings
from django.urls import reverse

from sentra.licensing.models import (
    Application,
    Flag,
    Note,
    PaperCheck,
    Permit,
    Question,
    Status,
)
from sentra.licensing.services.submit import application_submit
from sentra.licensing.tests.making import filled_draft, publish
from sentra.licensing.tests.office import NIK, REASON, at, browser, case_url, of, send, text
from sentra.people.models import Role
from sentra.people.tests.people import officer, owner

pytestmark = pytest.mark.django_db


def test_the_case_shows_all_of_one_application(application: Application) -> None:
    page = text(of(Role.VERIFIER).get(case_url(application)))
    assert str(application.number) in page
    for shown in ("Sambel Pecel Mbok Siti", "Siti Aminah", "Kanigoro", "••••••••••••0001", "foto.jpg"):
        assert shown in page
    assert NIK not in page


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_form_takes_as_many_characters_in_either_language(application: Application, language: str) -> None:
    """A browser reads a limit of 2.000, as Indonesian writes it, as one of two characters."""
    verifier = of(Role.VERIFIER)
    verifier.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    limits = re.findall(r'maxlength="([^"]*)"', text(verifier.get(case_url(application))))
    assert "2000" in limits
    assert all(limit.isdecimal() for limit in limits)


def test_a_paper_is_found_good_or_not(application: Application) -> None:
    verifier = of(Role.VERIFIER)
    answer = send(verifier, "paper_check", application, "ktp", verdict="good", remark="left over")
    assert answer["Location"].endswith("#paper-ktp")
    check = PaperCheck.objects.get(application=application, code="ktp")
    assert (check.good, check.remark) == (True, "")
    send(verifier, "paper_check", application, "ktp", verdict="bad", remark=REASON)
    check.refresh_from_db()
    assert (check.good, check.remark) == (False, REASON)
    assert REASON in text(verifier.get(case_url(application)))


def test_a_bad_paper_without_a_remark_is_told_on_the_case(application: Application) -> None:
    answer = send(of(Role.VERIFIER), "paper_check", application, "ktp", verdict="bad")
    assert answer.status_code == 422
    page = text(answer)
    assert 'href="#paper_check-ktp-remark"' in page
    assert 'id="paper_check-ktp-remark"' in page
    assert not PaperCheck.objects.exists()


def test_papers_are_passed_once_each_is_good(application: Application) -> None:
    verifier = of(Role.VERIFIER)
    assert reverse("licensing:papers_pass", args=[application.pk]) not in text(verifier.get(case_url(application)))
    assert send(verifier, "papers_pass", application).status_code == 409
    for code in set(application.papers.values_list("code", flat=True)):
        send(verifier, "paper_check", application, code, verdict="good")
    assert reverse("licensing:papers_pass", args=[application.pk]) in text(verifier.get(case_url(application)))
    assert send(verifier, "papers_pass", application).status_code == 302
    assert Application.objects.get(pk=application.pk).status == Status.SURVEY


def test_the_head_grants_and_a_second_press_makes_no_second_permit(application: Application) -> None:
    application, head = at(application, Status.DECISION), of(Role.HEAD)
    form = {"version": application.version}
    address = reverse("licensing:grant", args=[application.pk])
    assert head.post(address, form).status_code == 302
    again = head.post(address, form)
    assert again.status_code == 409
    permit = Permit.objects.get()
    assert permit.number in text(again)


def test_the_head_refuses_with_a_reason(application: Application) -> None:
    application, head = at(application, Status.DECISION), of(Role.HEAD)
    short = send(head, "refuse", application, reason="tidak")
    assert short.status_code == 422
    assert re.search(r'<textarea id="refuse-reason"[^>]*>tidak</textarea>', text(short))
    assert send(head, "refuse", application, reason=REASON).status_code == 302
    assert Application.objects.get(pk=application.pk).refusal_reason == REASON


def test_the_head_sends_back(application: Application) -> None:
    application = at(application, Status.DECISION)
    assert send(of(Role.HEAD), "send_back", application, reason=REASON).status_code == 302
    assert Application.objects.get(pk=application.pk).status == Status.VERIFICATION


def test_a_stale_page_keeps_what_was_typed(application: Application) -> None:
    application, head = at(application, Status.DECISION), of(Role.HEAD)
    stale = {"version": application.version - 1, "reason": REASON}
    answer = head.post(reverse("licensing:refuse", args=[application.pk]), stale)
    assert answer.status_code == 409
    page = text(answer)
    assert re.search(rf'<textarea id="refuse-reason"[^>]*>{REASON}</textarea>', page)
    fresh = re.findall(r'name="version" value="(\d+)"', page)
    assert set(fresh) == {str(application.version)}
    assert (
        head.post(reverse("licensing:refuse", args=[application.pk]), {**stale, "version": fresh[0]}).status_code == 302
    )


def test_what_was_typed_is_shown_also_where_its_form_is_gone(application: Application) -> None:
    application, head = at(application, Status.DECISION), of(Role.HEAD)
    version = application.version
    at(application, Status.VERIFICATION)
    answer = head.post(reverse("licensing:refuse", args=[application.pk]), {"version": version, "reason": REASON})
    assert answer.status_code == 409
    assert 'id="refuse-reason"' not in text(answer)
    assert REASON in text(answer)


@pytest.mark.parametrize("version", ["", "abc", "99999999999999999999", "-1"])
def test_a_page_without_a_version_is_refused(application: Application, version: str) -> None:
    application = at(application, Status.DECISION)
    address = reverse("licensing:grant", args=[application.pk])
    assert of(Role.HEAD).post(address, {"version": version}).status_code == 422


def test_a_question_and_a_note_are_kept(application: Application) -> None:
    verifier = of(Role.VERIFIER)
    send(verifier, "ask", application, text="Apakah alamatnya masih sama?")
    send(verifier, "note", application, text="Sudah ditelepon.")
    page = text(verifier.get(case_url(application)))
    assert Question.objects.get().text in page
    assert Note.objects.get().text in page
    empty = send(verifier, "ask", application, text=" ")
    assert empty.status_code == 422
    assert 'href="#ask-text"' in text(empty)


def test_a_flag_blocks_the_decision_until_it_is_lifted(application: Application) -> None:
    application, head = at(application, Status.DECISION), of(Role.HEAD)
    send(head, "flag", application, reason=REASON)
    flag = Flag.objects.get()
    page = text(head.get(case_url(application)))
    assert reverse("licensing:grant", args=[application.pk]) not in page
    assert 'class="hindrance"' in page
    short = send(head, "unflag", application, flag.pk, reason="ok")
    assert short.status_code == 422
    assert f'href="#unflag-{flag.pk}-reason"' in text(short)
    send(head, "unflag", application, flag.pk, reason=REASON)
    assert reverse("licensing:grant", args=[application.pk]) in text(head.get(case_url(application)))


def test_an_officer_takes_over_assigns_and_lets_go(application: Application) -> None:
    me, colleague = officer(Role.VERIFIER), officer(Role.VERIFIER, name="Rina")
    surveyor = officer(Role.SURVEYOR)
    client = browser(me)
    page = text(client.get(case_url(application)))
    assert f'name="officer" value="{me.pk}"' in page
    assert f'<option value="{surveyor.pk}"' not in page
    for wanted in (me, colleague, None):
        send(client, "assign", application, officer=wanted.pk if wanted else "")
        assert Application.objects.get(pk=application.pk).assigned_to == wanted
    assert send(client, "assign", application, officer=surveyor.pk).status_code == 422
    assert send(client, "assign", application, officer="99999999").status_code == 422


def test_who_entered_an_application_reads_why_a_colleague_must_check_it() -> None:
    publish()
    both = officer(Role.COUNTER, name="Rangkap")
    officer(Role.VERIFIER, name="Rangkap")
    draft = filled_draft(owner())
    application = application_submit(actor=owner(), application_id=draft.pk)
    Application.objects.filter(pk=application.pk).update(entered_by=both)
    page = text(browser(both).get(case_url(application)))
    assert "Permohonan ini Anda sendiri yang mengisi." in page
    assert reverse("licensing:paper_check", args=[application.pk, "ktp"]) not in page


@pytest.mark.parametrize("words", ["\x00", "\x00" * 20 + REASON, "x" * 5000, "\u202e" + REASON])
def test_odd_characters_break_nothing(application: Application, words: str) -> None:
    verifier, head = of(Role.VERIFIER), of(Role.HEAD)
    answers = [
        send(verifier, "paper_check", application, "ktp", verdict="bad", remark=words),
        send(verifier, "ask", application, text=words),
        send(verifier, "note", application, text=words),
        send(verifier, "flag", application, reason=words),
        send(verifier, "assign", application, officer="9" * 5000),
        send(verifier, "return", application, item=[words], message=words),
        send(head, "refuse", at(application, Status.DECISION), reason=words),
        head.get(reverse("licensing:queue", args=["all"]), {"q": words, "district": words, "page": words}),
        head.get(reverse("licensing:permits"), {"q": words, "standing": words, "page": "9" * 5000}),
        head.post(reverse("licensing:view_save", args=["all"]), {"name": words, "q": words, "status": words}),
    ]
    assert {answer.status_code for answer in answers} <= {200, 302, 409, 422}


def test_papers_found_bad_are_marked_from_the_start(application: Application) -> None:
    verifier = of(Role.VERIFIER)
    send(verifier, "paper_check", application, "ktp", verdict="bad", remark=REASON)
    page = text(verifier.get(reverse("licensing:return", args=[application.pk])))
    assert re.search(r'id="paper:ktp" name="item" value="paper:ktp" checked', page)
    assert re.search(rf'name="reason-paper:ktp"[^>]*>{REASON}</textarea>', page)
    assert not re.search(r'value="field:owner_name" checked', page)


def test_an_application_is_returned(application: Application) -> None:
    given = {"item": ["field:owner_name"], "reason-field:owner_name": REASON, "message": "Terima kasih."}
    assert send(of(Role.VERIFIER), "return", application, **given).status_code == 302
    application.refresh_from_db()
    assert application.status == Status.CORRECTION
    page = text(of(Role.VERIFIER).get(case_url(application)))
    assert REASON in page
    assert "Terima kasih." in page


def test_a_return_with_faults_keeps_what_was_marked(application: Application) -> None:
    verifier = of(Role.VERIFIER)
    nothing = send(verifier, "return", application, message="Halo")
    assert nothing.status_code == 422
    assert "Halo</textarea>" in text(nothing)
    given = {"item": ["field:owner_name"], "reason-field:owner_name": "salah"}
    short = send(verifier, "return", application, **given)
    assert short.status_code == 422
    assert 'href="#field:owner_name"' in text(short)
    assert re.search(r'value="field:owner_name" checked', text(short))
    assert ">salah</textarea>" in text(short)
    stale = {"version": 0, "item": ["field:owner_name"], "reason-field:owner_name": REASON}
    old = verifier.post(reverse("licensing:return", args=[application.pk]), stale)
    assert old.status_code == 409
    assert f">{REASON}</textarea>" in text(old)


def test_what_can_not_be_returned_has_no_page_for_it(application: Application) -> None:
    at(application, Status.DECISION)
    assert of(Role.VERIFIER).get(reverse("licensing:return", args=[application.pk])).status_code == 409


def test_numbers_in_forms_are_plain_however_large(application: Application) -> None:
    Application.objects.filter(pk=application.pk).update(version=12345)
    client = of(Role.VERIFIER)
    page = text(client.get(case_url(application)))
    assert 'name="version" value="12345"' in page
    for code in set(application.papers.values_list("code", flat=True)):
        send(client, "paper_check", application, code, verdict="good")
    assert send(client, "papers_pass", application).status_code == 302
    application.refresh_from_db()
    assert application.status == Status.SURVEY
