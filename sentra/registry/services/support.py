"""Help that a business received, as the programme that gave it tells the register."""

from collections.abc import Iterable
from dataclasses import dataclass

from sentra.registry.models import Business, Support


@dataclass(frozen=True, slots=True)
class Helped:
    """What a business received: of which kind, in which year, by which programme; `value` in whole rupiah."""

    business: Business
    year: int
    kind: str
    title: str
    value: int | None = None
    received: str = ""
    giver: str = ""


def support_record(given: Iterable[Helped]) -> None:
    """Write down what businesses received; the same help told again stays one. A step of an act, which remembers it."""
    Support.objects.bulk_create(
        [
            Support(
                business=one.business,
                year=one.year,
                kind=one.kind,
                title=one.title,
                received=one.received,
                value=one.value,
                giver=one.giver,
            )
            for one in given
        ],
        ignore_conflicts=True,
    )
