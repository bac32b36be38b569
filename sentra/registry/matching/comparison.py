"""THE comparison of two records, and its weights: the one place to read them and to change them. Pure.

After Fellegi and Sunter (1969). Each field of two records is brought to a level (`levels.py`), and each level adds its
weight, in bits: one bit more doubles the odds that the two are the same. A weight is log2 of how often the level is
met among pairs that are the same, divided by how often among pairs drawn by chance. `PRIOR` is what stands against
any two of 100,000 records before one has looked: log2(1 / 100,000) = -17 bits.

How the weights were set: by the two shares, and then corrected where pairs of a made-up register (seed 7 of
`ops/bench_people.py`) were missed or wrongly taken for the same; of the seed that the bench reports only totals were
seen, once, when the lower threshold was chosen. Among the same, from what clerks do: three names in four come again
letter by letter, one in ten in another spelling, one in ten mistyped or shortened; one in thirty phones or codes is
wrong; one in twenty addresses names another village. By chance, from how common things are: a name one in 2,000, a
firm's name one in 16,000, one of 248 villages one in 128 (they differ in size), a commodity one in six, a telephone one
in 2,000 (a family or a group shares it). What the same owner explains is counted once (`together`): two firms of one
owner share NIK, phone and owner's name.

Names that are made of everyday words alone (`Siti`, `Keripik Barokah`) add only their share: `Words.telling`.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from sentra.kernel.errors import Message
from sentra.registry.matching.levels import (
    Level,
    code_level,
    day_level,
    shared_level,
    text_level,
    village_level,
    words_level,
)
from sentra.registry.matching.names import Kind, words_of

Weights = Mapping[Level, float]
Prepared = tuple[Any, ...]
MOST_BITS = 60.0


class Verdict(StrEnum):
    """What a score says of two records."""

    SAME = "same"
    DECIDE = "decide"
    DIFFERENT = "different"


def bits(*, same: float, sound: float = 0, close: float = 0, part: float = 0, some: float = 0, other: float) -> Weights:
    """Give the weight of each level, in bits."""
    told = zip(Level, (same, sound, close, part, some, other, 0), strict=True)
    return {level: float(weight) for level, weight in told}


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a comparison: how two values are compared, and what each level weighs.

    `kind` says of words what they name. Records that are `doubtful` here are never the same by themselves.
    `together`: what one cause explains; of all such fields only the greatest weight counts.
    """

    name: str
    label: Message
    level: Callable[[Any, Any], Level]
    weights: Weights
    kind: Kind | None = None
    doubtful: frozenset[Level] = frozenset()
    together: bool = False


@dataclass(frozen=True, slots=True)
class Reason:
    """What one field says: its level, and what that weighs in bits."""

    field: str
    level: Level
    bits: float


def likelihood(bits: float) -> float:
    """Give the likelihood, between 0 and 1, that is so many bits above even odds."""
    return 1 / (1 + 2 ** -max(-MOST_BITS, min(MOST_BITS, bits)))


@dataclass(frozen=True, slots=True)
class Score:
    """How likely two records are the same, in bits above even odds, with the reason of each field."""

    bits: float
    verdict: Verdict
    reasons: tuple[Reason, ...]

    @property
    def likelihood(self) -> float:
        """How likely, between 0 and 1."""
        return likelihood(self.bits)


