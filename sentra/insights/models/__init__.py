"""What insights keeps: counts by month, estimates, open data, and what people said of the service."""

from sentra.insights.models.estimates import REGENCY, UnknownEstimate
from sentra.insights.models.opendata import DataVersion, LeftOut
from sentra.insights.models.tally import Month, Seen, Tally

__all__ = ["REGENCY", "DataVersion", "LeftOut", "Month", "Seen", "Tally", "UnknownEstimate"]
"""What insights keeps: counts by month, and what people said of the service."""

from sentra.insights.models.skm import SkmAnswer, SkmChannel, SkmKind, SkmState, SkmTicket, SkmWhy

__all__ = ["SkmAnswer", "SkmChannel", "SkmKind", "SkmState", "SkmTicket", "SkmWhy"]
