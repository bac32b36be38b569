"""The worker's part: rendering and signing a document, once."""

import logging

from django.db import transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from sentra.documents.authority import is_demo
from sentra.documents.models import Document
from sentra.documents.rendering import render
from sentra.documents.signing import sign
from sentra.files.models import File
from sentra.files.services import file_read, made_file_store
from sentra.kernel import clock

logger = logging.getLogger("sentra.documents")


@app.task(
    name="documents.render",
    queue="documents",
    priority=10,
    retry=RetryStrategy(max_attempts=8, exponential_wait=4),
)
def render_document(document_id: str) -> None:
    """Make the signed PDF of a document; one that is made, or in another worker's hands, is left alone.

    What goes wrong is kept with the document, and tried again.
    """
    try:
        _make(document_id)
    except Exception as error:
        Document.objects.filter(pk=document_id).update(last_error=f"{type(error).__name__}: {error}"[:1000])
        raise


def _make(document_id: str) -> None:
    with transaction.atomic():
        document = (
            Document.objects.select_for_update(skip_locked=True, of=("self",)).filter(pk=document_id, file=None).first()
        )
        if document is None:
            return
        pdf = make_pdf(document)
        document.file = made_file_store(data=pdf, media_type="application/pdf", name=f"{document.title}.pdf")
        document.rendered_at, document.last_error = clock.now(), ""
        document.save(update_fields=["file", "rendered_at", "last_error"])


def make_pdf(document: Document) -> bytes:
    """Render and sign a document."""
    wanted = [(f"photo-{place:02d}", one) for place, one in enumerate(document.data.get("photos", []))]
    wanted += [(f"sign-{one['role']}", one["file"]) for one in document.data.get("signatures", []) if one["file"]]
    files = {str(file.pk): file for file in File.objects.filter(pk__in=[one for _name, one in wanted])}
    pictures = {
        f"{name}.{'png' if files[one].media_type == 'image/png' else 'jpg'}": file_read(files[one])
        for name, one in wanted
        if one in files and files[one].is_image
    }
    rendered = render(document.template, document.data, code=document.code, demo=is_demo(), pictures=pictures)
    return sign(rendered, reason=document.title, name=document.signer_name, place=str(document.data.get("place", "")))
