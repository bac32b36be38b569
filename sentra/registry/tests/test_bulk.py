"""Rows that are made and written many at once are the rows that Django itself would make and write."""

import pytest

from sentra.kernel.bulk import copy_in, new_row
from sentra.registry.models import Business, Owner

pytestmark = pytest.mark.django_db
HARD = 'tab\t, new\nline, \\N, back\\slash, "quote", {brace}, é'
TAG = 'a\\b "c", {d}\t'


def test_whatever_stands_in_a_text_comes_back_from_a_copy() -> None:
    owner = new_row(Owner, name="Siti", nik="3505010101800001", nik_index="a")
    business = new_row(Business, owner=owner, name=HARD, register_number="R-1", tags=[TAG, ""], match_keys=[-1, 2])
    copy_in(Owner, [owner])
    copy_in(Business, [business])
    kept = Business.objects.select_related("owner").get(pk=business.pk)
    assert (kept.name, kept.tags, kept.match_keys, kept.nib) == (HARD, [TAG, ""], [-1, 2], None)
    assert (kept.owner.nik, kept.recorded_at, kept.version) == ("3505010101800001", business.recorded_at, 1)


def test_a_new_row_begins_as_its_kind_does() -> None:
    owner = Owner(name="Siti")
    made, usual = new_row(Business, owner=owner, name="Sambel"), Business(owner=owner, name="Sambel")
    own = {"id", "recorded_at", "updated_at"}
    fields = [one.attname for one in Business._meta.concrete_fields if not one.generated and one.attname not in own]
    assert {name: getattr(made, name) for name in fields} == {name: getattr(usual, name) for name in fields}
    assert made.owner is owner
    assert made._state.adding
    with pytest.raises(TypeError, match="nickname"):
        new_row(Business, nickname="x")
