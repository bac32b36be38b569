"""Weights for data that our own table of weights isn't about, found without anybody's truth: for the bench.

How often each level is met by chance is counted on pairs drawn by chance. How often it is met among the same begins
with what clerks do (`ASSUMED`) and is then counted on the compared pairs, each as far as it is likely to be the same
(expectation and maximisation), as splink does too.
"""

import math
from collections import Counter
from collections.abc import Sequence
from random import Random

from sentra.registry.matching.comparison import Comparison, Field, Prepared, likelihood
from sentra.registry.matching.levels import Level

LEVELS = list(Level)[:-1]
ASSUMED = {True: (0.70, 0.05, 0.12, 0.06, 0.04, 0.03), False: (0.90, 0.01, 0.05, 0.0, 0.0, 0.04)}
"""Among the same, for words and for codes: the share of each level, from the same to another."""
DRAWN, ROUNDS, SEED = 40_000, 5, 1


def estimated(comparison: Comparison, rows: Sequence[Prepared], pairs: Sequence[tuple[int, int]]) -> Comparison:
    """Give the comparison with weights that fit the rows; `pairs` are those that will be compared."""
    by_chance = _by_chance(comparison, rows)
    shares = [dict(zip(LEVELS, ASSUMED[field.kind is not None], strict=True)) for field in comparison.fields]
    levels = [[field.level(*two) for field, two in _sides(comparison, rows, pair)] for pair in pairs]
    weighed = _weighed(comparison, shares, by_chance)
    for _round in range(ROUNDS):
        counts: list[Counter[Level]] = [Counter() for _field in comparison.fields]
        for found in levels:
            bits = comparison.prior + sum(
                field.weights[level] for field, level in zip(weighed.fields, found, strict=True)
            )
            same = likelihood(bits)
            for count, level in zip(counts, found, strict=True):
                count[level] += same  # type: ignore[assignment]
        shares = [_shares(count) for count in counts]
        weighed = _weighed(comparison, shares, by_chance)
    return weighed


def _by_chance(comparison: Comparison, rows: Sequence[Prepared]) -> list[dict[Level, float]]:
    rng = Random(SEED)  # noqa: S311 - pairs of records need no secret chance
    counts: list[Counter[Level]] = [Counter() for _field in comparison.fields]
    for _pair in range(DRAWN):
        pair = (rng.randrange(len(rows)), rng.randrange(len(rows)))
        for count, (field, two) in zip(counts, _sides(comparison, rows, pair), strict=True):
            count[field.level(*two)] += 1
    return [_shares(count) for count in counts]


def _sides(
    comparison: Comparison, rows: Sequence[Prepared], pair: tuple[int, int]
) -> list[tuple[Field, tuple[object, object]]]:
    one, other = rows[pair[0]], rows[pair[1]]
    return [(field, (one[place], other[place])) for place, field in enumerate(comparison.fields)]


def _shares(count: "Counter[Level]") -> dict[Level, float]:
    """Turn counts into shares; what was never met counts a half, so that nothing is impossible."""
    total = sum(count[level] for level in LEVELS)
    return {level: (count[level] + 0.5) / (total + 3) for level in LEVELS}


def _weighed(
    comparison: Comparison, same: Sequence[dict[Level, float]], by_chance: Sequence[dict[Level, float]]
) -> Comparison:
    fields = [
        Field(
            field.name,
            field.label,
            field.level,
            {
                Level.UNKNOWN: 0.0,
                **{level: math.log2(max(met[level], 1e-4) / chance[level]) for level in LEVELS},
            },
            field.kind,
        )
        for field, met, chance in zip(comparison.fields, same, by_chance, strict=True)
    ]
    return Comparison(fields=fields, prior=comparison.prior, same=comparison.same, decide=comparison.decide)
