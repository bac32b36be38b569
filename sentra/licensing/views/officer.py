"""The officer's workspace: queues, saved views, one case with all that may be done about it, permits."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from sentra.audit.queries import timeline
from sentra.documents.services import lookup_count
from sentra.kernel.errors import Message, NotFound, Problem
from sentra.kernel.workflow import Act
from sentra.licensing import queries, queues
from sentra.licensing.filters import SORTS, PermitFilter, QueueFilter
from sentra.licensing.lists import lists_of
from sentra.licensing.models import Application, Permit, PermitStatus, Status
from sentra.licensing.panels import CASE
from sentra.licensing.queues import Queue
from sentra.licensing.services.common import facts_of, holds
from sentra.licensing.services.nik import secret_read
from sentra.licensing.services.permits import permit_acts
from sentra.licensing.services.talk import DUTY_OF
from sentra.licensing.shown import paper_lines, sections
from sentra.licensing.workflow import APPLICATION, ApplicationFacts
from sentra.people import saved
from sentra.people.access import actor_of, requires
from sentra.people.models import User
from sentra.people.policy import Permission, districts_of, visible_to
from sentra.people.queries import on_duty
from sentra.people.refusal import Refusal, refused_on
from sentra.reference.loading import current_pack
from sentra.reference.schema import District, Service

PAGE = 50
QUEUE_COLUMNS = (
    "number", "business_name", "holder_name", "service", "district", "status", "survey_owed", "stage_due",
    "paused_since", "submitted_at", "created_at", "entered_by_id", "applicant_id", "assigned_to__name",
)  # fmt: skip
"""What a row of a queue shows: never the answers, whose secrets would have to be decrypted first."""

KEPT = "queue"
"""The page under which views of queues are kept."""
MIXED = {"all", "survey"}
"""The queues in which applications of several states stand."""


@require_safe
@requires(Permission.APPLICATION_READ)
def queue(request: HttpRequest, code: str = "") -> HttpResponse:
    """One queue, the late ones on top; without a name the first that is the officer's work."""
    actor = actor_of(request)
    own = queues.queues_of(actor)
    current = _queue(actor, code) if code else (own[0] if own else queues.ALL)
    return _queue_page(request, current, QueueFilter.read(request.GET.dict()))


def _queue(actor: User, code: str) -> Queue:
    known = {one.code: one for one in [*queues.queues_of(actor), queues.ALL]}
    if code not in known:
        raise NotFound(_("There is no such queue, or it isn't among your duties."))
    return known[code]


def _queue_page(
    request: HttpRequest, current: Queue, chosen: QueueFilter, refusal: Refusal | None = None
) -> HttpResponse:
    actor = actor_of(request)
    found = chosen.apply(queues.in_queue(actor, current), actor)
    rows = found.select_related("assigned_to").only(*QUEUE_COLUMNS)
    open_to = {one.code for one in [*queues.queues_of(actor), queues.ALL]}
    pack = current_pack()
    context = {
        "queue": current,
        "mixed": current.code in MIXED,
        "counts": queues.queue_counts(actor),
        "filter": chosen,
        "query": chosen.query_string(),
        "sorts": [(sort, label) for sort, (label, _order) in SORTS.items()],
        "page": Paginator(rows, PAGE).get_page(request.GET.get("page")),
        "services": pack.services,
        "service_names": {one.code: one.short for one in pack.services},
        "districts": _districts(actor, current.permission),
        "commodities": pack.commodities,
        "statuses": [(one.value, one.label) for one in Status if one != Status.DRAFT],
        "saved_views": [view for view in saved.views_of(actor, KEPT) if view.part in open_to],
        "refusal": refusal,
    }
    return render(request, "licensing/officer/queue.html", context, status=refusal.status if refusal else 200)


def _districts(actor: User, permission: Permission) -> list[District]:
    """Give the districts that the actor has to choose from, by name."""
    own = districts_of(actor, permission)
    return sorted((one for one in current_pack().districts if own is None or one.code in own), key=lambda one: one.name)


