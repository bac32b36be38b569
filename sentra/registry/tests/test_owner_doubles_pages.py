"""The pages on which an officer decides whether two owners are one person."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from sentra.people.tests.people import owner, stranger
from sentra.registry.models import Business, Owner, OwnerMerge, OwnerPair, PairState
from sentra.registry.services.owner_doubles import owner_pair_name, owner_pair_part, seen_at
from sentra.registry.tests.making import trade_officer
from sentra.registry.tests.register import known, owner_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def client() -> Client:
    """An officer's browser, in English."""
    browser = Client()
    browser.force_login(trade_officer())
    browser.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return browser


@pytest.fixture
def pair() -> OwnerPair:
    """Two owners who wait for a decision."""
    one = known("Sambel Siti", owner=owner_of("Siti Aminah", phone="+6281111222333", address="Dusun Krajan"))
    other = known("Keripik Aminah", owner=owner_of("Hj. Siti Aminah", phone="+6281111222333", address="Dusun Bendo"))
    return owner_pair_name(actor=trade_officer(), numbers=(one.register_number, other.register_number))


def merge_form(pair: OwnerPair, **more: str) -> dict[str, str]:
    """What the page sends."""
    return {f"seen-{one.pk}": seen_at(one) for one in (pair.one, pair.other)} | more


def test_two_owners_are_merged_field_by_field_and_parted_again(client: Client, pair: OwnerPair) -> None:
    listed = client.get(reverse("registry:owner_doubles")).content.decode()
    assert "Sambel Siti" in listed
    assert "Keripik Aminah" in listed
    page = reverse("registry:owner_pair", args=[pair.pk])
    shown = client.get(page).content.decode()
    assert "<mark>Krajan</mark>" in shown
    assert "The same person: merge" in shown
    assert f'name="take-address" value="{pair.other_id}"' in shown
    form = merge_form(pair, **{"take-address": str(pair.other_id), "take-name": str(pair.one_id)}, reason="Sama.")
    assert client.post(reverse("registry:owner_pair_merge", args=[pair.pk]), form).status_code == 302
    (stays,) = Owner.objects.filter(merged_into=None)
    assert (stays.name, stays.address) == (pair.one.name, pair.other.address)
    assert Business.objects.filter(owner=stays).count() == 2
    assert "merged into the other" in client.get(page).content.decode()
    assert stays.name in client.get(reverse("registry:owner_merges")).content.decode()
    undo = reverse("registry:owner_merge_undo", args=[OwnerMerge.objects.get().pk])
    assert client.post(undo).headers["Location"] == page
    assert client.post(undo).status_code == 409
    assert Owner.objects.filter(merged_into=None).count() == 2


def test_the_second_officer_keeps_what_was_typed_and_chosen(client: Client, pair: OwnerPair) -> None:
    owner_pair_part(actor=trade_officer(), pair_id=pair.pk, why="Ini kakaknya.")
    answer = client.post(
        reverse("registry:owner_pair_merge", args=[pair.pk]), merge_form(pair, reason="Alamatnya sama.")
    )
    assert answer.status_code == 409
    for words in ("Ini kakaknya.", "Alamatnya sama."):
        assert words in answer.content.decode()
    assert not OwnerMerge.objects.exists()


def test_what_was_chosen_stays_chosen_when_one_changed_meanwhile(client: Client, pair: OwnerPair) -> None:
    for chosen in (pair.one_id, pair.other_id):
        form = {f"seen-{pair.one_id}": "", "take-address": str(chosen)}
        answer = client.post(reverse("registry:owner_pair_merge", args=[pair.pk]), form)
        assert answer.status_code == 409
        assert f'name="take-address" value="{chosen}" checked' in answer.content.decode()


def test_not_the_same_is_remembered(client: Client, pair: OwnerPair) -> None:
    part = reverse("registry:owner_pair_part", args=[pair.pk])
    assert client.post(part, {"reason": "Beda."}).status_code == 302
    pair.refresh_from_db()
    assert (pair.state, pair.why) == (PairState.DIFFERENT, "Beda.")
    assert "Sambel Siti" not in client.get(reverse("registry:owner_doubles")).content.decode()


def test_two_accounts_take_the_button_away_and_are_refused(client: Client, pair: OwnerPair) -> None:
    for one, user in ((pair.one, owner()), (pair.other, stranger())):
        Owner.objects.filter(pk=one.pk).update(user=user)
    shown = client.get(reverse("registry:owner_pair", args=[pair.pk])).content.decode()
    assert "The same person: merge" not in shown
    answer = client.post(reverse("registry:owner_pair_merge", args=[pair.pk]), merge_form(pair))
    assert answer.status_code == 422
    assert not OwnerMerge.objects.exists()


def test_two_numbers_bring_their_owners_side_by_side(client: Client, pair: OwnerPair) -> None:
    one, other = (business.register_number for business in Business.objects.order_by("register_number"))
    named = client.post(reverse("registry:owner_pair_name"), {"first": one.lower(), "second": f" {other} "})
    assert named.headers["Location"] == reverse("registry:owner_pair", args=[pair.pk])
    wrong = client.post(reverse("registry:owner_pair_name"), {"first": one, "second": "IKM-3505-999999"})
    assert wrong.status_code == 422
    assert "IKM-3505-999999" in wrong.content.decode()
