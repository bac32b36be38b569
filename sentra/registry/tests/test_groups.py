"""Groups: founded, joined, left, dissolved; members are remembered."""

from typing import Any
from uuid import uuid4

import pytest

from sentra.kernel.errors import Conflict, InvalidInput, NotAllowed, NotFound
from sentra.people.models import Role
from sentra.people.tests.people import officer
from sentra.registry.facts import GroupFacts
from sentra.registry.models import Group, Membership
from sentra.registry.services.groups import group_dissolve, group_save, member_add, member_leave
from sentra.registry.tests.making import DISTRICT, VILLAGE, recorded, registered, trade_officer

pytestmark = pytest.mark.django_db
PECEL = GroupFacts("sentra", "Sentra Sambel Pecel", DISTRICT, VILLAGE, commodity="sambel_pecel")


def founded() -> Group:
    """A sentra."""
    return group_save(actor=trade_officer(), group_id=None, version=0, facts=PECEL)


def test_members_join_once_and_leave_with_a_reason() -> None:
    group, business = founded(), registered()
    asked: dict[str, Any] = {"group_id": group.pk, "number": business.register_number.lower(), "role": "head"}
    first = member_add(actor=trade_officer(), **asked)
    assert member_add(actor=trade_officer(), **asked) == first
    member_leave(actor=trade_officer(), group_id=group.pk, membership_id=first.pk, reason="Pindah usaha.")
    assert group.memberships.filter(until=None).count() == 0
    assert member_add(actor=trade_officer(), **asked) != first
    with pytest.raises(NotFound):
        member_leave(actor=trade_officer(), group_id=group.pk, membership_id=first.pk, reason="Sekali lagi.")


def test_a_group_is_founded_once_in_a_place() -> None:
    founded()
    with pytest.raises(InvalidInput) as refused:
        founded()
    assert refused.value.problems[0].code == "taken"


def test_a_dissolved_group_takes_nobody_in() -> None:
    group, business = founded(), recorded()
    member_add(actor=trade_officer(), group_id=group.pk, number=business.register_number, role="")
    group_dissolve(actor=trade_officer(), group_id=group.pk, version=group.version, reason="Tidak ada kegiatan.")
    assert Membership.objects.get().until is not None
    with pytest.raises(Conflict):
        member_add(actor=trade_officer(), group_id=group.pk, number=business.register_number, role="")


def test_bad_words_and_strangers_are_refused() -> None:
    group = founded()
    with pytest.raises(InvalidInput):
        member_add(actor=trade_officer(), group_id=group.pk, number="IKM-3505-999999", role="member")
    with pytest.raises(NotAllowed):
        member_add(actor=officer(Role.COUNTER), group_id=group.pk, number="x", role="member")
    with pytest.raises(NotFound):
        group_dissolve(actor=trade_officer("35.05.01"), group_id=group.pk, version=1, reason="Bukan di sini.")
    with pytest.raises(NotFound):
        group_dissolve(actor=trade_officer(), group_id=uuid4(), version=1, reason="Tidak ada.")
    with pytest.raises(Conflict):
        group_save(actor=trade_officer(), group_id=group.pk, version=9, facts=PECEL)
    bad = GroupFacts("club", "x", "nowhere", phone="abc")
    with pytest.raises(InvalidInput) as refused:
        group_save(actor=trade_officer(), group_id=None, version=0, facts=bad)
    assert {one.field for one in refused.value.problems} == {"kind", "name", "district", "phone"}
