"""Services side by side so that nobody's answer can be worked out from the rows and their total; pure.

A service with fewer answers than `smallest` gets no row of its own. Such services are one row together; where even that
row is too small, the next smallest service joins it: else its figures would be the total less all other rows.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sentra.insights.skm_index import Marks, total


@dataclass(frozen=True, slots=True)
class Group:
    """A row: the services in it, and their marks together."""

    services: tuple[str, ...]
    marks: Marks

    @property
    def alone(self) -> str:
        """The service, where it has the row for itself; else ""."""
        return self.services[0] if len(self.services) == 1 else ""


def grouped(marks: Mapping[str, Marks], smallest: int) -> list[Group]:
    """Give the rows of some services, those with most answers first and the shared one last.

    All rows add up to the total. One row may be too small only where the total is; who publishes looks at that first.
    """
    known = {service: one for service, one in marks.items() if one.answers}
    ranked = sorted(known, key=lambda service: (-known[service].answers, service))
    own = [service for service in ranked if known[service].answers >= smallest]
    shared = [service for service in ranked if known[service].answers < smallest]
    while shared and own and sum(known[service].answers for service in shared) < smallest:
        shared.insert(0, own.pop())
    rows = [Group((service,), known[service]) for service in own]
    if shared:
        rows.append(Group(tuple(shared), total(known[service] for service in shared)))
    return rows


def shown_alone(marks: Mapping[str, Marks], smallest: int) -> frozenset[str]:
    """Give the services that have a row of their own."""
    return frozenset(group.alone for group in grouped(marks, smallest) if group.marks.answers >= smallest) - {""}
