"""The records of campaigns and of the newsletter that the table of pages names."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from sentra.licensing.tests.making import picture
from sentra.promotion.models import Maker
from sentra.promotion.services.issues import issue_send
from sentra.promotion.tests.making_campaign import curator, piece, planned, running
from sentra.promotion.tests.making_newsletter import chosen, issue_draft, subscribed
from sentra.promotion.tokens import CONFIRM, LEAVE, token_of


def campaign_records(maker: Maker) -> dict[str, Any]:
    """A campaign that is planned, one that runs with a scan of what was published, a draft and a sent issue."""
    waits, runs = planned(), running([maker])
    scan = SimpleUploadedFile("koran.jpg", picture("#775511").read(), "image/jpeg")
    shown = piece(runs, [maker], upload=scan)
    reader = subscribed("pembaca@contoh.id")
    sent = chosen(issue_draft("Kabar perajin November"), maker)
    issue_send(actor=curator(), issue_id=sent.pk, version=sent.version)
    draft = chosen(issue_draft("Kabar perajin Desember"), maker)
    return {
        "campaign_planned": waits.pk,
        "campaign_running": runs.pk,
        "campaign_piece": shown.pk,
        "confirm_token": token_of(reader.pk, CONFIRM),
        "leave_token": token_of(reader.pk, LEAVE),
        "issue_sent": sent.pk,
        "issue_slug": sent.slug,
        "issue_draft": draft.pk,
        "issue_draft_slug": draft.slug,
    }
