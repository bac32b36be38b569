"""What permits and surveys write to the register."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from sentra.audit.services import record
from sentra.documents.services import number_next
from sentra.kernel import clock
from sentra.kernel.crypto import blind_index
from sentra.kernel.errors import Conflict
from sentra.kernel.locks import hold, locked
from sentra.kernel.quantity import parse_quantity
from sentra.kernel.text import fold, mask
from sentra.people.models import User
from sentra.reference.loading import current_pack
from sentra.registry.facts import BusinessFacts, FiguresFacts, OwnerFacts, PaperFacts, RegisterFacts, SeenFacts
from sentra.registry.identity import NIB_OF_ANOTHER, Identity, identity_check
from sentra.registry.models import Business, Figures, FiguresSource, LegalPaper, Owner, PaperStanding, Product
from sentra.registry.services.derived import derive_owner, refresh

SHOWN = ("name", "brand", "legal_form", "nib", "address", "district", "village", "commodity", "kbli", "kbli_version")


@transaction.atomic
def register_from_permit(*, actor: User | None, facts: RegisterFacts, business: Business | None = None) -> Business:
    """Put a business on the register, or bring it up to date, with what a permit says.

    `business` is given where the permit follows another; otherwise the identity check finds it or a new one is made.
    Two permits at once for one new NIK make one owner. Raises `Conflict` where the NIB is another owner's: a business
    changes hands by an act of its own, never by the way.
    """
    hold(f"owner:{facts.owner.nik}", f"business:{facts.business.village}:{fold(facts.business.name)}")
    identity = identity_check(owner=facts.owner, business=facts.business, known=business)
    _require_own_nib(identity)
    known = _lock(identity.business) if identity.business else None
    was_registered = bool(known and known.is_registered)
    before = shown(known) if known else {}
    owner = _owner_save(facts.owner, identity.owner)
    listed = _business_save(facts.business, owner, known)
    _product_save(listed, facts)
    _figures_save(listed, facts.paper.issued_on.year, facts.figures, FiguresSource.PERMIT)
    _paper_save(listed, facts.paper)
    refresh([listed.pk])
    after = shown(listed)
    changed = [key for key in after if before.get(key) != after[key]]
    record(
        actor=actor,
        act="register.updated" if was_registered else "register.listed",
        record=listed,
        before={key: before[key] for key in changed if key in before},
        after={**{key: after[key] for key in changed}, "permit": facts.paper.number},
    )
    if facts.seen:
        seen_record(actor=actor, business=listed, seen=facts.seen)
    return listed


def _lock(business: Business) -> Business:
    """Read a business again and hold it: a survey may write down meanwhile what it saw there."""
    return locked(Business.objects.select_related("owner").filter(pk=business.pk)).get()


def _require_own_nib(identity: Identity) -> None:
    if NIB_OF_ANOTHER in identity.doubts:
        raise Conflict(
            _("The register has this NIB under another owner. Send the application back and let the NIB be corrected.")
        )


def _owner_save(facts: OwnerFacts, owner: Owner | None) -> Owner:
    owner = owner or Owner()
    owner.name = facts.name or owner.name
    if facts.nik:
        owner.nik, owner.nik_index = facts.nik, blind_index("nik", facts.nik)
    derive_owner(owner)
    owner.birth_date = facts.birth_date or owner.birth_date
    owner.phone = facts.phone or owner.phone
    owner.email = facts.email or owner.email
    owner.address = facts.address or owner.address
    owner.user_id = owner.user_id or facts.user_id
    owner.updated_at = clock.now()
    owner.save()
    return owner


def register_number(seq: int) -> str:
    """Write the number of a business on the register: `IKM-3505-000123`."""
    return f"IKM-{current_pack().regency.code.replace('.', '')}-{seq:06d}"


def _business_save(facts: BusinessFacts, owner: Owner, business: Business | None) -> Business:
    if business is None:
        seq = number_next(series="register", year=0)
        business = Business(register_number=register_number(seq))
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
    business.registered_at = business.registered_at or clock.now()
    business.updated_at = clock.now()
    business.save()
    return business


def _product_save(business: Business, facts: RegisterFacts) -> None:
    if facts.product_name:
        product = Product(business=business, name=facts.product_name, commodity=business.commodity)
        _put(product, by=["business", "name"], update=["commodity"])


def _figures_save(business: Business, year: int, facts: FiguresFacts, source: FiguresSource) -> None:
    if facts.any:
        amount, unit = parse_quantity(facts.capacity)
        given = {
            "workers_men": facts.workers_men,
            "workers_women": facts.workers_women,
            "investment": facts.investment,
            "capacity_amount": amount,
            "capacity_unit": unit or None,
        }
        told = {key: value for key, value in given.items() if value is not None}
        figures = Figures(business=business, year=year, source=source, **told)
        _put(figures, by=["business", "year"], update=list(told))


def _paper_save(business: Business, facts: PaperFacts) -> None:
    if facts.supersedes:
        LegalPaper.objects.filter(permit_id=facts.supersedes).update(status=PaperStanding.SUPERSEDED)
    paper = LegalPaper(
        business=business,
        kind=facts.kind,
        number=facts.number,
        issuer=facts.issuer,
        issued_on=facts.issued_on,
        valid_until=facts.valid_until,
        permit_id=facts.permit_id,
    )
    told = ["business", "issuer", "issued_on", "valid_until", "permit_id", "status"]
    _put(paper, by=["kind", "number"], update=told)


def _put(row: Model, *, by: list[str], update: list[str]) -> None:
    """Insert a row, or bring the one that has the same `by` up to date in `update`, in one statement."""
    type(row)._default_manager.bulk_create([row], update_conflicts=True, unique_fields=by, update_fields=update)


def shown(business: Business) -> dict[str, Any]:
    """Give what the audit tells of a business: nothing secret in full."""
    shown = {name: getattr(business, name) for name in SHOWN}
    return {**shown, "owner": business.owner.name, "nik": mask(business.owner.nik), "npwp": mask(business.npwp)}


@transaction.atomic
def paper_status_change(*, actor: User | None, permit_id: UUID, status: str, reason: str) -> None:
    """Let the register follow what became of a permit."""
    paper = LegalPaper.objects.select_for_update().select_related("business").get(permit_id=permit_id)
    before = paper.status
    paper.status = PaperStanding(status)
    paper.save(update_fields=["status"])
    refresh([paper.business_id])
    record(
        actor=actor,
        act="register.paper_status",
        record=paper.business,
        before={"paper_status": before},
        after={"paper_status": paper.status, "number": paper.number},
        reason=reason,
    )


@transaction.atomic
def seen_record(*, actor: User | None, business: Business, seen: SeenFacts) -> None:
    """Remember what a survey saw: production, grades, workers and capacity of the visit's year.

    A grade that this visit didn't give stays as the last one gave it. An older visit doesn't overwrite a newer one, and
    the same visit told again changes nothing.
    """
    locked = _lock(business)
    told = (locked.production, locked.production_seen_on) == (seen.production, seen.seen_on)
    if told or (locked.production_seen_on and locked.production_seen_on > seen.seen_on):
        return
    before = locked.production
    locked.production, locked.production_seen_on = seen.production, seen.seen_on
    locked.quality = locked.quality if seen.quality is None else seen.quality
    locked.readiness = locked.readiness if seen.readiness is None else seen.readiness
    locked.version += 1
    locked.updated_at = clock.now()
    locked.save(update_fields=["production", "production_seen_on", "quality", "readiness", "version", "updated_at"])
    figures = FiguresFacts(seen.workers_men, seen.workers_women, None, seen.capacity)
    _figures_save(locked, seen.seen_on.year, figures, FiguresSource.SURVEY)
    refresh([locked.pk])
    record(
        actor=actor,
        act="register.production",
        record=locked,
        before={"production": before},
        after={
            "production": seen.production,
            "seen_on": seen.seen_on.isoformat(),
            "workers_men": seen.workers_men,
            "workers_women": seen.workers_women,
            "capacity": seen.capacity,
        },
        reason=seen.reason,
    )
