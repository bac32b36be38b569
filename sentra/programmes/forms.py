"""The officer's form of a call; what is typed is judged by `rules`, whoever types it."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sentra.kernel import clock
from sentra.kernel.errors import Problem
from sentra.kernel.money import parse_rupiah
from sentra.programmes.asking import wanted
from sentra.programmes.judging import may_be_lifted
from sentra.programmes.models import Call
from sentra.programmes.rules import CallTold
from sentra.reference.loading import current_pack
from sentra.reference.needs import LiesIn, MakesOneOf
from sentra.reference.programmes import ProgrammeKind
from sentra.surveys.reading import DAY_SHAPES

NO_DAY = _("Please give a date such as 17-08-2026.")
OPEN_FOR = timedelta(days=21)
BEGINS_AFTER = timedelta(days=35)


class MoneyField(forms.CharField):
    """An amount in whole rupiah as people type it; empty is 0."""

    def clean(self, value: Any) -> Any:
        """Read the amount."""
        text = str(value or "").strip()
        if not text:
            return 0
        amount = parse_rupiah(text)
        if amount is None:
            raise forms.ValidationError(_("Please give an amount in rupiah."))
        return amount


def day_field(label: Any, hint: Any = "") -> forms.DateField:
    """Give the field of a day, in the shapes in which people type one."""
    return forms.DateField(
        label=label,
        help_text=hint,
        input_formats=DAY_SHAPES,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Please give the day."), "invalid": NO_DAY},
    )


def _count(label: Any, hint: Any = "", *, required: bool = False) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        help_text=hint,
        required=required,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
        error_messages=dict.fromkeys(("required", "invalid"), _("Please write digits only, for example 15000.")),
    )


def _money(label: Any, hint: Any = "") -> MoneyField:
    widget = forms.TextInput({"inputmode": "numeric", "autocomplete": "off", "data-money": ""})
    return MoneyField(label=label, help_text=hint, required=False, widget=widget)


class CallForm(forms.Form):
    """A call of one kind of programme, filled from the kind or from the call as it stands."""

    title = forms.CharField(
        label=_("Title"),
        help_text=_("What it is and when: owners read it in a list"),
        max_length=200,
        error_messages={"required": _("Please give the call a title that says what it is.")},
    )
    about = forms.CharField(
        label=_("What is offered (optional)"), required=False, max_length=4000, widget=forms.Textarea({"rows": 5})
    )
    title_en = forms.CharField(
        label=_("Title in English (optional)"),
        help_text=_("For who reads these pages in English; without it the title above stands there."),
        required=False,
        max_length=200,
    )
    about_en = forms.CharField(
        label=_("What is offered, in English (optional)"),
        required=False,
        max_length=4000,
        widget=forms.Textarea({"rows": 5}),
    )
    place = forms.CharField(label=_("Where (optional)"), required=False, max_length=300)
    begins_on = day_field(_("Begins on"))
    ends_on = day_field(_("Ends on"))
    apply_from = day_field(_("One may apply from"))
    apply_until = day_field(_("Last day to apply"))
    quota = _count(_("For how many?"), required=True)
    most_of_district = _count(_("At most from one district (optional)"))
    most_of_commodity = _count(_("At most of one kind of product (optional)"))
    least_women = _count(_("Seats kept for women (optional)"))
    least_first_timers = _count(_("Seats kept for those never helped before (optional)"))
    budget = _money(_("Budget in rupiah (optional)"))
    budget_source = forms.CharField(
        label=_("Where the money comes from"), required=False, max_length=100, help_text=_("Such as APBD or DAK")
    )
    budget_year = _count(_("Budget year"))
    value_each = _money(_("Cost of one recipient in rupiah (optional)"))
    conditions = forms.MultipleChoiceField(
        label=_("Conditions"),
        help_text=_("Being on the register always holds."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    districts = forms.MultipleChoiceField(
        label=_("Only these districts (optional)"), required=False, widget=forms.CheckboxSelectMultiple
    )
    commodities = forms.MultipleChoiceField(
        label=_("Only these kinds of products (optional)"), required=False, widget=forms.CheckboxSelectMultiple
    )
    papers = forms.MultipleChoiceField(label=_("Papers"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, data: Any = None, *, kind: ProgrammeKind, call: Call | None = None) -> None:
        super().__init__(data, initial=_initial(kind, call))
        self.kind = kind
        pack, today = current_pack(), clock.today()
        offered = [
            (str(place), str(wanted(need, today))) for place, need in enumerate(kind.conditions) if may_be_lifted(need)
        ]
        districts = sorted((one.name, one.code) for one in pack.districts)
        for name, choices in (
            ("conditions", offered),
            ("districts", [(code, name) for name, code in districts]),
            ("commodities", [(one.code, str(one.name)) for one in pack.commodities]),
            ("papers", [(one.code, str(one.title)) for one in kind.papers]),
        ):
            self.fields[name].choices = choices  # type: ignore[attr-defined]
            if not choices:
                del self.fields[name]
        self.weights = []
        for one in kind.criteria:
            self.fields[f"weight-{one.code}"] = _count(one.title, required=True)
            self.weights.append(f"weight-{one.code}")
        if kind.reimbursed:
            del self.fields["value_each"]

    @property
    def told(self) -> CallTold:
        """Give what was typed; valid forms alone."""
        data = self.cleaned_data
        words = ("title", "about", "place", "begins_on", "ends_on", "apply_from", "apply_until", "quota", "budget")
        return CallTold(
            **{name: data[name] for name in words},
            title_en=data["title_en"],
            about_en=data["about_en"],
            budget_source=data["budget_source"],
            budget_year=data["budget_year"],
            value_each=data.get("value_each") or 0,
            most_of_district=data["most_of_district"],
            most_of_commodity=data["most_of_commodity"],
            least_women=data["least_women"] or 0,
            least_first_timers=data["least_first_timers"] or 0,
            conditions=frozenset(int(one) for one in data.get("conditions", ())),
            districts=data["districts"],
            commodities=data["commodities"],
            papers=frozenset(data.get("papers", ())),
            weights={name.removeprefix("weight-"): data[name] for name in self.weights},
        )

    def add_problems(self, problems: Iterable[Problem]) -> None:
        """Put the problems that the act found at the fields that caused them."""
        for problem in problems:
            self.add_error(problem.field if problem.field in self.fields else None, str(problem.message))


def _initial(kind: ProgrammeKind, call: Call | None) -> dict[str, Any]:
    """Fill the form in: with the call, or with what a new call of the kind mostly has."""
    weights = {f"weight-{one.code}": one.weight for one in kind.criteria}
    if call is None:
        today = clock.today()
        return {
            **weights,
            "apply_from": today,
            "apply_until": today + OPEN_FOR,
            "begins_on": today + BEGINS_AFTER,
            "ends_on": today + BEGINS_AFTER,
            "budget_year": today.year,
            "conditions": [str(place) for place in range(len(kind.conditions))],
            "papers": [one.code for one in kind.papers],
        }
    terms = call.terms
    own = [one for one in terms.conditions if one not in kind.conditions]
    return {
        **{name: getattr(call, name) for name in CallForm.base_fields if hasattr(call, name)},
        **{f"weight-{one.code}": one.weight for one in terms.criteria},
        "conditions": [str(place) for place, one in enumerate(kind.conditions) if one in terms.conditions],
        "districts": [code for one in own if isinstance(one, LiesIn) for code in one.districts],
        "commodities": [code for one in own if isinstance(one, MakesOneOf) for code in one.commodities],
        "papers": [one.code for one in terms.papers],
    }
