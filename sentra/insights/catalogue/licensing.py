"""The figures of the family `licensing`."""

from django.utils.translation import gettext_lazy as _

from sentra.insights.figure import Figure, Percentile, Share, Sum, Unit, total

FAMILY = "licensing"
APPLICATIONS = _("Applications for permits (licensing)")
STAGES = _("The way of each application through the stages (licensing)")
PLACES = ("all", "district", "service", "district_service")
BY_STAGE = ("stage", "district_stage", "service_stage", "district_service_stage")


def _figure(code: str, **told: object) -> Figure:
    given = {"cuts": PLACES, "source": APPLICATIONS, "unit": Unit.APPLICATIONS, **told}
    return Figure(code=code, family=FAMILY, **given)  # type: ignore[arg-type]


LICENSING_FIGURES = (
    _figure(
        "applications_received",
        name=_("Applications received"),
        meaning=_("Applications for permits that were sent in."),
        formula=_("Applications whose day of sending in is of the month; a draft isn't counted"),
        read=total("received"), flow=True, public=True, leads_to="licensing:queue",
    ),
    _figure(
        "applications_granted",
        name=_("Applications granted"),
        meaning=_("Applications that became a permit, those granted by silence included."),
        formula=_("Granted applications whose day of decision is of the month"),
        read=total("granted"), flow=True, better="more", public=True, leads_to="licensing:permits",
    ),
    _figure(
        "applications_refused",
        name=_("Applications refused"),
        meaning=_("Applications that the head refused, with a reason."),
        formula=_("Refused applications whose day of decision is of the month"),
        read=total("refused"), flow=True, better="less", public=True,
    ),
    _figure(
        "applications_withdrawn",
        name=_("Applications withdrawn or lapsed"),
        meaning=_("Applications that the applicant took back, or whose correction never came."),
        formula=_("Withdrawn and lapsed applications whose last stage ended in the month"),
        read=total("withdrawn", "lapsed"), flow=True, better="less",
    ),
    _figure(
        "applications_deemed",
        name=_("Granted by silence"),
        meaning=_("Permits that the law granted because the term passed without a decision (fiktif positif)."),
        formula=_("Granted applications that were deemed granted, whose day of decision is of the month"),
        read=total("deemed"), flow=True, better="less", public=True,
    ),
    _figure(
        "decided_in_time",
        name=_("Decided in time"),
        meaning=_("How many of a hundred decisions came by the last day of the service's term."),
        formula=_("100 × decisions on or before the term's last day ÷ all decisions of the month; time in which the "
                  "applicant corrected doesn't count"),
        unit=Unit.PERCENT, digits=1, flow=True, better="more", public=True,
        read=Share(Sum(("in_time",)), Sum(("in_time", "ended_late"))),
    ),
    _figure(
        "applications_in_process",
        name=_("Applications in process"),
        meaning=_("Applications that were sent in and not ended, those returned for correction included. By stage it "
                  "says where applications wait, and so whose work it is: verifiers check the papers, surveyors "
                  "survey, heads decide, and a correction is the applicant's."),
        formula=_("Applications in a stage on the last day"),
        source=STAGES, read=total("in_process"), public=True, cuts=(*PLACES, *BY_STAGE), leads_to="licensing:queue",
    ),
    _figure(
        "applications_late",
        name=_("Late applications"),
        meaning=_("Applications that are past the term of the stage they are in, while the clock runs. By stage it "
                  "says with which officer group: verifiers, surveyors or heads."),
        formula=_("Applications in process whose stage's last day lies before the last day counted"),
        source=STAGES, read=total("late"), better="less", cuts=(*PLACES, *BY_STAGE), leads_to="licensing:queue?late=1",
    ),
    _figure(
        "days_median",
        name=_("Days to the decision: median"),
        meaning=_("Half of the decisions took the offices so many working days or fewer, over all stages."),
        formula=_("Median over the decisions of the month of the working days in the offices' stages; time in which "
                  "the applicant corrected doesn't count"),
        source=STAGES, unit=Unit.DAYS, read=Percentile("days", 50), flow=True, better="less", public=True,
    ),
    _figure(
        "days_90",
        name=_("Days to the decision: nine of ten"),
        meaning=_("Nine of ten decisions took the offices so many working days or fewer, over all stages."),
        formula=_("90th percentile over the decisions of the month of the working days in the offices' stages"),
        source=STAGES, unit=Unit.DAYS, read=Percentile("days", 90), flow=True, better="less", public=True,
    ),
    _figure(
        "stage_days_median",
        name=_("Days in a stage: median"),
        meaning=_("Half of the times a stage took so many working days or fewer. A stage is an officer group's work: "
                  "verifiers check the papers, surveyors survey, heads decide; a correction is the applicant's."),
        formula=_("Median of the working days of the stages that ended in the month"),
        source=STAGES, unit=Unit.DAYS, read=Percentile("stage_days", 50), flow=True, better="less", cuts=BY_STAGE,
    ),
    _figure(
        "stage_days_90",
        name=_("Days in a stage: nine of ten"),
        meaning=_("Nine times of ten a stage took so many working days or fewer. A stage is an officer group's work: "
                  "verifiers check the papers, surveyors survey, heads decide; a correction is the applicant's."),
        formula=_("90th percentile of the working days of the stages that ended in the month"),
        source=STAGES, unit=Unit.DAYS, read=Percentile("stage_days", 90), flow=True, better="less", cuts=BY_STAGE,
    ),
)  # fmt: skip
