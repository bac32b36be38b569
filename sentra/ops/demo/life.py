"""Living a story: the moments of its acts, and all stories side by side in the order of time."""

import heapq
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from functools import cached_property
from itertools import count
from random import Random
from uuid import UUID

from sentra.files.models import File
from sentra.kernel import clock
from sentra.kernel.clock import WorkingCalendar
from sentra.kernel.crypto import blind_index
from sentra.licensing.models import Application, ApplicationPaper, Correction, Permit, Status
from sentra.licensing.models.application import revision_published
from sentra.licensing.rules import papers_asked
from sentra.licensing.services.draft import draft_start, pages_save
from sentra.licensing.services.from_record import draft_from_record
from sentra.ops.demo.answers import Typed, typed
from sentra.ops.demo.officers import Office
from sentra.ops.demo.pictures import picture_of
from sentra.ops.demo.stories import Story
from sentra.people.models import User
from sentra.reference.lists import common_lists
from sentra.reference.loading import current_pack
from sentra.registry.models import Business

MORNING = time(5)
LAST_HOUR = 15
ACTS_BETWEEN = 400
AFTERWARDS = frozenset({"suspend", "lift_suspension", "revoke"})


class Life:
    """One application on its way; `live` gives the moment of the next act and does it when it is asked again."""

    def __init__(
        self, story: Story, office: Office, applicant: User, pictures: dict[str, File], calendar: WorkingCalendar
    ) -> None:
        self.story, self.office, self.applicant = story, office, applicant
        self.pictures, self.calendar = pictures, calendar
        self.rng = Random(story.seed)  # noqa: S311 - the demo is made up, and the same each time
        self.author = office["loket"] if story.walk_in else applicant
        self.day = story.start
        self.at = self._office_hour()
        self.id: UUID
        self.typed: Typed = {}
        self.papers: list[str] = []
        self.returned_fields: list[str] = []
        self.returned_papers: list[str] = []
        self.previous: Permit | None = None

    def live(self, acts: "Acts") -> Iterator[datetime]:
        """Write the draft, do the acts of the route, then live the story that follows."""
        yield self.at
        self._write_draft()
        for act, days in self.story.route:
            yield self._moment(act, days)
            acts[act](self)
        if self.story.follow:
            following = Life(self.story.follow, self.office, self.applicant, self.pictures, self.calendar)
            following.previous = self.permit()
            yield from following.live(acts)

    def application(self) -> Application:
        """Give the application as it stands."""
        found = Application.objects.get(pk=self.id)
        found.revision = revision_published(found.revision_id)
        return found

    def permit(self) -> Permit:
        """Give the permit that came of it."""
        return Permit.objects.get(application_id=self.id)

    @property
    def version(self) -> int:
        """The version that an officer's page would show."""
        return Application.objects.values_list("version", flat=True).get(pk=self.id)

    @property
    def typed_fields(self) -> set[str]:
        """The codes of all answers that were given."""
        return {code for answers in self.typed.values() for code in answers}

    @cached_property
    def verifier(self) -> User:
        """The one verifier of this application."""
        return self.office.verifier(self.story.firm.district, self.rng)

    @property
    def surveyor(self) -> User:
        """The one surveyor of this application."""
        return self.office.surveyor(self.story.firm.district)

    @property
    def workplace(self) -> File:
        """A photograph of the workplace."""
        return self.picture("site_photo")

    def officer_on_duty(self) -> User:
        """Give whose work the application is now."""
        status = Application.objects.values_list("status", flat=True).get(pk=self.id)
        if status == Status.DECISION:
            return self.office["kepala"]
        return self.surveyor if status == Status.SURVEY else self.verifier

    def _write_draft(self) -> None:
        story = self.story
        draft = self._draft()
        self.id = draft.pk
        service = draft.revision.content
        self.typed = typed(service, story.firm, self.rng, self.previous.number if self.previous else "")
        if not story.route and self.rng.random() < 0.6:
            pages = list(self.typed)[: self.rng.randint(1, len(self.typed) - 1)]
            self.typed = {page: self.typed[page] for page in pages}
        saved, problems = pages_save(actor=self.author, application_id=draft.pk, given=self.typed)
        if problems and story.route:
            raise ValueError(f"the demo fills {story.service} in wrongly: {[str(one.message) for one in problems]}")
        wanted = papers_asked(service, saved.all_answers, common_lists())
        handed = [paper.code for paper in wanted if paper.required or self.rng.random() < 0.4]
        self.papers = handed if story.route else handed[: self.rng.randint(0, 1)]
        ApplicationPaper.objects.bulk_create(
            ApplicationPaper(
                application=saved, code=code, file=self.picture(code), added_by=self.author, added_at=clock.now()
            )
            for code in self.papers
        )

    def _draft(self) -> Application:
        story, firm = self.story, self.story.firm
        if not story.from_record:
            return draft_start(actor=self.author, service=story.service, applicant=self.applicant)
        owners = {"owner__nik_index": blind_index("nik", firm.owner.nik)}
        business = Business.objects.get(name=firm.name, village=firm.village, registered_at=None, **owners)
        return draft_from_record(actor=self.author, business=business, service=story.service)

    def picture(self, paper: str) -> File:
        """Give the picture for a paper."""
        food = any(one.code == self.story.firm.commodity and one.food for one in current_pack().commodities)
        return self.pictures[picture_of(paper, self.story.firm.commodity, food=food)]

    def _moment(self, act: str, days: int) -> datetime:
        """Choose when the next act happens: in the same hours, some working days on, or on the morning it is due."""
        if due := self._due(act):
            self.day = due
            self.at = datetime.combine(due, MORNING, clock.local_zone())
        elif act in AFTERWARDS:
            self.day = self.calendar.add(self.day + timedelta(days=self.rng.randint(10, 25)), 0)
            self.at = self._office_hour()
        elif days:
            self.day = self.calendar.add(self.day, days)
            self.at = self._office_hour()
        else:
            self.at += timedelta(minutes=self.rng.randint(8, 45))
        return self.at

    def _due(self, act: str) -> date | None:
        """Give the day on which the morning's upkeep does an act."""
        last: date | None = None
        if act == "lapse":
            last = Correction.objects.get(application_id=self.id, answered_at=None).lapses_on
        elif act == "silence":
            last = Application.objects.get(pk=self.id).due
        elif act == "expire":
            last = self.permit().valid_until
        return last + timedelta(days=1) if last else None

    def _office_hour(self) -> datetime:
        moment = time(self.rng.randint(8, LAST_HOUR - 2), self.rng.randint(0, 59), self.rng.randint(0, 59))
        return datetime.combine(self.day, moment, clock.local_zone())


Acts = Mapping[str, Callable[[Life], None]]
"""What may happen in a story, by its code."""


def live_all(lives: Sequence[Life], acts: Acts, *, now_and_then: Callable[[], None]) -> None:
    """Let all stories happen side by side, each act at its moment: so numbers are given out in the order of time.

    `now_and_then` is done before the first act and after every few hundred.
    """
    tie = count()
    waiting: list[tuple[datetime, int, Iterator[datetime]]] = []
    for life in lives:
        moments = life.live(acts)
        heapq.heappush(waiting, (next(moments), next(tie), moments))
    lived = 0
    while waiting:
        if lived % ACTS_BETWEEN == 0:
            now_and_then()
        lived += 1
        moment, _tie, moments = heapq.heappop(waiting)
        with clock.travel(moment):
            following = next(moments, None)
        if following:
            heapq.heappush(waiting, (following, next(tie), moments))
