"""`make bench ONLY=field`: the report's form on a slow phone without signal, in Chromium with a sixth of the speed.

A checklist of 60 questions is taken along, opened with the network off, filled in, and photographed twenty times with
twelve megapixels each. Needs what the tests need: `make set-up-tests`.
"""

import json
import os
import random
import shutil
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from PIL import Image
from playwright.sync_api import CDPSession, Page, sync_playwright

from sentra.ops.bench import weight
from sentra.ops.bench_register import filled, sentra_served
from sentra.ops.setup import BROWSERS

SLOWER, WIDTH, HEIGHT = 6, 360, 800
QUESTIONS, PHOTOS = 60, 20
PATIENCE = 240_000
FIELD = "/petugas/lapangan/"
WORDS = "Produksi berjalan, bahan baku cukup untuk dua minggu."
WATCHED = """
window.slow = {tasks: [], events: []};
const watch = (type, into, options) => new PerformanceObserver((seen) => {
    for (const one of seen.getEntries()) window.slow[into].push(one.duration);
}).observe({type, buffered: true, ...options});
watch("longtask", "tasks");
watch("event", "events", {durationThreshold: 16});
"""


@dataclass(frozen=True, slots=True)
class Step:
    """What something took: milliseconds, and of those the longest task and the slowest answer to a finger."""

    name: str
    took: float
    task: float
    answer: float

    def __str__(self) -> str:
        return f"{self.name:44}{self.took:9.0f}{self.task:10.0f}{self.answer:10.0f}"


class SlowPhone:
    """A page on a slow phone, with what it did since it was asked last."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.tools: CDPSession = page.context.new_cdp_session(page)
        self.tools.send("Performance.enable")
        self.tools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})

    def step(self, name: str, took: float) -> Step:
        """Give what happened since the last step."""
        self.page.wait_for_timeout(300)
        slow = self.page.evaluate(
            "() => { const told = window.slow; window.slow = {tasks: [], events: []}; return told; }"
        )
        return Step(name, took, max(slow["tasks"], default=0), max(slow["events"], default=0))

    def ready(self) -> float:
        """Wait until the form is the script's; gives the milliseconds since the page was asked for."""
        self.page.wait_for_function("() => performance.getEntriesByName('field-form').length", timeout=PATIENCE)
        return float(self.page.evaluate("() => performance.getEntriesByName('field-form')[0].startTime"))

    def heap(self) -> float:
        """Give the megabytes that the scripts hold."""
        self.tools.send("HeapProfiler.collectGarbage")
        told = self.tools.send("Performance.getMetrics")["metrics"]
        return float(next(one["value"] for one in told if one["name"] == "JSHeapUsedSize")) / 2**20


def photograph(folder: Path, seed: int) -> Path:
    """A photograph of twelve megapixels as a phone's camera leaves it on the disk."""
    noise = random.Random(seed)  # noqa: S311 - a picture needs no secret chance
    image = Image.frombytes("RGB", (400, 300), noise.randbytes(360_000)).resize((4000, 3000), Image.Resampling.BICUBIC)
    path = folder / f"foto{seed}.jpg"
    image.save(path, quality=88)
    return path


def fill_in(phone: SlowPhone) -> Iterator[Step]:
    """Answer what can be chosen, then type."""
    page = phone.page
    begin = time.perf_counter()
    groups = page.locator("form.report fieldset")
    for group in groups.all():
        if group.is_visible():
            group.locator("input").first.check(force=True)
    yield phone.step(f"choosing, {groups.count()} answers", _since(begin))
    begin = time.perf_counter()
    for field in page.locator("form.report textarea[name^='q-']").all():
        field.press_sequentially(WORDS, delay=20)
    yield phone.step("typing, 20 ms from key to key", _since(begin))


