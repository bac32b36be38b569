"""What the tests of the surveyor's pages share: browsers, photographs, what a surveyor types."""

import io
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from sentra.kernel import clock
from sentra.licensing.models import Application
from sentra.people.models import User
from sentra.surveys.tests.test_report import ITEMS


def signed_in(user: User) -> Client:
    """A browser in which a user is signed in, in English."""
    client = Client()
    client.force_login(user)
    client.cookies["bahasa"] = "en"
    return client


def photograph(colour: str = "#123456", name: str = "mesin.jpg") -> SimpleUploadedFile:
    """A small photograph of one colour."""
    output = io.BytesIO()
    Image.new("RGB", (60, 40), colour).save(output, "JPEG")
    return SimpleUploadedFile(name, output.getvalue(), "image/jpeg")


def typed(**changes: Any) -> dict[str, Any]:
    """What a surveyor types who saw nothing wrong."""
    given: dict[str, Any] = {
        "key": str(uuid4()),
        "visited_on": clock.today().isoformat(),
        "team": "Bambang\nSri",
        "findings": "Produksi berjalan setiap hari.",
        "production": "smooth",
        "workers_men": "1",
        "workers_women": "3",
        "capacity": "400 kg per bulan",
        "recommendation": "grant",
        **{f"item-{code}": "ok" for code in ITEMS},
    }
    return {**given, **changes}


def page(name: str, application: Application) -> str:
    """Give the address of a page about an application."""
    return reverse(f"surveys:{name}", args=[application.pk])
