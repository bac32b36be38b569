"""Pictures to hand in: drawn, not photographed, each cleaned and kept once and used by many applications."""

import io
from collections.abc import Callable
from functools import lru_cache

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw, ImageEnhance, ImageFont

from sentra.files.models import File
from sentra.files.services import file_read, file_store

SIZE = (960, 640)
PAGE = (700, 990)
Draw = ImageDraw.ImageDraw
INK, PAPER = "#2b2a33", "#fbfaf6"


def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(size)


def _card(draw: Draw) -> None:
    """An identity card that nobody takes for one."""
    draw.rounded_rectangle((30, 30, 930, 610), 28, fill="#bcd3e2", outline="#7d99ad", width=4)
    draw.text((480, 80), "PROVINSI CONTOH", fill=INK, font=_font(34), anchor="mm")
    draw.text((480, 124), "KABUPATEN CONTOH", fill=INK, font=_font(30), anchor="mm")
    for place, label in enumerate(("NIK", "Nama", "Tempat/Tgl Lahir", "Jenis Kelamin", "Alamat", "RT/RW", "Kecamatan")):
        top = 180 + place * 52
        draw.text((70, top), label, fill=INK, font=_font(24))
        draw.rounded_rectangle((300, top + 4, 560 + place % 3 * 30, top + 24), 6, fill="#8ea9bb")
    draw.rectangle((690, 190, 880, 440), fill="#c9453a")
    draw.ellipse((740, 220, 830, 310), fill="#f0cfae")
    draw.pieslice((715, 310, 855, 500), 180, 360, fill="#f6f1e6")
    draw.text((480, 560), "CONTOH - BUKAN KTP", fill="#b3261e", font=_font(52), anchor="mm")


def _room(draw: Draw, wall: str, floor: str) -> None:
    draw.rectangle((0, 0, 960, 430), fill=wall)
    draw.polygon(((0, 430), (960, 430), (960, 640), (0, 640)), fill=floor)
    draw.rectangle((90, 90, 300, 270), fill="#e8f2f5", outline=INK, width=5)
    draw.line((195, 90, 195, 270), fill=INK, width=5)
    draw.line((90, 180, 300, 180), fill=INK, width=5)


def _kitchen(draw: Draw) -> None:
    """A kitchen: stove, pans, jars on a shelf."""
    _room(draw, "#efe3cd", "#b9a58a")
    draw.rectangle((360, 330, 900, 560), fill="#8c8f93")
    for left in (400, 560, 720):
        draw.ellipse((left, 270, left + 140, 350), fill="#3b3b40")
        draw.rectangle((left + 20, 230, left + 120, 310), fill="#5a5d63")
    draw.rectangle((380, 150, 900, 165), fill="#7a4f2c")
    for place in range(8):
        draw.rounded_rectangle((395 + place * 62, 90, 440 + place * 62, 150), 8, fill=("#a4512c", "#d9a441")[place % 2])


def _workbench(draw: Draw) -> None:
    """A workshop: a bench, a lathe, boards against the wall."""
    _room(draw, "#dcd3c4", "#a08a6c")
    for place in range(6):
        draw.polygon([(600 + place * 50, 430), (640 + place * 50, 60), (665 + place * 50, 60), (640 + place * 50, 430)],
                     fill=("#b98955", "#9c6b3c")[place % 2])  # fmt: skip
    draw.rectangle((120, 400, 780, 440), fill="#6f4a2a")
    for left in (150, 720):
        draw.rectangle((left, 440, left + 30, 610), fill="#5b3b20")
    draw.rectangle((240, 320, 430, 400), fill="#4f5b66")
    draw.ellipse((420, 325, 500, 395), fill="#c79a63")


def _cloth(draw: Draw) -> None:
    """A room with cloth on lines and two machines."""
    _room(draw, "#e9e4ee", "#b7a6a0")
    for place, colour in enumerate(("#27506b", "#8d2f2b", "#c9973f", "#2e5e4e")):
        draw.rectangle((340 + place * 145, 80, 465 + place * 145, 350), fill=colour)
        for row in range(4):
            draw.ellipse((380 + place * 145, 105 + row * 60, 425 + place * 145, 145 + row * 60), outline=PAPER, width=4)
    for left in (160, 560):
        draw.rectangle((left, 470, left + 260, 495), fill="#6f4a2a")
        draw.rounded_rectangle((left + 60, 400, left + 190, 470), 12, fill="#33363b")


