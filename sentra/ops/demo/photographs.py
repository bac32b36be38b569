"""Pictures of what businesses make: drawn by ourselves, soft light and a shadow, four of each trade, used by many.

They are honest: each says that it is a sample, in a corner of the picture and in its words.
"""

import io
import math
from collections.abc import Callable, Iterable
from random import Random

from PIL import Image, ImageDraw, ImageFont

from sentra.files.models import File
from sentra.files.services import made_file_store
from sentra.ops.demo.easel import FINER, SIZE, Easel
from sentra.ops.demo.officers import HOST, OWNERS
from sentra.registry.models import Product, ProductPhoto

KEPT = (960, 720)
OF_EACH_TRADE = 3
ALT = "{name} (gambar contoh)"
MARK = "contoh"
VARIANTS = 4
STAGES = (
    ("#f6efe4", "#e2d3bd", "#c9a67c"),
    ("#e9f0ec", "#cddcd3", "#a9bda8"),
    ("#e8eaf4", "#ccd2e6", "#9ea7c8"),
    ("#fbeae0", "#efcdb9", "#c98f6d"),
)
"""Wall above and below, and table, of the pictures of a trade."""
TINTS = ("#c9973f", "#4a5cb0", "#7f9a4a", "#b9503f")


def _shell(easel: Easel) -> None:
    """A bowl and a spoon of coconut shell."""
    easel.shadow(110, 255, 380, 320)
    easel.half(120, 70, 360, 300, "#5b3a22")
    easel.half(138, 90, 300, 284, "#6f4a2c")
    easel.oval(120, 155, 360, 215, "#3f2716")
    easel.oval(132, 162, 348, 210, "#e9dcc6" if easel.second else "#8a5f3c")
    for x, y in easel.strewn(26, 150, 225, 330, 275):
        easel.line((x, y), (x + 8, y + 2), fill="#4a2e1a", width=1.4)
    easel.line((330, 180), (420, 110), fill="#7a5230", width=9)
    easel.oval(300, 165, 350, 200, "#7a5230")


def _jar(easel: Easel) -> None:
    """A jar of peanut sauce, peanuts before it."""
    easel.shadow(140, 270, 350, 325)
    easel.box(160, 95, 320, 305, "#9a4a22", round_by=26)
    easel.box(172, 110, 196, 292, "#b9683a", round_by=12)
    easel.box(152, 70, 328, 112, "#a3241c" if easel.second else "#2e5e3e", round_by=10)
    easel.box(160, 165, 320, 255, "#fbf3df")
    easel.words(240, 195, "SAMBEL", "#8d2f2b", 22)
    easel.words(240, 225, "PECEL", "#8d2f2b", 22)
    for x, y in easel.strewn(9, 90, 295, 390, 325):
        easel.oval(x, y, x + 30, y + 18, "#d9ae6d")
        easel.oval(x + 4, y + 3, x + 16, y + 10, "#ecc88d")


def _drum(easel: Easel) -> None:
    """A turned hand drum."""
    easel.shadow(150, 285, 340, 330)
    easel.turned([(78, 80), (74, 130), (40, 205), (36, 225), (62, 310)], "#8a4f24", "#b5763f")
    easel.oval(160, 55, 320, 105, "#5f3315")
    easel.oval(168, 58, 312, 98, "#efe0c4")
    for place in range(8):
        x = 168 + place * 20
        easel.line((x, 92), (200 + place * 11, 190), fill="#f2ead9" if easel.second else "#c8352d", width=3)
    easel.box(202, 196, 278, 212, "#4d2a12", round_by=6)


def _sugar(easel: Easel) -> None:
    """Blocks of palm sugar on a leaf."""
    easel.shadow(90, 250, 400, 325)
    easel.shape((70, 290), (200, 245), (410, 262), (395, 315), (180, 325), fill="#3f7d3a")
    easel.line((80, 292), (400, 288), fill="#6aa85c", width=4)
    for x, y in ((120, 205), (220, 215), (310, 205), (170, 130), (262, 132)):
        dark, light = ("#8a4a1c", "#b87535") if easel.second else ("#a0632a", "#cc9350")
        easel.oval(x, y + 45, x + 92, y + 95, dark)
        easel.box(x, y + 18, x + 92, y + 70, dark)
        easel.box(x + 8, y + 22, x + 24, y + 72, light, round_by=7)
        easel.oval(x, y, x + 92, y + 40, light)


