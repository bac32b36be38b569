"""Checking a PDF that somebody hands in: is it one of ours, untouched, and signed by whom?"""

import hashlib
import io
import logging
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from sentra.documents.authority import DEMO, trusted_roots
from sentra.documents.models import Document

logger = logging.getLogger("sentra.documents")


@dataclass(frozen=True, slots=True)
class PdfCheck:
    """What a check found. `intact`: not a byte was changed since it was signed; `trusted`: signed with our key.

    `document` is the very document of ours, byte by byte; it stays genuine when the key has been changed since.
    """

    signed: bool = False
    intact: bool = False
    trusted: bool = False
    demo: bool = False
    signer: str = ""
    signed_at: datetime | None = None
    document: Document | None = None
    problem: str = ""

    @property
    def genuine(self) -> bool:
        """Tell whether the PDF is a document of ours, as it was issued."""
        return self.intact and self.document is not None


def check_pdf(data: bytes) -> PdfCheck:
    """Check a PDF; never raises on what it is given, however broken or hostile."""
    if not data.startswith(b"%PDF-"):
        return PdfCheck(problem=_("This is not a PDF. Please choose the PDF of the permit."))
    try:
        return _check(data)
    except Exception as error:
        logger.info("a PDF could not be read: %s", type(error).__name__)
        return PdfCheck(problem=_("This PDF can't be read. It is damaged, or was changed."))


def _check(data: bytes) -> PdfCheck:
    signatures = PdfFileReader(io.BytesIO(data), strict=False).embedded_signatures
    if not signatures:
        return PdfCheck(problem=_("This PDF has no signature, so nobody can tell whether it is genuine."))
    context = ValidationContext(trust_roots=trusted_roots(), allow_fetching=False)
    signature = signatures[-1]
    status = validate_pdf_signature(signature, signer_validation_context=context)
    whole = status.coverage is not None and status.coverage.name == "ENTIRE_FILE"
    name = str(status.signing_cert.subject.native.get("common_name", ""))
    intact = status.intact and status.valid and whole
    document = _document_of(data) if intact else None
    return PdfCheck(
        signed=True,
        intact=intact,
        trusted=status.trusted,
        demo=name.startswith(DEMO.split(" ", 1)[0]),
        signer=str(signature.sig_object.get("/Name", "") if document else "") or name,
        signed_at=status.signer_reported_dt,
        document=document,
        problem=_problem(intact, status.trusted, document),
    )


def _problem(intact: bool, trusted: bool, document: Document | None) -> str:
    if not intact:
        return _("This PDF was changed after it was signed. Don't trust it.")
    if document is None and trusted:
        return _("This PDF is signed by this office, but it is none of the documents that it issued.")
    if document is None:
        return _("This PDF is signed, but not by this office. Don't take it for a permit.")
    return ""


def _document_of(data: bytes) -> Document | None:
    """Find which document a PDF is, by the hash of the file that we made."""
    digest = hashlib.sha256(data).hexdigest()
    return Document.objects.select_related("file").filter(file__sha256=digest).first()
