"""What needs attention today: counted where it happens, so that it says as much as the list that it leads to."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sentra.cases.models import OPEN as OPEN_CASES
from sentra.cases.models import Case, PublicNotice
from sentra.insights.behind import page_open
from sentra.insights.figure import Number
from sentra.insights.reading import Eyes
from sentra.kernel import clock
from sentra.licensing.filters import late
from sentra.licensing.models import Application
from sentra.licensing.models.application import WORKING
from sentra.people.models import User
from sentra.reference.insights import ConcernCode
from sentra.reference.loading import current_pack
from sentra.surveys.models import Finding, FindingState

GRAVE = "grave"
WORST = 3
"""So many districts are named."""


@dataclass(frozen=True, slots=True)
class Concern:
    """Something that needs attention: how many, in words, and where it leads."""

    code: str
    many: int
    words: str
    url: str
    icon: str
    grave: bool = False


def concerns(
    actor: User, eyes: Eyes, *, ending: Number | None, unlicensed: Mapping[str, Number | None]
) -> list[Concern]:
    """Give what needs attention by the regency's thresholds, in the pack's order; four queries at most.

    `ending` counts the permits that end soon, `unlicensed` those without a permit by district.
    """
    within = Q() if eyes.districts is None else Q(district__in=sorted(eyes.districts))
    tell: Mapping[ConcernCode, Callable[[], list[Concern]]] = {
        "applications_late": lambda: [_applications(actor, within)],
        "cases_grave": lambda: [_cases(actor, within)],
        "notices_open": lambda: [_notices(actor, eyes)],
        "findings_late": lambda: [_findings(actor, within)],
        "permits_ending": lambda: [_ending(actor, int(ending or 0))],
        "districts_unlicensed": lambda: _unlicensed(actor, unlicensed),
    }
    wanted = current_pack().insights.concerns
    return [found for one in wanted for found in tell[one.code]() if found.many >= one.least]


def _applications(actor: User, within: Q) -> Concern:
    many = Application.objects.filter(within, late(), status__in=WORKING).count()
    words = ngettext("application is late", "applications are late", many)
    url = page_open(actor, "licensing:queue", "all", query="late=1") or page_open(actor, "insights:licensing")
    return Concern("applications_late", many, words, url, "clock", grave=True)


def _cases(actor: User, within: Q) -> Concern:
    many = Case.objects.filter(within, gravity=GRAVE, state__in=OPEN_CASES).count()
    words = ngettext("grave case of a product is open", "grave cases of products are open", many)
    url = page_open(actor, "cases:cases", query=f"gravity={GRAVE}") or page_open(actor, "cases:figures")
    return Concern("cases_grave", many, words, url, "flag", grave=True)


def _notices(actor: User, eyes: Eyes) -> Concern:
    found = PublicNotice.objects.filter(ended_at=None)
    if eyes.districts is not None:
        found = found.filter(case__district__in=sorted(eyes.districts))
    many = found.count()
    words = ngettext("warning to the public holds", "warnings to the public hold", many)
    return Concern("notices_open", many, words, page_open(actor, "cases:notices"), "megaphone", grave=True)


def _findings(actor: User, within: Q) -> Concern:
    many = Finding.objects.filter(within, state=FindingState.OPEN, due_on__lt=clock.today()).count()
    words = ngettext("finding is past its day", "findings are past their day", many)
    url = page_open(actor, "surveys:findings", query="state=late") or page_open(actor, "surveys:figures")
    return Concern("findings_late", many, words, url, "eye")


def _ending(actor: User, many: int) -> Concern:
    words = ngettext("IKM has a permit that ends soon", "IKM have a permit that ends soon", many)
    url = page_open(actor, "registry:businesses", query="legal=expiring")
    return Concern("permits_ending", many, words, url or "?measure=expiring#map", "calendar")


def _unlicensed(actor: User, by_district: Mapping[str, Number | None]) -> list[Concern]:
    """Name the districts with the most that have no valid permit."""
    names = current_pack().district_names
    worst: Sequence[tuple[str, Number | None]] = sorted(
        by_district.items(), key=lambda one: (-(one[1] or 0), names.get(one[0], one[0]))
    )
    found = []
    for code, many in worst[:WORST]:
        words = _("IKM in %(district)s have no valid permit") % {"district": names.get(code, code)}
        url = page_open(actor, "registry:businesses", query=f"district={code}&legal=unlicensed")
        url = url or page_open(actor, "insights:district", code)
        found.append(Concern("districts_unlicensed", int(many or 0), words, url, "pin"))
    return found
