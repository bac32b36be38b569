"""What all acts on a machine share: lock, require, remember, tell."""

from collections.abc import Callable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from sentra.audit.services import record
from sentra.documents.services import number_next
from sentra.kernel.errors import Conflict, NotFound
from sentra.kernel.locks import locked
from sentra.kernel.workflow import Act
from sentra.outbox.services import emit
from sentra.people.models import User
from sentra.people.policy import Permission, can
from sentra.people.queries import on_duty
from sentra.programmes.models import Asset, Passing
from sentra.programmes.workflow import ASSET, OWN, AssetFacts
from sentra.reference.loading import current_pack
from sentra.registry.models import Business, Membership


def asset_number(year: int) -> str:
    """Take the next number of a machine: `AST-3505-2026-0001`."""
    regency = current_pack().regency.code.replace(".", "")
    return f"AST-{regency}-{year}-{number_next(series='asset', year=year):04d}"


def asset_lock(number: str, version: int | None = None) -> Asset:
    """Lock a machine until the transaction ends. `version` is the one that the officer's page showed.

    Raises `NotFound`, or `Conflict` where it changed since.
    """
    found = Asset.objects.select_related("business__owner__user", "candidate__call")
    asset = locked(found.filter(number=number.upper())).first()
    if asset is None:
        raise NotFound(_("There is no such machine."))
    if version is not None and version != asset.version:
        raise Conflict(_("Somebody changed this record while you had it open. Look at it again, then decide."))
    return asset


def asset_facts(actor: User, asset: Asset) -> AssetFacts:
    """Gather what the guards look at."""
    members = (
        Membership.objects.filter(group=asset.group_id, until=None) if asset.group_id else Membership.objects.none()
    )
    own = asset.business.owner.user_id == actor.pk or members.filter(business__owner__user=actor).exists()
    passing = passing_of(asset)
    waits = passing is not None and passing.accepted_at is None
    return AssetFacts(own=own, missing=asset.missing_since is not None, waits=waits)


def passing_of(asset: Asset) -> Passing | None:
    """Give the passing by which the present holder has a machine; None where it was handed over to this holder."""
    newest = asset.passings.select_related("document__file", "passed_by").first()
    return newest if newest and newest.to_id == asset.business_id else None


def asset_holds(actor: User, asset: Asset) -> Callable[[str], bool]:
    """Give the test of what the actor holds over a machine; programmes are the regency's, not a district's."""

    def test(permission: str) -> bool:
        if permission == OWN:
            return asset.business.owner.user_id == actor.pk
        return can(actor, Permission(permission))

    return test


def asset_require(actor: User, asset: Asset, code: str) -> Act[AssetFacts]:
    """Give the act if the actor may do it now. Raises `NotAllowed` or `Conflict`."""
    return ASSET.require(code, asset.state, asset_facts(actor, asset), asset_holds(actor, asset))


def asset_remember(
    actor: User,
    asset: Asset,
    act: str,
    *,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    reason: str = "",
) -> None:
    """Save the machine as its next version and write the act into the audit."""
    asset.version += 1
    asset.save()
    record(actor=actor, act=f"asset.{act}", record=asset, before=before or {}, after=after or {}, reason=reason)


def tell_asset_holder(asset: Asset, kind: str, holder: Business, **words: object) -> None:
    """Tell the owner of a business about a machine, where there is an account; who holds it gets to its page."""
    if user := holder.owner.user:
        context = {"number": asset.number, "what": asset.what, "business": holder.name, **words}
        holds = asset.business_id == holder.pk
        to_machine, to_business = ("programmes:own_asset", asset.number), ("registry:own", holder.register_number)
        name, number = to_machine if holds else to_business
        url = reverse(name, args=[number])
        emit(kind=kind, record=asset, to=[user], context=context, url=url)


def tell_asset_officers(asset: Asset, kind: str, **words: object) -> None:
    """Tell those who manage programmes about a machine, with the address of its page."""
    if people := on_duty(Permission.PROGRAMME_MANAGE, None):
        context = {"number": asset.number, "what": asset.what, "business": asset.business.name, **words}
        url = reverse("programmes:asset", args=[asset.number])
        emit(kind=kind, record=asset, to=people, context=context, url=url)
