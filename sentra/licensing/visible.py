"""Which applications somebody may see: the one place that every read and every act of licensing asks."""

from django.db.models import F, Q, QuerySet

from sentra.licensing.models import Application, Status
from sentra.people.models import User
from sentra.people.policy import visible_to


def applications_visible(actor: User) -> "QuerySet[Application]":
    """Give the applications that the actor may see; a draft is its writer's alone, or the counter's where it began."""
    private = Q(status=Status.DRAFT, entered_by=F("applicant"))
    return visible_to(actor, Application.objects.all()).filter(~private | Q(applicant=actor))
