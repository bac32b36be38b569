"""What is done about reports of the figures, in the words of the audit."""

from django.utils.translation import gettext_lazy as _

ACTS = {
    "figures_report.ask": _("asked for a report of the figures"),
    "figures_report.made": _("made a report of the figures"),
    "figures_report.failed": _("couldn't make a report of the figures"),
}
FIELDS = {"figures_report": _("Report")}
