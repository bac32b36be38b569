"""Making a clean copy of what was uploaded. The kind is decided by the content, never by the name. Pure."""

import io
import re
import warnings
from dataclasses import dataclass

import pikepdf
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from sentra.kernel.errors import InvalidInput, Problem
from sentra.kernel.text import tidy

MOST_BYTES = 10 * 1024 * 1024
MOST_PIXELS = 40_000_000
LONGEST_SIDE = 3000
MOST_PAGES = 200
MOST_NESTED = 50
LONGEST_NAME = 120
JPEG_QUALITY = 85

IMAGE_KINDS = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/jpeg", "MPO": "image/jpeg"}
SHEETS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xlsb": "application/vnd.ms-excel.sheet.binary.macroenabled.12",
    "xls": "application/vnd.ms-excel",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "csv": "text/csv",
}
"""Spreadsheets by kind; they are kept as they came, for whoever reads them does so in a process of its own."""
EXTENSIONS = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/webp": ".webp",
    "image/avif": ".avif",
    "application/pdf": ".pdf",
} | {media_type: f".{kind}" for kind, media_type in SHEETS.items()}
ACTIVE_KEYS = ("/JavaScript", "/JS", "/Launch", "/EmbeddedFiles", "/EmbeddedFile", "/RichMedia", "/XFA", "/AA")
ACTIVE_ACTIONS = frozenset({"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToE", "/Rendition", "/Movie"})


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A clean copy: its bytes, what it is, and a name that fits it."""

    data: bytes
    media_type: str
    name: str


def clean(data: bytes, name: str, field: str) -> Cleaned:
    """Make a clean copy. Raises `InvalidInput` on `field` saying what is wrong and what to do."""
    if not data:
        raise _refusal(field, "empty", _("This file is empty. Please choose another."))
    if len(data) > MOST_BYTES:
        raise _refusal(field, "too_big", _("This file is larger than 10 MB. Please take a smaller photograph of it."))
    if data.startswith(b"%PDF-"):
        return _clean_pdf(data, name, field)
    unknown = _("This is neither a photograph (JPEG, PNG, WebP) nor a PDF. Please take a photograph of the paper.")
    return _clean_image(data, name, field, unknown)


def clean_photo(data: bytes, name: str, field: str) -> Cleaned:
    """Make a clean copy of a photograph, where nothing else is wanted. Raises `InvalidInput` on `field`."""
    if not data:
        raise _refusal(field, "empty", _("This file is empty. Please choose another."))
    if len(data) > MOST_BYTES:
        message = _("This photograph is larger than 10 MB. Please choose a smaller one (JPEG, PNG or WebP).")
        raise _refusal(field, "too_big", message)
    unknown = _("This is no photograph that Sentra can read. Please choose one (JPEG, PNG or WebP, at most 10 MB).")
    return _clean_image(data, name, field, unknown)


def _refusal(field: str, code: str, message: str) -> InvalidInput:
    return InvalidInput([Problem(field, code, message)])


def _clean_image(data: bytes, name: str, field: str, unknown: str) -> Cleaned:
    too_large = _("This picture is too large. Please take a smaller one.")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "WEBP"))
            if image.width * image.height > MOST_PIXELS:
                raise _refusal(field, "too_many_pixels", too_large)
            media_type = IMAGE_KINDS[image.format or "JPEG"]
            upright = ImageOps.exif_transpose(image)
            upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            copy = _copy(upright, media_type)
    except UnidentifiedImageError as error:
        raise _refusal(field, "unknown_kind", unknown) from error
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _refusal(field, "too_many_pixels", too_large) from error
    except InvalidInput:
        raise
    except Exception as error:
        raise _refusal(field, "broken", _("This picture is damaged. Please take it again.")) from error
    return Cleaned(copy, media_type, safe_name(name, media_type))


def _copy(picture: Image.Image, media_type: str) -> bytes:
    """Write a picture anew: its pixels and nothing else."""
    output = io.BytesIO()
    if media_type == "image/jpeg":
        picture.convert("RGB").save(output, "JPEG", quality=JPEG_QUALITY, optimize=True)
    else:
        plain = picture.convert("RGBA" if "A" in picture.getbands() or "transparency" in picture.info else "RGB")
        plain.info.clear()
        plain.save(output, "PNG", optimize=False)
    return output.getvalue()


def _clean_pdf(data: bytes, name: str, field: str) -> Cleaned:
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            if pdf.is_encrypted:
                raise _refusal(field, "encrypted", _("This PDF has a password. Please save it without one."))
            if len(pdf.pages) > MOST_PAGES:
                raise _refusal(
                    field, "too_many_pages", _("This PDF has more than 200 pages. Please send only the paper.")
                )
            if not len(pdf.pages):
                raise _refusal(field, "no_page", _("This PDF has no page. Please choose another."))
            if _is_active(pdf):
                raise _refusal(
                    field,
                    "active",
                    _("This PDF holds a program or an attachment. Please print it to a new PDF, or photograph it."),
                )
            output = io.BytesIO()
            pdf.save(output, linearize=False, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    except pikepdf.PasswordError as error:
        raise _refusal(field, "encrypted", _("This PDF has a password. Please save it without one.")) from error
    except InvalidInput:
        raise
    except Exception as error:
        raise _refusal(field, "broken", _("This PDF is damaged. Please save it again, or photograph it.")) from error
    return Cleaned(output.getvalue(), "application/pdf", safe_name(name, "application/pdf"))


def _is_active(pdf: pikepdf.Pdf) -> bool:
    """Look at every object, also those that nothing refers to: a later reader may be less strict."""
    return any(_holds_action(item, MOST_NESTED) for item in pdf.objects)


def _holds_action(item: object, depth: int) -> bool:
    """Look into an object and what lies directly within it; what is nested without end is taken for hostile."""
    inside: list[object]
    if isinstance(item, pikepdf.Array):
        inside = list(item)
    elif isinstance(item, (pikepdf.Dictionary, pikepdf.Stream)):
        if any(key in item for key in ACTIVE_KEYS):
            return True
        if str(item.get("/S", "")) in ACTIVE_ACTIONS or str(item.get("/Type", "")) == "/Filespec":
            return True
        inside = [item.get(key) for key in item.keys()]  # noqa: SIM118 - a PDF dictionary iterates over pairs
    else:
        return False
    direct = [one for one in inside if isinstance(one, pikepdf.Object) and not one.is_indirect]
    return depth == 0 or any(_holds_action(one, depth - 1) for one in direct)


def safe_name(name: str, media_type: str) -> str:
    """Give the file's own name without folders or what can't be seen, with the ending of what it is."""
    last = re.split(r"[\\/]", tidy(name.replace("\x00", "")))[-1]
    stem = re.sub(r'[<>:"|?*\n]', " ", last).rsplit(".", 1)[0].strip(" .") or "berkas"
    return f"{stem[:LONGEST_NAME]}{EXTENSIONS[media_type]}"
