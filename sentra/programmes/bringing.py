"""What somebody types about the products that are brought, and what is wrong with it. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sentra.kernel.errors import Problem
from sentra.kernel.money import parse_rupiah
from sentra.kernel.text import fold, tidy
from sentra.people.given import is_number

MOST_OTHERS = 10
"""So many lines may name something that isn't on the register."""
MOST_MANY = 100_000
MOST_PRICE = 1_000_000_000
LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Bringing:
    """One line: a product of the register by its id, or something else by `name`; None where it can't be read.

    `key` is that of the line on the page: the names of its fields end with it.
    """

    key: str
    product: int | None
    name: str
    many: int | None
    price: int | None


def same_name(name: str) -> str:
    """Give the form in which two spellings of one name are equal, in whatever script."""
    return fold(name) or name.casefold()


def read_many(text: str) -> int | None:
    """Read a number of things as people type it (`1.000`); None if it is none."""
    digits = text.strip().replace(".", "")
    return int(digits) if is_number(digits) else None


def bringing_typed(key: str, product: int | None, name: str, many: str, price: str) -> Bringing:
    """Read one line as it was typed."""
    return Bringing(key, product, tidy(name).replace("\n", " "), read_many(many), parse_rupiah(price))


def problems_of_bringing(
    lines: Sequence[Bringing], known: dict[int, str], is_stopped: Callable[[int | None, str], bool]
) -> list[Problem]:
    """Tell all that is wrong with what is brought; `known` are the products that may be, by id."""
    found: list[Problem] = []
    names = {same_name(name) for name in known.values()}
    seen: set[str | int] = set()
    for line in lines:
        name = line.name if line.product is None else known.get(line.product, "")
        found += _of_what(line, name, names)
        if name and is_stopped(line.product, name):
            found.append(Problem(f"on-{line.key}", "stopped", stopped_words(name)))
        this = same_name(line.name) if line.product is None else line.product
        if this in seen:
            found.append(Problem(f"on-{line.key}", "twice", _("This stands on the list already.")))
        seen.add(this)
        found += _of_numbers(line)
    if sum(line.product is None for line in lines) > MOST_OTHERS:
        message = _("At most %(most)s lines may be about something else.") % {"most": MOST_OTHERS}
        found.append(Problem("", "too_many", message))
    return found


def stopped_words(name: str) -> str:
    """Say why a product can't be brought."""
    return _("%(name)s can't be brought: it must not be offered at present, because of a case about it.") % {
        "name": name
    }


def _of_what(line: Bringing, name: str, names: set[str]) -> list[Problem]:
    if line.product is not None:
        unknown = Problem(f"on-{line.key}", "unknown", _("This product isn't on the register of this business."))
        return [] if name else [unknown]
    field = f"name-{line.key}"
    if not name:
        return [Problem(field, "missing", _("Please say what it is."))]
    if len(name) > LONGEST_NAME:
        return [Problem(field, "too_long", _("Please use at most %(most)s characters.") % {"most": LONGEST_NAME})]
    if same_name(name) in names:
        return [Problem(field, "known", _("This product is on the register: tick it above."))]
    return []


def _of_numbers(line: Bringing) -> list[Problem]:
    found = []
    if line.many is None or not 1 <= line.many <= MOST_MANY:
        message = _("Please say how many, in digits: from 1 to %(most)s.") % {"most": MOST_MANY}
        found.append(Problem(f"many-{line.key}", "impossible", message))
    if line.price is None or not 1 <= line.price <= MOST_PRICE:
        found.append(Problem(f"price-{line.key}", "impossible", _("Please give an amount in rupiah.")))
    return found