def _store(draw: Draw) -> None:
    """A locked store."""
    _room(draw, "#cfd3d6", "#8f8f8a")
    draw.rectangle((380, 100, 840, 560), fill="#5d6b76", outline=INK, width=8)
    draw.line((610, 100, 610, 560), fill=INK, width=6)
    draw.rounded_rectangle((570, 310, 650, 390), 10, fill="#c9a227", outline=INK, width=5)
    draw.arc((582, 265, 638, 340), 180, 360, fill=INK, width=10)


def _sheet(title: str) -> Callable[[Draw], None]:
    """A written page with a title, and a signature at its foot."""

    def paint(draw: Draw) -> None:
        draw.rectangle((0, 0, *PAGE), fill=PAPER)
        draw.text((350, 90), title, fill=INK, font=_font(34), anchor="mm")
        draw.line((80, 130, 620, 130), fill=INK, width=3)
        for row in range(19):
            draw.rounded_rectangle((80, 170 + row * 30, 620 - row * 37 % 130, 182 + row * 30), 4, fill="#b9b5ac")
        draw.line([(400, 830), (430, 790), (455, 840), (490, 780), (520, 835), (560, 800)], fill="#24408e", width=5)
        draw.text((350, 930), "CONTOH", fill="#b3261e", font=_font(40), anchor="mm")

    return paint


def _label(draw: Draw) -> None:
    """A label for a pack of food."""
    draw.rounded_rectangle((60, 60, 900, 580), 40, fill="#f3d9a4", outline="#a4512c", width=10)
    draw.text((480, 160), "OLAHAN KHAS BLITAR", fill="#8d2f2b", font=_font(58), anchor="mm")
    lines = ("Komposisi: lihat isian", "Berat bersih: lihat isian", "Diproduksi oleh: CONTOH", "Kedaluwarsa:")
    for row, words in enumerate(lines):
        draw.text((120, 260 + row * 66), words, fill=INK, font=_font(34))


PICTURES: dict[str, tuple[tuple[int, int], Callable[[Draw], None]]] = {
    "ktp": (SIZE, _card),
    "dapur": (SIZE, _kitchen),
    "bengkel": (SIZE, _workbench),
    "ruang-jahit": (SIZE, _cloth),
    "gudang": (SIZE, _store),
    "label": (SIZE, _label),
    "pernyataan": (PAGE, _sheet("SURAT PERNYATAAN")),
    "surat": (PAGE, _sheet("SURAT KETERANGAN")),
    "sertifikat": (PAGE, _sheet("SERTIFIKAT PENYULUHAN")),
}
OF_PAPER = {
    "ktp": "ktp",
    "storage_photo": "gudang",
    "label_design": "label",
    "statement": "pernyataan",
    "food_training": "sertifikat",
}
WORKPLACES = {"batik_tulis": "ruang-jahit", "garmen": "ruang-jahit"}


def pictures_make() -> dict[str, File]:
    """Draw, clean and keep each picture."""
    kept = {}
    for name, (size, paint) in PICTURES.items():
        image = Image.new("RGB", size, PAPER)
        paint(ImageDraw.Draw(image))
        output = io.BytesIO()
        image.save(output, "JPEG", quality=82)
        upload = SimpleUploadedFile(f"{name}.jpg", output.getvalue(), "image/jpeg")
        kept[name] = file_store(actor=None, upload=upload, name=f"{name}.jpg", field="file")
    return kept


@lru_cache
def _brighter(sha256: str, picture: bytes) -> bytes:
    output = io.BytesIO()
    ImageEnhance.Brightness(Image.open(io.BytesIO(picture))).enhance(1.06).save(output, "JPEG", quality=82)
    return output.getvalue()


def taken_anew(file: File) -> SimpleUploadedFile:
    """Take a photograph again in better light, to be uploaded anew."""
    return SimpleUploadedFile(file.name, _brighter(file.sha256, file_read(file)), file.media_type)


def picture_of(paper: str, commodity: str, *, food: bool) -> str:
    """Name the picture for a paper: a photograph of the workplace shows what is made there."""
    if paper == "site_photo":
        return "dapur" if food else WORKPLACES.get(commodity, "bengkel")
    return OF_PAPER.get(paper, "surat")
