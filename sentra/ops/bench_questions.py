"""What the register is asked by `make bench`: each question as an address of ours, as raw SQL, and of the admin's."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.db import connection

from sentra.ops.bench_scenes import officer_of_the_register
from sentra.registry.filters import RegisterFilter
from sentra.registry.models import Business
from sentra.registry.sorts import slice_of

ONE_WORD = ("batik", "keripik", "mebel", "gerabah", "sulastri")
TWO_WORDS = ("keripik nanas", "batik sulastri", "mebel jati", "gula kelapa", "sambel kanigoro")
MISSPELT = (("kripik", "keripik"), ("gerbah", "gerabah"), ("bambang prasteyo", "bambang prasetyo"), ("mebell", "mebel"))
PLACES = (
    ("35.05.10", "batik_tulis"),
    ("35.05.16", "gula_kelapa"),
    ("35.05.09", "gerabah_seni"),
    ("35.05.22", "garmen"),
)
FAR = 100_000
LIST = "/petugas/data-induk/"
ADMIN = "/admin/bench_admin/business/"
COLUMNS = (
    "b.register_number, b.name, o.name, b.district, b.village, b.commodity, b.size_umkm, b.licensed, b.licensed_until, "
    "b.in_process, b.production"
)
OWNED = "JOIN registry_owner o ON o.id = b.owner_id"
FROM = f"SELECT {COLUMNS} FROM registry_business b {OWNED}"  # noqa: S608 - constants
KNOWN = "b.merged_into_id IS NULL AND b.standing <> 'closed'"
BY_NAME = "ORDER BY b.name_folded, b.id LIMIT 51"
SEARCH = f"""
    WITH few AS MATERIALIZED (
        SELECT b.id FROM registry_business b WHERE {KNOWN} AND b.search @@ to_tsquery('indonesian', %s) LIMIT 501
    )
    SELECT {COLUMNS}, (SELECT count(*) FROM few) FROM few JOIN registry_business b USING (id) {OWNED}
    ORDER BY (b.name_folded LIKE %s) DESC, b.name_folded, b.id LIMIT 51
"""  # noqa: S608 - constants
"""What is asked of a search, in one statement: some hundreds that match, counted, the best of them first."""


@dataclass(frozen=True, slots=True)
class Variant:
    """One way to ask: our filter and address, the SQL that nobody can go below, and the admin's address."""

    ours: str
    sql: str
    parameters: tuple[str | UUID, ...]
    admin: str
    chosen: RegisterFilter | None = None
    cursor: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its variants, which are asked in turn."""

    name: str
    variants: Sequence[Variant]


def _ours(query: dict[str, str], cursor: str = "") -> tuple[str, RegisterFilter]:
    asked = urlencode({**query, **({"from": cursor} if cursor else {})})
    return f"{LIST}?{asked}", RegisterFilter.read(query)


def _words(typed: str, meant: str) -> Variant:
    """Ask for words; the raw question is asked with the right ones, for a database corrects nobody."""
    ours, chosen = _ours({"q": typed})
    asked = (" & ".join(meant.split()), f"{meant}%")
    return Variant(ours, SEARCH, asked, f"{ADMIN}?{urlencode({'q': typed})}", chosen)


def _filtered(query: dict[str, str]) -> Variant:
    ours, chosen = _ours(query)
    narrowed = " AND ".join([KNOWN, *(f"b.{key} = %s" for key in query)])
    sql = f"{FROM} WHERE {narrowed} {BY_NAME}"
    return Variant(ours, sql, tuple(query.values()), f"{ADMIN}?{urlencode(query)}", chosen)


def _far(size: int) -> Variant:
    """Ask for the page that begins after a hundred thousand rows, or in the middle of a smaller register."""
    place = min(FAR, size // 2)
    known = RegisterFilter().narrow(Business.objects.all(), officer_of_the_register())
    row = known.order_by("name_folded", "id")[place : place + 1].get()
    before = known.filter(name_folded__gte=row.name_folded)
    cursor = slice_of(before.order_by("name_folded", "id"), "name", size=1).next
    ours, chosen = _ours({}, cursor)
    sql = f"{FROM} WHERE {KNOWN} AND (b.name_folded, b.id) > (%s, %s) {BY_NAME}"
    return Variant(ours, sql, (row.name_folded, row.pk), f"{ADMIN}?p={place // 50}", chosen, cursor)


def _profile(business: Business) -> Variant:
    sql = f"{FROM} WHERE b.register_number = %s"
    ours = f"{LIST}{business.register_number}/"
    return Variant(ours, sql, (business.register_number,), f"{ADMIN}{business.pk}/change/")


def questions(size: int) -> list[Question]:
    """Give all questions for a register of a size."""
    some = Business.objects.filter(register_number__in=[f"IKM-3505-{size * part // 7:06d}" for part in (1, 3, 5)])
    places = [{"district": district, "commodity": commodity} for district, commodity in PLACES]
    return [
        Question("list", [_filtered({})]),
        Question("list, far behind", [_far(size)]),
        Question("search, one word", [_words(word, word) for word in ONE_WORD]),
        Question("search, two words", [_words(word, word) for word in TWO_WORDS]),
        Question("search, misspelt", [_words(typed, meant) for typed, meant in MISSPELT]),
        Question("filter by district", [_filtered({"district": place["district"]}) for place in places]),
        Question("filter by commodity", [_filtered({"commodity": place["commodity"]}) for place in places]),
        Question("filter by both", [_filtered(place) for place in places]),
        Question("profile", [_profile(one) for one in some]),
    ]


def ask_raw(variant: Variant) -> int:
    """Ask the database itself; gives how many rows it answered."""
    with connection.cursor() as cursor:
        cursor.execute(variant.sql, variant.parameters)
        return len(cursor.fetchall())
