"""Forms of the reference: a day off."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from sentra.reference.acts import VALUES_OF_KIND

KINDS = [(kind, capfirst(words)) for kind, words in VALUES_OF_KIND.items()]


class HolidayForm(forms.Form):
    """A day on which the offices are closed."""

    day = forms.DateField(
        label=_("Day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
        error_messages={"required": _("Please give the day."), "invalid": _("Please give the day as a date.")},
    )
    name = forms.CharField(
        label=_("What is it called?"), max_length=150, error_messages={"required": _("Please give the day a name.")}
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=KINDS)


class DayForm(forms.Form):
    """Names a day that is in the calendar."""

    day = forms.DateField(input_formats=["%Y-%m-%d"])
