"""What the catalogue needs without anybody asking for it; each may run twice."""

import logging
from datetime import timedelta

from sentra.kernel import clock
from sentra.promotion.models import CatalogueChange
from sentra.promotion.services.derived import all_refresh

logger = logging.getLogger("sentra.promotion")
CHANGES_KEPT = timedelta(minutes=20)
"""Longer than any page is kept (`settings.CACHES`)."""


def catalogue_mend() -> int:
    """Write anew what the catalogue repeats of the register; what differed had escaped an act, and is logged."""
    changed = all_refresh()
    if changed:
        logger.warning("the catalogue differed from the register in %s products; it was mended", changed)
    return changed


def changes_forget() -> int:
    """Delete old changes but for the newest, by which pages are told apart."""
    newest = CatalogueChange.objects.order_by("-pk").values("pk")[:1]
    old = CatalogueChange.objects.filter(at__lt=clock.now() - CHANGES_KEPT).exclude(pk__in=newest)
    return old.delete()[0]
