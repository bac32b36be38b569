"""Words short enough for the heads of tables; the catalogue's names are for where there is room."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from sentra.insights.figure import Figure, Words

HEADS: Mapping[str, Words] = {
    "known": _("Makers"),
    "legal_share": _("Legal"),
    "unlicensed": _("Without permit"),
    "expiring": _("Ends soon"),
    "workers": _("Workers"),
    "production_value": _("Production"),
    "export_value": _("Export"),
    "quality": _("Quality"),
    "smooth": _("Smooth"),
}


def head(figure: Figure) -> Words:
    """Give the head of a figure's column."""
    return HEADS.get(figure.code, figure.name)
