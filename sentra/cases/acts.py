"""What is done to cases, in the words of the timeline."""

from django.utils.translation import gettext_lazy as _

from sentra.cases.models import ActionKind, Conclusion, Gravity, LabTest, State
from sentra.reference.loading import current_pack

ACTS = {
    "case.report": _("received a report of a problem product"),
    "case.triage": _("sorted the case"),
    "case.identify": _("said which product and maker it is"),
    "case.assign": _("assigned the case"),
    "case.join": _("joined the case to another"),
    "case.joined": _("joined another case to this one"),
    "case.dismiss": _("decided not to pursue the case"),
    "case.examine": _("began the examination"),
    "case.invite": _("invited the maker to the register"),
    "case.ask": _("asked the maker for a statement"),
    "case.answer": _("gave a statement"),
    "case.take_statement": _("wrote down the maker's statement"),
    "case.plan_visit": _("planned a visit to the maker"),
    "case.share_visit": _("let a planned visit look into the case"),
    "case.test": _("noted the result of a test"),
    "case.find": _("wrote the finding"),
    "case.examine_again": _("opened the examination again"),
    "case.guide": _("agreed on a plan with the maker"),
    "case.warn": _("warned the maker in writing"),
    "case.stop_listing": _("took the product out of the offer"),
    "case.resume_listing": _("let the product be offered again"),
    "case.publish": _("told the public"),
    "case.end_notice": _("ended the notice to the public"),
    "case.hand_over": _("handed the case over to an authority"),
    "case.fulfil": _("noted that a measure was carried out"),
    "case.propose_suspension": _("proposed to suspend the maker's permit"),
    "case.suspend": _("suspended the maker's permit"),
    "case.close": _("closed the case"),
    "case.close_grave": _("closed the grave case"),
    "case.object": _("objected to the finding"),
    "case.reject_objection": _("rejected the objection"),
    "case.uphold_objection": _("upheld the objection"),
    "case.tell": _("told the reporter"),
    "case.note": _("wrote a note"),
    "case.read_reporter": _("read who reported it"),
    "case.forget_reporters": _("forgot who reported: the time for keeping it has passed"),
    "case.recount": _("counted the term anew, because the days off changed"),
}
FIELDS = {
    "case_state": _("State"),
    "case_kind": _("What it is about"),
    "case_gravity": _("Gravity"),
    "case_due": _("Last day"),
    "case_answer_due": _("Last day of the first answer"),
    "case_product": _("Product"),
    "case_maker": _("Maker"),
    "case_batch": _("Batch"),
    "case_officer": _("Assigned to"),
    "case_into": _("Joined to"),
    "case_from": _("Joined case"),
    "case_reports": _("Number of reports"),
    "case_question": _("Question"),
    "case_answer": _("Answer"),
    "case_test": _("Test"),
    "case_verdict": _("What the test says"),
    "case_conclusion": _("Conclusion"),
    "case_finding": _("Finding"),
    "case_plan": _("Plan"),
    "case_warning": _("Warning"),
    "case_listed": _("Is offered"),
    "case_notice": _("Notice"),
    "case_danger": _("What the danger is"),
    "case_permit": _("Permit"),
    "case_authority": _("Authority"),
    "case_measure": _("Measure"),
    "case_done": _("How it was carried out"),
    "case_result": _("Result"),
    "case_told": _("What the reporter was told"),
    "case_complaint": _("Report"),
    "case_objection": _("Objection"),
    "case_note": _("Note"),
}
STATES = dict(State.choices)
GRAVITIES = dict(Gravity.choices)
CONCLUSIONS = dict(Conclusion.choices)
VERDICTS = dict(LabTest.Verdict.choices)
MEASURES = dict(ActionKind.choices)


def say_kind(code: str) -> str:
    """Say what a case is about."""
    kind = current_pack().cases.kind(code)
    return str(kind.title) if kind else code


def say_authority(code: str) -> str:
    """Say an authority by its name."""
    authority = current_pack().cases.authority(code)
    return str(authority.title) if authority else code
