"""Public pictures: given only while what they show is public, asked anew each time."""

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.views.decorators.http import require_safe

from sentra.files.services import file_read
from sentra.people.access import public
from sentra.promotion.showing import photo_listed, rendition_of


@require_safe
@public
def picture(request: HttpRequest, kind: str, photo_id: int, width: int, ending: str) -> HttpResponse:
    """Give a photograph of the catalogue in a width and a format; a browser that has it is only told so."""
    file = rendition_of(photo_listed(kind, photo_id), width, ending)
    tag = f'"{file.sha256[:32]}"'
    if tag in request.headers.get("If-None-Match", ""):
        response: HttpResponse = HttpResponseNotModified()
    else:
        response = HttpResponse(file_read(file), content_type=file.media_type)
    response["ETag"] = tag
    response["Cache-Control"] = "private, no-cache"
    response["X-Content-Type-Options"] = "nosniff"
    return response
