"""The pages of a maker and of its products as buyers will see them: the very same templates, drawn before they may."""

from collections.abc import Sequence
from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sentra.kernel.errors import NotFound
from sentra.people.access import signed_in
from sentra.promotion.cards import Card, with_photos
from sentra.promotion.listed import makers_listed, showings_listed, showings_put
from sentra.promotion.models import Maker, Showing
from sentra.promotion.reading import MakerPage, ProductPage, maker_page_of, product_page_of
from sentra.promotion.views.given import maker_given
from sentra.promotion.views.pages import told_of

LANGUAGES = {"id": "Bahasa Indonesia", "en": "English"}


@require_safe
@signed_in
def maker(request: HttpRequest, number: str) -> HttpResponse:
    """The page as buyers will see it, marked as a preview, for its owner and the office alone."""
    found = maker_given(request, number)
    with translation.override(_spoken(request)):
        page = maker_page_of(found, showings_put().filter(maker=found))
        shown = replace(page, cards=_led_to_previews(request, found, page.cards))
        listed = makers_listed().filter(pk=found.pk).exists()
        return _drawn(request, found, shown, "promotion/public/maker.html", listed=listed)


@require_safe
@signed_in
def product(request: HttpRequest, number: str, product: str) -> HttpResponse:
    """A product's page as buyers will see it, also of one that isn't shown now."""
    found = maker_given(request, number)
    put = showings_put().filter(maker=found)
    own = Showing.objects.filter(maker=found, product__business=found.business_id, slug=product)
    showing = with_photos(own.select_related("product", "maker__business")).first()
    if showing is None:
        raise NotFound(_("This isn't there any more. Somebody may have taken it away."))
    with translation.override(_spoken(request)):
        page = product_page_of(showing, put)
        shown = replace(page, others=_led_to_previews(request, found, page.others))
        listed = showings_listed().filter(pk=showing.pk).exists()
        return _drawn(request, found, shown, "promotion/public/product.html", listed=listed)


def _spoken(request: HttpRequest) -> str:
    """Tell in which language the page is looked at: buyers have both; one's own, unless another is asked for."""
    asked = request.GET.get("bahasa", "")
    return asked if asked in LANGUAGES else (translation.get_language() or "id")[:2]


def _led_to_previews(request: HttpRequest, maker: Maker, cards: Sequence[Card]) -> list[Card]:
    """Let the cards of a maker's products lead to their previews: before publication they have no other page."""
    return [replace(card, url=_path(request, "studio_preview_product", maker, card.showing.slug)) for card in cards]


def _path(request: HttpRequest, name: str, maker: Maker, *parts: str) -> str:
    path = reverse(f"promotion:{name}", args=[maker.business.register_number, *parts])
    return f"{path}?bahasa={_spoken(request)}" if "bahasa" in request.GET else path


def _drawn(
    request: HttpRequest, maker: Maker, page: MakerPage | ProductPage, part: str, *, listed: bool
) -> HttpResponse:
    context = {
        **told_of(page),
        "business": maker.business,
        "previewed": maker,
        "part": part,
        "listed": listed,
        "maker_url": _path(request, "studio_preview", maker),
        "languages": [(code, name, code == _spoken(request)) for code, name in LANGUAGES.items()],
    }
    return render(request, "promotion/studio/preview.html", context)
