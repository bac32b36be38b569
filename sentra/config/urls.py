"""The root of all addresses: each app brings its own, in the words of the people who read them."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("sentra.outbox.urls")),
    path("", include("sentra.licensing.urls")),
]
