"""The public form of a report; what is typed is judged by `rules`, whoever types it."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sentra.cases.rules import TEXTS
from sentra.kernel.errors import Problem
from sentra.reference.loading import current_pack
from sentra.registry.models import Business
from sentra.surveys.reading import DAY_SHAPES


class ReportForm(forms.Form):
    """What somebody reports. `business` is the one that the link named: its products are offered."""

    kind = forms.ChoiceField(label=_("What is it about?"), widget=forms.RadioSelect, required=False)
    product_name = forms.CharField(
        label=_("Which product?"), help_text=_("As it stands on the packing: name and brand"), required=False
    )
    maker_name = forms.CharField(
        label=_("Who made it? (optional)"), help_text=_("The maker's name or brand, if you know it"), required=False
    )
    batch = forms.CharField(
        label=_("Batch or date on the packing (optional)"),
        help_text=_("A code, the day of production, or the day by which to use it"),
        required=False,
    )
    happened = forms.CharField(
        label=_("What happened?"),
        help_text=_("In your own words: what you saw, and whether somebody was harmed"),
        widget=forms.Textarea({"rows": 5}),
        required=False,
    )
    bought_at = forms.CharField(
        label=_("Where did you buy it?"), help_text=_("Shop, market, online, or from whom"), required=False
    )
    bought_on = forms.DateField(
        label=_("When? (optional)"),
        required=False,
        input_formats=DAY_SHAPES,
        widget=forms.DateInput({"type": "date"}),
        error_messages={"invalid": _("Please give a date such as 17-08-2026.")},
    )
    district = forms.ChoiceField(label=_("In which district? (optional)"), required=False)
    reporter_name = forms.CharField(label=_("Your name (optional)"), required=False)
    reporter_contact = forms.CharField(
        label=_("Telephone or e-mail (optional)"),
        help_text=_("Only the officer of this case reads it, and each reading is recorded."),
        required=False,
    )

    def __init__(self, *args: Any, business: Business | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.photos_wrong = ""
        pack = current_pack()
        kinds = [(one.code, f"{one.title}: {one.hint}") for one in pack.cases.kinds]
        districts = sorted((one.name, one.code) for one in pack.districts)
        self.fields["kind"].choices = [*kinds, ("", _("I can't say"))]  # type: ignore[attr-defined]
        self.fields["district"].choices = [("", _("I don't know")), *((code, name) for name, code in districts)]  # type: ignore[attr-defined]
        for name, most in TEXTS.items():
            self.fields[name].widget.attrs["maxlength"] = most
        for name in ("reporter_name", "reporter_contact"):
            self.fields[name].widget.attrs["autocomplete"] = "off"
        if business:
            self.fields["product_name"].widget.attrs["list"] = "products"
            del self.fields["maker_name"], self.fields["district"]

    def add_problems(self, problems: Iterable[Problem]) -> None:
        """Put the problems that the act found at the fields that caused them."""
        for problem in problems:
            self.add_error(problem.field if problem.field in self.fields else None, str(problem.message))
            if problem.field == "photos":
                self.photos_wrong = str(problem.message)


class FollowForm(forms.Form):
    """The code of a report."""

    code = forms.CharField(
        label=_("Code of your report"), max_length=20, help_text=_("Ten letters and digits, shown when you sent it")
    )
