"""Addresses of the pages that belong to no feature."""

from django.urls import path

from sentra.web.views import audit, my_data, office, pages

app_name = "web"

urlpatterns = [
    path("", pages.home, name="home"),
    path("bahasa/", pages.language, name="language"),
    path("sehat/", pages.health, name="health"),
    path("masuk-ke-ruang-saya/", pages.landing, name="landing"),
    path("data-anda/", pages.privacy, name="privacy"),
    path("aksesibilitas/", pages.accessibility, name="accessibility"),
    path("akun/saya/data/", my_data.my_data, name="my_data"),
    path("petugas/", office.office, name="office"),
    path("petugas/audit/", audit.audit, name="audit"),
    path("petugas/audit/periksa/", audit.audit_verify, name="audit_verify"),
]
