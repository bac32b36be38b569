"""The figures of the family `businesses`."""

from django.utils.translation import gettext_lazy as _

from sentra.insights.figure import Figure, Mean, Share, Split, Sum, Unit, share, total
from sentra.registry.legal import LegalStanding
from sentra.registry.models import Production, RecordedFrom

FAMILY = "businesses"
REGISTER = _("The master register (data induk)")
FIGURES = _("Yearly figures of the businesses, the newest accepted year of each")
VISITS = _("Reports of visits (BAP)")
PLACES = ("all", "district", "village", "commodity", "kbli", "district_commodity")


def _figure(code: str, **told: object) -> Figure:
    return Figure(code=code, family=FAMILY, **{"cuts": PLACES, **told})  # type: ignore[arg-type]


BUSINESS_FIGURES = (
    _figure(
        "known",
        name=_("Known IKM"),
        meaning=_("All small and medium industries that the regency knows and that aren't closed, licensed or not."),
        formula=_("Businesses of the register that weren't merged into another and aren't closed, on the last day"),
        source=REGISTER, unit=Unit.BUSINESSES, read=total("known"), better="more", public=True,
        leads_to="registry:businesses",
    ),
    _figure(
        "registered",
        name=_("Registered IKM"),
        meaning=_("IKM that a permit put on the master register."),
        formula=_("Known IKM that an issued permit registered"),
        source=REGISTER, unit=Unit.BUSINESSES, read=total("registered"), better="more", public=True,
        leads_to="registry:businesses?listed=registered",
    ),
    _figure(
        "legal",
        name=_("Legal IKM"),
        meaning=_("IKM with a permit that is valid on the day, also where it ends soon."),
        formula=_("Known IKM with at least one licence that holds on the last day"),
        source=REGISTER, unit=Unit.BUSINESSES, read=total("legal"), better="more", public=True,
        leads_to="registry:businesses?legal=valid",
    ),
    _figure(
        "legal_share",
        name=_("Share of legal IKM"),
        meaning=_("How many of a hundred known IKM are legal."),
        formula=_("100 × legal IKM ÷ known IKM"),
        source=REGISTER, unit=Unit.PERCENT, read=share("legal", "known"), better="more", public=True, digits=1,
    ),
    _figure(
        "expiring",
        name=_("Permits ending soon"),
        meaning=_("IKM whose licence ends within the first reminder's days."),
        formula=_("Legal IKM whose last licence ends within the days of the pack's first reminder"),
        source=REGISTER, unit=Unit.BUSINESSES, read=total("standing:expiring"), better="less",
        leads_to="registry:businesses?legal=expiring",
    ),
    _figure(
        "unlicensed",
        name=_("IKM without a valid permit"),
        meaning=_("Known IKM that aren't legal: expired, in process, or without any permit."),
        formula=_("Known IKM − legal IKM"),
        source=REGISTER, unit=Unit.BUSINESSES, better="less", public=True,
        read=total("standing:expired", "standing:in_process", "standing:none"),
        leads_to="registry:businesses?legal=unlicensed",
    ),
    _figure(
        "newly_known",
        name=_("Newly known IKM"),
        meaning=_("IKM that were recorded in the month."),
        formula=_("Known IKM whose first record is of the month"),
        source=REGISTER, unit=Unit.BUSINESSES, read=total("newly_known"), flow=True, better="more",
    ),
    _figure(
        "newly_registered",
        name=_("Newly registered IKM"),
        meaning=_("IKM that a permit put on the register in the month."),
        formula=_("Known IKM that were registered in the month"),
        source=REGISTER, unit=Unit.BUSINESSES, read=total("newly_registered"), flow=True, better="more", public=True,
    ),
    _figure(
        "workers",
        name=_("Workers"),
        meaning=_("Men and women who work in the IKM that told their yearly figures."),
        formula=_("Sum of the workers told by each known IKM for its newest accepted year"),
        source=FIGURES, unit=Unit.PEOPLE, read=total("sum_workers"), better="more", public=True,
    ),
    _figure(
        "workers_women",
        name=_("Women among the workers"),
        meaning=_("How many of a hundred workers whose sex was told are women."),
        formula=_("100 × women ÷ (women + men), of the newest accepted year of each IKM"),
        source=FIGURES, unit=Unit.PERCENT, digits=1,
        read=Share(Sum(("sum_workers_women",)), Sum(("sum_workers_women", "sum_workers_men"))),
    ),
    _figure(
        "investment",
        name=_("Investment"),
        meaning=_("What the IKM invested, without land and building."),
        formula=_("Sum of the investment told by each known IKM for its newest accepted year"),
        source=FIGURES, unit=Unit.RUPIAH, read=total("sum_investment"), better="more",
    ),
    _figure(
        "production_value",
        name=_("Value of production"),
        meaning=_("What the IKM produced in a year, in money."),
        formula=_("Sum of the production's value told by each known IKM for its newest accepted year"),
        source=FIGURES, unit=Unit.RUPIAH, read=total("sum_production_value"), better="more",
    ),
    _figure(
        "export_value",
        name=_("Value of exports"),
        meaning=_("The part of the yearly production that is sold abroad, in money."),
        formula=_("Sum of production's value × export share, of the newest accepted year of each IKM"),
        source=FIGURES, unit=Unit.RUPIAH, read=total("sum_export_value"), better="more",
    ),
    _figure(
        "exporters",
        name=_("Exporting IKM"),
        meaning=_("IKM that sell abroad."),
        formula=_("Known IKM whose newest accepted year tells an export share above 0"),
        source=FIGURES, unit=Unit.BUSINESSES, read=total("exporters"), better="more",
    ),
    _figure(
        "told",
        name=_("IKM with yearly figures"),
        meaning=_("How many of a hundred known IKM have accepted yearly figures, of whichever year."),
        formula=_("100 × IKM with accepted figures ÷ known IKM"),
        source=FIGURES, unit=Unit.PERCENT, read=share("told", "known"), better="more", digits=1,
    ),
    _figure(
        "smooth",
        name=_("Smooth production"),
        meaning=_("How many of a hundred IKM whose production a visit saw produce smoothly."),
        formula=_("100 × smooth ÷ (smooth + halting + stopped + not yet producing), as the last visit of each saw it"),
        source=VISITS, unit=Unit.PERCENT, better="more", public=True, digits=1,
        read=Share(
            Sum(("production:smooth",)),
            Sum(("production:smooth", "production:halting", "production:stopped", "production:not_yet")),
        ),
    ),
    _figure(
        "quality",
        name=_("Quality of the products"),
        meaning=_("The mean grade that visits gave, of 100 points."),
        formula=_("Sum of the last grades ÷ IKM that were graded"),
        source=VISITS, unit=Unit.POINTS, read=Mean(Sum(("quality",)), Sum(("graded",))), better="more", public=True,
        digits=1,
    ),
    _figure(
        "seen",
        name=_("Seen within a year"),
        meaning=_("How many of a hundred known IKM a visit saw in the twelve months before."),
        formula=_("100 × IKM whose production was seen within 365 days ÷ known IKM"),
        source=VISITS, unit=Unit.PERCENT, read=share("seen", "known"), better="more", digits=1,
    ),
    _figure(
        "owned_by_women",
        name=_("Owned by women"),
        meaning=_("How many of a hundred IKM whose owner's sex is known are a woman's."),
        formula=_("100 × women ÷ (women + men) among the owners whose NIK is known"),
        source=REGISTER, unit=Unit.PERCENT, better="more", public=True, digits=1,
        read=Share(Sum(("owner:women",)), Sum(("owner:women", "owner:men"))),
    ),
)  # fmt: skip


