"""Programmes: what the trade office offers, who may join and why, the choice among applicants, what became of it."""
