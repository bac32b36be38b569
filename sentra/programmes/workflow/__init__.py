"""THE tables of acts of programmes: on a call and its applicants, and on what happens while it runs."""

from sentra.programmes.workflow.call import CALL, OWN, CallFacts

__all__ = ["CALL", "OWN", "CallFacts"]
