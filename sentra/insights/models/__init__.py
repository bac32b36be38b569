"""What insights keeps: counts by month, and what people said of the service."""

from sentra.insights.models.tally import Month, Seen, Tally

__all__ = ["Month", "Seen", "Tally"]
from sentra.insights.models.estimates import REGENCY, UnknownEstimate

__all__ = ["REGENCY", "UnknownEstimate"]
