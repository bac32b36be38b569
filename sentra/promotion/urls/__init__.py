"""Addresses of promotion: the catalogue's pages come a second time under /en/, in English (`config.urls`)."""

from django.urls import URLPattern

from sentra.promotion.addresses import BOTH
from sentra.promotion.urls import buyers
from sentra.promotion.urls.curation import office_urls
from sentra.promotion.urls.printing import printing
from sentra.promotion.urls.studio import studio_urls

app_name = "promotion"

catalogue: list[URLPattern] = buyers.catalogue
BOTH.update(one.name for one in catalogue if one.name)

urlpatterns: list[URLPattern] = [*buyers.once, *printing, *studio_urls, *office_urls, *catalogue]
