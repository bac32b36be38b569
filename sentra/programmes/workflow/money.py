"""THE table of acts on the money of a call; the state is that of the call."""

from django.utils.translation import gettext_lazy as _

from sentra.kernel.workflow import Act, Workflow
from sentra.people.policy import Permission
from sentra.programmes.models import CallState

_MANAGE = Permission.PROGRAMME_MANAGE
_spending = frozenset(map(str, (CallState.CHOSEN, CallState.RUNNING, CallState.DONE)))

MONEY = Workflow[None](
    [
        Act[None](
            "spend", _("Record what was spent"), _spending, None, _MANAGE, asks=("on", "amount", "what", "voucher")
        ),
        Act[None]("take_back", _("Take back"), _spending, None, _MANAGE, asks=("reason",)),
    ]
)
