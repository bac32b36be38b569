"""Applications at every point of their way, brought there by the acts that people use."""

from collections.abc import Mapping

from django.conf import settings
from django.test import Client

from sentra.documents.jobs import render_document
from sentra.documents.models import Document
from sentra.kernel import clock
from sentra.licensing.models import Application, Permit
from sentra.licensing.services.decide import application_grant
from sentra.licensing.services.draft import draft_start, pages_save
from sentra.licensing.services.submit import application_submit
from sentra.licensing.services.verify import application_return, papers_good, papers_pass
from sentra.licensing.tests.making import ANSWERS, add_papers, filled_draft
from sentra.people.models import Role, User
from sentra.people.services import walk_in_account
from sentra.people.tests.people import officer
from sentra.surveys.models import Report, Visit
from sentra.surveys.services.plan import visit_plan
from sentra.surveys.tests.making import reported

DISTRICT = ANSWERS["place"]["district"][0]
"""Where the businesses of the tests lie."""
KTP_UNREADABLE: Mapping[tuple[str, str], str] = {("paper", "ktp"): "Foto KTP tidak terbaca, mohon foto ulang."}


def session_of(user: User) -> str:
    """Sign a user in without a form; gives the key of the session."""
    client = Client()
    client.force_login(user)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def fresh(application: Application) -> Application:
    """Read an application again."""
    return Application.objects.get(pk=application.pk)


def sent_in(actor: User, service: str = "tdi", **changes: list[str]) -> Application:
    """An application with every answer and paper that waits for the verifier."""
    return application_submit(actor=actor, application_id=filled_draft(actor, service, **changes).pk)


def papers_checked(application: Application) -> Application:
    """The verifier found every paper good."""
    codes = set(application.papers.order_by().values_list("code", flat=True))
    papers_good(actor=officer(Role.VERIFIER), application_id=application.pk, codes=codes)
    return fresh(application)


def to_survey(application: Application) -> Application:
    """The verifier passed the papers."""
    ready = papers_checked(application)
    return papers_pass(actor=officer(Role.VERIFIER), application_id=ready.pk, version=ready.version)


def visit_planned(application: Application) -> Visit:
    """The surveyor comes today."""
    surveyor = officer(Role.SURVEYOR)
    return visit_plan(actor=surveyor, application_id=application.pk, surveyor=surveyor, planned_on=clock.today())


def surveyed(application: Application) -> Report:
    """The surveyor saw that all is well."""
    return reported(officer(Role.SURVEYOR), application)


def to_decision(application: Application) -> Application:
    """Papers and survey are done; the head decides."""
    surveyed(to_survey(application))
    return fresh(application)


def granted(application: Application) -> Permit:
    """The head granted it."""
    ready = to_decision(application)
    return application_grant(actor=officer(Role.HEAD), application_id=ready.pk, version=ready.version)


def returned(application: Application) -> Application:
    """The verifier asks for another photograph of the identity card."""
    application_return(
        actor=officer(Role.VERIFIER), application_id=application.pk, items=KTP_UNREADABLE, version=application.version
    )
    return fresh(application)


def walk_in_draft(counter: User, name: str = "Wagiman", phone: str = "081299990000") -> Application:
    """A draft that the counter filled in for somebody who walked in."""
    applicant = walk_in_account(actor=counter, name=name, reached_by=phone)
    draft = draft_start(actor=counter, service="tdi", applicant=applicant)
    given = {page.code: ANSWERS[page.code] for page in draft.revision.content.pages}
    pages_save(actor=counter, application_id=draft.pk, given=given)
    add_papers(counter, draft.pk)
    return fresh(draft)


def printed(document: Document) -> Document:
    """The worker made the signed PDF."""
    render_document(document_id=str(document.pk))
    return Document.objects.select_related("file").get(pk=document.pk)
