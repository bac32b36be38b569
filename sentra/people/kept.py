"""What was typed into a page whose session had ended: kept until the visitor has signed in again.

It lies encrypted in the new session for an hour at most, and is given once, to the very page that it was sent to.
"""

import json

from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict

from sentra.kernel.crypto import decrypt, encrypt

KEY = "typed_before_sign_in"
MOST = 20_000
"""Characters, sealed: a page of questions is far below; what is more isn't kept."""
SECONDS = 3600
FORM = "application/x-www-form-urlencoded"


def typed_keep(request: HttpRequest) -> bool:
    """Keep the fields of a form that was sent without a session; tells whether they could be kept."""
    if request.content_type != FORM:
        return False
    fields = {name: values for name, values in request.POST.lists() if name != "csrfmiddlewaretoken"}
    sealed = encrypt(json.dumps([request.path, fields]))
    if len(sealed) > MOST:
        return False
    request.session[KEY] = sealed
    request.session.set_expiry(SECONDS)
    return True


def typed_take(request: HttpRequest) -> "MultiValueDict[str, str] | None":
    """Give what was kept for this page, and forget it; None where there is nothing, or for another page."""
    sealed = request.session.get(KEY)
    if not sealed:
        return None
    try:
        path, fields = json.loads(decrypt(sealed))
    except ValueError:
        path, fields = request.path, None
    if path != request.path:
        return None
    del request.session[KEY]
    return MultiValueDict(fields) if fields else None
