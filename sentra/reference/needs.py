"""What a programme asks of a business: conditions as data, typed, combined with all, any and not.

A pack's `programmes/` and every call hold such conditions; `programmes.judging` judges them, one business at a time
and the whole register at once. What can't be read is found when the pack is loaded.
"""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from sentra.reference.parts import Code, DistrictCode, Part

Codes = Annotated[tuple[Code, ...], Field(min_length=1)]
ProfilePart = Literal["product", "photo", "pin", "phone", "address", "materials"]
HelpKind = Literal["exhibition", "training", "machine", "capital", "other"]
MOST_YEARS = 50


class Registered(Part):
    """It is on the register: a permit put it there. The condition of every programme (the regency's own rule)."""

    needs: Literal["registered"]


class Licensed(Part):
    """It holds a licence that is valid today."""

    needs: Literal["licensed"]


class HoldsPaper(Part):
    """It holds a valid paper of one of the kinds: a permit of a service, or a certificate."""

    needs: Literal["paper"]
    kinds: Codes


class Produces(Part):
    """The last visit saw its production in one of these states."""

    needs: Literal["production"]
    states: Annotated[tuple[Literal["smooth", "halting", "stopped", "not_yet", "unknown"], ...], Field(min_length=1)]


class MakesOneOf(Part):
    """It makes one of these commodities."""

    needs: Literal["commodity"]
    commodities: Codes


class LiesIn(Part):
    """It lies in one of these districts."""

    needs: Literal["district"]
    districts: Annotated[tuple[DistrictCode, ...], Field(min_length=1)]


class SizeIs(Part):
    """Its size on a scale is one of these; a business without accepted figures has none."""

    needs: Literal["size"]
    scale: Literal["umkm", "industry", "bps"]
    sizes: Annotated[tuple[Literal["micro", "small", "medium", "large"], ...], Field(min_length=1)]


class InBusinessFor(Part):
    """It has been in business for at least so many years."""

    needs: Literal["years"]
    least: int = Field(ge=1, le=MOST_YEARS)


class FiguresIn(Part):
    """Accepted yearly figures are in that are at most so many years old: 1 means those of last year."""

    needs: Literal["figures"]
    within_years: int = Field(ge=1, le=10)


class GradeAtLeast(Part):
    """The last visit graded the quality of its product, or its readiness to produce, at least so (in percent)."""

    needs: Literal["grade"]
    of: Literal["quality", "readiness"]
    least: int = Field(ge=0, le=100)


class NoOpenCase(Part):
    """No case about a product of its is open that is as grave as one of these."""

    needs: Literal["no_case"]
    gravities: Annotated[tuple[Literal["minor", "serious", "grave"], ...], Field(min_length=1)]


class NoOpenFinding(Part):
    """No finding of a visit is open that is as grave as one of these."""

    needs: Literal["no_finding"]
    gravities: Annotated[tuple[Literal["minor", "major", "critical"], ...], Field(min_length=1)]


class NotHelped(Part):
    """It did not receive help of one of these kinds within so many years; 1 means this year and the last."""

    needs: Literal["not_helped"]
    kinds: Annotated[tuple[HelpKind, ...], Field(min_length=1)]
    within_years: int = Field(ge=0, le=MOST_YEARS)


class MemberOf(Part):
    """It is a member of a group of one of these kinds."""

    needs: Literal["member"]
    kinds: Annotated[tuple[Literal["sentra", "kub"], ...], Field(min_length=1)]


class Complete(Part):
    """These parts of its profile are filled in."""

    needs: Literal["complete"]
    parts: Annotated[tuple[ProfilePart, ...], Field(min_length=1)]


Leaf = (
    Registered
    | Licensed
    | HoldsPaper
    | Produces
    | MakesOneOf
    | LiesIn
    | SizeIs
    | InBusinessFor
    | FiguresIn
    | GradeAtLeast
    | NoOpenCase
    | NoOpenFinding
    | NotHelped
    | MemberOf
    | Complete
)


class AllOf(Part):
    """Every one of the conditions is met."""

    needs: Literal["all"]
    of: Annotated[tuple["Need", ...], Field(min_length=1)]


class AnyOf(Part):
    """At least one of the conditions is met."""

    needs: Literal["any"]
    of: Annotated[tuple["Need", ...], Field(min_length=1)]


class Not(Part):
    """The condition isn't met."""

    needs: Literal["not"]
    of: "Need"


Need = Annotated[Leaf | AllOf | AnyOf | Not, Field(discriminator="needs")]
"""A condition."""


def leaves(need: Need) -> Iterator[Leaf]:
    """Give the single conditions that one is made of, in order."""
    if isinstance(need, AllOf | AnyOf):
        for part in need.of:
            yield from leaves(part)
    elif isinstance(need, Not):
        yield from leaves(need.of)
    else:
        yield need


for _combined in (AllOf, AnyOf, Not):
    _combined.model_rebuild()
