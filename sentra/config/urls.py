"""The root of all addresses: each app brings its own, in the words of the people who read them."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("sentra.web.urls")),
    path("", include("sentra.outbox.urls")),
    path("", include("sentra.licensing.urls")),
]

handler400 = "sentra.web.views.errors.bad_request"
handler403 = "sentra.web.views.errors.forbidden"
handler404 = "sentra.web.views.errors.not_found"
handler500 = "sentra.web.views.errors.server_error"
