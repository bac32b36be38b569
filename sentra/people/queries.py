"""Finds people by what they do."""

from sentra.people.models import User
from sentra.people.policy import Permission, can, holders


def on_duty(permission: Permission, district: str | None = None) -> list[User]:
    """Give those who may do something in a district, by name."""
    people = (
        User.objects.filter(is_active=True, duties__role__in=list(holders(permission)))
        .distinct()
        .prefetch_related("duties")
        .order_by("name", "pk")
    )
    return [person for person in people if can(person, permission, district)]
