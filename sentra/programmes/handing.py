"""What is told when machines are handed over, and everything that may be wrong with it. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sentra.kernel.errors import Problem
from sentra.kernel.money import rupiah
from sentra.kernel.text import fold
from sentra.programmes.models import AssetCondition
from sentra.programmes.rules import MOST_MONEY
from sentra.surveys.rules import Signed

MOST_MACHINES = 10
MOST_PHOTOS = 4
OLDEST_MADE = 1900
LONGEST = {"what": 200, "brand": 100, "type": 100, "serial": 100}
LONGEST_IDENTITY = 210
"""What `Asset.identity` holds; a letter such as ﬃ is compared as several, so a short text may become too long."""
LONGEST_NAME = 150
LABELS = {
    "what": gettext_lazy("What it is"),
    "brand": gettext_lazy("Brand"),
    "type": gettext_lazy("Type"),
    "serial": gettext_lazy("Serial number"),
}
"""What the texts of a machine are called."""
SIGNERS = ("receiver", "officer")


@dataclass(frozen=True, slots=True)
class MachineTold:
    """One machine as an officer describes it; `photos` are ids of pictures, `value` is in whole rupiah."""

    what: str
    brand: str
    type: str
    serial: str
    value: int
    condition: str
    photos: Sequence[str]
    year_made: int | None = None

    @property
    def identity(self) -> str:
        """Brand and serial as they are compared: `Honda / GX-160 77` is `honda gx16077`."""
        return f"{fold(self.brand)} {fold(self.serial).replace(' ', '')}".strip()


@dataclass(frozen=True, slots=True)
class HandoverTold:
    """A handover as an officer tells it; `place` is a village. Nobody has signed where a signature is None."""

    machines: Sequence[MachineTold]
    handed_on: date | None
    place: str
    receiver: Signed | None
    officer: Signed | None


@dataclass(frozen=True, slots=True)
class Money:
    """What bounds the values of a receiver's machines, in whole rupiah; None where nothing does.

    `left` is what the receiver was promised and hasn't got yet, `left_of_call` what the budget of the call holds.
    """

    left: int | None = None
    left_of_call: int | None = None


def field_of(place: int, name: str) -> str:
    """Name the field of a machine of the form."""
    return f"m{place}-{name}"


def problems_of_handover(
    told: HandoverTold, *, since: date, today: date, villages: Mapping[str, str], money: Money
) -> list[Problem]:
    """Tell all that is wrong with a handover: not before the agreement (`since`), nor in the future."""
    found = _of_day(told.handed_on, since, today)
    if told.place not in villages:
        found.append(Problem("place", "unknown", _("Please choose the village.")))
    if not 1 <= len(told.machines) <= MOST_MACHINES:
        message = _("Please hand over 1 to %(most)s machines at once.") % {"most": MOST_MACHINES}
        found.append(Problem("machines", "many", message))
    for place, machine in enumerate(told.machines):
        found += _of_machine(place, machine, today)
    found += _of_doubles(told.machines)
    found += _of_money(told.machines, money)
    for who in SIGNERS:
        found += _of_signature(who, getattr(told, who))
    return found


def _of_day(day: date | None, since: date, today: date) -> list[Problem]:
    if day is None:
        return [Problem("handed_on", "missing", _("Please give the day."))]
    if not since <= day <= today:
        message = _("Please choose a day from the grant agreement to today.")
        return [Problem("handed_on", "impossible", message)]
    return []


def _of_machine(place: int, machine: MachineTold, today: date) -> list[Problem]:
    found = []
    for name, most in LONGEST.items():
        text = getattr(machine, name)
        if not text:
            message = _("Please fill in: %(label)s.") % {"label": LABELS[name]}
            found.append(Problem(field_of(place, name), "missing", message))
        elif len(text) > most:
            message = _("Please use at most %(most)s characters.") % {"most": most}
            found.append(Problem(field_of(place, name), "too_long", message))
    if machine.serial and not re.search(r"[a-z0-9]", fold(machine.serial)):
        message = _("Please give letters or digits. Where there is no number, mark the machine with one of the office.")
        found.append(Problem(field_of(place, "serial"), "unreadable", message))
    if not any(one.code == "too_long" for one in found) and len(machine.identity) > LONGEST_IDENTITY:
        message = _("Brand and serial number are too long together. Please shorten one of the two.")
        found.append(Problem(field_of(place, "serial"), "too_long", message))
    if not 0 < machine.value <= MOST_MONEY:
        found.append(Problem(field_of(place, "value"), "impossible", _("Please give an amount in rupiah.")))
    if machine.condition not in AssetCondition.values:
        found.append(Problem(field_of(place, "condition"), "missing", _("Please say how the machine is.")))
    if machine.year_made is not None and not OLDEST_MADE <= machine.year_made <= today.year:
        found.append(Problem(field_of(place, "year_made"), "impossible", _("Please give the year in four digits.")))
    if not 1 <= len(machine.photos) <= MOST_PHOTOS:
        message = _("Please add 1 to %(most)s photographs of the machine.") % {"most": MOST_PHOTOS}
        found.append(Problem(field_of(place, "photos"), "many", message))
    return found


def _of_doubles(machines: Sequence[MachineTold]) -> list[Problem]:
    seen: set[str] = set()
    found = []
    for place, machine in enumerate(machines):
        if machine.serial and machine.identity in seen:
            message = _("This machine stands here twice.")
            found.append(Problem(field_of(place, "serial"), "twice", message))
        seen.add(machine.identity)
    return found


def _of_money(machines: Sequence[MachineTold], money: Money) -> list[Problem]:
    """Tell where the values are more than was promised, or than the budget of the call holds."""
    value = sum(machine.value for machine in machines)
    if money.left is not None and value > money.left:
        message = _("This is more than was promised: %(left)s is left for this receiver.")
        return [Problem(field_of(0, "value"), "promised", message % {"left": rupiah(max(0, money.left))})]
    if money.left_of_call is not None and value > money.left_of_call:
        message = _("This is more than the budget of the call: %(left)s is left of it.")
        return [Problem(field_of(0, "value"), "budget", message % {"left": rupiah(max(0, money.left_of_call))})]
    return []


def _of_signature(who: str, signed: Signed | None) -> list[Problem]:
    if signed is None:
        message = _("Please sign, or tick that the name stands for the signature.")
        return [Problem(f"sign-{who}", "missing", message)]
    if not signed.name:
        return [Problem(f"sign-{who}", "missing", _("Please give the name of who signs."))]
    if len(signed.name) > LONGEST_NAME:
        message = _("Please use at most %(most)s characters.") % {"most": LONGEST_NAME}
        return [Problem(f"sign-{who}", "too_long", message)]
    return []
