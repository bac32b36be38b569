"""Checking what a pack says of figures against the catalogue, which the pack's own types don't know."""

from collections.abc import Iterator
from pathlib import Path

from sentra.insights.catalogue import BY_CODE
from sentra.reference.insights import Insights
from sentra.reference.loading import Reading
from sentra.reference.reading import Fault

NAME = "insights.yaml"


def figure_faults(root: Path) -> list[Fault]:
    """Tell which figures of a pack aren't in the catalogue, are counted by no district, or aren't everybody's."""
    reading = Reading(root)
    source, insights = reading.sources.get(NAME), reading.insights
    if source is None or insights is None:
        return []
    return [source.fault(place, expected) for place, expected in _wrong(insights)]


def _wrong(insights: Insights) -> Iterator[tuple[tuple[str | int, ...], str]]:
    named: list[tuple[tuple[str | int, ...], str]] = [
        *((("leading", place, "figure"), one.figure) for place, one in enumerate(insights.leading)),
        *((("measures", place), code) for place, code in enumerate(insights.measures)),
        *((("public_figures", place), code) for place, code in enumerate(insights.public_figures)),
    ]
    for place, code in named:
        figure = BY_CODE.get(code)
        if figure is None:
            yield place, f"a figure of the catalogue, not {code}"
        elif place[0] == "measures" and "district" not in figure.cuts:
            yield place, f"a figure that is counted by district; {code} isn't"
        elif place[0] == "public_figures" and not figure.public:
            yield place, f"a figure that everybody may read; {code} isn't one"
