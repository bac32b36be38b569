"""Groups: a sentra or a joint business (KUB) is founded, gets members and loses them, and is dissolved."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from sentra.audit.services import record
from sentra.kernel import clock
from sentra.kernel.errors import Conflict, InvalidInput, NotFound, Problem, Problems
from sentra.kernel.identifiers import parse_phone
from sentra.kernel.locks import locked
from sentra.kernel.text import fold, tidy
from sentra.people.models import User
from sentra.people.policy import Permission, require, visible_to
from sentra.reference.loading import current_pack
from sentra.registry.facts import GroupFacts
from sentra.registry.models import Business, Group, GroupKind, Membership
from sentra.registry.services.common import require_words, write_down

COLUMNS = ("kind", "name", "trade", "commodity", "address", "district", "village", "contact", "phone")


def group_lock(actor: User, group_id: UUID, version: int | None = None) -> Group:
    """Lock a group that the actor may see and govern. Raises `NotFound`, `NotAllowed`, `Conflict`."""
    group = visible_to(actor, Group.objects.all()).select_for_update().filter(pk=group_id).first()
    if group is None:
        raise NotFound(_("There is no such group, or it isn't in your area."))
    require(actor, Permission.REGISTER_EDIT, group.district)
    if version is not None and version != group.version:
        raise Conflict(_("Somebody changed this group while you had it open. Look at it again, then decide."))
    return group


@transaction.atomic
def group_save(*, actor: User, group_id: UUID | None, version: int, facts: GroupFacts) -> Group:
    """Found a group, or change what is known of it. Raises `NotAllowed`, `InvalidInput`, `Conflict`."""
    group = group_lock(actor, group_id, version) if group_id else Group()
    before = _told(group) if group_id else {}
    _fill(group, facts)
    require(actor, Permission.REGISTER_EDIT, group.district)
    same = Group.objects.filter(
        kind=group.kind, name_folded=group.name_folded, district=group.district, village=group.village
    )
    if same.exclude(pk=group.pk).exists():
        raise InvalidInput([Problem("name", "taken", _("There is a group of this name in this place already."))])
    group.version += 1 if group_id else 0
    group.save()
    after = {column: value for column, value in _told(group).items() if value != before.get(column)}
    was = {column: before[column] for column in after if column in before}
    record(actor=actor, act="group.changed" if group_id else "group.founded", record=group, before=was, after=after)
    return group


def _told(group: Group) -> dict[str, str]:
    """Give what the audit tells of a group."""
    return {("group_kind" if column == "kind" else column): getattr(group, column) for column in COLUMNS}


def _fill(group: Group, facts: GroupFacts) -> None:
    pack, problems = current_pack(), Problems()
    for column in COLUMNS:
        setattr(group, column, tidy(getattr(facts, column)).replace("\n", " ")[:200])
    group.name_folded = fold(group.name)
    if group.kind not in GroupKind:
        problems.add("kind", "unknown", _("Please choose one from the list."))
    if len(group.name) < 3:
        problems.add("name", "missing", _("Please give the group a name."))
    if group.commodity and group.commodity not in pack.commodities_by_code:
        problems.add("commodity", "unknown", _("Please choose one from the list."))
    if group.district not in pack.district_names:
        problems.add("district", "unknown", _("Please choose one from the list."))
    elif group.village and not group.village.startswith(f"{group.district}."):
        problems.add("village", "elsewhere", _("This village lies in another district. Please choose again."))
    try:
        group.phone = parse_phone(group.phone) if group.phone else ""
    except ValueError as error:
        problems.add("phone", "unreadable", str(error))
    problems.raise_any()


@transaction.atomic
def member_add(*, actor: User, group_id: UUID, number: str, role: str) -> Membership:
    """Take a business into a group, by its number on the register; taken in twice it is a member once.

    Raises `NotAllowed`, `InvalidInput` for an unknown number.
    """
    group = group_lock(actor, group_id)
    if group.dissolved_on:
        raise Conflict(_("This group was dissolved."))
    found = visible_to(actor, Business.objects.known()).select_related("owner")
    business = locked(found.filter(register_number=tidy(number[:40]).upper())).first()
    if business is None:
        message = _("There is no business with this number in your area. It looks like IKM-3505-000123.")
        raise InvalidInput([Problem("number", "unknown", message)])
    role = role if role in Membership.Role else Membership.Role.MEMBER
    known = Membership.objects.filter(group=group, business=business, until=None).first()
    if known:
        return known
    membership = Membership.objects.create(group=group, business=business, role=role, since=clock.today())
    write_down(actor, business, "group_joined", after={"group": group.name, "group_role": role})
    record(actor=actor, act="group.member_added", record=group, after={"business": str(business), "group_role": role})
    return membership


@transaction.atomic
def member_leave(*, actor: User, group_id: UUID, membership_id: int, reason: str) -> None:
    """Let a business leave a group; that it was one stays known. Raises `NotFound`, `NotAllowed`, `InvalidInput`."""
    group = group_lock(actor, group_id)
    membership = group.memberships.select_for_update(of=("self",)).filter(pk=membership_id, until=None).first()
    if membership is None:
        raise NotFound(_("This isn't there any more. Somebody may have taken it away."))
    reason = require_words(reason)
    business = locked(Business.objects.select_related("owner").filter(pk=membership.business_id)).get()
    membership.until = clock.today()
    membership.save(update_fields=["until"])
    write_down(actor, business, "group_left", before={"group": group.name}, reason=reason)
    record(actor=actor, act="group.member_left", record=group, before={"business": str(business)}, reason=reason)


@transaction.atomic
def group_dissolve(*, actor: User, group_id: UUID, version: int, reason: str) -> Group:
    """Dissolve a group; its members are on their own from today. Raises `NotAllowed`, `Conflict`, `InvalidInput`."""
    group = group_lock(actor, group_id, version)
    if group.dissolved_on:
        raise Conflict(_("This group was dissolved."))
    reason = require_words(reason)
    group.dissolved_on = clock.today()
    group.version += 1
    group.save(update_fields=["dissolved_on", "version"])
    group.memberships.filter(until=None).update(until=clock.today())
    record(actor=actor, act="group.dissolved", record=group, reason=reason)
    return group
