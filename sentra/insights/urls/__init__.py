"""Addresses of insights: figures, reports, open data, and the citizens' survey."""

from django.urls import URLPattern

from sentra.insights.urls import leader, reports, unknown
from sentra.insights.urls.explore import explore
from sentra.insights.urls.opendata import opendata_urls
from sentra.insights.urls.skm import skm

app_name = "insights"

urlpatterns: list[URLPattern] = [
    *leader.urlpatterns,
    *explore,
    *reports.urlpatterns,
    *unknown.urlpatterns,
    *opendata_urls,
    *skm,
]
