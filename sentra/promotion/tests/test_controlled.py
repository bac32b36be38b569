"""What the police control has no price anywhere: on no page, in no mail, in no print, in no picture."""

import json
from typing import Any

import pytest
from django.core.cache import caches
from django.test import Client

from sentra.kernel import clock
from sentra.programmes.models import Brought, Call
from sentra.programmes.services.stands import stands_give_out
from sentra.programmes.tests.making import account, fresh, manager
from sentra.programmes.tests.making_stands import bring, laid, line, prepared
from sentra.promotion import materials
from sentra.promotion.addresses import address
from sentra.promotion.drawing.social import Shape, Told
from sentra.promotion.listed import showings_listed
from sentra.promotion.mailing import issue_body
from sentra.promotion.models import Edition, Issue, Maker, Showing
from sentra.promotion.presskit import fact_sheet, kit_of, texts_of
from sentra.promotion.printing import cards as printed
from sentra.promotion.printing.book import laid_out
from sentra.promotion.printing.cards import CardKind, cards_pdf
from sentra.promotion.services.derived import showings_refresh
from sentra.promotion.tests.making import published
from sentra.promotion.tests.making_newsletter import sending, subscribed
from sentra.promotion.tests.making_print import ALL, curator, photographed
from sentra.registry.models import Business

pytestmark = pytest.mark.django_db
PRICE, SAID = 1_234_567, "1.234.567"


@pytest.fixture
def call() -> Call:
    """A market day with one maker, whose one product has a price."""
    caches["pages"].clear()
    call, (candidate,) = prepared(1)
    candidate.business.products.all().delete()
    bring(candidate, line(photographed(candidate.business, "Produk bengkel", PRICE), price=PRICE))
    published(candidate.business, account(candidate.business), curator())
    Brought.objects.update(accepted=True)
    stands_give_out(actor=manager(), call_id=laid(call).pk)
    return fresh(call)


def become(maker: Maker, commodity: str) -> None:
    """Let a maker make something else."""
    Business.objects.filter(pk=maker.business_id).update(commodity=commodity)
    maker.business.products.update(commodity="")
    showings_refresh([maker.pk])


def pages(maker: Maker, showing: Showing, issue: Issue, call: Call) -> dict[str, str]:
    """Everything that anybody may read of a maker, by what it is."""
    client = Client()
    paths = [
        address(name, *parts, language=language)
        for language in ("id", "en")
        for name, parts in (
            ("catalogue", ()),
            ("products", ()),
            ("feed", ()),
            ("maker", (maker.slug,)),
            ("product", (maker.slug, showing.slug)),
            ("commodity", (showing.commodity,)),
            ("issue", (issue.slug,)),
            ("exhibition", (call.number.lower(),)),
        )
    ]
    # A strip shows what is controlled only where its kind is asked for.
    paths += [f"{address('strip', language=language)}?komoditas={showing.commodity}" for language in ("id", "en")]
    found = {}
    for path in paths:
        answer = client.get(path)
        assert answer.status_code == 200, path
        found[path] = answer.content.decode()
    for language in ("id", "en"):
        body = issue_body(issue, language)
        found[f"mail {language}"] = body.text + body.html
    return found


def prints(monkeypatch: pytest.MonkeyPatch, maker: Maker, showing: Showing) -> dict[str, str]:
    """Everything that is printed or drawn of a maker, as words."""
    told: list[Any] = []

    def keep(*given: Any, **_more: Any) -> bytes:
        told.append(given)
        return b""

    monkeypatch.setattr(printed, "render_for_buyers", keep)
    monkeypatch.setattr(materials, "drawn", keep)
    found = {}
    for kind in (CardKind.TABLE, CardKind.LABEL):
        cards_pdf(kind, "Kartu", list(showings_listed()))
        found[f"card {kind}"] = str(told.pop())
    for shape in Shape:
        materials.picture_of(maker, showing, shape)
        drawn = told.pop()
        assert isinstance(drawn[1], Told)
        found[f"picture {shape}"] = str(drawn[1])
    for language in ("id", "en"):
        edition = Edition(title="Buku", language=language, paper="a4", chapters="commodity", choice=ALL.kept)
        found[f"book {language}"] = json.dumps(laid_out(edition, list(showings_listed()), clock.today())[0])
        found[f"kit {language}"] = texts_of(kit_of(ALL, "Semua"), language)
    return found


def everything(monkeypatch: pytest.MonkeyPatch, call: Call) -> dict[str, str]:
    showing = showings_listed().get()
    subscribed("pembaca@contoh.id")
    issue = sending(showing.maker)
    return {**pages(showing.maker, showing, issue, call), **prints(monkeypatch, showing.maker, showing)}


def test_what_isnt_controlled_has_its_price_everywhere(monkeypatch: pytest.MonkeyPatch, call: Call) -> None:
    become(Maker.objects.get(), "sambel_pecel")
    found = everything(monkeypatch, call)
    without = [where for where, words in found.items() if not any(one in words for one in (SAID, "1,234,567"))]
    assert without == []


def test_what_is_controlled_has_a_price_nowhere(monkeypatch: pytest.MonkeyPatch, call: Call) -> None:
    become(Maker.objects.get(), "senapan_angin")
    found = everything(monkeypatch, call)
    for where, words in found.items():
        for said in (SAID, "1,234,567", str(PRICE)):
            assert said not in words, where
        assert "Produk bengkel" in words or "katalog" in where, where


def test_a_fact_sheet_of_what_is_controlled_can_be_printed(call: Call) -> None:
    become(Maker.objects.get(), "senapan_angin")
    assert fact_sheet(kit_of(ALL, "Semua"), "id").startswith(b"%PDF")
