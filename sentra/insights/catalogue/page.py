"""The page of all figures and splits for people who read the documentation (`docs/figures.md`), in both languages."""

from collections.abc import Iterator

from django.utils import translation

from sentra.insights.catalogue import FAMILIES, FIGURES, SPLITS
from sentra.insights.figure import Figure, Split, Words

INTRODUCTION = """\
# Figures
What Sentra counts, each figure defined once in `sentra/insights/catalogue/`, from which the pages, the reports and the
open data are drawn, too. This page is written from it (`python -m sentra.ops.figures > docs/figures.md`), and a test
keeps both the same.

A **stock** is what there is on the last day of a month, a **flow** what came in it; flows of several months add up, and
so do the days of which a median is told. A month is closed once it is over: its figures stay as they were known then,
and are told beside that as known today. What isn't **public** is told to officers alone, and to those whose duty has
districts as the sum of theirs. What a figure can be told apart by stands in brackets.
"""
SPLITS_TOLD = """
## What a figure is made of
Ways to tell a count apart by what it is like.

| name | nama | code | parts | kind | source |
|---|---|---|---|---|---|"""
BETTER = {"more": ["more is better"], "less": ["less is better"], "": []}


def figures_page() -> str:
    """Write the page; the translations must have been compiled."""
    lines = [INTRODUCTION.rstrip("\n")]
    for family, name in FAMILIES.items():
        lines.append(f"\n## {_in('en', name)}")
        for one in FIGURES:
            if one.family == family:
                lines += _figure(one)
    return "\n".join([*lines, SPLITS_TOLD, *(_split(one) for one in SPLITS)]) + "\n"


def _figure(one: Figure) -> Iterator[str]:
    public = ["public"] if one.public else []
    told = [f"`{one.code}`", "flow" if one.flow else "stock", _in("en", one.unit.value), *BETTER[one.better], *public]
    yield f"\n### {_in('en', one.name)}"
    yield f"*{_in('id', one.name)}* · {' · '.join(told)}\n"
    yield _in("en", one.meaning)
    yield f"- Counted: {_in('en', one.formula)} [{', '.join(one.cuts)}]"
    yield f"- From: {_in('en', one.source)}"


def _split(one: Split) -> str:
    parts = ", ".join(_in("en", words) for words in one.parts.values())
    kind = ", ".join(["flow" if one.flow else "stock", *(["public"] if one.public else [])])
    names = f"{_in('en', one.name)} | {_in('id', one.name)}"
    return f"| {names} | `{one.code}` | {parts} | {kind} | {_in('en', one.source)} |"


def _in(language: str, words: Words) -> str:
    with translation.override(language):
        return str(words)
