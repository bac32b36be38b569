"""The office that looks after the catalogue: what waits, one page with what is to be done about it, all makers."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sentra.audit.queries import timeline
from sentra.cases.views.given import day
from sentra.people.access import actor_of, requires
from sentra.people.given import word
from sentra.people.policy import Permission
from sentra.people.refusal import Refusal, refused_on
from sentra.promotion.curating import (
    MakerFilter,
    maker_seen,
    makers_page,
    makers_waiting,
    promotion_counts,
    reports_seen,
)
from sentra.promotion.models import Maker, MakerState
from sentra.promotion.services import curation, reports, showings
from sentra.promotion.studio import page_told
from sentra.reference.loading import current_pack
from sentra.registry.dossier import paper_kind_names
from sentra.registry.legal import legal_standing

PAGE = 50


@require_safe
@requires(Permission.PROMOTION_READ)
def waiting(request: HttpRequest) -> HttpResponse:
    """The pages that wait for the office's look, who waits longest first."""
    actor = actor_of(request)
    page = Paginator(makers_waiting(actor), PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "waits": promotion_counts(actor), "tab": "waiting"}
    return render(request, "promotion/office/waiting.html", context)


@require_safe
@requires(Permission.PROMOTION_READ)
def makers(request: HttpRequest) -> HttpResponse:
    """All makers that ever began a page."""
    actor = actor_of(request)
    chosen = MakerFilter.read(request.GET.dict())
    rows, after = makers_page(actor, chosen)
    pack = current_pack()
    context = {
        "rows": rows,
        "after": after,
        "filter": chosen,
        "states": MakerState.choices,
        "districts": sorted(pack.districts, key=lambda one: one.name),
        "commodities": pack.commodities,
        "waits": promotion_counts(actor),
        "tab": "makers",
    }
    return render(request, "promotion/office/makers.html", context)


@require_safe
@requires(Permission.PROMOTION_READ)
def maker(request: HttpRequest, number: str) -> HttpResponse:
    """One page as the office sees it."""
    return _maker_page(request, maker_seen(actor_of(request), number))


def maker_page(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Show the page again, with what was refused."""
    return _maker_page(request, maker_seen(actor_of(request), refusal.address["number"]), refusal)


def _maker_page(request: HttpRequest, found: Maker, refusal: Refusal | None = None) -> HttpResponse:
    actor, business = actor_of(request), found.business
    told = page_told(actor, found)
    context = {
        "maker": found,
        "business": business,
        "told": told,
        "legal": legal_standing(business),
        "papers": business.papers.select_related("product"),
        "paper_kinds": paper_kind_names(),
        "reports": reports_seen(actor).filter(maker=found),
        "timeline": timeline(found),
        "refusal": refusal,
        "may_visit": "edit" in told.allowed,
        "next_waiting": makers_waiting(actor).exclude(pk=found.pk).first(),
    }
    return render(request, "promotion/office/maker.html", context, status=refusal.status if refusal else 200)


def _act(request: HttpRequest, number: str, act: Callable[..., object], done: str, **more: Any) -> HttpResponse:
    found = maker_seen(actor_of(request), number)
    act(actor=actor_of(request), business_id=found.business_id, **more)
    messages.success(request, done)
    return redirect("promotion:curate", number=found.business.register_number)


@require_POST
@requires(Permission.PROMOTION_MANAGE)
@refused_on(maker_page)
def publish(request: HttpRequest, number: str) -> HttpResponse:
    """Publish the page."""
    return _act(request, number, curation.maker_publish, _("Published. The owner was told."))


@require_POST
@requires(Permission.PROMOTION_MANAGE)
@refused_on(maker_page)
def send_back(request: HttpRequest, number: str) -> HttpResponse:
    """Send the page back to its owner."""
    reason = word(request, "reason")
    return _act(request, number, curation.maker_return, _("Sent back. The owner reads your reason."), reason=reason)


@require_POST
@requires(Permission.PROMOTION_MANAGE)
@refused_on(maker_page)
def hide(request: HttpRequest, number: str) -> HttpResponse:
    """Hide the page from the catalogue."""
    reason = word(request, "reason")
    return _act(request, number, curation.maker_hide, _("Hidden, from this moment. The owner was told."), reason=reason)


@require_POST
@requires(Permission.PROMOTION_MANAGE)
@refused_on(maker_page)
def show(request: HttpRequest, number: str) -> HttpResponse:
    """Show the page again."""
    return _act(request, number, curation.maker_show, _("Shown again. The owner was told."))


@require_POST
@requires(Permission.PROMOTION_MANAGE)
@refused_on(maker_page)
def feature(request: HttpRequest, number: str) -> HttpResponse:
    """Put the maker on the first page until a day, or take it off."""
    until = day(request, "until", curation.FEATURED_UNTIL)
    if until:
        done = _("It stands on the first page until %(day)s.") % {"day": date_format(until, "j F Y")}
    elif maker_seen(actor_of(request), number).featured_until:
        done = _("It is off the first page.")
    else:
        done = _("No day was given, so it doesn't stand on the first page.")
    return _act(request, number, curation.maker_feature, done, until=until)


@require_POST
@requires(Permission.PROMOTION_MANAGE)
@refused_on(maker_page)
def product_hide(request: HttpRequest, number: str, product_id: int) -> HttpResponse:
    """Hide a single product."""
    more = {"product_id": product_id, "reason": word(request, "reason")}
    return _act(request, number, showings.showing_hide, _("Hidden, from this moment. The owner was told."), **more)


@require_POST
@requires(Permission.PROMOTION_MANAGE)
@refused_on(maker_page)
def product_show(request: HttpRequest, number: str, product_id: int) -> HttpResponse:
    """Show a single product again."""
    return _act(request, number, showings.showing_show, _("Shown again. The owner was told."), product_id=product_id)


@require_safe
@requires(Permission.PROMOTION_READ)
def reported(request: HttpRequest) -> HttpResponse:
    """Reports of wrong pages: the open ones, or those that were settled."""
    return _reports_page(request, None)


def reports_page(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Show the reports again, with what was refused."""
    return _reports_page(request, refusal)


def _reports_page(request: HttpRequest, refusal: Refusal | None) -> HttpResponse:
    actor = actor_of(request)
    settled = request.GET.get("settled") == "1"
    page = Paginator(reports_seen(actor, settled=settled), PAGE).get_page(request.GET.get("page"))
    forms = {report.pk: f"report_settle-{report.pk}" for report in page.object_list}
    if refusal and refusal.address["report_id"] in forms:
        forms[refusal.address["report_id"]] = refusal.form
    context = {
        "page": page,
        "settled": settled,
        "waits": promotion_counts(actor),
        "tab": "reports",
        "refusal": refusal,
        "forms": forms,
    }
    return render(request, "promotion/office/reports.html", context, status=refusal.status if refusal else 200)


@require_POST
@requires(Permission.PROMOTION_MANAGE)
@refused_on(reports_page)
def report_settle(request: HttpRequest, report_id: int) -> HttpResponse:
    """Settle a report with what came of it."""
    reports.report_settle(actor=actor_of(request), report_id=report_id, outcome=word(request, "outcome"))
    messages.success(request, _("Settled."))
    return redirect("promotion:page_reports")
