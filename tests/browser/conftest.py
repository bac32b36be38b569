"""A browser for the journeys, and people who use it."""

import os
import shutil
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

import pytest
from django.conf import settings
from django.db import connection
from playwright.sync_api import Browser, BrowserContext, Error, Page, ViewportSize, sync_playwright
from pytest_django.live_server_helper import LiveServer

from sentra.licensing.tests.making import publish
from sentra.people.models import User
from tests.browser.phone import Phone
from tests.browser.visitor import Visitor
from tests.making import session_of

PROGRAMS = ("chromium", "chromium-browser")
ARGUMENTS = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
PHONE = ViewportSize(width=360, height=800)
DESKTOP = ViewportSize(width=1440, height=900)
SECONDS = 15_000
"""How long a page may take, in milliseconds, before a test gives up: generous, for machines that do much at once."""

Arrive = Callable[..., Visitor]
T = TypeVar("T")


def chromium() -> str:
    """Give the program of Chromium: the one that `CHROMIUM` names, or that is installed."""
    program = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        pytest.fail("The browser tests need Chromium: install it, or set CHROMIUM to the path of its program.")
    return program


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start Chromium for the tests of one file: its loop ends with them, and what follows may run its own."""
    program = chromium()
    # Playwright keeps an event loop in this thread, in which Django would refuse every query.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture
def arrive(browser: Browser, live_server: LiveServer) -> Iterator[Arrive]:
    """Let somebody come: a user who is signed in already, or anybody; with a screen and a language."""
    publish()
    contexts = []

    def come(
        user: User | None = None,
        *,
        screen: ViewportSize = PHONE,
        language: str = "id",
        scripts: bool = True,
    ) -> Visitor:
        context = browser.new_context(
            viewport=screen, java_script_enabled=scripts, reduced_motion="reduce", locale="id-ID"
        )
        context.set_default_timeout(SECONDS)
        contexts.append(context)
        cookies = {settings.LANGUAGE_COOKIE_NAME: language}
        if user:
            cookies[settings.SESSION_COOKIE_NAME] = session_of(user)
        context.add_cookies([{"name": key, "value": value, "url": live_server.url} for key, value in cookies.items()])
        return Visitor(context, live_server.url, language, scripts=scripts)

    yield come
    for context in contexts:
        context.close()


@pytest.fixture
def phone(browser: Browser, live_server: LiveServer, tmp_path: Path) -> Iterator[Phone]:
    """A phone whose browser can be killed and started again: what it keeps lies on its disk."""
    publish()
    opened: list[BrowserContext] = []

    def start() -> Page:
        _kill(tmp_path / "phone")
        for context in opened:
            with suppress(Error):
                context.close()
        opened.clear()
        context = browser.browser_type.launch_persistent_context(
            tmp_path / "phone", executable_path=chromium(), args=ARGUMENTS, viewport=PHONE, base_url=live_server.url
        )
        context.set_default_timeout(SECONDS)
        opened.append(context)
        page = context.pages[0]
        page.on("pageerror", lambda error: pytest.fail(f"script: {error}"))
        return page

    yield start
    for context in opened:
        context.close()


def _kill(folder: Path) -> None:
    """Kill the browser of a folder outright, as a phone does that runs out of power or memory."""
    for one in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            told = one.read_bytes()
            if f"--user-data-dir={folder}".encode() in told.split(b"\0") and b"--type=" not in told:
                os.kill(int(one.parent.name), signal.SIGKILL)


def aside(work: Callable[[], T]) -> T:
    """Do something in a thread of its own, as the worker would: signing and checking PDFs need a free event loop."""

    def done() -> T:
        try:
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(done).result()