def view_page(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Show the queue again, with what was wrong with the view that was to be kept."""
    current = _queue(actor_of(request), refusal.address["code"])
    return _queue_page(request, current, QueueFilter.read(request.POST.dict()), refusal)


@require_POST
@requires(Permission.APPLICATION_READ)
@refused_on(view_page)
def view_save(request: HttpRequest, code: str) -> HttpResponse:
    """Keep the queue with its filters under a name."""
    actor = actor_of(request)
    view = saved.view_save(
        actor=actor,
        name=request.POST.get("name", ""),
        page=f"{KEPT}:{_queue(actor, code).code}",
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
    messages.success(request, _("The view is gone."))
    return redirect("licensing:queue")


@require_safe
@requires(Permission.APPLICATION_READ)
def case(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """One application as the office sees it; what is not sent in yet is the applicant's and the counter's alone."""
    actor = actor_of(request)
    found = queries.application_seen(actor, application_id)
    if found.status == Status.DRAFT and found.walk_in and holds(actor, found)(Permission.APPLICATION_OWN):
        return render(request, "licensing/officer/counter_draft.html", {"application": found})
    return _case_page(request, found)


def case_page(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Show the case again, with what an act was refused for and the words that were typed."""
    found = queries.application_seen(actor_of(request), refusal.address["application_id"])
    return _case_page(request, found, refusal)


def _case_page(request: HttpRequest, found: Application, refusal: Refusal | None = None) -> HttpResponse:
    _require_sent(found)
    actor, lists = actor_of(request), lists_of(found)
    facts, test = facts_of(actor, found), holds(actor, found)
    acts = {act.code: act for act in APPLICATION.allowed(found.status, facts, test)}
    context = {
        "application": found,
        "service": found.revision.content,
        "counts": queues.queue_counts(actor),
        "acts": acts,
        "hindrances": _hindrances(APPLICATION.blocked(found.status, facts, test)),
        "officers": _colleagues(found) if "assign" in acts else [],
        "at_counter": found.walk_in and test(Permission.APPLICATION_ENTER),
        "may_read_nik": test(Permission.NIK_READ),
        "sections": sections(found, lists),
        "papers": paper_lines(found, lists, set()),
        "labels": _labels(found.revision.content),
        "flags": found.flags.select_related("raised_by", "lifted_by"),
        "notes": found.notes.select_related("author"),
        "permit": queries.permit_of(found),
        "timeline": timeline(found),
        "panels": CASE.of(actor, found),
        "refusal": refusal,
    }
    return render(request, "licensing/officer/case.html", context, status=refusal.status if refusal else 200)


def _require_sent(found: Application) -> None:
    if found.status == Status.DRAFT:
        raise NotFound(_("This application was not sent in yet."))


def _hindrances(blocked: list[tuple[Act[ApplicationFacts], Problem]]) -> list[tuple[Message, list[Message]]]:
    """Group what would be the officer's to do by the reason for which it can't be done now."""
    found: dict[Message, list[Message]] = {}
    for act, problem in blocked:
        if problem.code != "no_survey_owed":
            found.setdefault(problem.message, []).append(act.label)
    return list(found.items())


def _colleagues(found: Application) -> list[User]:
    duty = DUTY_OF.get(Status(found.status))
    return on_duty(duty, found.district or None) if duty else []


def _labels(service: Service) -> dict[str, str]:
    """Name all that a correction can ask for, by kind and code as it names them."""
    fields = {f"field:{one.code}": str(one.label) for one in service.fields}
    return fields | {f"paper:{one.code}": str(one.title) for one in service.papers}


@require_POST
@requires(Permission.NIK_READ)
@never_cache
def secret(request: HttpRequest, application_id: UUID, code: str) -> HttpResponse:
    """One NIK or NPWP in full; the reading is recorded."""
    actor = actor_of(request)
    found = queries.application_seen(actor, application_id)
    _require_sent(found)
    value = secret_read(actor=actor, application=found, code=code)
    question = next((one for one in found.revision.content.fields if one.code == code), None)
    context = {"application": found, "value": value, "label": question.label if question else code}
    return render(request, "licensing/officer/secret.html", context)


@require_safe
@requires(Permission.PERMIT_READ)
def permits(request: HttpRequest) -> HttpResponse:
    """All permits in the officer's districts, to be found by number or business."""
    actor = actor_of(request)
    chosen = PermitFilter.read(request.GET.dict())
    found = chosen.apply(visible_to(actor, Permit.objects.select_related("business")))
    pack = current_pack()
    context = {
        "filter": chosen,
        "counts": queues.queue_counts(actor),
        "page": Paginator(found, PAGE).get_page(request.GET.get("page")),
        "standings": PermitStatus.choices,
        "standing_names": {one.value: one.label for one in PermitStatus},
        "services": [one for one in pack.services if not one.renews],
        "service_names": {one.code: one.short for one in pack.services},
        "districts": _districts(actor, Permission.PERMIT_READ),
    }
    return render(request, "licensing/officer/permits.html", context)


@require_safe
@requires(Permission.PERMIT_READ)
def permit(request: HttpRequest, permit_id: UUID) -> HttpResponse:
    """One permit as the office sees it."""
    return _permit_page(request, permit_id)


def permit_page(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Show the permit again, with what an act was refused for and the words that were typed."""
    return _permit_page(request, refusal.address["permit_id"], refusal)


def _permit_page(request: HttpRequest, permit_id: UUID, refusal: Refusal | None = None) -> HttpResponse:
    actor = actor_of(request)
    found = queries.permit_seen(actor, permit_id)
    acts = {act.code: act for act in permit_acts(actor, found)}
    context = {
        "permit": found,
        "counts": queues.queue_counts(actor),
        "acts": acts,
        "lookups": lookup_count(found.document),
        "timeline": timeline(found.application),
        "refusal": refusal,
    }
    return render(request, "licensing/officer/permit.html", context, status=refusal.status if refusal else 200)
