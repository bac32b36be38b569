"""Reads about campaigns: lists, who takes part, what was published, what came of it in figures."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from sentra.kernel import clock
from sentra.kernel.errors import NotFound
from sentra.people.models import User
from sentra.people.policy import Permission, holders
from sentra.promotion.listed import makers_listed
from sentra.promotion.models import Campaign, CampaignMaker, DayCount, Maker, Piece, Way

MOST_NUMBERS = 500
ONE_DAY = timedelta(days=1)


def campaigns() -> "QuerySet[Campaign]":
    """Give all campaigns, the newest first, with how many makers take part and what was published and spent."""
    counted = Campaign.objects.select_related("in_charge").annotate(
        makers_count=Count("places", distinct=True), pieces_count=Count("pieces", distinct=True)
    )
    return counted.order_by("-from_day", "-made_at")


def campaign_seen(campaign_id: UUID) -> Campaign:
    """Give a campaign to an officer. Raises `NotFound`."""
    campaign = Campaign.objects.select_related("in_charge", "made_by").filter(pk=campaign_id).first()
    if campaign is None:
        raise NotFound(_("There is no such campaign."))
    return campaign


def officers_of_promotion() -> "QuerySet[User]":
    """Give the officers who may be in charge of a campaign."""
    roles = [str(role) for role in holders(Permission.PROMOTION_MANAGE)]
    return User.objects.filter(is_active=True, duties__role__in=roles).distinct().order_by("name", "pk")


@dataclass(frozen=True, slots=True)
class Participant:
    """A maker of a campaign, whether it is listed today, and how many pieces show it."""

    place: CampaignMaker
    listed: bool
    pieces: int

    @property
    def maker(self) -> Maker:
        """Who it is."""
        return self.place.maker


def participants(campaign: Campaign) -> list[Participant]:
    """Give who takes part, each with whether it is listed still."""
    places = list(
        campaign.places.select_related("maker__business").annotate(
            shown=Count("maker__pieces", filter=Q(maker__pieces__campaign=campaign))
        )
    )
    listed = set(makers_listed().filter(pk__in=[one.maker_id for one in places]).values_list("pk", flat=True))
    return [Participant(one, one.maker_id in listed, one.shown) for one in places]


def pieces_of(campaign: Campaign) -> "QuerySet[Piece]":
    """Give what was published of a campaign, the newest first, with whom it shows."""
    return campaign.pieces.select_related("scan", "recorded_by").prefetch_related("makers__business")


def piece_seen(campaign_id: UUID, piece_id: int) -> Piece:
    """Give a piece with its scan. Raises `NotFound` where it has none."""
    piece = Piece.objects.filter(campaign=campaign_id, pk=piece_id).select_related("scan").first()
    if piece is None or piece.scan is None:
        raise NotFound(_("There is no such scan."))
    return piece


def makers_of_numbers(text: str) -> tuple[set[int], list[str]]:
    """Read register numbers, one a line or with commas: gives the listed makers, and the numbers that are none's."""
    numbers = list(dict.fromkeys(part for part in re.split(r"[\s,;]+", text.replace("\0", "")) if part))[:MOST_NUMBERS]
    found = dict(
        makers_listed().filter(business__register_number__in=numbers).values_list("business__register_number", "pk")
    )
    return set(found.values()), [one[:40] for one in numbers if one not in found]


@dataclass(frozen=True, slots=True)
class Period:
    """Some days, both ends among them."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True)
class Compared:
    """How often buyers turned to a group of makers before a campaign and during it, and looked at their pages."""

    makers: int
    before: int
    during: int
    views_before: int
    views_during: int

    @property
    def each_before(self) -> float:
        """How many enquiries a maker had before, on average."""
        return self.before / self.makers if self.makers else 0.0

    @property
    def each_during(self) -> float:
        """How many enquiries a maker had during the campaign, on average."""
        return self.during / self.makers if self.makers else 0.0


@dataclass(frozen=True, slots=True)
class Results:
    """What came of a campaign in figures; `before` is as long as what has passed of the campaign."""

    reach: int
    pieces: int
    spent: int
    planned: int
    before: Period | None = None
    during: Period | None = None
    took_part: Compared | None = None
    others: Compared | None = None

    @property
    def left(self) -> int:
        """What of the plan isn't spent; negative where more was."""
        return self.planned - self.spent

    @property
    def share(self) -> int:
        """What was spent of what was planned, in hundredths; 0 where nothing was planned."""
        return round(100 * self.spent / self.planned) if self.planned else 0


def periods(from_day: date, until_day: date, today: date) -> tuple[Period, Period] | None:
    """Give the days before a campaign and those during it up to today, equally many; None before it begins. Pure."""
    last = min(until_day, today)
    if last < from_day:
        return None
    during = Period(from_day, last)
    return Period(from_day - during.days * ONE_DAY, from_day - ONE_DAY), during


def results_of(campaign: Campaign) -> Results:
    """Count what came of a campaign: reach, money, enquiries of those who took part beside those who didn't."""
    told = campaign.pieces.aggregate(
        reach=Coalesce(Sum("reach"), 0), spent=Coalesce(Sum("cost"), 0), pieces=Count("pk")
    )
    plain = Results(told["reach"], told["pieces"], told["spent"], campaign.cost_planned)
    if (days := periods(campaign.from_day, campaign.until_day, clock.today())) is None:
        return plain
    before, during = days
    part = Maker.objects.filter(campaigns__campaign=campaign)
    others = makers_listed().filter(first_published_at__date__lt=before.first).exclude(pk__in=part.values("pk"))
    return replace(plain, before=before, during=during, took_part=_compared(part, days), others=_compared(others, days))


def _compared(makers: "QuerySet[Maker]", days: tuple[Period, Period]) -> Compared:
    before, during = days
    asked, looked = ~Q(way=Way.VIEW), Q(way=Way.VIEW)
    earlier, later = Q(day__range=(before.first, before.last)), Q(day__range=(during.first, during.last))
    counts = DayCount.objects.filter(earlier | later, maker__in=makers.order_by().values("pk")).aggregate(
        before=Coalesce(Sum("count", filter=earlier & asked), 0),
        during=Coalesce(Sum("count", filter=later & asked), 0),
        views_before=Coalesce(Sum("count", filter=earlier & looked), 0),
        views_during=Coalesce(Sum("count", filter=later & looked), 0),
    )
    return Compared(makers.count(), **counts)
