"""The root of all addresses: each app brings its own, in the words of the people who read them."""

from django.urls import URLPattern, URLResolver, include, path

from sentra.promotion import urls as promotion

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("sentra.web.urls")),
    path("", include("sentra.people.account_urls")),
    path("", include("sentra.people.urls")),
    path("", include("sentra.reference.urls")),
    path("", include("sentra.outbox.urls")),
    path("", include("sentra.registry.urls")),
    path("", include("sentra.licensing.urls")),
    path("", include("sentra.surveys.urls")),
    path("", include("sentra.cases.urls")),
    path("", include("sentra.programmes.urls")),
    path("", include("sentra.promotion.urls")),
    path("en/", include((promotion.catalogue, "promotion"), namespace="promotion-en")),
    path("", include("sentra.transfer.urls")),
    path("", include("sentra.insights.urls")),
]

handler400 = "sentra.web.views.errors.bad_request"
handler403 = "sentra.web.views.errors.forbidden"
handler404 = "sentra.web.views.errors.not_found"
handler429 = "sentra.people.sign_in.too_many"
handler500 = "sentra.web.views.errors.server_error"
