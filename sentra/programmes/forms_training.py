"""The officer's form of a session; what is typed is judged by `training`, whoever types it."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sentra.kernel.errors import Problem
from sentra.programmes.forms import day_field
from sentra.programmes.models import Call, Session
from sentra.programmes.training import LONGEST_WORDS, SessionTold


def _time(label: Any) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        input_formats=["%H:%M", "%H.%M"],
        widget=forms.TimeInput({"type": "time"}, format="%H:%M"),
        error_messages=dict.fromkeys(("required", "invalid"), _("Please give a time such as 09:00.")),
    )


class SessionForm(forms.Form):
    """A session of a training, empty or as it stands."""

    topic = forms.CharField(
        label=_("What is it about?"),
        max_length=LONGEST_WORDS["topic"],
        error_messages={"required": _("Please say what the session is about.")},
    )
    on = day_field(_("Day"))
    begins = _time(_("Begins at"))
    ends = _time(_("Ends at"))
    place = forms.CharField(label=_("Where (optional)"), required=False, max_length=LONGEST_WORDS["place"])
    teacher = forms.CharField(label=_("Who teaches (optional)"), required=False, max_length=LONGEST_WORDS["teacher"])

    def __init__(self, data: Any = None, *, call: Call, session: Session | None = None) -> None:
        filled = {"on": call.begins_on, "place": call.place}
        super().__init__(
            data, initial={name: getattr(session, name) for name in self.base_fields} if session else filled
        )

    @property
    def told(self) -> SessionTold:
        """Give what was typed; valid forms alone."""
        return SessionTold(**self.cleaned_data)

    def add_problems(self, problems: Iterable[Problem]) -> None:
        """Put the problems that the act found at the fields that caused them."""
        for problem in problems:
            self.add_error(problem.field or None, str(problem.message))
