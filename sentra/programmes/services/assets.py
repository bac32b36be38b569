"""What happens to a machine after it was handed over: seen, passed on by the office, lost, found, given back."""

from datetime import date
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from sentra.cases.rules import problems_of_words
from sentra.cases.services.common import require_words
from sentra.kernel import clock
from sentra.kernel.errors import Conflict, InvalidInput, NotAllowed, NotFound, Problem
from sentra.kernel.locks import hold
from sentra.kernel.text import tidy
from sentra.people.models import User
from sentra.programmes.models import Asset, AssetSeen, AssetState, AssetTrouble, Passing, SeenAs, Trouble
from sentra.programmes.rules import LONGEST
from sentra.programmes.services.asset_common import (
    asset_lock,
    asset_remember,
    asset_require,
    tell_asset_holder,
    tell_asset_officers,
)
from sentra.programmes.services.grant_papers import passing_paper
from sentra.programmes.services.handover import picture_keep
from sentra.registry.models import Business, Membership
from sentra.surveys.models import Report

AS_SEEN = {
    SeenAs.IN_USE: AssetState.IN_USE,
    SeenAs.IDLE: AssetState.IDLE,
    SeenAs.DAMAGED: AssetState.DAMAGED,
}


def asset_seen(
    *, actor: User, asset: Asset, condition: str, on: date, words: str, report: Report | None = None
) -> AssetSeen:
    """Write down that somebody looked for a machine, and what is known of it since. A step of an act.

    Whoever calls it has locked the machine and asked whether the actor may. `condition` is one of `SeenAs`. What is
    told later about an earlier day stays as a sighting and changes nothing else; nor does one of a machine that was
    given back. A `report` sees a machine once: told again, the first telling stands.
    """
    if report and (before := AssetSeen.objects.filter(asset=asset, report=report).first()):
        return before
    seen = AssetSeen.objects.create(
        asset=asset, on=on, condition=condition, words=tidy(words), by=actor, report=report, at=clock.now()
    )
    state, missing = asset.state, asset.missing_since
    there = condition != SeenAs.NOT_THERE
    if on >= asset.state_on and there and asset.state != AssetState.RETURNED:
        asset.state, asset.state_on, asset.missing_since = AS_SEEN[SeenAs(condition)], on, None
    elif on >= asset.state_on and asset.is_held and not there:
        asset.state_on, asset.missing_since = on, asset.missing_since or on
    if there:
        asset.last_seen_on = max(on, asset.last_seen_on or on)
    after = {"asset_seen": condition, "asset_on": on.isoformat(), "asset_state": asset.state}
    found = state == AssetState.LOST and asset.state != state
    act_before = {"asset_state": state}
    asset_remember(actor, asset, "find_again" if found else "see", before=act_before, after=after, reason=seen.words)
    if asset.missing_since and not missing:
        tell_asset_officers(asset, "asset_missing", day=on.isoformat())
    return seen


@transaction.atomic
def asset_see(*, actor: User, number: str, version: int, condition: str, on: date | None, words: str) -> AssetSeen:
    """Record what an officer saw. Raises `NotFound`, `NotAllowed`, `Conflict`, `InvalidInput`."""
    asset = asset_lock(number, version)
    asset_require(actor, asset, "see")
    day = _look(asset, condition, on, words)
    return asset_seen(actor=actor, asset=asset, condition=condition, on=day, words=words)


@transaction.atomic
def asset_find_again(
    *, actor: User, number: str, version: int, condition: str, on: date | None, words: str
) -> AssetSeen:
    """Record that a lost machine was found again, and how it is. Raises as `asset_see`."""
    asset = asset_lock(number, version)
    asset_require(actor, asset, "find_again")
    day = _look(asset, condition, on, words)
    if condition == SeenAs.NOT_THERE or day < asset.state_on:
        raise InvalidInput([_impossible_day() if day < asset.state_on else _no_condition()])
    return asset_seen(actor=actor, asset=asset, condition=condition, on=day, words=words)


def _look(asset: Asset, condition: str, on: date | None, words: str) -> date:
    """Give the day on which somebody looked. Raises `InvalidInput` with all that is wrong."""
    problems = [] if condition in SeenAs.values else [_no_condition()]
    if on is None or not asset.handed_on <= on <= clock.today():
        problems.append(_impossible_day())
    if len(tidy(words)) > LONGEST:
        problems.append(Problem("words", "too_long", _("Please use at most %(most)s characters.") % {"most": LONGEST}))
    if problems or on is None:
        raise InvalidInput(problems)
    return on


def _no_condition() -> Problem:
    return Problem("condition", "missing", _("Please choose one of the list."))


def _impossible_day() -> Problem:
    return Problem("on", "impossible", _("Please choose a day from the handover, or the last change, to today."))


