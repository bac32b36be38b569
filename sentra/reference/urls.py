"""Addresses of the reference: the days off."""

from django.urls import path

from sentra.reference import views

app_name = "reference"

urlpatterns = [
    path("petugas/hari-libur/", views.holidays, name="holidays"),
    path("petugas/hari-libur/batalkan/", views.holiday_cancel, name="holiday_cancel"),
    path("petugas/hari-libur/pulihkan/", views.holiday_restore, name="holiday_restore"),
]
