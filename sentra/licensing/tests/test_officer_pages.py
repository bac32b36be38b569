"""The officer's pages, by the requests that a browser sends."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from sentra.audit.models import Entry
from sentra.documents.jobs import render_document
from sentra.kernel import clock
from sentra.licensing.models import (
    Application,
    Flag,
    Note,
    PaperCheck,
    Permit,
    PermitStatus,
    Question,
    SavedView,
    Status,
)
from sentra.licensing.services.draft import draft_start
from sentra.licensing.services.submit import application_submit
from sentra.licensing.tests.making import filled_draft, publish
from sentra.people.models import Role, User
from sentra.people.services import account_take_over
from sentra.people.tests.people import officer, owner, person, stranger

pytestmark = pytest.mark.django_db

NIK = "3505015708900001"
HOSTILE = "<script>alert(1)</script>\"'&"
REASON = "Foto KTP tidak terbaca, mohon foto ulang."
THERE, ELSEWHERE = "35.05.10", "35.05.01"


@pytest.fixture
def application() -> Application:
    """An application that was sent in, in the district `THERE`."""
    return application_submit(actor=owner(), application_id=filled_draft(owner()).pk)


def at(application: Application, status: Status) -> Application:
    """Bring an application to a stage, as if others had done what leads there."""
    Application.objects.filter(pk=application.pk).update(status=status)
    return Application.objects.get(pk=application.pk)


def browser(user: User) -> Client:
    client = Client(raise_request_exception=True)
    client.force_login(user)
    return client


def of(role: Role, districts: tuple[str, ...] = (), name: str = "") -> Client:
    return browser(officer(role, districts, name))


def case_url(application: Application) -> str:
    return reverse("licensing:case", args=[application.pk])


def send(client: Client, name: str, application: Application, *args: Any, **given: Any) -> Any:
    """Send an act's form as the present page would: with the version."""
    now = Application.objects.get(pk=application.pk)
    return client.post(reverse(f"licensing:{name}", args=[application.pk, *args]), {"version": now.version, **given})


def text(response: Any) -> str:
    """The page that a client got; the client's own type of answer has no public name."""
    return str(response.content.decode())


# --- the case and its acts ---


def test_the_case_shows_all_of_one_application(application: Application) -> None:
    page = text(of(Role.VERIFIER).get(case_url(application)))
    assert str(application.number) in page
    for shown in ("Sambel Pecel Mbok Siti", "Siti Aminah", "Kanigoro", "••••••••••••0001", "foto.jpg"):
        assert shown in page
    assert NIK not in page


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
    assert "A colleague has to do this." in page or "rekan" in page.lower()
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


# --- correction ---


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


# --- who may ---


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


# --- secrets ---


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


# --- queues ---


def test_a_queue_shows_its_work_with_counts_and_what_is_late(application: Application) -> None:
    Application.objects.filter(pk=application.pk).update(stage_due=clock.today() - timedelta(days=2))
    page = text(of(Role.VERIFIER).get(reverse("licensing:queue")))
    assert str(application.number) in page
    assert 'class="late"' in page
    assert case_url(application) in page


def test_a_queue_is_sorted_with_the_late_ones_on_top(application: Application) -> None:
    second = application_submit(actor=stranger(), application_id=filled_draft(stranger()).pk)
    Application.objects.filter(pk=second.pk).update(stage_due=clock.today() - timedelta(days=2))
    page = text(of(Role.VERIFIER).get(reverse("licensing:queue", args=["verification"])))
    assert page.index(str(second.number)) < page.index(str(application.number))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "mbok siti"}, True),
        ({"q": "batik"}, False),
        ({"service": "tdi"}, True),
        ({"service": "iui"}, False),
        ({"district": ELSEWHERE}, False),
        ({"commodity": "sambel_pecel"}, True),
        ({"mine": "1"}, False),
        ({"late": "1"}, False),
        ({"page": "99"}, True),
        ({"page": "x", "sort": "x"}, True),
    ],
)
def test_a_queue_is_narrowed(application: Application, query: dict[str, str], found: bool) -> None:
    answer = of(Role.VERIFIER).get(reverse("licensing:queue", args=["verification"]), query)
    assert answer.status_code == 200
    assert (case_url(application) in text(answer)) is found


def test_a_queue_of_another_duty_is_not_found(application: Application) -> None:
    assert of(Role.VERIFIER).get(reverse("licensing:queue", args=["decision"])).status_code == 404
    assert of(Role.VERIFIER).get(reverse("licensing:queue", args=["nonsense"])).status_code == 404
    assert case_url(application) in text(of(Role.AUDITOR).get(reverse("licensing:queue", args=["all"])))


