"""Two records of one business that take part in programmes: what a merge keeps of it, and what its undo gives back."""

import pytest

from sentra.kernel.errors import Conflict
from sentra.programmes.models import Call, Candidate
from sentra.programmes.services.stands import stand_give
from sentra.programmes.tests.making import manager
from sentra.programmes.tests.making_stands import laid, prepared, whose
from sentra.registry.models import Merge
from sentra.registry.services.merge import merge_undo
from tests.test_merge import keeper, merged, pair_of

pytestmark = pytest.mark.django_db


def became_one(kept: Candidate, gone: Candidate) -> Merge:
    """The businesses of two applicants were found to be one, and the first one's record stays."""
    return merged(pair_of(kept.business, gone.business), kept.business)


def stood(call: Call, candidate: Candidate) -> None:
    """Somebody has the stand A1."""
    stand_give(actor=manager(), call_id=call.pk, stand="A1", candidate_id=candidate.pk)


def test_an_undo_is_refused_where_somebody_else_has_the_stand_by_now() -> None:
    call, (kept, gone, other) = prepared()
    laid(call)
    stood(call, gone)
    merge = became_one(kept, gone)
    stood(call, other)
    with pytest.raises(Conflict):
        merge_undo(actor=keeper(), merge_id=merge.pk)
    merge.refresh_from_db()
    assert merge.undone_at is None
    assert whose(call) == {"A1": other.business.name}


def test_an_undo_is_refused_where_the_stand_is_no_more() -> None:
    call, (kept, gone, _other) = prepared()
    laid(call)
    stood(call, gone)
    merge = became_one(kept, gone)
    laid(call, "B1 B2")
    with pytest.raises(Conflict):
        merge_undo(actor=keeper(), merge_id=merge.pk)
    assert call.candidates.count() == 2


def test_an_undo_gives_the_stand_back() -> None:
    call, (kept, gone, _other) = prepared()
    laid(call)
    stood(call, gone)
    merge_undo(actor=keeper(), merge_id=became_one(kept, gone).pk)
    assert whose(call) == {"A1": gone.business.name}
