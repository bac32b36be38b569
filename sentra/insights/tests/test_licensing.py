"""Licensing counted month by month: against a recount over all records, and against what the queues said on the day."""

from collections.abc import Callable
from datetime import date

import pytest

from sentra.insights.catalogue import BY_CODE
from sentra.insights.counting import Span, Values
from sentra.insights.families.licensing import LICENSING, licensing
from sentra.insights.families.licensing_late import Stretch, term_of_last
from sentra.insights.figure import whole
from sentra.insights.tests.recounting import Place, Recount, local, moment, months_of, stood, told, total_of, within
from sentra.kernel import clock
from sentra.kernel.clock import WorkingCalendar
from sentra.licensing.filters import late
from sentra.licensing.models import Application, Status
from sentra.licensing.models.application import WORKING
from sentra.licensing.services import automatic, decide, submit
from sentra.people.models import Role
from sentra.people.tests.people import officer, person
from tests.making import fresh, granted, returned, sent_in, surveyed, to_decision, to_survey

pytestmark = pytest.mark.django_db

NOW = moment("2026-07-15", 12)
TO_MAY_4 = 27
"""Working days from 20 March to 4 May 2026, as the pack's days off have it."""
PLACES = {"a": ("35.05.10", "35.05.10.2003"), "b": ("35.05.01", "35.05.01.2001")}


class Scene:
    """Applications by their letter, moved by the acts that people use."""

    def __init__(self) -> None:
        self.by_letter: dict[str, Application] = {}
        self.late_then: dict[date, dict[tuple[str, str, str], int]] = {}

    def send(self, letter: str, service: str = "tdi", place: str = "a") -> None:
        """Somebody sends an application in."""
        number = ord(letter)
        district, village = PLACES[place]
        self.by_letter[letter] = sent_in(
            person(f"Pemohon{letter}"), service, district=[district], village=[village],
            owner_nik=[f"35050157089{number:05d}"], owner_name=[f"Pemilik {letter * 4}"],
            business_name=[f"Usaha {letter * 6}"], owner_phone=[f"08123400{number:04d}"],
        )  # fmt: skip

    def do(self, letter: str, act: Callable[[Application], object]) -> None:
        """An act on an application as it stands."""
        act(fresh(self.by_letter[letter]))

    def look(self) -> None:
        """Remember what the queues call late."""
        found = self.late_then.setdefault(clock.today(), {})
        for one in Application.objects.filter(late(), status__in=WORKING):
            found[one.district, one.service, one.status] = found.get((one.district, one.service, one.status), 0) + 1


def resubmit(application: Application) -> None:
    """The applicant sends the correction."""
    submit.application_resubmit(actor=application.applicant, application_id=application.pk)


def withdraw(application: Application) -> None:
    """The applicant gives up."""
    submit.application_withdraw(
        actor=application.applicant, application_id=application.pk, reason="Pindah ke luar kota."
    )


def refuse(application: Application) -> None:
    """The head refuses."""
    head = officer(Role.HEAD)
    reason = "Lokasi tidak sesuai tata ruang."
    decide.application_refuse(actor=head, application_id=application.pk, reason=reason, version=application.version)


def send_back(application: Application) -> None:
    """The head sends it back to the verifier."""
    head = officer(Role.HEAD)
    reason = "Berkas perlu dilihat lagi."
    decide.application_send_back(actor=head, application_id=application.pk, reason=reason, version=application.version)


def pass_surveyed(application: Application) -> None:
    """The verifier passes papers of what was surveyed before."""
    to_survey(application)


def grant(application: Application) -> None:
    """The head grants what waits for the decision."""
    decide.application_grant(actor=officer(Role.HEAD), application_id=application.pk, version=application.version)


@pytest.fixture
def scene() -> Scene:
    """Half a year of licensing in two districts: decided in time and late, silent, returned, given up, sent back."""
    made = Scene()
    days: list[tuple[str, Callable[[], object]]] = [
        ("2026-03-02", lambda: made.send("A")),
        ("2026-03-06", lambda: made.do("A", granted)),
        ("2026-03-20", lambda: made.send("C", "iui", "b")),
        ("2026-03-25", lambda: made.send("B", place="b")),
        ("2026-03-27", lambda: made.do("B", returned)),
        ("2026-03-31", made.look),
        ("2026-04-01", lambda: made.send("D")),
        ("2026-04-01", lambda: made.send("E")),
        ("2026-04-02", lambda: made.do("E", returned)),
        ("2026-04-07", lambda: made.do("D", withdraw)),
        ("2026-04-10", lambda: made.do("B", resubmit)),
        ("2026-04-30", made.look),
        ("2026-05-04", lambda: made.send("F")),
        ("2026-05-04", lambda: made.do("C", to_survey)),
        ("2026-05-05", automatic.corrections_lapse),
        ("2026-05-06", lambda: made.do("B", to_decision)),
        ("2026-05-12", lambda: made.do("B", refuse)),
        ("2026-05-31", made.look),
        ("2026-06-01", automatic.silence_grants),
        ("2026-06-01", lambda: made.do("C", surveyed)),
        ("2026-06-02", lambda: made.do("C", grant)),
        ("2026-06-10", lambda: made.send("G", "pendaftaran_ikm", "b")),
        ("2026-06-15", lambda: made.send("J")),
        ("2026-06-16", lambda: made.do("J", to_decision)),
        ("2026-06-17", lambda: made.do("J", send_back)),
        ("2026-06-30", made.look),
        ("2026-07-01", lambda: made.send("H")),
        ("2026-07-02", lambda: made.do("J", pass_surveyed)),
        ("2026-07-14", lambda: made.send("I")),
    ]
    for day, act in days:
        with clock.travel(moment(day)):
            act()
    return made


