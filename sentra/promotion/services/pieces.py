"""What was published in a campaign: writing it down, and taking a wrong record out."""

from dataclasses import replace
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from sentra.files.services import file_store
from sentra.kernel import clock
from sentra.kernel.errors import Conflict, InvalidInput, NotFound
from sentra.kernel.locks import hold
from sentra.kernel.text import one_line
from sentra.people.models import User
from sentra.promotion.campaign_rules import Published, problems_of_piece, problems_of_reason
from sentra.promotion.models import Piece
from sentra.promotion.services.campaign_common import campaign_lock, campaign_remember, campaign_require
from sentra.reference.loading import current_pack


@transaction.atomic
def piece_add(
    *,
    actor: User,
    campaign_id: UUID,
    key: UUID,
    published: Published,
    upload: "UploadedFile[bytes] | None" = None,
) -> Piece:
    """Write down what was published, with a link or a scan; sent twice under the same `key` it stays one.

    Raises `NotFound`, `NotAllowed`, `Conflict`, `InvalidInput`.
    """
    hold(f"promotion.piece:{key}")
    campaign = campaign_lock(campaign_id)
    campaign_require(actor, campaign, "add_piece")
    if before := Piece.objects.filter(key=key).first():
        if before.campaign_id != campaign.pk:
            raise Conflict(_("This form was sent already, for something else. Open it again."))
        return before
    told = replace(
        published,
        title=one_line(published.title),
        publisher=one_line(published.publisher),
        link=published.link.strip(),
        has_scan=upload is not None,
    )
    problems = problems_of_piece(
        told,
        media=[one.code for one in current_pack().promotion.media],
        makers=set(campaign.places.values_list("maker_id", flat=True)),
        begun=campaign.from_day,
        today=clock.today(),
    )
    if problems or told.published_on is None:
        raise InvalidInput(problems)
    scan = file_store(actor=actor, upload=upload, name=upload.name or "bukti", field="scan") if upload else None
    plain = {name: getattr(told, name) for name in ("medium", "title", "publisher", "link", "reach", "cost")}
    piece = Piece.objects.create(
        **plain, campaign=campaign, key=key, published_on=told.published_on, scan=scan, recorded_by=actor
    )
    piece.makers.set(told.makers)
    campaign_remember(actor, campaign, "add_piece", after=_told(piece))
    return piece


@transaction.atomic
def piece_drop(*, actor: User, campaign_id: UUID, piece_id: int, reason: str) -> None:
    """Take out what was written down wrongly, for a reason; the audit keeps what it said. Raises `NotFound`."""
    campaign = campaign_lock(campaign_id)
    campaign_require(actor, campaign, "drop_piece")
    piece = campaign.pieces.filter(pk=piece_id).first()
    if piece is None:
        raise NotFound(_("There is no such record. Maybe somebody took it out already."))
    said = one_line(reason)
    if problems := problems_of_reason(said):
        raise InvalidInput(problems)
    if campaign.state == "done" and campaign.pieces.count() == 1:
        raise Conflict(_("A campaign that is done has at least one record. Write down the right one first."))
    before = _told(piece)
    piece.delete()
    campaign_remember(actor, campaign, "drop_piece", before=before, reason=said)


def _told(piece: Piece) -> dict[str, object]:
    return {
        "piece_title": piece.title,
        "piece_publisher": piece.publisher,
        "piece_day": piece.published_on.isoformat(),
        "piece_cost": piece.cost,
    }
