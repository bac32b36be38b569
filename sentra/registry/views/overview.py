"""The register from above: how many are legal, and the map."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sentra.kernel.errors import InvalidInput, Problem
from sentra.people.access import actor_of, requires
from sentra.people.policy import Permission
from sentra.registry.filters import VALID, RegisterFilter
from sentra.registry.finding_form import form_of
from sentra.registry.legal import LegalStanding
from sentra.registry.overview import LegalCount, Window, area_of, counted_lately, legal_counts, pins_of

SIGNS = {
    LegalStanding.LEGAL: "✓",
    LegalStanding.EXPIRING: "!",
    LegalStanding.EXPIRED: "×",
    LegalStanding.IN_PROCESS: "…",
    LegalStanding.NONE: "–",
}
"""What a pin carries, so that it is told without colour too."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the summary, with the queries that open its businesses in the list."""

    count: LegalCount
    known: str
    registered: str
    legal: str


def _line(count: LegalCount, key: str) -> Line:
    chosen = RegisterFilter(chosen={key: count.code} if count.code else {})
    return Line(
        count,
        known=chosen.query_string(),
        registered=chosen.choosing(listed="registered").query_string(),
        legal=chosen.choosing(legal=VALID).query_string(),
    )


@require_safe
@requires(Permission.REGISTER_READ)
def summary(request: HttpRequest) -> HttpResponse:
    """How many are legal of how many known, by district and by commodity."""
    actor = actor_of(request)
    counts = counted_lately("legal", actor, "", lambda: legal_counts(actor))
    context = {
        "all": _line(counts.all, ""),
        "tables": [
            (_("By district"), _("District"), [_line(one, "district") for one in counts.districts]),
            (_("By commodity"), _("Commodity"), [_line(one, "commodity") for one in counts.commodities]),
        ],
    }
    return render(request, "registry/summary.html", context)


@require_safe
@requires(Permission.REGISTER_READ)
def pins_map(request: HttpRequest) -> HttpResponse:
    """The map of the pins; below it the same as a table by district, which needs no scripts and no eyes."""
    actor, chosen = actor_of(request), RegisterFilter.read(request.GET)
    whose = actor.pk if chosen.mine else ""
    area = counted_lately("area", actor, f"{chosen.query_string()} {whose}", lambda: area_of(actor, chosen))
    context = {
        **form_of(actor, chosen),
        "standings": [(one.value, one.label, SIGNS[one]) for one in LegalStanding],
        "districts": [(one, chosen.choosing(district=one.code).query_string()) for one in area.districts],
        "bounds": ",".join(f"{side:.5f}" for side in area.bounds) if area.bounds else "",
        "pins": sum(one.pins for one in area.districts),
        "unpinned": sum(count for one in area.districts for _standing, count in one.counts)
        - sum(one.pins for one in area.districts),
        "tiles": settings.SENTRA_MAP_TILES,
        "tiles_credit": settings.SENTRA_MAP_CREDIT,
    }
    return render(request, "registry/map.html", context)


@require_safe
@requires(Permission.REGISTER_READ)
def pins(request: HttpRequest) -> JsonResponse:
    """The pins or clusters of a window of the map, for its script."""
    window = Window.read(request.GET.get("box", ""), request.GET.get("zoom", ""))
    if window is None:
        raise InvalidInput([Problem("box", "unreadable", _("This is no part of the map."))])
    drawn = pins_of(actor_of(request), RegisterFilter.read(request.GET), window)
    for pin in drawn["pins"]:
        pin["url"] = reverse("registry:business", kwargs={"number": pin["number"]})
    return JsonResponse(drawn)
