"""What the QR code of a session leads to: a signed word that says which session, and soon says nothing any more."""

from django.core.signing import BadSignature, Signer
from django.utils.translation import gettext as _

from sentra.kernel import clock
from sentra.kernel.errors import Conflict, NotFound

LASTS = 180
"""So many seconds after it was drawn a code still counts: enough to scan it, too short to send it on."""
DRAWN_AGAIN = 60
"""After so many seconds the page draws a new one."""
LONGEST = 200
_signer = Signer(sep=".", salt="programmes.presence")


def token_of(session_id: int) -> str:
    """Give the word for a session, as of now."""
    return _signer.sign(f"{session_id}.{int(clock.now().timestamp()):x}")


def session_in(token: str) -> int:
    """Read of which session a word is. Raises `NotFound` for one that is none of ours, `Conflict` for an old one."""
    try:
        session_id, moment = _signer.unsign(token[:LONGEST]).split(".")
    except BadSignature as error:
        raise NotFound(_("This code isn't one of ours. Scan the one that the teacher shows.")) from error
    if not 0 <= int(clock.now().timestamp()) - int(moment, 16) <= LASTS:
        raise Conflict(_("This code is too old: it changes every minute. Scan the one that the teacher shows now."))
    return int(session_id)
