"""Registers of the tests: businesses with all that a condition may look at, put straight into the tables."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count
from random import Random
from typing import Any
from uuid import uuid4

from django.db.models import Model

from sentra.cases.models import Case
from sentra.cases.models import State as CaseState
from sentra.documents.models import Document
from sentra.files.models import File
from sentra.kernel import clock
from sentra.licensing.models import Application, ServiceRevision
from sentra.people.models import User
from sentra.people.tests.people import owner, person
from sentra.registry.models import (
    Business,
    Group,
    GroupKind,
    LegalPaper,
    Membership,
    Owner,
    PaperSource,
    PaperStanding,
    Product,
    Production,
    ProductPhoto,
    RawMaterial,
    Standing,
    Support,
)
from sentra.registry.services.permit import register_number
from sentra.surveys.models import Finding, FindingState, Report, Visit, VisitKind, VisitState

TODAY = date(2026, 11, 25)
HERE, THERE = "35.05.10", "35.05.01"
PAPERS, COMMODITIES = ("tdi", "nib", "pirt"), ("batik_tulis", "gula_kelapa")
MODELS: Sequence[type[Model]] = (
    Owner, Business, Product, ProductPhoto, RawMaterial, LegalPaper, Support, Group, Membership, Case,
    Application, Visit, Document, Report, Finding,
)  # fmt: skip
"""In this order rows are written; each has its key before."""


@dataclass
class Register:
    """Collects rows, and writes them at once."""

    surveyor: User = field(default_factory=lambda: person("Petugas"))
    rows: dict[type[Model], list[Any]] = field(default_factory=lambda: defaultdict(list))
    numbers: "count[int]" = field(default_factory=lambda: count(1))

    def __post_init__(self) -> None:
        self.photo = File.objects.create(sha256="0" * 64, size=1, media_type="image/webp", name="foto.webp")
        self.revision = ServiceRevision.objects.create(service="tdi", number=90, definition={}, fingerprint="0" * 64)

    def put(self, row: Model) -> Any:
        """Keep a row to be written; it has its key from now on."""
        if row.pk is None:
            row.pk = next(self.numbers) + 1_000_000
        self.rows[type(row)].append(row)
        return row

    def write(self) -> None:
        """Write what was collected."""
        for model in MODELS:
            model._default_manager.bulk_create(self.rows.pop(model, []))

    def business(self, *, phone: str = "", owner_phone: str = "", **more: Any) -> Business:
        """A business on the register, of which nothing else is known."""
        owner = self.put(Owner(name="Siti", name_folded="siti", phone=owner_phone))
        given = {"registered_at": clock.now(), "district": HERE, **more}
        number = register_number(next(self.numbers))
        made: Business = self.put(Business(owner=owner, register_number=number, name="U", phone=phone, **given))
        return made

    def product(self, business: Business, *, photo: bool) -> None:
        """A product, with a photograph or without."""
        product = self.put(Product(business=business, name=f"Batik {next(self.numbers)}"))
        if photo:
            self.put(ProductPhoto(product=product, file=self.photo))

    def paper(self, business: Business, kind: str, **more: Any) -> None:
        """A legal paper."""
        self.put(LegalPaper(business=business, kind=kind, number=str(next(self.numbers)), **more))

    def member(self, business: Business, kind: str, *, dissolved: date | None = None, left: date | None = None) -> None:
        """A group with one member."""
        number = str(next(self.numbers))
        group = self.put(Group(kind=kind, name=number, name_folded=number, district=HERE, dissolved_on=dissolved))
        self.put(Membership(group=group, business=business, until=left))

    def case(self, business: Business | None, state: str, gravity: str, *, told: bool = False) -> None:
        """A case of a product."""
        into = self.case_into() if state == CaseState.JOINED else None
        self.put(
            Case(
                number=str(next(self.numbers)),
                business=business,
                state=state,
                kind="mutu" if gravity else "",
                gravity=gravity,
                answer_due=TODAY,
                joined_into=into,
                maker_told_at=clock.now() if told else None,
            )
        )

    def case_into(self) -> Case:
        """A case about nobody known, that others are joined to."""
        case: Case = self.put(Case(number=str(next(self.numbers)), answer_due=TODAY))
        return case

    def finding(
        self, gravity: str, *, business: Business | None = None, applied: Business | None = None, done: bool = False
    ) -> None:
        """A finding about a business, in a report of an application of one (`applied`), or of a census."""
        visit = self.put(
            Visit(
                kind=VisitKind.PERMIT if applied else VisitKind.CENSUS,
                state=VisitState.DONE,
                application=self.application(applied) if applied else None,
                district=HERE,
                village="" if applied else f"{HERE}.2003",
                planned_on=TODAY,
                surveyor=self.surveyor,
                planned_by=self.surveyor,
            )
        )
        closed = {"closed_at": clock.now(), "closed_on": TODAY, "closed_by": self.surveyor, "how": "Sudah."}
        self.put(
            Finding(
                report=self.report(visit),
                business=business,
                district=HERE,
                question="kebersihan",
                label={},
                what={},
                gravity=gravity,
                found_on=TODAY,
                due_on=TODAY,
                state=FindingState.DONE if done else FindingState.OPEN,
                **(closed if done else {}),
            )
        )

    def application(self, business: Business) -> Application:
        """A draft of an application for a permit."""
        who = owner()
        made: Application = self.put(
            Application(revision=self.revision, service="tdi", applicant=who, entered_by=who, business=business)
        )
        return made

    def report(self, visit: Visit) -> Report:
        """The report of a visit."""
        number, moment = str(next(self.numbers)), clock.now()
        document = self.put(Document(kind="bap", number=number, code=number, data={}, issued_at=moment))
        made: Report = self.put(
            Report(
                key=uuid4(),
                visit=visit,
                application=visit.application,
                district=HERE,
                surveyor=self.surveyor,
                visited_on=TODAY,
                answers={},
                recommendation="grant" if visit.application else "",
                document=document,
            )
        )
        return made


def business_of_chance(rng: Random, register: Register) -> Business:
    """A business of chance, with what hangs on it."""
    licensed, production, pinned = rng.random() < 0.6, rng.choice(Production.values), rng.random() < 0.5
    ends = licensed and rng.random() < 0.7
    business = register.business(
        phone=rng.choice(["", "+6281200000001"]),
        owner_phone=rng.choice(["", "+6281200000002"]),
        registered_at=clock.now() if rng.random() < 0.8 else None,
        standing=rng.choice([Standing.ACTIVE, Standing.ACTIVE, Standing.STOPPED, Standing.CLOSED]),
        district=rng.choice([HERE, THERE]),
        commodity=rng.choice(["", *COMMODITIES]),
        address=rng.choice(["", "Dusun Krajan"]),
        latitude=-8.1 if pinned else None,
        longitude=112.2 if pinned else None,
        founded=rng.choice([None, date(2024, 11, 25), date(2024, 11, 26), date(2015, 2, 1)]),
        production=production,
        production_seen_on=None if production == Production.UNKNOWN else TODAY,
        quality=rng.choice([None, 0, 59, 60, 100]),
        readiness=rng.choice([None, 60]),
        licensed=licensed,
        licensed_until=_day_near(rng) if ends else None,
        size_umkm=rng.choice(["", "micro", "small"]),
        size_industry=rng.choice(["", "small"]),
        figures_year=rng.choice([None, 2023, 2024, 2025]),
    )
    _things_of_chance(rng, register, business)
    _trouble_of_chance(rng, register, business)
    return business


def register_of_chance(rng: Random, size: int) -> None:
    """Write some businesses of chance; one is a record that became another."""
    register = Register()
    businesses = [business_of_chance(rng, register) for _each in range(size)]
    if size > 1:
        businesses[0].merged_into = businesses[1]
    register.case(None, CaseState.TRIAGED, "grave")
    register.finding("critical")
    register.write()


def _day_near(rng: Random) -> date:
    return TODAY + timedelta(days=rng.choice([-400, -1, 0, 1, 400]))


def _things_of_chance(rng: Random, register: Register, business: Business) -> None:
    for _each in range(rng.choice([0, 0, 1, 2])):
        register.product(business, photo=rng.random() < 0.5)
    if rng.random() < 0.3:
        register.put(RawMaterial(business=business, name="Kain"))
    for _each in range(rng.choice([0, 1, 2])):
        register.paper(
            business,
            rng.choice(PAPERS),
            status=rng.choice([PaperStanding.ACTIVE, PaperStanding.ACTIVE, *PaperStanding.values]),
            source=rng.choice(PaperSource.values),
            checked_at=rng.choice([None, clock.now()]),
            valid_until=rng.choice([None, _day_near(rng)]),
        )
    for number in range(rng.choice([0, 0, 1, 2])):
        kind, year = rng.choice(Support.Kind.values), rng.choice([2019, 2023, 2025, 2026])
        register.put(Support(business=business, kind=kind, year=year, title=str(number)))
    for _each in range(rng.choice([0, 0, 1, 2])):
        left, dissolved = rng.choice([None, None, TODAY]), rng.choice([None, None, TODAY])
        register.member(business, rng.choice(GroupKind.values), dissolved=dissolved, left=left)


def _trouble_of_chance(rng: Random, register: Register, business: Business) -> None:
    for _each in range(rng.choice([0, 0, 1, 2])):
        state = rng.choice(CaseState.values)
        known = state not in {CaseState.REPORTED, CaseState.DISMISSED} or rng.random() < 0.5
        register.case(business, state, rng.choice(["minor", "serious", "grave"]) if known else "")
    for _each in range(rng.choice([0, 0, 1, 2])):
        gravity, done = rng.choice(["minor", "major", "critical"]), rng.random() < 0.4
        others = register.rows[Business]
        way = rng.choice(["direct", "applied", "direct, applied by another"])
        register.finding(
            gravity,
            business=None if way == "applied" else business,
            applied={"direct": None, "applied": business}.get(way, rng.choice(others)),
            done=done,
        )