def _since(asset: Asset, on: date | None) -> date:
    """Give the day of a change of state: not before what is known, nor in the future. Raises `InvalidInput`."""
    if on is None or not asset.state_on <= on <= clock.today():
        raise InvalidInput([_impossible_day()])
    return on


@transaction.atomic
def asset_lose(*, actor: User, number: str, version: int, on: date | None, reason: str) -> Asset:
    """Record that a machine was lost or stolen, and how. Raises as `asset_see`."""
    return _leave(actor, asset_lock(number, version), "lose", on, reason)


@transaction.atomic
def asset_give_back(*, actor: User, number: str, version: int, on: date | None, reason: str) -> Asset:
    """Take a machine back: it may be handed over anew, then as another asset. Raises as `asset_see`."""
    asset = _leave(actor, asset_lock(number, version), "give_back", on, reason)
    tell_asset_holder(asset, "asset_given_back", asset.business)
    return asset


def _leave(actor: User, asset: Asset, code: str, on: date | None, reason: str) -> Asset:
    act = asset_require(actor, asset, code)
    reason, day = require_words(reason, "reason"), _since(asset, on)
    before, asset.state = asset.state, AssetState(act.target or asset.state)
    asset.state_on, asset.missing_since = day, None
    after = {"asset_state": asset.state, "asset_on": day.isoformat()}
    told = {"asset_state": before}
    asset_remember(actor, asset, "lose" if code == "lose" else "give_back", before=told, after=after, reason=reason)
    return asset


@transaction.atomic
def asset_transfer(*, actor: User, number: str, version: int, to: str, reason: str) -> Asset:
    """Pass a machine on to another business of the register, with an agreement; the old and the new holder are told.

    Raises as `asset_see`.
    """
    asset = asset_lock(number, version)
    asset_require(actor, asset, "transfer")
    reason = require_words(reason, "reason")
    known = Business.objects.registered().select_related("owner__user")
    business = known.filter(register_number=tidy(to).upper()[:30]).first()
    if business is None or business.pk == asset.business_id:
        message = _("Please give the register number of another business that is on the register.")
        raise InvalidInput([Problem("to", "unknown", message)])
    if business.owner.user_id == actor.pk:
        raise Conflict(_("It is your own business. A colleague has to do this."))
    old, asset.business = asset.business, business
    if not Membership.objects.filter(group=asset.group_id, business=business, until=None).exists():
        asset.group = None
    before = {"asset_business": f"{old.name} ({old.register_number})", "asset_state": asset.state}
    if asset.state == AssetState.IDLE:
        asset.state = AssetState.IN_USE
    asset.state_on = max(asset.state_on, clock.today())
    after = {"asset_business": f"{business.name} ({business.register_number})", "asset_state": asset.state}
    passing = Passing.objects.create(
        asset=asset, to=business, document=passing_paper(actor, asset), passed_by=actor, passed_at=clock.now()
    )
    after["agreement"] = passing.document.number
    asset_remember(actor, asset, "transfer", before=before, after=after, reason=reason)
    tell_asset_holder(asset, "asset_passed_on", old, to=business.name)
    tell_asset_holder(asset, "asset_received", business)
    return asset


@transaction.atomic
def trouble_tell(
    *,
    actor: User,
    number: str,
    key: UUID,
    kind: str,
    words: str,
    photo: "UploadedFile[bytes] | None" = None,
) -> AssetTrouble:
    """Report damage or loss of a machine that one's own business holds; the office looks into it.

    Sent twice (the same `key`) it stays one report. Raises `NotFound`, `Conflict`, `InvalidInput`.
    """
    hold(f"trouble:{key}")
    before = AssetTrouble.objects.select_related("asset").filter(key=key).first()
    if before and (before.by_id, before.asset.number) == (actor.pk, number.upper()):
        return before
    if before:
        raise Conflict(_("This form was sent already, for something else. Open it again."))
    asset = asset_lock(number)
    try:
        asset_require(actor, asset, "tell_trouble")
    except NotAllowed as error:
        raise NotFound(_("There is no such machine.")) from error
    words = tidy(words)
    problems = problems_of_words(words, "words")
    if kind not in Trouble.values:
        problems.insert(0, Problem("kind", "missing", _("Please choose one of the list.")))
    if problems:
        raise InvalidInput(problems)
    picture = picture_keep(actor=actor, upload=photo, field="photo") if photo else None
    trouble = AssetTrouble.objects.create(
        key=key, asset=asset, kind=kind, words=words, photo=picture, by=actor, at=clock.now()
    )
    asset_remember(actor, asset, "tell_trouble", after={"asset_trouble": kind}, reason=words)
    tell_asset_officers(asset, "asset_trouble", loss=kind == Trouble.LOSS, words=words)
    return trouble
