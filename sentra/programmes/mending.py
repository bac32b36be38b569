"""Where an owner goes to mend what stands in the way of a programme: a press for each code that `judging` gives."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sentra.kernel.errors import Message
from sentra.programmes.judging import Mend
from sentra.registry.models import Business


@dataclass(frozen=True, slots=True)
class Press:
    """A press that leads to where something is mended."""

    label: Message
    url: str


def _own(part: str) -> Callable[[Business], str]:
    return lambda business: f"{reverse('registry:own', args=[business.register_number])}#{part}"


PRESSES: dict[Mend, tuple[Message, Callable[[Business], str]]] = {
    "apply": (_("Apply for the permit"), lambda _business: reverse("licensing:services")),
    "renew": (_("Renew the permit"), lambda _business: reverse("licensing:services")),
    "figures": (_("Hand in the yearly figures"), _own("figures")),
    "profile": (_("Complete the profile"), _own("identity")),
    "product": (_("Add a product"), _own("makes")),
    "photo": (_("Add a photograph"), _own("makes")),
    "pin": (_("Put the pin on the map"), _own("place")),
    "paper": (
        _("Add the paper"),
        lambda business: reverse("registry:paper_add", args=[business.register_number]),
    ),
    "case": (_("See what was reported"), _own("cases")),
    "finding": (_("See what has to be put right"), _own("visits")),
}


def press_for(mend: str, business: Business) -> Press | None:
    """Give the press that mends something; None where nothing but time, or the office, does."""
    found = PRESSES.get(mend)  # type: ignore[call-overload]
    return Press(found[0], found[1](business)) if found else None
