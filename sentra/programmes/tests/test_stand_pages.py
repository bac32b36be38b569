"""The pages of an exhibition: what officers and owners send, what everybody sees and doesn't."""

from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from sentra.programmes.models import Call, Candidate
from sentra.programmes.services.bring import brought_curate
from sentra.programmes.services.stands import stands_give_out
from sentra.programmes.tests.making import account, fresh, manager
from sentra.programmes.tests.making_stands import HALL, begun, bring, laid, line, pictured, prepared, product, whose

pytestmark = pytest.mark.django_db


def shown(client: Client, name: str, *args: object) -> str:
    """A page as it is sent."""
    answer = client.get(reverse(f"programmes:{name}", args=args))
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def exhibition() -> tuple[Call, Candidate]:
    """A market day that runs: two take part, the first with an accepted and a refused product, each at a stand."""
    call, (first, _second) = prepared(2)
    sauce, chips = product(first.business), product(first.business, "Keripik gadung")
    brought = bring(first, line(sauce, 37, 15_350), line(chips, 3, 9_750))
    for one, accepted in zip(brought, (True, False), strict=True):
        brought_curate(
            actor=manager(),
            candidate_id=first.pk,
            brought_id=one.pk,
            version=1,
            accepted=accepted,
            note="" if accepted else "Belum berlabel.",
        )
    call = begun(laid(call))
    stands_give_out(actor=manager(), call_id=call.pk)
    return call, first


def test_everybody_sees_who_stands_where_with_what_and_no_figure(client: Client) -> None:
    call, _first = exhibition()
    page = shown(client, "public", call.number)
    for words in ("A1", "Sambel 1", "Sambel pecel", "Sambel 2"):
        assert words in page
    for words in ("Keripik gadung", "Belum berlabel", "15.350", "37", "9.750", "+62812", "Pemilik 1", "3505075708"):
        assert words not in page


def test_a_stand_is_given_and_freed_and_a_wrong_plan_stays_typed(client: Client) -> None:
    call, (first, *_rest) = prepared()
    client.force_login(manager())
    plan = {"version": fresh(call).version, "text": HALL}
    assert client.post(reverse("programmes:lay_plan", args=[call.pk]), plan).status_code == 302
    assert 'href="?stan=A2#give_stand-stand"' in shown(client, "stands", call.pk)
    give = {"stand": "A2", "candidate": str(first.pk)}
    assert client.post(reverse("programmes:give_stand", args=[call.pk]), give).status_code == 302
    assert whose(call) == {"A2": "Sambel 1"}
    wrong = {"version": fresh(call).version, "text": "A1 A1\nB_1"}
    answer = client.post(reverse("programmes:lay_plan", args=[call.pk]), wrong)
    assert answer.status_code == 422
    assert "A1 A1\nB_1</textarea>" in answer.content.decode()
    old = client.post(reverse("programmes:lay_plan", args=[call.pk]), {"version": 1, "text": "Z1"})
    assert (old.status_code, "Z1</textarea>" in old.content.decode()) == (409, True)
    assert client.post(reverse("programmes:free_stand", args=[call.pk]), {"stand": "A2"}).status_code == 302
    assert whose(call) == {}
    assert client.post(reverse("programmes:give_out", args=[call.pk])).status_code == 302
    assert whose(call) == {"A1": "Sambel 1", "A2": "Sambel 2", "A3": "Sambel 3"}
    assert client.post(reverse("programmes:give_out", args=[call.pk])).status_code == 409


@pytest.mark.parametrize("sent", ["\x00", "9" * 5_000, "bukan-uuid", "A1\r\nA2" * 1_000])
def test_nonsense_about_stands_breaks_no_page(sent: str, client: Client) -> None:
    call, (first, *_rest) = prepared()
    laid(call)
    client.force_login(manager())
    for name in ("lay_plan", "give_stand", "free_stand"):
        for version in (sent, str(fresh(call).version)):
            told = {"version": version, "text": sent, "stand": sent, "candidate": sent}
            assert client.post(reverse(f"programmes:{name}", args=[call.pk]), told).status_code == 422
    (one,) = bring(first, line("Kaus bordir"))
    told = {"version": sent, "accepted": sent, "note": sent}
    assert client.post(reverse("programmes:curate", args=[first.pk, one.pk]), told).status_code == 422


def test_an_owner_ticks_products_and_nothing_typed_is_lost(client: Client) -> None:
    _call, (first, *_rest) = prepared()
    sauce, chips = product(first.business), product(first.business, "Keripik gadung")
    client.force_login(account(first.business))
    address = reverse("programmes:bring", args=[first.pk])
    assert 'value="15.000"' in shown(client, "bring", first.pk)
    typed = {
        "version": Candidate.objects.get(pk=first.pk).version,
        f"on-{sauce.pk}": "yes",
        f"many-{sauce.pk}": "banyak",
        f"price-{sauce.pk}": "16.000",
        f"many-{chips.pk}": "7",
        "name-other-0": "Kaus <b>bordir</b>",
        "many-other-0": "5",
        "price-other-0": "Rp50.000",
    }
    answer = client.post(address, typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert set(answer.context["said"]) == {f"many-{sauce.pk}"}
    for words in ('value="banyak"', 'value="16.000"', 'value="Kaus &lt;b&gt;bordir&lt;/b&gt;"', 'value="7"'):
        assert words in page
    assert client.post(address, {**typed, f"many-{sauce.pk}": "1.200"}).status_code == 302
    told = [(one.name, one.many, one.price) for one in first.brought.all()]
    assert told == [("Sambel pecel", 1_200, 16_000), ("Kaus <b>bordir</b>", 5, 50_000)]
    assert client.post(address, {**typed, f"many-{sauce.pk}": "1"}).status_code == 409
    assert first.brought.count() == 2
    assert "<b>bordir" not in client.get(reverse("programmes:own", args=[first.pk])).content.decode()


def test_the_office_sees_all_that_is_brought_and_accepts_it(client: Client) -> None:
    call, (first, *_rest) = prepared()
    (one,) = bring(first, line("Kaus bordir", 1_200))
    client.force_login(manager())
    assert "1.200" in shown(client, "brought", call.pk)
    address = reverse("programmes:curate", args=[first.pk, one.pk])
    refused = client.post(address, {"version": one.version, "accepted": "no", "note": "ya"})
    assert refused.status_code == 422
    assert f'id="curate-{one.pk}-note-error"' in refused.content.decode()
    assert client.post(address, {"version": one.version, "accepted": "yes"}).status_code == 302
    assert first.brought.get().accepted is True


def test_a_photograph_that_is_refused_keeps_its_words(client: Client) -> None:
    call, _first = exhibition()
    pictured(call)
    client.force_login(manager())
    answer = client.post(reverse("programmes:photo_add", args=[call.pk]), {"caption": "Hari kedua pameran"})
    assert answer.status_code == 422
    assert 'value="Hari kedua pameran"' in answer.content.decode()
    assert call.photos.count() == 1


def test_before_the_result_and_for_other_kinds_there_are_no_stands(client: Client) -> None:
    training, _learners = prepared(1, kind="pelatihan")
    client.force_login(manager())
    assert client.get(reverse("programmes:stands", args=[training.pk])).status_code == 404
    assert client.get(reverse("programmes:brought", args=[training.pk])).status_code == 404
    assert 'id="stands"' not in shown(client, "call", training.pk)
