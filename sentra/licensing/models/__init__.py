"""The tables of licensing, a file for each noun."""

from sentra.licensing.models.application import Application, ServiceRevision, StageSpell, Status
from sentra.licensing.models.papers import ApplicationPaper, PaperCheck
from sentra.licensing.models.permit import Permit, PermitStatus
from sentra.licensing.models.survey import SurveySeen
from sentra.licensing.models.talk import Correction, Flag, Note, Question

__all__ = [
    "Application",
    "ApplicationPaper",
    "Correction",
    "Flag",
    "Note",
    "PaperCheck",
    "Permit",
    "PermitStatus",
    "Question",
    "ServiceRevision",
    "StageSpell",
    "Status",
    "SurveySeen",
]
