"""The form by which an officer asks for a print edition."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sentra.promotion.choosing import Choice, ChoiceKind, events
from sentra.promotion.forms import ActForm
from sentra.promotion.models import Chapters, Maker, Paper, Theme
from sentra.promotion.services.editions import (
    LONGEST_FOREWORD,
    LONGEST_SUBTITLE,
    LONGEST_TITLE,
    EditionTold,
)
from sentra.reference.loading import current_pack

MOST_LINES = 300
LONGEST_LINES = 20_000


class ChoiceForm(ActForm):
    """Who is chosen: the kind, and the codes of each kind."""

    kind = forms.ChoiceField(label=_("Who stands in it"), choices=ChoiceKind.choices, widget=forms.RadioSelect)
    commodity = forms.MultipleChoiceField(label=_("Commodities"), required=False, widget=forms.CheckboxSelectMultiple)
    district = forms.MultipleChoiceField(label=_("Districts"), required=False, widget=forms.CheckboxSelectMultiple)
    event = forms.MultipleChoiceField(
        label=_("Exhibitions and market days"), required=False, widget=forms.CheckboxSelectMultiple
    )
    theme = forms.MultipleChoiceField(label=_("Themes"), required=False, widget=forms.CheckboxSelectMultiple)
    makers = forms.CharField(
        label=_("Makers"),
        required=False,
        max_length=LONGEST_LINES,
        help_text=_("One a line: the number on the register, or the last part of the page's address."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pack = current_pack()
        self._offer("commodity", [(one.code, str(one.name)) for one in pack.commodities])
        self._offer("district", sorted(((one.code, one.name) for one in pack.districts), key=lambda one: one[1]))
        self._offer("event", [(call.number, f"{call.title} ({call.begins_on:%d.%m.%Y})") for call in events()[:40]])
        self._offer("theme", list(Theme.objects.values_list("slug", "title")[:60]))

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = choices

    def clean_makers(self) -> list[str]:
        """Find the makers that are named; whoever isn't found is told."""
        lines = [line.strip() for line in self.cleaned_data["makers"].splitlines() if line.strip()]
        if len(lines) > MOST_LINES:
            raise forms.ValidationError(_("At most %(most)s makers, please."), params={"most": MOST_LINES})
        names = [line.rstrip("/").rsplit("/", 1)[-1] for line in lines]
        numbers = {name.upper() for name in names}
        rows = Maker.objects.filter(slug__in=names).union(Maker.objects.filter(business__register_number__in=numbers))
        found = {one.pk: one for one in rows}
        full = Maker.objects.filter(pk__in=found).values_list("slug", "business__register_number")
        known = {key: slug for slug, number in full for key in (slug, number)}
        missing = [name for name in names if name not in known and name.upper() not in known]
        if missing:
            said = ", ".join(missing[:5])
            raise forms.ValidationError(_("There is no page of these: %(names)s"), params={"names": said[:300]})
        return list(dict.fromkeys(known.get(name) or known[name.upper()] for name in names))

    @property
    def choice(self) -> Choice:
        """The choice that was made; valid forms alone have one."""
        kind = ChoiceKind(self.cleaned_data["kind"])
        return Choice(kind, tuple(self.cleaned_data.get(kind.value) or ()) if kind != ChoiceKind.ALL else ())


class EditionForm(ChoiceForm):
    """An edition as an officer asks for it."""

    title = forms.CharField(label=_("Title"), max_length=LONGEST_TITLE)
    subtitle = forms.CharField(label=_("Subtitle"), max_length=LONGEST_SUBTITLE, required=False)
    foreword = forms.CharField(
        label=_("Foreword"),
        max_length=LONGEST_FOREWORD,
        required=False,
        help_text=_("Without one, a short one is written."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    language = forms.ChoiceField(
        label=_("Language"), choices=[("id", "Bahasa Indonesia"), ("en", "English")], widget=forms.RadioSelect
    )
    paper = forms.ChoiceField(
        label=pgettext_lazy("of a print", "Paper"), choices=Paper.choices, widget=forms.RadioSelect
    )
    chapters = forms.ChoiceField(label=_("Chapters"), choices=Chapters.choices, widget=forms.RadioSelect)

    @property
    def told(self) -> EditionTold:
        """The edition that is asked for; valid forms alone have one."""
        given = self.cleaned_data
        return EditionTold(
            title=given["title"],
            choice=self.choice,
            subtitle=given["subtitle"],
            foreword=given["foreword"],
            language=given["language"],
            paper=given["paper"],
            chapters=given["chapters"],
        )
