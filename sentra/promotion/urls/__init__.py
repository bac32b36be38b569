"""Addresses of promotion: the catalogue's pages come a second time under /en/, in English (`config.urls`)."""

from django.urls import URLPattern

from sentra.promotion.addresses import BOTH
from sentra.promotion.urls import buyers, campaigns
from sentra.promotion.urls.curation import office_urls
from sentra.promotion.urls.printing import printing
from sentra.promotion.urls.studio import studio_urls

app_name = "promotion"

catalogue: list[URLPattern] = [*buyers.catalogue, *campaigns.in_each_language]
"""The public pages that exist in each language."""
BOTH.update(one.name for one in catalogue if one.name)

urlpatterns: list[URLPattern] = [
    *buyers.once,
    *printing,
    *studio_urls,
    *campaigns.campaign_pages,
    *campaigns.newsletter_pages,
    *office_urls,
    *catalogue,
]
