"""Which applications there are: each a route of acts with the working days between them. Pure.

A story that is still open begins so many working days before today as its route and its age in the last stage need; so
its age is honest, whatever day the demo is made on. Services that are granted by silence are never kept waiting beyond
their term in all: the next morning's upkeep would grant them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from sentra.kernel.clock import WorkingCalendar
from sentra.ops.demo.businesses import MILLION, Businesses, Firm, Listed
from sentra.ops.demo.chance import drawn
from sentra.ops.demo.names import People
from sentra.ops.demo.officers import HOST, OWNERS
from sentra.ops.demo.trades import TRADES
from sentra.reference.pack import Pack
from sentra.reference.schema import Service

Step = tuple[str, int]
"""An act of `acts.ACTS` and the working days that pass before it."""

Route = tuple[Step, ...]
NEW = (("tdi", 0.46), ("spp_irt", 0.34), ("iui", 0.2))
INSTANT = (("pendaftaran_ikm", 1.0),)
RENEWAL, AMENDMENT, EXPANSION = (("perpanjangan", 1.0),), (("perubahan_data", 1.0),), (("perluasan", 1.0),)
LICENSED = (("tdi", 0.6), ("iui", 0.4))
FOREVER_AGO = 5 * 365
RIFLES, RIFLE_EVERY = "senapan_angin", 19
MOST_UNANSWERED = 27
"""The calendar days that a correction waits at most: after 30 it would lapse."""

UNPLANNED = 0.7
"""The share of past surveys that came without a visit planned in Sentra."""

TDI_MOST = 190 * MILLION
IUI_LEAST = 210 * MILLION


@dataclass(frozen=True, slots=True)
class Story:
    """One application from its draft on; `follow` is one for the permit that came of it.

    `from_record`: it is begun at the counter from what the register has recorded of the business.
    """

    service: str
    firm: Firm
    start: date
    route: Route
    walk_in: bool
    seed: int
    twin: bool = False
    follow: "Story | None" = None
    from_record: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    """So many stories of one kind.

    `acts` names the acts in order, with `*` in front where the stage before took its time; `open` is the stage in which
    the story stands today ("" for one that is over), `ago` the calendar days since an ended one began; `aged` the
    working days that an open one has stood in its stage (0: by chance). A `twin` bears
    the name of a business nearby, so that somebody has to look.
    """

    count: int
    acts: str
    services: tuple[tuple[str, float], ...] = NEW
    open: str = ""
    late: bool = False
    aged: int = 0
    ago: tuple[int, int] = (30, 400)
    walk_in: bool = False
    twin: bool = False
    follow: "Kind | None" = None


CHECKED = "submit *check"
SURVEYED = f"{CHECKED} visit *survey"
GRANTED = f"{SURVEYED} *grant"
OLD = (FOREVER_AGO + 120, FOREVER_AGO + 260)
ENDING = (FOREVER_AGO - 80, FOREVER_AGO - 3)
RECENT = (150, 700)
BEFORE_END = (FOREVER_AGO - 50, FOREVER_AGO - 12)

KINDS: tuple[Kind, ...] = (
    Kind(22, "", open="draft"),
    Kind(5, "", open="draft", walk_in=True),
    Kind(16, "submit", open="verification"),
    Kind(8, "submit", open="verification", late=True),
    Kind(4, "submit assign", open="verification"),
    Kind(4, "submit assign note ask", open="verification"),
    Kind(3, "submit flag", open="verification", late=True),
    Kind(4, "submit return correct", open="verification", walk_in=True),
    Kind(3, f"{SURVEYED} send_back", open="verification"),
    Kind(2, "submit", INSTANT, open="verification", twin=True),
    Kind(13, "submit *return", open="correction"),
    Kind(4, "submit return correct *return", open="correction"),
    Kind(8, CHECKED, open="survey"),
    Kind(9, f"{CHECKED} visit", open="survey"),
    Kind(7, f"{CHECKED} note visit", open="survey", late=True),
    Kind(8, SURVEYED, open="decision"),
    Kind(6, SURVEYED, open="decision", late=True),
    Kind(3, f"{SURVEYED} flag", open="decision", late=True),
    Kind(3, f"{SURVEYED} ask note", open="decision"),
    Kind(9, "submit", INSTANT, open="owed"),
    Kind(3, "submit", INSTANT, open="owed", late=True),
    Kind(25, "submit *survey", INSTANT, ago=(40, 300)),
    Kind(8, GRANTED),
    Kind(5, "submit return correct *check *survey *grant", walk_in=True),
    Kind(3, f"{SURVEYED} send_back check grant"),
    Kind(3, f"{CHECKED} ask answer visit *survey flag lift_flag *grant"),
    Kind(4, "submit silence", (("tdi", 1.0),), ago=(25, 200)),
    Kind(10, f"{CHECKED} visit *survey_bad *refuse"),
    Kind(7, "submit withdraw"),
    Kind(6, "submit return lapse", ago=(60, 400)),
    Kind(4, f"{GRANTED} suspend", ago=(120, 500)),
    Kind(2, f"{GRANTED} suspend lift_suspension", ago=(160, 500)),
    Kind(3, f"{GRANTED} revoke", ago=(120, 500)),
    Kind(5, f"{CHECKED} *survey *grant expire", ago=OLD),
    Kind(5, f"{CHECKED} *survey *grant", ago=ENDING),
    Kind(6, f"{CHECKED} *survey *grant", ago=OLD, follow=Kind(1, GRANTED, RENEWAL, ago=(264, 266))),
    Kind(5, GRANTED, ago=RECENT, follow=Kind(1, "submit *check *grant", AMENDMENT, ago=(25, 90))),
    Kind(4, GRANTED, LICENSED, ago=RECENT, follow=Kind(1, GRANTED, EXPANSION, ago=(25, 90))),
    Kind(2, f"{CHECKED} *survey *grant", ago=BEFORE_END, follow=Kind(1, "submit", RENEWAL, open="verification")),
    Kind(1, f"{CHECKED} *survey *grant", ago=BEFORE_END, follow=Kind(1, CHECKED, RENEWAL, open="survey", late=True)),
    Kind(2, f"{CHECKED} *survey *grant", ago=BEFORE_END, follow=Kind(1, SURVEYED, RENEWAL, open="decision")),
    Kind(2, GRANTED, ago=RECENT, follow=Kind(1, "submit", AMENDMENT, open="verification", late=True)),
    Kind(2, GRANTED, ago=RECENT, follow=Kind(1, CHECKED, AMENDMENT, open="decision")),
    Kind(2, GRANTED, LICENSED, ago=RECENT, follow=Kind(1, f"{CHECKED} visit", EXPANSION, open="survey")),
    Kind(1, GRANTED, LICENSED, ago=RECENT, follow=Kind(1, SURVEYED, EXPANSION, open="decision", late=True)),
)
OF_RECORDS = (
    Kind(3, "", (("tdi", 1.0),), open="draft"),
    Kind(4, "submit", (("tdi", 1.0),), open="verification"),
    Kind(3, CHECKED, (("tdi", 1.0),), open="survey"),
    Kind(2, SURVEYED, (("tdi", 1.0),), open="decision"),
)
KNOWN_FOR = timedelta(days=90)
"""A record that was made longer ago than any open application began."""
TERM_OF = {"check": "verification", "return": "verification", "survey": "survey", "grant": "decision"}
TERM_OF |= {"survey_bad": "survey", "refuse": "decision"}
SOON = frozenset({"assign", "note", "flag", "ask", "visit"})
"""What an officer does in the hours after the act before it."""


class Stories:
    """Makes the stories of a regency."""

    def __init__(self, rng: Random, pack: Pack, businesses: Businesses, calendar: WorkingCalendar, today: date) -> None:
        self.rng, self.pack, self.businesses = rng, pack, businesses
        self.calendar, self.today = calendar, today
        self.made = 0

    def all(self, share: float, listed: Sequence[Listed]) -> Iterator[Story]:
        """Make a share of all stories, at least one of each kind; a twin has the name of a listed business."""
        for kind in KINDS:
            for _place in range(max(1, round(kind.count * share))):
                yield self.story(kind, listed)

    def of_records(self, share: float, listed: Sequence[Listed]) -> Iterator[Story]:
        """Make the stories of recorded businesses whose owners have come to the counter."""
        known = [
            one.firm
            for one in listed
            if one.recorded_from and one.firm.owner.nik and one.since < self.today - KNOWN_FOR
        ]
        kinds = [kind for kind in OF_RECORDS for _place in range(max(1, round(kind.count * share)))]
        for kind, firm in zip(kinds, self.rng.sample(known, min(len(kinds), len(known))), strict=False):
            told = replace(firm, legal_form="sole", investment=min(firm.investment, TDI_MOST))
            yield replace(self.story(kind, firm=told), walk_in=True, from_record=True)

    def story(self, kind: Kind, listed: Sequence[Listed] = (), firm: Firm | None = None) -> Story:
        """Make a story of a kind; with `firm` one of that business."""
        self.made += 1
        follows = firm is not None
        code = self._service(kind)
        firm = firm or self._firm(code)
        if kind.twin:
            other = self.rng.choice(listed).firm
            firm = replace(firm, name=other.name, village=other.village, district=other.district)
        terms = self.pack.service(code)
        route = self._route(kind, terms)
        start = self._start(kind, terms, route)
        follow = self.story(kind.follow, firm=firm) if kind.follow else None
        walk_in = kind.walk_in or (not follows and not kind.open and self.rng.random() < 0.12)
        return Story(code, firm, start, route, walk_in, self.rng.getrandbits(32), kind.twin, follow)

    def _service(self, kind: Kind) -> str:
        return drawn(self.rng, kind.services)

    def _firm(self, service: str) -> Firm:
        """Make a business that would apply for such a permit."""
        rng = self.rng
        fitting = {
            code: trade.share
            for code, trade in TRADES.items()
            if (service != "spp_irt" or code in self.businesses.food) and code != RIFLES
        }
        rifle = self.made % RIFLE_EVERY == 0 and service in {"tdi", "iui"}
        commodity = RIFLES if rifle else drawn(rng, fitting.items())
        firm = self.businesses.firm(commodity, nib=service == "pendaftaran_ikm")
        if service == "iui":
            return self._grown(firm)
        return replace(firm, investment=min(firm.investment, TDI_MOST))

    def _grown(self, firm: Firm) -> Firm:
        """Make a business of the size that needs an IUI."""
        rng, times = self.rng, self.rng.randint(3, 6)
        return replace(
            firm,
            men=firm.men * times + rng.randint(1, 4),
            women=firm.women * times,
            amount=firm.amount * times,
            investment=max(firm.investment * times, IUI_LEAST + rng.randint(0, 90) * MILLION),
        )

    def _route(self, kind: Kind, service: Service) -> Route:
        """Choose the days before each act, within the terms of the stages."""
        limits = _limits(service)
        names = [name.lstrip("*") for name in kind.acts.split()]
        if "survey" not in limits or (not kind.open and self.rng.random() < UNPLANNED):
            names = [name for name in names if name != "visit"]
        if "survey" not in limits:
            names = [name for name in names if name != "survey"]
        slow = {name.lstrip("*") for name in kind.acts.split() if name.startswith("*")}
        hurried = service.deemed_granted and (kind.late or len({"return", "send_back", "ask"} & set(names)) > 0)
        route: list[Step] = []
        for name in names:
            limit = limits.get(TERM_OF.get(name, ""), 1)
            days = 1 if hurried or name not in slow else self.rng.randint(1, limit)
            route.append((name, 0 if name in SOON or name == "submit" else days))
        return tuple(route)

    def _start(self, kind: Kind, service: Service, route: Route) -> date:
        if not kind.open:
            return self.calendar.add(self.today - timedelta(days=self.rng.randint(*kind.ago)), 0)
        spent = sum(days for _name, days in route)
        return days_before(self.calendar, self.today, spent + self._age(kind, service, spent))

    def _age(self, kind: Kind, service: Service, spent: int) -> int:
        """Choose for how many working days the story has stood in its stage."""
        rng = self.rng
        if kind.aged:
            return kind.aged
        if kind.open == "draft":
            return rng.randint(1, 30)
        if kind.open == "correction":
            since = self.today - timedelta(days=rng.randint(2, MOST_UNANSWERED))
            return max(self.calendar.between(since, self.today) - 1, 1)
        limits = _limits(service)
        limit = limits["survey" if kind.open == "owed" else kind.open]
        if not kind.late:
            return rng.randint(1, limit)
        most = service.working_days - spent if service.deemed_granted else limit + 9
        return rng.randint(limit + 1, max(most, limit + 1))


def _limits(service: Service) -> dict[str, int]:
    return {stage.code: stage.working_days for stage in service.stages}


def days_before(calendar: WorkingCalendar, day: date, count: int) -> date:
    """Give the working day that lies `count` working days before a day."""
    while count > 0:
        day -= timedelta(days=1)
        count -= calendar.is_working(day)
    return day


def brings_business(story: Story) -> bool:
    """Tell whether a story puts a new business on the register."""
    names = {name for name, _days in story.route}
    return bool(names & {"grant", "silence"}) or (story.service == "pendaftaran_ikm" and not story.twin)


JOKO = Kind(1, "submit return", (("tdi", 1.0),), open="correction", aged=3)
WATI_BEFORE = Kind(1, f"{CHECKED} visit *survey *grant", (("tdi", 1.0),), ago=(FOREVER_AGO - 40, FOREVER_AGO - 36))
WATI_NOW = Kind(1, "submit ask", (("spp_irt", 1.0),), open="verification", aged=1)


def persona_stories(stories: Stories, people: People) -> Iterator[Story]:
    """Make the stories of the owners to play: what was returned, what is about to end, what was asked."""
    persons = {
        key: people.person(name=name, female=female, email=f"{key}@{HOST}") for key, name, female, _what in OWNERS
    }
    wood = stories.businesses.firm("bubut_kayu", district="35.05.07", owner=persons["joko"])
    pecel = stories.businesses.firm("sambel_pecel", district="35.05.10", owner=persons["wati"])
    pecel = replace(pecel, investment=min(pecel.investment, TDI_MOST), legal_form="sole")
    for kind, firm in ((JOKO, wood), (WATI_BEFORE, pecel), (WATI_NOW, pecel)):
        yield replace(stories.story(kind, firm=firm), walk_in=False)
