"""The whole way by its acts: from a draft to a signed permit and the register."""

import pytest

from sentra.audit.queries import verify_all
from sentra.documents.checking import check_pdf
from sentra.documents.jobs import render_document
from sentra.files.services import file_read
from sentra.kernel.errors import Conflict, InvalidInput, NotAllowed, NotFound
from sentra.licensing.models import Application, Permit, PermitStatus, Status
from sentra.licensing.services.decide import application_grant
from sentra.licensing.services.permits import permit_govern
from sentra.licensing.services.submit import application_resubmit, application_submit
from sentra.licensing.services.verify import application_return, paper_check, papers_pass
from sentra.licensing.shown import way_of
from sentra.licensing.tests.making import add_papers, filled_draft
from sentra.outbox.models import Mail
from sentra.people.models import Role, User
from sentra.people.tests.people import officer, owner, stranger
from sentra.registry.models import Business, LegalPaper

pytestmark = pytest.mark.django_db


def submitted(service: str = "tdi") -> Application:
    application = filled_draft(owner(), service)
    return application_submit(actor=owner(), application_id=application.pk)


def check_all(application: Application, verifier: User) -> Application:
    for code in set(application.papers.values_list("code", flat=True)):
        paper_check(actor=verifier, application_id=application.pk, code=code, good=True)
    return Application.objects.get(pk=application.pk)


def at_decision() -> Application:
    application = check_all(submitted("tdi"), officer(Role.VERIFIER))
    application = papers_pass(actor=officer(Role.VERIFIER), application_id=application.pk, version=application.version)
    assert application.status == Status.SURVEY
    Application.objects.filter(pk=application.pk).update(status=Status.DECISION, surveyed_by=officer(Role.SURVEYOR))
    return Application.objects.get(pk=application.pk)


def test_a_sent_application_has_a_number_a_word_and_a_term() -> None:
    application = submitted()
    assert application.status == Status.VERIFICATION
    assert application.number
    assert application.number.startswith("P-")
    assert len(application.tracking_word) == 6
    assert application.due
    assert Mail.objects.filter(user=owner()).count() == 1


def test_sent_in_twice_it_stays_one_application() -> None:
    first = submitted()
    again = application_submit(actor=owner(), application_id=first.pk)
    assert again.number == first.number
    assert Mail.objects.count() == 1


def test_what_is_missing_is_all_named_at_once() -> None:
    application = filled_draft(owner())
    application.papers.all().delete()
    Application.objects.filter(pk=application.pk).update(sealed={}, answers={"owner_name": "Siti"})
    with pytest.raises(InvalidInput) as refused:
        application_submit(actor=owner(), application_id=application.pk)
    fields = {problem.field for problem in refused.value.problems}
    assert {"owner_nik", "business_name", "district", "ktp", "statement"} <= fields
    assert "deed" not in fields


def test_a_stranger_finds_nothing() -> None:
    application = submitted()
    with pytest.raises(NotFound):
        application_submit(actor=stranger(), application_id=application.pk)


def test_a_nik_is_nowhere_in_plain() -> None:
    application = submitted()
    row = Application.objects.filter(pk=application.pk).extra(select={"raw": "sealed"}).values("raw", "answers").get()
    assert "3505015708900001" not in str(row["answers"])
    assert application.sealed == {"owner_nik": "3505015708900001"}


def test_papers_that_nobody_looked_at_are_not_passed() -> None:
    application = submitted()
    with pytest.raises(Conflict):
        papers_pass(actor=officer(Role.VERIFIER), application_id=application.pk, version=application.version)


def test_a_stale_version_is_refused() -> None:
    application = check_all(submitted(), officer(Role.VERIFIER))
    with pytest.raises(Conflict):
        papers_pass(actor=officer(Role.VERIFIER), application_id=application.pk, version=application.version - 1)


def test_a_surveyor_does_not_verify() -> None:
    application = submitted()
    with pytest.raises(NotAllowed):
        papers_pass(actor=officer(Role.SURVEYOR), application_id=application.pk, version=application.version)


