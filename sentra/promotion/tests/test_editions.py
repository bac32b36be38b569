"""Printed editions: asked for, made once, given out only while all that stands in them is public."""

import io
from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pikepdf
import pytest
from django.test import Client
from PIL import Image
from pytest_django import DjangoAssertNumQueries

from sentra.documents.rendering import pages_of
from sentra.files.services import file_read, made_file_store
from sentra.kernel import clock
from sentra.kernel.errors import Conflict, InvalidInput, NotAllowed, NotFound
from sentra.people.models import Role
from sentra.people.tests.people import officer, owner
from sentra.programmes.tests.making import account, business
from sentra.promotion import jobs
from sentra.promotion.choosing import Choice, ChoiceKind, showings_chosen
from sentra.promotion.editions import edition_file, edition_public, gone_from, preview_of
from sentra.promotion.listed import showings_listed
from sentra.promotion.models import Edition, EditionState, Maker
from sentra.promotion.printing.book import BOXES, laid_out
from sentra.promotion.printing.photos import NEAR, Shots, dots
from sentra.promotion.services import edition_make as making
from sentra.promotion.services.consent import consent_give, consent_withdraw
from sentra.promotion.services.curation import maker_hide
from sentra.promotion.services.edition_make import edition_make
from sentra.promotion.services.editions import (
    edition_again,
    edition_ask,
    edition_drop,
    edition_publish,
    edition_take_back,
)
from sentra.promotion.services.pictures import picture_make
from sentra.promotion.tests.making_print import ALL, curator, edition, maker_with_photo, stop_product, told
from sentra.promotion.tests.test_pictures import photograph
from sentra.registry.models import Business, Product, ProductPhoto, Standing
from sentra.registry.services.items import photo_remove

pytestmark = pytest.mark.django_db


@pytest.fixture
def maker() -> Maker:
    """A maker in the catalogue."""
    return maker_with_photo()


def test_an_edition_is_made_once_and_says_who_stands_in_it(maker: Maker) -> None:
    asked = edition_ask(actor=curator(), key=uuid4(), told=told())
    assert edition_make(edition_id=asked.pk) is True
    assert edition_make(edition_id=asked.pk) is False
    asked.refresh_from_db()
    assert (asked.state, asked.products) == (EditionState.READY, showings_listed().count())
    assert asked.seconds is not None
    assert asked.seconds < 20
    assert [one.maker_id for one in asked.makers.all()] == [maker.pk]
    file = edition_file(curator(), asked.pk)
    with pikepdf.open(io.BytesIO(file_read(file))) as pdf:
        assert len(pdf.pages) >= 7


@pytest.mark.parametrize("paper", ["a4", "a5"])
@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("chapters", ["commodity", "district"])
def test_every_size_language_and_order_has_its_pages(maker: Maker, paper: str, language: str, chapters: str) -> None:
    asked = Edition(title="Buah Tangan", language=language, paper=paper, chapters=chapters, choice=ALL.kept)
    content, beside = laid_out(asked, list(showings_listed()), clock.today())
    pages = pages_of("edition", content, beside=beside, ppi=20)
    assert len(pages) >= 8
    with Image.open(io.BytesIO(pages[0])) as cover:
        assert cover.width / cover.height == pytest.approx(0.707, abs=0.02)
        assert len(cover.convert("RGB").getcolors(cover.width * cover.height) or []) > 50
    words = content["words"]["contents"]
    assert words == ("Contents" if language == "en" else words)
    printed = [product for chapter in content["chapters"] for product in chapter["products"]]
    assert len(printed) == showings_listed().count()
    assert {bool(one["photo"]) for one in printed if one["name"] == "Sambel pecel pedas"} == {True}


def _withdraw(maker: Maker) -> None:
    consent_withdraw(actor=owner(), business_id=maker.business_id)


def _hide(maker: Maker) -> None:
    maker_hide(actor=curator(), business_id=maker.business_id, reason="Foto orang lain")


def _permit_ends(maker: Maker) -> None:
    Business.objects.filter(pk=maker.business_id).update(licensed=True, licensed_until=clock.today() - timedelta(1))


def _close(maker: Maker) -> None:
    Business.objects.filter(pk=maker.business_id).update(standing=Standing.CLOSED)


def _recall(maker: Maker) -> None:
    stop_product(maker.business, maker.business.products.get(name="Sambel pecel pedas"))


