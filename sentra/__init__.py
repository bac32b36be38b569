"""Sentra: one window for a regency's small and medium industries (IKM)."""

__version__ = "0.1.0"
