"""Whose turn it is: fair whatever the order, everybody once a round, and the database agrees with the rule."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sentra.kernel import clock
from sentra.people.models import Role
from sentra.people.tests.people import officer
from sentra.programmes.models import Call, CallState, Candidate, CandidateState
from sentra.programmes.tests.making import applied
from sentra.programmes.tests.making import published as call_published
from sentra.promotion.models import (
    Campaign,
    CampaignState,
    DayCount,
    Issue,
    IssueItem,
    Maker,
    Piece,
    Theme,
    ThemeMaker,
    Way,
)
from sentra.promotion.services.campaigns import campaign_makers_add, campaign_start
from sentra.promotion.tests.making_campaign import makers, planned
from sentra.promotion.turn import Promoted, Turn, in_turn, place
from sentra.promotion.turns import turns

DAYS = st.one_of(st.none(), st.dates(date(2024, 1, 1), date(2026, 12, 31)))
LISTED = st.integers(0, 10**8).map(lambda seconds: datetime.fromtimestamp(1_700_000_000 + seconds, UTC))


@st.composite
def some(draw: st.DrawFn) -> list[Turn]:
    """Some makers, each with whatever past."""
    many = draw(st.integers(1, 12))
    return [Turn(maker, draw(DAYS), draw(st.integers(0, 5)), draw(LISTED)) for maker in range(1, many + 1)]


@given(some(), st.randoms())
def test_the_order_doesnt_depend_on_how_they_come(turned: list[Turn], random: object) -> None:
    mixed = list(turned)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert in_turn(mixed) == in_turn(turned)
    assert sorted(one.maker for one in in_turn(mixed)) == [one.maker for one in turned]


@given(some())
def test_who_was_just_promoted_isnt_first_while_others_wait(turned: list[Turn]) -> None:
    today = date(2027, 1, 1)
    first = in_turn(turned)[0]
    after = [_promoted(one, today) if one.maker == first.maker else one for one in turned]
    if len(turned) > 1:
        assert in_turn(after)[0].maker != first.maker


@given(some())
def test_everybody_gets_a_turn_in_as_many_rounds_as_there_are_makers(turned: list[Turn]) -> None:
    served = []
    for round_ in range(len(turned)):
        first = in_turn(turned)[0]
        served.append(first.maker)
        day = date(2027, 1, 1) + timedelta(days=round_)
        turned = [_promoted(one, day) if one.maker == first.maker else one for one in turned]
    assert sorted(served) == [one.maker for one in sorted(turned, key=lambda one: one.maker)]


@given(some())
def test_never_stands_before_ever_and_long_ago_before_lately(turned: list[Turn]) -> None:
    ordered = in_turn(turned)
    lasts = [one.last or date.min for one in ordered]
    assert lasts == sorted(lasts)
    for one, other in pairwise(ordered):
        assert place(one) < place(other)
        if one.last == other.last:
            assert one.times <= other.times


def _promoted(turn: Turn, day: date) -> Turn:
    return Turn(turn.maker, day, turn.times + 1, turn.first_listed)


@pytest.mark.django_db
def test_each_way_of_promotion_counts_and_the_database_keeps_the_rule() -> None:
    known = makers(7)
    today = clock.today()
    lilik = officer(Role.DISPERINDAG)
    piece, begun, shown, featured, theme, issue, never = known
    campaign = planned(from_day=today - timedelta(days=20), until_day=today)
    campaign_makers_add(actor=lilik, campaign_id=campaign.pk, maker_ids=[piece.pk, begun.pk])
    assert [one.kind for one in turns()] == [""] * 7
    campaign_start(actor=lilik, campaign_id=campaign.pk)
    _piece(campaign, today - timedelta(days=3)).makers.add(piece)
    call = call_published("pameran")
    candidate = applied(call, shown.business)
    Candidate.objects.filter(pk=candidate.pk).update(state=CandidateState.CHOSEN)
    Call.objects.filter(pk=call.pk).update(state=CallState.DONE, begins_on=today - timedelta(days=40))
    Maker.objects.filter(pk=featured.pk).update(featured_until=today - timedelta(days=400))
    lasting = Theme.objects.create(
        slug="t", title="Oleh-oleh", from_day=today - timedelta(days=9), until_day=today + timedelta(days=9)
    )
    ThemeMaker.objects.create(theme=lasting, maker=theme)
    sent = Issue.objects.create(
        slug="i", title="Kabar", state="sent", made_by=lilik, sent_by=lilik, sent_at=clock.now() - timedelta(days=5)
    )
    IssueItem.objects.create(issue=sent, maker=issue)
    IssueItem.objects.create(issue=sent, maker=issue, showing=issue.showings.first())

    told = list(turns())
    assert [one.maker for one in told] == [never, featured, shown, begun, issue, piece, theme]
    assert [one.kind for one in told] == [
        "",
        Promoted.FEATURED,
        Promoted.EXHIBITION,
        Promoted.CAMPAIGN,
        Promoted.ISSUE,
        Promoted.PIECE,
        Promoted.THEME,
    ]
    assert [one.turn.times for one in told] == [0, 0, 1, 1, 1, 1, 1]
    assert told[-1].turn.last == today
    assert all(one.by for one in told[1:])
    assert [one.turn for one in told] == in_turn(one.turn for one in reversed(told))


def _piece(campaign: Campaign, day: date) -> Piece:
    return Piece.objects.create(
        campaign=campaign,
        key=uuid4(),
        medium="radio",
        title="Bincang",
        publisher="Radio",
        published_on=day,
        link="https://contoh.id/",
        recorded_by=officer(Role.DISPERINDAG),
    )


@pytest.mark.django_db
def test_only_the_listed_have_a_turn_and_filters_narrow() -> None:
    first, second, third = makers(3)
    first.state = "hidden"
    first.save()
    assert [one.maker for one in turns()] == [second, third]
    assert [one.place for one in turns()] == [1, 2]
    assert len(turns(district=second.business.district)) == 2
    assert len(turns(district="35.05.99")) == 0
    assert len(turns(commodity="nothing")) == 0
    assert [one.maker for one in turns(besides=Maker.objects.filter(pk=second.pk))] == [third]
    assert [one.maker for one in turns()[1:2]] == [third]
    assert turns()[0].maker == second


@pytest.mark.django_db
def test_enquiries_are_counted_beside_and_views_are_not() -> None:
    (maker,) = makers(1)
    today = clock.today()
    for way, count, day in (
        (Way.WHATSAPP, 3, today),
        (Way.FORM, 2, today - timedelta(days=30)),
        (Way.VIEW, 90, today),
        (Way.PHONE, 50, today - timedelta(days=500)),
    ):
        DayCount.objects.create(maker=maker, day=day, way=way, count=count)
    assert [one.enquiries for one in turns()] == [5]


@pytest.mark.django_db
def test_a_cancelled_or_planned_campaign_promoted_nobody() -> None:
    (maker,) = makers(1)
    campaign = planned()
    campaign_makers_add(actor=officer(Role.DISPERINDAG), campaign_id=campaign.pk, maker_ids=[maker.pk])
    for state in (CampaignState.PLANNED, CampaignState.CANCELLED):
        type(campaign).objects.filter(pk=campaign.pk).update(state=state, cancelled_reason="Batal")
        assert turns()[0].turn.last is None


@pytest.mark.django_db
@settings(max_examples=8, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 800)), max_size=12))
def test_the_database_orders_as_the_rule_does(told: list[tuple[int, int]]) -> None:
    known = list(Maker.objects.order_by("pk")) or makers(4)
    Piece.objects.all().delete()
    campaign = planned()
    for index, days in told:
        _piece(campaign, clock.today() - timedelta(days=days)).makers.add(known[index])
    found = [one.turn for one in turns()]
    since = clock.months_on(clock.today(), -12)
    for one in found:
        on = [clock.today() - timedelta(days=ago) for index, ago in told if known[index].pk == one.maker]
        assert one.last == max(on, default=None)
        assert one.times == sum(day > since for day in on)
    assert found == in_turn(found)
