"""Addresses of the outbox."""

from django.urls import path

from sentra.outbox import views

app_name = "outbox"

urlpatterns = [
    path("pemberitahuan/", views.notices, name="notices"),
    path("pemberitahuan/dibaca/", views.notices_read, name="notices_read"),
    path("pemberitahuan/<int:notice_id>/", views.notice_open, name="notice_open"),
    path("petugas/pengiriman/", views.deliveries, name="deliveries"),
    path("petugas/pengiriman/<uuid:mail_id>/ulangi/", views.delivery_retry, name="delivery_retry"),
]
