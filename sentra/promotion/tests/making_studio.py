"""A maker's studio for tests: the persona's business with a product, and what buyers left."""

from django.core.files.uploadedfile import SimpleUploadedFile

from sentra.people.models import Role, User
from sentra.people.tests.people import officer, owner
from sentra.programmes.tests.making import own_business
from sentra.promotion.models import Enquiry, Maker, Showing
from sentra.promotion.services.photos import product_photo_add
from sentra.promotion.tests.making import opened, published
from sentra.promotion.tests.test_pictures import photograph
from sentra.registry.models import Product, ProductPhoto


def curator() -> User:
    """The officer of the catalogue."""
    return officer(Role.DISPERINDAG)


def own_maker(*, public: bool = False) -> Maker:
    """The page of the persona's business, with one product; published or only agreed to."""
    business = own_business()
    Product.objects.get_or_create(business=business, name="Sambel pecel pedas", defaults={"price_from": 15_000})
    return published(business, owner(), curator()) if public else opened(business, owner())


def showing_of(maker: Maker) -> Showing:
    """Its product in the catalogue."""
    found = maker.showings.select_related("product").first()
    assert found
    return found


def upload(data: bytes | None = None, name: str = "foto.jpg") -> SimpleUploadedFile:
    """A photograph as a phone sends it."""
    return SimpleUploadedFile(name, data or photograph(), "image/jpeg")


def photo_of(maker: Maker, data: bytes | None = None) -> ProductPhoto:
    """A photograph of its product."""
    product_id = showing_of(maker).product_id
    return product_photo_add(
        actor=owner(), business_id=maker.business_id, product_id=product_id, upload=upload(data), caption=""
    )


def enquiry(maker: Maker, **changes: object) -> Enquiry:
    """A buyer wrote."""
    told = {"name": "Rina", "contact": "0812 3456 7890", "message": "Berapa harga 50 botol?"}
    return Enquiry.objects.create(maker=maker, **(told | changes))