def recount(span: Span) -> dict[Place, Values]:
    """Count a month by looking at every application and every stretch of its way."""
    stages = {"stage": ("stage",), "district_stage": ("district", "stage")}
    by_both = {"service_stage": ("both",), "district_service_stage": ("district", "both")}
    counted = Recount(all=(), district=("district",), service=("service",), district_service=("district", "service"))
    by_stage = Recount(**stages, **by_both)
    for one in Application.objects.all():
        here = {"district": one.district, "service": one.service}
        way = list(one.spells.order_by("pk"))
        counted.add("received", here, within(local(one.submitted_at), span))
        if within(local(one.decided_at), span):
            decided, due = local(one.decided_at), one.due
            assert decided
            assert due
            counted.add("granted", here, one.status == Status.GRANTED)
            counted.add("refused", here, one.status == Status.REFUSED)
            counted.add("deemed", here, one.deemed)
            counted.add("in_time" if decided <= due else "ended_late", here)
            spent = sum(spell.working_days or 0 for spell in way if spell.status in WORKING)
            counted.add("days", here, days=spent)
        if one.status in (Status.WITHDRAWN, Status.LAPSED):
            counted.add(one.status, here, within(local(way[-1].ended_at), span))
        for spell in way:
            there = {**here, "stage": spell.status, "both": f"{one.service}/{spell.status}"}
            waits = stood(local(spell.began_at), local(spell.ended_at), span)
            counted.add("in_process", here, waits)
            by_stage.add("in_process", there, waits)
            if within(local(spell.ended_at), span):
                by_stage.add("stage_days", there, days=spell.working_days)
    return {**counted.found, **by_stage.found}


def without_late(cells: dict[Place, Values]) -> dict[Place, Values]:
    """Give cells without what was late, which is held to what the queues said."""
    left = {place: {name: value for name, value in values.items() if name != "late"} for place, values in cells.items()}
    return {place: values for place, values in left.items() if values}


def test_every_cell_of_every_month_is_what_a_recount_gives(scene: Scene) -> None:
    with clock.travel(NOW):
        scene.look()
        spans = months_of(LICENSING)
        assert [span.first.month for span in spans] == [3, 4, 5, 6, 7]
        months = {span.first.month: told(licensing(span)) for span in spans}
        for span in spans:
            counted = {place: dict(values) for place, values in months[span.first.month].items()}
            assert without_late(counted) == recount(span)
    _late_as_the_queues_told_it_on_the_day(scene, months)
    _figures_read_it(months)


def _late_as_the_queues_told_it_on_the_day(scene: Scene, months: dict[int, dict[Place, Values]]) -> None:
    assert [sum(then.values()) for then in scene.late_then.values()] == [1, 2, 2, 1, 2]
    for day, then in scene.late_then.items():
        counted = months[day.month]
        for (district, service, stage), many in then.items():
            assert counted["district_service_stage", district, f"{service}/{stage}"]["late"] == many
        for cut in ("all", "district", "service", "stage", "service_stage"):
            assert sum(whole(values, "late") for place, values in counted.items() if place[0] == cut) == sum(
                then.values()
            )


def _figures_read_it(months: dict[int, dict[Place, Values]]) -> None:
    march, may, june = (total_of(months[month]) for month in (3, 5, 6))
    read = {code: one.read for code, one in BY_CODE.items() if one.family == "licensing"}
    assert (read["applications_received"](march), read["applications_granted"](march)) == (3, 1)
    assert (read["days_median"](march), read["decided_in_time"](march)) == (4, 100)
    assert (read["applications_refused"](may), read["applications_withdrawn"](may)) == (1, 1)
    assert (read["applications_deemed"](june), read["applications_granted"](june)) == (1, 3)
    assert read["decided_in_time"](june) == pytest.approx(100 / 3)
    assert read["stage_days_median"](total_of(months[5], "service_stage", "iui/verification")) == TO_MAY_4


def test_the_term_of_a_stage_follows_its_way() -> None:
    calendar = WorkingCalendar()
    monday, days = date(2026, 6, 1), {"verification": 3, "survey": 4, "decision": 0}
    way = [
        Stretch("verification", monday),
        Stretch("correction", date(2026, 6, 2)),
        Stretch("verification", date(2026, 6, 15)),
    ]
    assert term_of_last(way[:1], days, calendar) == date(2026, 6, 4)
    assert term_of_last(way[:2], days, calendar) is None
    assert term_of_last(way, days, calendar) == date(2026, 6, 17)
    late_one = [
        Stretch("verification", monday),
        Stretch("correction", date(2026, 6, 30)),
        Stretch("verification", date(2026, 7, 1)),
    ]
    assert term_of_last(late_one, days, calendar) == date(2026, 7, 2)
    assert term_of_last([*way, Stretch("decision", date(2026, 6, 20))], days, calendar) == date(2026, 6, 22)
    assert term_of_last([], days, calendar) is None
