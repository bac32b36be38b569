"""The people of the offices, three owners to play, and the one password of them all."""

from dataclasses import dataclass
from random import Random

from django.contrib.auth.hashers import make_password

from sentra.audit.services import record
from sentra.ops.demo.trades import SOUTH
from sentra.people.models import Duty, Role, User
from sentra.people.services import duties_set

PASSWORD = "sentra-blitar-2026"  # noqa: S105 - printed at each start: the demo's accounts are for everybody
HOST = "sentra.example"
WEST = ("35.05.01", "35.05.02", "35.05.03", "35.05.04", "35.05.05", "35.05.06", "35.05.07", "35.05.08", "35.05.09",
        "35.05.10", "35.05.11", "35.05.12")  # fmt: skip
EAST = tuple(f"35.05.{number}" for number in range(13, 23))


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """An account to sign in with, and what is worth trying with it."""

    role: str
    name: str
    sign_in: str
    password: str
    try_this: str


@dataclass(frozen=True, slots=True)
class Officer:
    """Somebody who works for the regency; `number` is an invented NIP, its serial one that nobody got."""

    key: str
    role: Role
    name: str
    position: str
    number: str
    try_this: str
    districts: tuple[str, ...] = ()


OFFICERS: tuple[Officer, ...] = (
    Officer(
        "admin", Role.ADMINISTRATOR, "Rizal Firmansyah Hadi", "Pengelola Sistem Informasi", "199003142015031991",
        "give somebody a duty; look at the mail that could not be delivered",
    ),
    Officer(
        "loket", Role.COUNTER, "Dian Puji Anggraini", "Petugas Loket", "199507222019032992",
        "enter an application for somebody who has no telephone; hand the account over",
    ),
    Officer(
        "verifikator", Role.VERIFIER, "Yulianto Hadi Nugroho", "Verifikator Perizinan", "198605082010011993",
        "check papers, the late ones first; return one for correction",
    ),
    Officer(
        "verifikator2", Role.VERIFIER, "Endang Tri Puspitasari", "Verifikator Wilayah Selatan", "198811302012032994",
        "the same work, but in the southern districts only", SOUTH,
    ),
    Officer(
        "surveyor", Role.SURVEYOR, "Teguh Catur Wibowo", "Surveyor Wilayah Barat", "198402172009011995",
        "plan a visit and report what you saw, in the western districts", WEST,
    ),
    Officer(
        "surveyor2", Role.SURVEYOR, "Ratna Eka Setyowati", "Surveyor Wilayah Timur", "199109052016032996",
        "the same work in the eastern districts", EAST,
    ),
    Officer(
        "kepala", Role.HEAD, "Hari Budi Pranoto", "Kepala Kantor Pelayanan Terpadu Satu Pintu", "197103251996031997",
        "grant or refuse; lift a flag; suspend a permit; close a grave case of a product",
    ),
    Officer(
        "disperindag", Role.DISPERINDAG, "Lilik Dwi Handayani", "Kepala Bidang Perindustrian", "197812112005012998",
        "read the applications and the figures; examine a product that buyers complained of",
    ),
    Officer("bupati", Role.LEADER, "Retno Puji Kusumawati", "Bupati (contoh)", "", "read the figures"),
    Officer(
        "auditor", Role.AUDITOR, "Gatot Nur Suhartono", "Auditor Inspektorat", "198009192006041999",
        "read everything, change nothing; check that the audit is whole",
    ),
)  # fmt: skip

OWNERS: tuple[tuple[str, str, bool, str], ...] = (
    ("siti", "Siti Nur Handayani", True, "apply for a first permit; nothing is there yet"),
    ("joko", "Joko Tri Purnomo", False, "an application was returned: correct it and send it again"),
    ("wati", "Wati Eka Setyaningsih", True, "a permit is about to end: renew it; answer the question"),
)
"""Owners to play: key, name, whether a woman, what to try."""

DEMO_ACCOUNTS: list[DemoAccount] = [
    *(DemoAccount("Owner", name, f"{key}@{HOST}", PASSWORD, what) for key, name, _female, what in OWNERS),
    *(DemoAccount(one.role.name.title(), one.name, f"{one.key}@{HOST}", PASSWORD, one.try_this) for one in OFFICERS),
]


@dataclass(frozen=True, slots=True)
class Office:
    """Who does what: chosen so that nobody does two stages of one application."""

    people: dict[str, User]

    def __getitem__(self, key: str) -> User:
        return self.people[key]

    def verifier(self, district: str, rng: Random) -> User:
        """Choose a verifier of a district."""
        both = district in SOUTH and rng.random() < 0.7
        return self.people["verifikator2" if both else "verifikator"]

    def surveyor(self, district: str) -> User:
        """Choose the surveyor of a district."""
        return self.people["surveyor" if district in WEST else "surveyor2"]


def office_make(password: str) -> Office:
    """Make the officers with their duties; the administrator is the first and gives them out."""
    people: dict[str, User] = {}
    for officer in OFFICERS:
        user = User.objects.create(
            name=officer.name,
            email=f"{officer.key}@{HOST}",
            password=password,
            position=officer.position,
            employee_number=officer.number,
        )
        people[officer.key] = user
        admin = people[OFFICERS[0].key]
        record(actor=None if user == admin else admin, act="user.create", record=user)
        if user == admin:
            Duty.objects.create(user=user, role=officer.role)
            record(actor=None, act="user.duty", record=user, after={"role": officer.role})
            user.refresh_from_db()
        else:
            people[officer.key] = duties_set(actor=admin, user_id=user.pk, duties=[(officer.role, officer.districts)])
    return Office(people)


def password_made() -> str:
    """Hash the demo's password, once for all accounts: hashing is slow by design."""
    return make_password(PASSWORD)
