"""The people of the tests: three personas beside the officers' roles."""

from collections.abc import Iterable

from sentra.people.models import Duty, Role, User


def person(name: str) -> User:
    """Give the user of a name, made at first use."""
    user, _made = User.objects.get_or_create(email=f"{name.lower()}@example.id", defaults={"name": name})
    return user


def owner() -> User:
    """An applicant."""
    return person("Siti")


def stranger() -> User:
    """Another applicant, who has nothing to do with the first."""
    return person("Joko")


def officer(role: Role, districts: Iterable[str] = (), name: str = "") -> User:
    """An officer with one duty."""
    user = person(name or f"Petugas-{role}")
    Duty.objects.update_or_create(user=user, role=role, defaults={"districts": list(districts)})
    user.refresh_from_db()
    return user
