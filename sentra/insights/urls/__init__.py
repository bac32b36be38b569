"""Addresses of insights: figures, reports, open data, and the citizens' survey."""

from django.urls import URLPattern

from sentra.insights.urls import unknown

app_name = "insights"

urlpatterns: list[URLPattern] = [*unknown.urlpatterns]
