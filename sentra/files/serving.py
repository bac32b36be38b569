"""Giving a file to somebody whom the record's own app let see it."""

from urllib.parse import quote

from django.http import HttpResponse

from sentra.files.models import File
from sentra.files.services import file_read


def serve(file: File, *, inline: bool) -> HttpResponse:
    """Answer with a file: never cached by others, never run, never taken for another kind."""
    response = HttpResponse(file_read(file), content_type=file.media_type)
    plain = file.name.encode("ascii", "replace").decode().replace('"', "'").replace("?", "_")
    how = "inline" if inline else "attachment"
    response["Content-Disposition"] = f"{how}; filename=\"{plain}\"; filename*=UTF-8''{quote(file.name)}"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response
