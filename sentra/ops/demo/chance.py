"""Chance with weights."""

from collections.abc import Iterable
from random import Random
from typing import TypeVar

Thing = TypeVar("Thing")


def drawn(rng: Random, weighted: Iterable[tuple[Thing, float]]) -> Thing:
    """Draw one of some things, each with its weight."""
    things, weights = zip(*weighted, strict=True)
    chosen: Thing = rng.choices(things, weights)[0]
    return chosen
