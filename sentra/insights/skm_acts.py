"""What is done about the survey, in the words of the audit."""

from django.utils.translation import gettext_lazy as _

from sentra.audit.words import called
from sentra.insights.models import SkmState, SkmWhy
from sentra.reference.loading import current_pack

ACTS = {
    "skm.counter": _("showed a code of the satisfaction survey at the counter"),
    "skm.publish": _("published a comment on the service"),
    "skm.withhold": _("withheld a comment on the service"),
    "skm.done": _("said what was done about a comment on the service"),
}
FIELDS = {
    "skm_service": _("Service"),
    "skm_state": _("State"),
    "skm_why": _("Why it is withheld"),
    "skm_done": _("What was done"),
}


def say_service(code: str) -> str:
    """Say what people are asked about."""
    title = current_pack().skm_titles.get(code)
    return str(title) if title else code


VALUES = {
    "skm_service": say_service,
    "skm_state": called(dict(SkmState.choices)),
    "skm_why": called(dict(SkmWhy.choices)),
}
