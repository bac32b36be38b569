"""Audit: acts that nobody can change."""