def test_views_are_kept_shared_and_taken_away(application: Application) -> None:
    me, colleague = of(Role.VERIFIER), of(Role.VERIFIER, name="Rina")
    save = reverse("licensing:view_save", args=["verification"])
    answer = me.post(save, {"name": "Terlambat", "late": "1", "shared": "on"})
    assert answer["Location"] == reverse("licensing:queue", args=["verification"]) + "?late=1"
    me.post(save, {"name": "Hanya saya", "mine": "1"})
    page = text(colleague.get(reverse("licensing:queue")))
    assert "Terlambat" in page
    assert "Hanya saya" not in page
    view = SavedView.objects.get(name="Terlambat")
    delete = reverse("licensing:view_delete", args=[view.pk])
    assert delete not in page
    assert colleague.post(delete).status_code == 404
    assert me.post(delete).status_code == 302
    assert not SavedView.objects.filter(pk=view.pk).exists()


def test_a_view_without_a_name_is_told_with_its_filters_kept(application: Application) -> None:
    answer = of(Role.VERIFIER).post(
        reverse("licensing:view_save", args=["verification"]), {"name": " ", "q": "batik", "shared": "on"}
    )
    assert answer.status_code == 422
    assert 'href="#view_save-name"' in text(answer)
    assert 'name="q" value="batik"' in text(answer)
    assert of(Role.VERIFIER).post(reverse("licensing:view_save", args=["decision"]), {"name": "x"}).status_code == 404


# --- permits ---


@pytest.fixture
def permit(application: Application) -> Permit:
    """A permit that was granted by the head."""
    send(of(Role.HEAD), "grant", at(application, Status.DECISION))
    return Permit.objects.get()


def test_the_head_suspends_lifts_and_revokes(permit: Permit) -> None:
    head = of(Role.HEAD)
    page = reverse("licensing:permit", args=[permit.pk])

    def govern(act: str, **given: Any) -> Any:
        permit.refresh_from_db()
        address = reverse("licensing:govern", args=[permit.pk, act])
        assert address in text(head.get(page))
        return head.post(address, {"version": permit.version, "reason": REASON, **given})

    assert govern("suspend", reason="x").status_code == 422
    stale = govern("suspend", version=0)
    assert stale.status_code == 409
    assert f">{REASON}</textarea>" in text(stale)
    for act, status in (
        ("suspend", PermitStatus.SUSPENDED),
        ("lift", PermitStatus.ACTIVE),
        ("revoke", PermitStatus.REVOKED),
    ):
        assert govern(act).status_code == 302
        permit.refresh_from_db()
        assert permit.status == status
    again = head.post(
        reverse("licensing:govern", args=[permit.pk, "revoke"]), {"version": permit.version, "reason": REASON}
    )
    assert again.status_code == 409


def test_an_unknown_act_on_a_permit_is_not_found(permit: Permit) -> None:
    head = of(Role.HEAD)
    assert head.post(reverse("licensing:govern", args=[permit.pk, "nonsense"]), {"version": 1}).status_code == 404
    assert head.post(reverse("licensing:govern", args=[permit.pk, "expire"]), {"version": 1}).status_code == 403
    assert of(Role.VERIFIER).post(reverse("licensing:govern", args=[permit.pk, "revoke"])).status_code == 403


def test_the_document_is_offered_once_it_is_made(permit: Permit) -> None:
    head = of(Role.HEAD)
    address = reverse("licensing:permit_file", args=[permit.pk])
    assert address not in text(head.get(reverse("licensing:permit", args=[permit.pk])))
    render_document(document_id=str(permit.document_id))
    assert address in text(head.get(reverse("licensing:permit", args=[permit.pk])))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, True),
        ({"q": "mbok siti"}, True),
        ({"q": "503/0001"}, True),
        ({"q": "batik"}, False),
        ({"q": "\x00;--"}, False),
        ({"standing": "active"}, True),
        ({"standing": "expired"}, False),
        ({"standing": "\x00"}, True),
        ({"district": THERE}, True),
        ({"district": ELSEWHERE}, False),
        ({"service": "tdi"}, True),
        ({"service": "iui"}, False),
        ({"ending": "1"}, False),
    ],
)
def test_permits_are_found(permit: Permit, query: dict[str, str], found: bool) -> None:
    page = text(of(Role.VERIFIER).get(reverse("licensing:permits"), query))
    assert (reverse("licensing:permit", args=[permit.pk]) in page) is found


