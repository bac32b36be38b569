"""By what figures are told apart: the words for the keys of each cut, in the order in which they are shown."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sentra.insights.figure import Words
from sentra.licensing.models.application import Status
from sentra.reference.loading import current_pack
from sentra.surveys.models import VisitKind

DISTRICT, VILLAGE, COMMODITY = "district", "village", "commodity"


@dataclass(frozen=True, slots=True)
class Dimension:
    """A way to tell apart: its name, and what its keys are called (read anew each time, in the reader's language).

    The same word may mean something else in another family of figures: the kind of a visit, of a case.
    """

    code: str
    name: Words
    names: Callable[[str], Mapping[str, str]]


def _districts(_family: str) -> dict[str, str]:
    return _by_name(current_pack().district_names.items())


def _villages(_family: str) -> dict[str, str]:
    pack = current_pack()
    told = ((one.code, f"{one.name}, {pack.district_names.get(one.district, one.district)}") for one in pack.villages)
    return _by_name(told)


def _commodities(_family: str) -> dict[str, str]:
    return _by_name((one.code, str(one.name)) for one in current_pack().commodities)


def _kbli(_family: str) -> dict[str, str]:
    """Name the classes by their newest version."""
    known = sorted(current_pack().kbli, key=lambda one: one.version)
    return dict(sorted((one.code, f"{one.code} {one.title}") for one in known))


def _services(_family: str) -> dict[str, str]:
    return {one.code: str(one.title) for one in sorted(current_pack().services, key=lambda one: one.order)}


def _stages(_family: str) -> dict[str, str]:
    return {str(one.value): str(one.label) for one in Status}


def _kinds(family: str) -> dict[str, str]:
    pack = current_pack()
    of_family: dict[str, dict[str, str]] = {
        "supervision": {str(one.value): str(one.label) for one in VisitKind},
        "cases": {one.code: str(one.title) for one in pack.cases.kinds},
        "programmes": {one.code: str(one.title) for one in pack.programmes},
    }
    return of_family.get(family, {})


def _by_name(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    return dict(sorted(pairs, key=lambda pair: pair[1]))


_ALL = (
    Dimension(DISTRICT, gettext_lazy("District"), _districts),
    Dimension(VILLAGE, gettext_lazy("Village"), _villages),
    Dimension(COMMODITY, gettext_lazy("Commodity"), _commodities),
    Dimension("kbli", gettext_lazy("KBLI"), _kbli),
    Dimension("service", gettext_lazy("Service"), _services),
    Dimension("stage", gettext_lazy("Stage"), _stages),
    Dimension("kind", gettext_lazy("Kind"), _kinds),
)
DIMENSIONS: Mapping[str, Dimension] = {one.code: one for one in _ALL}
"""All that figures are told apart by; a cut that isn't here isn't offered."""
JOINED = {"service_stage": ("service", "stage")}
"""Cuts whose one key holds two (`tdi/survey`), so that they can be crossed with districts, too."""
JOINT = "/"


def cut_among(dimensions: Collection[str], cuts: Collection[str]) -> str:
    """Give the cut, of those that there are, which tells all these dimensions apart at once; "" where there is none."""
    asked = frozenset(dimensions)
    joined = next((cut for cut, parts in JOINED.items() if asked >= set(parts)), "")
    rest = asked - set(JOINED.get(joined, ()))
    names = sorted({*rest, *([joined] if joined else [])})
    if len(names) > 2:
        return ""
    one, other = names[0], names[-1]
    wanted = (one,) if one == other else (f"{one}_{other}", f"{other}_{one}")
    return next((cut for cut in wanted if cut in cuts), "")


def keys_of(cut: str, dimensions: Collection[str], key: str, other: str) -> dict[str, str]:
    """Give the keys of a cell by dimension, of a cut that tells these apart."""
    joined = next((name for name, parts in JOINED.items() if set(dimensions) >= set(parts)), "")
    names = sorted({*(set(dimensions) - set(JOINED.get(joined, ()))), *([joined] if joined else [])})
    if len(names) > 1 and not cut.startswith(f"{names[0]}_"):
        names.reverse()
    found = dict(zip(names, (key, other), strict=False))
    if joined:
        first, second = found.pop(joined).partition(JOINT)[::2]
        found |= dict(zip(JOINED[joined], (first, second), strict=True))
    return found


def in_order(dimension: str, keys: Iterable[str], family: str) -> list[tuple[str, str]]:
    """Give keys with their words, in the order of the dimension; what nobody knows comes last."""
    names, asked = DIMENSIONS[dimension].names(family), set(keys)
    strange = sorted(asked - set(names) - {""})
    ordered = [*((key, name) for key, name in names.items() if key in asked), *((key, key) for key in strange)]
    return [*ordered, ("", _("Not known"))] if "" in asked else ordered
