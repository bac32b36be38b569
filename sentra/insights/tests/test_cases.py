"""Problem products counted month by month: against a recount over all cases, and against what was late on the day."""

from collections.abc import Callable

import pytest

from sentra.cases.filters import late
from sentra.cases.models import OPEN, Case, Complaint, PublicNotice
from sentra.cases.services.close import case_close
from sentra.cases.services.examine import case_find
from sentra.cases.services.measures import notice_end, notice_publish
from sentra.cases.services.triage import case_dismiss, case_join, case_triage
from sentra.cases.tests.making import examining, fresh, identified, recorded, reported, trade
from sentra.insights.catalogue import BY_CODE
from sentra.insights.counting import Span, Values
from sentra.insights.families.cases import CASES, cases
from sentra.insights.figure import whole
from sentra.insights.tests.recounting import Place, Recount, local, moment, months_of, stood, told, total_of, within
from sentra.kernel import clock
from sentra.reference.queries import working_calendar

pytestmark = pytest.mark.django_db

NOW = moment("2026-06-15", 12)
WHY = "Sudah diperiksa di pasar dan di tempat pembuatnya."


class Scene:
    """Cases by their name, moved by the acts that people use."""

    def __init__(self) -> None:
        self.of: dict[str, Case] = {}
        self.late_then: dict[int, tuple[int, int]] = {}

    def report(self, name: str, district: str = "35.05.10") -> None:
        """Somebody reports a product."""
        told_of = {"product_name": f"Produk {name * 3}", "maker_name": f"Pembuat {name * 4}"}
        self.of[name] = reported(None, (), district=district, **told_of).case

    def case(self, name: str) -> Case:
        """The case as it stands."""
        return fresh(self.of[name])

    def sort(self, name: str, kind: str, gravity: str) -> None:
        """The officer sorts it."""
        case = self.case(name)
        case_triage(actor=trade(), case_id=case.pk, version=case.version, kind=kind, gravity=gravity)

    def dismiss(self, name: str) -> None:
        """It isn't pursued."""
        case = self.case(name)
        case_dismiss(actor=trade(), case_id=case.pk, version=case.version, reason=WHY)

    def join(self, name: str, into: str) -> None:
        """Two were about one problem."""
        case = self.case(name)
        case_join(actor=trade(), case_id=case.pk, version=case.version, into=self.of[into].number)

    def examine(self, name: str) -> None:
        """A report is sorted and examined, about a business of the register."""
        self.of[name] = identified(examining(), recorded())

    def find(self, name: str) -> None:
        """The officer finds that there is a problem."""
        case = self.case(name)
        case_find(actor=trade(), case_id=case.pk, version=case.version, conclusion="confirmed", text=WHY)

    def publish(self, name: str, kind: str) -> None:
        """The public is told."""
        notice_publish(actor=trade(), case_id=self.of[name].pk, kind=kind, batch="B-12", danger=WHY, advice=WHY)

    def end_notice(self, name: str) -> None:
        """The notice ends."""
        notice_end(actor=trade(), case_id=self.of[name].pk, reason=WHY)

    def close(self, name: str) -> None:
        """The case ends."""
        case = self.case(name)
        case_close(actor=trade(), case_id=case.pk, version=case.version, result=WHY)

    def look(self) -> None:
        """Remember how many cases are open and late."""
        known = Case.objects.filter(state__in=OPEN)
        self.late_then[clock.today().month] = (known.count(), known.filter(late()).count())


