"""What a house of the killing tests holds; each is run in a process of its own: `python -m tests.scenes NAME`."""

import json
import os
import sys
from collections.abc import Callable

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sentra.config.settings")
django.setup()

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402 - Django comes first
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402

from sentra.licensing.tests.making import filled_draft, publish  # noqa: E402
from sentra.people.tests.people import owner  # noqa: E402
from tests.making import granted, sent_in  # noqa: E402


def permit() -> dict[str, str]:
    """A permit was granted: its document is to be made, and mails are to be sent."""
    publish()
    return {"document": str(granted(sent_in(owner())).document_id)}


def draft() -> dict[str, str]:
    """Somebody is signed in and has a draft that is ready to be sent in."""
    publish()
    user = owner()
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "sentra.people.sign_in.EmailOrPhone"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return {"application": str(filled_draft(user).pk), "session": str(session.session_key)}


SCENES: dict[str, Callable[[], dict[str, str]]] = {"permit": permit, "draft": draft}

if __name__ == "__main__":
    print(json.dumps(SCENES[sys.argv[1]]()))  # noqa: T201 - read by the test
