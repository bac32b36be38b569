"""Exhibitions in the catalogue: who of it is there, with what; whoever isn't listed is only counted."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from sentra.cases.models import Case
from sentra.kernel import clock
from sentra.kernel.errors import NotFound
from sentra.people.tests.people import owner
from sentra.programmes.models import Brought, Call, CallState, Candidate
from sentra.programmes.services.stands import stands_give_out
from sentra.programmes.tests.making import account, fresh, manager
from sentra.programmes.tests.making import published as call_published
from sentra.programmes.tests.making_stands import begun, bring, laid, line, pictured, prepared
from sentra.promotion.choosing import Choice, ChoiceKind, events, makers_chosen
from sentra.promotion.exhibitions import exhibition_of, exhibition_shown, exhibitions_shown, is_shown
from sentra.promotion.meeting import meetings_of
from sentra.promotion.models import Maker
from sentra.promotion.printing import cards
from sentra.promotion.printing.cards import stand_signs_pdf
from sentra.promotion.services.consent import consent_withdraw
from sentra.promotion.tests.making import published
from sentra.promotion.tests.making_print import curator, photographed, stop_product
from sentra.promotion.tests.test_print import pages
from sentra.registry.models import Product

pytestmark = pytest.mark.django_db


@pytest.fixture
def call() -> Call:
    """A market day with three who take part, two of them in the catalogue, their stands given out."""
    call, candidates = prepared(3)
    for candidate in candidates[:2]:
        product = photographed(candidate.business)
        bring(candidate, line(product))
        published(candidate.business, account(candidate.business), curator())
    Brought.objects.update(accepted=True)
    call = laid(call)
    stands_give_out(actor=manager(), call_id=call.pk)
    return fresh(call)


def page(client: Client, call: Call) -> str:
    """The page of an exhibition as everybody sees it."""
    found = client.get(f"/katalog/pameran/{call.number.lower()}/")
    assert found.status_code == 200
    return found.content.decode()


def first(call: Call) -> Candidate:
    """Who takes part first."""
    return call.candidates.select_related("business__owner__user").order_by("rank")[0]


def test_exhibitors_stand_there_with_what_they_bring(call: Call, client: Client) -> None:
    found = exhibition_of(exhibition_shown(call.number.lower()))
    assert len(found.exhibitors) == 2
    assert found.unlisted == 1
    assert all(one.stand and len(one.products) == 1 for one in found.exhibitors)
    words = page(client, call)
    for one in found.exhibitors:
        assert f"/katalog/{one.maker.slug}/" in words
        assert one.stand in words
    third = call.candidates.select_related("business").order_by("rank")[2]
    assert third.business.name not in words


def test_both_languages_and_the_way_there_and_back(call: Call, client: Client) -> None:
    number = call.number.lower()
    assert f"/katalog/pameran/{number}/" in client.get(f"/program/{call.number}/").content.decode()
    assert f"/program/{call.number}/" in page(client, call)
    english = client.get(f"/en/katalog/pameran/{number}/")
    assert english["Content-Language"] == "en"
    assert "/en/katalog/" in english.content.decode()
    assert call.title in client.get("/katalog/pameran/").content.decode()


def test_whoever_withdraws_is_only_counted_at_once(call: Call, client: Client) -> None:
    gone = first(call).business
    assert gone.name in page(client, call)
    consent_withdraw(actor=account(gone), business_id=gone.pk)
    assert gone.name not in page(client, call)
    assert exhibition_of(call).unlisted == 2
    assert gone.pk not in {one.business_id for one in makers_chosen(Choice(ChoiceKind.EVENT, (call.number,)))}


def test_a_stopped_or_refused_product_is_not_shown(call: Call, client: Client) -> None:
    one = first(call)
    product = Product.objects.get(business=one.business, name="Sambel pecel pedas")
    assert page(client, call).count(product.name) == 2
    stop_product(one.business, product)
    assert page(client, call).count(product.name) == 1
    Brought.objects.update(accepted=False, note="Bukan produk sendiri")
    assert page(client, call).count(product.name) == 0


def test_what_does_not_stand_in_the_catalogue_is_not_named(call: Call, client: Client) -> None:
    Brought.objects.create(candidate=first(call), name="Peyek kacang", many=3, price=5000, accepted=True)
    assert "Peyek kacang" not in page(client, call)


def test_a_product_that_is_gone_from_the_register_is_gone_from_the_page(call: Call, client: Client) -> None:
    one = first(call)
    product = Product.objects.get(business=one.business, name="Sambel pecel pedas")
    before = page(client, call).count(product.name)
    product.delete()
    assert Brought.objects.filter(candidate=one, product=None, name="Sambel pecel pedas", accepted=True).exists()
    assert page(client, call).count("Sambel pecel pedas") == before - 1


def test_photographs_are_there_once_it_runs(call: Call, client: Client) -> None:
    assert "/foto/" not in page(client, call)
    running = begun(call)
    pictured(running)
    assert "/foto/" in page(client, running)


def test_which_calls_have_a_page(call: Call) -> None:
    assert is_shown(call)
    assert call in exhibitions_shown()
    assert call in events()
    for state in (CallState.PUBLISHED, CallState.CLOSED, CallState.CANCELLED):
        other = Call(state=state, ends_on=call.ends_on, kind=call.kind, content=call.content)
        assert not is_shown(other)
    with clock.travel(clock.now() + timedelta(days=400)):
        assert call not in exhibitions_shown()
        with pytest.raises(NotFound):
            exhibition_shown(call.number)
    training = call_published("pelatihan")
    with pytest.raises(NotFound):
        exhibition_shown(training.number)


def test_what_runs_today_stands_under_a_heading_of_its_own(call: Call, client: Client) -> None:
    for begins, ends, where in ((-1, 0, "running"), (0, 0, "running"), (1, 2, "ahead"), (-3, -1, "over")):
        today = clock.today()
        days = {"begins_on": today + timedelta(days=begins), "ends_on": today + timedelta(days=ends)}
        Call.objects.filter(pk=call.pk).update(**days)
        page = client.get("/katalog/pameran/")
        told = {name: [one.pk for one in page.context[name]] for name in ("running", "ahead", "over")}
        assert told == {"running": [], "ahead": [], "over": []} | {where: [call.pk]}
        assert ('id="running"' in page.content.decode()) == (where == "running")
        assert client.get(f"/katalog/pameran/{call.number.lower()}/").context["running"] == (where == "running")


def test_an_exhibition_is_called_in_the_language_of_the_page(call: Call, client: Client) -> None:
    path = f"/en/katalog/pameran/{call.number.lower()}/"
    assert f'<h1 lang="id">{call.title}' in client.get(path).content.decode()
    Call.objects.filter(pk=call.pk).update(title_en="Market of makers")
    assert "<h1>Market of makers" in client.get(path).content.decode()
    assert "Market of makers" in client.get("/en/katalog/pameran/").content.decode()


def brings_told(monkeypatch: pytest.MonkeyPatch, call: Call) -> list[str]:
    """What the signs of the stands name, in order."""
    told: list[str] = []

    def keep(_template: str, content: dict[str, Any], **_more: object) -> bytes:
        told.extend(name for card in content["cards"] for name in card["brings"])
        return b""

    monkeypatch.setattr(cards, "render_for_buyers", keep)
    stand_signs_pdf(call)
    return told


def test_the_page_of_the_call_and_the_signs_name_what_may_be_offered_alone(
    monkeypatch: pytest.MonkeyPatch, call: Call, client: Client
) -> None:
    """Not a product that is gone from the register, nor one that a case stops or may mean; no price anywhere."""
    one, other = call.candidates.select_related("business").order_by("rank")[:2]
    Brought.objects.create(candidate=one, name="Peyek kacang", many=3, price=5000, accepted=True)
    sauce = "Sambel pecel pedas"

    def named() -> list[str]:
        words = client.get(f"/program/{call.number}/").content.decode()
        assert "5.000" not in words
        assert "15.000" not in words
        told = brings_told(monkeypatch, call)
        assert sorted(told) == sorted([sauce] * words.count(sauce) + ["Peyek kacang"] * words.count("Peyek kacang"))
        return sorted(told)

    assert named() == ["Peyek kacang", sauce, sauce]
    Product.objects.get(business=one.business, name=sauce).delete()
    assert named() == ["Peyek kacang", sauce]
    stop_product(other.business, Product.objects.get(business=other.business, name=sauce))
    assert named() == ["Peyek kacang"]
    Case.objects.update(number="PB-2026-0009")
    stop_product(one.business, None)
    assert named() == []


def test_a_maker_is_met_at_exhibitions_to_come(call: Call) -> None:
    maker = Maker.objects.get(business=first(call).business)
    assert [one.call for one in meetings_of(maker.business)] == [call]
    with clock.travel(clock.now() + timedelta(days=60)):
        assert meetings_of(maker.business) == []


def test_signs_of_stands(call: Call, client: Client) -> None:
    assert pages(stand_signs_pdf(call)) == 3
    client.force_login(curator())
    for kind in ("stand", "table", "label"):
        found = client.get(f"/petugas/promosi/pameran/{call.pk}/{kind}.pdf")
        assert (found.status_code, found["Content-Type"]) == (200, "application/pdf")
    assert client.get(f"/petugas/promosi/siaran/?kind=event&event={call.number}")["Content-Type"] == "application/zip"
    client.force_login(owner())
    assert client.get(f"/petugas/promosi/pameran/{call.pk}/stand.pdf").status_code == 403


def test_nothing_of_a_person_stands_there(call: Call, client: Client) -> None:
    words = page(client, call)
    for candidate in call.candidates.select_related("business__owner"):
        assert candidate.business.owner.name not in words
        assert candidate.business.owner.phone not in words


def test_a_long_list_asks_no_more_questions(call: Call, django_assert_max_num_queries: object) -> None:
    with django_assert_max_num_queries(24):  # type: ignore[operator]
        exhibition_of(call)
