"""Somebody at a browser, who looks well at every page: one that breaks a promise of the house fails the test."""

from collections.abc import Sequence
from typing import Any

from axe_core_python.sync_playwright import Axe
from django.utils import translation
from django.utils.translation import gettext, ngettext
from playwright.sync_api import (
    BrowserContext,
    ConsoleMessage,
    FilePayload,
    Locator,
    Page,
    Response,
    ViewportSize,
    expect,
)

from sentra.kernel.text import Text

AXE: str = Axe().axe_script
VIOLATIONS = "(options) => axe.run(options).then((found) => found.violations)"
QUICK = {"resultTypes": ["violations"], "preload": False}
COLOURS = {**QUICK, "runOnly": ["color-contrast"]}
WORDS = {**QUICK, "rules": {"color-contrast": {"enabled": False}}}
MEASURES = """() => ({
    language: document.documentElement.lang,
    headings: document.querySelectorAll("h1").length,
    wider: document.scrollingElement.scrollWidth - window.innerWidth,
})"""
STATUS_OF_THE_PAGE = "Failed to load resource"
"""What the console says of any status from 400 on; of the page's parts, `_answered` says it better."""


class Visitor:
    """A person with a browser of a size and a language. Words are given in English, as in the code, and translated."""

    def __init__(self, context: BrowserContext, base: str, language: str, *, scripts: bool = True) -> None:
        self.context, self.base, self.language, self.scripts = context, base, language, scripts
        context.add_init_script(AXE)
        self.page: Page = context.new_page()
        self.faults: list[str] = []
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        self.page.on("response", self._answered)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and STATUS_OF_THE_PAGE not in message.text:
            self.faults.append(f"console: {message.text}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400 and not response.request.is_navigation_request():
            self.faults.append(f"{response.status} {response.url}")

    # Going about

    def open(self, path: str) -> Response | None:
        """Open an address and look."""
        response = self.page.goto(f"{self.base}{path}")
        self.look()
        return response

    def follow(self, words: str | Text) -> None:
        """Click a link and look at where it leads."""
        with self.page.expect_navigation():
            self.link(words).click()
        self.look()

    def press(self, words: str | Text) -> None:
        """Press a button and look at what comes back."""
        with self.page.expect_navigation():
            self.button(words).click()
        self.look()

    def fill(self, **fields: str) -> None:
        """Fill in fields by their names, whatever their kind."""
        for name, value in fields.items():
            self._give(self.page.locator(f"main [name='{name}']:not([type=hidden])"), value)

    def _give(self, field: Locator, value: str) -> None:
        kind = field.first.evaluate("field => field.type")
        if kind in {"radio", "checkbox"}:
            self.page.locator(f"main [name='{field.first.get_attribute('name')}'][value='{value}']").check()
        elif kind == "select-one":
            field.select_option(value)
        else:
            field.fill(value)

    def hand_in(self, *files: FilePayload, field: str = "file", button: str = "Add") -> None:
        """Choose files and send them."""
        self.page.locator(f"main [name='{field}']").last.set_input_files(files)
        self.press(button)

    def download(self, words: str | Text) -> bytes:
        """Follow a link to a file, and give what came."""
        with self.page.expect_download() as started:
            self.link(words).click()
        return started.value.path().read_bytes()

    # Looking

    def look(self, screen: ViewportSize | None = None) -> None:
        """Check what every page promises: its language, one heading, nothing too wide, no fault, axe finds nothing.

        What axe looks at is the same in both languages: on a journey it looks in Indonesian alone.
        """
        if screen:
            self.page.set_viewport_size(screen)
        self.page.wait_for_load_state()
        seen: dict[str, Any] = self.page.evaluate(MEASURES)
        where = self.where
        assert seen == {"language": self.language, "headings": 1, "wider": seen["wider"]}, where
        assert seen["wider"] <= 0, f"{where} is {seen['wider']} px too wide"
        assert not self.faults, "\n  ".join([where, *self.faults])
        if self.scripts and self.language == "id":
            self.look_with_axe()

    def look_with_axe(self) -> None:
        """Check the page with all of axe's rules."""
        self._look_with_axe(QUICK)

    def look_at_words(self) -> None:
        """Check the page with axe's rules but that of colours, which are the same in each language."""
        self._look_with_axe(WORDS)

    def look_in_the_dark(self) -> None:
        """Check the page's dark colours."""
        self.page.emulate_media(color_scheme="dark")
        self._look_with_axe(COLOURS)
        self.page.emulate_media(color_scheme="light")

    def _look_with_axe(self, options: dict[str, Any]) -> None:
        violations = self.page.evaluate(VIOLATIONS, options)
        told = [f"{one['id']}: {one['help']}\n    {_places(one['nodes'])}" for one in violations]
        assert not told, "\n  ".join([self.where, *told])

    @property
    def where(self) -> str:
        """The page, the language and the width of the screen, for who reads of a fault."""
        size = self.page.viewport_size
        return f"{self.page.url} ({self.language}, {size['width'] if size else 0} px)"

    def says(self, words: str | Text, **values: object) -> str:
        """Give words in the visitor's language."""
        with translation.override(self.language):
            return (gettext(words) % values if values else gettext(words)) if isinstance(words, str) else str(words)

    def counts(self, one: str, many: str, count: int) -> str:
        """Give words about a number of things in the visitor's language."""
        with translation.override(self.language):
            return ngettext(one, many, count) % {"count": count, "total": count}

    def link(self, words: str | Text) -> Locator:
        """Give the first link with such words."""
        return self.page.get_by_role("link", name=self.says(words)).first

    def button(self, words: str | Text) -> Locator:
        """Give the first button with such words; a browser calls the choosing of a file a button too."""
        return self.page.get_by_role("button", name=self.says(words)).and_(self.page.locator("button")).first

    def unfold(self, words: str | Text) -> None:
        """Open what is folded away."""
        self.page.locator("summary", has_text=self.says(words)).first.click()

    def reads(self, words: str | Text, **values: object) -> None:
        """Expect words on the page."""
        expect(self.page.locator("main").get_by_text(self.says(words, **values)).first).to_be_visible()

    def is_at(self, words: str | Text) -> None:
        """Expect a page by its heading."""
        expect(self.page.locator("h1")).to_contain_text(self.says(words))


def _places(nodes: Sequence[dict[str, Any]]) -> str:
    return "\n    ".join(f"{' '.join(map(str, node['target']))} {node['html'][:200]}" for node in nodes[:5])
