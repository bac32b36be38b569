"""Public pictures: sizes and formats, what is seen of a photograph, and that none is given of what isn't public."""

import hashlib
import io
from datetime import timedelta
from random import Random

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image, ImageDraw, ImageFilter

from sentra.files.models import File
from sentra.files.services import unused_files_clear
from sentra.kernel import clock
from sentra.people.models import Role
from sentra.people.tests.people import officer, owner
from sentra.programmes.tests.making import own_business
from sentra.promotion.models import Maker, PhotoLook, Rendition
from sentra.promotion.pictures import Look, look_at, renditions
from sentra.promotion.services import pictures as services
from sentra.promotion.services.consent import consent_withdraw
from sentra.promotion.services.pictures import pictures_forget, pictures_make
from sentra.promotion.studio import page_told
from sentra.promotion.tests.making import published
from sentra.reference.loading import current_pack
from sentra.registry.models import Product, ProductPhoto
from sentra.registry.services.items import photo_add, photo_remove


def photograph(width: int = 1600, height: int = 1200, *, blur: float = 0, dark: float = 1.0) -> bytes:
    """A picture of many edges."""
    rng = Random(7)
    picture = Image.new("RGB", (width, height), "#e8d9c0")
    draw = ImageDraw.Draw(picture)
    for _one in range(400):
        x, y = rng.randrange(width), rng.randrange(height)
        colour = tuple(int(rng.randrange(256) * dark) for _channel in range(3))
        draw.rectangle((x, y, x + width // 20, y + height // 20), fill=colour, outline="black")
    output = io.BytesIO()
    picture.filter(ImageFilter.GaussianBlur(blur)).save(output, "JPEG", quality=90)
    return output.getvalue()


def test_a_photograph_is_written_in_three_widths_and_formats() -> None:
    made = renditions(photograph())
    assert {(one.width, one.height) for one in made} == {(320, 240), (640, 480), (1200, 900)}
    assert {one.format for one in made} == {"avif", "webp", "jpg"}
    for one in made:
        with Image.open(io.BytesIO(one.data)) as picture:
            assert picture.size == (one.width, one.height)


@pytest.mark.parametrize(("blur", "weak"), [(0, False), (2, False), (6, True), (12, True)])
@pytest.mark.parametrize("busy", [True, False])
def test_sharpness_is_told_whatever_is_on_the_picture(blur: float, *, weak: bool, busy: bool) -> None:
    expected = current_pack().promotion.pictures.least_sharpness
    data = photograph(blur=blur) if busy else plain_ground(blur)
    assert (look_at(data).sharpness < expected) == weak


def plain_ground(blur: float) -> bytes:
    """One product before a plain ground, as the hints advise: few edges."""
    picture = Image.new("RGB", (1600, 1200), "#e3d6c0")
    draw = ImageDraw.Draw(picture)
    draw.rounded_rectangle((600, 350, 1000, 950), 60, fill="#9a4a22")
    draw.ellipse((640, 300, 960, 420), fill="#2e5e3e")
    output = io.BytesIO()
    picture.filter(ImageFilter.GaussianBlur(blur)).save(output, "JPEG", quality=88)
    return output.getvalue()


def test_a_picture_of_nothing_is_not_sharp() -> None:
    output = io.BytesIO()
    Image.new("RGB", (800, 600), "#777777").save(output, "PNG")
    assert look_at(output.getvalue()).sharpness == 0


def test_a_small_photograph_is_not_made_larger() -> None:
    assert {one.width for one in renditions(photograph(400, 300))} == {320, 400}


def test_blur_and_darkness_are_seen() -> None:
    sharp, blurred = look_at(photograph()), look_at(photograph(blur=12))
    assert (sharp.width, sharp.height) == (1600, 1200)
    assert sharp.sharpness > 3 * blurred.sharpness
    assert look_at(photograph(dark=0.1)).lightness < sharp.lightness


@pytest.mark.django_db
def test_pictures_are_made_once_and_given_only_while_public(client: Client) -> None:
    business = own_business()
    product, _made = Product.objects.get_or_create(business=business, name="Sambel pecel pedas")
    maker = published(business, owner(), officer(Role.DISPERINDAG))
    upload = SimpleUploadedFile("foto.jpg", photograph(), "image/jpeg")
    photo_add(actor=owner(), business_id=business.pk, product_id=product.pk, upload=upload, caption="Sambel")
    assert pictures_make() == 1
    assert pictures_make() == 0
    assert Rendition.objects.count() == 9
    photo = ProductPhoto.objects.get(product=product)
    address = f"/katalog/gambar/p/{photo.pk}/640.avif"
    found = client.get(address)
    assert (found.status_code, found["Content-Type"], found["Cache-Control"]) == (
        200,
        "image/avif",
        "private, no-cache",
    )
    assert client.get(address, headers={"If-None-Match": found["ETag"]}).status_code == 304
    consent_withdraw(actor=owner(), business_id=maker.business_id)
    assert client.get(address).status_code == 404
    assert client.get(address, headers={"If-None-Match": found["ETag"]}).status_code == 404


def shown_photos(many: int) -> list[ProductPhoto]:
    """Photographs of one product in the catalogue, each of another content."""
    business = own_business()
    product, _made = Product.objects.get_or_create(business=business, name="Sambel pecel pedas")
    published(business, owner(), officer(Role.DISPERINDAG))
    for number in range(many):
        upload = SimpleUploadedFile("foto.jpg", photograph(400 + number, 300), "image/jpeg")
        photo_add(actor=owner(), business_id=business.pk, product_id=product.pk, upload=upload, caption="Sambel")
    return list(ProductPhoto.objects.filter(product=product).order_by("pk"))


@pytest.mark.django_db
def test_a_photograph_that_cannot_be_read_keeps_no_other_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    bad, good = shown_photos(2)
    real = look_at

    def look(data: bytes) -> Look:
        if hashlib.sha256(data).hexdigest() == bad.file.sha256:
            raise Image.DecompressionBombError
        return real(data)

    monkeypatch.setattr(services, "AT_ONCE", 1)
    with monkeypatch.context() as patched:
        patched.setattr(services, "look_at", look)
        assert [pictures_make() for _minute in range(3)] == [0, 1, 0]
    assert set(Rendition.objects.values_list("sha256", flat=True)) == {good.file.sha256}
    page = page_told(owner(), Maker.objects.get())
    weak = {photo.photo.pk: photo.weak for showing in page.showings for photo in showing.photos}
    assert not weak[bad.pk]
    pictures_forget()
    assert pictures_make() == 1
    assert Rendition.objects.filter(sha256=bad.file.sha256).exists()


@pytest.mark.django_db
def test_pictures_of_photographs_taken_away_are_forgotten_with_their_files() -> None:
    gone, stays = shown_photos(2)
    assert pictures_make() == 2
    files = set(Rendition.objects.filter(sha256=gone.file.sha256).values_list("file", flat=True))
    assert pictures_forget() == 0
    photo_remove(actor=owner(), business_id=gone.product.business_id, photo_id=gone.pk)
    assert pictures_forget() == 1
    for kept in (Rendition, PhotoLook):
        assert set(kept.objects.values_list("sha256", flat=True)) == {stays.file.sha256}
    with clock.travel(clock.now() + timedelta(days=8)):
        unused_files_clear()
    assert not File.objects.filter(pk__in=files).exists()
    assert File.objects.filter(pk=stays.file_id).exists()