def _vase(easel: Easel) -> None:
    """A vase of burnt clay with a carved band."""
    easel.shadow(140, 285, 350, 335)
    profile = [(40, 60), (28, 90), (60, 130), (92, 190), (88, 240), (54, 300), (50, 318)]
    easel.turned(profile, "#a8502a" if easel.second else "#bf6a3a", "#d68b5a")
    easel.oval(198, 48, 282, 74, "#7c3819")
    for place in range(9):
        x = 160 + place * 18
        easel.shape((x, 200), (x + 9, 184), (x + 18, 200), (x + 9, 216), fill="#7c3819")
    easel.line((152, 178), (328, 178), fill="#7c3819", width=3)
    easel.line((150, 222), (330, 222), fill="#7c3819", width=3)


def _crisps(easel: Easel) -> None:
    """A pouch of fruit crisps, some of them before it."""
    easel.shadow(130, 275, 370, 330)
    colour, dark = ("#e0a21b", "#b97c0c") if easel.second else ("#5c8f3f", "#41702a")
    easel.shape((150, 70), (330, 70), (345, 305), (135, 305), fill=colour)
    easel.box(150, 62, 330, 84, dark)
    easel.shape((160, 90), (180, 90), (172, 300), (146, 300), fill="#ffffff")
    easel.oval(180, 150, 300, 270, "#fff6dc")
    easel.words(240, 118, "KERIPIK", "#ffffff", 26)
    for x, y in [*easel.strewn(9, 192, 168, 258, 225), *easel.strewn(7, 70, 285, 390, 318)]:
        easel.oval(x, y, x + 38, y + 24, "#d89a2b")
        easel.oval(x + 5, y + 4, x + 31, y + 18, "#f0bf57")


def _batik(easel: Easel) -> None:
    """A length of batik over a rail."""
    ground, line = ("#2b3a67", "#e8d6a8") if easel.second else ("#6b2d1c", "#f0d9a0")
    easel.box(70, 58, 410, 70, "#6f4a2a", round_by=6)
    easel.shape((105, 62), (375, 62), (385, 330), (95, 330), fill=ground)
    for row in range(6):
        for column in range(6):
            x, y = 128 + column * 45 + (row % 2) * 6, 92 + row * 42
            for angle in (45, 135, 225, 315):
                dx, dy = 11 * math.cos(math.radians(angle)), 11 * math.sin(math.radians(angle))
                easel.oval(x + dx - 8, y + dy - 8, x + dx + 8, y + dy + 8, line)
                easel.oval(x + dx - 4, y + dy - 4, x + dx + 4, y + dy + 4, ground)
            easel.oval(x - 3, y - 3, x + 3, y + 3, "#c9973f")
    for x in (170, 245, 315):
        easel.line((x, 70), (x - 4, 328), fill="#00000022" if easel.second else "#4c1d10", width=2)


def _rifle(easel: Easel) -> None:
    """An air rifle on a stand."""
    easel.shadow(70, 265, 420, 305)
    easel.box(205, 160, 440, 172, "#3a3d42", round_by=5)
    easel.box(215, 178, 380, 188, "#565b62", round_by=5)
    easel.shape(
        (40, 190), (60, 175), (220, 158), (300, 176), (296, 192), (200, 200), (60, 262), (36, 256), fill="#8a5128"
    )
    easel.shape((62, 186), (214, 166), (212, 174), (70, 206), fill="#b5763f")
    easel.line((200, 200), (212, 226), (238, 224), (240, 200), fill="#2b2d31", width=4)
    easel.box(230, 136, 330, 152, "#2b2d31", round_by=7)
    for x in (140, 360):
        easel.shape((x, 200), (x + 12, 200), (x + 34, 285), (x - 22, 285), fill="#6f4a2a")


def _toy(easel: Easel) -> None:
    """A wooden toy car."""
    easel.shadow(80, 262, 400, 312)
    body, roof = ("#3f7fa8", "#f0c04f") if easel.second else ("#c8452f", "#f2d08a")
    easel.shape((170, 130), (290, 130), (330, 190), (140, 190), fill=roof)
    easel.shape((186, 142), (226, 142), (226, 184), (162, 184), fill="#dff0f4")
    easel.shape((238, 142), (282, 142), (308, 184), (238, 184), fill="#dff0f4")
    easel.box(80, 185, 400, 255, body, round_by=26)
    easel.box(92, 192, 388, 204, "#ffffff", round_by=6)
    for x in (150, 330):
        easel.oval(x - 42, 220, x + 42, 304, "#8a5a30")
        easel.oval(x - 32, 230, x + 32, 294, "#d9ae76")
        easel.oval(x - 9, 253, x + 9, 271, "#8a5a30")


