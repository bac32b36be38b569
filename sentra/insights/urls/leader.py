"""Addresses of the leader's page, of what it leads to, and of the public figures."""

from django.urls import path

from sentra.insights.views import leader, public

urlpatterns = [
    path("petugas/angka/", leader.leader, name="leader"),
    path("petugas/angka/perizinan/", leader.licensing, name="licensing"),
    path("petugas/angka/kecamatan/<str:code>/", leader.district, name="district"),
    path("petugas/angka/komoditas/<str:code>/", leader.commodity, name="commodity"),
    path("angka/", public.figures, name="public"),
]
