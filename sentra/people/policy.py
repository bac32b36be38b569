"""Who may do what: the one place that answers it.

`can()` answers for one act, `visible_to()` narrows a list to what the actor may see. Both read the same two tables:
what each role may do (`GRANTS`), and where a model says what it belongs to (`SCOPE`).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext as _

from sentra.kernel.errors import NotAllowed
from sentra.people.models import Role, User


class Permission(StrEnum):
    """Everything that a duty may allow. An applicant's rights over the own application are not here: see `SCOPE`."""

    APPLICATION_OWN = "application.own"
    APPLICATION_READ = "application.read"
    APPLICATION_ENTER = "application.enter"
    APPLICATION_VERIFY = "application.verify"
    APPLICATION_SURVEY = "application.survey"
    APPLICATION_DECIDE = "application.decide"
    APPLICATION_NOTE = "application.note"
    APPLICATION_ASSIGN = "application.assign"
    APPLICATION_FLAG = "application.flag"
    APPLICATION_AUTOMATIC = "application.automatic"
    PERMIT_READ = "permit.read"
    PERMIT_GOVERN = "permit.govern"
    NIK_READ = "nik.read"
    REGISTER_READ = "register.read"
    REGISTER_RECORD = "register.record"
    REGISTER_EDIT = "register.edit"
    REGISTER_FIGURES = "register.figures"
    REGISTER_MERGE = "register.merge"
    REGISTER_IMPORT = "register.import"
    REGISTER_EXPORT = "register.export"
    VISIT_PLAN = "visit.plan"
    FINDING_CLOSE = "finding.close"
    CASE_READ = "case.read"
    CASE_ENTER = "case.enter"
    CASE_HANDLE = "case.handle"
    CASE_CLOSE = "case.close"
    PROGRAMME_READ = "programme.read"
    PROGRAMME_MANAGE = "programme.manage"
    PROGRAMME_ASSESS = "programme.assess"
    PROGRAMME_DECIDE = "programme.decide"
    PROMOTION_READ = "promotion.read"
    PROMOTION_MANAGE = "promotion.manage"
    FIGURES_READ = "figures.read"
    SKM_MANAGE = "skm.manage"
    AUDIT_READ = "audit.read"
    PEOPLE_MANAGE = "people.manage"
    REFERENCE_EDIT = "reference.edit"
    DELIVERY_MANAGE = "delivery.manage"
    WORKSPACE = "workspace"


_READS = {Permission.WORKSPACE, Permission.APPLICATION_READ, Permission.PERMIT_READ, Permission.REGISTER_READ}
_HANDLES = {*_READS, Permission.APPLICATION_NOTE, Permission.APPLICATION_ASSIGN, Permission.APPLICATION_FLAG}

GRANTS: dict[Role, frozenset[Permission]] = {
    Role.COUNTER: frozenset(
        {
            *_READS,
            Permission.APPLICATION_ENTER,
            Permission.APPLICATION_NOTE,
            Permission.NIK_READ,
            Permission.REGISTER_RECORD,
            Permission.CASE_ENTER,
        }
    ),
    Role.VERIFIER: frozenset({*_HANDLES, Permission.APPLICATION_VERIFY, Permission.NIK_READ}),
    Role.SURVEYOR: frozenset(
        {
            *_HANDLES,
            Permission.APPLICATION_SURVEY,
            Permission.VISIT_PLAN,
            Permission.FINDING_CLOSE,
            Permission.REGISTER_RECORD,
            Permission.REGISTER_FIGURES,
            Permission.CASE_READ,
            Permission.CASE_ENTER,
            Permission.PROGRAMME_READ,
            Permission.PROGRAMME_ASSESS,
        }
    ),
    Role.HEAD: frozenset(
        {
            *_HANDLES,
            Permission.APPLICATION_DECIDE,
            Permission.PERMIT_GOVERN,
            Permission.VISIT_PLAN,
            Permission.FINDING_CLOSE,
            Permission.FIGURES_READ,
            Permission.SKM_MANAGE,
            Permission.NIK_READ,
            Permission.REGISTER_FIGURES,
            Permission.REGISTER_EXPORT,
            Permission.CASE_READ,
            Permission.CASE_CLOSE,
            Permission.PROGRAMME_READ,
            Permission.PROGRAMME_ASSESS,
            Permission.PROGRAMME_DECIDE,
            Permission.PROMOTION_READ,
        }
    ),
    Role.DISPERINDAG: frozenset(
        {
            *_READS,
            Permission.APPLICATION_NOTE,
            Permission.VISIT_PLAN,
            Permission.FIGURES_READ,
            Permission.SKM_MANAGE,
            Permission.REGISTER_RECORD,
            Permission.REGISTER_EDIT,
            Permission.REGISTER_FIGURES,
            Permission.REGISTER_MERGE,
            Permission.REGISTER_IMPORT,
            Permission.REGISTER_EXPORT,
            Permission.CASE_READ,
            Permission.CASE_ENTER,
            Permission.CASE_HANDLE,
            Permission.PROGRAMME_READ,
            Permission.PROGRAMME_MANAGE,
            Permission.PROGRAMME_ASSESS,
            Permission.PROMOTION_READ,
            Permission.PROMOTION_MANAGE,
        }
    ),
    Role.LEADER: frozenset({Permission.WORKSPACE, Permission.FIGURES_READ, Permission.REGISTER_READ}),
    Role.AUDITOR: frozenset(
        {
            *_READS,
            Permission.AUDIT_READ,
            Permission.FIGURES_READ,
            Permission.REGISTER_FIGURES,
            Permission.CASE_READ,
            Permission.PROGRAMME_READ,
            Permission.PROMOTION_READ,
        }
    ),
    Role.ADMINISTRATOR: frozenset(
        {
            Permission.WORKSPACE,
            Permission.PEOPLE_MANAGE,
            Permission.REFERENCE_EDIT,
            Permission.DELIVERY_MANAGE,
            Permission.AUDIT_READ,
        }
    ),
}

