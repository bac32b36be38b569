"""The officer's workspace: queues, saved views, one case with all that may be done about it."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sentra.audit.queries import timeline
from sentra.kernel.errors import NotFound
from sentra.licensing import queries, queues
from sentra.licensing.filters import SORTS, QueueFilter
from sentra.licensing.lists import lists_for
from sentra.licensing.services import saved
from sentra.licensing.services.common import acts_allowed, acts_blocked
from sentra.licensing.services.nik import secret_read
from sentra.licensing.services.talk import DUTY_OF
from sentra.licensing.shown import paper_lines, sections
from sentra.people.access import actor_of, requires
from sentra.people.policy import Permission, can
from sentra.people.queries import on_duty
from sentra.reference.loading import current_pack

PAGE = 50


@require_safe
@requires(Permission.APPLICATION_READ)
def queue(request: HttpRequest, code: str = "") -> HttpResponse:
    """One queue, the late ones on top; without a name the first that is the officer's work."""
    actor = actor_of(request)
    own = queues.queues_of(actor)
    known = {one.code: one for one in [*own, queues.ALL]}
    current = known.get(code) if code else (own[0] if own else queues.ALL)
    if current is None:
        raise NotFound(_("There is no such queue, or it isn't among your duties."))
    chosen = QueueFilter.read(request.GET.dict())
    found = chosen.apply(queues.in_queue(actor, current), actor).select_related("revision", "assigned_to")
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    pack = current_pack()
    context = {
        "queue": current,
        "queues": own,
        "counts": queues.queue_counts(actor),
        "filter": chosen,
        "query": chosen.query_string(),
        "sorts": [(sort, label) for sort, (label, _order) in SORTS.items()],
        "page": page,
        "services": queries.services(),
        "districts": sorted(pack.districts, key=lambda one: one.name),
        "district_names": {one.code: one.name for one in pack.districts},
        "saved_views": queries.views_of(actor),
    }
    return render(request, "licensing/officer/queue.html", context)


@require_POST
@requires(Permission.APPLICATION_READ)
def view_save(request: HttpRequest, code: str) -> HttpResponse:
    """Keep the queue with its filters under a name."""
    view = saved.view_save(
        actor=actor_of(request),
        name=request.POST.get("name", ""),
        queue=code,
        query=QueueFilter.read(request.POST.dict()).query_string(),
        shared=request.POST.get("shared") == "on",
    )
    messages.success(request, _("Kept as “%(name)s”.") % {"name": view.name})
    return redirect(f"{reverse('licensing:queue', args=[code])}?{view.query}")


@require_POST
@requires(Permission.APPLICATION_READ)
def view_delete(request: HttpRequest, view_id: int) -> HttpResponse:
    """Take a kept view away; only one's own."""
    saved.view_delete(actor=actor_of(request), view_id=view_id)
    return redirect("licensing:queue")


@require_safe
@requires(Permission.APPLICATION_READ)
def case(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """One application as the office sees it."""
    actor = actor_of(request)
    found = queries.application_seen(actor, application_id)
    lists = lists_for(found.applicant)
    acts = {act.code: act for act in acts_allowed(actor, found)}
    duty = DUTY_OF.get(found.status)  # type: ignore[call-overload]
    context = {
        "application": found,
        "acts": acts,
        "blocked": acts_blocked(actor, found),
        "sections": sections(found, lists),
        "papers": paper_lines(found, lists, set()),
        "flags": found.flags.select_related("raised_by", "lifted_by"),
        "notes": found.notes.select_related("author"),
        "questions": found.questions.all(),
        "corrections": found.corrections.all(),
        "timeline": timeline(found),
        "permit": queries.permit_of(found),
        "officers": on_duty(duty, found.district or None) if duty and "assign" in acts else [],
        "may_read_nik": can(actor, Permission.NIK_READ, found.district or None),
    }
    return render(request, "licensing/officer/case.html", context)


@require_POST
@requires(Permission.NIK_READ)
def secret(request: HttpRequest, application_id: UUID, code: str) -> HttpResponse:
    """One NIK or NPWP in full; the reading is recorded."""
    actor = actor_of(request)
    found = queries.application_seen(actor, application_id)
    value = secret_read(actor=actor, application=found, code=code)
    context = {"application": found, "value": value, "code": code}
    return render(request, "licensing/officer/secret.html", context)


@require_safe
@requires(Permission.PERMIT_READ)
def permit(request: HttpRequest, permit_id: UUID) -> HttpResponse:
    """One permit as the office sees it."""
    actor = actor_of(request)
    found = queries.permit_seen(actor, permit_id)
    context = {
        "permit": found,
        "may_govern": can(actor, Permission.PERMIT_GOVERN, found.district),
        "timeline": timeline(found.application),
    }
    return render(request, "licensing/officer/permit.html", context)
