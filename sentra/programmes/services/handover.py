"""Handing machines over (BAST): each becomes an asset with a number, for what was agreed and no more."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from sentra.files.models import File
from sentra.files.services import photo_store
from sentra.kernel import clock
from sentra.kernel.errors import Conflict, InvalidInput, Problem
from sentra.kernel.locks import hold
from sentra.kernel.text import tidy
from sentra.people.models import User
from sentra.programmes.granting import agreement_of, money_left
from sentra.programmes.handing import HandoverTold, MachineTold, field_of, problems_of_handover
from sentra.programmes.models import Agreement, Asset, AssetState, Candidate, Handover
from sentra.programmes.services.asset_common import asset_number, asset_remember
from sentra.programmes.services.common import candidate_locked, candidate_remember
from sentra.programmes.services.grant import grant_require
from sentra.programmes.services.grant_papers import handover_paper
from sentra.programmes.services.tell import tell_candidate
from sentra.reference.loading import current_pack
from sentra.surveys.rules import Signed
from sentra.surveys.services.hand_in import UUID_SHAPE

Pictures = Mapping[str, File]
NOT_THERE = "picture_missing"


def picture_keep(*, actor: User, upload: "UploadedFile[bytes]", field: str) -> File:
    """Keep a picture of the form of a handover, so that it needn't be taken again. Raises `InvalidInput`."""
    return photo_store(actor=actor, upload=upload, field=field)


def own_pictures(actor: User, named: Sequence[str]) -> dict[str, File]:
    """Give by their id the pictures that the actor may name: the own uploads."""
    ids = [one for one in named if UUID_SHAPE.fullmatch(one)]
    found = File.objects.filter(uploaded_by=actor, pk__in=ids)
    return {str(one.pk): one for one in found if one.is_image}


@transaction.atomic
def machines_hand_over(*, actor: User, candidate_id: UUID, key: UUID, told: HandoverTold) -> Handover:
    """Hand machines over to who was chosen; sent twice (the same `key`) it stays one handover.

    Raises `NotFound`, `NotAllowed`, `Conflict`, and `InvalidInput` with all that is wrong.
    """
    hold(f"handover:{key}")
    before = Handover.objects.filter(key=key).first()
    if before and before.candidate_id == candidate_id and before.handed_by_id == actor.pk:
        return before
    if before:
        raise Conflict(_("This form was sent already, for something else. Open it again."))
    candidate = candidate_locked(actor, candidate_id)
    grant_require(actor, candidate, "hand_over")
    agreement = agreement_of(candidate)
    if agreement is None:
        raise Conflict(_("There is no grant agreement yet. The head makes it."))
    told = _tidied(told)
    hold(*{f"machine:{one.identity}" for one in told.machines})
    pictures = own_pictures(actor, _named(told))
    if problems := _problems(candidate, agreement, told, pictures):
        raise InvalidInput(problems)
    return _handed_over(actor, candidate, agreement, key, told, pictures)


def _tidied(told: HandoverTold) -> HandoverTold:
    machines = [
        replace(one, what=_line(one.what), brand=_line(one.brand), type=_line(one.type), serial=_line(one.serial))
        for one in told.machines
    ]
    signed = {
        name: replace(one, name=_line(one.name)) for name in ("receiver", "officer") if (one := getattr(told, name))
    }
    return replace(told, machines=machines, **signed)


def _line(text: str) -> str:
    return " ".join(tidy(text).split())


def _named(told: HandoverTold) -> list[str]:
    signed = [one.file for one in (told.receiver, told.officer) if one and one.file]
    return [*signed, *(photo for one in told.machines for photo in one.photos)]


def _problems(candidate: Candidate, agreement: Agreement, told: HandoverTold, pictures: Pictures) -> list[Problem]:
    found = problems_of_handover(
        told,
        since=clock.local_day(agreement.agreed_at),
        today=clock.today(),
        villages=current_pack().village_names,
        money=money_left(candidate, agreement),
    )
    message = _("A photograph is missing. Please take it again.")
    for place, one in enumerate(told.machines):
        if not set(one.photos) <= set(pictures):
            found.append(Problem(field_of(place, "photos"), NOT_THERE, message))
    for who, signed in (("receiver", told.receiver), ("officer", told.officer)):
        if signed and signed.file and signed.file not in pictures:
            found.append(Problem(f"sign-{who}", NOT_THERE, message))
    return found + _of_known(told.machines)


def _of_known(machines: Sequence[MachineTold]) -> list[Problem]:
    """Find machines that were handed over already and are not given back."""
    wanted = [one.identity for one in machines]
    kept = Asset.objects.filter(identity__in=wanted).exclude(state=AssetState.RETURNED)
    known = dict(kept.values_list("identity", "number"))
    message = _("This machine was handed over already, as %(number)s.")
    return [
        Problem(field_of(place, "serial"), "known", message % {"number": known[one.identity]})
        for place, one in enumerate(machines)
        if one.identity in known
    ]


def _handed_over(
    actor: User, candidate: Candidate, agreement: Agreement, key: UUID, told: HandoverTold, pictures: Pictures
) -> Handover:
    assets = [_asset(candidate, told, one) for one in told.machines]
    receiver, officer = told.receiver or _nobody(), told.officer or _nobody()
    handover = Handover.objects.create(
        key=key,
        candidate=candidate,
        handed_on=assets[0].handed_on,
        place=told.place,
        receiver=receiver.name,
        receiver_picture=pictures.get(receiver.file),
        officer=officer.name,
        officer_picture=pictures.get(officer.file),
        handed_by=actor,
        handed_at=clock.now(),
        document=handover_paper(actor, candidate, agreement, told, assets),
    )
    for asset, one in zip(assets, told.machines, strict=True):
        asset.handover = handover
        after = {
            "asset_number": asset.number,
            "asset_what": asset.what,
            "asset_business": candidate.business.register_number,
            "asset_value": asset.value,
            "asset_state": asset.state,
            "asset_paper": handover.document.number,
        }
        asset_remember(actor, asset, "hand_over", after=after)
        asset.photos.set([pictures[photo] for photo in one.photos])
    numbers = ", ".join(one.number for one in assets)
    after = {"asset_number": numbers, "asset_paper": handover.document.number}
    candidate_remember(actor, candidate, "hand_over", after=after)
    tell_candidate(candidate, "call_handed_over", numbers=numbers)
    return handover


def _nobody() -> Signed:
    return Signed("", "")


def _asset(candidate: Candidate, told: HandoverTold, one: MachineTold) -> Asset:
    day = told.handed_on or clock.today()
    return Asset(
        number=asset_number(day.year),
        candidate=candidate,
        business=candidate.business,
        group=candidate.group,
        what=one.what,
        brand=one.brand,
        type=one.type,
        serial=one.serial,
        identity=one.identity,
        year_made=one.year_made,
        value=one.value,
        condition=one.condition,
        state_on=day,
        handed_on=day,
        last_seen_on=day,
        version=0,
    )
