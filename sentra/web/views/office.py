"""Where an officer's day begins."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sentra.cases.queries import case_counts
from sentra.licensing import queries, queues
from sentra.outbox.queries import notices_of, shown
from sentra.people.access import actor_of, requires
from sentra.people.policy import Permission, can, roles_of
from sentra.programmes.timetables import call_counts
from sentra.promotion.curating import promotion_counts

NOTICES = 5
URGENT = 8


@require_safe
@requires(Permission.WORKSPACE)
def office(request: HttpRequest) -> HttpResponse:
    """My queues with their counts, what is most urgent, and what is new."""
    actor = actor_of(request)
    own = queues.queues_of(actor)
    context = {
        "roles": sorted(str(role.label) for role in roles_of(actor)),
        "queues": own,
        "counts": queues.queue_counts(actor),
        "cases": case_counts(actor) if can(actor, Permission.CASE_READ) else None,
        "calls": call_counts(actor) if can(actor, Permission.PROGRAMME_READ) else None,
        "promotion": promotion_counts(actor) if can(actor, Permission.PROMOTION_MANAGE) else None,
        "urgent": queries.most_urgent(actor, own, URGENT),
        "notices": [shown(notice) for notice in notices_of(actor)[:NOTICES]],
    }
    return render(request, "web/office_home.html", context)
