"""The figures of the family `promotion`."""

from django.utils.translation import gettext_lazy as _

from sentra.insights.figure import Figure, Split, Unit, total
from sentra.promotion.models import Way

FAMILY = "promotion"
CATALOGUE = _("The public catalogue of makers")
COUNTS = _("The catalogue's counts of each day: numbers, nothing of who looked")
CAMPAIGNS = _("Campaigns and what was published in them")
PLACES = ("all", "district", "commodity", "district_commodity")


def _figure(code: str, **told: object) -> Figure:
    given = {"cuts": PLACES, "source": COUNTS, "unit": Unit.TIMES, "flow": True, "better": "more", **told}
    return Figure(code=code, family=FAMILY, **given)  # type: ignore[arg-type]


PROMOTION_FIGURES = (
    _figure(
        "makers_listed",
        name=_("Makers in the catalogue"),
        meaning=_("Makers who agreed to be shown and are public: looked at by the office, at work, legal. Of months "
                  "before Sentra counted them it isn't known."),
        formula=_("Makers that are public when the month is counted last"),
        source=CATALOGUE, unit=Unit.BUSINESSES, flow=False, read=total("listed"), public=True,
        leads_to="promotion:curate_makers",
    ),
    _figure(
        "products_listed",
        name=_("Products in the catalogue"),
        meaning=_("Products that are public, by the commodity of the product. Of months before Sentra counted them it "
                  "isn't known."),
        formula=_("Products that are public when the month is counted last"),
        source=CATALOGUE, unit=Unit.PRODUCTS, flow=False, read=total("products"), public=True,
    ),
    _figure(
        "makers_published",
        name=_("Makers newly in the catalogue"),
        meaning=_("Makers whose page was published for the first time."),
        formula=_("Makers by the day on which their page was first published"),
        source=CATALOGUE, unit=Unit.BUSINESSES, read=total("published"),
    ),
    _figure(
        "page_views",
        name=_("Views of the catalogue's pages"),
        meaning=_("How often pages of makers and products were looked at."),
        formula=_("Sum of the views of the month's days"),
        read=total("views"),
    ),
    _figure(
        "enquiries",
        name=_("Enquiries of buyers"),
        meaning=_("How often buyers turned to makers by the catalogue: WhatsApp, telephone, e-mail, form."),
        formula=_("Sum of the enquiries of the month's days, by all ways"),
        read=total("enquiries"),
    ),
    _figure(
        "makers_shown",
        name=_("Makers shown in publications"),
        meaning=_("How often makers were shown in what the office had published: each maker of each piece."),
        formula=_("Makers of the pieces, by the day of publishing"),
        source=CAMPAIGNS, read=total("shown"),
    ),
    _figure(
        "pieces_published",
        name=_("Pieces published"),
        meaning=_("Articles, broadcasts, posts and other pieces that were published in campaigns."),
        formula=_("Pieces by the day of publishing"),
        source=CAMPAIGNS, unit=Unit.PIECES, read=total("pieces"), cuts=("all",), leads_to="promotion:campaigns",
    ),
    _figure(
        "pieces_cost",
        name=_("Cost of pieces published"),
        meaning=_("What the pieces cost, in rupiah, as far as it was written down."),
        formula=_("Sum of the costs of the pieces by the day of publishing"),
        source=CAMPAIGNS, unit=Unit.RUPIAH, better="", read=total("cost"), cuts=("all",),
    ),
    _figure(
        "campaigns_begun",
        name=_("Campaigns begun"),
        meaning=_("Campaigns by which the office makes makers known."),
        formula=_("Campaigns that run or are done, by their first day"),
        source=CAMPAIGNS, unit=Unit.CAMPAIGNS, read=total("campaigns"), cuts=("all",), leads_to="promotion:campaigns",
    ),
    _figure(
        "newsletters_sent",
        name=_("Issues of the newsletter"),
        meaning=_("Issues of the newsletter that were sent to its readers."),
        formula=_("Issues by the day of sending"),
        source=CAMPAIGNS, unit=Unit.PIECES, read=total("issues"), cuts=("all",), leads_to="promotion:issues",
    ),
)  # fmt: skip
PROMOTION_SPLITS = (
    Split(
        "enquiry_way", FAMILY, _("Enquiries by way"), "enquiries",
        {f"way:{one.value}": one.label for one in Way if one != Way.VIEW}, COUNTS, whole=True, flow=True,
    ),
)  # fmt: skip