def test_a_permit_past_its_last_day_counts_as_expired_at_once(permit: Permit) -> None:
    yesterday = clock.today() - timedelta(days=1)
    Permit.objects.filter(pk=permit.pk).update(issued_on=yesterday, valid_until=yesterday)
    client, address = of(Role.VERIFIER), reverse("licensing:permit", args=[permit.pk])
    assert address in text(client.get(reverse("licensing:permits"), {"standing": "expired"}))
    assert address not in text(client.get(reverse("licensing:permits"), {"standing": "active"}))
    Permit.objects.filter(pk=permit.pk).update(valid_until=clock.today() + timedelta(days=20))
    assert address in text(client.get(reverse("licensing:permits"), {"ending": "1"}))


def test_permits_of_another_district_are_not_found(permit: Permit) -> None:
    elsewhere = of(Role.VERIFIER, (ELSEWHERE,), "Wono")
    assert elsewhere.get(reverse("licensing:permit", args=[permit.pk])).status_code == 404
    assert permit.number not in text(elsewhere.get(reverse("licensing:permits")))


# --- the counter ---


def test_a_walk_in_is_started_and_handed_over() -> None:
    publish()
    counter = of(Role.COUNTER)
    form = {"name": "Wati Lestari", "reached_by": "0812 9999 0000", "service": "tdi"}
    answer = counter.post(reverse("licensing:walk_in"), form)
    draft = Application.objects.get()
    assert answer["Location"] == reverse("licensing:application", args=[draft.pk])
    assert draft.applicant.name == "Wati Lestari"
    hand_over = reverse("licensing:hand_over", args=[draft.pk])
    assert hand_over in text(counter.get(case_url(draft)))
    slip = counter.post(hand_over)
    assert "no-store" in slip["Cache-Control"]
    code = re.search(r'class="word">([^<]+)<', text(slip))
    assert code
    taken = account_take_over(code=code[1], password="sandi rahasia baru")
    assert taken == draft.applicant


def test_a_known_number_with_another_name_is_not_taken_silently() -> None:
    publish()
    person("Siti")
    counter = of(Role.COUNTER)
    form = {"name": "Orang Lain", "reached_by": "siti@example.id", "service": "tdi"}
    answer = counter.post(reverse("licensing:walk_in"), form)
    assert answer.status_code == 422
    assert "Siti" in text(answer)
    assert not Application.objects.exists()
    assert counter.post(reverse("licensing:walk_in"), {**form, "name": "siti"}).status_code == 302


def test_a_walk_in_with_faults_keeps_what_was_typed() -> None:
    publish()
    answer = of(Role.COUNTER).post(
        reverse("licensing:walk_in"), {"name": "Wati", "reached_by": "abc", "service": "tdi"}
    )
    assert answer.status_code == 422
    assert 'value="Wati"' in text(answer)
    assert not Application.objects.exists()


def test_only_what_the_counter_entered_is_handed_over(application: Application) -> None:
    assert of(Role.COUNTER).post(reverse("licensing:hand_over", args=[application.pk])).status_code == 404
    assert of(Role.VERIFIER).post(reverse("licensing:hand_over", args=[application.pk])).status_code == 403


# --- speed ---


def many(count: int) -> None:
    """Many applications in the verifier's queue: copies of one that was sent in."""
    first = application_submit(actor=owner(), application_id=filled_draft(owner()).pk)
    rows = []
    for number in range(1, count):
        row = Application.objects.get(pk=first.pk)
        row.pk, row.number = None, f"P-2026-9{number:05d}"
        row.id = Application._meta.pk.get_default()
        row.assigned_to = officer(Role.VERIFIER)
        rows.append(row)
    Application.objects.bulk_create(rows)


def test_a_queue_of_sixty_asks_the_database_little(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    many(60)
    verifier = of(Role.VERIFIER)
    verifier.get(reverse("licensing:queue", args=["verification"]))
    with django_assert_max_num_queries(9):
        page = text(verifier.get(reverse("licensing:queue", args=["verification"])))
    assert page.count("data-row") == 50


def test_a_case_asks_the_database_little(
    application: Application, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    verifier = of(Role.VERIFIER)
    verifier.get(case_url(application))
    with django_assert_max_num_queries(23):
        verifier.get(case_url(application))


def test_permits_ask_the_database_little(permit: Permit, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    head = of(Role.HEAD)
    head.get(reverse("licensing:permits"))
    with django_assert_max_num_queries(8):
        head.get(reverse("licensing:permits"))


def test_a_walk_ins_receipt_and_slip_stand_on_its_case() -> None:
    publish()
    counter = officer(Role.COUNTER)
    application = draft_start(actor=counter, service="tdi", applicant=owner())
    Application.objects.filter(pk=application.pk).update(
        status=Status.VERIFICATION, number="P-2026-000777", submitted_at=clock.now(), district=THERE
    )
    page = text(browser(counter).get(case_url(application)))
    for name in ("receipt", "application", "hand_over"):
        assert reverse(f"licensing:{name}", args=[application.pk]) in page
