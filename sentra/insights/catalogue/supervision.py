"""The figures of the family `supervision`."""

from django.utils.translation import gettext_lazy as _

from sentra.insights.figure import Figure, Mean, Share, Split, Sum, Unit, share, total
from sentra.registry.models import Production
from sentra.surveys.models import Gravity

FAMILY = "supervision"
PLAN = _("The plan of visits (surveys)")
VISITS = _("Reports of visits (BAP)")
FINDINGS = _("Findings of the reports (surveys)")
PLACES = ("all", "district", "kind", "commodity", "district_kind", "district_commodity")
RUNS = {f"production:{one.value}": one.label for one in Production if one != Production.UNKNOWN}


def _figure(code: str, **told: object) -> Figure:
    given = {"cuts": PLACES, "source": FINDINGS, "unit": Unit.FINDINGS, **told}
    return Figure(code=code, family=FAMILY, **given)  # type: ignore[arg-type]


SUPERVISION_FIGURES = (
    _figure(
        "visits_planned",
        name=_("Visits planned"),
        meaning=_("Visits whose planned day came in the month: permit surveys, supervision, follow-ups, census."),
        formula=_("Visits with a planned day in the month that weren't cancelled or planned anew"),
        source=PLAN, unit=Unit.VISITS, read=total("planned"), flow=True, leads_to="surveys:visits",
    ),
    _figure(
        "visits_planned_done",
        name=_("Planned visits that were made"),
        meaning=_("How many of a hundred visits that were planned for the month have been made, on that day or later."),
        formula=_("100 × visits made ÷ visits planned, of those planned for the month"),
        source=PLAN, unit=Unit.PERCENT, digits=1, read=share("planned_done", "planned"), flow=True, better="more",
    ),
    _figure(
        "visits_made",
        name=_("Visits made"),
        meaning=_("Visits whose report was handed in, by the day of the visit."),
        formula=_("Reports of visits whose day is of the month"),
        source=VISITS, unit=Unit.VISITS, read=total("made"), flow=True, better="more", public=True,
    ),
    _figure(
        "visits_late",
        name=_("Late visits"),
        meaning=_("Visits whose planned day has passed without a report."),
        formula=_("Visits planned for before the last day that weren't made by it, without those cancelled since"),
        source=PLAN, unit=Unit.VISITS, read=total("late"), better="less", leads_to="surveys:visits",
    ),
    _figure(
        "findings_found",
        name=_("Findings"),
        meaning=_("What visits found wrong, by the checklist."),
        formula=_("Findings that were found in the month"),
        read=total("found"), flow=True, leads_to="surveys:findings?state=all",
    ),
    _figure(
        "findings_righted",
        name=_("Findings put right"),
        meaning=_("Findings that were put right, as a visit or an officer saw it."),
        formula=_("Findings that ended as put right in the month"),
        read=total("righted"), flow=True, better="more", leads_to="surveys:findings?state=done",
    ),
    _figure(
        "findings_in_time",
        name=_("Findings put right in time"),
        meaning=_("How many of a hundred findings that were put right were so by their day."),
        formula=_("100 × findings put right on or before their day ÷ findings put right, of the month"),
        unit=Unit.PERCENT, digits=1, read=share("righted_in_time", "righted"), flow=True, better="more", public=True,
    ),
    _figure(
        "findings_open",
        name=_("Open findings"),
        meaning=_("Findings that are neither put right nor given up."),
        formula=_("Findings that were found by the last day and hadn't ended by it"),
        read=total("open"), better="less", leads_to="surveys:findings",
    ),
    _figure(
        "findings_late",
        name=_("Late findings"),
        meaning=_("Open findings that are past the day by which they were to be put right."),
        formula=_("Open findings whose day lies before the last day counted"),
        read=total("open_late"), better="less", leads_to="surveys:findings?state=late",
    ),
    _figure(
        "seen_smooth",
        name=_("Smooth production on visits of the month"),
        meaning=_("How many of a hundred visits of the month that saw the production saw it run smoothly."),
        formula=_("100 × reports with smooth production ÷ reports that tell how the production runs, of the month"),
        source=VISITS, unit=Unit.PERCENT, digits=1, flow=True, better="more",
        read=Share(Sum(("production:smooth",)), Sum(tuple(RUNS))),
    ),
    _figure(
        "seen_quality",
        name=_("Quality graded on visits of the month"),
        meaning=_("The mean grade of the products that visits of the month gave, of 100 points."),
        formula=_("Sum of the grades ÷ reports with a grade, of the month"),
        source=VISITS, unit=Unit.POINTS, digits=1, flow=True, better="more",
        read=Mean(Sum(("quality",)), Sum(("graded",))),
    ),
)  # fmt: skip
SUPERVISION_SPLITS = (
    Split(
        "findings_found_gravity", FAMILY, _("Findings by gravity"), "found",
        {f"found:{one.value}": one.label for one in Gravity}, FINDINGS, whole=True, flow=True,
    ),
    Split(
        "findings_open_gravity", FAMILY, _("Open findings by gravity"), "open",
        {f"open:{one.value}": one.label for one in Gravity}, FINDINGS, whole=True,
    ),
    Split(
        "production_seen", FAMILY, _("How the production runs, on visits of the month"), "made", RUNS, VISITS,
        flow=True,
    ),
)  # fmt: skip
