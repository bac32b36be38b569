"""Surveys: visits and their reports (BAP)."""
