"""A maker as buyers find it: on every surface at once, so that tests can look for it on each."""

from datetime import timedelta
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile

from sentra.kernel import clock
from sentra.licensing.tests.making import picture
from sentra.people.models import Role, User
from sentra.people.tests.people import officer
from sentra.programmes.tests.making import business as other_business
from sentra.promotion.models import Maker, Showing, Theme, ThemeMaker
from sentra.promotion.services.words import listed_words_learn
from sentra.promotion.tests.making import published
from sentra.registry.models import (
    Business,
    Group,
    GroupKind,
    LegalPaper,
    Membership,
    PaperSource,
    Product,
    ProductPhoto,
)
from sentra.registry.services.items import photo_add

NAME = "Zwakala Barokah"
PRODUCT = "Sambel Zwakala"


def curator() -> User:
    """The officer of the catalogue."""
    return officer(Role.DISPERINDAG)


def named(place: int, name: str, product: str, **changes: object) -> Business:
    """A business on the register with one product and a photograph of it."""
    business = other_business(place)
    Business.objects.filter(pk=business.pk).update(name=name, name_folded=name.lower(), brand="", **changes)
    business.products.all().delete()
    made = Product.objects.create(business=business, name=product, price_from=15_000, price_to=20_000, unit="botol")
    upload = SimpleUploadedFile("foto.jpg", picture("#447711").read(), "image/jpeg")
    photo_add(actor=curator(), business_id=business.pk, product_id=made.pk, upload=upload, caption=product)
    business.refresh_from_db()
    return business


def shop(place: int = 1, name: str = NAME, product: str = PRODUCT) -> Maker:
    """A maker with a pin, all ways to reach it, a sentra, a theme, a place on the first page and a certificate."""
    business = named(place, name, product, latitude=-8.1, longitude=112.2)
    maker = published(business, curator(), curator())
    today = clock.today()
    Maker.objects.filter(pk=maker.pk).update(
        shows_pin=True,
        shows_owner=True,
        by_whatsapp=True,
        by_phone=True,
        by_mail=True,
        phone="+6281234567890",
        email="toko@contoh.id",
        story=f"Kisah {name}",
        tagline="Pedas manis",
        featured_until=today + timedelta(days=9),
    )
    group, _made = Group.objects.get_or_create(
        kind=GroupKind.SENTRA, name="Sentra Uji", name_folded="sentra uji", district=business.district
    )
    Membership.objects.create(group=group, business=business)
    theme, _made = Theme.objects.get_or_create(
        slug="lebaran", defaults={"title": "Lebaran", "from_day": today, "until_day": today + timedelta(days=9)}
    )
    ThemeMaker.objects.create(theme=theme, maker=maker)
    LegalPaper.objects.create(
        business=business, kind="halal", number=f"ID{uuid4().int % 10**14}", source=PaperSource.IMPORTED
    )
    listed_words_learn()
    return Maker.objects.select_related("business__owner").get(pk=maker.pk)


def showing_of(maker: Maker) -> Showing:
    """The one product of a shop."""
    return maker.showings.select_related("product").get()


def photo_of(maker: Maker) -> ProductPhoto:
    """Its photograph."""
    return ProductPhoto.objects.get(product__business=maker.business)
