"""THE table of acts on an issue of the newsletter."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from sentra.kernel.workflow import Act, MakeGuard, Workflow, guard
from sentra.people.policy import Permission
from sentra.promotion.models import IssueState


@dataclass(frozen=True, slots=True)
class IssueFacts:
    """What the guards look at: how much of what it shows is public today, and how many read the newsletter."""

    shown: int = 0
    readers: int = 0


_guard: MakeGuard[IssueFacts] = guard
has_something = _guard(
    lambda facts: facts.shown > 0, "empty", _("It shows no maker that is public today. Choose some first.")
)
has_readers = _guard(lambda facts: facts.readers > 0, "no_readers", _("Nobody has subscribed yet."))

_A = Act[IssueFacts]
_MANAGE = Permission.PROMOTION_MANAGE
_DRAFT = frozenset({str(IssueState.DRAFT)})
_SENDING = frozenset({str(IssueState.SENDING)})

ISSUE = Workflow[IssueFacts](
    [
        _A("edit", _("Change the issue"), _DRAFT, None, _MANAGE),
        _A("choose", _("Choose what it shows"), _DRAFT, None, _MANAGE),
        _A("test", _("Send it to myself alone"), _DRAFT, None, _MANAGE, (has_something,)),
        _A("send", _("Send it to all subscribers"), _DRAFT, IssueState.SENDING, _MANAGE, (has_something, has_readers)),
        _A("discard", _("Throw the draft away"), _DRAFT, None, _MANAGE),
        _A("finish", _("Note that all of it is sent"), _SENDING, IssueState.SENT, Permission.APPLICATION_AUTOMATIC),
    ]
)
