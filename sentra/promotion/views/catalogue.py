"""The catalogue from its first page to its lists: the same for every visitor, kept ready while nothing changed."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sentra.kernel.text import tidy
from sentra.people.access import public
from sentra.promotion.addresses import address
from sentra.promotion.browsing import (
    commodity_page,
    district_page,
    featured,
    flagships,
    theme_page,
    themes_now,
)
from sentra.promotion.cached import catalogue_page
from sentra.promotion.cards import maker_cards_of
from sentra.promotion.certificates import certificate_kinds
from sentra.promotion.figures import listed_figures, tiles
from sentra.promotion.filters import CatalogueFilter, district_slugs, orders
from sentra.promotion.found import makers_found, newest_for_all, products_found
from sentra.promotion.offers import offered
from sentra.promotion.pins import area, makers_pinned, pins_in
from sentra.promotion.search import LONGEST_WORDS
from sentra.promotion.sentras import sentras_listed
from sentra.promotion.sharing import crumbs_data, head_of
from sentra.reference.loading import current_pack
from sentra.registry.overview import Window

NEW = 8
COLLAGE = 4
FEATURED = 4
PINNED = 60
CURSOR = "dari"
"""The part of an address that says where a page of a list begins."""


def _crumbs(*more: tuple[str, str]) -> list[tuple[str, str]]:
    return [(_("Catalogue"), address("catalogue")), *more]


@require_safe
@public
@catalogue_page
def catalogue(request: HttpRequest) -> HttpResponse:
    """The first page: search, flagship products, who is featured, what is new, where the makers are."""
    listed = listed_figures()
    known_for = flagships(listed)
    regency = current_pack().regency.name
    words = _(
        "Food, batik, wood and clay from the small industries of %(regency)s: from the maker, with checked papers."
    )
    context = {
        "head": head_of(request, _("Products of %(regency)s") % {"regency": regency}, words % {"regency": regency}),
        "listed": listed,
        "tiles": tiles(listed.by_district),
        "flagships": known_for,
        "collage": [one.photo for one in known_for if one.photo and not one.controlled][:COLLAGE],
        "featured": featured(FEATURED),
        "themes": themes_now(),
        "fresh": newest_for_all(NEW, with_photo=True) or newest_for_all(NEW, with_photo=False),
        "sentras": sentras_listed().exists(),
    }
    return render(request, "promotion/catalogue.html", context)


@require_safe
@public
@catalogue_page
def products(request: HttpRequest) -> HttpResponse:
    """Browse and search the products."""
    chosen = CatalogueFilter.read(request.GET)
    found = products_found(chosen, request.GET.get(CURSOR, ""))
    pack = current_pack()
    title = _("Products: %(words)s") % {"words": chosen.words} if chosen.words else _("All products")
    context = {
        "head": head_of(request, title, _("All products of the catalogue, by kind, district, certificate and price.")),
        "found": found,
        "chosen": chosen,
        "query": found.chosen.query_string(),
        "chips": _chips(chosen),
        "orders": orders(chosen),
        "goods": sorted((str(one.name), one.code) for one in pack.commodities),
        "districts": sorted((pack.district_names[code], slug) for slug, code in district_slugs().items()),
        "certificates": [(code, kind.short) for code, kind in certificate_kinds().items()],
        "offered": offered(chosen) if not found.cards else None,
        "fresh": newest_for_all(FEATURED, with_photo=True) if not found.cards else (),
        "longest": LONGEST_WORDS,
    }
    return render(request, "promotion/products.html", context)


def _chips(chosen: CatalogueFilter) -> list[tuple[str, str]]:
    """Give what is chosen in words, each with the query string without it."""
    pack = current_pack()
    kinds, goods = certificate_kinds(), pack.commodities_by_code
    code = district_slugs().get(chosen.district, "")
    told = {
        "words": f"“{chosen.words}”" if chosen.words else "",
        "commodity": str(goods[chosen.commodity].name) if chosen.commodity in goods else chosen.commodity,
        "district": pack.district_names.get(code, chosen.district),
        "certificate": kinds[chosen.certificate].short if chosen.certificate in kinds else chosen.certificate,
        "price": _("Price") if chosen.price_from is not None or chosen.price_to is not None else "",
    }
    return [(words, chosen.without(name).query_string()) for name, words in told.items() if words]


@require_safe
@public
@catalogue_page
def makers(request: HttpRequest) -> HttpResponse:
    """The makers, by name."""
    words, commodity, district = (
        tidy(request.GET.get(key, "")[:LONGEST_WORDS]) for key in ("q", "komoditas", "kecamatan")
    )
    found = makers_found(words, commodity, district, request.GET.get(CURSOR, ""))
    pack = current_pack()
    asked = {"q": words, "komoditas": commodity, "kecamatan": district}
    query = urlencode({key: value for key, value in asked.items() if value})
    context = {
        "head": head_of(
            request,
            _("The makers"),
            _("Who makes it: small industries with a permit, by name, kind and district."),
        ),
        "found": found,
        "words": words,
        "commodity": commodity,
        "district": district,
        "query": query,
        "goods": sorted((str(one.name), one.code) for one in pack.commodities),
        "districts": sorted((pack.district_names[code], slug) for slug, code in district_slugs().items()),
    }
    return render(request, "promotion/makers.html", context)


@require_safe
@public
@catalogue_page
def commodity(request: HttpRequest, code: str) -> HttpResponse:
    """The page of one kind of product: its story, figures, where it is made, who makes it."""
    page = commodity_page(code)
    crumbs = _crumbs((page.name, request.path))
    head = head_of(request, page.name, page.story or page.summary, photo=page.photo, data=[crumbs_data(crumbs)])
    note = current_pack().promotion.controlled.words
    return render(request, "promotion/commodity.html", {"head": head, "page": page, "note": note})


@require_safe
@public
@catalogue_page
def district(request: HttpRequest, slug: str) -> HttpResponse:
    """The page of one district: what is made there, and by whom."""
    page = district_page(slug)
    crumbs = _crumbs((page.name, request.path))
    head = head_of(request, page.name, page.story or page.summary, photo=page.photo, data=[crumbs_data(crumbs)])
    return render(request, "promotion/district.html", {"head": head, "page": page})


@require_safe
@public
@catalogue_page
def theme(request: HttpRequest, slug: str) -> HttpResponse:
    """A choice of makers that the office shows for some time."""
    page = theme_page(slug)
    crumbs = _crumbs((page.title, request.path))
    head = head_of(request, page.title, page.words, photo=page.photo, data=[crumbs_data(crumbs)])
    return render(request, "promotion/theme.html", {"head": head, "page": page})


@require_safe
@public
@catalogue_page
def map_page(request: HttpRequest) -> HttpResponse:
    """The makers who show where they are, on a map and as a list."""
    listed = listed_figures()
    found = area()
    pinned = makers_pinned().order_by("business__name_folded", "pk")
    context: dict[str, Any] = {
        "head": head_of(
            request, _("Map of the makers"), _("Where the makers of the catalogue are, on a map and as a list.")
        ),
        "bounds": ",".join(f"{side:.5f}" for side in found.bounds) if found.bounds else "",
        "pinned": {one.code: one for one in found.districts},
        "tiles": sorted(tiles(listed.by_district), key=lambda one: one.name),
        "cards": maker_cards_of(list(pinned[:PINNED])),
        "map_tiles": settings.SENTRA_MAP_TILES,
        "map_credit": settings.SENTRA_MAP_CREDIT,
    }
    return render(request, "promotion/map.html", context)


@require_safe
@public
@catalogue_page
def pins(request: HttpRequest) -> HttpResponse:
    """The pins or clusters of a window of the map, for its script."""
    window = Window.read(request.GET.get("box", ""), request.GET.get("zoom", ""))
    if window is None:
        raise Http404
    return JsonResponse(pins_in(window))