EVERY_SIGNED_IN = frozenset({Permission.APPLICATION_OWN})


@dataclass(frozen=True, slots=True)
class Scope:
    """What a model belongs to: the columns that narrow a list, and the permission that officers need to see it.

    `keeper` is who entered a record for somebody else: on duty in whatever district, that officer sees it.
    """

    permission: Permission
    district: str | None = None
    owner: str | None = None
    keeper: str | None = None


M = TypeVar("M", bound=Model)


def can(actor: User | None, permission: Permission, district: str | None = None) -> bool:
    """Tell whether the actor has a duty that allows something, in a district (None: anywhere at all)."""
    if actor is None or not actor.is_active:
        return False
    if permission in EVERY_SIGNED_IN:
        return True
    return any(
        permission in GRANTS[Role(duty.role)] and (district is None or duty.covers(district))
        for duty in actor.duties_held
    )


def held_in(actor: User, district: str | None) -> Callable[[str], bool]:
    """Give the test of what the actor's duties allow in a district, as workflows ask it (none: anywhere at all)."""
    return lambda permission: can(actor, Permission(permission), district or None)


def require(actor: User | None, permission: Permission, district: str | None = None) -> None:
    """Refuse what `can` doesn't allow. Raises `NotAllowed`."""
    if not can(actor, permission, district):
        raise NotAllowed(_("This is not among your duties."))


def is_officer(actor: User) -> bool:
    """Tell whether the actor works for the regency."""
    return can(actor, Permission.WORKSPACE)


def roles_of(actor: User) -> frozenset[Role]:
    """Give the roles that the actor's duties name."""
    return frozenset(Role(duty.role) for duty in actor.duties_held)


def districts_of(actor: User, permission: Permission) -> frozenset[str] | None:
    """Give the districts in which the actor may do something; None means all of them, an empty set none."""
    duties = [duty for duty in actor.duties_held if permission in GRANTS[Role(duty.role)]]
    if any(not duty.districts for duty in duties):
        return None
    return frozenset(code for duty in duties for code in duty.districts)


def within(actor: User, permission: Permission) -> Q:
    """Narrow rows that have a `district` to where the actor may do something."""
    districts = districts_of(actor, permission)
    return Q() if districts is None else Q(district__in=sorted(districts))


def visible_to(actor: User, queryset: "QuerySet[M]") -> "QuerySet[M]":
    """Narrow a list to what the actor may see: the own records, and those of the districts on duty."""
    scope: Scope = queryset.model.SCOPE  # type: ignore[attr-defined]
    districts = districts_of(actor, scope.permission) if actor.is_active else frozenset()
    if districts is None:
        return queryset
    seen = Q(**{scope.owner: actor}) if scope.owner else Q(pk__in=[])
    if districts and scope.owner and "__" in scope.owner:
        # Asked first: a join for the few own records, beside the districts, would be walked for each row of a million.
        seen = Q(pk__in=list(queryset.model._default_manager.filter(seen).values_list("pk", flat=True)))
    if districts and scope.district:
        seen |= Q(**{f"{scope.district}__in": sorted(districts)})
    if districts and scope.keeper:
        seen |= Q(**{scope.keeper: actor})
    return queryset.filter(seen)


def holders(permission: Permission) -> Iterable[Role]:
    """Give the roles that may do something."""
    return [role for role, granted in GRANTS.items() if permission in granted]
