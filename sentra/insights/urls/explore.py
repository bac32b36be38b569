"""Addresses of exploring the figures."""

from django.urls import URLPattern, path

from sentra.insights.views import explore as views

explore: list[URLPattern] = [
    path("petugas/angka/jelajah/", views.explore, name="explore"),
    path("petugas/angka/jelajah/berkas/<slug:kind>/", views.explore_file, name="explore_file"),
    path("petugas/angka/jelajah/simpan/", views.explore_save, name="explore_save"),
    path("petugas/angka/jelajah/tampilan/<int:view_id>/hapus/", views.explore_forget, name="explore_forget"),
]
