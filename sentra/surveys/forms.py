"""Forms of surveys: planning a visit, and the report, which is long and made for a phone.

A `ReportForm` only draws; what was typed is read by `reading.read_told`, so that page and API judge alike.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sentra.files.models import File
from sentra.kernel.errors import Message, Problem
from sentra.kernel.quantity import write_amount
from sentra.people.models import User
from sentra.reference.checklist_typed import Typed
from sentra.reference.checklists import Question, Section
from sentra.reference.loading import current_pack
from sentra.registry.models import Production
from sentra.surveys.models import Finding, Recommendation, SignatureRole
from sentra.surveys.models.visit import TO_BUSINESSES
from sentra.surveys.reading import DAY_SHAPES
from sentra.surveys.rules import SEEN, Asks
from sentra.surveys.shown import Stated

ANOTHER = "another"
RESULTS = [("yes", _("Fits")), ("no", _("Doesn't fit")), ("not_applicable", _("Not applicable"))]
FOLLOWED = [("done", _("Put right")), ("open", _("Not yet"))]
NOTED = frozenset({"yes_no", "grade", "choice", "number"})
"""The kinds of questions beside which a note stands."""
SIGNERS: dict[str, Message] = {
    SignatureRole.OWNER: _("Name of who signs for the business (optional)"),
    SignatureRole.TEAM: _("Name of who signs for the team (optional)"),
}


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


class BusinessPlanForm(PlanForm):
    """A visit to a business of the register: what for, the day, and who goes."""

    kind = forms.ChoiceField(
        label=_("What for"),
        widget=forms.RadioSelect,
        choices=[(one.value, one.label) for one in TO_BUSINESSES],
        error_messages={"required": _("Please choose what the visit is for.")},
    )
    field_order = ["kind", "day", "other_day", "surveyor", "remark"]


class CensusPlanForm(PlanForm):
    """The census of a village: where, the day, and who goes."""

    village = forms.ChoiceField(label=_("Village"), error_messages={"required": _("Please choose the village.")})
    field_order = ["village", "day", "other_day", "surveyor", "remark"]

    def __init__(self, *args: Any, districts: frozenset[str] | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pack = current_pack()
        groups: list[tuple[str, Any]] = [("", "—")]
        for one in sorted(pack.districts, key=lambda district: district.name):
            if districts is None or one.code in districts:
                inside = [(place.code, place.name) for place in pack.villages if place.district == one.code]
                groups.append((one.name, sorted(inside, key=lambda place: place[1])))
        self.fields["village"].choices = groups  # type: ignore[attr-defined]


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
class Asked:
    """A question with its fields: the answer, the note beside it, and what belongs to a place or a signature.

    `when` names the earlier answer that opens it, for the script; `files` are its photographs so far.
    """

    question: Question
    answer: forms.BoundField
    note: forms.BoundField | None
    beside: forms.BoundField | None
    when: str
    files: Sequence[File]


@dataclass(frozen=True, slots=True)
class Followed:
    """An open finding with the fields that say how it stands now."""

    finding: Finding
    state: forms.BoundField
    words: forms.BoundField


@dataclass(frozen=True, slots=True)
class Signing:
    """One signature under the report: a name, a tick for where no script draws, and the drawn picture."""

    role: str
    label: Message
    name: forms.BoundField
    tick: forms.BoundField
    files: Sequence[File]


def _text(label: Any, *, rows: int = 0, hint: Any = "", keyboard: str = "text") -> forms.CharField:
    short = forms.TextInput({"inputmode": keyboard, "autocomplete": "off"})
    widget = forms.Textarea({"rows": rows}) if rows else short
    return forms.CharField(label=label, help_text=hint, required=False, widget=widget)


def _radio(label: Any, choices: Iterable[tuple[str, Any]], hint: Any = "") -> forms.CharField:
    return forms.CharField(label=label, help_text=hint, required=False, widget=forms.RadioSelect(choices=list(choices)))


def _stated(value: str, *, by_application: bool) -> str:
    if not value:
        return ""
    words = gettext("The application states: %(value)s") if by_application else gettext("Last time: %(value)s")
    return words % {"value": value}


def _number(question: Question) -> forms.CharField:
    bounds = [write_amount(bound) for bound in (question.least, question.most) if bound is not None]
    parts = [str(question.hint or ""), str(question.unit or ""), "–".join(bounds) if len(bounds) > 1 else ""]
    hint = " · ".join(part for part in parts if part)
    return _text(str(question.label), hint=hint, keyboard="decimal" if question.decimals else "numeric")


def _place(question: Question) -> forms.CharField:
    attributes = {
        "autocomplete": "off",
        "data-pin": gettext("Use the place where I am"),
        "data-pin-refused": gettext("The phone doesn't tell its place. Please type it, or allow it and try again."),
        "data-pin-accuracy": f"q-{question.code}-accuracy",
    }
    hint = str(question.hint or "")
    return forms.CharField(
        label=str(question.label), help_text=hint, required=False, widget=forms.TextInput(attributes)
    )


def _field_of(question: Question) -> forms.Field:
    """Draw a question as its kind wants it."""
    label, hint = str(question.label), str(question.hint or "")
    if question.kind == "yes_no":
        return _radio(label, RESULTS, hint)
    if question.kind in {"grade", "choice"}:
        options = [(one.code, str(one.label)) for one in (*question.grades, *question.choices)]
        if question.several:
            return forms.MultipleChoiceField(
                label=label, help_text=hint, required=False, choices=options, widget=forms.CheckboxSelectMultiple
            )
        return _radio(label, options, hint)
    if question.kind == "number":
        return _number(question)
    if question.kind == "place":
        return _place(question)
    if question.kind == "photo":
        return forms.FileField(label=label, help_text=hint, required=False, widget=SeveralFiles())
    return _text(label, hint=hint, rows=3 if question.kind == "text" else 0)


class ReportForm(forms.Form):
    """The report as it was typed so far, with the problems of it."""

    def __init__(
        self,
        asks: Asks,
        *,
        typed: Typed,
        stated: Stated,
        files: Mapping[str, Sequence[File]],
        findings: Sequence[Finding] = (),
        problems: Iterable[Problem] = (),
    ) -> None:
        super().__init__(data=dict(typed))
        self.asks, self.files_held, self.open_findings = asks, files, findings
        self.fields.update(_about_visit())
        for question in asks.drawn:
            self.fields[f"q-{question.code}"] = _field_of(question)
            if question.kind in NOTED:
                self.fields[f"n-{question.code}"] = _text(_("Note"), rows=1)
            if question.kind == "place":
                self.fields[f"q-{question.code}-accuracy"] = forms.CharField(required=False, widget=forms.HiddenInput)
            if question.kind == "signature":
                self.fields[f"q-{question.code}-tick"] = _tick()
        for finding in findings:
            self.fields[f"f-{finding.pk}"] = _radio(_("Was it put right?"), FOLLOWED)
            self.fields[f"fn-{finding.pk}"] = _text(_("How it stands"), rows=1)
        if asks.production:
            self.fields.update(_about_production(stated))
            self.fields.update(_about_problem_product())
        self.fields["photos"] = forms.FileField(required=False, label=_("Photographs"), widget=SeveralFiles())
        self.fields.update(_about_conclusion(recommends=asks.recommends))
        for role in SignatureRole:
            self.fields[f"sign-{role}"] = _text(SIGNERS[role])
            self.fields[f"sign-{role}-tick"] = _tick()
        self.full_clean()
        for problem in problems:
            self.add_error(problem.field if problem.field in self.fields else None, str(problem.message))

    def sections(self) -> Iterator[tuple[Section, list[Asked]]]:
        """Give the sections of the checklist with the questions that the visit may ask."""
        for section, questions in self.asks.drawn_by_section:
            yield section, [self._asked(question) for question in questions]

    def _asked(self, question: Question) -> Asked:
        name = f"q-{question.code}"
        beside = {"place": f"{name}-accuracy", "signature": f"{name}-tick"}.get(question.kind)
        return Asked(
            question=question,
            answer=self[name],
            note=self[f"n-{question.code}"] if question.kind in NOTED else None,
            beside=self[beside] if beside else None,
            when=self.asks.opened_by(question),
            files=self.files_held.get(name, ()),
        )

    def followed(self) -> Iterator[Followed]:
        """Give the open findings, each with its fields."""
        for finding in self.open_findings:
            yield Followed(finding, self[f"f-{finding.pk}"], self[f"fn-{finding.pk}"])

    def signing(self) -> Iterator[Signing]:
        """Give the signatures under the report."""
        for role in SignatureRole:
            name = f"sign-{role}"
            yield Signing(role, role.label, self[name], self[f"{name}-tick"], self.files_held.get(name, ()))


def _tick() -> forms.BooleanField:
    return forms.BooleanField(label=_("The name stands for the signature"), required=False)


def _about_visit() -> dict[str, forms.Field]:
    day = forms.CharField(label=_("Day of the visit"), required=False, widget=forms.DateInput({"type": "date"}))
    team = _text(
        _("Who went along (optional)"), rows=2, hint=_("Each name on a line of its own. You are on it already.")
    )
    at = forms.CharField(label=_("Time (optional)"), required=False, widget=forms.TimeInput({"type": "time"}))
    return {"visited_on": day, "visited_time": at, "team": team}


def _about_production(stated: Stated) -> dict[str, forms.Field]:
    told = partial(_stated, by_application=stated.by_application)
    runs = [(value, label) for value, label in Production.choices if value in SEEN]
    return {
        "production": _radio(_("How does the production run?"), runs),
        "production_reason": _text(_("Why, if it doesn't run smoothly?"), rows=2),
        "workers_men": _text(_("Men at work that you saw"), hint=told(stated.workers_men), keyboard="numeric"),
        "workers_women": _text(_("Women at work that you saw"), hint=told(stated.workers_women), keyboard="numeric"),
        "capacity": _text(_("Capacity that you saw"), hint=told(stated.capacity)),
    }


def _about_problem_product() -> dict[str, forms.Field]:
    return {
        "problem_product": _text(_("Which product? (optional)"), hint=_("Only if you saw one with a problem")),
        "problem_happened": _text(
            _("What is wrong with it?"), rows=2, hint=_("Such as mould, a false label, or a part that hurts")
        ),
    }


def _about_conclusion(*, recommends: bool) -> dict[str, forms.Field]:
    seen = _text(_("What did you see?"), rows=5, hint=_("In a few sentences; it stands in the report."))
    if not recommends:
        return {"findings": seen}
    return {
        "findings": seen,
        "recommendation": _radio(_("What do you recommend?"), Recommendation.choices),
        "recommendation_reason": _text(
            _("Why?"), rows=3, hint=_("Needed to refuse; with advice, say here what the advice is.")
        ),
    }
