"""A synthetic register of any size, written by COPY: invented businesses as the regency might have them.

Names and trades are the demo's; a third of the brands are words put together from syllables, so that the vocabulary
grows with the register as a real one does. Every run of one size writes the same rows.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from random import Random
from typing import Any
from uuid import UUID

from django.core.management import call_command
from django.db import connection
from django.db.models import Model

from sentra.kernel import clock
from sentra.kernel.text import fold
from sentra.ops.demo.chance import drawn
from sentra.ops.demo.names import HAMLETS, MEN, MEN_LATER, WOMEN, WOMEN_LATER
from sentra.ops.demo.trades import LUCK, TRADES
from sentra.reference.loading import current_pack
from sentra.reference.pack import Pack
from sentra.reference.schema import Village
from sentra.registry.models import (
    Business,
    Figures,
    FiguresSource,
    FiguresState,
    LegalPaper,
    Owner,
    PaperSource,
    PaperStanding,
    Product,
    Production,
    RecordedFrom,
    Standing,
    Support,
)
from sentra.registry.services.derived import match_keys, search_text
from sentra.registry.services.permit import register_number
from sentra.registry.services.words import words_count

PRODUCTION = (("smooth", 0.5), ("halting", 0.14), ("stopped", 0.05), ("not_yet", 0.03), ("unknown", 0.28))
STANDING = ((Standing.ACTIVE, 0.93), (Standing.STOPPED, 0.04), (Standing.CLOSED, 0.03))
SIZES = (("micro", 0.8), ("small", 0.16), ("medium", 0.03), ("", 0.01))
SYLLABLES = re.findall("..", "babebobudadedogagijajukakekolalilomamemunaninupaperarirosasesutatitowawiya")
WEST, EAST, SOUTH, NORTH = 112.0, 112.6, -8.35, -7.95
BATCH = 5_000
BEGIN = datetime(2019, 1, 1, tzinfo=UTC)
Rows = dict[type[Model], list[Model]]


class Synthetic:
    """Makes the businesses of a register one after the other; `today` decides which permits have ended."""

    def __init__(self, pack: Pack, today: date, seed: int = 1) -> None:
        self.rng, self.pack, self.today = Random(seed), pack, today  # noqa: S311 - nothing secret hangs on it
        self.kbli = {one.code: one.kbli[0] for one in pack.commodities}
        self.villages: dict[str, list[Village]] = {one.code: [] for one in pack.districts}
        for village in pack.villages:
            self.villages[village.district].append(village)
        self.shares = [(code, trade.share) for code, trade in TRADES.items()]
        self.districts = [one.code for one in pack.districts]
        self.versions = {one.code: one.version for one in pack.kbli}

    def batches(self, size: int) -> Iterator[Rows]:
        """Make the rows of all tables, some thousand businesses at a time."""
        for first in range(1, size + 1, BATCH):
            rows: Rows = {model: [] for model in (Owner, Business, Product, Figures, LegalPaper, Support)}
            for number in range(first, min(first + BATCH, size + 1)):
                self._business(number, rows)
            yield rows

    def _business(self, number: int, rows: Rows) -> None:
        rng = self.rng
        code = drawn(rng, self.shares)
        trade = TRADES[code]
        district = rng.choice(trade.places) if rng.random() < 0.7 else rng.choice(self.districts)
        village = rng.choice(self.villages[district])
        owner = self._owner(trade.women, number)
        called = f"{'Bu' if owner.name.split()[0] in WOMEN else 'Pak'} {owner.name.split()[0]}"
        name = rng.choice(trade.names).format(called=called, luck=rng.choice(LUCK), village=village.name)
        product = rng.choice(trade.products)
        business = self._row(number, owner, name, code, district, village.code)
        business.search_text = search_text(business, [product])
        business.match_keys = match_keys(business)
        rows[Owner].append(owner)
        rows[Business].append(business)
        if rng.random() < 0.95:
            rows[Product].append(Product(business=business, name=product, commodity=code))
        rows[Figures] += self._figures(business, trade.workers, trade.investment)
        rows[LegalPaper] += self._papers(business, number)
        if rng.random() < 0.1:
            kind = rng.choice(Support.Kind.values)
            rows[Support].append(Support(business=business, year=rng.randint(2019, 2026), kind=kind, title="Bantuan"))

    def _owner(self, women: float, number: int) -> Owner:
        rng = self.rng
        first, later = (WOMEN, WOMEN_LATER) if rng.random() < women else (MEN, MEN_LATER)
        name = f"{rng.choice(first)} {rng.choice(later)}"
        known = rng.random() < 0.8
        return Owner(
            id=self._id(),
            name=name,
            name_folded=fold(name),
            nik_index=f"{number:064x}" if known else None,
            phone=f"+62810{number:08d}" if known else "",
            created_at=BEGIN,
            updated_at=BEGIN,
        )

    def _row(self, number: int, owner: Owner, name: str, commodity: str, district: str, village: str) -> Business:
        rng = self.rng
        recorded = BEGIN + timedelta(seconds=rng.randrange(7 * 365 * 24 * 3600))
        licensed, ends = rng.random() < 0.55, rng.random() < 0.6
        registered = licensed or rng.random() < 0.1
        production = drawn(rng, PRODUCTION)
        pinned, seen = rng.random() < 0.4, self.today - timedelta(rng.randint(1, 900))
        return Business(
            id=self._id(),
            register_number=register_number(number),
            owner=owner,
            name=name,
            name_folded=fold(name),
            brand="".join(rng.choices(SYLLABLES, k=3)).capitalize() if rng.random() < 0.33 else "",
            nib=f"{number + 9 * 10**12}" if rng.random() < 0.5 else None,
            address=f"Dusun {rng.choice(HAMLETS)}" if rng.random() < 0.9 else "",
            district=district,
            village=village,
            commodity=commodity,
            kbli=self.kbli[commodity],
            kbli_version=self.versions[self.kbli[commodity]],
            latitude=rng.uniform(SOUTH, NORTH) if pinned else None,
            longitude=rng.uniform(WEST, EAST) if pinned else None,
            founded=(recorded - timedelta(number % 4000)).date() if number % 7 else None,
            standing=drawn(rng, STANDING),
            production=production,
            production_seen_on=None if production == Production.UNKNOWN else seen,
            recorded_from=RecordedFrom.PERMIT if registered else RecordedFrom.IMPORT,
            recorded_at=recorded,
            registered_at=recorded if registered else None,
            licensed=licensed,
            licensed_until=self.today + timedelta(rng.randint(-700, 1500)) if licensed and ends else None,
            in_process=not licensed and rng.random() < 0.05,
            size_umkm=drawn(rng, SIZES),
            figures_year=rng.choice((2023, 2024, 2025)) if rng.random() < 0.7 else None,
            updated_at=recorded,
        )

    def _figures(self, business: Business, workers: int, investment: int) -> Iterator[Figures]:
        if business.figures_year:
            yield Figures(
                business=business,
                year=business.figures_year,
                workers_men=self.rng.randint(0, workers),
                workers_women=self.rng.randint(1, workers),
                investment=investment * self.rng.randint(500_000, 2_000_000),
                capacity_unit="kg per bulan",
                production_value=investment * self.rng.randint(1, 9) * 1_000_000,
                state=FiguresState.ACCEPTED,
                source=FiguresSource.IMPORT,
                submitted_at=BEGIN,
            )

    def _papers(self, business: Business, number: int) -> Iterator[LegalPaper]:
        if business.licensed:
            over = business.licensed_until is not None and business.licensed_until < self.today
            yield LegalPaper(
                business=business,
                kind="tdi_lama",
                number=f"530/{number:07d}",
                issuer="KPTSP",
                valid_until=business.licensed_until,
                source=PaperSource.IMPORTED,
                status=PaperStanding.EXPIRED if over else PaperStanding.ACTIVE,
                added_at=BEGIN,
            )

    def _id(self) -> UUID:
        return UUID(int=self.rng.getrandbits(128), version=4)


def fill(size: int) -> None:
    """Make the tables of an empty database, write a synthetic register and learn its words; the planner learns too."""
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    with _indexed_afterwards("registry_business"):
        for rows in Synthetic(current_pack(), clock.today()).batches(size):
            for model, made in rows.items():
                rows_copy(model, made)
    words_count()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


@contextmanager
def _indexed_afterwards(table: str) -> Iterator[None]:
    """Build the indexes of a table once it is filled, all but those that guard it: that takes half the time."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = %s AND indexdef NOT LIKE 'CREATE UNIQUE%%'",
            [table],
        )
        indexes = cursor.fetchall()
        for name, _definition in indexes:
            cursor.execute(f'DROP INDEX "{name}"')
    yield
    with connection.cursor() as cursor:
        for _name, definition in indexes:
            cursor.execute(definition)


def rows_copy(model: type[Model], rows: Sequence[Model]) -> None:
    """Write rows by COPY, all columns but those that the database makes itself."""
    own = [one for one in model._meta.local_concrete_fields if not one.generated]
    fields = [one for one in own if one.get_internal_type() != "BigAutoField"]
    names = ", ".join(f'"{one.column}"' for one in fields)
    with (
        connection.cursor() as cursor,
        cursor.copy(f'COPY "{model._meta.db_table}" ({names}) FROM STDIN') as copy,
    ):
        for row in rows:
            copy.write_row([_plain(getattr(row, one.attname)) for one in fields])


def _plain(value: Any) -> Any:
    return value.value if isinstance(value, Enum) else value
