"""Signing a PDF: PAdES B-B, an approval of the whole document."""

import io

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import SigSeedSubFilter

from sentra.documents.authority import signer

FIELD = "Sentra"
ROOM = 8192


def sign(pdf: bytes, *, reason: str, name: str, place: str) -> bytes:
    """Sign a PDF for `name`, who decided; the signature covers every byte."""
    meta = signers.PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        reason=reason,
        name=name,
        location=place,
        subfilter=SigSeedSubFilter.PADES,
    )
    output = io.BytesIO()
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    signers.PdfSigner(meta, signer=signer()).sign_pdf(writer, output=output, bytes_reserved=ROOM)
    return output.getvalue()
