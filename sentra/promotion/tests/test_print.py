"""Cards, signs, pictures and press kits show what is public, and nothing else."""

import io
import zipfile
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pikepdf
import pytest
from django.conf import settings
from django.core.cache import caches
from django.test import Client
from PIL import Image

from sentra.kernel import clock
from sentra.kernel.errors import Conflict, NotFound
from sentra.licensing.models import Permit
from sentra.licensing.services.submit import application_submit
from sentra.licensing.tests.making import filled_draft, publish
from sentra.people.models import Role
from sentra.people.tests.people import officer, owner, person
from sentra.promotion import materials
from sentra.promotion.addresses import share_url
from sentra.promotion.choosing import Choice, ChoiceKind
from sentra.promotion.drawing.letters import fit, latin
from sentra.promotion.drawing.social import SIZES, Shape, Told, drawn
from sentra.promotion.listed import showings_listed
from sentra.promotion.models import CatalogueChange, Maker, Paper, Showing
from sentra.promotion.presskit import fact_sheet, kit_of, kit_pieces, safe_part
from sentra.promotion.printing.cards import CardKind, cards_pdf, shop_sign_pdf
from sentra.promotion.reading import maker_listed, showing_listed
from sentra.promotion.services.consent import consent_withdraw
from sentra.promotion.services.curation import maker_hide
from sentra.promotion.studio import studio_business
from sentra.promotion.tests.making_print import curator, maker_with_photo, stop_product
from sentra.registry.models import Business, Product, ProductPhoto

pytestmark = pytest.mark.django_db
HOSTILE = ("W" * 300, "#x $y$ *z* `q` <script>alert(1)</script>", "😀 سلام 漢字", "nama panjang " * 40, "")


@pytest.fixture
def maker() -> Maker:
    """A maker in the catalogue."""
    return maker_with_photo()


def signed(client: Client, user: object) -> Client:
    """The same browser, signed in."""
    client.force_login(user)  # type: ignore[arg-type]
    return client


def showing(maker: Maker) -> Showing:
    """The product with the photograph."""
    return Showing.objects.select_related("product", "maker__business").get(
        maker=maker, product__name="Sambel pecel pedas"
    )


