"""A filter is the same after it went through an address."""

from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as some

from sentra.kernel.text import tidy
from sentra.licensing.filters import CHOSEN, SORTS, QueueFilter

FILTERS = some.builds(
    QueueFilter,
    words=some.text(max_size=40).map(tidy),
    chosen=some.dictionaries(some.sampled_from(CHOSEN), some.text(max_size=20).map(tidy).filter(bool)),
    mine=some.booleans(),
    late=some.booleans(),
    sort=some.sampled_from(sorted(SORTS)),
)


@given(FILTERS)
def test_a_filter_comes_back_out_of_its_query_string(chosen: QueueFilter) -> None:
    assert QueueFilter.read(QueryDict(chosen.query_string())) == chosen
