"""Narrowing the list of findings, by what stands in the address."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sentra.kernel import clock
from sentra.kernel.errors import Message
from sentra.reference.loading import current_pack
from sentra.surveys.models import FindingState, Gravity

LATE, OPEN, ALL = "late", "open", "all"
STATES: Mapping[str, Message] = {
    OPEN: _("Open"),
    LATE: _("Open past their day"),
    FindingState.DONE: FindingState.DONE.label,
    FindingState.LAPSED: FindingState.LAPSED.label,
    ALL: _("All"),
}


@dataclass(frozen=True, slots=True)
class FindingFilter:
    """What the list of findings is narrowed to; "" where it isn't."""

    state: str = OPEN
    gravity: str = ""
    district: str = ""

    @classmethod
    def read(cls, given: Mapping[str, str]) -> "FindingFilter":
        """Read a filter out of an address; what isn't known narrows nothing."""
        state, gravity, district = (given.get(name, "") for name in ("state", "gravity", "district"))
        return cls(
            state=state if state in STATES else OPEN,
            gravity=gravity if gravity in Gravity.values else "",
            district=district if district in current_pack().district_names else "",
        )

    def condition(self) -> Q:
        """Say which findings it means."""
        found = Q()
        if self.state == LATE:
            found &= Q(state=FindingState.OPEN, due_on__lt=clock.today())
        elif self.state != ALL:
            found &= Q(state=self.state)
        if self.gravity:
            found &= Q(gravity=self.gravity)
        return found & Q(district=self.district) if self.district else found
