"""Every write of the register."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from sentra.audit.services import record
from sentra.documents.services import number_next
from sentra.kernel import clock
from sentra.kernel.crypto import blind_index
from sentra.kernel.text import fold, mask
from sentra.people.models import User
from sentra.people.policy import Permission, require
from sentra.reference.loading import current_pack
from sentra.registry.facts import BusinessFacts, OwnerFacts, PaperFacts, RegisterFacts
from sentra.registry.models import Business, Figures, LegalPaper, Owner, PaperStanding, Product
from sentra.registry.queries import identity_check

SHOWN = ("name", "brand", "legal_form", "nib", "address", "district", "village", "commodity", "kbli", "kbli_version")


@transaction.atomic
def register_from_permit(*, actor: User | None, facts: RegisterFacts, business: Business | None = None) -> Business:
    """Put a business on the register, or bring it up to date, with what a permit says.

    `business` is given where the permit follows another; otherwise the identity check finds it or a new one is made.
    Two permits at once for one new NIK make one owner.
    """
    _hold(facts)
    identity = identity_check(owner=facts.owner, business=facts.business)
    known = business or identity.business
    owner = _owner_save(facts.owner, known.owner if known else identity.owner)
    before = _shown(known) if known else {}
    listed = _business_save(facts.business, owner, known)
    _product_save(listed, facts)
    _figures_save(listed, facts)
    _paper_save(listed, facts.paper)
    after = _shown(listed)
    changed = [key for key in after if before.get(key) != after[key]]
    record(
        actor=actor,
        act="register.updated" if known else "register.listed",
        record=listed,
        before={key: before[key] for key in changed if key in before},
        after={**{key: after[key] for key in changed}, "permit": facts.paper.number},
    )
    return listed


def _hold(facts: RegisterFacts) -> None:
    """Let one transaction at a time bring the same person or the same name in the same village."""
    keys = sorted({f"nik:{facts.owner.nik}", f"name:{facts.business.village}:{fold(facts.business.name)}"})
    with connection.cursor() as cursor:
        for key in keys:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 1))", [key])


def _owner_save(facts: OwnerFacts, owner: Owner | None) -> Owner:
    owner = owner or Owner()
    owner.name = facts.name or owner.name
    owner.name_folded = fold(owner.name)
    if facts.nik:
        owner.nik, owner.nik_index = facts.nik, blind_index("nik", facts.nik)
    owner.birth_date = facts.birth_date or owner.birth_date
    owner.phone = facts.phone or owner.phone
    owner.email = facts.email or owner.email
    owner.address = facts.address or owner.address
    owner.user_id = owner.user_id or facts.user_id
    owner.updated_at = clock.now()
    owner.save()
    return owner


def _business_save(facts: BusinessFacts, owner: Owner, business: Business | None) -> Business:
    if business is None:
        seq = number_next(series="register", year=0)
        business = Business(register_number=f"IKM-{current_pack().regency.code.replace('.', '')}-{seq:06d}")
        business.registered_at = clock.now()
    else:
        business.version += 1
    business.owner = owner
    for name in SHOWN:
        given = getattr(facts, name)
        if given:
            setattr(business, name, given)
    if facts.npwp:
        business.npwp, business.npwp_index = facts.npwp, blind_index("npwp", facts.npwp)
    business.founded = facts.founded or business.founded
    business.name_folded = fold(business.name)
    business.updated_at = clock.now()
    business.save()
    return business


def _product_save(business: Business, facts: RegisterFacts) -> None:
    if facts.product_name:
        Product.objects.update_or_create(
            business=business, name=facts.product_name, defaults={"commodity": business.commodity}
        )


def _figures_save(business: Business, facts: RegisterFacts) -> None:
    if facts.figures.any:
        given = {
            "workers_men": facts.figures.workers_men,
            "workers_women": facts.figures.workers_women,
            "investment": facts.figures.investment,
            "capacity": facts.figures.capacity or None,
        }
        Figures.objects.update_or_create(
            business=business,
            year=facts.paper.issued_on.year,
            defaults={key: value for key, value in given.items() if value is not None},
        )


def _paper_save(business: Business, facts: PaperFacts) -> None:
    if facts.supersedes:
        LegalPaper.objects.filter(permit_id=facts.supersedes).update(status=PaperStanding.SUPERSEDED)
    LegalPaper.objects.update_or_create(
        kind=facts.kind,
        number=facts.number,
        defaults={
            "business": business,
            "issuer": facts.issuer,
            "issued_on": facts.issued_on,
            "valid_until": facts.valid_until,
            "permit_id": facts.permit_id,
            "status": PaperStanding.ACTIVE,
        },
    )


def _shown(business: Business) -> dict[str, Any]:
    shown = {name: getattr(business, name) for name in SHOWN}
    return {**shown, "owner": business.owner.name, "nik": mask(business.owner.nik), "npwp": mask(business.npwp)}


@transaction.atomic
def paper_status_change(*, actor: User | None, permit_id: UUID, status: str, reason: str) -> None:
    """Let the register follow what became of a permit."""
    paper = LegalPaper.objects.select_for_update().select_related("business").get(permit_id=permit_id)
    before = paper.status
    paper.status = PaperStanding(status)
    paper.save(update_fields=["status"])
    record(
        actor=actor,
        act="register.paper_status",
        record=paper.business,
        before={"status": before},
        after={"status": paper.status, "number": paper.number},
        reason=reason,
    )


@transaction.atomic
def production_record(*, actor: User, business: Business, production: str, seen_on: date, reason: str = "") -> None:
    """Remember what a survey saw of a business's production; an older visit doesn't overwrite a newer one."""
    locked = Business.objects.select_for_update().get(pk=business.pk)
    if locked.production_seen_on and locked.production_seen_on > seen_on:
        return
    before = locked.production
    locked.production, locked.production_seen_on = production, seen_on
    locked.version += 1
    locked.updated_at = clock.now()
    locked.save(update_fields=["production", "production_seen_on", "version", "updated_at"])
    record(
        actor=actor,
        act="register.production",
        record=locked,
        before={"production": before},
        after={"production": production, "seen_on": seen_on.isoformat()},
        reason=reason,
    )


@transaction.atomic
def owner_nik_read(*, actor: User, business: Business) -> str:
    """Give an owner's NIK in full and record who read it. Raises `NotAllowed`."""
    require(actor, Permission.NIK_READ, business.district)
    record(actor=actor, act="register.nik_read", record=business)
    return business.owner.nik
