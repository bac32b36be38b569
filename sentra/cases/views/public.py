"""What everybody may open: reporting a product, following the report, the notices with their feed."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib.syndication.views import Feed
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from sentra.cases import queries, spam
from sentra.cases.forms import FollowForm, ReportForm
from sentra.cases.models import PublicNotice
from sentra.cases.rules import LONGEST_NAME, Report
from sentra.cases.services.report import product_report
from sentra.cases.shown import way_of
from sentra.documents.services import lookup_allowed
from sentra.kernel.errors import InvalidInput, NotFound
from sentra.people.access import public
from sentra.people.models import User
from sentra.people.policy import Permission, can
from sentra.reference.loading import current_pack
from sentra.registry.models import Business

SENT = "report_code"
"""Where the session keeps the code of the report that was just sent, for the page that shows it."""
NAMED = {"product_name": "produk", "maker_name": "pembuat"}
"""What the address of the form may fill in."""
FOLLOW_LIMIT = 20
PAGE = 20
FEED = 30


@require_http_methods(["GET", "POST"])
@public
def report(request: HttpRequest) -> HttpResponse:
    """Report a product; `ikm`, `produk` and `pembuat` in the address name what the visitor came from."""
    business = queries.business_reported(request.GET.get("ikm", "")[:40], _writer(request))
    if request.method != "POST":
        named = {name: request.GET.get(part, "")[:LONGEST_NAME] for name, part in NAMED.items()}
        return _report_page(request, ReportForm(initial=named, business=business), business)
    limits = current_pack().cases.reporting
    looked = spam.look(request.POST.get("stamp", ""), request.POST.get(spam.HONEYPOT, ""), limits)
    form = ReportForm(request.POST, business=business)
    if form.is_valid() and not looked.problems:
        try:
            if _writer(request) is None:
                lookup_allowed(request, "report", limits.most_in_ten_minutes)
            return _reported(request, form.cleaned_data, looked.key, business)
        except InvalidInput as error:
            form.add_problems(error.problems)
    form.add_problems(looked.problems)
    return _report_page(request, form, business, looked.key)


def _report_page(
    request: HttpRequest, form: ReportForm, business: Business | None, key: UUID | None = None
) -> HttpResponse:
    cases = current_pack().cases
    context = {
        "form": form,
        "business": business,
        "products": business.products.all() if business else (),
        "stamp": spam.stamp(key),
        "honeypot": spam.HONEYPOT,
        "most_photos": cases.reporting.most_photos,
        "days": cases.reporting.first_answer_days,
        "writes_down": _writer(request) is not None,
    }
    return render(request, "cases/public/report.html", context, status=422 if form.is_bound else 200)


def _reported(request: HttpRequest, given: Mapping[str, Any], key: UUID, business: Business | None) -> HttpResponse:
    told = {name: str(value) for name, value in given.items() if value and name != "bought_on"}
    product = business.products.filter(name__iexact=told.get("product_name", "")).first() if business else None
    complaint = product_report(
        actor=_writer(request),
        key=key,
        report=Report.read(told, given.get("bought_on")),
        photos=request.FILES.getlist("photos"),
        business=business,
        product=product,
    )
    request.session[SENT] = complaint.code
    return redirect("cases:reported")


def _writer(request: HttpRequest) -> User | None:
    """Give the officer who writes down what somebody told; everybody else reports without being named."""
    user = request.user
    return user if isinstance(user, User) and can(user, Permission.CASE_ENTER) else None


@require_safe
@public
@never_cache
def reported(request: HttpRequest) -> HttpResponse:
    """Thank you, with the code of the report that was just sent."""
    code = request.session.get(SENT, "")
    if not code:
        return redirect("cases:follow")
    return render(request, "cases/public/reported.html", {"complaint": queries.followed(code), "code": code})


@require_http_methods(["GET", "POST"])
@public
@never_cache
def follow(request: HttpRequest) -> HttpResponse:
    """How far a report is, for whoever has its code; nothing personal."""
    form = FollowForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        lookup_allowed(request, "follow", FOLLOW_LIMIT)
        try:
            complaint = queries.followed(form.cleaned_data["code"])
        except NotFound as error:
            form.add_error("code", str(error.message))
        else:
            case = complaint.case
            context = {
                "complaint": complaint,
                "case": case,
                "way": way_of(case),
                "told": case.told.all(),
                "notice": case.notices.filter(ended_at=None).first(),
            }
            return render(request, "cases/public/followed.html", context)
    return render(request, "cases/public/follow.html", {"form": form}, status=422 if form.is_bound else 200)


if TYPE_CHECKING:
    NoticesFeed = Feed[PublicNotice, None]
else:
    NoticesFeed = Feed


@require_safe
@public
def notices(request: HttpRequest) -> HttpResponse:
    """The notices to the public, those that hold first."""
    page = Paginator(queries.notices(), PAGE).get_page(request.GET.get("page"))
    return render(request, "cases/public/notices.html", {"page": page})


@require_safe
@public
def notice(request: HttpRequest, number: str) -> HttpResponse:
    """One notice: which product, what the danger is, what to do."""
    found = queries.notice_seen(number)
    return render(request, "cases/public/notice.html", {"notice": found, "open": found.is_open})


class NoticeFeed(NoticesFeed):
    """The notices as an Atom feed, the newest first, those that ended among them."""

    feed_type = Atom1Feed

    def title(self) -> str:
        """Name the feed."""
        return _("Product warnings of %(regency)s") % {"regency": current_pack().regency.name}

    def subtitle(self) -> str:
        """Say what it tells."""
        return _("Recalls and warnings about products of small industries")

    def link(self) -> str:
        """Lead to the page of all notices."""
        return reverse("cases:notices")

    def author_name(self) -> str:
        """Name the office that tells it."""
        return str(next((one.name for one in current_pack().offices if one.code == "disperindag"), ""))

    def items(self) -> Iterable[PublicNotice]:
        """Give the newest notices."""
        return PublicNotice.objects.order_by("-published_at", "-number")[:FEED]

    def item_title(self, item: PublicNotice) -> str:
        """Say which product, and whether it still holds."""
        said = f"{item.get_kind_display()}: {item.product}"
        return said if item.is_open else _("%(notice)s (ended)") % {"notice": said}

    def item_description(self, item: PublicNotice) -> str:
        """Say the danger and what to do."""
        return f"{item.danger}\n\n{item.advice}"

    def item_link(self, item: PublicNotice) -> str:
        """Lead to the notice."""
        return reverse("cases:notice", args=[item.number])

    def item_guid(self, item: PublicNotice) -> str:
        """Name the notice for life."""
        return f"urn:uuid:{item.pk}"

    def item_pubdate(self, item: PublicNotice) -> datetime:
        """Tell when it was published."""
        return item.published_at

    def item_updateddate(self, item: PublicNotice) -> datetime:
        """Tell when it last changed."""
        return item.ended_at or item.published_at


@require_safe
@public
def feed(request: HttpRequest) -> HttpResponse:
    """The feed of notices."""
    return NoticeFeed()(request)