def _biscuits(easel: Easel) -> None:
    """A jar of biscuits, some on the table."""
    easel.shadow(130, 275, 400, 330)
    easel.box(150, 90, 310, 305, "#e6eef0", round_by=22)
    for x, y in easel.strewn(34, 156, 118, 264, 268):
        easel.oval(x, y, x + 42, y + 32, "#b9793a")
        easel.oval(x + 3, y + 2, x + 39, y + 27, "#dca45c")
        easel.oval(x + 17, y + 9, x + 25, y + 17, "#7a2f1c" if easel.second else "#f6e2b3")
    easel.box(160, 100, 174, 292, "#ffffff", round_by=7)
    easel.box(144, 66, 316, 104, "#b3402e" if easel.second else "#c99a3a", round_by=12)
    for x, y in ((320, 268), (352, 282), (96, 282)):
        easel.oval(x, y, x + 52, y + 34, "#b9793a")
        easel.oval(x + 3, y + 2, x + 49, y + 27, "#dca45c")


def _sweets(easel: Easel) -> None:
    """Rice sweets cut into diamonds on a leaf."""
    easel.shadow(80, 245, 405, 325)
    easel.oval(75, 190, 405, 315, "#f4f1ea")
    easel.oval(95, 198, 385, 300, "#4d8a45")
    dark, light = ("#6b2f1b", "#8f4a2c") if easel.second else ("#3f7a4a", "#62a06a")
    for x, y in ((150, 205), (235, 200), (190, 235), (278, 228), (235, 172)):
        easel.shape((x, y + 22), (x + 45, y + 44), (x + 45, y + 64), (x, y + 42), fill=dark)
        easel.shape((x + 90, y + 22), (x + 45, y + 44), (x + 45, y + 64), (x + 90, y + 42), fill=dark)
        easel.shape((x, y + 22), (x + 45, y), (x + 90, y + 22), (x + 45, y + 44), fill=light)
        for dot in range(4):
            easel.oval(x + 26 + dot * 9, y + 16 + dot % 2 * 8, x + 31 + dot * 9, y + 20 + dot % 2 * 8, "#f3e3bd")


def _brittle(easel: Easel) -> None:
    """Bars of peanut brittle."""
    easel.shadow(95, 265, 390, 325)
    for x, y in ((110, 235), (205, 240), (150, 185), (215, 132)):
        easel.shape((x, y + 26), (x + 150, y + 26), (x + 150, y + 66), (x, y + 66), fill="#8a4a18")
        easel.shape(
            (x + 24, y), (x + 174, y), (x + 150, y + 26), (x, y + 26), fill="#c47f35" if easel.second else "#d9a052"
        )
        easel.shape((x + 174, y), (x + 174, y + 38), (x + 150, y + 66), (x + 150, y + 26), fill="#6f3a12")
        for dx, dy in easel.strewn(9, 14, 34, 128, 54):
            easel.oval(x + dx, y + dy, x + dx + 15, y + dy + 10, "#eccb92")


def _shirt(easel: Easel) -> None:
    """A shirt on a hanger."""
    cloth, dark = ("#3d6a8c", "#2d5270") if easel.second else ("#b9503f", "#94382b")
    easel.line((240, 40), (240, 70), (150, 108), fill="#5a4630", width=5)
    easel.line((240, 70), (330, 108), fill="#5a4630", width=5)
    left = [(240, 82), (190, 82), (108, 128), (134, 190), (164, 172), (162, 325), (240, 325)]
    easel.shape(*left, *((480 - x, y) for x, y in reversed(left)), fill=cloth)
    easel.shape((204, 82), (276, 82), (240, 122), fill=dark)
    easel.line((240, 122), (240, 325), fill=dark, width=3)
    for y in range(145, 320, 34):
        easel.oval(236, y, 246, y + 10, "#f4ead4")
    easel.box(262, 168, 304, 212, dark, round_by=4)
    easel.line((164, 172), (162, 325), fill=dark, width=3)
    easel.line((316, 172), (318, 325), fill=dark, width=3)


def _chair(easel: Easel) -> None:
    """A carved chair."""
    easel.shadow(130, 290, 360, 335)
    wood, light = ("#6f3f1d", "#96602f") if easel.second else ("#8a5a2e", "#b98548")
    for x, top in ((150, 60), (310, 60)):
        easel.box(x, top, x + 18, 315, wood, round_by=6)
    easel.box(158, 70, 320, 96, wood, round_by=12)
    for x in (186, 212, 238, 264, 290):
        easel.box(x - 5, 92, x + 5, 195, light, round_by=5)
    easel.shape((140, 195), (338, 195), (356, 232), (122, 232), fill=light)
    easel.box(122, 230, 356, 246, wood, round_by=4)
    for x in (128, 332):
        easel.box(x, 240, x + 18, 325, wood, round_by=6)
    easel.oval(150, 198, 328, 226, "#8d2f2b" if easel.second else "#27506b")


