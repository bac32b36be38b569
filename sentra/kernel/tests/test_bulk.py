"""Making many rows at once: what is set for the whole process is set back."""

import gc
from contextlib import ExitStack

from sentra.kernel.bulk import COLLECTED_AT, seldom_collecting


def test_of_works_that_overlap_the_last_one_sets_back_how_often_python_collects() -> None:
    usual = gc.get_threshold()
    with ExitStack() as first, ExitStack() as second:
        first.enter_context(seldom_collecting())
        second.enter_context(seldom_collecting())
        first.close()
        assert gc.get_threshold() == (COLLECTED_AT, *usual[1:])
        second.close()
        assert gc.get_threshold() == usual
        second.enter_context(seldom_collecting())
        assert gc.get_threshold() == (COLLECTED_AT, *usual[1:])
    assert gc.get_threshold() == usual
