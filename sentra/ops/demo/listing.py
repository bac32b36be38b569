"""Putting many businesses on the register at once: fewer statements than by the acts, the same rows and chains."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from random import Random
from uuid import UUID

from sentra.audit.models import Entry
from sentra.audit.services import first_entry
from sentra.documents.services import numbers_next
from sentra.kernel import clock
from sentra.kernel.crypto import blind_index
from sentra.kernel.text import fold
from sentra.ops.demo.businesses import Firm, Listed
from sentra.ops.demo.furnishing import furnish, products_of, surroundings_save
from sentra.people.models import User
from sentra.reference.pack import Pack
from sentra.registry.models import (
    Business,
    Figures,
    LegalPaper,
    Owner,
    PaperSource,
    PaperStanding,
    Product,
    Production,
    RecordedFrom,
    Standing,
)
from sentra.registry.services.derived import derive
from sentra.registry.services.permit import register_number, shown

BATCH = 500
MONTHS = 12
REGISTER = "register"


def moment_on(day: date, hour: int = 3) -> datetime:
    """Give a moment of a day, in office hours of the regency."""
    return datetime.combine(day, time(hour), UTC)


def businesses_list(listed: Sequence[Listed], *, pack: Pack, actor: User, rng: Random) -> None:
    """Write businesses with all that hangs on them; the oldest gets the first number of the register."""
    versions = {one.code: one.version for one in pack.kbli}
    businesses: list[Business] = []
    entries: list[Entry] = []
    numbers = iter(numbers_next(series=REGISTER, year=0, many=len(listed)))
    today = clock.today()
    for one in sorted(listed, key=lambda one: one.since):
        with clock.travel(moment_on(one.since, rng.randint(1, 8))):
            business = _business(one, next(numbers), versions[one.firm.kbli], rng, today)
            businesses.append(business)
            entries.append(_entry(business, actor))
    rows = list(zip(businesses, sorted(listed, key=lambda one: one.since), strict=True))
    products, figures, papers = [], [], []
    furnish([row for row, _one in rows], pack=pack, rng=rng)
    for row, one in rows:
        years, kept = list(_figures(row, one)), list(_papers(row, one, today))
        derive(row, products=[one.firm.product], papers=kept, figures=years)
        products += products_of(row, one.firm.product, rng)
        figures += years
        papers += kept
    Owner.objects.bulk_create([business.owner for business in businesses], BATCH)
    Business.objects.bulk_create(businesses, BATCH)
    Product.objects.bulk_create(products, BATCH)
    Figures.objects.bulk_create(figures, BATCH)
    LegalPaper.objects.bulk_create(papers, BATCH)
    Entry.objects.bulk_create(entries, BATCH)
    surroundings_save([row for row, _one in rows], rng=rng, today=today)


def _entry(business: Business, actor: User) -> Entry:
    after = shown(business)
    if business.is_registered:
        return first_entry(actor=actor, act="register.listed", record=business, after=after)
    return first_entry(actor=actor, act="register.recorded", record=business, after=after)


def _owner(firm: Firm, rng: Random) -> Owner:
    person = firm.owner
    return Owner(
        id=new_id(rng),
        name=person.name,
        name_folded=fold(person.name),
        nik=person.nik,
        nik_index=blind_index("nik", person.nik) if person.nik else None,
        birth_date=person.born,
        phone=person.phone,
        email=person.email,
        address=firm.home,
    )


def _business(one: Listed, number: int, kbli_version: str, rng: Random, today: date) -> Business:
    firm = one.firm
    stopped = one.production == Production.STOPPED and one.seen_on and (today - one.seen_on).days > 180
    return Business(
        id=new_id(rng),
        register_number=register_number(number),
        owner=_owner(firm, rng),
        name=firm.name,
        name_folded=fold(firm.name),
        brand=firm.brand,
        legal_form=firm.legal_form,
        nib=firm.nib or None,
        npwp=firm.npwp,
        npwp_index=blind_index("npwp", firm.npwp) if firm.npwp else "",
        address=firm.address,
        district=firm.district,
        village=firm.village,
        commodity=firm.commodity,
        kbli=firm.kbli,
        kbli_version=kbli_version,
        founded=min(firm.founded, one.since),
        standing=Standing.STOPPED if stopped else Standing.ACTIVE,
        production=one.production,
        production_seen_on=one.seen_on,
        recorded_from=one.recorded_from or RecordedFrom.PERMIT,
        recorded_at=clock.now(),
        registered_at=None if one.recorded_from else clock.now(),
        why_no_permit=one.why_not,
    )


def _figures(row: Business, one: Listed) -> list[Figures]:
    return [
        Figures(
            business=row,
            year=year.year,
            workers_men=year.men,
            workers_women=year.women,
            investment=year.investment,
            capacity_amount=year.amount,
            capacity_unit=one.firm.unit,
            production_amount=round(year.amount * MONTHS * year.busy),
            production_value=year.value,
            raw_material_value=year.materials,
            export_share=year.export,
        )
        for year in one.years
    ]


def _papers(row: Business, one: Listed, today: date) -> list[LegalPaper]:
    return [
        LegalPaper(
            business=row,
            kind=paper.kind,
            number=paper.number,
            issuer=paper.issuer,
            issued_on=paper.issued_on,
            valid_until=paper.valid_until,
            source=PaperSource.IMPORTED,
            status=PaperStanding.EXPIRED if paper.valid_until and paper.valid_until < today else PaperStanding.ACTIVE,
        )
        for paper in one.papers
    ]


def new_id(rng: Random) -> UUID:
    """Make an identifier that is the same each time."""
    return UUID(int=rng.getrandbits(128), version=4)
