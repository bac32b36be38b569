"""A business in hand while a list is laid over it: what hangs on it, what became of it, what wasn't taken and why."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from sentra.kernel.text import mask
from sentra.registry.models import Activity, Business, Figures, LegalPaper, Owner, Product, Support
from sentra.registry.nearby import told
from sentra.registry.services.derived import derive
from sentra.registry.sought import Sought

SECRET = frozenset({"nik", "npwp"})


class Why(StrEnum):
    """Why a word of a list wasn't taken; `TWICE`: an earlier row of the same list says otherwise."""

    PERMIT = "permit"
    CHECKED = "checked"
    NEWER = "newer"
    OTHERS = "others"
    TWICE = "twice"


@dataclass(frozen=True, slots=True)
class Difference:
    """What the register holds (`here`) and what the list says (`there`), and why the list's word wasn't taken."""

    field: str
    here: str
    there: str
    why: Why


@dataclass(slots=True)
class Held:
    """A business in hand with all that hangs on it, and what becomes of it.

    `sought` is what a new one was looked for by. `is_settled`: an earlier row of the same list spoke of it, so that a
    later one only fills what is missing; otherwise two rows that differ would change it back and forth each time the
    list comes. `is_owner_settled`: the same of its owner, who may have others. `owner_guarded`: the owner's own word,
    or what a permit rests on, stands.
    """

    business: Business
    is_new: bool = False
    sought: Sought | None = None
    owner_guarded: bool = False
    owner_is_new: bool = False
    is_settled: bool = False
    is_owner_settled: bool = False
    figures: dict[int, Figures] = field(default_factory=dict)
    papers: dict[tuple[str, str], LegalPaper] = field(default_factory=dict)
    products: dict[str, Product] = field(default_factory=dict)
    activities: dict[str, Activity] = field(default_factory=dict)
    supports: dict[str, Support] = field(default_factory=dict)
    touched: set[str] = field(default_factory=set)
    fresh: list[Figures | LegalPaper | Product | Activity | Support] = field(default_factory=list)
    changed: list[Figures | LegalPaper | Activity | Support] = field(default_factory=list)
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)

    @property
    def owner(self) -> Owner:
        """Whose it is."""
        return self.business.owner

    def derive(self, numbers: Iterable[str], *, searched: bool) -> None:
        """Work out what the business's row repeats; `numbers` are those that were merged into it."""
        derive(
            self.business,
            products=[one.name for one in self.products.values()],
            papers=self.papers.values(),
            figures=self.figures.values(),
            numbers=numbers,
            keys=self._keys(),
            searched=searched,
        )

    def _keys(self) -> Sequence[int] | None:
        """Give the keys by which a new business was looked for, where it is written just as it was said."""
        if self.sought is None:
            return None
        said, owner, here = self.sought.business, self.sought.owner, self.business
        as_said = (said.name, owner.name, said.village, said.commodity, self.sought.phones)
        as_written = (here.name, self.owner.name, here.village, here.commodity, told(here.phone, self.owner.phone))
        return self.sought.keys if as_said == as_written else None


@dataclass(slots=True)
class Laid:
    """What one entry did to a business: `before` and `after` by field, the rows that it `made`, what it only told."""

    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)
    made: list[tuple[str, str]] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)

    @property
    def any(self) -> bool:
        """Tell whether anything became another."""
        return bool(self.after or self.made)

    def differs(self, name: str, here: object, there: object, why: Why) -> None:
        """Note a word that wasn't taken."""
        secret = name.rsplit(".", 1)[-1] in SECRET
        before, after = (mask(str(one)) if secret else str(one) for one in (here, there))
        self.differences.append(Difference(name, before, after, why))


def shown(values: dict[str, Any]) -> dict[str, Any]:
    """Give what the audit tells: of the business itself, with secrets masked; figures are told by their year only."""
    return {
        name: mask(str(value)) if name in SECRET else value
        for name, value in values.items()
        if "." not in name and name not in {"register_number"}
    }


def hung(held: Held) -> dict[str, Any]:
    """Tell what was hung on the business, and which words of its owner changed."""
    rows = [*held.fresh, *held.changed]
    told: dict[str, Any] = {
        "years": sorted({row.year for row in rows if isinstance(row, Figures)}),
        "papers": sorted({f"{row.kind} {row.number}" for row in rows if isinstance(row, LegalPaper)}),
        "products": sorted({row.name for row in rows if isinstance(row, Product)}),
        "activities": sorted({row.kbli for row in rows if isinstance(row, Activity)}),
        "supports": sorted({str(row) for row in rows if isinstance(row, Support)}),
    }
    if held.is_new or "owner.name" in held.after:
        told["owner"] = held.owner.name
    if "owner.nik" in held.after:
        told["nik"] = held.after["owner.nik"]
    return {name: value for name, value in told.items() if value}
