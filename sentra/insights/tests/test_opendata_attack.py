"""Somebody downloads all data sets and computes what can be computed of them together."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from fractions import Fraction
from typing import Any

import pytest
from django.test import Client

from sentra.insights.models import DataVersion, LeftOut
from sentra.insights.opendata.register import EVERYTHING, tables_of
from sentra.insights.opendata.sets import BY_PRODUCTION, BY_VILLAGE, COUNTED
from sentra.insights.services.opendata import register_make
from sentra.insights.suppression import BEYOND, FEWEST
from sentra.insights.tests.making_opendata import JUNE, SEPTEMBER, counted, records, some_businesses
from sentra.kernel import clock

pytestmark = pytest.mark.django_db
Name = tuple[str, str, str]
Equation = list[tuple[int, Name]]
"""Terms that add up to nothing: +1 and -1 times what has a name."""
IN_AUTUMN = datetime(2026, 10, 3, 5, tzinfo=UTC)
MANY = 10**9


def downloaded() -> dict[str, list[dict[str, Any]]]:
    """Take along all data sets of counts."""
    client = Client()
    return {one.code: records(client.get(f"/data/{one.code}.json").json()) for one in COUNTED}


def shared_name(code: str, first: str, second: str) -> Name:
    """Name a number: the sums of districts and of commodities are the same in all data sets."""
    rows = "commodity" if code == BY_PRODUCTION.code else "district"
    if first == second == EVERYTHING:
        return ("", "", "")
    if second == EVERYTHING:
        return ("sum", rows, first)
    if first == EVERYTHING:
        return ("sum", "commodity" if code == COUNTED[0].code else code, second)
    return (code, first, second)


def told(files: dict[str, list[dict[str, Any]]]) -> tuple[dict[Name, int | None], list[Equation]]:
    """Read numbers and what adds up to what out of the files."""
    numbers: dict[Name, int | None] = {}
    parts: dict[Name, dict[str, list[Name]]] = defaultdict(lambda: defaultdict(list))
    for code, rows in files.items():
        keys = [name for name in (rows[0] if rows else {}) if name.startswith("kode_")]
        for row in rows:
            first, second = (str(row[key]) for key in keys)
            name = shared_name(code, first, second)
            assert numbers.setdefault(name, row["jumlah_usaha"]) == row["jumlah_usaha"]
            if first != EVERYTHING:
                whole = shared_name(code, first, EVERYTHING if second != EVERYTHING else "")
                if second == EVERYTHING:
                    parts[("", "", "")][f"{code} rows"].append(name)
                else:
                    parts[whole][code].append(name)
                    if code != BY_VILLAGE.code:
                        parts[shared_name(code, EVERYTHING, second)][code].append(name)
            elif second != EVERYTHING:
                parts[("", "", "")][f"{code} columns"].append(name)
    equations = [[(-1, whole), *((1, part) for part in some)] for whole, by in parts.items() for some in by.values()]
    return numbers, equations


def determined(numbers: dict[Name, int | None], equations: Iterable[Equation]) -> dict[Name, int]:
    """Solve the equations: give what they leave no choice for."""
    unknown = [name for name, number in numbers.items() if number is None]
    place = {name: number for number, name in enumerate(unknown)}
    rows = []
    for equation in equations:
        row: dict[int, Fraction] = defaultdict(Fraction)
        for factor, name in equation:
            number = numbers[name]
            if number is None:
                row[place[name]] += factor
            else:
                row[-1] -= factor * number
        if any(column >= 0 and value for column, value in row.items()):
            rows.append({column: value for column, value in row.items() if value})
    reduced = _reduced(rows)
    return {
        unknown[pivot]: int(row.get(-1, Fraction(0)))
        for pivot, row in reduced.items()
        if all(column in (pivot, -1) for column in row)
    }


def _reduced(rows: Sequence[dict[int, Fraction]]) -> dict[int, dict[int, Fraction]]:
    done: dict[int, dict[int, Fraction]] = {}
    for one in rows:
        row = dict(one)
        for pivot, other in done.items():
            row = _less(row, other, pivot)
        pivot = next((column for column in sorted(row) if column >= 0), -1)
        if pivot < 0:
            continue
        scale = row[pivot]
        row = {column: value / scale for column, value in row.items()}
        done = {number: _less(other, row, pivot) for number, other in done.items()}
        done[pivot] = row
    return done


def _less(row: dict[int, Fraction], other: dict[int, Fraction], pivot: int) -> dict[int, Fraction]:
    factor = row.get(pivot)
    if not factor:
        return row
    columns = row.keys() | other.keys()
    found = {column: row.get(column, Fraction(0)) - factor * other.get(column, Fraction(0)) for column in columns}
    return {column: value for column, value in found.items() if value}


def bounded(numbers: dict[Name, int | None], equations: Sequence[Equation]) -> dict[Name, tuple[int, int]]:
    """Narrow what each number can be, by one equation after the other, as long as it helps."""
    known = {name: (1, MANY) if number is None else (number, number) for name, number in numbers.items()}
    narrower = True
    while narrower:
        narrower = False
        for equation in equations:
            for factor, name in equation:
                others = [(f * factor, known[other]) for f, other in equation if other != name]
                least = -sum(f * (high if f > 0 else low) for f, (low, high) in others)
                most = -sum(f * (low if f > 0 else high) for f, (low, high) in others)
                now = (max(known[name][0], least), min(known[name][1], most))
                if now != known[name]:
                    known[name], narrower = now, True
    return known


@pytest.mark.parametrize(("many", "seed"), [(30, 1), (120, 2), (400, 3), (1500, 4), (1500, 5), (6000, 6)])
def test_nothing_small_is_computed_from_all_data_sets_together(many: int, seed: int) -> None:
    counted(some_businesses(many, seed))
    register_make(SEPTEMBER)
    numbers, equations = told(downloaded())
    pinned, known = determined(numbers, equations), bounded(numbers, equations)
    true = {(t.name, *place): count for t in tables_of(SEPTEMBER) for place, count in t.counts.items()}
    hidden = 0
    for name, count in true.items():
        if name not in numbers:
            continue
        if numbers[name] is None:
            hidden += 1
            assert name not in pinned
            assert known[name][1] - known[name][0] >= BEYOND
            assert count >= FEWEST or known[name][1] >= count + BEYOND
        else:
            assert numbers[name] == count
            assert not 0 < count < FEWEST
    withheld = DataVersion.objects.filter(withheld=True).count()
    assert hidden or withheld


def test_the_attack_finds_what_is_only_left_out_by_itself() -> None:
    numbers = {("t", "a", "x"): None, ("t", "a", "y"): 5, ("sum", "r", "a"): 6}
    equations: list[Equation] = [[(-1, ("sum", "r", "a")), (1, ("t", "a", "x")), (1, ("t", "a", "y"))]]
    assert determined(numbers, equations) == {("t", "a", "x"): 1}
    assert bounded(numbers, equations)[("t", "a", "x")] == (1, 1)


def test_most_businesses_of_a_large_register_stay_visible() -> None:
    counted(some_businesses(6000, 7))
    register_make(SEPTEMBER)
    assert not DataVersion.objects.filter(withheld=True).exists()
    lost = {
        table.name: sum(
            table.counts[(row, column)] for name, row, column in LeftOut.objects.get().cells if name == table.name
        )
        for table in tables_of(SEPTEMBER)
    }
    assert max(lost.values()) < 6000 / 20


def test_what_was_left_out_in_spring_stays_left_out_in_summer_but_not_in_the_next_year() -> None:
    counted(some_businesses(1500, 8), JUNE)
    counted(some_businesses(1510, 8), SEPTEMBER)
    with clock.travel(IN_AUTUMN):
        register_make(JUNE)
        register_make(SEPTEMBER)
    june, september = ({tuple(cell) for cell in LeftOut.objects.get(month=month).cells} for month in (JUNE, SEPTEMBER))
    assert june <= september
    numbers, equations = told(downloaded())
    assert not {name for name in determined(numbers, equations) if numbers[name] is None}
