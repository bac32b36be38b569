"""The officer's forms of campaigns; what is typed is judged by `campaign_rules`, whoever types it."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sentra.programmes.forms import MoneyField, day_field
from sentra.promotion.campaign_rules import Plan, Published
from sentra.promotion.campaigns import Participant, officers_of_promotion
from sentra.promotion.forms import ActForm
from sentra.promotion.models import Campaign
from sentra.reference.loading import current_pack

NUMERIC = {"inputmode": "numeric", "autocomplete": "off"}


def _money(label: Any) -> MoneyField:
    return MoneyField(label=label, required=False, max_length=30, widget=forms.TextInput({**NUMERIC, "data-money": ""}))


def media_offered() -> list[tuple[str, str]]:
    """Give the kinds of media of the pack, as choices."""
    return [(one.code, str(one.title)) for one in current_pack().promotion.media]


class CampaignForm(ActForm):
    """The plan of a campaign."""

    title = forms.CharField(label=_("Title"), max_length=120, required=False)
    purpose = forms.CharField(
        label=_("What is it for?"),
        help_text=_("Whom it is to reach, and what they should know afterwards"),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    media_kinds = forms.MultipleChoiceField(
        label=_("By which media?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    place = forms.CharField(
        label=_("Where (optional)"), help_text=_("Such as a station, a town, a feast"), max_length=200, required=False
    )
    from_day = day_field(_("From"))
    until_day = day_field(_("Until"))
    cost_planned = _money(_("Planned cost in rupiah (optional)"))
    budget_source = forms.CharField(
        label=_("Where the money comes from (optional)"),
        help_text=_("Such as APBD or DAK"),
        max_length=100,
        required=False,
    )
    in_charge = forms.TypedChoiceField(label=_("Who is in charge"), coerce=int, required=False, empty_value=None)

    def __init__(self, data: Any = None, *, campaign: Campaign | None = None, actor_id: int | None = None) -> None:
        super().__init__(data, initial=_of(campaign) if campaign else {"in_charge": actor_id})
        self.fields["media_kinds"].choices = media_offered()  # type: ignore[attr-defined]
        officers = [(one.pk, one.name) for one in officers_of_promotion()]
        self.fields["in_charge"].choices = officers  # type: ignore[attr-defined]

    @property
    def plan(self) -> Plan:
        """Give what was typed; valid forms alone."""
        data = self.cleaned_data
        names = ("title", "purpose", "from_day", "until_day", "in_charge", "place", "cost_planned", "budget_source")
        return Plan(media=tuple(data["media_kinds"]), **{name: data[name] for name in names})


def _of(campaign: Campaign) -> dict[str, Any]:
    told = {
        name: getattr(campaign, name)
        for name in CampaignForm.base_fields
        if hasattr(campaign, name) and name != "in_charge"
    }
    return {**told, "media_kinds": campaign.media, "in_charge": campaign.in_charge_id}


class PieceForm(ActForm):
    """Something that was published in a campaign."""

    medium = forms.ChoiceField(label=_("Kind of medium"), required=False)
    title = forms.CharField(
        label=_("What was published"), help_text=_("Its headline, or what was said"), max_length=200, required=False
    )
    publisher = forms.CharField(
        label=_("By whom"), help_text=_("The paper, station, site or account"), max_length=120, required=False
    )
    published_on = day_field(_("Published on"))
    link = forms.CharField(
        label=_("Link"),
        help_text=_("The address where it is seen, with https://"),
        max_length=500,
        required=False,
        widget=forms.URLInput({"autocomplete": "off"}),
    )
    scan = forms.FileField(
        label=_("Or a scan or photograph of it"),
        required=False,
        widget=forms.FileInput({"accept": "image/*,application/pdf", "data-shrink": ""}),
    )
    reach = forms.IntegerField(
        label=_("How many people did it reach? (optional)"),
        help_text=_("As the publisher told it"),
        required=False,
        min_value=0,
        widget=forms.TextInput(NUMERIC),
        error_messages={"invalid": _("Please write digits only, for example 15000.")},
    )
    cost = _money(_("Cost in rupiah (optional)"))
    makers = forms.TypedMultipleChoiceField(
        label=_("Whom does it show?"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data: Any = None, files: Any = None, *, participants: Iterable[Participant]) -> None:
        super().__init__(data, files)
        self.fields["medium"].choices = [("", "-"), *media_offered()]  # type: ignore[attr-defined]
        names = [(one.maker.pk, one.maker.business.name) for one in participants]
        self.fields["makers"].choices = names  # type: ignore[attr-defined]

    @property
    def published(self) -> Published:
        """Give what was typed; valid forms alone."""
        data = self.cleaned_data
        names = ("medium", "title", "publisher", "published_on", "link", "reach", "cost")
        return Published(makers=frozenset(data["makers"]), **{name: data[name] for name in names})
