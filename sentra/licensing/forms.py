"""The short forms of licensing; the pages of an application are `reference.forms.PageForm`."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sentra.reference.page_form import Choices


class TrackForm(forms.Form):
    """Number and word of a receipt."""

    number = forms.CharField(label=_("Application number"), max_length=30, help_text=_("An example: P-2026-000123"))
    word = forms.CharField(
        label=_("Tracking word"), max_length=20, help_text=_("Six letters and digits, on your receipt")
    )


class VerifyForm(forms.Form):
    """The number or code of a permit."""

    number = forms.CharField(label=_("Permit number or code"), max_length=80)


class WalkInForm(forms.Form):
    """Who stands at the counter."""

    name = forms.CharField(label=_("Name as on the identity card"), max_length=150)
    reached_by = forms.CharField(label=_("Telephone or e-mail"), max_length=254)
    service = forms.ChoiceField(label=_("Service"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, services: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["service"].choices = services  # type: ignore[attr-defined]


class ReasonForm(forms.Form):
    """A reason in a sentence."""

    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea({"rows": 4}), max_length=2000)
