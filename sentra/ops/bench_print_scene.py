"""What the bench of print measures: a catalogue of so many photographed products, and the editions made of it."""

import io
import statistics
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import product as each_with_each
from random import Random
from uuid import uuid4

from PIL import Image, ImageDraw, ImageFilter

from sentra.files.models import File
from sentra.files.services import made_file_store
from sentra.kernel import clock
from sentra.ops.bench_scenes import officer_of_the_register
from sentra.people.models import User
from sentra.promotion.choosing import Choice, ChoiceKind
from sentra.promotion.drawing.social import Shape
from sentra.promotion.listed import business_presentable, showings_listed
from sentra.promotion.materials import picture_of
from sentra.promotion.models import Chapters, Edition, Maker, MakerState, Paper
from sentra.promotion.services.derived import showings_refresh
from sentra.promotion.services.edition_make import edition_make
from sentra.promotion.services.editions import EditionTold, edition_ask
from sentra.promotion.services.pictures import picture_make
from sentra.registry.models import Business, Product, ProductPhoto

PHOTO = (1600, 1200)
DRAWN = 20


def stage(products: int, photographs: int) -> int:
    """Let businesses stand in the catalogue until there are so many products, all photographed; gives how many."""
    curator = officer_of_the_register()
    files = [_photograph(seed) for seed in range(photographs)]
    for file in files:
        picture_make(file)
    found = Business.objects.filter(business_presentable(), products__isnull=False).distinct().order_by("pk")
    known = list(found.select_related("owner")[:products])
    Maker.objects.bulk_create([_maker(place, business, curator) for place, business in enumerate(known)])
    showings_refresh(list(Maker.objects.values_list("pk", flat=True)))
    chosen = list(Product.objects.filter(business__in=known).order_by("pk")[:products])
    Product.objects.filter(business__in=known).exclude(pk__in=[one.pk for one in chosen]).delete()
    ProductPhoto.objects.bulk_create(
        [ProductPhoto(product=one, file=files[place % len(files)], caption="") for place, one in enumerate(chosen)]
    )
    return showings_listed().count()


def _maker(place: int, business: Business, curator: User) -> Maker:
    now = clock.now()
    return Maker(
        business=business,
        slug=f"perajin-{place}",
        state=MakerState.PUBLISHED,
        first_published_at=now,
        consented_at=now,
        consented_by=curator,
        consent_owner=business.owner,
        by_whatsapp=True,
        phone="+6281234567890",
    )


def _photograph(seed: int) -> File:
    """Draw a picture that packs as badly as a photograph does."""
    rng = Random(seed)  # noqa: S311
    picture = Image.new("RGB", PHOTO, "#d8c7a8")
    draw = ImageDraw.Draw(picture)
    for _one in range(300):
        x, y, size = rng.randrange(PHOTO[0]), rng.randrange(PHOTO[1]), rng.randrange(10, 220)
        colour = (rng.randrange(256), rng.randrange(256), rng.randrange(256))
        draw.ellipse((x - size, y - size, x + size, y + size), fill=colour)
    soft = picture.filter(ImageFilter.GaussianBlur(1.5))
    grained = Image.blend(soft, Image.effect_noise(PHOTO, 60).convert("RGB"), 0.12)
    output = io.BytesIO()
    grained.save(output, "JPEG", quality=88)
    return made_file_store(data=output.getvalue(), media_type="image/jpeg", name=f"foto-{seed}.jpg")


def editions() -> Iterator[tuple[str, Callable[[], int]]]:
    """Give each kind of edition by name, and what makes it as the worker does; it gives the bytes of the file."""
    for paper, chapters in each_with_each(Paper, Chapters):
        yield f"{paper.label}, {chapters.value}", partial(_made, paper, chapters)


def _made(paper: Paper, chapters: Chapters) -> int:
    told = EditionTold(title="Katalog", choice=Choice(ChoiceKind.ALL), paper=paper, chapters=chapters)
    asked = edition_ask(actor=officer_of_the_register(), key=uuid4(), told=told)
    edition_make(edition_id=asked.pk)
    made = Edition.objects.select_related("file").get(pk=asked.pk)
    return made.file.size if made.file else 0


def shared_milliseconds() -> float:
    """Draw pictures to share of some products; gives the median."""
    taken = []
    for showing in showings_listed().order_by("pk")[:DRAWN]:
        begin = time.perf_counter()
        picture_of(showing.maker, showing, Shape.SHARE)
        taken.append((time.perf_counter() - begin) * 1000)
    return statistics.median(taken)
