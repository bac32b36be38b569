"""How lines and bars are told apart: by colour, and by dashes and marks for whoever sees no colours. Pure."""

from collections.abc import Callable

COLOURS = ("#2b4fa0", "#b3470f", "#00705a", "#93387e", "#7d5a00", "#1f7396", "#3a3f52", "#777777")
"""Colours that stay apart for the colour-blind (after Okabe and Ito), each with 3:1 on white; the page has others in
the dark."""
DASHES = ("", "7 4", "2 3", "10 3 2 3", "14 4", "4 2", "1 4", "8 2 2 2 2 2")


def _circle(x: float, y: float) -> str:
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.4"/>'


def _square(x: float, y: float) -> str:
    return f'<path d="M{x - 3:.1f} {y - 3:.1f}h6v6h-6z"/>'


def _triangle(x: float, y: float) -> str:
    return f'<path d="M{x:.1f} {y - 4:.1f}l4 7h-8z"/>'


def _diamond(x: float, y: float) -> str:
    return f'<path d="M{x:.1f} {y - 4.4:.1f}l4.4 4.4l-4.4 4.4l-4.4 -4.4z"/>'


def _ring(x: float, y: float) -> str:
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="none" stroke-width="1.8"/>'


def _frame(x: float, y: float) -> str:
    return f'<path d="M{x - 3:.1f} {y - 3:.1f}h6v6h-6z" fill="none" stroke-width="1.8"/>'


def _cross(x: float, y: float) -> str:
    return f'<path d="M{x - 3.4:.1f} {y - 3.4:.1f}l6.8 6.8m0 -6.8l-6.8 6.8" fill="none" stroke-width="2"/>'


def _plus(x: float, y: float) -> str:
    return f'<path d="M{x - 4:.1f} {y:.1f}h8m-4 -4v8" fill="none" stroke-width="2"/>'


MARKS: tuple[Callable[[float, float], str], ...] = (
    *(_circle, _square, _triangle, _diamond),
    *(_ring, _frame, _cross, _plus),
)


def colour(place: int) -> str:
    """Give what colours a series: attributes, and a class by which the page's styles repaint it in the dark."""
    one = COLOURS[place % len(COLOURS)]
    return f'class="series series-{place + 1}" fill="{one}" stroke="{one}"'
