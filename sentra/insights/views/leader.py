"""The leader's page, and those of a district, a product and licensing that it leads to."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from sentra.insights.asked import Asked
from sentra.insights.behind import page_open
from sentra.insights.details import commodity_page, district_page
from sentra.insights.leader import leader_page, measures
from sentra.insights.reading import Eyes
from sentra.kernel.errors import NotFound
from sentra.licensing.figures import licensing_figures
from sentra.people.access import actor_of, requires
from sentra.people.policy import Permission
from sentra.reference.loading import current_pack

ELSEWHERE = (
    ("insights:explore", gettext_lazy("Explore the figures"), "chart"),
    ("insights:reports", gettext_lazy("Reports to print"), "print"),
    ("insights:unknown", gettext_lazy("Not yet known"), "search"),
    ("insights:licensing", gettext_lazy("Licensing"), "file"),
    ("surveys:figures", gettext_lazy("Supervision"), "eye"),
    ("cases:figures", gettext_lazy("Problem products"), "flag"),
    ("programmes:calls", gettext_lazy("Programmes"), "megaphone"),
    ("insights:skm", gettext_lazy("Satisfaction (SKM)"), "chat"),
    ("promotion:curating", gettext_lazy("Promotion"), "store"),
)
"""Pages with figures of their own, in the order of the side bar."""


@require_safe
@requires(Permission.FIGURES_READ)
def leader(request: HttpRequest) -> HttpResponse:
    """How many IKM there are, how many are legal, where, what they make, how it goes, and what needs attention."""
    actor = actor_of(request)
    asked = Asked.read(request.GET.dict(), measures())
    eyes = Eyes.of(actor)
    context = {
        "asked": asked,
        "eyes": eyes,
        "page": leader_page(asked, actor, eyes) if asked else None,
        "elsewhere": [(url, label, icon) for name, label, icon in ELSEWHERE if (url := page_open(actor, name))],
        "forming": current_pack().insights.forming,
    }
    return render(request, "insights/leader.html", context)


@require_safe
@requires(Permission.FIGURES_READ)
def district(request: HttpRequest, code: str) -> HttpResponse:
    """The figures of one district, for those who see it."""
    actor = actor_of(request)
    if code not in current_pack().district_names or not Eyes.of(actor).sees(code):
        raise NotFound(_("There is no such district, or it isn't in your area."))
    asked = Asked.read(request.GET.dict(), measures())
    page = district_page(code, asked, actor) if asked else None
    return render(request, "insights/district.html", {"asked": asked, "page": page, "code": code})


@require_safe
@requires(Permission.FIGURES_READ)
def commodity(request: HttpRequest, code: str) -> HttpResponse:
    """The figures of one product, in the districts that the reader sees."""
    if code not in current_pack().commodities_by_code:
        raise NotFound(_("There is no such product."))
    actor = actor_of(request)
    eyes = Eyes.of(actor)
    asked = Asked.read(request.GET.dict(), measures())
    page = commodity_page(code, asked, actor, eyes) if asked else None
    return render(request, "insights/commodity.html", {"asked": asked, "page": page, "code": code, "eyes": eyes})


@require_safe
@requires(Permission.FIGURES_READ)
def licensing(request: HttpRequest) -> HttpResponse:
    """How licensing goes this year, and where applications wait."""
    return render(request, "insights/licensing.html", {"licensing": licensing_figures(actor_of(request))})
