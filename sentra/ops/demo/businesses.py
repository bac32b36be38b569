"""Businesses as they might be: whose, what they make, where, how big, with which papers. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from sentra.ops.demo.chance import drawn
from sentra.ops.demo.names import People, Person
from sentra.ops.demo.trades import LUCK, TRADES, Trade
from sentra.ops.demo.workshops import WHY_NOT
from sentra.reference.pack import Pack
from sentra.registry.matching.names import Kind, words_of

FAVOURED = 9.0
FORMS = {"CV": "cv", "KUB": "kub"}
OTHER_FORMS = (("sole", 0.94), ("cv", 0.03), ("kub", 0.02), ("cooperative", 0.01))
PRODUCTION = (("smooth", 0.63), ("halting", 0.16), ("stopped", 0.06), ("not_yet", 0.03), ("unknown", 0.12))
MILLION = 1_000_000
FRIDAY = 4
REGISTERED = 100
"""So many of the first businesses are on the register; the stories of applications lean on them."""
SPELT_OTHERWISE = (
    ("Sambel", "Sambal"), ("Keripik", "Kripik"), ("Tempurung", "Tempurung Klp"), ("Jaya", "Djaja"),
    ("Sumber", "Soember"), ("Gula Kelapa", "Gula Klapa"), ("Mebel", "Meubel"),
    ("Rejeki", "Rezeki"), ("UD ", ""), ("Batik Tulis", "Batik"),
)  # fmt: skip
RECORDED_FROM = (("census", 0.55), ("programme", 0.2), ("import", 0.25))


@dataclass(frozen=True, slots=True)
class Firm:
    """A business and its owner, as an application tells it. Investment in rupiah; `capacity` with its unit."""

    owner: Person
    name: str
    brand: str
    legal_form: str
    commodity: str
    product: str
    kbli: str
    amount: int
    unit: str
    district: str
    village: str
    address: str
    home: str
    founded: date
    men: int
    women: int
    investment: int
    nib: str
    npwp: str

    @property
    def capacity(self) -> str:
        """The capacity in words: 500 kg per bulan."""
        return f"{self.amount:,} {self.unit}".replace(",", ".")


@dataclass(frozen=True, slots=True)
class YearOf:
    """A year's figures: `amount` a month, of which the part `busy` was made; money in rupiah, export in percent."""

    year: int
    men: int
    women: int
    investment: int
    amount: int
    busy: float
    value: int
    materials: int
    export: int


@dataclass(frozen=True, slots=True)
class OldPaper:
    """A legal paper from before Sentra, or from elsewhere."""

    kind: str
    number: str
    issuer: str
    issued_on: date
    valid_until: date | None


@dataclass(frozen=True, slots=True)
class Listed:
    """A business that the regency knows since `since`, with what the last visit saw.

    `recorded_from` says whence one is known that isn't on the register yet, and `why_not` why it has no permit.
    """

    firm: Firm
    since: date
    production: str
    seen_on: date | None
    years: tuple[YearOf, ...]
    papers: tuple[OldPaper, ...]
    recorded_from: str = ""
    why_not: str = ""


