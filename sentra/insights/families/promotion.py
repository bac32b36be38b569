"""Promotion: who stands in the catalogue, how often pages are looked at and answered to, what is published of makers.

Looks and enquiries come from the counts of each day. How many makers and products are listed depends on consents,
permits and cases of the moment, of which no record tells later: an open month counts them as of now, and once it is
over it keeps what it counted last. A month that was first counted when it was over hasn't got them.
"""

from collections.abc import Iterator
from datetime import date

from django.db.models import Count, F, Min, Q, Sum, Value
from django.db.models.functions import Coalesce, NullIf

from sentra.insights.counting import Cell, Family, Span, Values, cells, merged
from sentra.insights.models import Seen, Tally
from sentra.kernel import clock
from sentra.promotion.listed import makers_listed, showings_listed
from sentra.promotion.models import Campaign, CampaignState, DayCount, Issue, Maker, Piece, Way

CODE = "promotion"
CUTS = {
    "all": (),
    "district": ("district",),
    "commodity": ("commodity",),
    "district_commodity": ("district", "commodity"),
}
LISTED = ("listed", "products")
ENQUIRIES = [one.value for one in Way if one != Way.VIEW]
OF_SHOWN = {"district": F("makers__business__district"), "commodity": F("makers__business__commodity")}


def promotion_now(span: Span) -> Iterator[Cell]:
    """Count promotion in the present month; eight statements."""
    return merged(_flows(span), _makers_listed(), _products_listed())


def promotion_then(span: Span) -> Iterator[Cell]:
    """Count promotion in an earlier month: what was listed is what was counted last while it ran."""
    return merged(_flows(span), _listed_then(span))


def _flows(span: Span) -> Iterator[Cell]:
    return merged(_heard(span), _published(span), _shown(span), _campaigns(span))


def _heard(span: Span) -> Iterator[Cell]:
    """Add up looks and enquiries: of a product's page under its commodity, of a maker's under the maker's."""
    commodity = Coalesce(NullIf("showing__commodity", Value("")), "maker__business__commodity")
    rows = DayCount.objects.filter(span.has("day")).values(district=F("maker__business__district"), commodity=commodity)
    counts = {
        "views": Q(way=Way.VIEW),
        "enquiries": Q(way__in=ENQUIRIES),
        **{f"way:{one}": Q(way=one) for one in ENQUIRIES},
    }
    return cells(rows.annotate(**{name: Sum("count", filter=one) for name, one in counts.items()}), CUTS, counts)


def _makers_listed() -> Iterator[Cell]:
    """Count the makers that are public now."""
    rows = makers_listed().values(district=F("business__district"), commodity=F("business__commodity"))
    return cells(rows.annotate(listed=Count("pk")), CUTS, ["listed"])


def _products_listed() -> Iterator[Cell]:
    """Count the products that are public now."""
    rows = showings_listed().order_by().values("district", "commodity")
    return cells(rows.annotate(products=Count("pk")), CUTS, ["products"])


def _listed_then(span: Span) -> Iterator[Cell]:
    """Give what a month counted last while it ran."""
    kept = Tally.objects.filter(month=span.first, seen=Seen.THEN, family=CODE)
    for cut, key, other, values in kept.values_list("cut", "key", "other", "values"):
        listed: Values = {name: values[name] for name in LISTED if name in values}
        if listed:
            yield Cell(cut, key, other, listed)


def _published(span: Span) -> Iterator[Cell]:
    """Count the makers whose page was published for the first time."""
    rows = Maker.objects.filter(span.holds("first_published_at"))
    grouped = rows.values(district=F("business__district"), commodity=F("business__commodity"))
    return cells(grouped.annotate(published=Count("pk")), CUTS, ["published"])


def _shown(span: Span) -> Iterator[Cell]:
    """Count how often makers were shown in what was published: each maker of each piece."""
    rows = Piece.objects.filter(span.has("published_on"), makers__isnull=False).order_by()
    return cells(rows.values(**OF_SHOWN).annotate(shown=Count("makers")), CUTS, ["shown"])


def _campaigns(span: Span) -> Iterator[Cell]:
    """Count campaigns that began, what was published in them, and issues of the newsletter: they are of no district."""
    begun = Campaign.objects.filter(span.has("from_day"), state__in=(CampaignState.RUNNING, CampaignState.DONE))
    pieces = Piece.objects.filter(span.has("published_on")).aggregate(
        pieces=Count("pk"), reach=Coalesce(Sum("reach"), 0), cost=Coalesce(Sum("cost"), 0)
    )
    sent = Issue.objects.filter(span.holds("sent_at"))
    values: Values = {
        name: many for name, many in {**pieces, "campaigns": begun.count(), "issues": sent.count()}.items() if many
    }
    if values:
        yield Cell("all", "", "", values)


def promotion_begins() -> date | None:
    """Give the first day of which the catalogue, its counts or campaigns tell."""
    published = Maker.objects.aggregate(first=Min("first_published_at"))["first"]
    days = (
        clock.local_day(published) if published else None,
        DayCount.objects.aggregate(first=Min("day"))["first"],
        Piece.objects.aggregate(first=Min("published_on"))["first"],
    )
    return min((one for one in days if one), default=None)


PROMOTION = Family(CODE, promotion_now, promotion_then, promotion_begins)