def take_photographs(phone: SlowPhone, pictures: Sequence[Path]) -> tuple[Step, list[float]]:
    """Take twenty photographs, one after the other; gives how long each took until it was kept."""
    cameras = phone.page.locator("form.report input[type=file][capture]")
    taken = []
    for place, picture in enumerate(pictures):
        begin = time.perf_counter()
        cameras.nth(place // 4).set_input_files(picture)
        phone.page.locator(".kept-photo").nth(place).wait_for(timeout=PATIENCE)
        taken.append(_since(begin))
    return phone.step(f"{PHOTOS} photographs of 12 megapixels", sum(taken)), taken


def _since(begin: float) -> float:
    return (time.perf_counter() - begin) * 1000


def measure(page: Page, address: str, pictures: Sequence[Path]) -> Iterator[str]:
    """Take the form along, lose the signal, fill in; gives the lines of the table."""
    page.goto(FIELD)
    page.get_by_role("button", name="Take along").click()
    page.get_by_text("All forms are on this phone").wait_for(timeout=PATIENCE)
    page.reload()
    page.wait_for_function("navigator.serviceWorker.controller")
    page.context.set_offline(True)
    phone = SlowPhone(page)
    yield f"{'':44}{'ms':>9}{'longest':>10}{'slowest':>10}\n{'':44}{'':9}{'task':>10}{'answer':>10}"
    page.goto(address)
    yield str(phone.step("the kept form, until it can be used", phone.ready()))
    for step in fill_in(phone):
        yield str(step)
    step, taken = take_photographs(phone, pictures)
    yield str(step)
    sizes = [picture.stat().st_size / 1e6 for picture in pictures]
    yield f"  one of {statistics.mean(sizes):.1f} MB {statistics.median(taken):.0f} ms, the slowest {max(taken):.0f} ms"
    yield f"  memory of the scripts then: {phone.heap():.1f} MB"
    page.reload()
    ready = phone.ready()
    yield str(phone.step("all of it back after a reload", ready))
    shown = page.locator(".kept-photo").count()
    typed = page.locator("form.report textarea[name^='q-']").first.input_value()
    yield f"  {shown} photographs and what was typed are back: {shown == PHOTOS and typed == WORDS}"


@contextmanager
def phone_page(port: int, session: str) -> Iterator[Page]:
    """Open a page on a phone of its own in which the surveyor is signed in."""
    program = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    with sync_playwright() as playwright, TemporaryDirectory() as folder:
        context = playwright.chromium.launch_persistent_context(
            folder,
            executable_path=program,
            args=["--headless", "--no-sandbox", "--disable-gpu"],
            viewport={"width": WIDTH, "height": HEIGHT},
            base_url=f"http://127.0.0.1:{port}",
        )
        context.set_default_timeout(PATIENCE)
        kept = {"sessionid": session, "bahasa": "en"}
        context.add_cookies(
            [{"name": name, "value": value, "url": f"http://127.0.0.1:{port}"} for name, value in kept.items()]
        )
        context.add_init_script(WATCHED)
        yield context.pages[0]
        context.close()


def questions() -> list[dict[str, Any]]:
    """Make the questions of a long checklist, some of them opened by others."""
    kinds = [*["yes_no"] * 26, *["grade"] * 8, *["number"] * 8, *["choice"] * 5, *["text"] * 6, *["photo"] * 5]
    kinds += ["place", "signature"]
    options = [
        {"code": f"o{place}", "label": {"id": f"Pilihan {place}", "en": f"Choice {place}"}} for place in range(4)
    ]
    more: dict[str, dict[str, Any]] = {
        "grade": {"grades": options},
        "choice": {"choices": options, "several": True},
        "number": {"least": 0, "most": 500},
        "photo": {"least": 1, "most": 4},
    }
    made = []
    for place, kind in enumerate(kinds):
        told = {"code": f"q{place}", "kind": kind, "label": {"id": f"Butir {place}", "en": f"Point {place}"}}
        opened = {"when": {f"q{place - 10}": ["yes"]}} if kind == "yes_no" and place >= 10 and place % 2 else {}
        made.append({**told, **more.get(kind, {}), **opened})
    return made


def visit_planned() -> tuple[str, str]:
    """Plan the visit of a business with the long checklist; gives the form's address and the surveyor's session."""
    from django.urls import reverse  # noqa: PLC0415 - tables can be read only once Django is ready

    from sentra.kernel import clock  # noqa: PLC0415
    from sentra.ops.bench_scenes import session_of  # noqa: PLC0415
    from sentra.people.models import Duty, Role, User  # noqa: PLC0415
    from sentra.reference.checklists import Checklist  # noqa: PLC0415
    from sentra.reference.loading import current_pack  # noqa: PLC0415
    from sentra.reference.models import ChecklistRevision  # noqa: PLC0415
    from sentra.reference.services import pack_load  # noqa: PLC0415
    from sentra.registry.models import Business  # noqa: PLC0415
    from sentra.surveys.services.plan import Planned, visits_plan  # noqa: PLC0415

    pack_load(pack=current_pack())
    surveyor = User.objects.create(email="surveyor@sentra.example", name="Surveyor")
    Duty.objects.create(user=surveyor, role=Role.SURVEYOR)
    business = Business.objects.present().first()
    if business is None:
        raise RuntimeError("the register is empty")
    plan = Planned(business.pk, "supervision", surveyor, clock.today())
    visit = visits_plan(actor=surveyor, planned=[plan])[0]
    whole = questions()
    sections = [
        {"code": f"s{place}", "title": {"id": "Bagian", "en": "Part"}, "questions": whole[place : place + 6]}
        for place in range(0, QUESTIONS, 6)
    ]
    told = {"code": "panjang", "title": {"id": "Panjang", "en": "Long"}, "sections": sections, "source": "bench"}
    content = json.loads(Checklist.model_validate(told).model_dump_json())
    visit.revision = ChecklistRevision.objects.create(code="panjang", number=1, content=content, fingerprint="b" * 64)
    visit.save(update_fields=["revision"])
    return reverse("surveys:visit_report", args=[visit.pk]), session_of(surveyor)


def shell(port: int, address: str, session: str) -> Iterator[str]:
    """Give what taking a form along brings over the wire the first time."""
    found = weight(port, address, session)
    yield f"first form taken along     {sum(size for _one, size in found) / 1000:8.1f} kB on the wire"
    for one, size in found:
        yield f"  {size / 1000:8.1f} kB  {one}"


def main(_arguments: Sequence[str] | None = None) -> int:
    """Measure and print line by line, in a database that is thrown away, with styles and scripts as they are served."""
    with TemporaryDirectory() as name:
        aside = Path(name)
        os.environ["SENTRA_STATIC_DIR"] = str(aside / "collected")
        pictures = [photograph(aside, place) for place in range(PHOTOS)]
        with filled(10) as folder:
            from sentra.ops.prepare import statics_collect  # noqa: PLC0415 - settings are read once Django is ready

            statics_collect()
            address, session = visit_planned()
            with sentra_served(folder) as port, phone_page(port, session) as page:
                print(f"{QUESTIONS} questions at {WIDTH} px, {SLOWER} times slower than this machine, no signal\n")
                for line in (*measure(page, address, pictures), "", *shell(port, address, session)):
                    print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
