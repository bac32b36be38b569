"""Addresses of insights: figures, reports, open data, and the citizens' survey."""

from django.urls import URLPattern

from sentra.insights.urls import unknown
from sentra.insights.urls.opendata import opendata_urls
from sentra.insights.urls.skm import skm

app_name = "insights"

urlpatterns: list[URLPattern] = [*unknown.urlpatterns, *opendata_urls, *skm]
from sentra.insights.urls import leader

app_name = "insights"

urlpatterns: list[URLPattern] = [*leader.urlpatterns]
