"""Which cases an officer sees: those of the districts on duty, and those whose place nobody knows yet."""

from django.db.models import QuerySet

from sentra.cases.models import Case
from sentra.people.models import User
from sentra.people.policy import Permission, can, visible_to


def cases_visible(actor: User) -> "QuerySet[Case]":
    """Give the cases that an officer may see.

    A report that names no place would else be nobody's wherever each officer has some districts only.
    """
    seen = visible_to(actor, Case.objects.all())
    return seen | Case.objects.filter(district="") if can(actor, Permission.CASE_READ) else seen
