"""The forms of the survey; what is chosen is judged by `skm_rules`, whoever sends it."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sentra.insights.skm_rules import COMMENT
from sentra.kernel.errors import Problem
from sentra.reference.skm import ELEMENTS, MARKS, Skm

NUL = str.maketrans("", "", "\x00")


class SurveyForm(forms.Form):
    """Nine questions with four answers each, and a comment; it draws what was chosen, and takes nothing itself."""

    def __init__(self, skm: Skm, given: Mapping[str, str] | None = None, problems: Iterable[Problem] = ()) -> None:
        super().__init__(given)
        for number, one in enumerate(skm.elements, start=1):
            self.fields[one.code] = forms.ChoiceField(
                label=f"{number}. {one.question}",
                choices=list(zip(map(str, MARKS), map(str, one.answers), strict=True)),
                widget=forms.RadioSelect,
                required=False,
            )
        self.fields[COMMENT] = forms.CharField(
            label=_("What should we keep, what should we do better? (optional)"),
            help_text=_("Please name nobody and no numbers. The office reads it first; then it may be published."),
            widget=forms.Textarea({"rows": 4, "maxlength": skm.longest_comment}),
            required=False,
        )
        if given is not None:
            self._errors = forms.utils.ErrorDict()
            self.cleaned_data = {}
            for problem in problems:
                self.add_error(problem.field if problem.field in self.fields else None, str(problem.message))


def survey_given(sent: Mapping[str, Any]) -> dict[str, str]:
    """Read what the form sent: marks and comment, without what no page of ours sends."""
    return {name: str(sent.get(name, "")).translate(NUL) for name in (*ELEMENTS, COMMENT)}


class FindForm(forms.Form):
    """Number and word of a receipt, for who has no link."""

    number = forms.CharField(
        label=gettext_lazy("Application number"), max_length=30, help_text=gettext_lazy("An example: P-2026-000123")
    )
    word = forms.CharField(
        label=gettext_lazy("Tracking word"),
        max_length=20,
        help_text=gettext_lazy("Six letters and digits, on your receipt"),
    )
