"""Finds people by what they do, and by name for who manages them."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from sentra.kernel.identifiers import parse_phone
from sentra.people.models import Duty, Role, User
from sentra.people.policy import Permission, can, holders


def on_duty(permission: Permission, district: str | None = None) -> list[User]:
    """Give those who may do something in a district, or anywhere at all, by name.

    Who asks for the latter and looks at each one's duties reads these for all at once.
    """
    of_role = User.objects.filter(is_active=True, duties__role__in=list(holders(permission)))
    people = of_role.distinct().order_by("name", "pk")
    if district is None:
        return list(people)
    return [person for person in people.prefetch_related("duties") if can(person, permission, district)]


def people_found(words: str, who: str) -> "QuerySet[User]":
    """Give the people in whose name, e-mail or telephone every word occurs, by name.

    `who` is a role, `applicants` (nobody's officer), `all`, or anything else for all officers.
    """
    found = User.objects.prefetch_related("duties").order_by("name", "pk")
    duties = Duty.objects.filter(user=OuterRef("pk"))
    if who in Role.values:
        found = found.filter(Exists(duties.filter(role=who)))
    elif who == "applicants":
        found = found.exclude(Exists(duties))
    elif who != "all":
        found = found.filter(Exists(duties))
    return found.filter(_named(words))


def _named(words: str) -> Q:
    try:
        return Q(phone=parse_phone(words))
    except ValueError:
        named = Q()
        for word in words.split():
            named &= Q(name__icontains=word) | Q(email__icontains=word) | Q(phone__icontains=word)
        return named
