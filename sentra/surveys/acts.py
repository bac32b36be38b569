"""What surveys do, in the words of the timeline."""

from django.utils.translation import gettext_lazy as _

from sentra.audit.words import Say, called
from sentra.surveys.models import FindingState, Recommendation, VisitKind, VisitState

ACTS = {
    "application.visit_plan": _("planned a visit"),
    "visit.plan": _("planned a visit"),
    "visit.move": _("moved a visit"),
    "visit.cancel": _("cancelled a visit"),
    "visit.hand_in": _("reported a visit"),
    "visit.met": _("recorded a business that was met"),
    "visit.object": _("objected to the report"),
    "finding.note": _("noted how a finding stands"),
    "finding.close": _("closed a finding: it was put right"),
    "finding.lapse": _("no longer pursues a finding"),
}
FIELDS = {
    "planned_on": _("Visit on"),
    "surveyor": _("Surveyor"),
    "visit_kind": _("Kind of visit"),
    "visit_state": _("Visit"),
    "finding_state": _("Finding"),
    "findings_closed": _("Findings put right"),
}
RECOMMENDATION = dict(Recommendation.choices)
VALUES: dict[str, Say] = {
    "recommendation": called(RECOMMENDATION),
    "visit_kind": called(dict(VisitKind.choices)),
    "visit_state": called(dict(VisitState.choices)),
    "finding_state": called(dict(FindingState.choices)),
}
