"""The tables of programmes."""

from sentra.programmes.models.brought import Brought, CallPhoto
from sentra.programmes.models.call import ENDED, PUBLIC, Assessor, Call, CallState
from sentra.programmes.models.candidate import RUNS, Candidate, CandidatePaper, CandidateState, Lift
from sentra.programmes.models.choice import Assessment, Choice, Objection
from sentra.programmes.models.running import Outcome, Spending, Verification
from sentra.programmes.models.stand import Stand

__all__ = [
    "ENDED",
    "PUBLIC",
    "RUNS",
    "Assessment",
    "Assessor",
    "Brought",
    "Call",
    "CallPhoto",
    "CallState",
    "Candidate",
    "CandidatePaper",
    "CandidateState",
    "Choice",
    "Lift",
    "Objection",
    "Outcome",
    "Spending",
    "Stand",
    "Verification",
]
