"""Addresses of the estimate of what is not yet known."""

from django.urls import path

from sentra.insights.views import unknown

UNKNOWN = "petugas/angka/belum-terdata/"

urlpatterns = [
    path(UNKNOWN, unknown.unknown, name="unknown"),
    path(f"{UNKNOWN}unduh/", unknown.unknown_file, name="unknown_file"),
    path(f"{UNKNOWN}kabupaten/", unknown.unknown_regency, name="unknown_regency"),
    path(f"{UNKNOWN}<str:district>/", unknown.unknown_district, name="unknown_district"),
]
