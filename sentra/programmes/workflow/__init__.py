"""THE tables of acts of programmes: on a call and its applicants, and on what happens while it runs."""

from sentra.programmes.workflow.call import CALL, OWN, CallFacts
from sentra.programmes.workflow.stands import STANDS, StandFacts
from sentra.programmes.workflow.taking_part import TAKING_PART, PartFacts

__all__ = ["CALL", "OWN", "STANDS", "TAKING_PART", "CallFacts", "PartFacts", "StandFacts"]
