"""What is done to many businesses at once: giving them to an officer, tagging them, telling their owners something."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from sentra.audit.services import Told, record, record_many
from sentra.kernel.errors import InvalidInput, Problem, Problems
from sentra.kernel.text import tidy
from sentra.outbox.services import emit
from sentra.people.models import User
from sentra.people.policy import Permission, require, visible_to
from sentra.people.queries import on_duty
from sentra.registry.models import Business

MOST = 500
"""So many businesses go through one act: each gets its line in the audit within one transaction."""
LONGEST_TAG, LONGEST_SUBJECT, LONGEST_TEXT = 40, 120, 3000
MOST_TAGS = 20


@dataclass(frozen=True, slots=True)
class Reached:
    """How many owners were told something, and how many have no account through which to reach them."""

    owners: int
    unreached: int


def _hold(actor: User, chosen: Collection[UUID]) -> list[Business]:
    """Lock the chosen businesses that the actor sees. Raises `InvalidInput` for none or too many, `NotAllowed`."""
    require(actor, Permission.REGISTER_EDIT)
    if len(chosen) > MOST:
        told = {"most": MOST}
        raise InvalidInput([Problem("only", "too_many", _("Please choose at most %(most)s businesses.") % told)])
    seen = visible_to(actor, Business.objects.select_related("owner__user", "assigned_to")).filter(pk__in=chosen)
    held = list(seen.order_by("pk").select_for_update(of=("self",)))
    if not held:
        raise InvalidInput([Problem("only", "missing", _("Please tick at least one business."))])
    for district in {one.district for one in held}:
        require(actor, Permission.REGISTER_EDIT, district)
    return held


def officers_for(actor: User) -> list[User]:
    """Give the officers to whom a business can be given: those who record businesses."""
    require(actor, Permission.REGISTER_EDIT)
    return on_duty(Permission.REGISTER_RECORD)


@transaction.atomic
def businesses_assign(*, actor: User, chosen: Collection[UUID], officer: str) -> int:
    """Give businesses to an officer, named by id, or with "" to nobody; gives how many changed hands.

    Raises `InvalidInput`, `NotAllowed`.
    """
    held = _hold(actor, chosen)
    given_to = next((one for one in officers_for(actor) if str(one.pk) == officer), None)
    if officer and given_to is None:
        raise InvalidInput([Problem("officer", "unknown", _("Please choose an officer from the list."))])
    changed = [one for one in held if one.assigned_to != given_to]
    Business.objects.filter(pk__in=[one.pk for one in changed]).update(assigned_to=given_to)
    told = [
        Told(
            act="register.assigned",
            record=one,
            before={"assigned_to": one.assigned_to.name if one.assigned_to else ""},
            after={"assigned_to": given_to.name if given_to else ""},
        )
        for one in changed
    ]
    record_many(actor=actor, told=told)
    if changed and given_to and given_to != actor:
        emit(
            kind="register_assigned",
            record=changed[0],
            to=[given_to],
            context={"count": len(changed), "by": actor.name, "business": changed[0].name},
            url=f"{reverse('registry:businesses')}?mine=1",
        )
    return len(changed)


@transaction.atomic
def businesses_tag(*, actor: User, chosen: Collection[UUID], tag: str) -> int:
    """Put a tag on businesses; gives how many didn't have it yet. Raises `InvalidInput`, `NotAllowed`."""
    wanted = _tag(tag)
    changed = [one for one in _hold(actor, chosen) if wanted not in one.tags]
    if any(len(one.tags) >= MOST_TAGS for one in changed):
        told = {"most": MOST_TAGS}
        raise InvalidInput([Problem("tag", "too_many", _("A business can have at most %(most)s tags.") % told)])
    return _tags_save(actor, {one: sorted([*one.tags, wanted]) for one in changed})


@transaction.atomic
def businesses_untag(*, actor: User, chosen: Collection[UUID], tag: str) -> int:
    """Take a tag off businesses; gives how many had it. Raises `InvalidInput`, `NotAllowed`."""
    wanted = _tag(tag)
    changed = [one for one in _hold(actor, chosen) if wanted in one.tags]
    return _tags_save(actor, {one: [each for each in one.tags if each != wanted] for one in changed}, off=True)


def _tag(typed: str) -> str:
    """Read a tag: in small letters, so that `Pameran` and `pameran` are one."""
    tag = tidy(typed).replace("\n", " ").replace(",", " ").lower()
    if not tag:
        raise InvalidInput([Problem("tag", "missing", _("Please give the tag."))])
    if len(tag) > LONGEST_TAG:
        told = {"most": LONGEST_TAG}
        raise InvalidInput([Problem("tag", "too_long", _("Please use at most %(most)s characters.") % told)])
    return tag


def _tags_save(actor: User, tags: dict[Business, list[str]], *, off: bool = False) -> int:
    told = [
        Told(
            act="register.untagged" if off else "register.tagged",
            record=one,
            before={"tags": ", ".join(one.tags)},
            after={"tags": ", ".join(after)},
        )
        for one, after in tags.items()
    ]
    record_many(actor=actor, told=told)
    for one, after in tags.items():
        one.tags = after
    Business.objects.bulk_update(tags, ["tags"])
    return len(tags)


@transaction.atomic
def businesses_tell(*, actor: User, chosen: Collection[UUID], subject: str, text: str) -> Reached:
    """Tell the owners of businesses something, each once, by notice and mail. Raises `InvalidInput`, `NotAllowed`."""
    subject, text = _message(subject, text)
    of_owner = {one.owner: one for one in reversed(_hold(actor, chosen))}
    reached = {owner.user: business for owner, business in of_owner.items() if owner.user and owner.user.is_active}
    for user, business in reached.items():
        emit(
            kind="register_message",
            record=business,
            to=[user],
            context={"subject": subject, "text": text, "by": actor.name, "business": business.name},
            url=reverse("registry:own", kwargs={"number": business.register_number}),
        )
        record(actor=actor, act="register.told", record=business, after={"subject": subject}, reason=text)
    return Reached(len(reached), len(of_owner) - len(reached))


def _message(subject: str, text: str) -> tuple[str, str]:
    subject, text = tidy(subject).replace("\n", " "), tidy(text)
    problems = Problems()
    for field, value, longest in (("subject", subject, LONGEST_SUBJECT), ("text", text, LONGEST_TEXT)):
        if not value:
            problems.add(field, "missing", _("Please write what the owners should know."))
        elif len(value) > longest:
            problems.add(field, "too_long", _("Please use at most %(most)s characters.") % {"most": longest})
    problems.raise_any()
    return subject, text
