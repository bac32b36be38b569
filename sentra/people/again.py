"""What was sent and couldn't be taken, because its page's cookies are gone: shown, to be sent once more with one press.

Whoever presses vouches for what is sent, with a fresh token. So it is offered only for what a page of ours sent, as the
browser itself says (`Origin`, else `Referer`): a post that another site forged is never one press away. What is secret
isn't written into a page, so it is never offered where a password, a code or a NIK may be among it.
"""

import re
from collections.abc import Sequence
from uuid import UUID

from django.conf import settings
from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from sentra.kernel.errors import Message

MOST_FIELDS = 400
MOST_LETTERS = 200_000
LONG = 15
"""From so many letters on, a text is more than a press or a choice: nobody wants to type it again."""
TOKEN = "csrfmiddlewaretoken"  # noqa: S105 - the name of a field
CARRIED = frozenset({TOKEN, "key", "version", "stamp", "seen", "next", "website"})
"""What a page sends along that nobody typed."""
CLOSED = ("/akun/", "/daftar/", "/ambil-alih/", "/petugas/orang/")
"""Where people sign in, and where accounts are opened and secured."""
SECRET = frozenset(
    {"nik", "npwp", "password", "password1", "password2", "oldpassword", "otp", "code", "token", "sandi"}
)
NIK = re.compile(r"(?<!\d)(?:\d[ .-]?){15}\d(?!\d)")
FORMS = frozenset({"application/x-www-form-urlencoded", "multipart/form-data"})
Fields = Sequence[tuple[str, str]]


def sent_by_us(request: HttpRequest) -> bool:
    """Tell whether the browser says that a page of ours sent this; what says nothing isn't ours."""
    own = f"{request.scheme}://{request.get_host()}"
    if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        return False
    if "Origin" in request.headers:
        return request.headers["Origin"] == own
    return request.headers.get("Referer", "").startswith(f"{own}/")


def send_again(
    request: HttpRequest, title: Message, message: Message, *, session_over: bool = False
) -> HttpResponse | None:
    """Answer a refused post with what was sent, for one more press; None where that isn't to be offered.

    Files are named alone. `session_over`: it is offered only where something longer was typed.
    """
    if not _may_be_offered(request):
        return None
    try:
        fields = [(name, value) for name, values in request.POST.lists() for value in values if name != TOKEN]
        files = [one.name for name in request.FILES for one in request.FILES.getlist(name) if one.name]
    except (UnreadablePostError, SuspiciousOperation, BadRequest):
        return None
    if _is_secret(fields) or not _is_small(fields):
        return None
    typed = [value for name, value in fields if _is_typed(name, value)]
    if session_over and not any(len(value) >= LONG for value in typed):
        return None
    context = {
        "status": 403,
        "title": title,
        "message": message,
        "address": request.get_full_path(),
        "kind": request.content_type,
        "fields": fields,
        "typed": typed,
        "files": files,
        "sign_in": settings.LOGIN_URL if session_over or settings.SESSION_COOKIE_NAME not in request.COOKIES else "",
        "csrf_token": get_token(request),
    }
    return HttpResponse(render_to_string("people/again.html", context), status=403)


def _may_be_offered(request: HttpRequest) -> bool:
    navigates = request.headers.get("Sec-Fetch-Mode", "navigate") == "navigate"
    form = request.method == "POST" and request.content_type in FORMS
    return form and navigates and sent_by_us(request) and not request.path.startswith(CLOSED)


def _is_secret(fields: Fields) -> bool:
    return any(SECRET & set(re.split(r"[_-]", name.lower())) or NIK.search(value) for name, value in fields)


def _is_small(fields: Fields) -> bool:
    return len(fields) <= MOST_FIELDS and sum(len(name) + len(value) for name, value in fields) <= MOST_LETTERS


def _is_typed(name: str, value: str) -> bool:
    """Tell whether somebody may have typed a value: not what a page carries, nor the key of a record."""
    if name in CARRIED or not value.strip():
        return False
    try:
        UUID(value)
    except ValueError:
        return True
    return False


def signed_out(request: HttpRequest) -> HttpResponse | None:
    """Answer a post whose session has ended with what was typed; None where nothing much was."""
    message = _("You were signed out meanwhile, so it wasn't saved. What you typed is here:")
    return send_again(request, _("Please sign in again"), message, session_over=True)
