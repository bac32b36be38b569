"""What is done to applications and permits, in the words of the timeline."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from sentra.licensing.models import PermitStatus, Status
from sentra.reference.loading import current_pack

ACTS = {
    "application.start": _("started the application"),
    "application.discard": _("threw the draft away"),
    "application.submit": _("sent the application in"),
    "application.resubmit": _("sent the correction"),
    "application.correct": _("corrected answers"),
    "application.withdraw": _("withdrew the application"),
    "application.paper_add": _("added a paper"),
    "application.paper_remove": _("took a paper away"),
    "application.check_paper": _("checked papers"),
    "application.pass_papers": _("found the papers complete"),
    "application.return": _("returned the application for correction"),
    "application.survey": _("reported the survey"),
    "application.survey_later": _("reported the survey after the grant"),
    "application.grant": _("granted the application"),
    "application.grant_at_once": _("granted the application at once"),
    "application.refuse": _("refused the application"),
    "application.send_back": _("sent the application back to the verifier"),
    "application.lapse": _("let the application lapse"),
    "application.deem": _("granted the application by silence"),
    "application.ask": _("asked the applicant a question"),
    "application.answer": _("answered a question"),
    "application.note": _("wrote a note"),
    "application.assign": _("assigned the application"),
    "application.flag": _("raised a flag"),
    "application.unflag": _("lifted a flag"),
    "application.doubt": _("raised a flag after the identity check"),
    "application.recount": _("counted the term anew, because the days off changed"),
    "application.secret_read": _("read a protected answer in full"),
    "permit.suspend": _("suspended the permit"),
    "permit.lift": _("lifted the suspension of the permit"),
    "permit.revoke": _("revoked the permit"),
    "permit.expire": _("let the permit expire"),
    "permit.supersede": _("replaced the permit by a newer one"),
}
FIELDS = {
    "status": _("Status"),
    "service": _("Service"),
    "permit": _("Permit"),
    "permit_status": _("What the permit is worth"),
    "number": _("Number"),
    "replaced_by": _("Replaced by"),
    "report": _("Survey report"),
    "recommendation": _("Recommendation"),
    "paper": _("Paper"),
    "papers": _("Papers"),
    "file": _("File"),
    "sha256": _("Fingerprint of the file"),
    "good": _("Found good"),
    "items": _("To be corrected"),
    "answers": _("Answers"),
    "question": _("Question"),
    "answer": _("Answer"),
    "note": _("Note"),
    "flag": _("Flag"),
    "assigned_to": _("Assigned to"),
    "protected": _("Protected answer"),
    "due": _("Last day in all"),
    "stage_due": _("Last day of this stage"),
    "relaxed_own_entry": _("Own entry, by a relaxed rule"),
    "relaxed_two_stages": _("Second stage by the same person, by a relaxed rule"),
}
STATUS = dict(Status.choices)
PERMIT_STATUS = dict(PermitStatus.choices)
SHOWN_OF_HASH = 12


def say_service(code: str) -> str:
    """Say a service by its title."""
    return next((str(one.title) for one in current_pack().services if one.code == code), str(code))


def say_question(code: str) -> str:
    """Say a question by its label."""
    fields = (field for service in current_pack().services for field in service.fields)
    return next((str(field.label) for field in fields if field.code == code), str(code))


def say_paper(code: str) -> str:
    """Say a paper by its title."""
    papers = (paper for service in current_pack().services for paper in service.papers)
    return next((str(paper.title) for paper in papers if paper.code == code), str(code))


def say_item(item: Mapping[str, Any]) -> str:
    """Say what is to be corrected, and why."""
    say = say_paper if item.get("kind") == "paper" else say_question
    return _now("%(what)s: %(reason)s") % {"what": say(str(item.get("code"))), "reason": item.get("reason")}


def say_hash(value: str) -> str:
    """Say the beginning of a hash: enough to compare."""
    return f"{value[:SHOWN_OF_HASH]}…"
