"""What insights keeps: counts by month, estimates, and what people said of the service."""

from sentra.insights.models.estimates import REGENCY, UnknownEstimate
from sentra.insights.models.tally import Month, Seen, Tally

__all__ = ["REGENCY", "Month", "Seen", "Tally", "UnknownEstimate"]
