"""Thin views: read what is asked, call, draw."""
