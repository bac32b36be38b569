"""Steps that several journeys take."""

import io

import pikepdf
from playwright.sync_api import FilePayload, expect

from sentra.licensing.models import Application
from sentra.licensing.tests.making import ANSWERS, picture
from tests.browser.visitor import Visitor

PASSWORD = "tiga-kata-sambel"


def photograph(name: str = "ktp.jpg") -> FilePayload:
    """A photograph as a phone hands it in."""
    return {"name": name, "mimeType": "image/jpeg", "buffer": picture().read()}


def trap() -> FilePayload:
    """A PDF that would run a script."""
    output = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        pdf.save(output)
    return {"name": "ktp.pdf", "mimeType": "application/pdf", "buffer": output.getvalue()}


def fill_every_page(visitor: Visitor, application: Application) -> None:
    """Answer page after page, from the first one on."""
    for page in application.revision.content.pages:
        if ANSWERS[page.code]:
            visitor.is_at(page.title)
            visitor.fill(**{code: values[0] for code, values in ANSWERS[page.code].items()})
            visitor.press("Save and go on")
    visitor.is_at(application.revision.content.title)


def hand_in_papers(visitor: Visitor, application: Application) -> None:
    """Hand in every paper that must be; the first try is a trap."""
    needed = [paper for paper in application.revision.content.papers if paper.required and not paper.when]
    visitor.follow(needed[0].title)
    visitor.hand_in(trap())
    expect(visitor.page.get_by_role("alert")).to_contain_text("PDF")
    for paper in needed:
        visitor.is_at(paper.title)
        visitor.hand_in(photograph())
        visitor.follow("Go on")
    visitor.is_at(application.revision.content.title)
