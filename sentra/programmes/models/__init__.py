"""The tables of programmes."""

from sentra.programmes.models.call import ENDED, PUBLIC, Assessor, Call, CallState
from sentra.programmes.models.candidate import RUNS, Candidate, CandidatePaper, CandidateState, Lift
from sentra.programmes.models.choice import Assessment, Choice, Objection

__all__ = [
    "ENDED",
    "PUBLIC",
    "RUNS",
    "Assessment",
    "Assessor",
    "Call",
    "CallState",
    "Candidate",
    "CandidatePaper",
    "CandidateState",
    "Choice",
    "Lift",
    "Objection",
]
