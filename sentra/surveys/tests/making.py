"""What the tests of the surveyor's pages share: browsers, photographs, what a surveyor types."""

import io
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from sentra.files.services import file_store
from sentra.kernel import clock
from sentra.licensing.models import Application
from sentra.people.models import User
from sentra.reference.checklists import Question
from sentra.surveys.models import Report
from sentra.surveys.queries import asks_of_application
from sentra.surveys.rules import Asks, Followed, VisitTold
from sentra.surveys.services.hand_in import application_hand_in

ITEMS = ("address", "ready", "machines", "materials", "quality", "waste", "safety")
"""The points of the checklist of industries that fit or don't."""


def signed_in(user: User) -> Client:
    """A browser in which a user is signed in, in English."""
    client = Client()
    client.force_login(user)
    client.cookies["bahasa"] = "en"
    return client


class Photograph(SimpleUploadedFile):
    """An upload that may be sent again."""

    def read(self, *sizes: Any) -> bytes:
        """Read it from its beginning, as a browser does each time."""
        if not sizes:
            self.seek(0)
        return bytes(super().read(*sizes))


def photograph(colour: str = "#123456", name: str = "mesin.jpg") -> SimpleUploadedFile:
    """A small photograph of one colour."""
    output = io.BytesIO()
    Image.new("RGB", (60, 40), colour).save(output, "JPEG")
    return Photograph(name, output.getvalue(), "image/jpeg")


def typed(**changes: Any) -> dict[str, Any]:
    """What a surveyor types, and photographs, who saw nothing wrong."""
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
        "q-machine_state": "good",
        "q-photo_front": photograph("#aa5500", "depan.jpg"),
        "q-photo_production": photograph("#0055aa", "alat.jpg"),
        **{f"q-{code}": "yes" for code in ITEMS},
    }
    return {**given, **changes}


ASKED = 2
"""How many photographs the checklist asks for."""


def answers_fitting(actor: User, asks: Asks) -> dict[str, Any]:
    """Answers to all that is asked by which nothing is wrong; photographs are really there."""
    answers: dict[str, Any] = {}
    if asks.checklist is None:
        return answers
    for question in asks.checklist.questions:
        if question in asks.questions(answers):
            answers[question.code] = _fitting(actor, question)
    return answers


def _fitting(actor: User, question: Question) -> Any:
    if question.kind == "yes_no":
        return "yes"
    if question.kind in {"grade", "choice"}:
        return [question.possible[0]] if question.several else question.possible[0]
    if question.kind == "number":
        return str(question.most if question.most is not None else 3)
    if question.kind == "photo":
        many = max(question.photos_least, 1)
        return [
            str(file_store(actor=actor, upload=photograph(), name="foto.jpg", field="photo").pk) for _one in range(many)
        ]
    if question.kind == "place":
        return {"lat": -8.0954, "lon": 112.1683, "accuracy": 12}
    return {"name": "Siti", "file": ""} if question.kind == "signature" else "Baik."


def told(actor: User, asks: Asks, **changes: Any) -> VisitTold:
    """What a surveyor hands in who saw nothing wrong."""
    seen = VisitTold(
        visited_on=clock.today(),
        team=["Bambang"],
        answers=answers_fitting(actor, asks),
        findings="Produksi berjalan setiap hari.",
        production="smooth",
        workers_men=1,
        workers_women=4,
        capacity="500 kg per bulan",
        recommendation="grant",
        followed={one: Followed("open", "Belum sempat.") for one in asks.open_findings},
    )
    return replace(seen, **changes)


def reported(actor: User, application: Application, *, key: UUID | None = None, **changes: Any) -> Report:
    """The survey of an application, handed in."""
    seen = told(actor, asks_of_application(application), **changes)
    return application_hand_in(actor=actor, application_id=application.pk, key=key or uuid4(), told=seen)


def page(name: str, application: Application) -> str:
    """Give the address of a page about an application."""
    return reverse(f"surveys:{name}", args=[application.pk])
