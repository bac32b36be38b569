"""One's own notices, and the administrator's page of what couldn't be delivered."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sentra.outbox import queries, services
from sentra.people.access import actor_of, requires, signed_in
from sentra.people.policy import Permission

PAGE = 30


@require_safe
@signed_in
def notices(request: HttpRequest) -> HttpResponse:
    """What I was told, the newest first."""
    page = Paginator(queries.notices_of(actor_of(request)), PAGE).get_page(request.GET.get("page"))
    shown = [queries.shown(notice) for notice in page]
    return render(request, "outbox/notices.html", {"page": page, "notices": shown})


@require_POST
@signed_in
def notice_open(request: HttpRequest, notice_id: int) -> HttpResponse:
    """Read a notice and go where it leads."""
    notice = services.notice_read(actor=actor_of(request), notice_id=notice_id)
    return redirect(notice.event.url or "outbox:notices")


@require_POST
@signed_in
def notices_read(request: HttpRequest) -> HttpResponse:
    """Mark all as read."""
    services.notices_read(actor=actor_of(request))
    return redirect("outbox:notices")


@require_safe
@requires(Permission.DELIVERY_MANAGE)
def deliveries(request: HttpRequest) -> HttpResponse:
    """What couldn't be delivered: why, and when it is tried again."""
    page = Paginator(queries.undelivered(), PAGE).get_page(request.GET.get("page"))
    return render(request, "outbox/deliveries.html", {"page": page, "work": queries.background_work()})


@require_POST
@requires(Permission.DELIVERY_MANAGE)
def delivery_retry(request: HttpRequest, mail_id: UUID) -> HttpResponse:
    """Try a mail again."""
    services.mail_retry(actor=actor_of(request), mail_id=mail_id)
    messages.success(request, _("The mail is tried again now."))
    return redirect("outbox:deliveries")
