"""What came of a page: figures month by month, and the enquiries of buyers, which the owner alone reads."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from sentra.kernel.errors import NotFound
from sentra.kernel.identifiers import parse_phone
from sentra.people.access import actor_of, signed_in
from sentra.people.given import word
from sentra.promotion.models import Enquiry
from sentra.promotion.services import enquiries as services
from sentra.promotion.studio import own_enquiries, page_figures
from sentra.promotion.views.given import base_of, business_given, maker_given
from sentra.registry.models import Business

PAGE = 30


@require_safe
@signed_in
def figures(request: HttpRequest, number: str) -> HttpResponse:
    """How often the page and its products were looked at and answered to, month by month."""
    maker = maker_given(request, number)
    context = {
        "business": maker.business,
        "maker": maker,
        "figures": page_figures(maker),
        "base": base_of(request),
    }
    return render(request, "promotion/studio/figures.html", context)


def _own_business(request: HttpRequest, number: str) -> Business:
    """Give a business to who reads its enquiries: the owner; without an account, an officer. Raises `NotFound`."""
    business = business_given(request, number)
    if business.owner.user_id not in {None, actor_of(request).pk}:
        raise NotFound(_("Only the owner reads enquiries."))
    return business


@require_safe
@signed_in
@never_cache
def enquiries(request: HttpRequest, number: str) -> HttpResponse:
    """The enquiries to the own page, the newest first."""
    business = _own_business(request, number)
    spam = request.GET.get("spam") == "1"
    found = own_enquiries(actor_of(request), business, spam=spam)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    return render(request, "promotion/studio/enquiries.html", {"business": business, "page": page, "spam": spam})


def _enquiry(request: HttpRequest, number: str, enquiry_id: UUID) -> Enquiry:
    business = _own_business(request, number)
    enquiry = services.enquiry_read(actor=actor_of(request), enquiry_id=enquiry_id)
    if enquiry.maker.business_id != business.pk:
        raise NotFound(_("There is no such enquiry of yours."))
    return enquiry


@require_safe
@signed_in
@never_cache
def enquiry(request: HttpRequest, number: str, enquiry_id: UUID) -> HttpResponse:
    """One enquiry; opening it marks it as read."""
    found = _enquiry(request, number, enquiry_id)
    context = {
        "business": found.maker.business,
        "enquiry": found,
        "reach": _reach(found.contact),
        "whatsapp": _whatsapp(found.contact),
    }
    return render(request, "promotion/studio/enquiry.html", context)


def _reach(contact: str) -> str:
    """Tell what kind of contact somebody left, for the link by which to answer."""
    if "@" in contact:
        return "mail"
    return "phone" if _whatsapp(contact) else ""


def _whatsapp(contact: str) -> str:
    """Give the number for a WhatsApp link; "" for what is no telephone number."""
    try:
        return parse_phone(contact).removeprefix("+")
    except ValueError:
        return ""


@require_POST
@signed_in
def enquiry_answer(request: HttpRequest, number: str, enquiry_id: UUID) -> HttpResponse:
    """Note that it was answered."""
    found = _enquiry(request, number, enquiry_id)
    services.enquiry_answer(actor=actor_of(request), enquiry_id=enquiry_id)
    messages.success(request, _("Noted as answered."))
    return redirect("promotion:studio_enquiries", number=found.maker.business.register_number)


@require_POST
@signed_in
def enquiry_spam(request: HttpRequest, number: str, enquiry_id: UUID) -> HttpResponse:
    """Set it aside as spam, or take it back."""
    found = _enquiry(request, number, enquiry_id)
    spam = word(request, "spam") != "0"
    services.enquiry_set_aside(actor=actor_of(request), enquiry_id=enquiry_id, spam=spam)
    messages.success(request, _("Set aside.") if spam else _("Taken back."))
    return redirect("promotion:studio_enquiries", number=found.maker.business.register_number)
