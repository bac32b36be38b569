"""Building the demo: all of it in one transaction, so that it is there whole or not at all."""

import gc
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from random import Random

from django.db import connection, transaction
from django.utils import translation

from sentra.insights.services.unknown import unknown_count
from sentra.kernel import clock
from sentra.kernel.clock import WorkingCalendar
from sentra.licensing.models import Application, Permit
from sentra.licensing.services import automatic
from sentra.ops.demo.acts import ACTS
from sentra.ops.demo.applicants import applicants_make
from sentra.ops.demo.businesses import Businesses, Listed
from sentra.ops.demo.life import MORNING, Life, live_all
from sentra.ops.demo.listing import businesses_list, moment_on
from sentra.ops.demo.lists import lists_lay
from sentra.ops.demo.names import People
from sentra.ops.demo.offering import programmes_offer
from sentra.ops.demo.officers import DEMO_ACCOUNTS, DemoAccount, office_make, password_made
from sentra.ops.demo.opening import data_open
from sentra.ops.demo.photographs import photographs_hang
from sentra.ops.demo.pictures import pictures_make
from sentra.ops.demo.problems import problems_report
from sentra.ops.demo.promoting import catalogue_open
from sentra.ops.demo.satisfaction import services_judged
from sentra.ops.demo.settling import mails_settle, notices_settle, views_keep
from sentra.ops.demo.stories import Stories, Story, brings_business, persona_stories
from sentra.ops.demo.supervising import MET, supervise
from sentra.ops.demo.yearly import figures_send
from sentra.people.models import User
from sentra.reference.loading import current_pack
from sentra.reference.pack import Pack
from sentra.registry.models import Business
from sentra.registry.services.doubles import search_go_on, search_start
from sentra.registry.services.words import words_count

__all__ = ["DEMO_ACCOUNTS", "DemoAccount", "DemoSummary", "Plan", "demo_build", "demo_exists", "demo_plan"]

SEED = "Sentra"
BUSINESSES = 1500
YEARS_OPEN = 7


@dataclass(frozen=True, slots=True)
class DemoSummary:
    """What was built, and how long it took."""

    businesses: int
    applications: int
    permits: int
    people: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Plan:
    """The facts of a demo, before anything is saved: the same day gives the same ones."""

    calendar: WorkingCalendar
    listed: tuple[Listed, ...]
    stories: tuple[Story, ...]


def demo_exists() -> bool:
    """Tell whether there is any user: then this is no place for a demo."""
    return User.objects.exists()


def demo_plan(*, pack: Pack, today: date, share: float = 1.0) -> Plan:
    """Make the facts of a demo; `share` of its size, yet at least one story of each kind."""
    rng = Random(f"{SEED} {today.isoformat()}")  # noqa: S311 - made up, and the same each time
    calendar = WorkingCalendar.of(holiday.day for holiday in pack.holidays)
    people = People(rng, today)
    businesses = Businesses(rng, pack, people, today)
    stories = Stories(rng, pack, businesses, calendar, today)
    listed = list(businesses.some(round(BUSINESSES * share)))
    told = [*persona_stories(stories, people), *stories.all(share, listed[:100])]
    more = sum(map(brings_business, told))
    kept = listed[: len(listed) - more - len(MET)]
    return Plan(calendar, tuple(kept), (*told, *stories.of_records(share, kept)))


def demo_build(*, progress: Callable[[str], None] | None = None, share: float = 1.0) -> DemoSummary:
    """Build the demo in an empty database whose pack is loaded and whose services are published.

    `progress` is told each step in words; `share` makes a smaller demo, for tests. Nothing is kept where a step fails.
    Raises `RuntimeError` where there are users already.
    """
    if demo_exists():
        raise RuntimeError("there are users already: the demo is built in an empty database only")
    began = time.monotonic()
    tell = progress or (lambda _words: None)
    with translation.override("id"), _garbage_kept(), transaction.atomic():
        _build(tell, share)
    _tables_counted()
    return DemoSummary(
        businesses=Business.objects.count(),
        applications=Application.objects.count(),
        permits=Permit.objects.count(),
        people=User.objects.count(),
        seconds=time.monotonic() - began,
    )


def _tables_counted() -> None:
    """Let the database count its tables: it may have done so while they were empty, and joins them badly ever after."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


@contextmanager
def _garbage_kept() -> Iterator[None]:
    """Let nobody look for garbage meanwhile: the many objects of so many acts live on, and looking costs a tenth."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _build(tell: Callable[[str], None], share: float) -> None:
    pack, today = current_pack(), clock.today()
    plan = demo_plan(pack=pack, today=today, share=share)
    password = password_made()
    tell("officers and their duties")
    with clock.travel(moment_on(date(today.year - YEARS_OPEN, 1, 6))):
        office = office_make(password)
        pictures = pictures_make()
    tell(f"{len(plan.listed)} businesses on the register")
    rng = Random(f"{SEED} rows {today.isoformat()}")  # noqa: S311 - made up, and the same each time
    businesses_list(plan.listed, pack=pack, actor=office["disperindag"], rng=rng)
    tell(f"{len(plan.stories)} stories of applications")
    people = applicants_make(plan.stories, password=password, counter=office["loket"])
    lives = [Life(story, office, people[story.firm.owner.nik], pictures, plan.calendar) for story in plan.stories]
    live_all(lives, ACTS, now_and_then=_tables_counted)
    tell("supervision in the field")
    supervise(office, pictures, rng=rng, today=today, share=share)
    tell(f"{lists_lay(office, seed=SEED, today=today, share=share)} entries of lists that overlap")
    tell("the morning's upkeep")
    morning = datetime.combine(today, MORNING, clock.local_zone())
    with clock.travel(min(morning, clock.now())):
        automatic.corrections_remind()
        automatic.permits_remind()
        automatic.late_work_tell()
    tell(f"{photographs_hang()} pictures of products")
    tell("what is double")
    search_start(actor=office["disperindag"])
    search_go_on()
    figures_send(office["disperindag"], rng=rng, today=today)
    words_count()
    tell(f"{problems_report(office, rng=rng)} cases of problem products")
    tell(f"{programmes_offer(office, rng=rng)} calls of programmes")
    tell(f"{catalogue_open(office)} makers in the catalogue")
    unknown_count()
    tell(f"{services_judged(office, rng=rng)} answers to the survey of satisfaction")
    views_keep(office)
    tell(f"{data_open()} versions of open data")
    notices_settle()
    mails_settle()
