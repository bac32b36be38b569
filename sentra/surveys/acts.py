"""What surveys do, in the words of the timeline."""

from django.utils.translation import gettext_lazy as _

from sentra.surveys.models import Recommendation

ACTS = {"application.visit_plan": _("planned a visit")}
FIELDS = {"planned_on": _("Visit on"), "surveyor": _("Surveyor")}
RECOMMENDATION = dict(Recommendation.choices)
