"""The audit: who did what, the newest first, and whether nobody changed it afterwards."""

from dataclasses import dataclass

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from sentra.audit.models import Entry
from sentra.audit.queries import Sought, TimelineItem, as_told, entries_found, verify_all
from sentra.audit.words import act_words, acts_described
from sentra.people.access import actor_of, requires
from sentra.people.models import User
from sentra.people.policy import Permission, can

PAGE = 50
BROKEN_SHOWN = 20

RECORDS = {
    "licensing.Application": _("Application"),
    "registry.Business": _("Business"),
    "people.User": _("Person"),
    "reference.Holiday": _("Day off"),
    "outbox.Mail": _("Mail"),
}
PAGES = {
    "licensing.Application": (Permission.APPLICATION_READ, "licensing:case"),
    "people.User": (Permission.PEOPLE_MANAGE, "people:person"),
}
"""Where a record has a page of its own, and who may open that."""


class AuditFilter(forms.Form):
    """Which acts somebody looks for."""

    record_type = forms.ChoiceField(required=False, label=_("What"))
    act = forms.ChoiceField(required=False, label=_("Act"))
    actor = forms.CharField(required=False, max_length=100, label=_("Who"))
    since = forms.DateField(required=False, label=_("From"), widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(required=False, label=_("To"), widget=forms.DateInput(attrs={"type": "date"}))
    record_id = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def __init__(self, data: object) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        acts = sorted(((code, str(act_words(code))) for code in acts_described()), key=lambda pair: pair[1])
        self.fields["act"].choices = [("", _("Every act")), *acts]  # type: ignore[attr-defined]
        self.fields["record_type"].choices = [("", _("Everything")), *RECORDS.items()]  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Line:
    """One act, what it was done to, and the page of that."""

    entry: Entry
    told: TimelineItem
    record: str
    url: str


def _line(reader: User, entry: Entry) -> Line:
    record = str(RECORDS.get(entry.record_type, entry.record_type))
    permission, page = PAGES.get(entry.record_type, (None, ""))
    url = reverse(page, args=[entry.record_id]) if permission and can(reader, permission) else ""
    return Line(entry, as_told(entry), record, url)


def _older(request: HttpRequest, last: Entry) -> str:
    query = request.GET.copy()
    query["before"] = str(last.pk)
    return f"?{query.urlencode()}"


@require_safe
@requires(Permission.AUDIT_READ)
def audit(request: HttpRequest) -> HttpResponse:
    """The newest acts, narrowed by what, act, who and when."""
    form = AuditFilter(request.GET)
    sought = Sought(**form.cleaned_data) if form.is_valid() else Sought()
    before = request.GET.get("before", "")
    found = list(entries_found(sought, int(before) if before.isdecimal() and len(before) < 19 else 0)[: PAGE + 1])
    context = {
        "form": form,
        "lines": [_line(actor_of(request), entry) for entry in found[:PAGE]],
        "older": _older(request, found[PAGE - 1]) if len(found) > PAGE else "",
        "later": bool(before),
    }
    return render(request, "web/audit.html", context)


@require_POST
@requires(Permission.AUDIT_READ)
def audit_verify(request: HttpRequest) -> HttpResponse:
    """Compute every chain anew and tell whether an entry was changed or taken out."""
    result = verify_all()
    context = {"result": result, "broken": result.broken[:BROKEN_SHOWN], "more": len(result.broken) - BROKEN_SHOWN}
    return render(request, "web/audit_verified.html", context)
