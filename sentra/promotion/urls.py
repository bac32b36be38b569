"""Addresses of promotion: the catalogue's pages come a second time under /en/, in English (`config.urls`)."""

from django.urls import URLPattern, path, register_converter
from django.urls.converters import StringConverter

from sentra.promotion.views import pictures

app_name = "promotion"


class Whose(StringConverter):
    """Whose photograph: of a product or of a maker."""

    regex = "[pm]"


class Ending(StringConverter):
    """The formats of public pictures."""

    regex = "avif|webp|jpg"


register_converter(Whose, "whose")
register_converter(Ending, "ending")

catalogue: list[URLPattern] = []
"""The public pages that exist in each language."""

urlpatterns: list[URLPattern] = [
    *catalogue,
    path("katalog/gambar/<whose:kind>/<int:photo_id>/<int:width>.<ending:ending>", pictures.picture, name="picture"),
]
