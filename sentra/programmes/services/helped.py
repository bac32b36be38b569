"""Telling the register who received what, once a programme is over."""

from django.db.models import QuerySet

from sentra.programmes.following_up import took_part
from sentra.programmes.models import Call, Candidate
from sentra.reference.loading import current_pack
from sentra.registry.services.support import Helped, support_record


def helped_record(call: Call, participants: "QuerySet[Candidate]") -> None:
    """Write down what those received who took part, members of groups included; told again it stays one.

    A step of an act.
    """
    helped = participants.filter(took_part()).select_related("business").prefetch_related("members")
    giver = str(next((one.short for one in current_pack().offices if one.code == "disperindag"), ""))
    support_record(
        Helped(business, call.ends_on.year, call.terms.helps, call.title, cost or None, giver=giver)
        for one in helped
        for business, cost in ((one.business, one.cost), *((member, 0) for member in one.members.all()))
    )
