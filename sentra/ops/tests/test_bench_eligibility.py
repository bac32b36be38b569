"""What the bench of programmes adds to a synthetic register: rows that tables accept and conditions look at."""

from datetime import date

import pytest

from sentra.ops.bench_eligibility import dress
from sentra.ops.bench_synthetic import Synthetic, rows_copy
from sentra.programmes.facts import facts_of
from sentra.reference.loading import current_pack
from sentra.registry.models import Business

SIZE = 400


@pytest.mark.django_db
def test_what_conditions_look_at_is_there() -> None:
    for rows in Synthetic(current_pack(), date(2026, 11, 24)).batches(SIZE):
        for model, made in rows.items():
            rows_copy(model, made)
    dress()
    facts = facts_of(Business.objects.all()).values()
    for part in ("papers", "cases", "findings", "helped", "groups", "founded", "figures_year"):
        assert any(getattr(one, part) for one in facts), part
    assert {"product", "photo", "pin", "phone", "address", "materials"} == set().union(*(one.filled for one in facts))
