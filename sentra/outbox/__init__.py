"""Outbox: what must reach people, written with the act."""
