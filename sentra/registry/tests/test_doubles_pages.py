"""The pages on which an officer decides about doubles."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from sentra.people.models import Role
from sentra.people.tests.people import officer
from sentra.registry.facts import BusinessFacts, Entry, OwnerFacts
from sentra.registry.models import Business, MatchRun, Merge, Pair, PairState, RecordedFrom
from sentra.registry.services.doubles import pair_name
from sentra.registry.services.merge import pair_part
from sentra.registry.services.record import businesses_record

pytestmark = pytest.mark.django_db

DISTRICT, VILLAGE = "35.05.10", "35.05.10.2003"


@pytest.fixture
def client() -> Client:
    """An officer's browser, in English."""
    browser = Client(headers={"accept-language": "en"})
    browser.force_login(officer(Role.DISPERINDAG, [DISTRICT], name="Penjaga"))
    browser.cookies["bahasa"] = "en"
    return browser


@pytest.fixture
def pair() -> Pair:
    """Two records that wait for a decision."""
    told = [
        Entry(
            OwnerFacts(owner), BusinessFacts(name, DISTRICT, VILLAGE, "sambel_pecel", address=address), surely_new=True
        )
        for name, owner, address in (
            ("Sambel Pecel Bu Siti", "Siti Aminah", "Dusun Krajan RT 1"),
            ("UD Sambal Petjel Sitti", "Hj. St. Aminah", "Dusun Bendo RT 4"),
        )
    ]
    made = businesses_record(actor=None, entries=told, source=RecordedFrom.IMPORT)
    numbers = [outcome.business.register_number for outcome in made if outcome.business]
    return pair_name(actor=officer(Role.DISPERINDAG, [DISTRICT], name="Penjaga"), numbers=(numbers[0], numbers[1]))


def merge_form(pair: Pair, **more: str) -> dict[str, str]:
    """What the page sends."""
    return {
        "kept": str(pair.one_id),
        "version-one": str(pair.one.version),
        "version-other": str(pair.other.version),
        **more,
    }


def test_a_pair_is_merged_field_by_field_and_undone_on_its_page(client: Client, pair: Pair) -> None:
    listed = client.get(reverse("registry:doubles"))
    assert pair.one.name in listed.content.decode()
    shown = client.get(reverse("registry:pair", args=[pair.pk])).content.decode()
    assert "<mark>Krajan</mark>" in shown
    assert f'name="take-address" value="{pair.other_id}"' in shown
    form = merge_form(pair, **{"take-address": str(pair.other_id), "take-name": str(pair.one_id)}, reason="Sama.")
    answer = client.post(reverse("registry:pair_merge", args=[pair.pk]), form)
    assert answer.status_code == 302
    kept = Business.objects.get(pk=pair.one_id)
    assert (kept.address, kept.name) == (pair.other.address, pair.one.name)
    old = client.get(reverse("registry:business", args=[pair.other.register_number]))
    assert old.headers["Location"] == reverse("registry:business", args=[kept.register_number])
    merge = Merge.objects.get()
    assert kept.register_number in client.get(reverse("registry:merges")).content.decode()
    assert client.post(reverse("registry:merge_undo", args=[merge.pk])).status_code == 302
    kept.refresh_from_db()
    assert kept.address == pair.one.address


def test_the_second_officer_sees_both_versions_and_keeps_what_was_chosen(client: Client, pair: Pair) -> None:
    pair_part(actor=officer(Role.DISPERINDAG, [DISTRICT], name="Rekan"), pair_id=pair.pk, why="Ini kakaknya.")
    answer = client.post(reverse("registry:pair_merge", args=[pair.pk]), merge_form(pair, reason="Alamatnya sama."))
    text = answer.content.decode()
    assert answer.status_code == 409
    for words in ("Rekan", "Ini kakaknya.", "Alamatnya sama.", "Krajan", "Bendo"):
        assert words in text
    assert not Merge.objects.exists()


def test_a_change_meanwhile_is_shown_and_nothing_is_merged(client: Client, pair: Pair) -> None:
    form = merge_form(pair, **{"take-address": str(pair.other_id)})
    Business.objects.filter(pk=pair.one_id).update(version=5, address="Dusun Baru")
    answer = client.post(reverse("registry:pair_merge", args=[pair.pk]), form)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Baru" in text
    assert f'value="{pair.other_id}" checked' in text


def test_not_the_same_is_remembered(client: Client, pair: Pair) -> None:
    assert client.post(reverse("registry:pair_part", args=[pair.pk]), {"reason": "Beda."}).status_code == 302
    pair.refresh_from_db()
    assert (pair.state, pair.why) == (PairState.DIFFERENT, "Beda.")
    assert pair.one.name not in client.get(reverse("registry:doubles")).content.decode()


def test_a_search_is_started_once_and_its_progress_is_shown(client: Client, pair: Pair) -> None:
    assert client.post(reverse("registry:doubles_search")).status_code == 302
    assert client.post(reverse("registry:doubles_search")).status_code == 409
    assert MatchRun.objects.get().businesses == 2
    with override("en"):
        assert "<progress" in client.get(reverse("registry:doubles")).content.decode()


def test_two_numbers_are_put_side_by_side(client: Client, pair: Pair) -> None:
    numbers = {"first": pair.one.register_number.lower(), "second": f" {pair.other.register_number} "}
    answer = client.post(reverse("registry:pair_name"), numbers)
    assert answer.headers["Location"] == reverse("registry:pair", args=[pair.pk])
    wrong = client.post(reverse("registry:pair_name"), {"first": pair.one.register_number, "second": "IKM-3505-999999"})
    assert wrong.status_code == 422
    assert "IKM-3505-999999" in wrong.content.decode()
