"""Addresses of the reports."""

from django.urls import path

from sentra.insights.views import reports

urlpatterns = [
    path("petugas/angka/laporan/", reports.reports, name="reports"),
    path("petugas/angka/laporan/baru/", reports.report_new, name="report_new"),
    path("petugas/angka/laporan/<uuid:report_id>.pdf", reports.report_file, name="report_file"),
]
