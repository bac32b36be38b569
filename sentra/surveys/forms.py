"""Forms of surveys: planning a visit, and the report, which is long and made for a phone.

A `ReportForm` only draws; what was typed is read by `reading.read_findings`, so that page and API judge alike.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sentra.kernel.errors import Problem
from sentra.people.models import User
from sentra.reference.loading import current_pack
from sentra.reference.schema import CheckItem
from sentra.registry.models import Production
from sentra.surveys.models import Recommendation
from sentra.surveys.reading import DAY_SHAPES
from sentra.surveys.rules import SEEN
from sentra.surveys.shown import Stated

ANOTHER = "another"
RESULTS = [("ok", _("Fits")), ("not_ok", _("Doesn't fit")), ("not_applicable", _("Not applicable"))]


class PlanForm(forms.Form):
    """The day of a visit, and who goes."""

    day = forms.ChoiceField(label=_("Day"), widget=forms.RadioSelect, required=False)
    other_day = forms.DateField(
        label=_("Another day"),
        help_text=_("Only if none of the days above suits"),
        required=False,
        input_formats=DAY_SHAPES,
        widget=forms.DateInput({"type": "date"}),
        error_messages={"invalid": _("Please give a date such as 17-08-2026.")},
    )
    surveyor = forms.ChoiceField(
        label=_("Who visits"), widget=forms.RadioSelect, error_messages={"required": _("Please choose who visits.")}
    )
    remark = forms.CharField(
        label=_("Remark for the surveyor (optional)"),
        help_text=_("The way there, the best hour, whom to ask for. The applicant doesn't see it."),
        required=False,
        max_length=500,
        widget=forms.Textarea({"rows": 2}),
    )

    def __init__(
        self, *args: Any, days: Mapping[date, Sequence[str]], surveyors: Sequence[User], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offered = [(day.isoformat(), _day_label(day, districts)) for day, districts in days.items()]
        self.fields["day"].choices = [*offered, (ANOTHER, _("Another day"))]  # type: ignore[attr-defined]
        self.fields["surveyor"].choices = [(str(one.pk), one.name) for one in surveyors]  # type: ignore[attr-defined]
        self._surveyors = {str(one.pk): one for one in surveyors}

    def clean(self) -> dict[str, Any]:
        """Bring the chosen and the other day to one."""
        data = super().clean() or {}
        day, other = data.get("day"), data.get("other_day")
        if day and day != ANOTHER:
            data["planned_on"] = date.fromisoformat(day)
        elif other:
            data["planned_on"] = other
        elif "other_day" not in self.errors:
            field, words = (
                ("other_day", gettext("Please give the day.")) if day else ("day", gettext("Please choose a day."))
            )
            self.add_error(field, words)
        if data.get("surveyor"):
            data["who"] = self._surveyors[data["surveyor"]]
        return data

    def add_problem(self, problem: Problem) -> None:
        """Put a problem that the act found at the field that caused it."""
        at_day = "other_day" if self.data.get("day") == ANOTHER else "day"
        field = at_day if problem.field == "planned_on" else problem.field
        self.add_error(field if field in self.fields else None, str(problem.message))


def _day_label(day: date, districts: Sequence[str]) -> str:
    """Name a day, and where the surveyor is by then, so that one way serves two visits."""
    written = date_format(day, "l, j F Y")
    if not districts:
        return written
    names = current_pack().district_names
    places = ", ".join(dict.fromkeys(names.get(code, code) for code in districts))
    return gettext("%(day)s – you have visits in %(places)s") % {"day": written, "places": places}


class SeveralFiles(forms.ClearableFileInput):
    """An input for several files."""

    allow_multiple_selected = True


@dataclass(frozen=True, slots=True)
class Check:
    """A line of the checklist with its two fields."""

    item: CheckItem
    result: forms.BoundField
    note: forms.BoundField


def _text(label: Any, *, rows: int = 0, hint: Any = "", keyboard: str = "text") -> forms.CharField:
    short = forms.TextInput({"inputmode": keyboard, "autocomplete": "off"})
    widget = forms.Textarea({"rows": rows}) if rows else short
    return forms.CharField(label=label, help_text=hint, required=False, widget=widget)


def _radio(label: Any, choices: Iterable[tuple[str, Any]]) -> forms.CharField:
    return forms.CharField(label=label, required=False, widget=forms.RadioSelect(choices=list(choices)))


def _stated(value: str) -> str:
    return gettext("The application states: %(value)s") % {"value": value} if value else ""


class ReportForm(forms.Form):
    """The report as it was typed so far, with the problems of it."""

    def __init__(
        self, items: Sequence[CheckItem], *, typed: Mapping[str, str], stated: Stated, problems: Iterable[Problem] = ()
    ) -> None:
        super().__init__(data=dict(typed))
        self.items = items
        self.fields.update(_about_visit())
        for item in items:
            self.fields[f"item-{item.code}"] = _radio(str(item.label), RESULTS)
            self.fields[f"note-{item.code}"] = _text(_("Note"), rows=1)
        self.fields.update(_about_production(stated))
        self.fields["photos"] = forms.FileField(required=False, label=_("Photographs"), widget=SeveralFiles())
        self.fields.update(_about_conclusion())
        self.full_clean()
        for problem in problems:
            self.add_error(problem.field if problem.field in self.fields else None, str(problem.message))

    def checks(self) -> Iterator[Check]:
        """Give the lines of the checklist, each with its fields."""
        for item in self.items:
            yield Check(item, self[f"item-{item.code}"], self[f"note-{item.code}"])


def _about_visit() -> dict[str, forms.Field]:
    day = forms.CharField(label=_("Day of the visit"), required=False, widget=forms.DateInput({"type": "date"}))
    team = _text(
        _("Who went along (optional)"), rows=2, hint=_("Each name on a line of its own. You are on it already.")
    )
    return {"visited_on": day, "team": team}


def _about_production(stated: Stated) -> dict[str, forms.Field]:
    runs = [(value, label) for value, label in Production.choices if value in SEEN]
    return {
        "production": _radio(_("How does the production run?"), runs),
        "production_reason": _text(_("Why, if it doesn't run smoothly?"), rows=2),
        "workers_men": _text(_("Men at work that you saw"), hint=_stated(stated.workers_men), keyboard="numeric"),
        "workers_women": _text(_("Women at work that you saw"), hint=_stated(stated.workers_women), keyboard="numeric"),
        "capacity": _text(_("Capacity that you saw"), hint=_stated(stated.capacity)),
    }


def _about_conclusion() -> dict[str, forms.Field]:
    return {
        "findings": _text(_("What did you see?"), rows=5, hint=_("In a few sentences; it stands in the report.")),
        "recommendation": _radio(_("What do you recommend?"), Recommendation.choices),
        "recommendation_reason": _text(
            _("Why?"), rows=3, hint=_("Needed to refuse; with advice, say here what the advice is.")
        ),
    }
