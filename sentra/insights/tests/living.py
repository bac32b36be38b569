"""A small register that lives: acts of people, one after the other, for tests of whatever follows it."""

from contextlib import suppress
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from sentra.kernel import clock
from sentra.kernel.errors import SentraError
from sentra.people.models import Role, User
from sentra.people.tests.people import officer
from sentra.registry.facts import BusinessFacts, Entry, FiguresFacts, OwnerFacts, PaperFacts, RegisterFacts, SeenFacts
from sentra.registry.models import Business, LegalPaper, RecordedFrom
from sentra.registry.services.doubles import pair_name
from sentra.registry.services.figures import figures_accept, figures_of, figures_save
from sentra.registry.services.merge import pair_merge
from sentra.registry.services.permit import paper_status_change, register_from_permit, seen_record
from sentra.registry.services.record import businesses_record
from sentra.registry.services.standing import business_move, standing_change

PLACES = (("35.05.10", "35.05.10.2003"), ("35.05.01", "35.05.01.2001"))
GOODS = ("sambel_pecel", "batik_tulis", "")
NIKS = ("3505015708900001", "3505011708700002", "")
ACTS = ("record", "list", "close", "reopen", "move", "tell", "see", "suspend", "merge")
"""What may happen to a register."""
VALUES = ("0", "250.000.000", "3.000.000.000", "70.000.000.000")


def keeper() -> User:
    """An officer who may do all of it."""
    return officer(Role.DISPERINDAG, name="Dinas yang hidup")


def lives(act: str, choice: int) -> None:
    """Let something happen to the register; `choice` says to what and how. What is refused is refused."""
    found = list(Business.objects.known().order_by("register_number"))
    with suppress(SentraError):
        if act == "record":
            recorded(choice)
        elif act == "list":
            listed(choice)
        elif found:
            HAPPENS[act](found[choice % len(found)], choice, found)


def facts(choice: int) -> tuple[OwnerFacts, BusinessFacts]:
    """Give the facts of some business; equal choices are one and the same."""
    district, village = PLACES[choice % 2]
    born = date(1940 + 7 * (choice % 10), 2, 28) if choice % 3 else None
    owner = OwnerFacts(f"Pemilik {choice}", nik=NIKS[choice % 3], birth_date=born)
    kbli = ("10779", "2020") if choice % 4 else ("", "")
    business = BusinessFacts(
        f"Usaha {choice}", district, village, GOODS[choice % 3], kbli=kbli[0], kbli_version=kbli[1]
    )
    return owner, business


def recorded(choice: int) -> None:
    """Somebody's list tells of a business."""
    owner, business = facts(choice)
    source = tuple(RecordedFrom)[1 + choice % 4]
    businesses_record(actor=None, entries=[Entry(owner, business, surely_new=True)], source=source)


def listed(choice: int) -> None:
    """A permit puts a business on the register; some end, or have ended."""
    owner, business = facts(choice)
    today = clock.today()
    until = (None, today + timedelta(days=400), today + timedelta(days=9), today)[choice % 4]
    issued = today - timedelta(days=30 * (choice % 5))
    paper = PaperFacts("tdi", f"503/{uuid4()}", "KPTSP", issued, until, permit_id=uuid4())
    told = FiguresFacts(choice % 7, choice % 25, (choice % 6) * 400_000_000, "40 kg")
    register_from_permit(actor=None, facts=RegisterFacts(owner, business, paper, "Sambel", told))


def _stands(standing: str) -> Any:
    def change(one: Business, choice: int, _all: list[Business]) -> None:
        since = (clock.today() - timedelta(days=choice % 3)).isoformat()
        standing_change(
            actor=keeper(), business_id=one.pk, version=one.version, standing=standing, since=since, reason="Diubah."
        )

    return change


def _move(one: Business, choice: int, _all: list[Business]) -> None:
    district, village = PLACES[(choice + 1) % 2]
    business_move(
        actor=keeper(), business_id=one.pk, version=one.version, district=district, village=village,
        address=f"Jl. Baru {choice}", reason="Pindah.",
    )  # fmt: skip


def _tell(one: Business, choice: int, _all: list[Business]) -> None:
    year = clock.today().year - choice % 3
    given = {
        "workers_men": [str(choice % 40)], "workers_women": [str(choice % 90)],
        "investment": [VALUES[choice % 4]], "production_value": [VALUES[choice // 4 % 4]],
        "export_share": ["12,5" if choice % 2 else ""],
    }  # fmt: skip
    before = figures_of(one, year)
    told = figures_save(actor=keeper(), business_id=one.pk, year=year, version=before.version, given=given)
    figures_accept(actor=keeper(), business_id=one.pk, year=year, version=told.version)


def _see(one: Business, choice: int, _all: list[Business]) -> None:
    production = ("smooth", "halting", "stopped", "not_yet")[choice % 4]
    seen_on = clock.today() - timedelta(days=90 * (choice % 6))
    seen = SeenFacts(production, seen_on, 2, choice % 9, "", quality=choice % 101 if choice % 2 else None)
    seen_record(actor=None, business=one, seen=seen)


def _suspend(one: Business, choice: int, _all: list[Business]) -> None:
    paper = LegalPaper.objects.filter(business=one).exclude(permit_id=None).first()
    if paper and paper.permit_id:
        status = ("suspended", "active", "revoked")[choice % 3]
        paper_status_change(actor=None, permit_id=paper.permit_id, status=status, reason="Diperiksa.")


def _merge(one: Business, choice: int, everyone: list[Business]) -> None:
    other = everyone[(choice + 1) % len(everyone)]
    pair = pair_name(actor=keeper(), numbers=(one.register_number, other.register_number))
    versions = {one.pk: one.version, other.pk: other.version}
    pair_merge(actor=keeper(), pair_id=pair.pk, kept_id=one.pk, versions=versions, owners_same=bool(choice % 2))


HAPPENS = {
    "close": _stands("closed"), "reopen": _stands("active"), "move": _move, "tell": _tell, "see": _see,
    "suspend": _suspend, "merge": _merge,
}  # fmt: skip
