"""What `make bench` measures of programmes: eligibility of the whole register, and of the businesses of a page.

The synthetic register gets what conditions look at beside it: groups, photographs, materials, cases and findings.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import TypeVar
from uuid import UUID, uuid4

from django.db import connection
from django.db.models import QuerySet

from sentra.cases.models import Case, State
from sentra.documents.models import Document
from sentra.files.models import File
from sentra.kernel import clock
from sentra.licensing.models import Application, ServiceRevision
from sentra.ops.bench_register import Times
from sentra.ops.bench_scenes import officer_of_the_register
from sentra.ops.bench_synthetic import rows_copy
from sentra.programmes.eligible import counted, rows_that_fit
from sentra.programmes.facts import facts_of
from sentra.programmes.judging import explained
from sentra.reference.loading import current_pack
from sentra.reference.needs import Need
from sentra.registry.models import Business, Group, GroupKind, Membership, Product, ProductPhoto, RawMaterial
from sentra.surveys.models import Finding, FindingState, Gravity, Report, Visit, VisitKind, VisitState

Key = TypeVar("Key", int, UUID)
GROUPS = 300
MEMBERS, PHOTOS, MATERIALS, CASES, FINDINGS = 0.08, 0.3, 0.4, 0.02, 0.06
FIRST_PERMITS = 0.2
"""So many of the findings are those of a first permit's survey."""
PAGE = 50
HEAD = f"{'one client, milliseconds':22}{'counted':>18}{'first fifty':>18}{'explain fifty':>18}{'may join':>10}\n" + (
    f"{'':22}" + f"{'p50':>9}{'p95':>9}" * 3
)


@dataclass(frozen=True, slots=True)
class Line:
    """A kind of programme with its times, and how many of the register may join."""

    name: str
    count: Times
    page: Times
    explain: Times
    fitting: int

    def __str__(self) -> str:
        return f"{self.name:22}{self.count}{self.page}{self.explain}{self.fitting:10,}"


