"""Ops: the sentra command and the embedded database."""
