"""Forms made from the questions of a pack, page by page.

A `PageForm` only draws; what was typed is read by `answers.read_page`, so that page and API judge alike.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sentra.kernel.errors import Problem
from sentra.kernel.quantity import write_amount
from sentra.kernel.text import mask
from sentra.reference.answers import SECRET_TYPES, Lists
from sentra.reference.conditions import asked
from sentra.reference.loading import current_pack
from sentra.reference.pack import Pack
from sentra.reference.schema import FormField

Choices = list[tuple[str, Any]]
EMPTY: tuple[str, Any] = ("", "—")


def _districts(_question: FormField, pack: Pack, _lists: Lists) -> Choices:
    return [EMPTY, *((one.code, one.name) for one in sorted(pack.districts, key=lambda one: one.name))]


def _villages(_question: FormField, pack: Pack, _lists: Lists) -> Choices:
    groups: Choices = [EMPTY]
    for district in sorted(pack.districts, key=lambda one: one.name):
        inside = sorted((one for one in pack.villages if one.district == district.code), key=lambda one: one.name)
        groups.append((district.name, [(one.code, one.name) for one in inside]))
    return groups


def _commodities(_question: FormField, pack: Pack, _lists: Lists) -> Choices:
    return [EMPTY, *((one.code, str(one.name)) for one in pack.commodities)]


def _kbli(_question: FormField, pack: Pack, _lists: Lists) -> Choices:
    newest = {one.code: one for one in sorted(pack.kbli, key=lambda one: one.version)}
    return [EMPTY, *((code, f"{code} · {one.title}") for code, one in sorted(newest.items()))]


def _paper_kinds(_question: FormField, pack: Pack, _lists: Lists) -> Choices:
    return [EMPTY, *((kind.code, str(kind.title)) for kind in pack.registry.paper_kinds)]


def _permits(_question: FormField, _pack: Pack, lists: Lists) -> Choices:
    return [EMPTY, *sorted(lists.permit_names.items())]


def _own_choices(question: FormField, _pack: Pack, _lists: Lists) -> Choices:
    return [(choice.value, str(choice.label)) for choice in question.choices]


SELECTS: Mapping[str, Callable[[FormField, Pack, Lists], Choices]] = {
    "district": _districts,
    "village": _villages,
    "commodity": _commodities,
    "kbli": _kbli,
    "permit": _permits,
    "paper_kind": _paper_kinds,
}
KEYBOARDS = {"nik": "numeric", "npwp": "numeric", "nib": "numeric", "pirt": "numeric", "integer": "numeric"} | {
    "money": "numeric",
    "decimal": "decimal",
    "phone": "tel",
    "email": "email",
}
FILLED_BY_BROWSER = {"phone": "tel", "email": "email"}
YES_NO: Choices = [("yes", _("Yes")), ("no", _("No"))]


def _attributes(question: FormField) -> dict[str, Any]:
    attributes: dict[str, Any] = {}
    if question.type in KEYBOARDS:
        attributes["inputmode"] = KEYBOARDS[question.type]
    attributes["autocomplete"] = FILLED_BY_BROWSER.get(question.type, "off")
    if question.type == "money":
        attributes["data-money"] = ""
    if question.type == "pin":
        attributes["data-pin"] = _("Use the place where I am")
        attributes["data-pin-refused"] = _(
            "The phone doesn't tell its place. Please type it, or allow it and try again."
        )
    if question.type == "village":
        attributes["data-narrowed-by"] = "district"
    return attributes


def _draw(question: FormField, pack: Pack, lists: Lists) -> forms.Field:
    common: dict[str, Any] = {
        "label": str(question.label),
        "help_text": str(question.hint) if question.hint else "",
        "required": False,
    }
    attributes = _attributes(question)
    if question.type == "yesno":
        return forms.CharField(widget=forms.RadioSelect(choices=YES_NO), **common)
    if question.type == "choice":
        return forms.CharField(widget=forms.RadioSelect(choices=_own_choices(question, pack, lists)), **common)
    if question.type == "multichoice":
        return forms.MultipleChoiceField(
            choices=_own_choices(question, pack, lists), widget=forms.CheckboxSelectMultiple, **common
        )
    if question.type in SELECTS:
        widget: forms.Widget = forms.Select(attributes, choices=SELECTS[question.type](question, pack, lists))
        return forms.CharField(widget=widget, **common)
    if question.type == "longtext":
        return forms.CharField(widget=forms.Textarea({**attributes, "rows": 5}), **common)
    if question.type == "date":
        return forms.CharField(widget=forms.DateInput({"type": "date"}), **common)
    return forms.CharField(widget=forms.TextInput(attributes), **common)


def shown_in_form(question: FormField, value: Any) -> Any:
    """Give an answer as its field shows it again; a secret is not shown."""
    if value is None or question.type in SECRET_TYPES:
        return None
    if question.type == "yesno":
        return "yes" if value else "no"
    if question.type == "money":
        return f"{value:,}".replace(",", ".")
    if question.type == "decimal":
        return write_amount(Decimal(value))
    return value


def _only_choice(question: FormField, lists: Lists) -> str | None:
    """Give the permit that is chosen from the start where there is but one."""
    return next(iter(lists.permits)) if question.type == "permit" and len(lists.permits) == 1 else None


def _condition_words(question: FormField, on_page: set[str]) -> str:
    """Write the condition that another answer of the same page settles, for the script that opens and closes fields."""
    for code, wanted in (question.when or {}).items():
        if code in on_page:
            values = ("yes" if wanted else "no",) if isinstance(wanted, bool) else wanted
            return f"{code}={'|'.join((values,) if isinstance(values, str) else values)}"
    return ""


class PageForm(forms.Form):
    """One page of an application's form, filled with answers, or with what was typed and the problems of it."""

    def __init__(
        self,
        questions: Sequence[FormField],
        *,
        answers: Mapping[str, Any],
        lists: Lists,
        typed: Mapping[str, Sequence[str]] | None = None,
        problems: Iterable[Problem] = (),
        reasons: Mapping[str, str] | None = None,
    ) -> None:
        initial = {one.code: shown_in_form(one, answers.get(one.code, _only_choice(one, lists))) for one in questions}
        super().__init__(data=typed, initial=initial)
        pack = current_pack()
        on_page = {question.code for question in questions}
        self.conditions: dict[str, str] = {}
        for question in questions:
            if not asked(question.when, answers, lists.commodities) and not set(question.when or ()) & on_page:
                continue
            self.conditions[question.code] = _condition_words(question, on_page)
            field = _draw(question, pack, lists)
            secret = answers.get(question.code)
            if question.type in SECRET_TYPES and secret:
                field.help_text = _("Saved: %(masked)s. Leave it empty to keep it.") % {"masked": mask(str(secret))}
            self.fields[question.code] = field
        self.reasons = dict(reasons or {})
        if self.is_bound:
            self.full_clean()
            for problem in problems:
                self.add_error(problem.field if problem.field in self.fields else None, str(problem.message))