def measure(*, explain: bool = False) -> Iterator[str]:
    """Ask who may join each kind of programme, and one that asks for all that any kind does, once the planner knows."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    kinds = {kind.code: kind.conditions for kind in current_pack().programmes}
    kinds["all of these together"] = tuple(dict.fromkeys(need for needs in kinds.values() for need in needs))
    for name, conditions in kinds.items():
        yield str(_line(name, conditions))
        if explain:
            yield _fifty(conditions).explain(analyze=True)


def _line(name: str, conditions: Sequence[Need]) -> Line:
    today, businesses = clock.today(), Business.objects.present()

    def explain(_turn: int) -> object:
        return [explained(conditions, facts, today) for facts in facts_of(page).values()]

    page = list(businesses.order_by("name_folded", "pk")[:PAGE])
    return Line(
        name,
        count=Times.of(lambda _turn: counted(businesses, conditions, today)),
        page=Times.of(lambda _turn: list(_fifty(conditions))),
        explain=Times.of(explain),
        fitting=counted(businesses, conditions, today).whole.fitting,
    )


def _fifty(conditions: Sequence[Need]) -> "QuerySet[Business]":
    """Give the first page of those that may join, by name as lists show them."""
    fitting = Business.objects.present().filter(rows_that_fit(conditions, clock.today()))
    return fitting.select_related("owner").order_by("name_folded", "pk")[:PAGE]


def dress() -> None:
    """Give the register groups, photographs, materials, cases and findings."""
    rng = Random(1)  # noqa: S311 - nothing secret hangs on it
    ids = list(Business.objects.order_by("register_number").values_list("pk", flat=True))
    _groups(rng, ids)
    photo = File.objects.create(sha256="0" * 64, size=1, media_type="image/webp", name="foto.webp")
    products = list(Product.objects.order_by("pk").values_list("pk", flat=True))
    rows_copy(ProductPhoto, [ProductPhoto(product_id=one, file=photo) for one in _some(rng, products, PHOTOS)])
    rows_copy(RawMaterial, [RawMaterial(business_id=one, name="Kain") for one in _some(rng, ids, MATERIALS)])
    rows_copy(Case, [_case(rng, one, number) for number, one in enumerate(_some(rng, ids, CASES))])
    _findings(rng, _some(rng, ids, FINDINGS))


def _some(rng: Random, ids: Sequence[Key], share: float) -> list[Key]:
    return rng.sample(ids, int(len(ids) * share))


def _groups(rng: Random, ids: Sequence[UUID]) -> None:
    groups = [
        Group(kind=rng.choice(GroupKind.values), name=f"G {one}", name_folded=f"g {one}", district="35.05.10")
        for one in range(GROUPS)
    ]
    rows_copy(Group, groups)
    members = _some(rng, ids, MEMBERS)
    rows_copy(Membership, [Membership(group=rng.choice(groups), business_id=one) for one in members])


def _case(rng: Random, business_id: UUID, number: int) -> Case:
    state = rng.choice([State.TRIAGED, State.EXAMINING, State.ACTING, State.CLOSED, State.CLOSED, State.DISMISSED])
    return Case(
        number=f"KS-{number}",
        state=state,
        kind="mutu",
        gravity=rng.choice(["minor", "serious", "grave"]),
        business_id=business_id,
        product_name="Keripik",
        product_folded="keripik",
        answer_due=clock.today(),
    )


def _findings(rng: Random, ids: Sequence[UUID]) -> None:
    """Put findings of visits into the tables, with the reports and applications that they hang on."""
    officer, today = officer_of_the_register(), clock.today()
    revision = ServiceRevision.objects.create(service="tdi", number=90, definition={}, fingerprint="0" * 64)
    applied = [
        Application(revision=revision, service="tdi", applicant=officer, entered_by=officer, business_id=one)
        for one in ids[: int(len(ids) * FIRST_PERMITS)]
    ]
    Application.objects.bulk_create(applied, batch_size=1000)
    applications = dict(zip(ids, applied, strict=False))
    about = [{"business_id": one} if one not in applications else {"application": applications[one]} for one in ids]
    visits = Visit.objects.bulk_create(
        (
            Visit(
                kind=VisitKind.PERMIT if "application" in one else VisitKind.SUPERVISION,
                state=VisitState.DONE,
                district="35.05.10",
                planned_on=today,
                surveyor=officer,
                planned_by=officer,
                **one,
            )
            for one in about
        ),
        batch_size=1000,
    )
    numbers = (f"BAP-{number}" for number, _visit in enumerate(visits))
    documents = [Document(kind="bap", number=one, code=one, data={}, issued_at=clock.now()) for one in numbers]
    Document.objects.bulk_create(documents, batch_size=1000)
    reports = [
        Report(
            key=uuid4(),
            visit=visit,
            application_id=visit.application_id,
            business_id=visit.business_id,
            district=visit.district,
            surveyor=officer,
            visited_on=today,
            answers={},
            recommendation="grant" if visit.application_id else "",
            document=document,
        )
        for visit, document in zip(visits, documents, strict=True)
    ]
    Report.objects.bulk_create(reports, batch_size=1000)
    Finding.objects.bulk_create((_finding(rng, report) for report in reports), batch_size=1000)


def _finding(rng: Random, report: Report) -> Finding:
    closed = {"closed_at": clock.now(), "closed_on": clock.today(), "closed_by_id": report.surveyor_id, "how": "Sudah."}
    done = rng.random() < 0.5
    return Finding(
        report=report,
        business_id=report.business_id,
        district=report.district,
        question="kebersihan",
        label={},
        what={},
        gravity=rng.choice(Gravity.values),
        found_on=report.visited_on,
        due_on=report.visited_on + timedelta(30),
        state=FindingState.DONE if done else FindingState.OPEN,
        **(closed if done else {}),
    )
