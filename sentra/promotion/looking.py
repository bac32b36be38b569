"""What is told of a photograph at once: blurred, small, dark or glaring, in plain words with what helps. Pure."""

from dataclasses import dataclass
from typing import Protocol

from django.utils.translation import gettext_lazy as _

from sentra.kernel.errors import Message
from sentra.reference.promotion import Pictures


class Looked(Protocol):
    """What a program saw of a photograph: just made (`pictures.Look`) or kept (`models.PhotoLook`)."""

    @property
    def width(self) -> int:
        """Pixels from left to right."""
        ...

    @property
    def height(self) -> int:
        """Pixels from top to bottom."""
        ...

    @property
    def sharpness(self) -> int:
        """How sharp it is, 0 to 100."""
        ...

    @property
    def lightness(self) -> int:
        """How light it is, 0 to 100."""
        ...


@dataclass(frozen=True, slots=True)
class Weakness:
    """What is weak about a photograph, and what helps."""

    code: str
    what: Message
    advice: Message


BLURRED = Weakness(
    "blurred",
    _("This photograph looks blurred."),
    _("Hold the phone with both hands, tap on the product on the screen, then take it again."),
)
SMALL = Weakness(
    "small",
    _("This photograph is small."),
    _("Go nearer instead of zooming, and send the photograph itself, not one that came by chat."),
)
DARK = Weakness(
    "dark", _("This photograph is dark."), _("Put the product near a window by day, or choose “Lighter” below.")
)
GLARING = Weakness(
    "glaring", _("This photograph is very bright."), _("Turn away from the sun or the lamp, and switch the flash off.")
)


def weaknesses(look: Looked, expected: Pictures) -> list[Weakness]:
    """Give what is weak about a photograph; it may be shown all the same."""
    found = []
    if min(look.width, look.height) < expected.least_side:
        found.append(SMALL)
    if look.sharpness < expected.least_sharpness:
        found.append(BLURRED)
    if look.lightness < expected.least_lightness:
        found.append(DARK)
    if look.lightness > expected.most_lightness:
        found.append(GLARING)
    return found