@pytest.fixture
def scene() -> Scene:
    """Three months of problem products."""
    made = Scene()
    days: list[tuple[str, Callable[[], object]]] = [
        ("2026-03-02", lambda: made.examine("a")),
        ("2026-03-03", lambda: made.report("b", district="35.05.01")),
        ("2026-03-20", lambda: made.report("c")),
        ("2026-03-25", lambda: made.find("a")),
        ("2026-03-26", lambda: made.publish("a", "recall")),
        ("2026-03-31", made.look),
        ("2026-04-01", lambda: made.sort("b", "label", "minor")),
        ("2026-04-02", lambda: made.dismiss("c")),
        ("2026-04-14", lambda: made.report("d")),
        ("2026-04-15", lambda: made.report("e", district="35.05.01")),
        ("2026-04-16", lambda: made.sort("e", "health", "grave")),
        ("2026-04-17", lambda: made.join("d", "b")),
        ("2026-04-30", made.look),
        ("2026-05-04", lambda: made.end_notice("a")),
        ("2026-05-05", lambda: made.close("a")),
        ("2026-05-06", lambda: made.report("f")),
        ("2026-05-31", made.look),
    ]
    for day, act in days:
        with clock.travel(moment(day)):
            act()
    return made


def recount(span: Span) -> dict[Place, Values]:
    """Count a month by looking at every case, report and notice."""
    counted = Recount(all=(), district=("district",), kind=("kind",), district_kind=("district", "kind"))
    calendar = working_calendar()
    for case in Case.objects.exclude(state="joined"):
        facts = {"district": case.district, "kind": case.kind}
        began, answered, ended = local(case.reported_at), local(case.answered_at), local(case.closed_at)
        assert began
        new, still = within(began, span), stood(began, ended, span)
        counted.add("reported", facts, new)
        counted.add("open", facts, still)
        if case.gravity:
            counted.add(f"reported:{case.gravity}", facts, new)
            counted.add(f"open:{case.gravity}", facts, still)
        if answered and within(answered, span):
            counted.add("answered", facts)
            counted.add("answered_in_time", facts, answered <= case.answer_due)
            counted.add("answer_days", facts, days=calendar.between(began, answered))
        if ended and within(ended, span):
            counted.add("closed", facts)
            counted.add("dismissed", facts, case.state == "dismissed")
            counted.add("close_days", facts, days=calendar.between(began, ended))
        sorted_on = local(case.triaged_at)
        if sorted_on and sorted_on <= span.last:
            due = case.close_due
        else:
            due = None if answered and answered <= span.last else case.answer_due
        counted.add("late", facts, still and due is not None and due < span.last)
    for complaint in Complaint.objects.all():
        facts = {"district": complaint.case.district, "kind": complaint.case.kind}
        counted.add("complaints", facts, within(local(complaint.reported_at), span))
    for notice in PublicNotice.objects.all():
        facts = {"district": notice.case.district, "kind": notice.case.kind}
        stands = stood(local(notice.published_at), local(notice.ended_at), span)
        new = within(local(notice.published_at), span)
        counted.add("recalls" if notice.kind == "recall" else "warnings", facts, stands)
        counted.add("published", facts, new)
        counted.add("recalled", facts, new and notice.kind == "recall")
    return counted.found


def test_every_cell_of_every_month_is_what_a_recount_gives(scene: Scene) -> None:
    with clock.travel(NOW):
        scene.look()
        spans = months_of(CASES)
        assert [span.first.month for span in spans] == [3, 4, 5, 6]
        months = {span.first.month: told(cases(span)) for span in spans}
        for span in spans:
            assert months[span.first.month] == recount(span)
    for month, then in scene.late_then.items():
        total = months[month]["all", "", ""]
        assert (month, whole(total, "open"), whole(total, "late")) == (month, *then)
    march, april, may = (total_of(months[month]) for month in (3, 4, 5))
    read = {code: one.read for code, one in BY_CODE.items() if one.family == "cases"}
    for code, cell, value in (
        ("cases_reported", march, 3),
        ("cases_reported", april, 1),
        ("cases_complaints", april, 2),
        ("cases_grave", april, 1),
        ("recalls_open", march, 1),
        ("recalls_open", may, 0),
        ("cases_closed", may, 1),
        ("cases_answered_in_time", march, 100),
        ("cases_late", march, 2),
    ):
        assert (code, read[code](cell)) == (code, value)