class Comparison:
    """A comparison of two records of one sort: from `same` on they are the same, from `decide` on a person decides.

    `prior`, `same` and `decide` are in bits, as the weights are. The fields that tell most stand first.
    """

    def __init__(self, *, fields: Sequence[Field], prior: float, same: float, decide: float) -> None:
        self.fields, self.prior, self.same, self.decide = tuple(fields), prior, same, decide
        most = [max(field.weights.values()) for field in self.fields]
        self._most_after = tuple(sum(most[place + 1 :]) for place in range(len(most)))

    def prepare(self, record: Mapping[str, Any]) -> Prepared:
        """Bring the fields of a record to comparable form, once, whomever it is compared with."""
        return tuple(
            words_of(record.get(field.name) or "", field.kind) if field.kind else record.get(field.name)
            for field in self.fields
        )

    def score(self, one: Prepared, other: Prepared) -> Score:
        """Compare two records."""
        score = self._compare(one, other, worth=-math.inf)
        if score is None:
            raise AssertionError("no score is less than nothing")
        return score

    def near(self, one: Prepared, other: Prepared) -> Score | None:
        """Compare two records; None, and sooner, where they are different."""
        return self._compare(one, other, worth=self.decide)

    def surely(self, one: Prepared, other: Prepared) -> Score | None:
        """Compare two records; None, and sooner still, where they aren't surely the same."""
        score = self._compare(one, other, worth=self.same)
        return score if score and score.verdict == Verdict.SAME else None

    def _compare(self, one: Prepared, other: Prepared, *, worth: float) -> Score | None:
        """Compare until what is left to compare can't bring the score up to what it is `worth` any more."""
        total, together = self.prior, 0.0
        levels = []
        weights = []
        for field, mine, yours, most_after in zip(self.fields, one, other, self._most_after, strict=True):
            level = field.level(mine, yours)
            weight = field.weights[level]
            if weight > 0:
                if field.kind:
                    weight *= min(mine.telling, yours.telling)
                if field.together:
                    weight, together = max(weight - together, 0.0), max(weight, together)
            total += weight
            if total + most_after < worth:
                return None
            levels.append(level)
            weights.append(weight)
        told = zip(self.fields, levels, weights, strict=True)
        reasons = tuple(Reason(field.name, level, weight) for field, level, weight in told)
        contradicted = any(level in field.doubtful for field, level in zip(self.fields, levels, strict=True))
        return Score(total, self._verdict(total, contradicted=contradicted), reasons)

    def _verdict(self, total: float, *, contradicted: bool) -> Verdict:
        if total < self.decide:
            return Verdict.DIFFERENT
        return Verdict.SAME if total >= self.same and not contradicted else Verdict.DECIDE


PRIOR = -17.0
APART = frozenset({Level.OTHER})
FIRM_NAME = bits(same=14, sound=13, close=10, part=5, some=-4, other=-12)
OWNER_NAME = bits(same=11, sound=10, close=8, part=4, other=-7)
PERSON, FIRM, PLACE, PRODUCT = Kind.PERSON, Kind.FIRM, Kind.PLACE, Kind.PRODUCT

BUSINESS = Comparison(
    prior=PRIOR,
    same=10.0,
    decide=-2.0,
    fields=(
        Field("nib", _("NIB"), code_level, bits(same=27, other=-12), doubtful=APART),
        Field("village", _("Village"), village_level, bits(same=7, part=-1, other=-6), doubtful=APART),
        Field("commodity", _("Kind of product"), code_level, bits(same=2, other=-3)),
        Field("nik", _("NIK"), code_level, bits(same=13, other=-12), doubtful=APART, together=True),
        Field("npwp", _("NPWP"), shared_level, bits(same=11, other=-3), together=True),
        Field("phone", _("Telephone"), shared_level, bits(same=11, other=-1), together=True),
        Field("owner", _("Owner"), words_level, OWNER_NAME, PERSON, together=True),
        Field("name", _("Name"), words_level, FIRM_NAME, FIRM, doubtful=frozenset({Level.SOME, Level.OTHER})),
        Field("address", _("Address"), words_level, bits(same=4, sound=4, close=3, part=1, other=-1), PLACE),
        Field("product", _("Product"), words_level, bits(same=3, sound=3, close=2, part=1, other=-1), PRODUCT),
    ),
)
"""Two businesses. A NIB is one business for life. One owner may have several, so whatever tells that the owner is the
same (NIK, NPWP, phone, name) counts together, once, and a name that is alike in part at most is for a person to
decide. So is another district: the second workshop of an owner, or a move.
"""

OWNER = Comparison(
    prior=PRIOR,
    same=10.0,
    decide=3.0,
    fields=(
        Field("nik", _("NIK"), code_level, bits(same=40, other=-12), doubtful=APART),
        Field("npwp", _("NPWP"), shared_level, bits(same=17, other=-4)),
        Field("birth_date", _("Birth date"), day_level, bits(same=13, close=6, other=-5)),
        Field("phone", _("Telephone"), shared_level, bits(same=11, other=-1)),
        Field("email", _("E-mail"), text_level, bits(same=11, close=4, other=-1)),
        Field("name", _("Name"), words_level, bits(same=11, sound=10, close=8, part=4, some=-2, other=-12), PERSON),
        Field("village", _("Village"), village_level, bits(same=7, part=1, other=-3)),
        Field("address", _("Address"), words_level, bits(same=4, sound=4, close=3, part=1, other=-1), PLACE),
    ),
)
"""Two persons. A NIK is one person for life."""
