"""The counter: a code for who was just served, to be scanned from the screen or taken along printed; the poster."""

from datetime import datetime, timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from sentra.documents.rendering import qr_picture
from sentra.insights.models import SkmKind, SkmTicket
from sentra.insights.services.skm_invite import counter_invite
from sentra.insights.skm_ended import application_ended
from sentra.insights.skm_links import Link
from sentra.insights.skm_standing import link_opened
from sentra.kernel import clock
from sentra.kernel.errors import NotFound
from sentra.kernel.text import Text
from sentra.licensing.visible import applications_visible
from sentra.people.access import actor_of, requires
from sentra.people.policy import Permission
from sentra.people.refusal import Refusal, refused_on
from sentra.reference.loading import current_pack


@require_safe
@requires(Permission.APPLICATION_ENTER)
def counter(request: HttpRequest) -> HttpResponse:
    """What was finished at the counter: one press for a code."""
    return _counter_page(request)


def _counter_page(request: HttpRequest, refusal: Refusal | None = None) -> HttpResponse:
    skm = current_pack().skm
    context = {"services": skm.counter, "refusal": refusal, "minutes": skm.counter_minutes}
    return render(request, "insights/skm/counter.html", context, status=refusal.status if refusal else 200)


@require_POST
@requires(Permission.APPLICATION_ENTER)
@refused_on(_counter_page)
def code_make(request: HttpRequest) -> HttpResponse:
    """Make the next code."""
    ticket = counter_invite(actor=actor_of(request), service=request.POST.get("service", ""))
    return redirect("insights:skm_code", ticket.record_id)


@require_safe
@requires(Permission.APPLICATION_ENTER)
@never_cache
def code(request: HttpRequest, record_id: UUID) -> HttpResponse:
    """The code of a service at the counter; opened again it holds no longer than it did."""
    ticket = SkmTicket.objects.filter(kind=SkmKind.COUNTER, record_id=record_id).first()
    if ticket is None:
        raise NotFound(_("This code is gone. Make a new one at the counter's page."))
    until = ticket.ended_at + timedelta(minutes=current_pack().skm.counter_minutes)
    return _code_page(request, Link(SkmKind.COUNTER, record_id, until), until, ticket.service)


@require_safe
@requires(Permission.APPLICATION_ENTER)
@never_cache
def application_code(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """The code of an application that has ended; each time it is opened it holds for some minutes anew."""
    application = applications_visible(actor_of(request)).filter(pk=application_id).first()
    ended = application_ended(application) if application else None
    if ended is None:
        raise NotFound(_("There is no such application in your area, or it hasn't ended."))
    until = clock.now() + timedelta(minutes=current_pack().skm.counter_minutes)
    return _code_page(request, Link(ended.kind, ended.record_id, until), until, ended.service)


def _code_page(request: HttpRequest, link: Link, until: datetime, service: str) -> HttpResponse:
    address = request.build_absolute_uri(reverse("insights:skm_form", args=[link.word]))
    title: Text | None = current_pack().skm_titles.get(service)
    context = {
        "standing": link_opened(link).standing,
        "qr": qr_picture(address),
        "address": address,
        "until": until,
        "service": service,
        "title": title,
        "again": link.kind == SkmKind.COUNTER,
        "minutes": current_pack().skm.counter_minutes,
    }
    return render(request, "insights/skm/code.html", context)


@require_safe
@requires(Permission.APPLICATION_ENTER)
def poster(request: HttpRequest) -> HttpResponse:
    """A poster to print: its code leads to the page on which one finds the survey by the receipt."""
    address = request.build_absolute_uri(reverse("insights:skm_start"))
    return render(request, "insights/skm/poster.html", {"qr": qr_picture(address), "address": address})
