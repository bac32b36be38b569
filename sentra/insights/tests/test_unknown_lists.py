"""Who stands on which list: each way on is counted once, what is derived isn't, and merged records count as one."""

from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sentra.insights.tests.making_unknown import census_of, helped, import_of, known
from sentra.insights.unknown.lists import CENSUS, IMPORT, LICENSING, LISTS, PROGRAMME, Place, lists_by_district
from sentra.licensing.models import Application
from sentra.people.tests.people import owner
from sentra.programmes.models import Candidate, CandidateState
from sentra.programmes.tests.making import applied, published
from sentra.registry.models import Business, Standing
from sentra.registry.tests.making import DISTRICT, recorded, registered
from sentra.surveys.tests.visiting import census_visit, visited
from sentra.transfer.tests.importing import BUDI, PRODUCT_HEADER, SITI, taken_over
from sentra.transfer.tests.test_programme import HELPED
from tests.making import sent_in

pytestmark = pytest.mark.django_db


def place(district: str = DISTRICT) -> Place:
    """What is counted in a district."""
    return lists_by_district().get(district, Place())


def counted(district: str = DISTRICT) -> dict[str, int]:
    """The counts by history, the lists in a row."""
    return {
        "+".join(one for one in LISTS if one in history): count
        for history, count in place(district).histories.counts.items()
    }


@pytest.mark.parametrize("one", LISTS)
def test_whence_a_business_is_known_is_its_first_list(one: str) -> None:
    known(3, one)
    assert counted() == {one: 3}


def test_one_from_the_counter_is_known_and_on_no_list() -> None:
    known(2, "counter")
    assert (place().known, counted()) == (2, {})


def test_each_list_is_counted_once_whatever_names_a_business() -> None:
    businesses = known(4)
    census_of(businesses[:2])
    census_of(businesses[:1])
    import_of(businesses[1:])
    helped(businesses[:1])
    assert counted() == {
        "census+programme+licensing": 1, "census+import+licensing": 1, "import+licensing": 2,
    }  # fmt: skip


def test_what_people_do_puts_them_on_the_lists() -> None:
    met, permitted = recorded(), registered()
    assert counted() == {CENSUS: 1, LICENSING: 1}
    application = sent_in(owner())
    Application.objects.filter(pk=application.pk).update(business=met)
    candidate = applied(published(), permitted)
    assert counted() == {"census+licensing": 1, "programme+licensing": 1}
    Candidate.objects.filter(pk=candidate.pk).update(state=CandidateState.WITHDRAWN)
    assert counted() == {"census+licensing": 1, LICENSING: 1}
    candidate.members.add(Business.objects.get(pk=met.pk))
    Candidate.objects.filter(pk=candidate.pk).update(state=CandidateState.NOT_CHOSEN)
    assert counted() == {"census+programme+licensing": 1, "programme+licensing": 1}


def test_a_draft_that_nobody_sent_is_no_list() -> None:
    met = recorded()
    application = sent_in(owner())
    Application.objects.filter(pk=application.pk).update(business=met, status="draft", number=None, submitted_at=None)
    assert counted() == {CENSUS: 1}


def test_imports_are_lists_and_programme_lists_are_another(tmp_path: Path) -> None:
    taken_over(tmp_path, [PRODUCT_HEADER, SITI, BUDI])
    taken_over(tmp_path, HELPED, year=None)
    assert counted("35.05.01") == {"import+programme": 1, IMPORT: 1, PROGRAMME: 1}


@pytest.mark.parametrize(
    "derived",
    [
        {"profile": "sentra"},
        {"mapping": {"0": "name", "1": "register_number"}},
        {"programme": "Pelatihan"},
        {"about": "one_business"},
        {"state": "undone"},
        {"state": "rehearsed"},
        {"applied": False},
    ],
)
def test_sheets_that_are_no_list_of_their_own_are_left_out(derived: dict[str, object]) -> None:
    import_of(known(2), **derived)  # type: ignore[arg-type]
    assert counted() == {LICENSING: 2}


def test_a_merged_record_counts_for_the_one_that_it_became() -> None:
    kept, gone = known(1), known(1, CENSUS, district="35.05.02")
    import_of(gone)
    Business.objects.filter(pk=gone[0].pk).update(merged_into=kept[0])
    assert counted() == {"census+import+licensing": 1}
    assert "35.05.02" not in lists_by_district()


def test_closed_ones_do_not_count() -> None:
    known(2, standing=Standing.CLOSED, standing_since=date(2025, 1, 1))
    known(1, standing=Standing.STOPPED)
    assert (place().known, counted()) == (1, {LICENSING: 1})


def test_villages_where_a_census_was_are_counted_once() -> None:
    businesses = known(1)
    for _time in range(2):
        visited(census_visit(businesses[0]))
    census_visit(businesses[0])
    assert place().villages == 1


def test_all_districts_are_counted_in_three_queries() -> None:
    for code in ("35.05.01", "35.05.02", DISTRICT):
        import_of(known(5, district=code))
    with CaptureQueriesContext(connection) as asked:
        assert len(lists_by_district()) == 3
    assert len(asked) == 3
