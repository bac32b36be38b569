"""Sheets that the bench of import and export writes itself, and how a work on them is timed.

Memory is the most that this process and the one that parses held together.
"""

import csv
import os
import random
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import psutil
import xlsxwriter

from sentra.reference.loading import current_pack

HEADER = (
    "badan_usaha", "nama_perusahaan", "nama_pemilik", "jalan", "kelurahan", "kecamatan", "telepon", "email",
    "izin_usaha_industri", "tahun_izin", "kbli", "komoditi", "jenis_produk", "cabang_industri", "tahun_data", "tk_lk",
    "tk_pr", "nilai_investasi", "jml_kapasitas_produksi", "satuan", "nilai_produksi", "nilai_bb_bp", "orientasi_ekspor",
    "negara_tujuan_ekspor", "npwp",
)  # fmt: skip
FIRST = (
    "Sekar",
    "Mekar",
    "Barokah",
    "Sumber",
    "Makmur",
    "Jaya",
    "Rejeki",
    "Karya",
    "Mulya",
    "Tirta",
    "Lestari",
    "Abadi",
)
LAST = (
    "Sari",
    "Utama",
    "Mandiri",
    "Sejahtera",
    "Rasa",
    "Indah",
    "Agung",
    "Sentosa",
    "Bersama",
    "Wangi",
    "Asri",
    "Raya",
)
PEOPLE = (
    "Siti",
    "Budi",
    "Wagiman",
    "Rini",
    "Sutrisno",
    "Dewi",
    "Hariyanto",
    "Lestari",
    "Suparman",
    "Endang",
    "Joko",
    "Sri",
)
FAMILY = ("Aminah", "Santoso", "Wati", "Prasetyo", "Handayani", "Susanto", "Rahayu", "Widodo", "Astuti", "Kurniawan")


@dataclass(frozen=True, slots=True)
class Timed:
    """How long a work took, in seconds, and the most memory it held, in MB; `rows` is how many it worked on."""

    name: str
    rows: int
    seconds: float
    megabytes: float

    def __str__(self) -> str:
        return f"{self.name:44}{self.rows:10,}{self.seconds:9.1f}{self.rows / self.seconds:11,.0f}{self.megabytes:9.0f}"


LOOKED_EVERY = 0.5
"""Seconds between two looks at the memory: to look takes as long as to read thirty rows."""
TITLE = f"{'import and export':44}{'rows':>10}{'seconds':>9}{'rows a s':>11}{'MB':>9}"


def rows() -> Iterator[list[Any]]:
    """Give rows of businesses without end, always the same ones, as Disperindag's sheet per business has them."""
    dice = random.Random(3505)  # noqa: S311 - a sheet for measuring
    pack = current_pack()
    villages = [(one.name, pack.district_names[one.district]) for one in pack.villages]
    goods = [(str(one.name.id), one.kbli[0]) for one in pack.commodities]
    number = 0
    while True:
        number += 1
        village, district = dice.choice(villages)
        good, kbli = dice.choice(goods)
        person = f"{dice.choice(PEOPLE)} {dice.choice(FAMILY)} {_word(number)}"
        yield [
            "Perorangan",
            f"{good} {dice.choice(FIRST)} {dice.choice(LAST)} {_word(number * 7)}",
            person,
            f"Jl. {dice.choice(LAST)} {dice.randint(1, 200)}",
            f"Ds. {village}",
            f"Kec. {district}",
            f"08{dice.randint(10**9, 10**10 - 1)}",
            *("", "TDI", dice.randint(2005, 2024), kbli, good, good, "Industri kecil", 2024),
            *(dice.randint(1, 9), dice.randint(0, 9), f"Rp {dice.randint(1, 90)}.000.000"),
            *(dice.randint(100, 9000), "kg", f"{dice.randint(1, 90)}.000.000", f"{dice.randint(1, 40)}.000.000"),
            *(0, "", f"{number:015}"),
        ]


def _word(number: int) -> str:
    """Give a name that no other number has: syllables in place of digits."""
    syllables = ("ba", "ci", "du", "fe", "go", "ha", "ki", "lu", "me", "no")
    return "".join(syllables[int(digit)] for digit in str(number)).capitalize()


def write_sheet(path: Path, many: int) -> Path:
    """Write a sheet of many rows."""
    if path.suffix == ".csv":
        with path.open("w", encoding="utf-8", newline="") as output:
            writer = csv.writer(output, delimiter=";")
            writer.writerow(HEADER)
            writer.writerows(islice(rows(), many))
        return path
    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, HEADER)
    for place, row in enumerate(islice(rows(), many), start=1):
        sheet.write_row(place, 0, row)
    book.close()
    return path


@contextmanager
def memory() -> Iterator[list[float]]:
    """Watch how much memory this process and its children hold; the most, in MB, stands in the list afterwards."""
    most = [0.0]
    done = threading.Event()
    own = psutil.Process(os.getpid())

    def watch() -> None:
        ended = False
        while not ended:
            ended = done.wait(LOOKED_EVERY)
            held = 0
            for process in [own, *own.children(recursive=True)]:
                try:
                    held += process.memory_info().rss if "postgres" not in process.name() else 0
                except psutil.NoSuchProcess:
                    continue
            most[0] = max(most[0], held / 1024**2)

    watching = threading.Thread(target=watch, daemon=True)
    watching.start()
    try:
        yield most
    finally:
        done.set()
        watching.join()


def timed(name: str, many: int, work: Callable[[], object]) -> Timed:
    """Do a work and tell how it did."""
    with memory() as most:
        begin = time.perf_counter()
        work()
        seconds = time.perf_counter() - begin
    return Timed(name, many, seconds, most[0])
