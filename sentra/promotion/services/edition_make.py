"""The worker's part of a printed edition: making it once, keeping why it couldn't be made."""

import time
from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from sentra.audit.services import record
from sentra.files.models import File
from sentra.files.services import made_file_store
from sentra.kernel import clock
from sentra.kernel.text import fold
from sentra.promotion.choosing import MOST_PRODUCTS, Choice, showings_chosen
from sentra.promotion.models import Edition, EditionMaker, EditionState, Showing
from sentra.promotion.printing.book import book
from sentra.promotion.printing.photos import first_photos
from sentra.promotion.reaching import contact_printed


@transaction.atomic
def edition_make(*, edition_id: UUID) -> bool:
    """Make an edition that was asked for; tells whether there was anything to do. The worker's act: it may run twice.

    One in another worker's hands is left alone.
    """
    waiting = Edition.objects.select_for_update(skip_locked=True, of=("self",))
    edition = waiting.filter(pk=edition_id, state=EditionState.ASKED).first()
    if edition is None:
        return False
    began = time.perf_counter()
    showings = list(showings_chosen(Choice.of(edition.choice)).order_by("pk")[:MOST_PRODUCTS])
    if not showings:
        edition_fail(edition_id=edition.pk, error=_("Nobody of this choice is public today."))
        return True
    photos = first_photos(showings)
    pdf = book(edition, showings, clock.today(), photos)
    name = f"{fold(edition.title).replace(' ', '-')[:60] or 'katalog'}.pdf"
    edition.file = made_file_store(data=pdf, media_type="application/pdf", name=name)
    edition.state, edition.last_error, edition.made_at = EditionState.READY, "", clock.now()
    edition.products, edition.seconds = len(showings), round(time.perf_counter() - began, 2)
    edition.version += 1
    edition.save()
    _stand_in(edition, showings, photos)
    after = {"edition_products": edition.products}
    record(actor=None, act="edition.made", record=edition, before={}, after=after)
    return True


def _stand_in(edition: Edition, showings: list[Showing], photos: Mapping[int, File]) -> None:
    """Keep who stands in an edition, with what: exactly what was printed."""
    edition.makers.all().delete()
    by_maker: dict[int, list[Showing]] = {}
    for one in showings:
        by_maker.setdefault(one.maker_id, []).append(one)
    EditionMaker.objects.bulk_create(
        [
            EditionMaker(
                edition=edition,
                maker_id=maker,
                showings=[one.pk for one in own],
                photos=[photos[one.pk].pk for one in own if one.pk in photos],
                contact=contact_printed(own[0].maker),
            )
            for maker, own in by_maker.items()
        ]
    )


@transaction.atomic
def edition_fail(*, edition_id: UUID, error: str) -> None:
    """Keep why an edition couldn't be made. A step of the worker."""
    edition = Edition.objects.select_for_update().filter(pk=edition_id, state=EditionState.ASKED).first()
    if edition is None:
        return
    edition.state, edition.last_error = EditionState.FAILED, (error or "?")[:500]
    edition.version += 1
    edition.save(update_fields=["state", "last_error", "version"])
    record(actor=None, act="edition.failed", record=edition, before={}, after={}, reason=edition.last_error)
