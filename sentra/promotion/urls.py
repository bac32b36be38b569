"""Addresses of promotion: the catalogue's pages come a second time under /en/, in English (`config.urls`)."""

from django.urls import URLPattern, path, register_converter
from django.urls.converters import StringConverter

from sentra.promotion.addresses import BOTH
from sentra.promotion.views import catalogue as views
from sentra.promotion.views import heard, outside, pages, pictures, sentras

app_name = "promotion"


class Whose(StringConverter):
    """Whose photograph: of a product or of a maker."""

    regex = "[pm]"


class Ending(StringConverter):
    """The formats of public pictures."""

    regex = "avif|webp|jpg"


class Part(StringConverter):
    """The parts of the site's map."""

    regex = "halaman|perajin|produk"


register_converter(Whose, "whose")
register_converter(Part, "part")
register_converter(Ending, "ending")

catalogue: list[URLPattern] = [
    path("katalog/", views.catalogue, name="catalogue"),
    path("katalog/produk/", views.products, name="products"),
    path("katalog/perajin/", views.makers, name="makers"),
    path("katalog/peta/", views.map_page, name="map"),
    path("katalog/peta/pin/", views.pins, name="pins"),
    path("katalog/komoditas/<slug:code>/", views.commodity, name="commodity"),
    path("katalog/kecamatan/<slug:slug>/", views.district, name="district"),
    path("katalog/tema/<slug:slug>/", views.theme, name="theme"),
    path("katalog/sentra/", sentras.sentra, name="sentra"),
    path("katalog/sentra/<slug:slug>/", sentras.sentra_one, name="sentra_one"),
    path("katalog/baru.atom", outside.feed, name="feed"),
    path("katalog/<slug:maker>/hubungi/", heard.contact, name="contact"),
    path("katalog/<slug:maker>/lapor/", heard.report, name="report"),
    path("katalog/<slug:maker>/", pages.maker, name="maker"),
    path("katalog/<slug:maker>/<slug:product>/", pages.product, name="product"),
]
"""The public pages that exist in each language."""
BOTH.update(one.name for one in catalogue if one.name)

urlpatterns: list[URLPattern] = [
    path("katalog/dilihat/", heard.seen, name="seen"),
    path("katalog/gambar/<whose:kind>/<int:photo_id>/<int:width>.<ending:ending>", pictures.picture, name="picture"),
    path("sitemap.xml", outside.sitemap, name="sitemap"),
    path("sitemap-<part:kind>-<int:number>.xml", outside.sitemap_part, name="sitemap_part"),
    path("robots.txt", outside.robots, name="robots"),
    *catalogue,
]
