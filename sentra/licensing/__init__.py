"""Licensing: services, applications, permits."""
