"""The accounts of those who apply: most signed up by telephone, some were entered at the counter."""

from collections.abc import Iterable
from datetime import timedelta

from django.contrib.auth.hashers import make_password

from sentra.audit.models import Entry
from sentra.audit.services import first_entry
from sentra.kernel import clock
from sentra.ops.demo.listing import BATCH, moment_on
from sentra.ops.demo.names import Person
from sentra.ops.demo.officers import HOST, OWNERS
from sentra.ops.demo.stories import Story
from sentra.people.models import User

AT_COUNTER = make_password(None)


def applicants_make(stories: Iterable[Story], *, password: str, counter: User) -> dict[str, User]:
    """Make the applicants' accounts by NIK; somebody entered at the counter has no password yet.

    An owner to play who has no story yet signed up yesterday.
    """
    first: dict[str, Story] = {}
    for story in sorted(stories, key=lambda story: story.start):
        first.setdefault(story.firm.owner.nik, story)
    users = {nik: _user(story.firm.owner, AT_COUNTER if story.walk_in else password) for nik, story in first.items()}
    for nik, user in users.items():
        user.joined_at = moment_on(first[nik].start - timedelta(days=1))
    known = {user.email for user in users.values()}
    idle = [
        User(name=name, email=f"{key}@{HOST}", password=password, joined_at=clock.now() - timedelta(days=1))
        for key, name, _female, _what in OWNERS
        if f"{key}@{HOST}" not in known
    ]
    User.objects.bulk_create([*users.values(), *idle], BATCH)
    entries = [_joined(users[nik], counter if story.walk_in else None) for nik, story in first.items()]
    Entry.objects.bulk_create([*entries, *(_joined(user, None) for user in idle)], BATCH)
    return users


def _user(person: Person, password: str) -> User:
    return User(name=person.name, email=person.email or None, phone=person.phone, password=password)


def _joined(user: User, counter: User | None) -> Entry:
    with clock.travel(user.joined_at):
        return first_entry(
            actor=counter or user, act="user.walk_in" if counter else "user.sign_up", record=user, after={}
        )
