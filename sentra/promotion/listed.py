"""What is public today: THE one answer, which every public surface asks (page, search, feed, print, picture, embed).

Nothing is stored that would have to follow: a maker is listed while the owner's consent stands, the office has looked
at the page and doesn't hide it, and the business is on the register, at work and legal today; a product is listed while
its maker is, nobody took it out, and no case stops it. All of it is asked of the database at that moment.
"""

from datetime import date
from functools import lru_cache

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from sentra.cases.queries import stopped_cases
from sentra.kernel import clock
from sentra.promotion.models import Maker, MakerState, Showing
from sentra.registry.legal import is_legal
from sentra.registry.models import Standing

WITH_MAKER = ("business",)
WITH_PRODUCT = ("product", "maker__business")
"""What a maker and a product are read with."""


def business_presentable(path: str = "") -> Q:
    """Narrow to businesses that may stand before buyers today: on the register, at work, legal.

    `path` leads to the business from the model that is narrowed: `business__`.
    """
    here = {
        f"{path}merged_into": None,
        f"{path}registered_at__isnull": False,
        f"{path}standing": Standing.ACTIVE,
    }
    return Q(**here) & is_legal(path)


def _agreed(path: str = "") -> Q:
    agreed = {f"{path}state": MakerState.PUBLISHED, f"{path}consent_owner": F(f"{path}business__owner")}
    return Q(**agreed)


def makers_listed() -> "QuerySet[Maker]":
    """Give the makers that are public today, each with its business."""
    return _makers_listed_on(clock.today()).all()


def showings_listed() -> "QuerySet[Showing]":
    """Give the products that are public today, each with its product, its maker and the maker's business."""
    return _showings_listed_on(clock.today()).all()


@lru_cache(maxsize=1)
def _makers_listed_on(_today: date) -> "QuerySet[Maker]":
    """Put the question together once a day: a page asks it several times, and it is long. It is never answered here."""
    return Maker.objects.filter(_agreed(), business_presentable("business__")).select_related(*WITH_MAKER)


@lru_cache(maxsize=1)
def _showings_listed_on(_today: date) -> "QuerySet[Showing]":
    """Put the question together once a day, as that for makers."""
    return showings_put().filter(_agreed("maker__"), business_presentable("maker__business__"))


def showings_put() -> "QuerySet[Showing]":
    """Give the products that are public as soon as their maker is: for the preview of a page, and for nothing else."""
    put = Showing.objects.filter(~is_stopped(), shown=True, hidden_at=None, product__business=F("maker__business"))
    return put.select_related(*WITH_PRODUCT)


def is_stopped() -> Q:
    """Narrow showings to those that a case stops.

    A case that names no product of the register stops all of its maker's: nobody can tell which one is meant.
    """
    about = Q(product=None) | Q(product=OuterRef("product"))
    return Q(Exists(stopped_cases().filter(about, business=OuterRef("maker__business"))))
