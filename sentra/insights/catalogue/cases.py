"""The figures of the family `cases`."""

from django.utils.translation import gettext_lazy as _

from sentra.cases.models import Gravity
from sentra.insights.figure import Figure, Percentile, Split, Unit, share, total

FAMILY = "cases"
CASES = _("Cases of problem products")
NOTICES = _("Notices to the public about products")
PLACES = ("all", "district", "kind", "district_kind")


def _figure(code: str, **told: object) -> Figure:
    given = {"cuts": PLACES, "source": CASES, "unit": Unit.CASES, **told}
    return Figure(code=code, family=FAMILY, **given)  # type: ignore[arg-type]


CASE_FIGURES = (
    _figure(
        "cases_reported",
        name=_("Cases of problem products"),
        meaning=_("Problems of products that became known; several reports of one problem are one case."),
        formula=_("Cases by the day of the first report, without those that were joined to another"),
        read=total("reported"), flow=True, public=True, leads_to="cases:cases?state=all",
    ),
    _figure(
        "cases_complaints",
        name=_("Reports of problem products"),
        meaning=_("Reports by buyers and officers, each counted, also where several are of one problem."),
        formula=_("Reports by the day of reporting"),
        read=total("complaints"), flow=True,
    ),
    _figure(
        "cases_grave",
        name=_("Grave cases"),
        meaning=_("Cases that the office sorted as grave."),
        formula=_("Grave cases by the day of the first report"),
        read=total("reported:grave"), flow=True, better="less", leads_to="cases:cases?state=all&gravity=grave",
    ),
    _figure(
        "cases_closed",
        name=_("Cases ended"),
        meaning=_("Cases that the office finished or decided not to pursue."),
        formula=_("Cases by the day of their end; one that is opened again hasn't ended"),
        read=total("closed"), flow=True, better="more", public=True, leads_to="cases:cases?state=closed",
    ),
    _figure(
        "cases_open",
        name=_("Open cases"),
        meaning=_("Cases that somebody still works on."),
        formula=_("Cases that were reported by the last day and hadn't ended by it"),
        read=total("open"), better="less", leads_to="cases:cases",
    ),
    _figure(
        "cases_late",
        name=_("Late cases"),
        meaning=_("Open cases whose first answer, or whose end, is past its day."),
        formula=_("Open cases that aren't sorted or answered by the day of the first answer, or are sorted and past "
                  "the day of their end"),
        read=total("late"), better="less", leads_to="cases:cases?late=1",
    ),
    _figure(
        "cases_answered_in_time",
        name=_("First answers in time"),
        meaning=_("How many of a hundred first answers to a report came by their day."),
        formula=_("100 × first answers on or before their day ÷ first answers, of the month"),
        unit=Unit.PERCENT, digits=1, read=share("answered_in_time", "answered"), flow=True, better="more", public=True,
    ),
    _figure(
        "cases_answer_median",
        name=_("Days to the first answer: median"),
        meaning=_("Half of the first answers came within so many working days."),
        formula=_("Median of the working days from the report to the first answer, of the answers of the month"),
        unit=Unit.DAYS, read=Percentile("answer_days", 50), flow=True, better="less",
    ),
    _figure(
        "cases_answer_90",
        name=_("Days to the first answer: nine of ten"),
        meaning=_("Nine of ten first answers came within so many working days."),
        formula=_("90th percentile of the working days from the report to the first answer, of the answers of the "
                  "month"),
        unit=Unit.DAYS, read=Percentile("answer_days", 90), flow=True, better="less",
    ),
    _figure(
        "cases_close_median",
        name=_("Days to the end of a case: median"),
        meaning=_("Half of the cases that ended took so many working days or fewer."),
        formula=_("Median of the working days from the report to the end, of the cases that ended in the month"),
        unit=Unit.DAYS, read=Percentile("close_days", 50), flow=True, better="less", public=True,
    ),
    _figure(
        "cases_close_90",
        name=_("Days to the end of a case: nine of ten"),
        meaning=_("Nine of ten cases that ended took so many working days or fewer."),
        formula=_("90th percentile of the working days from the report to the end, of the cases that ended in the "
                  "month"),
        unit=Unit.DAYS, read=Percentile("close_days", 90), flow=True, better="less",
    ),
    _figure(
        "recalls_open",
        name=_("Open recalls"),
        meaning=_("Recalls of products that the public is told of and that haven't ended."),
        formula=_("Recalls that were published by the last day and hadn't ended by it"),
        source=NOTICES, unit=Unit.NOTICES, read=total("recalls"), better="less", public=True,
        leads_to="cases:notices",
    ),
    _figure(
        "recalls_published",
        name=_("Recalls published"),
        meaning=_("Recalls of products that the office published."),
        formula=_("Recalls by the day of publishing"),
        source=NOTICES, unit=Unit.NOTICES, read=total("recalled"), flow=True, better="less", public=True,
    ),
)  # fmt: skip
CASE_SPLITS = (
    Split(
        "cases_gravity", FAMILY, _("Cases by gravity"), "reported",
        {f"reported:{one.value}": one.label for one in Gravity}, CASES, flow=True,
    ),
    Split(
        "cases_open_gravity", FAMILY, _("Open cases by gravity"), "open",
        {f"open:{one.value}": one.label for one in Gravity}, CASES,
    ),
)  # fmt: skip
