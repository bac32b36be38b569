"""The forms of the newsletter: asking for it, and an officer's issue."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sentra.promotion.forms import ActForm
from sentra.promotion.models import Issue
from sentra.promotion.newsletter import themes_offered
from sentra.promotion.services.issues import IssueTold


class SubscribeForm(ActForm):
    """Whoever wants the newsletter: an address and a language, nothing else."""

    address = forms.CharField(
        label=_("Your e-mail address"),
        max_length=254,
        required=False,
        widget=forms.EmailInput({"autocomplete": "email", "inputmode": "email"}),
    )
    language = forms.ChoiceField(
        label=_("In which language?"),
        choices=[("id", "Bahasa Indonesia"), ("en", "English")],
        widget=forms.RadioSelect,
        required=False,
    )


class IssueForm(ActForm):
    """The words of an issue, in both languages."""

    title = forms.CharField(
        label=_("Title"), help_text=_("The subject of the mail: what is new in it"), max_length=120, required=False
    )
    words = forms.CharField(
        label=_("Words to begin with"),
        help_text=_("Two or three short paragraphs; the products and makers come after them"),
        max_length=4000,
        required=False,
        widget=forms.Textarea({"rows": 6}),
    )
    title_en = forms.CharField(label=_("Title in English (optional)"), max_length=120, required=False)
    words_en = forms.CharField(
        label=_("Words in English (optional)"),
        help_text=_("English readers get the Indonesian ones where these are empty"),
        max_length=4000,
        required=False,
        widget=forms.Textarea({"rows": 5}),
    )
    theme = forms.TypedChoiceField(
        label=_("A theme of the catalogue (optional)"),
        help_text=_("Its makers stand below what you choose yourself"),
        coerce=int,
        empty_value=None,
        required=False,
    )

    def __init__(self, data: Any = None, *, issue: Issue | None = None) -> None:
        names = ("title", "words", "title_en", "words_en")
        told = {**{name: getattr(issue, name) for name in names}, "theme": issue.theme_id} if issue else {}
        super().__init__(data, initial=told)
        themes = [(one.pk, one.title) for one in themes_offered()]
        self.fields["theme"].choices = [("", "-"), *themes]  # type: ignore[attr-defined]

    @property
    def told(self) -> IssueTold:
        """Give what was typed; valid forms alone."""
        return IssueTold(
            **{name: self.cleaned_data[name] for name in ("title", "words", "title_en", "words_en", "theme")}
        )
