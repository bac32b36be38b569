"""Addresses of open data. They are a promise: others' programs and papers name them."""

from datetime import date

from django.urls import URLPattern, path, register_converter

from sentra.insights.opendata.files import CSV, JSON
from sentra.insights.views import opendata as views


class FileEnding:
    """The ending of a file of open data."""

    regex = f"{CSV}|{JSON}"

    def to_python(self, value: str) -> str:
        """Give the ending."""
        return value

    def to_url(self, value: str) -> str:
        """Write the ending."""
        return value


class PeriodOfData:
    """The month of a version, as `2026-09`."""

    regex = r"[12]\d{3}-(?:0[1-9]|1[0-2])"

    def to_python(self, value: str) -> date:
        """Give the first day of the month."""
        return date.fromisoformat(f"{value}-01")

    def to_url(self, value: date) -> str:
        """Write the month."""
        return f"{value:%Y-%m}"


register_converter(FileEnding, "dataending")
register_converter(PeriodOfData, "dataperiod")

opendata_urls: list[URLPattern] = [
    path("data/", views.data, name="data"),
    path("data/katalog.jsonld", views.data_catalogue, name="data_catalogue"),
    path("data/<slug:code>.<dataending:ending>", views.dataset_file, name="dataset_file"),
    path("data/<slug:code>/", views.dataset, name="dataset"),
    path("data/<slug:code>/kamus.csv", views.dataset_dictionary, name="dataset_dictionary"),
    path("data/<slug:code>/<dataperiod:month>.<dataending:ending>", views.dataset_version, name="dataset_version"),
]
