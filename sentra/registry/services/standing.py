"""Closing and reopening a business, moving it, and its passing into other hands; the history stays."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from sentra.kernel import clock
from sentra.kernel.crypto import blind_index
from sentra.kernel.errors import Conflict, InvalidInput, Problem, Problems
from sentra.kernel.identifiers import parse_nik, parse_phone
from sentra.kernel.text import mask, tidy
from sentra.people.models import User
from sentra.reference.loading import current_pack
from sentra.registry.facts import OwnerFacts
from sentra.registry.models import Business, Owner, Ownership, Standing
from sentra.registry.services.common import business_lock, require_officer, require_words, write_down
from sentra.registry.services.derived import derive_owner, refresh
from sentra.registry.sought import is_same_person_name


@transaction.atomic
def standing_change(
    *, actor: User, business_id: UUID, version: int, standing: str, since: str, reason: str
) -> Business:
    """Close a business, note that it has stopped for now, or reopen it.

    Raises `NotAllowed`, `InvalidInput`, `Conflict` where it stands so already or changed since `version`.
    """
    business = business_lock(actor, business_id, version)
    require_officer(actor, business)
    problems = Problems()
    if standing not in Standing:
        problems.add("standing", "unknown", _("Please choose one from the list."))
    day = _day(since, problems)
    problems.raise_any()
    if business.standing == standing:
        raise Conflict(_("The business stands so already."))
    reason = require_words(reason)
    before = {"standing": business.standing}
    business.standing, business.standing_since = Standing(standing), day
    write_down(
        actor, business, "standing", before=before, after={"standing": standing, "since": str(day)}, reason=reason
    )
    return business


def _day(text: str, problems: Problems, field: str = "since") -> date:
    """Read a day that has come; today where none is given."""
    today = clock.today()
    if not text:
        return today
    try:
        day = date.fromisoformat(text)
    except ValueError:
        problems.add(field, "no_day", _("Please give a date such as 17-08-1990."))
        return today
    if not date(1900, 1, 1) <= day <= today:
        problems.add(field, "future", _("This day hasn't come yet, or lies too far back."))
    return day


@transaction.atomic
def business_move(
    *, actor: User, business_id: UUID, version: int, district: str, village: str, address: str, reason: str
) -> Business:
    """Move a business to another place; its pin is forgotten, for it lay at the old one.

    The permits still name the old place: a permit for the new one is applied for. Raises `NotAllowed` also where the
    new district isn't the actor's; `InvalidInput`, `Conflict`.
    """
    business = business_lock(actor, business_id, version)
    require_officer(actor, business)
    pack, problems = current_pack(), Problems()
    if district not in pack.district_names:
        problems.add("district", "unknown", _("Please choose one from the list."))
    elif village not in pack.village_names or not village.startswith(f"{district}."):
        problems.add("village", "elsewhere", _("This village lies in another district. Please choose again."))
    problems.raise_any()
    if (business.district, business.village, business.address) == (district, village, tidy(address)[:300]):
        raise Conflict(_("The business lies there already."))
    reason = require_words(reason)
    before = {"district": business.district, "village": business.village, "address": business.address}
    business.district, business.village, business.address = district, village, tidy(address).replace("\n", " ")[:300]
    require_officer(actor, business)
    business.latitude = business.longitude = None
    after = {"district": district, "village": village, "address": business.address}
    write_down(actor, business, "moved", before=before, after=after, reason=reason)
    refresh([business.pk])
    return business


@transaction.atomic
def owner_change(
    *, actor: User, business_id: UUID, version: int, name: str, nik: str, phone: str, since: str, reason: str
) -> Business:
    """Note that a business passed into other hands; who owned it before stays known.

    A new owner whom the register knows by the NIK is that person. The old owner's account no longer opens the
    business. Raises `NotAllowed`, `InvalidInput`, `Conflict`.
    """
    business = business_lock(actor, business_id, version)
    require_officer(actor, business)
    problems = Problems()
    facts = _read_owner(name, nik, phone, problems)
    day = _day(since, problems)
    problems.raise_any()
    reason = require_words(reason)
    owner = _owner_for(facts)
    if owner.pk == business.owner_id:
        raise Conflict(_("The business is this person's already."))
    before = {"owner": business.owner.name, "nik": mask(business.owner.nik)}
    _hand_on(business, owner, day, reason)
    business.owner = owner
    after = {"owner": owner.name, "nik": mask(owner.nik), "since": str(day)}
    write_down(actor, business, "owner_changed", before=before, after=after, reason=reason)
    refresh([business.pk])
    return business


def _read_owner(name: str, nik: str, phone: str, problems: Problems) -> OwnerFacts:
    name = tidy(name).replace("\n", " ")
    if not 2 <= len(name) <= 200:
        problems.add("name", "missing", _("Please give the name of the new owner."))
    read = {"nik": nik, "phone": phone}
    for field, parse in (("nik", parse_nik), ("phone", parse_phone)):
        try:
            read[field] = parse(read[field]) if read[field].strip() else ""
        except ValueError as error:
            problems.add(field, "unreadable", str(error))
    return OwnerFacts(name=name, nik=read["nik"], phone=read["phone"])


def _owner_for(facts: OwnerFacts) -> Owner:
    """Find the person by the NIK, or make a new one. Raises `InvalidInput` where the NIK is of another name."""
    index = blind_index("nik", facts.nik) if facts.nik else None
    known = Owner.objects.select_for_update().filter(nik_index=index).first() if index else None
    if known is None:
        owner = Owner(name=facts.name, nik=facts.nik, nik_index=index, phone=facts.phone)
        derive_owner(owner)
        owner.save(force_insert=True)
        return owner
    if not is_same_person_name(known.name, facts.name):
        message = _("The register has this NIK under the name %(name)s. Please check name and NIK.")
        raise InvalidInput([Problem("nik", "other_name", message % {"name": known.name})])
    return known


def _hand_on(business: Business, owner: Owner, day: date, how: str) -> None:
    open_one = Ownership.objects.filter(business=business, until=None).first()
    if open_one is None:
        open_one = Ownership(business=business, owner=business.owner)
    if open_one.since and day < open_one.since:
        message = _("The owner before has had it only since %(day)s. Please check the day.")
        raise InvalidInput([Problem("since", "before", message % {"day": open_one.since})])
    open_one.until = day
    open_one.save()
    Ownership.objects.create(business=business, owner=owner, since=day, how=how[:300])


def process_mark(*, business_id: UUID, open_now: bool) -> None:
    """Note whether an application about a business is under way; licensing says so in its own act."""
    Business.objects.filter(pk=business_id).exclude(in_process=open_now).update(in_process=open_now)
