"""Text: two languages side by side, folding for comparison, masking of what is private."""

import re
import unicodedata
from functools import lru_cache
from typing import Annotated

from django.conf import settings
from django.utils.translation import get_language, override
from pydantic import BaseModel, ConfigDict, StringConstraints

from sentra.kernel.errors import Message

_BETWEEN_WORDS = re.compile(r"[^a-z0-9]+")
KEPT = 1 << 13
"""How many folded texts are remembered: what is compared, written and searched by is folded each time."""
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class Text(BaseModel):
    """The same words in Indonesian and in English; printed in the language of the reader."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Words
    en: Words

    def __str__(self) -> str:
        return self.in_language(get_language() or "id")

    def in_language(self, language: str) -> str:
        """Give the words in a language: English for `en` and its kin, Indonesian for every other."""
        return self.en if language.startswith("en") else self.id


def official(words: Message) -> str:
    """Put words into the office's own language: for what stays on record or on paper, whoever caused it.

    `words` are lazy: what is translated already stays as it is.
    """
    with override(settings.LANGUAGE_CODE):
        return str(words)


@lru_cache(maxsize=KEPT)
def fold(text: str) -> str:
    """Bring text to the form in which two spellings of one name are equal: no case, accents or punctuation."""
    plain = text if text.isascii() else unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return _BETWEEN_WORDS.sub(" ", plain.lower()).strip()


def tidy(text: str) -> str:
    """Take out what can't be seen (control characters, NUL, direction marks) and double spaces within lines."""
    seen = "".join(
        character
        for character in unicodedata.normalize("NFC", text.replace("\r\n", "\n"))
        if character == "\n" or unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Co", "Cn"}
    )
    return re.sub(r"[^\S\n]+", " ", seen).strip()


def one_line(text: str) -> str:
    """Tidy what has to stay on one line, a subject of a mail for one: no line break can be smuggled in."""
    return " ".join(tidy(text).split())


def mask(value: str, *, shown: int = 4) -> str:
    """Hide all but the last `shown` characters: `mask("3505010101800001")` is `••••••••••••0001`."""
    if len(value) <= shown:
        return "•" * len(value)
    hidden = len(value) - shown
    return "•" * hidden + value[hidden:]
