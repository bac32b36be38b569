"""The figures of the family `programmes`."""

from django.utils.translation import gettext_lazy as _

from sentra.insights.figure import Figure, Share, Split, Sum, Unit, share, total

FAMILY = "programmes"
CALLS = _("Calls of programmes, their applicants and participants")
MONEY = _("The books of the programmes (spendings)")
RESULTS = _("What participants told after the end of a programme")
ASSETS = _("The register of machines that were given (assets)")
PLACES = ("all", "district", "kind", "commodity", "district_kind", "district_commodity")
WHOLE = ("all", "kind")


def _figure(code: str, **told: object) -> Figure:
    given = {"cuts": PLACES, "source": CALLS, "unit": Unit.PARTICIPANTS, "flow": True, **told}
    return Figure(code=code, family=FAMILY, **given)  # type: ignore[arg-type]


PROGRAMME_FIGURES = (
    _figure(
        "programmes_run",
        name=_("Programmes carried out"),
        meaning=_("Exhibitions, training, machinery aid and other programmes that ended in the month."),
        formula=_("Calls that run or are done, whose last day is of the month"),
        unit=Unit.CALLS, read=total("calls"), better="more", public=True, cuts=WHOLE, leads_to="programmes:calls",
    ),
    _figure(
        "programme_applicants",
        name=_("Applicants to programmes"),
        meaning=_("Businesses and groups that applied to programmes and didn't withdraw."),
        formula=_("Applications to calls, by the day of applying"),
        read=total("applied"), better="more", public=True,
    ),
    _figure(
        "programme_chosen",
        name=_("Chosen for programmes"),
        meaning=_("Businesses and groups that were chosen, whether or not they came."),
        formula=_("Chosen applicants of the calls whose last day is of the month, those who didn't come included"),
        read=total("chosen"),
    ),
    _figure(
        "programme_participants",
        name=_("Participants of programmes"),
        meaning=_("Businesses and groups that were chosen and took part; a group is one. Of a training those who "
                  "came, of what is paid back those to whom anything was."),
        formula=_("Participants of the calls whose last day is of the month"),
        read=total("participants"), better="more", public=True,
    ),
    _figure(
        "businesses_helped",
        name=_("IKM helped"),
        meaning=_("IKM that took part in a programme, alone or as members of a group; once for each programme."),
        formula=_("Businesses of the participants, and the members whom a group applied for, of the calls whose last "
                  "day is of the month"),
        unit=Unit.BUSINESSES, read=total("reached"), better="more", public=True,
    ),
    _figure(
        "helped_first_time",
        name=_("IKM helped for the first time"),
        meaning=_("IKM that were never helped before, as far as the register knows."),
        formula=_("IKM helped without help of an earlier year on the register and without an earlier programme"),
        unit=Unit.BUSINESSES, read=total("first_time"), better="more", public=True,
    ),
    _figure(
        "helped_women",
        name=_("Women among those helped"),
        meaning=_("How many of a hundred IKM that were helped, and whose owner's sex is known, are a woman's."),
        formula=_("100 × women ÷ (women + men) among the owners of the IKM helped"),
        unit=Unit.PERCENT, digits=1, better="more", public=True, read=Share(Sum(("women",)), Sum(("women", "men"))),
    ),
    _figure(
        "programme_spent",
        name=_("Spent on programmes"),
        meaning=_("Money of the programmes' budgets that was spent, in rupiah. What wasn't paid to one participant "
                  "belongs to no district and no commodity."),
        formula=_("Sum of the spendings of the month that weren't taken back"),
        source=MONEY, unit=Unit.RUPIAH, read=total("spent"), leads_to="programmes:budget",
    ),
    _figure(
        "programme_budget",
        name=_("Budget of programmes"),
        meaning=_("What there was to spend for the programmes that ended in the month, in rupiah."),
        formula=_("Sum of the budgets of the calls whose last day is of the month"),
        source=MONEY, unit=Unit.RUPIAH, read=total("budget"), cuts=WHOLE, leads_to="programmes:budget",
    ),
    _figure(
        "programme_budget_used",
        name=_("Budget used"),
        meaning=_("How much of a hundred rupiah of the budgets was spent, of the programmes that ended in the month."),
        formula=_("100 × spendings ÷ budgets, of the calls with a budget whose last day is of the month"),
        source=MONEY, unit=Unit.PERCENT, digits=1, read=share("budget_spent", "budget"), cuts=WHOLE,
    ),
    _figure(
        "machines_handed",
        name=_("Machines handed over"),
        meaning=_("Machines and tools that the regency gave."),
        formula=_("Machines on the asset register by the day of their handover"),
        source=ASSETS, unit=Unit.MACHINES, read=total("machines"), better="more", public=True,
    ),
    _figure(
        "machines_value",
        name=_("Value of machines handed over"),
        meaning=_("What the machines were worth when they were given, in rupiah."),
        formula=_("Sum of the values of the machines by the day of their handover"),
        source=ASSETS, unit=Unit.RUPIAH, read=total("machine_value"),
    ),
    _figure(
        "results_told",
        name=_("Participants who told their results"),
        meaning=_("Participants who told in the month what came of a programme that had ended."),
        formula=_("Results told in the month, by the day of telling, of those asked at the end"),
        source=RESULTS, read=total("told"), better="more",
    ),
    _figure(
        "result_sales",
        name=_("Sales at programmes"),
        meaning=_("What participants sold on the spot, in rupiah, as far as they told."),
        formula=_("Sum of the sales told in the month"),
        source=RESULTS, unit=Unit.RUPIAH, read=total("result:sales"), better="more",
    ),
    _figure(
        "result_orders",
        name=_("Orders won at programmes"),
        meaning=_("The value of the orders that participants won, in rupiah, as far as they told."),
        formula=_("Sum of the orders told in the month"),
        source=RESULTS, unit=Unit.RUPIAH, read=total("result:orders"), better="more",
    ),
    _figure(
        "result_contacts",
        name=_("New contacts from programmes"),
        meaning=_("Buyers and shops that participants came to know, as far as they told."),
        formula=_("Sum of the new contacts told in the month"),
        source=RESULTS, unit=Unit.TIMES, read=total("result:contacts"), better="more",
    ),
)  # fmt: skip
PROGRAMME_SPLITS = (
    Split(
        "helped_owner", FAMILY, _("IKM helped by sex of the owner"), "reached",
        {"women": _("Women"), "men": _("Men")}, CALLS, public=True, flow=True,
    ),
)  # fmt: skip
