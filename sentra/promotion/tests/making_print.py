"""A maker of the catalogue with a photographed product, and editions, for tests of print."""

from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile

from sentra.cases.models import Case
from sentra.kernel import clock
from sentra.people.models import Role, User
from sentra.people.tests.people import officer, owner
from sentra.programmes.tests.making import own_business
from sentra.promotion.choosing import Choice, ChoiceKind
from sentra.promotion.models import Edition, Maker
from sentra.promotion.services.edition_make import edition_make
from sentra.promotion.services.editions import EditionTold, edition_ask
from sentra.promotion.tests.making import published
from sentra.promotion.tests.test_pictures import photograph
from sentra.registry.models import Business, Product, ProductPhoto
from sentra.registry.services.items import photo_add

ALL = Choice(ChoiceKind.ALL)


def curator() -> User:
    """The officer of the catalogue."""
    return officer(Role.DISPERINDAG)


def photographed(business: Business, name: str = "Sambel pecel pedas", price: int = 15_000) -> Product:
    """Give a business a product with a photograph."""
    product, _made = Product.objects.get_or_create(business=business, name=name, defaults={"price_from": price})
    upload = SimpleUploadedFile("foto.jpg", photograph(800, 600), "image/jpeg")
    photo_add(actor=curator(), business_id=business.pk, product_id=product.pk, upload=upload, caption="Sambel")
    assert ProductPhoto.objects.filter(product=product).exists()
    return product


def maker_with_photo(business: Business | None = None, by: User | None = None) -> Maker:
    """A maker in the catalogue whose product has a photograph: the tests' owner, or another business."""
    found = business or own_business()
    photographed(found)
    return published(found, by or owner(), curator())


def told(**changes: object) -> EditionTold:
    """An edition of everybody."""
    return EditionTold(**{"title": "Buah Tangan dari Blitar", "choice": ALL, **changes})  # type: ignore[arg-type]


def edition(**changes: object) -> Edition:
    """An edition that was made."""
    asked = edition_ask(actor=curator(), key=uuid4(), told=told(**changes))
    edition_make(edition_id=asked.pk)
    asked.refresh_from_db()
    return asked


def stop_product(business: Business, product: Product | None) -> Case:
    """A case stops a product, or all of a maker's (None)."""
    return Case.objects.create(
        number="PB-2026-0001",
        kind="health",
        gravity="grave",
        state="examining",
        business=business,
        product=product,
        product_name="Sambel",
        product_folded="sambel",
        answer_due=clock.today(),
        listing_stopped=True,
    )
