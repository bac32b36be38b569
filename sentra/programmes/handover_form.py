"""The form of a handover: so many machines, each with its pictures, the day, the village, both signatures.

Pictures are kept as soon as they arrive (`kept`), so that nothing is taken again when something else has to be mended.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sentra.kernel import clock
from sentra.kernel.errors import Problem
from sentra.programmes.forms import MoneyField
from sentra.programmes.handing import LABELS, LONGEST, LONGEST_NAME, SIGNERS, HandoverTold, MachineTold, field_of
from sentra.programmes.models import AssetCondition, Candidate
from sentra.reference.loading import current_pack
from sentra.surveys.reading import DAY_SHAPES
from sentra.surveys.rules import Signed

HINTS = {
    "what": _("Such as: coffee roaster 5 kg"),
    "serial": _("As it stands on the machine; where there is none, mark the machine with a number of the office."),
}
SIGNED = {"receiver": _("Who receives"), "officer": _("Who hands over")}
Kept = Mapping[str, list[str]]


def _line(label: Any, hint: Any = "", most: int = LONGEST_NAME) -> forms.CharField:
    widget = forms.TextInput({"autocomplete": "off", "maxlength": most})
    return forms.CharField(label=label, help_text=hint, required=False, widget=widget)


def _number(label: Any) -> forms.IntegerField:
    widget = forms.TextInput({"inputmode": "numeric", "autocomplete": "off", "maxlength": 4})
    message = _("Please give the year in four digits.")
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=9999,
        widget=widget,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), message),
    )


class HandoverForm(forms.Form):
    """A handover of so many machines to who was chosen; `kept` are the ids of pictures by the name of their field."""

    handed_on = forms.DateField(
        label=_("Day of the handover"),
        required=False,
        input_formats=DAY_SHAPES,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Please give a date such as 17-08-2026.")},
    )
    place = forms.ChoiceField(label=_("Village where it is handed over"), required=False)

    def __init__(self, data: Any = None, *, candidate: Candidate, many: int, kept: Kept | None = None) -> None:
        business = candidate.business
        initial = {
            "handed_on": clock.today(),
            "place": business.village,
            "m0-what": candidate.answers.get("machine", ""),
            "sign-receiver": business.owner.name,
        }
        super().__init__(data, initial=initial)
        self.many, self.kept = many, kept or {}
        self.fields["place"].choices = _villages()  # type: ignore[attr-defined]
        for place in range(many):
            for name, most in LONGEST.items():
                self.fields[field_of(place, name)] = _line(LABELS[name], HINTS.get(name, ""), most)
            self.fields[field_of(place, "year_made")] = _number(_("Year it was made (optional)"))
            widget = forms.TextInput({"inputmode": "numeric", "autocomplete": "off", "data-money": ""})
            self.fields[field_of(place, "value")] = MoneyField(
                label=_("Value in rupiah"), required=False, widget=widget
            )
            self.fields[field_of(place, "condition")] = forms.ChoiceField(
                label=_("Condition of the machine"),
                required=False,
                choices=AssetCondition.choices,
                widget=forms.RadioSelect,
            )
            self.fields[field_of(place, "photos")] = forms.FileField(label=_("Photographs"), required=False)
        for who in SIGNERS:
            self.fields[f"sign-{who}"] = _line(SIGNED[who])
            self.fields[f"sign-{who}-tick"] = forms.BooleanField(
                label=_("The name stands for the signature"), required=False
            )

    @property
    def told(self) -> HandoverTold:
        """Give what was typed; valid forms alone."""
        data = self.cleaned_data
        machines = [
            MachineTold(
                **{name: data[field_of(place, name)] for name in LONGEST},
                value=data[field_of(place, "value")],
                condition=data[field_of(place, "condition")],
                photos=tuple(self.kept.get(field_of(place, "photos"), ())),
                year_made=data[field_of(place, "year_made")],
            )
            for place in range(self.many)
        ]
        signed = {who: self._signed(who) for who in SIGNERS}
        return HandoverTold(machines, data["handed_on"], data["place"], **signed)

    def _signed(self, who: str) -> Signed | None:
        drawn = next(iter(self.kept.get(f"sign-{who}", ())), "")
        ticked = self.cleaned_data[f"sign-{who}-tick"]
        return Signed(who, self.cleaned_data[f"sign-{who}"], drawn) if drawn or ticked else None

    def machines(self) -> list[dict[str, Any]]:
        """Give the machines with their fields, as the page draws them."""
        names = (*LONGEST, "year_made", "value", "condition", "photos")
        return [
            {name: self[field_of(place, name)] for name in names}
            | {"place": place + 1, "kept": self.kept.get(field_of(place, "photos"), [])}
            for place in range(self.many)
        ]

    def signing(self) -> list[dict[str, Any]]:
        """Give the signatures with their fields, as the page draws them."""
        return [
            {
                "label": SIGNED[who],
                "name": self[f"sign-{who}"],
                "tick": self[f"sign-{who}-tick"],
                "kept": self.kept.get(f"sign-{who}", []),
            }
            for who in SIGNERS
        ]

    def add_problems(self, problems: Iterable[Problem]) -> None:
        """Put the problems that the act found at the fields that caused them."""
        for problem in problems:
            self.add_error(problem.field if problem.field in self.fields else None, str(problem.message))


def _villages() -> list[tuple[str, Any]]:
    """Give the villages of the regency by district."""
    pack = current_pack()
    groups: list[tuple[str, Any]] = [("", "—")]
    for district in sorted(pack.districts, key=lambda one: one.name):
        inside = sorted((one for one in pack.villages if one.district == district.code), key=lambda one: one.name)
        groups.append((district.name, [(one.code, one.name) for one in inside]))
    return groups
