"""What is done to the reference data, in the words of the timeline."""

from django.utils.translation import gettext_lazy as _

ACTS = {
    "reference.holiday_add": _("added a day off"),
    "reference.holiday_change": _("changed a day off"),
    "reference.holiday_cancel": _("made a day off a working day again"),
}
FIELDS = {"day": _("Day"), "name": _("Name"), "kind": _("Kind"), "cancelled": _("Cancelled")}
VALUES_OF_KIND = {
    "national": _("national holiday"),
    "cuti_bersama": _("collective leave (cuti bersama)"),
    "local": _("day off in this regency alone"),
}
