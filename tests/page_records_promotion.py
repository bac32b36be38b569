"""The records of promotion that the table of pages names."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from sentra.licensing.tests.making import picture
from sentra.people.models import Role
from sentra.people.tests.people import officer
from sentra.programmes.tests.making import business as other_business
from sentra.promotion.services.editions import edition_publish
from sentra.promotion.services.pictures import pictures_make
from sentra.promotion.tests.making import opened, published
from sentra.promotion.tests.making_print import edition
from sentra.registry.models import Business, Product, ProductPhoto
from sentra.registry.services.items import photo_add
from tests.page_records_campaigns import campaign_records
from tests.page_records_catalogue import catalogue_records
from tests.page_records_studio import studio_records


def promotion_records(business: Business) -> dict[str, Any]:
    """A maker in the catalogue, one whose page the office hasn't looked at, and the page of the owner's business.

    The owner's is published, too, yet a case stops its products.
    """
    curator = officer(Role.DISPERINDAG)
    shown, hidden = other_business(8), other_business(7)
    photos = [_photographed(one).pk for one in (shown, hidden)]
    assert business.owner.user
    owners = published(business, business.owner.user, curator)
    maker = published(shown, curator, curator)
    waiting = opened(hidden, curator)
    pictures_make()
    return {
        **catalogue_records(maker, owners),
        **print_records(),
        "shown_business": shown.register_number,
        **studio_records(business, maker, waiting),
        "maker": maker.slug,
        "showing": maker.showings.get(product__photos=photos[0]).slug,
        "listed_photo": photos[0],
        "maker_waiting": waiting.slug,
        "unlisted_photo": photos[1],
        **campaign_records(maker),
    }


def print_records() -> dict[str, Any]:
    """Two print editions of whoever is public, of which everybody may read one."""
    kept, given_out = edition(), edition()
    edition_publish(actor=officer(Role.DISPERINDAG), edition_id=given_out.pk, version=given_out.version)
    return {"edition": kept.pk, "edition_public": given_out.pk}


def _photographed(business: Business) -> ProductPhoto:
    """Give a business a product with a photograph."""
    curator = officer(Role.DISPERINDAG)
    product, _made = Product.objects.get_or_create(business=business, name="Sambel pecel pedas")
    upload = SimpleUploadedFile("foto.jpg", picture("#447711").read(), "image/jpeg")
    photo_add(actor=curator, business_id=business.pk, product_id=product.pk, upload=upload, caption="Sambel pecel")
    return ProductPhoto.objects.filter(product=product).latest("pk")
