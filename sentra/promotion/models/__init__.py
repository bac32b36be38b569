"""The tables of promotion."""

from sentra.promotion.models.edition import Chapters, Edition, EditionMaker, EditionState, Paper
from sentra.promotion.models.heard import DayCount, Enquiry, PageReport, Theme, ThemeMaker, Way
from sentra.promotion.models.maker import CatalogueChange, ListedWord, Maker, MakerPhoto, MakerState, Showing
from sentra.promotion.models.picture import PhotoLook, PictureFormat, Rendition

__all__ = [
    "CatalogueChange",
    "Chapters",
    "DayCount",
    "Edition",
    "EditionMaker",
    "EditionState",
    "Enquiry",
    "ListedWord",
    "Maker",
    "MakerPhoto",
    "MakerState",
    "PageReport",
    "Paper",
    "PhotoLook",
    "PictureFormat",
    "Rendition",
    "Showing",
    "Theme",
    "ThemeMaker",
    "Way",
]