def _split(code: str, **told: object) -> Split:
    return Split(code=code, family=FAMILY, **{"of": "known", **told})  # type: ignore[arg-type]


BUSINESS_SPLITS = (
    _split(
        "standing", name=_("Legal standing"), source=REGISTER, whole=True, public=True,
        parts={f"standing:{one.value}": one.label for one in LegalStanding},
    ),
    _split(
        "umkm", name=_("Size: UMKM"), source=_("PP 7/2021, from the yearly figures"), public=True,
        parts={
            "umkm:micro": _("Micro"), "umkm:small": _("Small"), "umkm:medium": _("Medium"), "umkm:large": _("Large"),
        },
    ),
    _split(
        "industry", name=_("Size: industry"), source=_("Permenperin 64/2016, from the yearly figures"), public=True,
        parts={"industry:small": _("Small"), "industry:medium": _("Medium"), "industry:large": _("Large")},
    ),
    _split(
        "bps", name=_("Size: statistics office (BPS)"), source=_("Classes of BPS, by workers"), public=True,
        parts={"bps:micro": _("Micro"), "bps:small": _("Small"), "bps:medium": _("Medium"), "bps:large": _("Large")},
    ),
    _split(
        "owner", name=_("Sex of the owner"), source=_("NIK of the owner"), public=True,
        parts={"owner:women": _("Women"), "owner:men": _("Men")},
    ),
    _split(
        "age", name=_("Age of the owner"), source=_("Birth date of the owner"),
        parts={
            "age:under_30": _("Under 30"), "age:30_44": _("30 to 44"),
            "age:45_59": _("45 to 59"), "age:60_on": _("60 and older"),
        },
    ),
    _split(
        "production", name=_("How the production runs"), source=VISITS, public=True,
        parts={f"production:{one.value}": one.label for one in Production if one != Production.UNKNOWN},
    ),
    _split(
        "recorded_from", name=_("Whence it is known"), source=REGISTER, whole=True,
        parts={f"from:{one.value}": one.label for one in RecordedFrom},
    ),
)  # fmt: skip
