"""Addresses of the owner's studio."""

from django.urls import URLPattern, path

from sentra.promotion.urls import converters as converters
from sentra.promotion.views import studio, studio_heard, studio_preview, studio_products

STUDIO = "usaha/<register:number>/etalase/"
studio_urls: list[URLPattern] = [
    path(STUDIO, studio.studio, name="studio"),
    path(f"{STUDIO}mulai/", studio.begin, name="studio_begin"),
    path(f"{STUDIO}persetujuan/", studio.consent, name="studio_consent"),
    path(f"{STUDIO}persetujuan/tarik/", studio.withdraw, name="studio_withdraw"),
    path(f"{STUDIO}kirim/", studio.send, name="studio_send"),
    path(f"{STUDIO}kata/", studio.words, name="studio_words"),
    path(f"{STUDIO}hubungi/", studio.contact, name="studio_contact"),
    path(f"{STUDIO}pratinjau/", studio_preview.maker, name="studio_preview"),
    path(f"{STUDIO}pratinjau/<slug:product>/", studio_preview.product, name="studio_preview_product"),
    path(f"{STUDIO}produk/", studio_products.products, name="studio_products"),
    path(f"{STUDIO}produk/baru/", studio_products.product_new, name="studio_product_new"),
    path(f"{STUDIO}produk/<int:product_id>/", studio_products.product, name="studio_product"),
    path(f"{STUDIO}produk/<int:product_id>/tampil/", studio.product_switch, name="studio_product_switch"),
    path(f"{STUDIO}produk/<int:product_id>/hapus/", studio_products.product_remove, name="studio_product_remove"),
    path(f"{STUDIO}produk/<int:product_id>/foto/", studio_products.product_photo_add, name="studio_product_photo"),
    path(f"{STUDIO}foto/", studio_products.photos, name="studio_photos"),
    path(f"{STUDIO}foto/<whose:kind>/<int:photo_id>/", studio_products.photo, name="studio_photo"),
    path(f"{STUDIO}foto/<whose:kind>/<int:photo_id>/gambar.jpg", studio_products.photo_shown, name="studio_picture"),
    path(f"{STUDIO}foto/<whose:kind>/<int:photo_id>/hapus/", studio_products.photo_remove, name="studio_photo_remove"),
    path(f"{STUDIO}angka/", studio_heard.figures, name="studio_figures"),
    path(f"{STUDIO}pertanyaan/", studio_heard.enquiries, name="studio_enquiries"),
    path(f"{STUDIO}pertanyaan/<uuid:enquiry_id>/", studio_heard.enquiry, name="studio_enquiry"),
    path(f"{STUDIO}pertanyaan/<uuid:enquiry_id>/jawab/", studio_heard.enquiry_answer, name="studio_enquiry_answer"),
    path(f"{STUDIO}pertanyaan/<uuid:enquiry_id>/singkirkan/", studio_heard.enquiry_spam, name="studio_enquiry_spam"),
]
