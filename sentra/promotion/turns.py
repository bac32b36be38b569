"""The makers in their turn, out of the database: one query for a page of them, however many are listed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import QuerySet, Sum
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sentra.kernel import clock
from sentra.promotion.listed import makers_listed
from sentra.promotion.models import DayCount, Maker, Way
from sentra.promotion.turn import Promoted, Turn
from sentra.reference.loading import current_pack

BY: dict[Promoted, Promise] = {
    Promoted.PIECE: _("published piece"),
    Promoted.CAMPAIGN: _("campaign"),
    Promoted.EXHIBITION: _("exhibition"),
    Promoted.FEATURED: _("first page of the catalogue"),
    Promoted.THEME: _("theme"),
    Promoted.ISSUE: _("newsletter"),
}
"""What promoted somebody, in words."""
BEFORE_BUYERS = ("exhibition", "market", "promotion")
"""What a programme gives that brings makers before buyers."""
PROMOTIONS = """
    SELECT shown.maker_id, piece.published_on AS day, 'piece' AS kind, piece.title AS what
    FROM promotion_piece_makers shown JOIN promotion_piece piece ON piece.id = shown.piece_id
    UNION ALL
    SELECT part.maker_id, campaign.from_day, 'campaign', campaign.title
    FROM promotion_campaignmaker part JOIN promotion_campaign campaign ON campaign.id = part.campaign_id
    WHERE campaign.state IN ('running', 'done') AND NOT EXISTS (
        SELECT 1 FROM promotion_piece_makers shown JOIN promotion_piece piece ON piece.id = shown.piece_id
        WHERE piece.campaign_id = campaign.id AND shown.maker_id = part.maker_id)
    UNION ALL
    SELECT maker.id, call.begins_on, 'exhibition', call.title
    FROM (SELECT candidate.call_id, candidate.business_id FROM programmes_candidate candidate
            WHERE candidate.state = 'chosen'
          UNION
          SELECT candidate.call_id, member.business_id FROM programmes_candidate candidate
            JOIN programmes_candidate_members member ON member.candidate_id = candidate.id
            WHERE candidate.state = 'chosen') came
    JOIN programmes_call call ON call.id = came.call_id
    JOIN promotion_maker maker ON maker.business_id = came.business_id
    WHERE call.state IN ('running', 'done') AND call.content->>'gives' = ANY(%(gives)s)
    UNION ALL
    SELECT maker.id, maker.featured_until, 'featured', '' FROM promotion_maker maker
    WHERE maker.featured_until IS NOT NULL
    UNION ALL
    SELECT part.maker_id, theme.until_day, 'theme', theme.title
    FROM promotion_thememaker part JOIN promotion_theme theme ON theme.id = part.theme_id
    WHERE theme.from_day <= %(today)s
    UNION ALL
    SELECT DISTINCT item.maker_id, (issue.sent_at AT TIME ZONE %(zone)s)::date, 'issue', issue.title
    FROM promotion_issueitem item JOIN promotion_issue issue ON issue.id = item.issue_id
    WHERE issue.state <> 'draft'
"""
"""Each promotion of each maker: the day of it (of what lasts, the last day of it so far), its kind and its title.

A campaign counts as such only while no piece of it shows the maker: what was published counts instead.
"""
IN_TURN = """
    WITH told AS (SELECT maker_id, LEAST(day, %(today)s) AS day, kind, what FROM ({promotions}) promotions),
    known AS (
        SELECT maker_id, max(day) AS last, count(*) FILTER (WHERE day > %(since)s) AS times,
            (array_agg(kind ORDER BY day DESC, kind, what))[1] AS kind,
            (array_agg(what ORDER BY day DESC, kind, what))[1] AS what
        FROM told GROUP BY maker_id)
    SELECT maker.id, known.last, COALESCE(known.times, 0), maker.first_published_at, known.kind, known.what
    FROM promotion_maker maker LEFT JOIN known ON known.maker_id = maker.id
    WHERE maker.id IN ({listed})
    ORDER BY known.last NULLS FIRST, COALESCE(known.times, 0), maker.first_published_at, maker.id
"""


@dataclass(frozen=True, slots=True)
class Standing:
    """A maker in its turn: its last promotion and by what, how often lately, and how many buyers turned to it."""

    place: int
    maker: Maker
    turn: Turn
    kind: str
    what: str
    enquiries: int

    @property
    def by(self) -> str:
        """What promoted it last, in words."""
        return str(BY[Promoted(self.kind)]) if self.kind else ""


@dataclass(frozen=True)
class Turns(Sequence[Standing]):
    """The makers that are listed today, in their turn; a slice asks the database for no more than itself."""

    makers: "QuerySet[Maker]"

    def __len__(self) -> int:
        return self.makers.count()

    def __iter__(self) -> Iterator[Standing]:
        return iter(_standings(self.makers, 0, None))

    def __getitem__(self, wanted: Any) -> Any:
        if isinstance(wanted, slice):
            start, stop = wanted.start or 0, wanted.stop
            return _standings(self.makers, start, None if stop is None else max(stop - start, 0))
        return _standings(self.makers, wanted, 1)[0]


def turns(*, commodity: str = "", district: str = "", besides: "QuerySet[Maker] | None" = None) -> Turns:
    """Give the makers in their turn, of a commodity or a district where one is named, without those `besides`."""
    makers = makers_listed()
    if commodity:
        makers = makers.filter(business__commodity=commodity)
    if district:
        makers = makers.filter(business__district=district)
    if besides is not None:
        makers = makers.exclude(pk__in=besides.values("pk"))
    return Turns(makers)


def _standings(makers: "QuerySet[Maker]", first: int, most: int | None) -> list[Standing]:
    rows = _rows(makers, first, most)
    known = Maker.objects.select_related("business").in_bulk([row[0] for row in rows])
    asked = enquiries_of([row[0] for row in rows])
    return [
        Standing(
            first + place, known[maker], Turn(maker, last, times, listed), kind or "", what or "", asked.get(maker, 0)
        )
        for place, (maker, last, times, listed, kind, what) in enumerate(rows, start=1)
    ]


def _rows(
    makers: "QuerySet[Maker]", first: int, most: int | None
) -> list[tuple[int, date | None, int, datetime, str | None, str | None]]:
    """Ask the database for a part of the makers in their turn."""
    today = clock.today()
    listed, of_listed = makers.order_by().values("pk").query.sql_with_params()
    named = {f"listed_{place}": value for place, value in enumerate(of_listed)}
    statement = IN_TURN.format(promotions=PROMOTIONS, listed=listed % tuple(f"%({name})s" for name in named))
    told: dict[str, Any] = {
        "today": today,
        "since": clock.months_on(today, -current_pack().promotion.turn_months),
        "zone": settings.TIME_ZONE,
        "gives": list(BEFORE_BUYERS),
        "first": first,
        "most": most,
    }
    with connection.cursor() as cursor:
        cursor.execute(f"{statement} LIMIT %(most)s OFFSET %(first)s", {**named, **told})
        rows: list[tuple[int, date | None, int, datetime, str | None, str | None]] = cursor.fetchall()
    return rows


def enquiries_of(maker_ids: Sequence[int]) -> dict[int, int]:
    """Count how often buyers turned to some makers in the last months, by the maker."""
    since = clock.months_on(clock.today(), -current_pack().promotion.turn_months)
    counts = DayCount.objects.filter(maker__in=maker_ids, day__gt=since).exclude(way=Way.VIEW)
    return dict(counts.values_list("maker").annotate(total=Sum("count")).order_by())
