"""The queues: which applications wait for whom. A queue is a query on the truth, so nothing can fall out of it."""

from dataclasses import dataclass

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
    districts = districts_of(actor, queue.permission)
    found = Application.objects.filter(queue.where)
    if districts is None:
        return found
    return found.filter(Q(district__in=sorted(districts)) | _own_drafts(actor, queue))


def _own_drafts(actor: User, queue: Queue) -> Q:
    """A draft that names no district yet stands in the queue of the officer who entered it."""
    return Q(entered_by=actor, district="") if queue.code == "counter" else Q(pk__in=[])


def queue_counts(actor: User) -> dict[str, tuple[int, int]]:
    """Count each of the actor's queues: all, and late ones; one query for each queue."""
    counts = {}
    for queue in queues_of(actor):
        row = in_queue(actor, queue).aggregate(all=Count("pk"), late=Count("pk", filter=late()))
        counts[queue.code] = (row["all"], row["late"])
    return counts
