"""Supervision counted month by month: against a recount over all records, and against what was late on the day."""

from collections.abc import Callable

import pytest

from sentra.insights.catalogue import BY_CODE
from sentra.insights.counting import Span, Values
from sentra.insights.families.supervision import SUPERVISION, supervision
from sentra.insights.figure import whole
from sentra.insights.tests.recounting import Place, Recount, moment, months_of, told, total_of, within
from sentra.kernel import clock
from sentra.licensing.tests.making import publish
from sentra.people.models import Role
from sentra.people.tests.people import officer, person
from sentra.programmes.tests.making import business
from sentra.registry.models import Business
from sentra.surveys.models import Finding, FindingState, Report, Visit, VisitState
from sentra.surveys.rules import Followed
from sentra.surveys.services.findings import finding_close
from sentra.surveys.services.plan import visit_cancel, visit_move
from sentra.surveys.tests.making import photograph
from sentra.surveys.tests.visiting import business_visit, census_visit, visited
from tests.making import sent_in, to_decision

pytestmark = pytest.mark.django_db

NOW = moment("2026-07-15", 12)
HALTING = {"production": "halting", "production_reason": "Bahan mahal."}


class Scene:
    """Three businesses, what visits found there, and what was late when somebody looked."""

    def __init__(self) -> None:
        self.late_then: dict[int, tuple[int, int, int]] = {}
        self.visits: dict[str, Visit] = {}

    def begin(self) -> None:
        """The register has them, and the pack its checklists."""
        publish()
        self.pecel, self.batik = business(1), business(2, district="35.05.01", village="35.05.01.2001")
        self.other = business(3, commodity="keripik_buah")

    def plan(self, name: str, of: Business, day: str, kind: str = "supervision") -> None:
        """A visit is planned for a day."""
        self.visits[name] = business_visit(of, kind, day=moment(day).date())

    def follow(self) -> None:
        """A follow-up sees that what the first visit found was put right."""
        open_ones = Finding.objects.filter(business=self.pecel, state=FindingState.OPEN)
        told_of = {str(one.pk): Followed("done", "Resapan sudah dibuat.") for one in open_ones}
        visited(self.visits["follow"], followed=told_of)

    def end(self, question: str, *, lapse: bool = False) -> None:
        """An officer ends a finding of the second visit."""
        finding = Finding.objects.get(business=self.batik, question=question)
        photo = None if lapse else photograph()
        finding_close(
            actor=officer(Role.SURVEYOR),
            finding_id=finding.pk,
            words="Sudah dilihat di tempat.",
            photo=photo,
            lapse=lapse,
        )

    def look(self) -> None:
        """Remember how many visits and findings are late, and how many findings open."""
        today = clock.today()
        findings = Finding.objects.filter(state=FindingState.OPEN)
        self.late_then[today.month] = (
            Visit.objects.filter(state=VisitState.PLANNED, planned_on__lt=today).count(),
            findings.count(),
            findings.filter(due_on__lt=today).count(),
        )

    def cancel(self, name: str) -> None:
        """The head cancels a visit."""
        visit_cancel(actor=officer(Role.HEAD), visit_id=self.visits[name].pk, reason="Pemilik sedang haji.")

    def move(self, name: str, day: str) -> None:
        """The head moves a visit."""
        visit = self.visits[name]
        visit_move(actor=officer(Role.HEAD), visit_id=visit.pk, surveyor=visit.surveyor, planned_on=moment(day).date())