class Businesses:
    """Makes businesses: no two of one name in one village, no two of one NIB."""

    def __init__(self, rng: Random, pack: Pack, people: People, today: date) -> None:
        self.rng, self.pack, self.people, self.today = rng, pack, people, today
        self.kbli = {one.code: one.kbli for one in pack.commodities}
        self.food = {one.code for one in pack.commodities if one.food}
        self.villages: dict[str, list[str]] = {}
        for village in pack.villages:
            self.villages.setdefault(village.district, []).append(village.code)
        self.village_names = {village.code: village.name for village in pack.villages}
        self.known: set[tuple[str, tuple[str, ...]]] = set()
        self.serial = 0

    def some(self, count: int) -> Iterator[Listed]:
        """Make businesses of all commodities, each in its share; the first ones cover every district and commodity."""
        codes, districts = list(TRADES), list(self.villages)
        shares = [(code, trade.share) for code, trade in TRADES.items()]
        made: list[Listed] = []
        for place in range(count):
            commodity = codes[place] if place < len(codes) else drawn(self.rng, shares)
            district = districts[place - len(codes)] if 0 <= place - len(codes) < len(districts) else ""
            yield self._one(self.firm(commodity, district=district), made, free=place >= REGISTERED)

    def _one(self, firm: Firm, made: list[Listed], *, free: bool) -> Listed:
        """List a firm, or record it; now and then somebody writes one down that the register has already."""
        if free and self.rng.random() < 0.016:
            return self.recorded(self.written_again(self.rng.choice(made).firm))
        made.append(self.recorded(firm) if free and self.rng.random() < 0.24 else self.listed(firm))
        return made[-1]

    def written_again(self, firm: Firm) -> Firm:
        """Give a firm as another list has it: its name and owner spelt otherwise, without identity number."""
        rng, owner = self.rng, firm.owner
        first, *later = owner.name.split()
        title = "Hj." if owner.female else "H."
        called = rng.choice((f"{title} {owner.name}", f"{first} {later[-1][0]}.", owner.called))
        name = firm.name
        for right, wrong in SPELT_OTHERWISE:
            name = name.replace(right, wrong)
        phone = owner.phone if rng.random() < 0.5 else ""
        person = replace(owner, name=called, nik="", phone=phone, email="")
        return replace(firm, name=name, owner=person, nib="")

    def firm(self, commodity: str, *, district: str = "", owner: Person | None = None, nib: bool = False) -> Firm:
        """Make a business; where it isn't said it lies where such businesses are."""
        rng, trade = self.rng, TRADES[commodity]
        district = district or self._district(trade)
        owner = owner or self.people.person(women=trade.women)
        village = rng.choice(self.villages[district])
        name = self._name(trade, owner, village)
        size = rng.triangular(0, 1, 0.15)
        workers = 1 + round(size * trade.workers * 2.4)
        women = min(workers, round(workers * rng.uniform(0.6, 1.3) * trade.women))
        amount = round(trade.low + size * (trade.high - trade.low), -1) or trade.low
        form = FORMS.get(name.split()[0]) or drawn(rng, OTHER_FORMS)
        return Firm(
            owner=owner,
            name=name,
            brand=rng.choice(LUCK) if rng.random() < 0.4 else "",
            legal_form=form,
            commodity=commodity,
            product=rng.choice(trade.products),
            kbli=drawn(rng, [(one, 1 / (1 + 3 * place)) for place, one in enumerate(self.kbli[commodity])]),
            amount=int(amount) if amount > 20 else max(round(amount), 2),
            unit=trade.unit,
            district=district,
            village=village,
            address=self.people.address(),
            home=self.people.address(),
            founded=self.today - timedelta(days=rng.randint(400, 9000)),
            men=workers - women,
            women=women,
            investment=round((0.2 + size * 2.2) * trade.investment * 2) * MILLION // 2,
            nib=self._nib() if nib or rng.random() < 0.62 else "",
            npwp=owner.nik if rng.random() < 0.5 else "",
        )

    def listed(self, firm: Firm) -> Listed:
        """Give a business its past on the register."""
        rng = self.rng
        since = _weekday(self.today - timedelta(days=round(rng.triangular(30, 2400, 700))))
        production = drawn(rng, PRODUCTION)
        seen = None if production == "unknown" else _weekday(since + (self.today - since) * rng.uniform(0.2, 0.98))
        return Listed(firm, since, production, seen, self._years(firm, since), tuple(self._papers(firm, since)))

    def recorded(self, firm: Firm) -> Listed:
        """Give a business that somebody met or listed, and that has no permit yet."""
        rng = self.rng
        since = _weekday(self.today - timedelta(days=rng.randint(10, 500)))
        nib = firm.nib if rng.random() < 0.2 else ""
        papers = (OldPaper("nib", nib, "OSS", since, None),) if nib else ()
        whence, why = drawn(rng, RECORDED_FROM), drawn(rng, WHY_NOT) if not nib else ""
        plain = replace(firm, nib=nib, npwp="", brand="", legal_form="")
        return Listed(plain, since, "unknown", None, (), papers, recorded_from=whence, why_not=why)

    def _district(self, trade: Trade) -> str:
        return drawn(self.rng, [(one, FAVOURED if one in trade.places else 1.0) for one in self.villages])

    def _name(self, trade: Trade, owner: Person, village: str) -> str:
        while True:
            pattern = self.rng.choice(trade.names)
            name = pattern.format(
                called=owner.called, luck=self.rng.choice(LUCK), village=self.village_names[village].title()
            )
            words = words_of(name, Kind.FIRM).sounds
            if (village, words) not in self.known:
                self.known.add((village, words))
                return name
            if not any("{luck}" in one for one in trade.names):
                return f"{name} {len(self.known)}"

    def _next(self) -> int:
        self.serial += 1
        return self.serial

    def _nib(self) -> str:
        """Make a NIB that no system gave: real ones don't begin with four nines."""
        return f"9999{self._next():09d}"

    def _years(self, firm: Firm, since: date) -> tuple[YearOf, ...]:
        rng, years = self.rng, []
        for year in range(max(since.year, self.today.year - 2), self.today.year + 1):
            if year == self.today.year and rng.random() < 0.55:
                continue
            part = 1 - 0.08 * (self.today.year - year) * rng.uniform(-0.4, 1.6)
            amount, busy = max(round(firm.amount * part), 1), rng.uniform(0.5, 0.95)
            investment = round(firm.investment * part / MILLION) * MILLION
            men, women = round(firm.men * part), round(firm.women * part)
            value = round((men + women or 1) * rng.uniform(16, 48) * part) * MILLION
            materials = round(value * rng.uniform(0.3, 0.65) / MILLION) * MILLION
            export = rng.choice((5, 10, 25, 40)) if rng.random() < 0.03 else 0
            years.append(YearOf(year, men, women, investment, amount, busy, value, materials, export))
        return tuple(years)

    def _papers(self, firm: Firm, since: date) -> Iterator[OldPaper]:
        """Make the papers of a business; all numbers are of a shape that no office gives out."""
        rng = self.rng
        if firm.nib:
            yield OldPaper("nib", firm.nib, "OSS", since - timedelta(days=rng.randint(5, 200)), None)
        if rng.random() < 0.96:
            issued, ends = self._term(5)
            number = f"530/{self._next():04d}/TDI/000.000/{issued.year}"
            yield OldPaper("tdi_lama", number, "KPTSP Kabupaten Blitar", issued, ends)
        if firm.commodity in self.food and rng.random() < 0.55:
            issued, ends = self._term(5)
            number = f"2993505{rng.randint(1, 9):02d}{self._next():04d}{ends:%y}"
            yield OldPaper("p_irt", number, "Dinas Kesehatan Kabupaten Blitar", issued, ends)
        if firm.commodity in self.food and rng.random() < 0.3:
            issued, ends = self._term(4)
            yield OldPaper("halal", f"ID3599{self._next():010d}", "BPJPH", issued, ends)
        if firm.brand and rng.random() < 0.2:
            issued, ends = self._term(10)
            yield OldPaper("merek", f"IDM9{self._next():08d}", "DJKI", issued, ends)

    def _term(self, years: int) -> tuple[date, date]:
        """Choose the days of issue and end: one paper in eight has expired, one in ten ends within 90 days."""
        rng, luck = self.rng, self.rng.random()
        days = rng.randint(20, years * 365 - 120)
        if luck < 0.12:
            days = years * 365 + rng.randint(10, 500)
        elif luck < 0.22:
            days = years * 365 - rng.randint(5, 85)
        issued = self.today - timedelta(days=days)
        return issued, _years_later(issued, years)


def _weekday(day: date) -> date:
    """Give the day itself, or the Friday before a weekend."""
    return day - timedelta(days=max(day.weekday() - FRIDAY, 0))


def _years_later(day: date, years: int) -> date:
    """Give the same day some years later; after 29 February comes 1 March."""
    leap_day = (day.month, day.day) == (2, 29)
    return date(day.year + years, 3, 1) if leap_day else day.replace(year=day.year + years)
