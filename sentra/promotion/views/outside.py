"""What others read of the catalogue: the feed of new products, the map of the site, what robots may do."""

from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sentra.people.access import public
from sentra.promotion.addresses import absolute, address, in_language
from sentra.promotion.browsing import themes_now
from sentra.promotion.cached import catalogue_page
from sentra.promotion.exhibitions import exhibitions_shown
from sentra.promotion.figures import listed_figures
from sentra.promotion.filters import district_slug
from sentra.promotion.found import newest
from sentra.promotion.listed import makers_listed, showings_listed
from sentra.promotion.models import Maker, Showing
from sentra.promotion.sentras import sentras_listed, slug_of_sentra
from sentra.promotion.sharing import shortened
from sentra.reference.loading import current_pack

FEED = 30
PART = 2_500
"""So many records stand in a part of the map, each with an address in two languages: of 50,000 that are allowed, and
few enough to be read in a moment."""
MOST_SENTRAS = 500
MOST_PARTS = 50_000
CLOSED = ("akun", "usaha", "permohonan", "petugas", "pemberitahuan", "katalog/dilihat")
"""What robots have no business with."""


@require_safe
@public
@catalogue_page
def feed(request: HttpRequest) -> HttpResponse:
    """The newest products, as an Atom feed."""
    regency = str(current_pack().regency.name)
    atom = Atom1Feed(
        title=_("New products of %(regency)s") % {"regency": regency},
        link=absolute(address("catalogue")),
        feed_url=absolute(address("feed")),
        description=_("What the makers of the catalogue show since lately"),
        language=get_language(),
        author_name=regency,
    )
    for card in newest(FEED):
        shown = card.showing
        atom.add_item(
            title=f"{card.name} – {card.maker}",
            link=absolute(card.url),
            description=" · ".join(
                part for part in (card.price, card.place, shortened(shown.product.description)) if part
            ),
            unique_id=f"urn:sentra:product:{shown.pk}",
            pubdate=shown.first_shown_at,
            updateddate=shown.first_shown_at,
        )
    return HttpResponse(atom.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


@require_safe
@public
@catalogue_page
def sitemap(request: HttpRequest) -> HttpResponse:
    """The index of the site's map: its parts."""
    parts = [address("sitemap_part", "halaman", 1, language="id")]
    for kind, model in (("perajin", Maker), ("produk", Showing)):
        last = model._default_manager.aggregate(last=Max("pk"))["last"] or 0
        parts += [address("sitemap_part", kind, number, language="id") for number in range(1, -(-last // PART) + 1)]
    return _xml(request, "promotion/sitemap_index.xml", {"parts": [absolute(part) for part in parts]})


@require_safe
@public
def sitemap_part(request: HttpRequest, kind: str, number: int) -> HttpResponse:
    """A part of the site's map: records whose numbers lie in its span, asked of the gate each time."""
    if number > MOST_PARTS:
        raise Http404
    span = ((number - 1) * PART + 1, number * PART)
    rows: list[tuple[str, date | None]]
    if kind == "perajin":
        slugs = makers_listed().filter(pk__range=span).order_by("pk").values_list("slug", "updated_at")
        rows = [(address("maker", slug, language="id"), at.date()) for slug, at in slugs]
    elif kind == "produk":
        found = showings_listed().filter(pk__range=span).order_by("pk")
        products = found.values_list("maker__slug", "slug", "maker__updated_at")
        rows = [(address("product", maker, slug, language="id"), at.date()) for maker, slug, at in products]
    elif number == 1:
        rows = [(path, None) for path in _pages()]
    else:
        raise Http404
    urls = [(absolute(path), absolute(in_language(path, "en")), day) for path, day in rows]
    return _xml(request, "promotion/sitemap.xml", {"urls": urls})


def _pages() -> Iterable[str]:
    """Give the pages that aren't of one maker."""
    listed = listed_figures()
    own = ("catalogue", "products", "makers", "map", "sentra", "exhibitions")
    yield from (address(name, language="id") for name in own)
    known = current_pack().commodities_by_code
    yield from (address("commodity", code, language="id") for code in sorted(listed.by_commodity) if code in known)
    yield from (
        address("district", slug, language="id") for code in sorted(listed.by_district) if (slug := district_slug(code))
    )
    yield from (address("theme", one.slug, language="id") for one in themes_now())
    yield from (address("exhibition", call.number.lower(), language="id") for call in exhibitions_shown())
    yield from (address("sentra_one", slug_of_sentra(one), language="id") for one in sentras_listed()[:MOST_SENTRAS])


@require_safe
@public
def robots(request: HttpRequest) -> HttpResponse:
    """What robots may read."""
    lines = ["User-agent: *", *(f"Disallow: /{part}/" for part in CLOSED), "Allow: /"]
    lines += ["", f"Sitemap: {settings.SENTRA_BASE_URL.rstrip('/')}{address('sitemap', language='id')}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def _xml(request: HttpRequest, template: str, context: dict[str, object]) -> HttpResponse:
    return render(request, template, context, content_type="application/xml; charset=utf-8")
