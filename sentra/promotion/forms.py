"""The forms of visitors; what is typed is judged by the acts."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sentra.kernel.errors import Problem, plain
from sentra.promotion.models import PageReport
from sentra.promotion.services.heard import LONGEST


class ActForm(forms.Form):
    """A form whose act finds what is wrong; what is said of an empty field names it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if field.required:
                missing = _("Please fill in: %(label)s.") % {"label": plain(field.label or "")}
                field.error_messages["required"] = missing

    def add_problems(self, problems: Iterable[Problem]) -> None:
        """Put the problems that the act found at the fields that caused them."""
        for problem in problems:
            self.add_error(problem.field if problem.field in self.fields else None, str(problem.message))

    def takes(self, judge: Callable[..., list[Problem]], sent: Iterable[Problem]) -> bool:
        """Tell whether a visitor's form may be sent on: first what is typed counts, then how it was sent.

        Who sends an empty form quickly is told what to fill in, not to be slower.
        """
        if self.is_valid():
            self.add_problems(judge(**self.cleaned_data) or sent)
        return self.is_valid()


class HeardForm(ActForm):
    """A form of a visitor."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, most in LONGEST.items():
            if name in self.fields:
                self.fields[name].widget.attrs["maxlength"] = most


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
