"""Closing, moving and changing hands: the history stays, and two who act at once don't meet unseen."""

from datetime import timedelta
from typing import Any

import pytest

from sentra.audit.models import Entry
from sentra.kernel import clock
from sentra.kernel.errors import Conflict, InvalidInput, NotAllowed, NotFound
from sentra.people.models import Role
from sentra.people.tests.people import officer, owner
from sentra.registry.models import Business, Owner, Standing
from sentra.registry.services.standing import business_move, owner_change, standing_change
from sentra.registry.tests.making import DISTRICT, recorded, registered, trade_officer

pytestmark = pytest.mark.django_db
WHY = "Pemiliknya pensiun."


def test_a_business_closes_and_opens_again() -> None:
    business = registered()
    closed = standing_change(
        actor=trade_officer(),
        business_id=business.pk,
        version=business.version,
        standing="closed",
        since="",
        reason=WHY,
    )
    assert (closed.standing, closed.standing_since) == (Standing.CLOSED, clock.today())
    assert not Business.objects.present().filter(pk=business.pk).exists()
    asked: dict[str, Any] = {"business_id": business.pk, "since": "", "reason": WHY}
    with pytest.raises(Conflict):
        standing_change(actor=trade_officer(), version=closed.version, standing="closed", **asked)
    with pytest.raises(Conflict):
        standing_change(actor=trade_officer(), version=business.version, standing="active", **asked)
    standing_change(actor=trade_officer(), version=closed.version, standing="active", **asked)
    assert Business.objects.present().filter(pk=business.pk).exists()
    acts = Entry.objects.filter(record_id=str(business.pk), act="register.standing").order_by("seq")
    assert [entry.after["standing"] for entry in acts] == ["closed", "active"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"standing": "gone"}, "standing"),
        ({"since": "kemarin"}, "since"),
        ({"since": "2999-01-01"}, "since"),
        ({"reason": "x"}, "reason"),
    ],
)
def test_bad_words_are_refused_on_their_field(change: dict[str, str], field: str) -> None:
    business = registered()
    asked: dict[str, Any] = {"standing": "closed", "since": "", "reason": WHY, **change}
    with pytest.raises(InvalidInput) as refused:
        standing_change(actor=trade_officer(), business_id=business.pk, version=business.version, **asked)
    assert [one.field for one in refused.value.problems] == [field]


def test_a_move_forgets_the_pin_and_stays_within_duty() -> None:
    business = registered()
    Business.objects.filter(pk=business.pk).update(latitude=-8.1, longitude=112.2)
    to: dict[str, Any] = {"district": "35.05.11", "village": "35.05.11.1004", "address": "Jl. Baru 1", "reason": WHY}
    asked: dict[str, Any] = {"business_id": business.pk, "version": business.version}
    with pytest.raises(NotAllowed):
        business_move(actor=trade_officer(DISTRICT), **asked, **to)
    moved = business_move(actor=trade_officer(), **asked, **to)
    assert (moved.district, moved.village, moved.latitude) == ("35.05.11", "35.05.11.1004", None)
    moved.refresh_from_db()
    assert "garum" in moved.search_text
    with pytest.raises(InvalidInput):
        business_move(
            actor=trade_officer(), business_id=business.pk, version=moved.version, **{**to, "village": "35.05.10.2003"}
        )


def test_a_new_owner_takes_over_and_the_old_one_is_remembered() -> None:
    business = registered()
    asked: dict[str, Any] = {"business_id": business.pk, "since": "", "reason": "Diteruskan anaknya."}
    new: dict[str, Any] = {"name": "Rina Lestari", "nik": "3505106708990004", "phone": "0812 1111 2222"}
    changed = owner_change(actor=trade_officer(), version=business.version, **asked, **new)
    assert changed.owner.name == "Rina Lestari"
    assert [one.owner.name for one in changed.ownerships.order_by("pk")] == ["Siti Aminah", "Rina Lestari"]
    with pytest.raises(NotFound):
        standing_change(
            actor=owner(), business_id=business.pk, version=1, standing="closed", since="", reason="bukan milik saya"
        )
    with pytest.raises(Conflict):
        owner_change(actor=trade_officer(), version=changed.version, **asked, **new)
    back: dict[str, Any] = {"name": "Hj. Siti Aminah", "nik": "3505015708900001", "phone": ""}
    again = owner_change(actor=trade_officer(), version=changed.version, **asked, **back)
    assert again.owner_id == business.owner_id
    assert Owner.objects.count() == 2


def test_a_nik_of_another_name_is_not_taken_over() -> None:
    business = registered()
    other = recorded()
    asked: dict[str, Any] = {"business_id": other.pk, "version": other.version, "since": "", "reason": "Dijual."}
    with pytest.raises(InvalidInput) as refused:
        owner_change(actor=trade_officer(), name="Bambang Tri", nik="3505015708900001", phone="", **asked)
    assert refused.value.problems[0].code == "other_name"
    assert business.owner.name == "Siti Aminah"


def test_a_change_can_t_lie_before_the_one_before() -> None:
    business = registered()
    yesterday = (clock.today() - timedelta(days=1)).isoformat()
    new: dict[str, Any] = {"name": "Rina Lestari", "nik": "", "phone": "", "reason": "Dijual."}
    changed = owner_change(actor=trade_officer(), business_id=business.pk, version=business.version, since="", **new)
    with pytest.raises(InvalidInput):
        owner_change(
            actor=trade_officer(),
            business_id=business.pk,
            version=changed.version,
            **{**new, "name": "Budi Santoso"},
            since=yesterday,
        )


def test_only_officers_of_the_register_do_so() -> None:
    business = registered()
    for actor in (officer(Role.COUNTER), officer(Role.HEAD), owner()):
        with pytest.raises(NotAllowed):
            standing_change(
                actor=actor, business_id=business.pk, version=business.version, standing="closed", since="", reason=WHY
            )