PAINTERS: dict[str, Callable[[Easel], None]] = {
    "tempurung_kelapa": _shell,
    "sambel_pecel": _jar,
    "bubut_kayu": _drum,
    "gula_kelapa": _sugar,
    "gerabah_seni": _vase,
    "keripik_buah": _crisps,
    "batik_tulis": _batik,
    "senapan_angin": _rifle,
    "mainan_anak": _toy,
    "roti_kering": _biscuits,
    "makanan_khas": _sweets,
    "enteng_enteng": _brittle,
    "garmen": _shirt,
    "mebelair": _chair,
}


def painted(commodity: str, variant: int = 0) -> bytes:
    """Draw what a trade makes, as JPEG; the same each time. `variant` is 0 to 3."""
    rng = Random(f"{commodity} {variant}")  # noqa: S311 - a drawing, the same each time
    above, below, table = STAGES[variant]
    wide, high = SIZE[0] * FINER, SIZE[1] * FINER
    light = Image.linear_gradient("L").resize((1, high))
    wall = Image.composite(Image.new("RGB", light.size, below), Image.new("RGB", light.size, above), light)
    image = wall.resize((wide, high), Image.Resampling.NEAREST)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 250 * FINER, wide, high), fill=table)
    easel = Easel(image, draw, rng, bool(variant % 2), rng.choice(TINTS) if variant > 1 else "")
    PAINTERS[commodity](easel)
    small = image.resize(KEPT, Image.Resampling.BILINEAR, box=_seen(rng) if variant > 1 else None)
    _mark(small)
    output = io.BytesIO()
    small.save(output, "JPEG", quality=84)
    return output.getvalue()


def _seen(rng: Random) -> tuple[int, int, int, int]:
    """Go a little nearer, and to one side: gives what is seen then."""
    wide, high = SIZE[0] * FINER, SIZE[1] * FINER
    share = rng.uniform(0.88, 0.96)
    left = round((1 - share) * wide * rng.uniform(0.3, 0.7))
    top = round((1 - share) * high * rng.uniform(0.5, 0.9))
    return left, top, left + round(share * wide), top + round(share * high)


def _mark(image: Image.Image) -> None:
    """Write into a corner that it is a sample."""
    right, bottom = image.width - 14, image.height - 12
    draw = ImageDraw.Draw(image, "RGBA")
    draw.rounded_rectangle((right - 88, bottom - 30, right, bottom), 8, fill=(255, 255, 255, 190))
    draw.text((right - 44, bottom - 16), MARK, fill="#4a3826", font=ImageFont.load_default(20), anchor="mm")


def photographs_hang() -> int:
    """Hang pictures of some products of each trade; gives how many."""
    return hang([product for commodity in PAINTERS for product in _some(commodity)])


def hang(products: Iterable[Product]) -> int:
    """Hang a picture of its trade on each product, every third one a second; gives how many. Each is stored once."""
    kept: dict[tuple[str, int], File] = {}
    photos: list[ProductPhoto] = []
    seen: dict[str, int] = {}
    for product in products:
        trade = product.commodity or product.business.commodity
        if trade not in PAINTERS:
            continue
        place = seen[trade] = seen.get(trade, -1) + 1
        for variant in (place % VARIANTS, *([(place + 1) % VARIANTS] if place % 3 == 0 else [])):
            file = kept.get((trade, variant)) or _kept(trade, variant)
            kept[trade, variant] = file
            photos.append(ProductPhoto(product=product, file=file, caption=ALT.format(name=product.name)))
    return len(ProductPhoto.objects.bulk_create(photos))


def _some(commodity: str) -> list[Product]:
    """Choose products: of the owners to play, of some owners with an account, and of the first on the register."""
    known = Product.objects.filter(commodity=commodity, business__merged_into=None).select_related("business")
    known = known.filter(business__registered_at__isnull=False).order_by("business__register_number", "pk")
    to_play = known.filter(business__owner__user__email__in=[f"{key}@{HOST}" for key, *_told in OWNERS])
    with_account = known.filter(business__owner__user__isnull=False)[:OF_EACH_TRADE]
    return list(dict.fromkeys([*to_play, *with_account, *known[:OF_EACH_TRADE]]))


def _kept(commodity: str, variant: int) -> File:
    """Keep a picture that we drew; one that is kept already isn't drawn again."""
    name = f"{commodity}-{variant + 1}.jpg"
    found = File.objects.filter(name=name, uploaded_by=None, media_type="image/jpeg").first()
    return found or made_file_store(data=painted(commodity, variant), media_type="image/jpeg", name=name)
