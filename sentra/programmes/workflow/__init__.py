"""THE tables of acts of programmes: on a call and its applicants, and on what happens while it runs."""

from sentra.programmes.workflow.assets import ASSET, AssetFacts
from sentra.programmes.workflow.call import CALL, OWN, CallFacts
from sentra.programmes.workflow.grants import GRANT, GrantFacts
from sentra.programmes.workflow.money import MONEY
from sentra.programmes.workflow.stands import STANDS, StandFacts
from sentra.programmes.workflow.taking_part import TAKING_PART, PartFacts
from sentra.programmes.workflow.training import TRAINING, TrainingFacts

__all__ = [
    "ASSET",
    "CALL",
    "GRANT",
    "MONEY",
    "OWN",
    "STANDS",
    "TAKING_PART",
    "TRAINING",
    "AssetFacts",
    "CallFacts",
    "GrantFacts",
    "PartFacts",
    "StandFacts",
    "TrainingFacts",
]
