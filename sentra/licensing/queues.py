"""The queues: which applications wait for whom. A queue is a query on the truth, so nothing can fall out of it."""

from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Count, F, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sentra.licensing.filters import late
from sentra.licensing.models import Application, Status
from sentra.people.models import User
from sentra.people.policy import Permission, can, districts_of


@dataclass(frozen=True, slots=True)
class Queue:
    """Work that waits for a duty: `where` says which applications stand in it."""

    code: str
    label: Promise
    hint: Promise
    permission: Permission
    where: Q


QUEUES: dict[str, Queue] = {
    queue.code: queue
    for queue in (
        Queue(
            "counter",
            _("Entered at the counter"),
            _("Drafts for people who came to the counter and that are not sent in yet."),
            Permission.APPLICATION_ENTER,
            Q(status=Status.DRAFT) & ~Q(entered_by=F("applicant")),
        ),
        Queue(
            "verification",
            _("Papers to check"),
            _("Check each paper, then pass the application on or return it."),
            Permission.APPLICATION_VERIFY,
            Q(status=Status.VERIFICATION),
        ),
        Queue(
            "correction",
            _("With the applicant"),
            _("Returned for correction; the clock stands still."),
            Permission.APPLICATION_VERIFY,
            Q(status=Status.CORRECTION),
        ),
        Queue(
            "survey",
            _("To survey"),
            _("Plan a visit, then report what you saw."),
            Permission.APPLICATION_SURVEY,
            Q(status=Status.SURVEY) | Q(status=Status.GRANTED, survey_owed=True),
        ),
        Queue(
            "decision",
            _("To decide"),
            _("Everything is there: grant or refuse."),
            Permission.APPLICATION_DECIDE,
            Q(status=Status.DECISION),
        ),
    )
}

ALL = Queue(
    "all",
    _("All applications"),
    _("Everything that was sent in, in your districts, whatever its state."),
    Permission.APPLICATION_READ,
    ~Q(status=Status.DRAFT),
)


def queues_of(actor: User) -> list[Queue]:
    """Give the queues that are the actor's work."""
    return [queue for queue in QUEUES.values() if can(actor, queue.permission)]


def in_queue(actor: User, queue: Queue) -> "QuerySet[Application]":
    """Give the applications of a queue in the districts in which it is the actor's work."""
    return Application.objects.filter(queue.where & _among_duties(actor, queue))


def _among_duties(actor: User, queue: Queue) -> Q:
    """Narrow to the actor's districts; a draft stands in the queue of who entered it, whatever district it names."""
    districts = districts_of(actor, queue.permission)
    if districts is None:
        return Q()
    own_drafts = Q(entered_by=actor) if queue.code == "counter" else Q(pk__in=[])
    return Q(district__in=sorted(districts)) | own_drafts


def queue_counts(actor: User) -> dict[str, tuple[int, int]]:
    """Count each of the actor's queues, all and late ones, in one query."""
    wheres = {queue.code: queue.where & _among_duties(actor, queue) for queue in queues_of(actor)}
    if not wheres:
        return {}
    found = Application.objects.filter(reduce(or_, wheres.values()))
    counted = {f"{code}_all": Count("pk", filter=where) for code, where in wheres.items()}
    counted |= {f"{code}_late": Count("pk", filter=where & late()) for code, where in wheres.items()}
    row = found.aggregate(**counted)
    return {code: (row[f"{code}_all"], row[f"{code}_late"]) for code in wheres}
