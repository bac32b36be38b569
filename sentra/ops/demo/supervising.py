"""Supervision in the demo: visits of all kinds, done, planned, overdue and cancelled; findings in all their states."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from random import Random

from django.core.files.uploadedfile import SimpleUploadedFile

from sentra.files.models import File
from sentra.files.services import file_read
from sentra.kernel import clock
from sentra.ops.demo import texts
from sentra.ops.demo.chance import drawn
from sentra.ops.demo.listing import moment_on, new_id
from sentra.ops.demo.officers import Office
from sentra.ops.demo.visits import PRODUCTION, TEAM, answered
from sentra.people.models import User
from sentra.registry.models import Business
from sentra.surveys.models import Finding, FindingState, Report, Visit, VisitKind
from sentra.surveys.queries import asks_of_visit
from sentra.surveys.rules import Followed, Signed, VisitTold
from sentra.surveys.services.census import met_record
from sentra.surveys.services.findings import finding_close, finding_note
from sentra.surveys.services.hand_in import visit_hand_in
from sentra.surveys.services.objection import report_object
from sentra.surveys.services.plan import Planned, census_plan, visit_cancel, visits_plan

DONE, AHEAD, FOLLOWED, CLOSED, LAPSED, OWNED = 42, 14, 8, 6, 2, 4
LONGEST_AGO = 400
MET = (("Keripik Tempe Bu Yatmi", "Suyatmi", "Keripik tempe"), ("Sale Pisang Pak Mur", "Murdiono", "Sale pisang"))
OBJECTION = "Pada hari itu mesin sedang dirawat. Sejak lusa produksi berjalan seperti biasa, mohon dicatat."
PUT_RIGHT = ("Sudah dibereskan, terlihat di tempat.", "Sudah dilengkapi dan dipakai setiap hari.")
NOT_YET = ("Bahan sudah dibeli, dikerjakan minggu depan.", "Baru sebagian yang selesai.")


def supervise(office: Office, pictures: Mapping[str, File], *, rng: Random, today: date, share: float) -> None:
    """Let the surveyors supervise: what lies behind, what is planned, and what became of what they found."""
    chosen = _businesses(rng, today, share)
    photo = pictures["bengkel"]
    many = max(round(DONE * share), 6)
    days = sorted(today - timedelta(days=rng.randint(3, LONGEST_AGO)) for _one in range(many))
    reports = [_supervised(office, next(chosen), day, photo, rng) for day in days]
    _followed(office, reports, photo, rng, today)
    _closed(office, reports, photo)
    _old_ones_closed(photo, rng, today)
    for ahead in range(max(round(AHEAD * share), 5)):
        _planned(office, next(chosen), today + timedelta(days=ahead % 6 - 1), today, rng)
    cancelled = _planned(office, next(chosen), today + timedelta(days=2), today, rng)
    visit_cancel(
        actor=office["kepala"], visit_id=cancelled.pk, reason="Pemilik sedang di luar kota sampai bulan depan."
    )
    _census(office, rng, today)
    _objection(reports)


def _businesses(rng: Random, today: date, share: float) -> Iterator[Business]:
    """Choose businesses of the register that lie on the map, the newest first of those whose owner signs in."""
    long_ago = moment_on(today - timedelta(days=LONGEST_AGO))
    found = Business.objects.present().registered().filter(registered_at__lt=long_ago).select_related("owner__user")
    owned = list(found.filter(owner__user__isnull=False).order_by("-register_number")[:OWNED])
    others = found.filter(owner__user=None, latitude__isnull=False).order_by("register_number")
    rest = list(others[: max(round(600 * share), 60)])
    rng.shuffle(rest)
    return iter([*rest[:4], *owned, *rest[4:]])


def _plan(office: Office, business: Business, kind: str, day: date, reasons: Sequence[str]) -> Visit:
    surveyor = office.surveyor(business.district)
    planned = Planned(business.pk, kind, surveyor, day, reasons=reasons)
    return visits_plan(actor=office["kepala"], planned=[planned])[0]


def _supervised(office: Office, business: Business, day: date, photo: File, rng: Random) -> Report:
    with clock.travel(moment_on(day - timedelta(days=3))):
        visit = _plan(office, business, VisitKind.SUPERVISION, day, ["long_ago"])
    with clock.travel(moment_on(day, rng.randint(2, 8))):
        return visit_made(visit, photo, rng)


def visit_made(visit: Visit, photo: File, rng: Random, followed: Mapping[str, Followed] | None = None) -> Report:
    """A visit was made, and its report handed in."""
    asks = asks_of_visit(visit)
    answers, notes = answered(rng, asks, fit=True, photo=photo)
    if visit.business and visit.business.latitude is not None and visit.business.longitude is not None:
        place = {"lat": round(visit.business.latitude, 6), "lon": round(visit.business.longitude, 6), "accuracy": 7}
        answers |= {"location": place} if "location" in answers else {}
    production = drawn(rng, PRODUCTION)
    told = VisitTold(
        visited_on=clock.today(),
        visited_time=clock.now().astimezone(clock.local_zone()).time().replace(second=0, microsecond=0),
        team=rng.sample(TEAM, 1),
        answers=answers,
        notes=notes,
        findings=rng.choice(texts.FINDINGS),
        production=production,
        production_reason=rng.choice(texts.TROUBLES.get(production, ("",))),
        workers_men=rng.randint(1, 6),
        workers_women=rng.randint(1, 9),
        capacity=f"{rng.randint(2, 30) * 50} kg per bulan",
        followed={one: (followed or {}).get(one, Followed("open", rng.choice(NOT_YET))) for one in asks.open_findings},
        signatures=[Signed("owner", visit.business.owner.name)] if visit.business else [],
    )
    return visit_hand_in(actor=visit.surveyor, visit_id=visit.pk, key=new_id(rng), told=told)


def _with_findings(reports: Sequence[Report]) -> list[Report]:
    return [one for one in reports if one.found.filter(state=FindingState.OPEN).exists()]


def _followed(office: Office, reports: Sequence[Report], photo: File, rng: Random, today: date) -> None:
    """Follow some findings up: half of them were put right."""
    for report in _with_findings(reports)[:FOLLOWED]:
        day = min(report.visited_on + timedelta(days=rng.randint(10, 45)), today - timedelta(days=1))
        if report.business is None or day <= report.visited_on:
            continue
        with clock.travel(moment_on(day - timedelta(days=1))):
            visit = _plan(office, report.business, VisitKind.FOLLOW_UP, day, ["finding_late"])
        right = {str(one.pk): Followed("done", rng.choice(PUT_RIGHT)) for one in report.found.all()}
        with clock.travel(moment_on(day, 5)):
            visit_made(visit, photo, rng, right if rng.random() < 0.5 else None)


def _closed(office: Office, reports: Sequence[Report], photo: File) -> None:
    """Close some findings from the desk, give some up, and note how some stand."""
    picture = file_read(photo)
    for place, report in enumerate(_with_findings(reports)[: CLOSED + LAPSED]):
        finding = report.found.filter(state=FindingState.OPEN)[0]
        surveyor: User = report.surveyor
        finding_note(actor=surveyor, finding_id=finding.pk, words=NOT_YET[place % len(NOT_YET)])
        if place >= CLOSED:
            finding_close(
                actor=office["kepala"], finding_id=finding.pk, words="Usaha pindah ke tempat baru.", lapse=True
            )
        elif place % 2:
            upload = SimpleUploadedFile("bukti.jpg", picture, "image/jpeg")
            finding_close(actor=surveyor, finding_id=finding.pk, words=PUT_RIGHT[0], photo=upload)


def _old_ones_closed(photo: File, rng: Random, today: date) -> None:
    """Let what surveys for permits found long ago be put right, most of it in time."""
    picture = file_read(photo)
    old = Finding.objects.filter(report__visit__kind=VisitKind.PERMIT, state=FindingState.OPEN)
    for finding in old.filter(due_on__lt=today - timedelta(days=20)).select_related("report__surveyor").order_by("pk"):
        day = finding.due_on + timedelta(days=rng.randint(-6, 2))
        upload = SimpleUploadedFile("bukti.jpg", picture, "image/jpeg")
        with clock.travel(moment_on(day, 4)):
            finding_close(
                actor=finding.report.surveyor, finding_id=finding.pk, words=rng.choice(PUT_RIGHT), photo=upload
            )


def _planned(office: Office, business: Business, day: date, today: date, rng: Random) -> Visit:
    """Plan a visit; one whose day is over was planned before it."""
    reasons = [rng.choice(("long_ago", "permit_new", "production"))]
    with clock.travel(min(clock.now(), moment_on(min(day, today) - timedelta(days=2)))):
        return _plan(office, business, VisitKind.SUPERVISION, day, reasons)


def _census(office: Office, rng: Random, today: date) -> None:
    """One village was recorded last week, another comes next."""
    surveyor = office.surveyor("35.05.10")
    head = office["kepala"]
    day = today - timedelta(days=6)
    with clock.travel(moment_on(day - timedelta(days=2))):
        done = census_plan(actor=head, district="35.05.10", village="35.05.10.2003", surveyor=surveyor, planned_on=day)
    with clock.travel(moment_on(day, 4)):
        for name, owner, product in MET:
            given = {
                "name": [name],
                "owner_name": [owner],
                "product_name": [product],
                "district": [done.district],
                "village": [done.village],
                "commodity": ["keripik_buah"],
                "why_no_permit": ["tidak_tahu"],
            }
            met_record(actor=surveyor, visit_id=done.pk, key=new_id(rng), given=given, surely_new=True)
        told = VisitTold(
            visited_on=day,
            findings="Dua perajin keripik ditemui; keduanya ingin mengurus izin.",
            answers={"helped_by": ["village_office", "rt"], "hamlets": "3", "closed": "1", "reach": "part"},
            notes={"reach": "Dusun utara belum didatangi."},
        )
        visit_hand_in(actor=surveyor, visit_id=done.pk, key=new_id(rng), told=told)
    census_plan(
        actor=head,
        district="35.05.10",
        village="35.05.10.2004",
        surveyor=surveyor,
        planned_on=today + timedelta(days=4),
    )


def _objection(reports: Sequence[Report]) -> None:
    """An owner objects to the newest report of the own business."""
    owned = [one for one in reports if one.business and one.business.owner.user]
    for report in reversed(owned):
        owner = report.business.owner.user if report.business else None
        if owner:
            with clock.travel(report.handed_in_at + timedelta(days=2)):
                report_object(actor=owner, report_id=report.pk, reason=OBJECTION)
            return
