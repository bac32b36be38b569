"""The tables of promotion."""

from sentra.promotion.models.campaign import Campaign, CampaignMaker, CampaignState, Piece
from sentra.promotion.models.edition import Chapters, Edition, EditionMaker, EditionState, Paper
from sentra.promotion.models.heard import DayCount, Enquiry, PageReport, Theme, ThemeMaker, Way
from sentra.promotion.models.maker import (
    CatalogueChange,
    FormerSlug,
    HiddenName,
    ListedWord,
    Maker,
    MakerPhoto,
    MakerState,
    Showing,
)
from sentra.promotion.models.newsletter import (
    Delivery,
    DeliveryState,
    Issue,
    IssueItem,
    IssueState,
    Subscriber,
    SubscriberState,
)
from sentra.promotion.models.picture import PhotoLook, PictureFormat, Rendition

__all__ = [
    "Campaign",
    "CampaignMaker",
    "CampaignState",
    "CatalogueChange",
    "Chapters",
    "DayCount",
    "Delivery",
    "DeliveryState",
    "Edition",
    "EditionMaker",
    "EditionState",
    "Enquiry",
    "FormerSlug",
    "HiddenName",
    "Issue",
    "IssueItem",
    "IssueState",
    "ListedWord",
    "Maker",
    "MakerPhoto",
    "MakerState",
    "PageReport",
    "Paper",
    "PhotoLook",
    "PictureFormat",
    "Piece",
    "Rendition",
    "Showing",
    "Subscriber",
    "SubscriberState",
    "Theme",
    "ThemeMaker",
    "Way",
]
