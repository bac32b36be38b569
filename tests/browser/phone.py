"""A surveyor's phone: what the tests of the field do on it and see of it."""

import io
import random
import time
from collections import Counter
from collections.abc import Callable

from django.conf import settings
from django.urls import reverse
from PIL import Image
from playwright.sync_api import FilePayload, Page, expect

from sentra.people.models import User
from sentra.people.tests.people import owner, stranger
from sentra.registry.models import Business
from sentra.registry.tests.making import MET, registered
from sentra.surveys.models import PhotoArrival, Visit
from sentra.surveys.tests.visiting import business_visit
from tests.making import session_of

FIELD = reverse("surveys:field")
PLACE = "-8.0954, 112.1683"
PATIENCE = 60_000
Phone = Callable[[], Page]


def signed_in(page: Page, base: str, user: User) -> None:
    """Sign a surveyor in on the phone."""
    kept = {settings.SESSION_COOKIE_NAME: session_of(user), settings.LANGUAGE_COOKIE_NAME: "en"}
    until = time.time() + 86_400
    page.context.add_cookies(
        [{"name": name, "value": value, "url": base, "expires": until} for name, value in kept.items()]
    )


def take_along(page: Page) -> None:
    """Take the forms along, and wait until they are there."""
    page.goto(FIELD)
    page.get_by_role("button", name="Take along").click()
    expect(page.locator("[data-field-status]")).to_contain_text("All forms are on this phone", timeout=PATIENCE)
    page.reload()
    page.wait_for_function("() => navigator.serviceWorker.controller")


def picture(seed: int) -> FilePayload:
    """A photograph that no other is like, large enough to be made small."""
    noise = random.Random(seed)
    image = Image.frombytes("RGB", (40, 30), noise.randbytes(3600)).resize((2000, 1500))
    output = io.BytesIO()
    image.save(output, "JPEG", quality=90)
    return FilePayload(name=f"foto{seed}.jpg", mimeType="image/jpeg", buffer=output.getvalue())


def fill_empty(page: Page, fields: str, words: str) -> None:
    """Fill in what stands empty."""
    for field in page.locator(fields).all():
        if field.is_visible() and not field.input_value():
            field.fill(words)


def fill_report(page: Page, seed: int, *, then: str = f"**{FIELD}", **changes: str) -> int:
    """Fill in whatever a report asks, and hand it in; gives how many photographs were taken."""
    cameras = page.locator("form.report input[type=file][capture]")
    taken = cameras.count()
    for place in range(taken):
        cameras.nth(place).set_input_files([picture(seed * 10 + place)])
        expect(page.locator(".kept-photo")).to_have_count(place + 1)
    for group in page.locator("form.report fieldset").all():
        options = group.locator("input[type=radio]")
        if options.count() and group.is_visible():
            options.first.check(force=True)
    for pin in page.locator("form.report input[data-pin]").all():
        pin.fill(PLACE)
    fill_empty(page, "form.report input[inputmode=numeric], form.report input[inputmode=decimal]", "3")
    fill_empty(page, "form.report textarea, form.report input[type=text]", "Dilihat di tempat.")
    for name, words in changes.items():
        page.locator(f"form.report [name={name}]").fill(words)
    page.locator("form.report button[name=hand_in]").click()
    page.wait_for_url(then)
    return taken


def record_met(page: Page, address: str, name: str) -> None:
    """Record a business that the census met."""
    page.goto(address)
    for field, values in {**MET, "name": [name]}.items():
        place = page.locator(f"[name={field}]").first
        if place.evaluate("field => field.tagName") == "SELECT":
            place.select_option(values[0])
        elif place.get_attribute("type") == "radio":
            page.locator(f"[name={field}][value={values[0]}]").check(force=True)
        else:
            place.fill(values[0])
    page.locator("main form button").last.click()
    page.wait_for_url(f"**{FIELD}")


def hashes(page: Page) -> Counter[str]:
    """Give the hashes of the photographs that the phone keeps."""
    told = page.evaluate(
        """async () => {
            const opened = await new Promise((done) => {
                const asked = indexedDB.open("sentra-field");
                asked.onsuccess = () => done(asked.result);
            });
            return new Promise((done) => {
                const rows = opened.transaction("items").objectStore("items").getAll();
                rows.onsuccess = () => done(rows.result.filter((one) => one.kind === "photo").map((one) => one.sha256));
            });
        }"""
    )
    return Counter(told)


def arrived() -> Counter[str]:
    """Give the hashes of the photographs that the office has."""
    return Counter(PhotoArrival.objects.exclude(file=None).values_list("sha256", flat=True))


def visits_of(surveyor: User, many: int) -> tuple[list[Visit], Business]:
    """Plan visits to as many businesses."""
    kinds = ("supervision", "follow_up")
    businesses = [
        registered(owner() if place == 0 else stranger(), name=f"Sambel Pecel {place}") for place in range(many)
    ]
    visits = [business_visit(one, kinds[place % 2], surveyor=surveyor) for place, one in enumerate(businesses)]
    return visits, businesses[0]
