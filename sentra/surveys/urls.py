"""Addresses of surveys."""

from django.urls import path

from sentra.surveys.views import files, plan, report

app_name = "surveys"

urlpatterns = [
    path("petugas/kunjungan/", plan.visits, name="visits"),
    path("petugas/permohonan/<uuid:application_id>/kunjungan/", plan.plan, name="plan"),
    path("petugas/permohonan/<uuid:application_id>/laporan/", report.report, name="report"),
    path("petugas/permohonan/<uuid:application_id>/foto/<uuid:photo_id>/", files.photo, name="photo"),
    path("laporan/<uuid:report_id>/pdf/", files.report_file, name="report_file"),
]
