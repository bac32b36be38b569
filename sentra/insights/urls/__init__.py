"""Addresses of insights: figures, reports, open data, and the citizens' survey."""

from django.urls import URLPattern

app_name = "insights"

urlpatterns: list[URLPattern] = []