def test_a_returned_application_waits_and_comes_back() -> None:
    application = submitted()
    verifier = officer(Role.VERIFIER)
    reason = "Foto KTP tidak terbaca, mohon foto ulang."
    application_return(
        actor=verifier, application_id=application.pk, items={("paper", "ktp"): reason}, version=application.version
    )
    application = Application.objects.get(pk=application.pk)
    assert application.status == Status.CORRECTION
    assert application.paused_since
    assert application.stage_due is None
    application_resubmit(actor=owner(), application_id=application.pk)
    application = Application.objects.get(pk=application.pk)
    assert application.status == Status.VERIFICATION
    assert application.paused_since is None
    assert application.assigned_to == verifier


def test_a_grant_issues_a_signed_permit_and_lists_the_business() -> None:
    application = at_decision()
    permit = application_grant(actor=officer(Role.HEAD), application_id=application.pk, version=application.version)
    render_document(document_id=str(permit.document_id))
    document = Permit.objects.get(pk=permit.pk).document
    assert document.file
    check = check_pdf(file_read(document.file))
    assert check.genuine
    assert check.demo
    assert check.document == document
    changed = file_read(document.file).replace(b"Sentra", b"Santra", 1)
    assert not check_pdf(changed).genuine
    business = Business.objects.get()
    assert business.commodity == "sambel_pecel"
    assert business.owner.nik == "3505015708900001"
    assert LegalPaper.objects.get(business=business).number == permit.number
    assert verify_all().ok


def test_two_decisions_one_permit() -> None:
    application = at_decision()
    head = officer(Role.HEAD)
    application_grant(actor=head, application_id=application.pk, version=application.version)
    with pytest.raises(Conflict):
        application_grant(actor=head, application_id=application.pk, version=application.version)
    assert Permit.objects.count() == 1


def test_an_instant_service_is_granted_at_once_and_owes_a_survey() -> None:
    officer(Role.HEAD)
    application = submitted("pendaftaran_ikm")
    assert application.status == Status.GRANTED
    assert application.survey_owed
    assert Permit.objects.get().number.startswith("503/0001/IKM/")


def test_the_way_of_what_has_ended_leaves_out_where_it_never_was() -> None:
    officer(Role.HEAD)
    steps = way_of(submitted("pendaftaran_ikm"))
    assert len(steps) < 2 + len(Application.objects.get().revision.content.stages)
    assert {step.state for step in steps} == {"done"}


def test_a_doubt_keeps_an_instant_service_for_an_officer() -> None:
    officer(Role.HEAD)
    submitted("pendaftaran_ikm")
    other = filled_draft(stranger(), "pendaftaran_ikm", owner_nik=["3505015708900002"], nib=["1234567890123"])
    application = application_submit(actor=stranger(), application_id=other.pk)
    assert application.status == Status.VERIFICATION
    assert application.flags.count() == 1


def test_a_permit_is_suspended_lifted_and_revoked() -> None:
    head = officer(Role.HEAD)
    submitted("pendaftaran_ikm")
    permit = Permit.objects.get()
    reason = "Tempat produksi tidak ditemukan."
    permit_govern(actor=head, permit_id=permit.pk, act="suspend", reason=reason)
    assert LegalPaper.objects.get().status == PermitStatus.SUSPENDED
    with pytest.raises(Conflict):
        permit_govern(actor=head, permit_id=permit.pk, act="suspend", reason=reason)
    permit_govern(actor=head, permit_id=permit.pk, act="lift", reason=reason)
    permit_govern(actor=head, permit_id=permit.pk, act="revoke", reason=reason)
    assert Permit.objects.get().status == PermitStatus.REVOKED


def test_another_paper_can_not_be_changed_during_a_correction() -> None:
    application = submitted()
    application_return(
        actor=officer(Role.VERIFIER),
        application_id=application.pk,
        items={("paper", "ktp"): "Foto KTP tidak terbaca, mohon foto ulang."},
        version=application.version,
    )
    with pytest.raises(Conflict):
        add_papers(owner(), application.pk)
