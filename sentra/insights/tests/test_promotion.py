"""Promotion counted month by month: against a recount, and what was listed is kept once a month is over."""

from collections.abc import Callable

import pytest

from sentra.insights.catalogue import BY_CODE
from sentra.insights.counting import Span, Values
from sentra.insights.families.promotion import PROMOTION, promotion_now, promotion_then
from sentra.insights.models import Tally
from sentra.insights.services.count import months_count
from sentra.insights.tests.recounting import Place, Recount, local, moment, months_of, told, total_of, within
from sentra.kernel import clock
from sentra.promotion.listed import makers_listed, showings_listed
from sentra.promotion.models import Campaign, DayCount, Issue, Maker, Piece, Showing, Way
from sentra.promotion.services.counts import count_add
from sentra.promotion.services.curation import maker_hide
from sentra.promotion.tests.making_campaign import curator, makers, piece, planned, running
from sentra.promotion.tests.making_newsletter import sending, subscribed
from sentra.registry.models import Business

pytestmark = pytest.mark.django_db

NOW = moment("2026-05-15", 12)


class Scene:
    """Makers in the order in which they came, and a campaign."""

    def __init__(self) -> None:
        self.makers: list[Maker] = []
        self.campaign = Campaign()

    def come(self, many: int) -> None:
        """So many makers come into the catalogue."""
        self.makers += makers(many, len(self.makers) + 1)

    def move(self, place: int) -> None:
        """A maker is elsewhere, and makes something else, as its product does."""
        told = {"district": "35.05.01", "commodity": "keripik_buah"}
        Business.objects.filter(maker=self.makers[place]).update(**told)
        Showing.objects.filter(maker=self.makers[place]).update(**told)

    def hear(self, place: int, way: Way, times: int = 1, *, product: bool = False) -> None:
        """Buyers look at a page, or answer to it."""
        maker = self.makers[place]
        showing = maker.showings.first() if product else None
        for _time in range(times):
            count_add(actor=None, maker=maker, showing=showing, way=way)

    def campaign_runs(self) -> None:
        """A campaign for the first two, and one that is only planned."""
        self.campaign = running(self.makers[:2])
        planned(title="Nanti")

    def publish(self, *places: int, **changes: object) -> None:
        """Something is published of some makers."""
        piece(self.campaign, [self.makers[place] for place in places], **changes)

    def mail(self) -> None:
        """An issue of the newsletter goes out."""
        subscribed("pembaca@contoh.id")
        sending(self.makers[0])

    def hide(self, place: int) -> None:
        """The office hides a page."""
        maker_hide(actor=curator(), business_id=self.makers[place].business_id, reason="Foto bukan milik sendiri.")


@pytest.fixture
def _scene() -> None:
    """Promotion of three months; the worker counts on the last day of April, and on NOW."""
    made = Scene()
    days: list[tuple[str, Callable[[], object]]] = [
        ("2026-03-02", lambda: made.come(2)),
        ("2026-03-03", lambda: made.move(1)),
        ("2026-03-05", lambda: made.hear(0, Way.VIEW, 3)),
        ("2026-03-05", lambda: made.hear(1, Way.VIEW, 2, product=True)),
        ("2026-03-31", lambda: made.hear(0, Way.WHATSAPP, 2)),
        ("2026-04-01", lambda: made.hear(0, Way.FORM)),
        ("2026-04-02", lambda: made.come(1)),
        ("2026-04-10", made.campaign_runs),
        ("2026-04-12", lambda: made.publish(0, 1)),
        ("2026-04-13", lambda: made.publish(0, medium="social", reach=None, cost=0)),
        ("2026-04-14", made.mail),
        ("2026-04-30", months_count),
        ("2026-05-02", lambda: made.hide(0)),
        ("2026-05-03", lambda: made.hear(2, Way.PHONE, product=True)),
    ]
    for day, act in days:
        with clock.travel(moment(day)):
            act()


def recount(span: Span, *, now: bool) -> dict[Place, Values]:
    """Count a month by looking at everything."""
    counted = Recount(
        all=(), district=("district",), commodity=("commodity",), district_commodity=("district", "commodity")
    )
    for one in DayCount.objects.all():
        business = one.maker.business
        goods = one.showing.commodity if one.showing and one.showing.commodity else business.commodity
        facts, times = {"district": business.district, "commodity": goods}, one.count * within(one.day, span)
        counted.add("views" if one.way == Way.VIEW else "enquiries", facts, times)
        counted.add(f"way:{one.way}", facts, times * (one.way != Way.VIEW))
    for maker in Maker.objects.all():
        facts = {"district": maker.business.district, "commodity": maker.business.commodity}
        counted.add("published", facts, within(local(maker.first_published_at), span))
        counted.add("listed", facts, now and makers_listed().filter(pk=maker.pk).exists())
        shown = [one for one in Piece.objects.filter(makers=maker) if within(one.published_on, span)]
        counted.add("shown", facts, len(shown))
    for showing in Showing.objects.all():
        facts = {"district": showing.district, "commodity": showing.commodity}
        counted.add("products", facts, now and showings_listed().filter(pk=showing.pk).exists())
    whole = Recount(all=())
    for shown_in in Piece.objects.all():
        if within(shown_in.published_on, span):
            whole.add("pieces", {})
            whole.add("reach", {}, shown_in.reach or 0)
            whole.add("cost", {}, shown_in.cost)
    for campaign in Campaign.objects.filter(state__in=["running", "done"]):
        whole.add("campaigns", {}, within(campaign.from_day, span))
    for issue in Issue.objects.all():
        whole.add("issues", {}, within(local(issue.sent_at), span))
    for place, values in whole.found.items():
        counted.found.setdefault(place, {}).update(values)
    return counted.found


@pytest.mark.usefixtures("_scene")
def test_every_cell_is_what_a_recount_gives_and_what_was_listed_is_kept() -> None:
    with clock.travel(NOW):
        spans = months_of(PROMOTION)
        assert [span.first.month for span in spans] == [3, 4, 5]
        then = {span.first.month: told(promotion_then(span)) for span in spans}
        march, april, may = spans
        assert then[3] == recount(march, now=False)
        assert told(promotion_now(may)) == recount(may, now=True)
        assert {one["listed"] for one in then[4].values() if "listed" in one} == {1, 2, 3}
        without = {
            place: {name: value for name, value in values.items() if name not in ("listed", "products")}
            for place, values in then[4].items()
        }
        assert {place: values for place, values in without.items() if values} == recount(april, now=False)
        months_count()
    kept = {one.month.month: one.values for one in Tally.objects.filter(family="promotion", cut="all", seen="then")}
    assert [kept[month].get("listed") for month in (3, 4, 5)] == [None, 3, 2]
    assert [kept[month].get("products") for month in (3, 4, 5)] == [None, 3, 2]
    read = {code: one.read for code, one in BY_CODE.items() if one.family == "promotion"}
    for code, month, value in (
        ("page_views", 3, 5),
        ("enquiries", 3, 2),
        ("makers_published", 3, 2),
        ("makers_shown", 4, 3),
        ("pieces_published", 4, 2),
        ("pieces_cost", 4, 750_000),
        ("campaigns_begun", 3, 1),
        ("newsletters_sent", 4, 1),
    ):
        assert (code, read[code](total_of(then[month]))) == (code, value)
