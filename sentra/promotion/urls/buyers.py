"""Addresses of what buyers see."""

from django.urls import URLPattern, path

from sentra.promotion.urls import converters as converters
from sentra.promotion.views import catalogue as views
from sentra.promotion.views import exhibitions, heard, outside, pages, pictures, sentras

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
    path("katalog/pameran/", exhibitions.exhibitions, name="exhibitions"),
    path("katalog/pameran/<slug:number>/", exhibitions.exhibition, name="exhibition"),
    path("katalog/baru.atom", outside.feed, name="feed"),
    path("katalog/<slug:maker>/hubungi/", heard.contact, name="contact"),
    path("katalog/<slug:maker>/lapor/", heard.report, name="report"),
    path("katalog/<slug:maker>/", pages.maker, name="maker"),
    path("katalog/<slug:maker>/<slug:product>/", pages.product, name="product"),
]
"""The public pages that exist in each language."""

once: list[URLPattern] = [
    path("katalog/dilihat/", heard.seen, name="seen"),
    path("katalog/gambar/<whose:kind>/<int:photo_id>/<int:width>.<ending:ending>", pictures.picture, name="picture"),
    path("sitemap.xml", outside.sitemap, name="sitemap"),
    path("sitemap-<part:kind>-<int:number>.xml", outside.sitemap_part, name="sitemap_part"),
    path("robots.txt", outside.robots, name="robots"),
]
"""What is the same in each language."""
