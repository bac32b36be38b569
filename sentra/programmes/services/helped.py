"""Telling the register who received what, once a programme is over."""

from django.db.models import QuerySet

from sentra.programmes.models import Call, Candidate
from sentra.programmes.queries import attended
from sentra.reference.loading import current_pack
from sentra.registry.services.support import Helped, support_record

NONE_HELD = (0, 0)
"""Where no session of a training was written down, nobody is known to have stayed away."""


def helped_record(call: Call, participants: "QuerySet[Candidate]") -> None:
    """Write down what participants received of a call, members of groups included; told again it stays one.

    Of a training those who came, of what is paid back those to whom anything is. A step of an act.
    """
    took_part = list(participants.select_related("business").prefetch_related("members"))
    if call.terms.gives == "training":
        came = attended(took_part)
        took_part = [one for one in took_part if came[one.pk] == NONE_HELD or came[one.pk][0]]
    if call.terms.reimbursed:
        took_part = [one for one in took_part if one.cost]
    giver = str(next((one.short for one in current_pack().offices if one.code == "disperindag"), ""))
    support_record(
        Helped(business, call.ends_on.year, call.terms.helps, call.title, cost or None, giver=giver)
        for one in took_part
        for business, cost in ((one.business, one.cost), *((member, 0) for member in one.members.all()))
    )
