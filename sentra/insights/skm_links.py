"""The links to the survey: signed words that say what was finished, never who; nothing of them is stored.

The link in a mail says what was finished. The code at the counter also says until when it holds: it is shown to
whoever stands there, and is worth nothing minutes later.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from django.core.signing import BadSignature, Signer
from django.utils.translation import gettext as _

from sentra.insights.models import SkmChannel, SkmKind
from sentra.kernel.errors import NotFound

LONGEST = 200
_KINDS = {"a": SkmKind.APPLICATION, "p": SkmKind.PROGRAMME, "c": SkmKind.COUNTER}
_LETTERS = {kind: letter for letter, kind in _KINDS.items()}
_signer = Signer(sep=".", salt="insights.skm")


@dataclass(frozen=True, slots=True)
class Link:
    """What a link is about: the kind of service and its record; `until` is given on a code at the counter alone."""

    kind: SkmKind
    record_id: UUID
    until: datetime | None = None

    @property
    def channel(self) -> SkmChannel:
        """How whoever follows it came to the survey."""
        return SkmChannel.COUNTER if self.until else SkmChannel.AFTER

    @property
    def word(self) -> str:
        """The word that stands in the address."""
        record = urlsafe_b64encode(self.record_id.bytes).decode().rstrip("=")
        until = f"{int(self.until.timestamp()):x}" if self.until else ""
        return _signer.sign(f"{_LETTERS[self.kind]}{record}{until}")


def link_read(word: str) -> Link:
    """Read a link. Raises `NotFound` for one that is none of ours."""
    message = _("This link isn't one of ours, or a part of it is missing. Please open it again as you got it.")
    if len(word) > LONGEST:
        raise NotFound(message)
    try:
        told = _signer.unsign(word)
        kind, record, until = _KINDS[told[0]], told[1:23], told[23:]
        return Link(
            kind,
            UUID(bytes=urlsafe_b64decode(f"{record}==")),
            datetime.fromtimestamp(int(until, 16), UTC) if until else None,
        )
    except (BadSignature, NotBase64, ValueError, KeyError, IndexError) as error:
        raise NotFound(message) from error
