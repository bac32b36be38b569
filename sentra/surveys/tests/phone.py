"""The phone without a browser: reads a drawn form as a script does, and sends photographs and the form."""

import hashlib
from html.parser import HTMLParser
from typing import Any
from uuid import UUID, uuid4

from django.test import Client
from django.urls import reverse

FORM = "data-field-form"
BUTTONS = frozenset({"submit", "button", "file"})


class DrawnForm(HTMLParser):
    """The fields of the phone's form on a page, with what they offer and hold."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.offered: dict[str, list[str]] = {}
        self.kinds: dict[str, str] = {}
        self.held: list[tuple[str, str]] = []
        self._inside, self._text = False, ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a field of the form."""
        told = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._inside = FORM in told
        name, kind = told.get("name", ""), told.get("type", "text") if tag == "input" else tag
        if not (self._inside and name and tag in {"input", "textarea"}):
            return
        self.kinds[name] = kind
        self.offered.setdefault(name, []).append(told.get("value", "on" if kind == "checkbox" else ""))
        if tag == "textarea":
            self._text = name
        elif kind not in BUTTONS and (kind not in {"radio", "checkbox"} or "checked" in told):
            self.held.append((name, told.get("value", "on" if kind in {"radio", "checkbox"} else "")))

    def handle_data(self, data: str) -> None:
        """Take what stands in a large field."""
        if self._text:
            self.held.append((self._text, data.removeprefix("\n")))
            self._text = ""

    def handle_endtag(self, tag: str) -> None:
        """Leave a large field, or the form."""
        if tag == "textarea" and self._text:
            self.held.append((self._text, ""))
            self._text = ""
        if tag == "form":
            self._inside = False

    def entries(self, filled: dict[str, list[str]]) -> dict[str, list[str]]:
        """Give what a script reads of the filled form, all but files. Only what is offered can be chosen."""
        entries: dict[str, list[str]] = {}
        for name, value in self.held:
            entries.setdefault(name, []).append(value)
        for name, values in filled.items():
            kind = self.kinds[name]
            assert kind not in BUTTONS
            assert kind not in {"radio", "checkbox"} or set(values) <= set(self.offered[name]), name
            entries[name] = values
        return {name: values for name, values in entries.items() if name != "csrfmiddlewaretoken"}


def send_photo(client: Client, photo: bytes, *, most: int = 400) -> UUID:
    """Send a photograph in pieces; gives its key."""
    key, received = uuid4(), 0
    while received < len(photo):
        told = client.post(
            reverse("surveys:field_photo", args=[key]),
            photo[received : received + most],
            content_type="application/octet-stream",
            headers={
                "Accept": "application/json",
                "X-Offset": str(received),
                "X-Size": str(len(photo)),
                "X-Sha256": hashlib.sha256(photo).hexdigest(),
                "X-Name": "foto.jpg",
            },
        ).json()
        assert told["received"] > received
        received = told["received"]
    assert told["arrived"]
    return key


def send_form(client: Client, address: str, given: dict[str, list[str]]) -> Any:
    """Send a form as the phone does."""
    return client.post(address, given, headers={"Accept": "application/json"})
