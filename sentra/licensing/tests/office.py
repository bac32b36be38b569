"""An officer at a browser: what the tests of the officers' pages share."""

from typing import Any

from django.test import Client
from django.urls import reverse

from sentra.licensing.models import (
    Application,
    Status,
)
from sentra.people.models import Role, User
from sentra.people.tests.people import officer

NIK = "3505015708900001"
HOSTILE = "<script>alert(1)</script>\"'&"
REASON = "Foto KTP tidak terbaca, mohon foto ulang."
THERE, ELSEWHERE = "35.05.10", "35.05.01"


def at(application: Application, status: Status) -> Application:
    """Bring an application to a stage, as if others had done what leads there."""
    Application.objects.filter(pk=application.pk).update(status=status)
    return Application.objects.get(pk=application.pk)


def browser(user: User) -> Client:
    """The browser of somebody who is signed in."""
    client = Client(raise_request_exception=True)
    client.force_login(user)
    return client


def of(role: Role, districts: tuple[str, ...] = (), name: str = "") -> Client:
    """The browser of an officer with one duty."""
    return browser(officer(role, districts, name))


def case_url(application: Application) -> str:
    """The address of the case."""
    return reverse("licensing:case", args=[application.pk])


def send(client: Client, name: str, application: Application, *args: Any, **given: Any) -> Any:
    """Send an act's form as the present page would: with the version."""
    now = Application.objects.get(pk=application.pk)
    return client.post(reverse(f"licensing:{name}", args=[application.pk, *args]), {"version": now.version, **given})


def text(response: Any) -> str:
    """The page that a client got; the client's own type of answer has no public name."""
    return str(response.content.decode())
