"""What the entries of a list are told apart by: names that are held meanwhile, exact signs of one business. Pure."""

from collections.abc import Iterable

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from sentra.kernel.errors import Problem
from sentra.kernel.text import fold
from sentra.registry.facts import Entry
from sentra.registry.identity import MAYBE_SAME
from sentra.registry.models import Business

Sign = tuple[str, ...]
NIB = "business.nib"


def names_held(entry: Entry) -> Iterable[str]:
    """Give what is held while an entry is recorded: the same names that a permit holds."""
    yield f"business:{entry.business.village}:{fold(entry.business.name)}"
    if entry.owner.nik:
        yield f"owner:{entry.owner.nik}"
    if entry.business.nib:
        yield f"nib:{entry.business.nib}"


def nib_sign(entry: Entry) -> Sign:
    """Give the sign by which a business is known whatever else is said of it; empty where no NIB is told."""
    return (NIB, entry.business.nib) if entry.business.nib else ()


def signs_of(entry: Entry) -> list[Sign]:
    """Give the other exact signs by which entries of one batch mean the same business.

    The register knows it by them too (`Sought.is_said_alike`).
    """
    business = entry.business
    said = (fold(business.name), business.district, business.village)
    signs: list[Sign] = [("nik", entry.owner.nik, *said)] if entry.owner.nik else []
    if entry.owner.name:
        signs.append(("name", fold(entry.owner.name), *said))
    return signs


def maybe_earlier(business: Business) -> Problem:
    """Doubt whether an entry isn't what an earlier entry of the same list began, which has no number yet."""
    message = _("This may be the same as an earlier row of this list: {name}, of {owner}.")
    return Problem("business", MAYBE_SAME, format_lazy(message, name=business.name, owner=business.owner.name))
