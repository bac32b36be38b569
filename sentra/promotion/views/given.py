"""What the pages of the studio and of the office share: the business of an address, what was uploaded."""

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from sentra.people.access import actor_of
from sentra.people.policy import is_officer
from sentra.promotion.models import Maker
from sentra.promotion.studio import maker_required, studio_business
from sentra.registry.models import Business


def business_given(request: HttpRequest, number: str) -> Business:
    """Give the business whose studio is asked for. Raises `NotFound`."""
    return studio_business(actor_of(request), number)


def maker_given(request: HttpRequest, number: str) -> Maker:
    """Give the page whose studio is asked for. Raises `NotFound`."""
    return maker_required(business_given(request, number))


def base_of(request: HttpRequest) -> str:
    """Give the frame: an officer who helps keeps the workspace."""
    return "web/office.html" if is_officer(actor_of(request)) else "web/base.html"


def upload_given(request: HttpRequest, name: str = "photo") -> "UploadedFile[bytes] | None":
    """Give the file that was sent; None without one."""
    return request.FILES.get(name)
