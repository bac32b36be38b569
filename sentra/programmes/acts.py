"""What is done in programmes, in the words of the timeline."""

from django.utils.translation import gettext_lazy as _

from sentra.audit.words import Say, called
from sentra.kernel.money import rupiah
from sentra.programmes.models import CallState, CandidateState

ACTS = {
    "call.write": _("wrote a call"),
    "call.edit": _("changed the call"),
    "call.publish": _("published the call"),
    "call.prolong": _("moved the last day to apply"),
    "call.close": _("closed the call for applications"),
    "call.name_assessor": _("named an assessor"),
    "call.lift": _("lifted a condition"),
    "call.hand_in": _("handed points in"),
    "call.choose": _("decided who is chosen"),
    "call.begin": _("began the programme"),
    "call.finish": _("finished the programme"),
    "call.cancel": _("cancelled the call"),
    "call.spend": _("recorded what was spent"),
    "call.take_back": _("took a spending back"),
    "candidate.plan_visit": _("planned a visit"),
    "candidate.share_visit": _("let a planned visit look at it too"),
    "candidate.verify": _("settled what is paid back"),
    "candidate.pay": _("recorded that it was paid back"),
    "candidate.miss": _("recorded that it did not take part"),
    "candidate.tell": _("told what came of it"),
    "candidate.apply": _("applied to a programme"),
    "candidate.withdraw": _("withdrew from a programme"),
    "candidate.check_paper": _("checked a paper"),
    "candidate.refuse": _("refused the application to a programme"),
    "candidate.readmit": _("took the application to a programme in again"),
    "candidate.place": _("gave the application its place"),
    "candidate.move_up": _("moved up from the waiting list"),
    "candidate.object": _("objected to the result"),
    "candidate.reject_objection": _("rejected the objection"),
    "candidate.uphold_objection": _("upheld the objection"),
}
FIELDS = {
    "call_state": _("State of the call"),
    "call_title": _("Title"),
    "call_number": _("Call"),
    "call_until": _("Last day to apply"),
    "call_assessor": _("Assessor"),
    "call_business": _("Business"),
    "call_condition": _("Condition"),
    "call_chosen": _("Number chosen"),
    "call_waiting": _("Number on the waiting list"),
    "call_decision": _("Decision"),
    "call_spent": _("Amount"),
    "call_spent_for": _("Spent for"),
    "candidate_cost": _("Paid back"),
    "candidate_months": _("Months after the end"),
    "candidate_state": _("Application"),
    "candidate_paper": _("Paper"),
    "candidate_fits": _("Fits"),
    "candidate_rank": _("Rank"),
    "candidate_text": _("What was said"),
}
VALUES: dict[str, Say] = {
    "call_state": called(dict(CallState.choices)),
    "call_spent": rupiah,
    "candidate_cost": rupiah,
    "candidate_state": called(dict(CandidateState.choices)),
}
