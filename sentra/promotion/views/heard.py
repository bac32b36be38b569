"""What visitors send: an enquiry, a report of a wrong page, and the small signs by which looks are counted."""

from typing import Any

from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from sentra.cases import spam
from sentra.documents.services import lookup_allowed, visitor_of
from sentra.kernel.errors import InvalidInput, NotFound
from sentra.kernel.text import tidy
from sentra.people.access import public
from sentra.people.models import User
from sentra.promotion.addresses import address
from sentra.promotion.cached import spoken_page
from sentra.promotion.cards import name_of
from sentra.promotion.forms import EnquiryForm, HeardForm, PageReportForm
from sentra.promotion.models import Maker, Showing, Way
from sentra.promotion.reading import maker_listed, showing_listed
from sentra.promotion.services.counts import count_add
from sentra.promotion.services.heard import enquiry_send, page_report, problems_of_enquiry, problems_of_report
from sentra.reference.loading import current_pack

LONGEST_SLUG = 80
MOST_SIGNS = 120
SIGNS_SECONDS = 600
"""So many looks of one visitor are counted in so many seconds; a program that sends more counts for nothing."""
COUNTED = frozenset({Way.VIEW, Way.WHATSAPP, Way.PHONE, Way.MAIL})
"""What the page's script may tell; a message by the form is counted by its act."""
SENT = "terkirim"


def _about(maker: Maker, slug: str) -> Showing | None:
    """Give the product that an address names; None for none, and for one that isn't listed."""
    try:
        return showing_listed(maker.slug, tidy(slug[:LONGEST_SLUG])) if slug else None
    except NotFound:
        return None


def _actor(request: HttpRequest) -> User | None:
    return request.user if isinstance(request.user, User) else None


@require_http_methods(["GET", "POST"])
@public
@never_cache
@spoken_page
def contact(request: HttpRequest, maker: str) -> HttpResponse:
    """Write to a maker; `produk` in the address names what it is about."""
    to = maker_listed(maker)
    if not to.by_form:
        return redirect(address("maker", to.slug))
    about = _about(to, request.GET.get("produk", ""))
    if request.GET.get(SENT):
        return _page(request, "promotion/contact_sent.html", to, about)
    form = EnquiryForm(request.POST or None)
    if request.method != "POST":
        return _page(request, "promotion/contact.html", to, about, form=form, stamp=spam.stamp())
    limits = current_pack().promotion.enquiries
    looked = spam.look(request.POST.get("stamp", ""), request.POST.get(spam.HONEYPOT, ""), limits)
    if form.takes(problems_of_enquiry, looked.problems):
        try:
            lookup_allowed(request, "enquiry", limits.most_in_ten_minutes)
            enquiry_send(actor=_actor(request), key=looked.key, maker=to, showing=about, **form.cleaned_data)
            return redirect(f"{address('contact', to.slug)}?{SENT}=1" + (f"&produk={about.slug}" if about else ""))
        except InvalidInput as error:
            form.add_problems(error.problems)
    return _page(request, "promotion/contact.html", to, about, form=form, stamp=spam.stamp(looked.key))


@require_http_methods(["GET", "POST"])
@public
@never_cache
@spoken_page
def report(request: HttpRequest, maker: str) -> HttpResponse:
    """Tell that something on a maker's page is wrong."""
    of = maker_listed(maker)
    about = _about(of, request.GET.get("produk", ""))
    if request.GET.get(SENT):
        return _page(request, "promotion/report_sent.html", of, about)
    form = PageReportForm(request.POST or None)
    if request.method != "POST":
        return _page(request, "promotion/report.html", of, about, form=form, stamp=spam.stamp())
    limits = current_pack().promotion.enquiries
    looked = spam.look(request.POST.get("stamp", ""), request.POST.get(spam.HONEYPOT, ""), limits)
    if form.takes(problems_of_report, looked.problems):
        try:
            lookup_allowed(request, "wrongpage", limits.most_in_ten_minutes)
            page_report(actor=_actor(request), key=looked.key, maker=of, showing=about, **form.cleaned_data)
            return redirect(f"{address('report', of.slug)}?{SENT}=1")
        except InvalidInput as error:
            form.add_problems(error.problems)
    return _page(request, "promotion/report.html", of, about, form=form, stamp=spam.stamp(looked.key))


def _page(
    request: HttpRequest,
    template: str,
    maker: Maker,
    about: Showing | None,
    *,
    form: HeardForm | None = None,
    stamp: str = "",
) -> HttpResponse:
    back = address("product", maker.slug, about.slug) if about else address("maker", maker.slug)
    context: dict[str, Any] = {
        "maker": maker,
        "name": name_of(maker.business),
        "about": about,
        "product": tidy(about.product.name) if about else "",
        "back": back,
        "form": form,
        "stamp": stamp,
        "honeypot": spam.HONEYPOT,
        "days": current_pack().promotion.enquiries.forget_after_days,
    }
    return render(request, template, context, status=422 if form and form.is_bound else 200)


@csrf_exempt
@require_POST
@public
def seen(request: HttpRequest) -> HttpResponse:
    """Count a look, or a press on a way to the maker, as the page's own script tells it; what is odd isn't counted.

    It needs no token: a page that is kept for everybody has none, and there is nothing of anybody's to be changed.
    """
    way = request.POST.get("way", "")
    if way in COUNTED and _counts(request):
        try:
            maker = maker_listed(tidy(request.POST.get("maker", "")[:LONGEST_SLUG]))
        except NotFound:
            return HttpResponse(status=204)
        about = request.POST.get("product", "")
        showing = _about(maker, about)
        if showing or not about:
            count_add(actor=None, maker=maker, showing=showing, way=Way(way))
    return HttpResponse(status=204)


def _counts(request: HttpRequest) -> bool:
    """Tell whether a visitor sends no more than a person can; a process remembers it for some minutes alone."""
    cache, key = caches["process"], f"seen-{visitor_of(request)}"
    cache.add(key, 0, SIGNS_SECONDS)
    try:
        return cache.incr(key) <= MOST_SIGNS
    except ValueError:
        return True
