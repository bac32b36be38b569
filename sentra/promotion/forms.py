"""The forms of visitors; what is typed is judged by the acts."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from sentra.kernel.errors import Problem
from sentra.promotion.models import PageReport
from sentra.promotion.services.heard import LONGEST


class HeardForm(forms.Form):
    """A form of a visitor, with the problems that its act found at the fields that caused them."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        for name, most in LONGEST.items():
            if name in self.fields:
                self.fields[name].widget.attrs["maxlength"] = most

    def add_problems(self, problems: Iterable[Problem]) -> None:
        """Put problems at their fields."""
        for problem in problems:
            self.add_error(problem.field if problem.field in self.fields else None, str(problem.message))


class EnquiryForm(HeardForm):
    """A message to a maker."""

    name = forms.CharField(label=_("Your name"), required=False, widget=forms.TextInput({"autocomplete": "name"}))
    contact = forms.CharField(
        label=_("Telephone or e-mail"),
        help_text=_("The maker answers you there. Nobody else reads it."),
        required=False,
        widget=forms.TextInput({"autocomplete": "tel"}),
    )
    message = forms.CharField(
        label=_("What would you like to know?"), required=False, widget=forms.Textarea({"rows": 5})
    )


class PageReportForm(HeardForm):
    """That something on a page is wrong."""

    wrong = forms.ChoiceField(
        label=_("What is wrong?"), choices=PageReport.Wrong.choices, widget=forms.RadioSelect, required=False
    )
    words = forms.CharField(label=_("In your words"), required=False, widget=forms.Textarea({"rows": 4}))
    contact = forms.CharField(
        label=_("Telephone or e-mail (optional)"),
        help_text=_("Only if we may ask you back."),
        required=False,
        widget=forms.TextInput({"autocomplete": "off"}),
    )
