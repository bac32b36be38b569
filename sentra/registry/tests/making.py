"""Businesses of the tests, brought onto the register by the acts that people use."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import uuid4

from sentra.people.models import Role, User
from sentra.people.tests.people import officer, owner
from sentra.registry.facts import BusinessFacts, FiguresFacts, OwnerFacts, PaperFacts, RegisterFacts
from sentra.registry.models import Business
from sentra.registry.services.census import business_met
from sentra.registry.services.permit import register_from_permit

DISTRICT, VILLAGE = "35.05.10", "35.05.10.2003"
PECEL = BusinessFacts("Sambel Pecel Mbok Siti", DISTRICT, VILLAGE, "sambel_pecel", address="Jl. Melati 3")
MET = {
    "name": ["Keripik Bu Sri"],
    "owner_name": ["Sri Lestari"],
    "owner_phone": ["0812 3456 7890"],
    "district": [DISTRICT],
    "village": [VILLAGE],
    "commodity": ["keripik_buah"],
    "product_name": ["Keripik nanas"],
    "why_no_permit": ["tidak_tahu"],
}


def trade_officer(*districts: str) -> User:
    """An officer of the trade and industry office."""
    return officer(Role.DISPERINDAG, districts, name=f"Dinas-{'-'.join(districts)}" if districts else "")


def registered(user: User | None = None, **changes: Any) -> Business:
    """A business on the register, of the owner's account; figures of 2026 are known."""
    person = user or owner()
    paper = PaperFacts("tdi", f"503/{uuid4()}", "KPTSP", date(2026, 5, 4), permit_id=uuid4())
    of = OwnerFacts("Siti Aminah", nik="3505015708900001", phone="+6281234567890", user_id=person.pk)
    facts = RegisterFacts(of, replace(PECEL, **changes), paper, "Sambel", FiguresFacts(1, 2, 5_000_000, "40 kg"))
    return register_from_permit(actor=None, facts=facts)


def recorded(**changes: list[str]) -> Business:
    """A business that an officer met in the field; it has no permit."""
    met = business_met(actor=officer(Role.SURVEYOR), given={**MET, **changes})
    assert met.business is not None
    return met.business
