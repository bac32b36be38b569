"""Pictures as phones hand them in."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image


def picture(colour: str = "#a4512c", name: str = "foto.jpg") -> SimpleUploadedFile:
    """A small photograph."""
    output = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(output, "JPEG")
    return SimpleUploadedFile(name, output.getvalue(), "image/jpeg")
