"""Addresses of the office's curation."""

from django.urls import URLPattern, path

from sentra.promotion.urls import converters as converters
from sentra.promotion.views import curate, themes

OFFICE = "petugas/promosi/"
office_urls: list[URLPattern] = [
    path(OFFICE, curate.waiting, name="curating"),
    path(f"{OFFICE}perajin/", curate.makers, name="curate_makers"),
    path(f"{OFFICE}perajin/<register:number>/", curate.maker, name="curate"),
    path(f"{OFFICE}perajin/<register:number>/terbit/", curate.publish, name="curate_publish"),
    path(f"{OFFICE}perajin/<register:number>/kembalikan/", curate.send_back, name="curate_return"),
    path(f"{OFFICE}perajin/<register:number>/sembunyikan/", curate.hide, name="curate_hide"),
    path(f"{OFFICE}perajin/<register:number>/tampilkan/", curate.show, name="curate_show"),
    path(f"{OFFICE}perajin/<register:number>/unggulan/", curate.feature, name="curate_feature"),
    path(
        f"{OFFICE}perajin/<register:number>/produk/<int:product_id>/sembunyikan/",
        curate.product_hide,
        name="curate_product_hide",
    ),
    path(
        f"{OFFICE}perajin/<register:number>/produk/<int:product_id>/tampilkan/",
        curate.product_show,
        name="curate_product_show",
    ),
    path(f"{OFFICE}laporan/", curate.reported, name="page_reports"),
    path(f"{OFFICE}laporan/<int:report_id>/selesai/", curate.report_settle, name="report_settle"),
    path(f"{OFFICE}tema/", themes.themes, name="curate_themes"),
    path(f"{OFFICE}tema/baru/", themes.theme_new, name="curate_theme_new"),
    path(f"{OFFICE}tema/<slug:slug>/", themes.theme, name="curate_theme"),
    path(f"{OFFICE}tema/<slug:slug>/hapus/", themes.theme_remove, name="curate_theme_remove"),
    path(f"{OFFICE}tema/<slug:slug>/perajin/<uuid:business_id>/", themes.theme_maker, name="curate_theme_maker"),
]
