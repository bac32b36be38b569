"""Addresses of what is printed, drawn and shared."""

from django.urls import URLPattern, path

from sentra.promotion.urls import converters as converters
from sentra.promotion.views import editions, materials

PICTURES = "usaha/<register:number>/gambar/"
EDITION = "petugas/promosi/cetak/<uuid:edition_id>/"

printing: list[URLPattern] = [
    path("petugas/promosi/cetak/", editions.editions, name="editions"),
    path("petugas/promosi/cetak/baru/", editions.ask, name="edition_ask"),
    path(EDITION, editions.edition, name="edition"),
    path(f"{EDITION}katalog.pdf", editions.file, name="edition_file"),
    path(f"{EDITION}ulang/", editions.again, name="edition_again"),
    path(f"{EDITION}terbit/", editions.publish, name="edition_publish"),
    path(f"{EDITION}tarik/", editions.take_back, name="edition_take_back"),
    path(f"{EDITION}hapus/", editions.drop, name="edition_drop"),
    path("petugas/promosi/siaran/", materials.kit, name="kit"),
    path("petugas/promosi/pameran/<uuid:call_id>/<eventcards:kind>.pdf", materials.event_cards, name="event_cards"),
    path("usaha/<register:number>/cetak/", materials.materials, name="materials"),
    path("usaha/<register:number>/cetak/papan-<paper:paper>.pdf", materials.shop_sign, name="shop_sign"),
    path("usaha/<register:number>/cetak/kartu-<cards:kind>.pdf", materials.own_cards, name="own_cards"),
    path("usaha/<register:number>/cetak/siaran.zip", materials.own_kit, name="own_kit"),
    path(f"{PICTURES}<shape:shape>.jpg", materials.own_picture, name="own_picture"),
    path(f"{PICTURES}<shape:shape>/<slug:product>.jpg", materials.own_picture, name="product_picture"),
    path("katalog/edisi/<uuid:edition_id>.pdf", editions.published, name="edition_public"),
    path("katalog/<slug:maker>/bagikan.jpg", materials.shared, name="share"),
    path("katalog/<slug:maker>/<slug:product>/bagikan.jpg", materials.shared, name="share_product"),
]
