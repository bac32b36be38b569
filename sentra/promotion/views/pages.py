"""The page of a maker and of a product: what a buyer comes for."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sentra.kernel.errors import NotFound
from sentra.people.access import public
from sentra.promotion.addresses import address
from sentra.promotion.cached import catalogue_page
from sentra.promotion.filters import district_slug
from sentra.promotion.listed import showings_listed
from sentra.promotion.reading import MakerPage, ProductPage, maker_moved, maker_page, product_page
from sentra.promotion.sharing import crumbs_data, head_of, maker_data, product_data
from sentra.reference.loading import current_pack


@require_safe
@public
@catalogue_page
def maker(request: HttpRequest, maker: str) -> HttpResponse:
    """A maker: who it is, its papers, its products, how to reach it and where to meet it."""
    try:
        page = maker_page(maker)
    except NotFound:
        if moved := maker_moved(maker):
            return _led_on(address("maker", moved.slug))
        raise
    crumbs = [(_("Catalogue"), address("catalogue")), (_("Makers"), address("makers")), (page.name, request.path)]
    told = page.tagline or page.story or f"{page.commodity} · {page.place}"
    head = head_of(
        request,
        page.name,
        told,
        subject=page.maker,
        photo=page.photo,
        kind="profile",
        data=[crumbs_data(crumbs), maker_data(page)],
    )
    return render(request, "promotion/maker.html", {"head": head, **told_of(page)})


@require_safe
@public
@catalogue_page
def product(request: HttpRequest, maker: str, product: str) -> HttpResponse:
    """A product: pictures, price, papers, how to order, what else the maker has and who is near."""
    try:
        page = product_page(maker, product)
    except NotFound:
        if moved := maker_moved(maker):
            there = showings_listed().filter(maker=moved, slug=product).exists()
            return _led_on(address("product", moved.slug, product) if there else address("maker", moved.slug))
        raise
    crumbs = [
        (_("Catalogue"), address("catalogue")),
        (page.maker_name, address("maker", page.maker.slug)),
        (page.name, request.path),
    ]
    told = " · ".join(part for part in (page.price, page.description or page.commodity, page.place) if part)
    head = head_of(
        request,
        f"{page.name} – {page.maker_name}",
        told,
        subject=page.showing,
        photo=next(iter(page.photos), None),
        kind="product",
        data=[crumbs_data(crumbs), product_data(page)],
    )
    return render(request, "promotion/product.html", {"head": head, **told_of(page)})


def told_of(page: MakerPage | ProductPage) -> dict[str, Any]:
    """Give what the page of a maker or of a product is drawn from, before buyers and in a preview alike."""
    return {
        "page": page,
        "district": district_slug(page.maker.business.district),
        "maker_url": address("maker", page.maker.slug),
        "seen": address("seen", language="id"),
        "note": current_pack().promotion.controlled.words,
    }


def _led_on(path: str) -> HttpResponse:
    """Lead on from the address of a page that became one with another; asked anew each time, as that may be undone."""
    response = HttpResponsePermanentRedirect(path)
    response["Cache-Control"] = "public, no-cache"
    return response
