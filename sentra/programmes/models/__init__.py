"""The tables of programmes."""

from sentra.programmes.models.asset import (
    HELD,
    Agreement,
    Asset,
    AssetCondition,
    AssetSeen,
    AssetState,
    AssetTrouble,
    Handover,
    Passing,
    SeenAs,
    Trouble,
)
from sentra.programmes.models.brought import Brought, CallPhoto
from sentra.programmes.models.call import ENDED, PUBLIC, Assessor, Call, CallState
from sentra.programmes.models.candidate import RUNS, Candidate, CandidatePaper, CandidateState, Lift
from sentra.programmes.models.choice import Assessment, Choice, Objection
from sentra.programmes.models.running import Outcome, Spending, Verification
from sentra.programmes.models.stand import Stand
from sentra.programmes.models.training import Attendance, Certificate, How, Scores, Session

__all__ = [
    "ENDED",
    "HELD",
    "PUBLIC",
    "RUNS",
    "Agreement",
    "Assessment",
    "Assessor",
    "Asset",
    "AssetCondition",
    "AssetSeen",
    "AssetState",
    "AssetTrouble",
    "Attendance",
    "Brought",
    "Call",
    "CallPhoto",
    "CallState",
    "Candidate",
    "CandidatePaper",
    "CandidateState",
    "Certificate",
    "Choice",
    "Handover",
    "How",
    "Lift",
    "Objection",
    "Outcome",
    "Passing",
    "Scores",
    "SeenAs",
    "Session",
    "Spending",
    "Stand",
    "Trouble",
    "Verification",
]