@pytest.mark.parametrize("end", [_withdraw, _hide, _permit_ends, _close, _recall])
def test_what_is_gone_is_in_no_new_edition_and_its_old_one_is_not_given_out(
    maker: Maker, client: Client, end: Callable[[Maker], None]
) -> None:
    other = maker_with_photo(business(3), account(business_of(3)))
    made = edition()
    edition_publish(actor=curator(), edition_id=made.pk, version=made.version)
    address = f"/katalog/edisi/{made.pk}.pdf"
    assert client.get(address).status_code == 200
    end(maker)
    assert client.get(address).status_code == 404
    made.refresh_from_db()
    assert gone_from(made)[0].maker == (maker.business.brand or maker.business.name)
    with pytest.raises(Conflict):
        edition_file(curator(), made.pk)
    before = set(showings_listed().values_list("pk", flat=True))
    again = edition_again(actor=curator(), edition_id=made.pk, version=made.version)
    edition_make(edition_id=again.pk)
    again.refresh_from_db()
    assert {pk for one in again.makers.all() for pk in one.showings} == before
    assert other.pk in {one.maker_id for one in again.makers.all()}
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("way", ["by_whatsapp", "by_mail", "phone", "email", "photo"])
def test_what_an_owner_took_back_is_not_given_out_any_more(maker: Maker, client: Client, way: str) -> None:
    told = {"by_whatsapp": True, "by_phone": True, "by_mail": True, "phone": "+6281234567890", "email": "a@contoh.id"}
    Maker.objects.filter(pk=maker.pk).update(**told)
    made = edition()
    edition_publish(actor=curator(), edition_id=made.pk, version=made.version)
    address = f"/katalog/edisi/{made.pk}.pdf"
    assert client.get(address).status_code == 200
    if way == "photo":
        photo = ProductPhoto.objects.get(product__business=maker.business)
        photo_remove(actor=owner(), business_id=maker.business_id, photo_id=photo.pk)
    elif way.startswith("by_"):
        Maker.objects.filter(pk=maker.pk).update(**{way: False})
    else:
        Maker.objects.filter(pk=maker.pk).update(**{way: "+6289999999999" if way == "phone" else "b@contoh.id"})
    assert client.get(address).status_code == 404
    with pytest.raises(Conflict):
        edition_file(curator(), made.pk)
    made.refresh_from_db()
    edition_again(actor=curator(), edition_id=made.pk, version=made.version)
    edition_make(edition_id=made.pk)
    assert client.get(address).status_code == 200


def test_another_way_to_the_maker_takes_no_edition_back(maker: Maker) -> None:
    made = edition()
    Maker.objects.filter(pk=maker.pk).update(by_mail=True, email="baru@contoh.id")
    assert gone_from(made) == []


def business_of(place: int) -> Business:
    """The business that `business` made at a place."""
    return Business.objects.get(name=f"Sambel {place}")


def test_an_edition_is_public_only_once_an_officer_says_so(maker: Maker, client: Client) -> None:
    made = edition()
    assert client.get(f"/katalog/edisi/{made.pk}.pdf").status_code == 404
    edition_publish(actor=curator(), edition_id=made.pk, version=made.version)
    assert client.get(f"/katalog/edisi/{made.pk}.pdf")["Content-Type"] == "application/pdf"
    made.refresh_from_db()
    with pytest.raises(Conflict):
        edition_drop(actor=curator(), edition_id=made.pk, version=made.version)
    edition_take_back(actor=curator(), edition_id=made.pk, version=made.version)
    with pytest.raises(NotFound):
        edition_public(made.pk)
    made.refresh_from_db()
    edition_drop(actor=curator(), edition_id=made.pk, version=made.version)
    assert not Edition.objects.exists()


def test_who_gives_consent_anew_is_back_in_the_old_edition(maker: Maker) -> None:
    made = edition()
    _withdraw(maker)
    assert gone_from(made)
    consent_give(actor=owner(), business_id=maker.business_id, agreed=True)
    assert not gone_from(made)


def test_a_product_that_is_deleted_keeps_an_edition_back(maker: Maker) -> None:
    made = edition()
    Product.objects.filter(business=maker.business, name="Sambel pecel pedas").delete()
    assert gone_from(made)


