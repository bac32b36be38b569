"""Saying in the audit that a four-eyes rule was relaxed."""

from sentra.licensing.models import Application, Status
from sentra.licensing.services.common import people_of
from sentra.licensing.workflow import own_entry, second_stage
from sentra.people.models import User


def relaxations_used(actor: User, application: Application, stage: Status) -> dict[str, bool]:
    """Give what the audit says of an act that only a relaxed rule of the pack allows; empty where none was used.

    Who entered an application may survey it: no rule has to give way for that.
    """
    facts = people_of(actor, application)
    used = {}
    if own_entry(facts) and stage != Status.SURVEY:
        used["relaxed_own_entry"] = True
    if second_stage(facts, stage):
        used["relaxed_two_stages"] = True
    return used
