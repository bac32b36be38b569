"""The tables of problem products."""

from sentra.cases.models.case import CLOSED, OPEN, Case, Gravity, State
from sentra.cases.models.complaint import Complaint, ComplaintPhoto, Told
from sentra.cases.models.steps import (
    Action,
    ActionKind,
    CaseFinding,
    CaseNote,
    Conclusion,
    LabTest,
    Objection,
    PublicNotice,
    Statement,
)

__all__ = [
    "CLOSED",
    "OPEN",
    "Action",
    "ActionKind",
    "Case",
    "CaseFinding",
    "CaseNote",
    "Complaint",
    "ComplaintPhoto",
    "Conclusion",
    "Gravity",
    "LabTest",
    "Objection",
    "PublicNotice",
    "State",
    "Statement",
    "Told",
]
