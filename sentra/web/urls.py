"""Addresses of the pages that belong to no feature."""

from django.urls import path

from sentra.web.views import office, pages

app_name = "web"

urlpatterns = [
    path("", pages.home, name="home"),
    path("bahasa/", pages.language, name="language"),
    path("sehat/", pages.health, name="health"),
    path("masuk-ke-ruang-saya/", pages.landing, name="landing"),
    path("data-anda/", pages.privacy, name="privacy"),
    path("aksesibilitas/", pages.accessibility, name="accessibility"),
    path("petugas/", office.office, name="office"),
    path("petugas/angka/", office.figures, name="figures"),
]
