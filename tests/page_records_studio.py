"""The records of the studio and of the curation that the table of pages names."""

from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from sentra.kernel import clock
from sentra.licensing.tests.making import picture
from sentra.people.models import Role
from sentra.people.tests.people import officer
from sentra.promotion.models import Enquiry, Maker, PageReport
from sentra.promotion.services.curation import maker_send
from sentra.promotion.services.photos import maker_photo_add, product_photo_add
from sentra.promotion.services.themes import ThemeTold, theme_make, theme_maker_add
from sentra.registry.models import Business


def studio_records(business: Business, shown: Maker, waiting: Maker) -> dict[str, Any]:
    """A studio with all that stands in one, a page that waits, one that is shown and reported, a theme."""
    curator, maker = officer(Role.DISPERINDAG), Maker.objects.get(business=business)
    assert business.owner.user
    product = business.products.latest("pk")
    told = {"actor": business.owner.user, "business_id": business.pk}
    photo = product_photo_add(**told, product_id=product.pk, upload=_upload("#a04020"), caption="")  # type: ignore[arg-type]
    at_work = maker_photo_add(**told, upload=_upload("#2040a0"), caption="Bu Siti menggoreng")  # type: ignore[arg-type]
    maker_send(actor=curator, business_id=waiting.business_id)
    today = clock.today()
    theme = theme_make(actor=curator, told=ThemeTold("Lebaran", "Eid", "", "", today, today + timedelta(days=30)))
    theme_maker_add(actor=curator, slug=theme.slug, business_id=shown.business_id)
    return {
        "studio_business": business.register_number,
        "studio_product": product.pk,
        "studio_product_slug": product.showing.slug,
        "studio_photo": photo.pk,
        "studio_at_work": at_work.pk,
        "enquiry": Enquiry.objects.create(maker=maker, name="Rina", contact="0812 3456 7890", message="Halo").pk,
        "waiting_business": waiting.business.register_number,
        "shown_business": shown.business.register_number,
        "shown_id": shown.business_id,
        "shown_product": shown.showings.latest("pk").product_id,
        "page_report": PageReport.objects.create(maker=shown, wrong="facts", words="Harganya lain.").pk,
        "theme": theme.slug,
    }


def _upload(colour: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("foto.jpg", picture(colour).read(), "image/jpeg")
