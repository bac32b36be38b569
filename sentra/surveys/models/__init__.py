"""Visits to businesses, the reports of what was seen there, and the findings that are followed to their end."""

from sentra.surveys.models.arrival import PhotoArrival
from sentra.surveys.models.draft import ReportDraft
from sentra.surveys.models.finding import Finding, FindingState, FollowUp, Gravity
from sentra.surveys.models.report import Recommendation, Report, Signature, SignatureRole
from sentra.surveys.models.visit import CensusRecord, Visit, VisitKind, VisitState

__all__ = [
    "CensusRecord",
    "Finding",
    "FindingState",
    "FollowUp",
    "Gravity",
    "PhotoArrival",
    "Recommendation",
    "Report",
    "ReportDraft",
    "Signature",
    "SignatureRole",
    "Visit",
    "VisitKind",
    "VisitState",
]
