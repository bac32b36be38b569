"""The synthetic register of the bench: rows that the tables accept, the same in every run, found by their words."""

from datetime import date

import pytest

from sentra.ops.bench_synthetic import Synthetic, rows_copy
from sentra.people.models import Role
from sentra.people.tests.people import officer
from sentra.reference.loading import current_pack
from sentra.registry.filters import RegisterFilter
from sentra.registry.found import businesses_found
from sentra.registry.models import Business, LegalPaper, Product
from sentra.registry.services.words import words_count

SIZE = 60
TODAY = date(2026, 11, 24)


def test_every_run_makes_the_same_rows() -> None:
    first, second = ([*Synthetic(current_pack(), TODAY).batches(SIZE)] for _run in range(2))
    names = [[(row.pk, row.name, row.search_text) for row in rows[Business]] for (rows,) in (first, second)]  # type: ignore[attr-defined]
    assert names[0] == names[1]


@pytest.mark.django_db
def test_the_rows_are_written_and_found() -> None:
    for rows in Synthetic(current_pack(), TODAY).batches(SIZE):
        for model, made in rows.items():
            rows_copy(model, made)
    words_count()
    assert Business.objects.count() == SIZE
    assert Business.objects.filter(licensed=True).count() == LegalPaper.objects.count() > 0
    product = Product.objects.all()[0]
    found = businesses_found(officer(Role.AUDITOR), RegisterFilter(words=product.name, chosen={"standing": "all"}))
    assert product.business_id in {row.pk for row in found.page.rows}
