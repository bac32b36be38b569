"""The yearly figures of all years as one file: a row for each business and year, in memory that doesn't grow."""

import gc
import tracemalloc
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from sentra.people.models import Role
from sentra.people.tests.people import officer
from sentra.registry.filters import RegisterFilter
from sentra.registry.models import Business, Figures, FiguresState
from sentra.registry.tests.register import HERE, THERE, known, of, owner_of
from sentra.transfer.export.forms import FORMS, YEARLY, Ask
from sentra.transfer.export.writing import csv_pieces
from sentra.transfer.models import Export
from sentra.transfer.services import take_out

pytestmark = pytest.mark.django_db

FORM = reverse("transfer:export", args=["tahunan"])
FEW, MANY = 6_000, 30_000


def told_by(business: Business, years: range, state: str = FiguresState.ACCEPTED) -> None:
    """Let a business have told figures of some years."""
    Figures.objects.bulk_create(
        Figures(business=business, year=year, state=state, workers_men=1, workers_women=2, investment=5_000_000)
        for year in years
    )


def lines(client: Client, **query: str) -> list[list[str]]:
    """Take the file, and part it into cells."""
    answer: Any = client.get(FORM, {"jenis": "csv", **query})
    assert answer.status_code == 200
    content = b"".join(answer.streaming_content).decode("utf-8-sig")
    return [line.split(";") for line in content.splitlines()]


def test_a_row_for_each_business_and_year_that_was_accepted() -> None:
    told_by(known("=Batik", commodity="batik_tulis"), range(2020, 2024))
    told_by(known("Mebel", district=THERE), range(2022, 2023))
    told_by(known("Keripik"), range(2023, 2024), FiguresState.SUBMITTED)
    head, *rows = lines(of(Role.DISPERINDAG))
    assert head == YEARLY
    assert [row[7] for row in rows if "Batik" in row[1]] == ["2020", "2021", "2022", "2023"]
    assert len(rows) == 5
    assert {row[1] for row in rows} == {"'=Batik", "Mebel"}
    assert all(row[10] == "3" for row in rows), "men and women together"
    assert Export.objects.get().rows == 5
    assert len(lines(of(Role.DISPERINDAG), district=THERE)) == 2


def test_only_where_one_may_see_figures() -> None:
    told_by(known("Batik"), range(2020, 2024))
    told_by(known("Mebel", district=THERE), range(2022, 2023))
    assert [row[1] for row in lines(of(Role.DISPERINDAG, [THERE]))[1:]] == ["Mebel"]
    assert of(Role.COUNTER).get(FORM).status_code == 403
    assert of(Role.AUDITOR).get(FORM).status_code == 403, "to read figures isn't yet to take them out"


def test_too_many_rows_for_a_workbook_are_refused_with_the_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    told_by(known("Batik"), range(2015, 2024))
    monkeypatch.setattr(take_out, "MOST_OF_XLSX", 5)
    answer = of(Role.DISPERINDAG).get(FORM, {"jenis": "xlsx"})
    assert answer.status_code == 422
    assert not Export.objects.exists()


def peak_of(ask: Ask, most: int) -> tuple[int, int]:
    """Send the file, or so many rows of it; gives how many rows that were, and the most memory that it took."""
    gc.collect()
    tracemalloc.start()
    rows = 0
    for piece in csv_pieces(YEARLY, FORMS["tahunan"].rows(ask)):
        rows += piece.count("\n")
        if rows > most:
            break
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return rows, peak


def test_memory_does_not_grow_with_the_rows() -> None:
    owner = owner_of()
    businesses = [known(f"Usaha {place}", owner=owner, district=HERE) for place in range(100)]
    Figures.objects.bulk_create(
        [
            Figures(business=one, year=1000 + year, workers_men=year, investment=year * 1_000_000)
            for one in businesses
            for year in range(MANY // len(businesses))
        ],
        batch_size=5000,
    )
    actor = officer(Role.DISPERINDAG)
    ask = Ask(actor=actor, businesses=RegisterFilter().narrow(Business.objects.known(), actor))
    peak_of(ask, 100)
    few, peak_of_few = peak_of(ask, FEW)
    many, peak_of_many = peak_of(ask, MANY + 1)
    assert few < FEW + 1000
    assert many == MANY + 1, "the head, and all of them"
    assert peak_of_many < peak_of_few * 1.2, (peak_of_few, peak_of_many)
