"""People of no real person: names put together by chance, numbers that nobody carries. Pure."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


WOMEN = _words(
    "Tumini Sulastri Wartini Yayuk Endang Lilik Retno Wiwik Umi Khusnul Binti Sumiati Painem Suprapti Rukmini Ngatini "
    "Mujiati Rini Yuli Anik Indah Fitri Ratna Kartini Sutini Partini Jumirah Marsini Katemi Suliyah Siti Sri Titik "
    "Nanik Erna Winarti Sukarti Lestari Rumini Tutik"
)
WOMEN_LATER = _words(
    "Wahyuni Rahayu Handayani Astuti Ningsih Utami Puspitasari Kusumawati Setyowati Rohmah Khotimah Aminah Wijayanti "
    "Susanti Purwanti Widyastuti Hidayah Nurjanah Mardiana Setyaningsih Anggraini Kurniasih Fatmawati Zulaikah"
)
MEN = _words(
    "Slamet Bambang Agus Sugeng Suyanto Mujiono Sutrisno Hari Eko Imam Wahyu Heru Didik Kasiran Tukiran Paimin Sarno "
    "Suparman Yudi Arif Edi Gatot Teguh Katimin Sujono Misdi Poniran Samsul Zainal Rohmad Jarwo Winarto Yatiman "
    "Nyoto Kusnadi Mulyadi Sumardi"
)
MEN_LATER = _words(
    "Prasetyo Wibowo Setiawan Purnomo Hidayat Handoko Kurniawan Nugroho Cahyono Raharjo Pranoto Wahyudi Mustofa Rofiq "
    "Suryadi Hariyanto Sasmito Wicaksono Firmansyah Saputra Santoso Basuki Suhartono Margono Khoirudin Yulianto"
)
BETWEEN = ("Nur", "Dwi", "Tri", "Eka", "Puji", "Budi", "Catur", "Hadi")
NEVER = frozenset({"Sri Rahayu", "Sri Wahyuni", "Agus Prasetyo", "Bambang Wibowo"})
"""Put together by chance, but borne by people whom many know."""

HAMLETS = _words(
    "Krajan Sumberjo Bendo Tegalrejo Kedungrejo Ngadirejo Karanganyar Sidorejo Jatisari Gondang Plosorejo Wonosari "
    "Tlogo Purworejo Bakalan Ngembul Sukorejo Mojo Pule Kemloko Dawuhan Babadan Kalilegi Gambar Tumpak Banjarsari"
)
STREETS = _words("Melati Kenanga Mawar Anggrek Cempaka Flamboyan Dahlia Kamboja Teratai Bougenville")

HERE = "3505"
ELSEWHERE = ("3572", "3504", "3506", "3507", "3573", "3578", "3518")
DISTRICTS_HERE = 22
FIRST_INVENTED_SERIAL = 9000
UNREACHABLE = "+62810000"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who owns a business; `email` is "" for most."""

    name: str
    female: bool
    born: date
    nik: str
    phone: str
    email: str

    @property
    def called(self) -> str:
        """How neighbours call the person: Bu Tumini, Pak Slamet."""
        return f"{'Bu' if self.female else 'Pak'} {self.name.split()[0]}"


class People:
    """Makes people, each once.

    A NIK has the shape of one, but a serial from 9000 on: serials count the people of one district who were born on
    one day, and never come that far. A telephone number begins with 0810 0000: operators hold the prefixes from 0811
    on, and no subscriber's number begins with zeros, so that nobody is reached. Addresses end in `.example` (RFC 2606).
    """

    def __init__(self, rng: Random, today: date) -> None:
        self.rng = rng
        self.today = today
        self.names: set[str] = set()
        self.niks: set[str] = set()
        self.phones = 0

    def person(self, *, women: float = 0.5, name: str = "", female: bool | None = None, email: str = "") -> Person:
        """Make somebody; a woman with the chance `women`, unless `female` says it."""
        rng = self.rng
        female = rng.random() < women if female is None else female
        name = name or self._new(lambda: self._name(female), self.names)
        born = self.today - timedelta(days=round(rng.triangular(21, 71, 44) * 365.25))
        reach = f"{name.lower().replace(' ', '.')}@surel.example" if rng.random() < 0.15 else ""
        return Person(name, female, born, self.nik(born, female=female), self.phone(), email or reach)

    def phone(self) -> str:
        """Give the next telephone number, in E.164."""
        self.phones += 1
        return f"{UNREACHABLE}{self.phones:05d}"

    def nik(self, born: date, *, female: bool) -> str:
        """Make a NIK: most people were registered in the regency, some moved here."""
        return self._new(lambda: self._nik(born, female=female), self.niks)

    def address(self) -> str:
        """Make an address inside a village."""
        rng = self.rng
        hamlet = f"Dusun {rng.choice(HAMLETS)} RT {rng.randint(1, 8):02d} RW {rng.randint(1, 6):02d}"
        return f"Jl. {rng.choice(STREETS)} No. {rng.randint(1, 90)}, {hamlet}" if rng.random() < 0.3 else hamlet

    def _name(self, female: bool) -> str:
        rng = self.rng
        first, later = (WOMEN, WOMEN_LATER) if female else (MEN, MEN_LATER)
        middle = [rng.choice(BETWEEN)] if rng.random() < 0.25 else []
        return " ".join([rng.choice(first), *middle, rng.choice(later)])

    def _nik(self, born: date, *, female: bool) -> str:
        rng = self.rng
        area = f"{HERE}{rng.randint(1, DISTRICTS_HERE):02d}"
        if rng.random() < 0.12:
            area = f"{rng.choice(ELSEWHERE)}{rng.randint(1, 9):02d}"
        day = born.day + (40 if female else 0)
        return f"{area}{day:02d}{born:%m%y}{rng.randint(FIRST_INVENTED_SERIAL, 9999)}"

    @staticmethod
    def _new(make: Callable[[], str], known: set[str]) -> str:
        """Make something that isn't known yet."""
        made = make()
        while made in known or made in NEVER:
            made = make()
        known.add(made)
        return made