@pytest.fixture
def scene() -> Scene:
    """Visits of half a year: in time and late, moved and cancelled, of all four kinds."""
    made = Scene()
    wrong = {"waste": "no", "clean": "no"}
    days: list[tuple[str, Callable[[], object]]] = [
        ("2026-03-02", made.begin),
        ("2026-03-05", lambda: made.plan("first", made.pecel, "2026-03-05")),
        ("2026-03-05", lambda: visited(made.visits["first"], answers={"waste": "no"}, **HALTING)),
        ("2026-03-20", lambda: made.plan("second", made.batik, "2026-03-25")),
        ("2026-03-20", lambda: made.plan("moved", made.other, "2026-03-26")),
        ("2026-03-27", lambda: made.move("moved", "2026-04-29")),
        ("2026-03-31", made.look),
        ("2026-04-01", lambda: made.plan("follow", made.pecel, "2026-04-02", "follow_up")),
        ("2026-04-02", made.follow),
        ("2026-04-08", lambda: visited(made.visits["second"], answers=wrong)),
        ("2026-04-30", made.look),
        ("2026-05-04", lambda: visited(made.visits["moved"])),
        ("2026-05-05", lambda: visited(census_visit(made.batik))),
        ("2026-05-06", lambda: to_decision(sent_in(person("Pemohon")))),
        ("2026-05-20", lambda: made.plan("off", made.pecel, "2026-05-21")),
        ("2026-05-28", lambda: made.cancel("off")),
        ("2026-05-31", made.look),
        ("2026-06-01", lambda: made.end("waste")),
        ("2026-06-02", lambda: made.end("clean", lapse=True)),
        ("2026-06-25", lambda: made.plan("waits", made.pecel, "2026-07-01")),
        ("2026-06-25", lambda: made.plan("to come", made.batik, "2026-07-20")),
        ("2026-06-30", made.look),
    ]
    for day, act in days:
        with clock.travel(moment(day)):
            act()
    return made


def commodity_of(visit: Visit) -> str:
    """Tell what is made where a visit goes."""
    if visit.business:
        return visit.business.commodity
    return visit.application.commodity if visit.application else ""


def recount(span: Span) -> dict[Place, Values]:
    """Count a month by looking at every visit, report and finding."""
    counted = Recount(
        all=(), district=("district",), kind=("kind",), commodity=("commodity",),
        district_kind=("district", "kind"), district_commodity=("district", "commodity"),
    )  # fmt: skip
    for visit in Visit.objects.exclude(state=VisitState.CANCELLED):
        facts = {"district": visit.district, "kind": visit.kind, "commodity": commodity_of(visit)}
        made = Report.objects.filter(visit=visit).first()
        counted.add("planned", facts, within(visit.planned_on, span))
        counted.add("planned_done", facts, within(visit.planned_on, span) and made is not None)
        known = visit.planned_on < span.last and clock.local_day(visit.planned_at) <= span.last
        counted.add("late", facts, known and (made is None or made.visited_on > span.last))
    for report in Report.objects.all():
        facts = {"district": report.district, "kind": report.visit.kind, "commodity": report.commodity}
        if within(report.visited_on, span):
            counted.add("made", facts)
            counted.add(f"production:{report.production}", facts, report.production != "")
            counted.add("graded", facts, report.quality is not None)
            counted.add("quality", facts, report.quality or 0)
    for one in Finding.objects.all():
        facts = {"district": one.district, "kind": one.report.visit.kind, "commodity": one.report.commodity}
        ended = within(one.closed_on, span)
        still = one.found_on <= span.last and (one.closed_on is None or one.closed_on > span.last)
        for name, holds in {
            "found": within(one.found_on, span),
            "righted": ended and one.state == FindingState.DONE,
            "righted_in_time": ended and one.in_time,
            "dropped": ended and one.state == FindingState.LAPSED,
            "open": still,
            "open_late": still and one.due_on < span.last,
            f"found:{one.gravity}": within(one.found_on, span),
            f"open:{one.gravity}": still,
        }.items():
            counted.add(name, facts, holds)
    return counted.found


def test_every_cell_of_every_month_is_what_a_recount_gives(scene: Scene) -> None:
    with clock.travel(NOW):
        scene.look()
        spans = months_of(SUPERVISION)
        assert [span.first.month for span in spans] == [3, 4, 5, 6, 7]
        months = {span.first.month: told(supervision(span)) for span in spans}
        for span in spans:
            assert months[span.first.month] == recount(span)
    assert [then[0] for then in scene.late_then.values()] == [1, 1, 0, 0, 1]
    for month, then in scene.late_then.items():
        total = months[month]["all", "", ""]
        assert tuple(whole(total, name) for name in ("late", "open", "open_late")) == then
    march, april, june = (total_of(months[month]) for month in (3, 4, 6))
    read = {code: one.read for code, one in BY_CODE.items() if one.family == "supervision"}
    for code, cell, value in (
        ("visits_planned", march, 2),
        ("visits_planned_done", march, 100),
        ("visits_made", march, 1),
        ("findings_found", april, 2),
        ("findings_in_time", april, 100),
        ("findings_in_time", june, 0),
        ("seen_smooth", march, 0),
        ("seen_smooth", april, 100),
        ("seen_quality", march, 100),
    ):
        assert (code, read[code](cell)) == (code, value)