def test_why_it_failed_is_kept_and_it_may_be_tried_again(maker: Maker, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = edition_ask(actor=curator(), key=uuid4(), told=told())

    def broken(*_given: object) -> bytes:
        raise RuntimeError("no more ink")

    with monkeypatch.context() as patch:
        patch.setattr(making, "book", broken)
        jobs.edition_make(str(asked.pk))
    asked.refresh_from_db()
    assert (asked.state, asked.last_error) == (EditionState.FAILED, "RuntimeError: no more ink")
    edition_again(actor=curator(), edition_id=asked.pk, version=asked.version)
    jobs.edition_make(str(asked.pk))
    asked.refresh_from_db()
    assert (asked.state, asked.last_error) == (EditionState.READY, "")


def test_it_is_asked_for_by_who_manages_and_with_all_problems_at_once(maker: Maker) -> None:
    with pytest.raises(NotAllowed):
        edition_ask(actor=officer(Role.HEAD), key=uuid4(), told=told())
    with pytest.raises(InvalidInput) as refused:
        edition_ask(
            actor=curator(),
            key=uuid4(),
            told=told(title=" ", paper="a3", choice=Choice(ChoiceKind.COMMODITY), foreword="x" * 4000),
        )
    assert {one.field for one in refused.value.problems} == {"title", "paper", "choice", "foreword"}
    with pytest.raises(InvalidInput):
        edition_ask(actor=curator(), key=uuid4(), told=told(choice=Choice(ChoiceKind.DISTRICT, ("35.05.01",))))


def test_a_form_that_is_sent_twice_asks_for_one_edition(maker: Maker) -> None:
    key = uuid4()
    for _twice in range(2):
        assert edition_ask(actor=curator(), key=key, told=told()).pk == key
    assert Edition.objects.count() == 1
    with pytest.raises(Conflict):
        edition_ask(actor=officer(Role.DISPERINDAG, name="Lain"), key=key, told=told())


def test_a_stale_page_and_one_that_is_being_made_are_refused(maker: Maker) -> None:
    asked = edition_ask(actor=curator(), key=uuid4(), told=told())
    with pytest.raises(Conflict):
        edition_again(actor=curator(), edition_id=asked.pk, version=asked.version)
    edition_make(edition_id=asked.pk)
    with pytest.raises(Conflict):
        edition_publish(actor=curator(), edition_id=asked.pk, version=asked.version)


def test_choices_narrow(maker: Maker) -> None:
    commodity, district = maker.business.commodity, maker.business.district
    for choice in (
        Choice(ChoiceKind.COMMODITY, (commodity,)),
        Choice(ChoiceKind.DISTRICT, (district,)),
        Choice(ChoiceKind.MAKERS, (maker.slug,)),
        ALL,
    ):
        assert preview_of(choice).makers == 1
    for choice in (
        Choice(ChoiceKind.COMMODITY, ("tidak_ada",)),
        Choice(ChoiceKind.EVENT, ("PRG-2026-0001",)),
        Choice(ChoiceKind.THEME, ("kosong",)),
        Choice.of({"kind": "nonsense", "codes": "x"}),
    ):
        assert not showings_chosen(choice).exists()


HOSTILE = (
    '#panic("x") $x^2$ *b* _i_ `code` <label> @ref // /* \\ [content] {code}',
    "W" * 200,
    "😀🍌 سلام \u202e\u0000 کتاب"[:60].replace("\u0000", ""),
    "= Heading\n+ list\n- list ~ --- #import",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_are_printed_as_texts(maker: Maker, text: str) -> None:
    Product.objects.filter(business=maker.business).update(description=text * 50)
    Product.objects.filter(business=maker.business, name="Sambel pecel pedas").update(name=text[:200], unit=text[:50])
    Business.objects.filter(pk=maker.business_id).update(name=text[:200], brand=text[:200])
    made = edition(title=text[:100], subtitle=text[:100], foreword=(text + "\n") * 20 if len(text) < 100 else text)
    assert made.state == EditionState.READY
    asked = Edition.objects.get(pk=made.pk)
    content, beside = laid_out(asked, list(showings_listed()), clock.today())
    assert len(pages_of("edition", content, beside=beside, ppi=12)) < 40


def test_the_pages_from_asking_to_the_file(maker: Maker, client: Client) -> None:
    client.force_login(officer(Role.DISPERINDAG, [maker.business.district], name="Kecamatan"))
    form = {"kind": "all", "title": "", "language": "id", "paper": "a5", "chapters": "district"}
    form["key"] = str(client.get("/petugas/promosi/cetak/baru/").context["key"])
    counted = client.post("/petugas/promosi/cetak/baru/", {**form, "count": "1"})
    assert counted.status_code == 200
    assert counted.context["preview"].makers == 1
    refused = client.post("/petugas/promosi/cetak/baru/", {**form, "subtitle": "Pilihan"})
    assert refused.status_code == 422
    assert "Pilihan" in refused.content.decode()
    assert client.post("/petugas/promosi/cetak/baru/", form | {"title": "x", "kind": "district"}).status_code == 422
    sent = client.post("/petugas/promosi/cetak/baru/", {**form, "title": "Buah Tangan"})
    assert client.post("/petugas/promosi/cetak/baru/", {**form, "title": "Buah Tangan"})["Location"] == sent["Location"]
    made = Edition.objects.get()
    assert sent["Location"] == f"/petugas/promosi/cetak/{made.pk}/"
    assert client.get(f"{sent['Location']}katalog.pdf").status_code == 404
    edition_make(edition_id=made.pk)
    assert client.get(f"{sent['Location']}katalog.pdf")["Content-Type"] == "application/pdf"
    made.refresh_from_db()
    assert client.post(f"{sent['Location']}terbit/", {"version": made.version}).status_code == 302
    _withdraw(maker)
    assert client.get(f"{sent['Location']}katalog.pdf").status_code == 409
    page = client.get(sent["Location"]).content.decode()
    assert maker.business.name in page
    assert "katalog.pdf" not in page


@pytest.mark.parametrize(
    "given",
    [
        {"kind": "nonsense"},
        {"kind": "makers", "makers": "tidak-ada\n" * 3},
        {"kind": "makers", "makers": "x\n" * 400},
        {"kind": "commodity", "commodity": ["'; drop table"]},
        {"title": "x" * 5000, "kind": "all"},
        {"title": "\x00", "kind": "all"},
    ],
)
def test_nonsense_is_answered_with_what_is_wrong(maker: Maker, client: Client, given: dict[str, object]) -> None:
    client.force_login(curator())
    form = {"title": "Buku", "language": "id", "paper": "a4", "chapters": "commodity", "key": str(uuid4()), **given}
    assert client.post("/petugas/promosi/cetak/baru/", form).status_code == 422
    assert not Edition.objects.exists()


def test_makers_are_named_by_number_address_or_slug(maker: Maker, client: Client) -> None:
    client.force_login(curator())
    form = {"title": "Buku", "language": "id", "paper": "a4", "chapters": "commodity", "kind": "makers"}
    form["key"] = str(uuid4())
    number = maker.business.register_number.lower()
    named = f"{number}\nhttps://contoh.id/katalog/{maker.slug}/\n{maker.slug}"
    assert client.post("/petugas/promosi/cetak/baru/", {**form, "makers": named}).status_code == 302
    assert Edition.objects.get().choice == {"kind": "makers", "codes": [maker.slug]}


def test_two_makers_of_one_name_both_stand_there(maker: Maker) -> None:
    other = maker_with_photo(business(4), account(business_of(4)))
    Business.objects.filter(pk__in=[maker.business_id, other.business_id]).update(brand="Sambel Jaya")
    content, _beside = laid_out(Edition(title="x", choice=ALL.kept), list(showings_listed()), clock.today())
    printed = [product for chapter in content["chapters"] for product in chapter["products"]]
    assert {one["maker"] for one in printed} == {"Sambel Jaya"}
    assert len({one["qr"] for one in printed}) == 2


def test_a_long_list_of_editions_asks_no_more_questions(
    maker: Maker, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(curator())
    for place in range(12):
        edition_ask(actor=curator(), key=uuid4(), told=told(title=f"Edisi {place}"))
    with django_assert_max_num_queries(20):
        assert client.get("/petugas/promosi/cetak/").status_code == 200


@pytest.mark.parametrize("size", [(1600, 1200), (1200, 1600)])
def test_photographs_have_three_hundred_dots_an_inch(maker: Maker, size: tuple[int, int]) -> None:
    file = made_file_store(data=photograph(*size), media_type="image/jpeg", name="foto.jpg")
    for _renditions in range(2):
        shots = Shots([file])
        for boxes in BOXES.values():
            for wide, high in (boxes.product, boxes.cover):
                with Image.open(io.BytesIO(shots.beside[shots.of(file, wide, high)])) as picture:
                    assert picture.width >= dots(wide) * NEAR
                    assert picture.height >= dots(high) * NEAR
                    assert picture.width <= dots(wide) * 1.5
        picture_make(file)