def pages(pdf: bytes) -> int:
    """Count the pages of a PDF."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return len(opened.pages)


@pytest.mark.parametrize("shape", list(Shape))
@pytest.mark.parametrize("text", HOSTILE)
def test_a_picture_has_its_size_whatever_was_typed(shape: Shape, text: str) -> None:
    told = Told(text, text, text, text, "Kabupaten Blitar", "Terdaftar", b"no picture", "https://contoh.id/" + "a" * 80)
    with Image.open(io.BytesIO(drawn(shape, told))) as picture:
        assert (picture.size, picture.format) == (SIZES[shape], "JPEG")


@pytest.mark.parametrize("text", [one for one in HOSTILE if one])
def test_a_text_fits_its_box(text: str) -> None:
    fitted = fit(text, weight=800, largest=60, smallest=30, wide=400, lines=2)
    assert 0 <= len(fitted.lines) <= 2
    assert all(fitted.font.getlength(line) <= 400 for line in fitted.lines)


def test_letters_of_other_alphabets_are_left_out() -> None:
    assert latin("Jāmu 漢字 سلام “halus” 😀") == "Jamu “halus”"


def test_the_shared_picture_is_kept_and_gone_with_the_consent(maker: Maker, client: Client) -> None:
    one = showing(maker)
    addresses = [share_url(maker), share_url(maker, one)]
    paths = [address.removeprefix(settings.SENTRA_BASE_URL) for address in addresses]
    assert paths == [f"/katalog/{maker.slug}/bagikan.jpg", f"/katalog/{maker.slug}/{one.slug}/bagikan.jpg"]
    for path in paths:
        found = client.get(path)
        with Image.open(io.BytesIO(found.content)) as picture:
            assert picture.size == (1200, 630)
        assert client.get(path, headers={"If-None-Match": found["ETag"]}).status_code == 304
        assert client.get(path).content == found.content
    stop_product(maker.business, one.product)
    assert [client.get(path).status_code for path in paths] == [200, 404]
    consent_withdraw(actor=owner(), business_id=maker.business_id)
    assert [client.get(path).status_code for path in paths] == [404, 404]


def test_a_shared_picture_is_drawn_anew_only_where_it_shows_something_else(
    maker: Maker, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn_now: list[Told] = []

    def draw(shape: Shape, told: Told) -> bytes:
        drawn_now.append(told)
        return drawn(shape, told)

    monkeypatch.setattr(materials, "drawn", draw)
    caches["pictures"].clear()
    caches["pages"].clear()
    one = showing(maker)
    path = share_url(maker, one).removeprefix(settings.SENTRA_BASE_URL)
    first = client.get(path)["ETag"]
    CatalogueChange.objects.create(at=clock.now())
    Product.objects.filter(pk=one.product_id).update(description="Sambel lain")
    assert client.get(path)["ETag"] == first
    assert len(drawn_now) == 1
    Product.objects.filter(pk=one.product_id).update(name="Sambel baru")
    assert client.get(path, headers={"If-None-Match": first}).status_code == 200
    assert [told.name for told in drawn_now] == [one.product.name, "Sambel baru"]
    assert len(drawn_now) == 2
    ProductPhoto.objects.filter(product=one.product_id).delete()
    client.get(path)
    assert drawn_now[-1].photo is None
    places: Any = settings.CACHES
    assert places["pictures"]["OPTIONS"]["MAX_ENTRIES"] <= 100
    assert places["pictures"]["LOCATION"] != places["pages"]["LOCATION"]


def _withdraw(maker: Maker) -> None:
    consent_withdraw(actor=owner(), business_id=maker.business_id)


def _hide(maker: Maker) -> None:
    maker_hide(actor=curator(), business_id=maker.business_id, reason="Foto orang lain")


def _permit_ends(maker: Maker) -> None:
    Business.objects.filter(pk=maker.business_id).update(licensed=True, licensed_until=clock.today() - timedelta(1))


def _recall(maker: Maker) -> None:
    stop_product(maker.business, None)


@pytest.mark.parametrize("end", [_withdraw, _hide, _permit_ends, _recall])
def test_what_is_gone_is_on_no_card_no_picture_and_in_no_kit(
    maker: Maker, client: Client, end: Callable[[Maker], None]
) -> None:
    number, slug = maker.business.register_number, showing(maker).slug
    signed(client, owner())
    files = [f"cetak/kartu-{kind}.pdf" for kind in ("table", "label")]
    files += ["cetak/siaran.zip", f"gambar/persegi/{slug}.jpg", f"gambar/potret/{slug}.jpg"]
    for name in files:
        assert client.get(f"/usaha/{number}/{name}").status_code == 200
    end(maker)
    for name in files:
        assert client.get(f"/usaha/{number}/{name}").status_code == 404
    assert client.get(f"/usaha/{number}/cetak/").status_code == 200
    signed(client, curator())
    choice = f"/petugas/promosi/siaran/?kind=makers&makers={maker.slug}"
    assert client.get(choice).status_code == 404


def test_cards_and_kit_leave_out_the_product_that_is_recalled(maker: Maker) -> None:
    other = Product.objects.create(business=maker.business, name="Sambel goreng")
    Showing.objects.create(product=other, maker=maker, slug="sambel-goreng")
    stop_product(maker.business, other)
    choice = Choice(ChoiceKind.MAKERS, (maker.slug,))
    kit = kit_of(choice, "Kabar")
    assert other.pk not in {one.product_id for one in kit.showings}
    with zipfile.ZipFile(io.BytesIO(b"".join(kit_pieces(kit)))) as archive:
        words = archive.read("teks.txt").decode()
        assert "Sambel pecel pedas" in words
        assert "Sambel goreng" not in words
        assert not [name for name in archive.namelist() if "sambel-goreng" in name]


def test_a_press_kit_holds_sheets_texts_photographs_and_pictures(maker: Maker) -> None:
    Maker.objects.filter(pk=maker.pk).update(story="Sejak 1998.\nDua puluh orang.", story_en="Since 1998.")
    kit = kit_of(Choice(ChoiceKind.ALL), "Kabar / dari ../Blitar")
    assert kit.name == "siaran-kabar-dari-blitar.zip"
    data = b"".join(kit_pieces(kit))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        assert archive.testzip() is None
        assert pages(archive.read("lembar-fakta.pdf")) == 1
        assert archive.read("fact-sheet.pdf").startswith(b"%PDF")
        assert "Since 1998." in archive.read("texts.txt").decode()
        assert "Sejak 1998." in archive.read("teks.txt").decode()
        photos = [name for name in names if name.startswith("foto/") and name.endswith(".jpg")]
        captions = archive.read("foto/keterangan.txt").decode()
        assert photos
        assert all(name.removeprefix("foto/") in captions for name in photos)
        assert all(".." not in name and not name.startswith("/") and name.isascii() for name in names)
        words = archive.read("teks.txt").decode()
    assert maker.business.owner.name not in words
    assert len(data) < 20_000_000


def test_a_kit_grows_no_further_than_its_most(maker: Maker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sentra.promotion.presskit.MOST_BYTES", 1000)
    with zipfile.ZipFile(io.BytesIO(b"".join(kit_pieces(kit_of(Choice(ChoiceKind.ALL), "K"))))) as archive:
        assert "BACA-INI.txt" in archive.namelist()
        assert not [name for name in archive.namelist() if name.endswith(".jpg")]


@pytest.mark.parametrize("text", ["../../etc/passwd", "سلام", "a" * 500, "con.txt\x00", "Ünïcödé Ñame"])
def test_names_of_files_are_safe(text: str) -> None:
    part = safe_part(text)
    assert part
    assert len(part) <= 50
    assert set(part) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


@pytest.mark.parametrize("kind", [CardKind.TABLE, CardKind.LABEL])
@pytest.mark.parametrize("text", ["Sambel uleg", *HOSTILE[:4]])
def test_cards_are_printed_whatever_was_typed(maker: Maker, kind: CardKind, text: str) -> None:
    Product.objects.filter(pk=showing(maker).product_id).update(name=text[:200], unit=text[:50])
    found = list(showings_listed())
    assert pages(cards_pdf(kind, text, found)) == 1
    assert pages(cards_pdf(kind, text, found * 6)) == -(-len(found * 6) // (4 if kind == CardKind.TABLE else 10))
    with pytest.raises(NotFound):
        cards_pdf(kind, text, [])


@pytest.mark.parametrize("paper", list(Paper))
def test_a_shop_sign_is_for_who_has_a_valid_permit(paper: Paper) -> None:
    publish()
    officer(Role.HEAD)
    application_submit(actor=owner(), application_id=filled_draft(owner(), "pendaftaran_ikm").pk)
    permit = Permit.objects.get()
    assert pages(shop_sign_pdf(permit.business, paper)) == 1
    with clock.travel(clock.now() + timedelta(days=40 * 365)):
        permit.valid_until = clock.today() - timedelta(days=1)
        permit.save()
        with pytest.raises(Conflict):
            shop_sign_pdf(permit.business, paper)


def test_a_shop_sign_is_refused_where_no_permit_was_issued(maker: Maker, client: Client) -> None:
    address = f"/usaha/{maker.business.register_number}/cetak/papan-a4.pdf"
    assert signed(client, owner()).get(address).status_code == 409


def test_whose_business_it_is(maker: Maker) -> None:
    number = maker.business.register_number
    for who in (owner(), curator()):
        assert studio_business(who, number) == maker.business
    for who in (person("lain@contoh.id"), officer(Role.HEAD), officer(Role.DISPERINDAG, ["35.05.01"], name="Jauh")):
        with pytest.raises(NotFound):
            studio_business(who, number)


def test_fact_sheets_print_hostile_texts(maker: Maker) -> None:
    Maker.objects.filter(pk=maker.pk).update(tagline='#panic("x") $x$ *b*'[:120], story="x" * 10_000)
    kit = kit_of(Choice(ChoiceKind.ALL), '#let x = "y" ' * 20)
    assert pages(fact_sheet(kit, "id")) >= 1


def test_nothing_is_found_that_is_not_listed(maker: Maker) -> None:
    assert maker_listed(maker.slug) == maker
    with pytest.raises(NotFound):
        showing_listed(maker.slug, "tidak-ada")
    with pytest.raises(NotFound):
        maker_listed("tidak-ada")
