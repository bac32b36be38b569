"""What insights keeps: counts by month, estimates, open data, reports, and what people said of the service."""

from sentra.insights.models.estimates import REGENCY, UnknownEstimate
from sentra.insights.models.opendata import DataVersion, LeftOut
from sentra.insights.models.report import FiguresReport, ReportKind, ReportState
from sentra.insights.models.skm import SkmAnswer, SkmChannel, SkmKind, SkmState, SkmTicket, SkmWhy
from sentra.insights.models.tally import Month, Seen, Tally

__all__ = [
    "REGENCY",
    "DataVersion",
    "FiguresReport",
    "LeftOut",
    "Month",
    "ReportKind",
    "ReportState",
    "Seen",
    "SkmAnswer",
    "SkmChannel",
    "SkmKind",
    "SkmState",
    "SkmTicket",
    "SkmWhy",
    "Tally",
    "UnknownEstimate",
]
