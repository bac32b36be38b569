"""Settling how a sheet is understood, and letting it be rehearsed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sentra.audit.services import record
from sentra.kernel import clock
from sentra.kernel.errors import Problems
from sentra.kernel.text import fold
from sentra.people.models import User
from sentra.people.policy import visible_to
from sentra.registry.models import Business
from sentra.transfer.jobs import rehearse_import
from sentra.transfer.models import Import, KnownColumns, State
from sentra.transfer.parsing.dates import Order
from sentra.transfer.recognition.profiles import IGNORED, fields, is_ignored, profiles
from sentra.transfer.rows.plan import Plan
from sentra.transfer.services.begin import Understood, header_key, office_of, understood_again
from sentra.transfer.services.common import import_lock, require_state

UNITS = {1, 1000}
EARLIEST = 1990
TITLES = frozenset({"programme", "support_received", "support_kind"})
NEEDED = {
    "business": (
        {"name", "brand", "owner_name", "register_number"},
        gettext_lazy("Say which column holds the name of the business."),
    ),
    "group": ({"group_name"}, gettext_lazy("Say which column holds the name of the sentra.")),
    "one_business": ({"year"}, gettext_lazy("Say which column holds the year of the figures.")),
}


@dataclass(frozen=True, slots=True)
class Answers:
    """What was settled: the field of each column by its place, and the answers to what had to be asked."""

    mapping: Mapping[int, str]
    sheet: str = ""
    unit: int | None = None
    year: int | None = None
    order: Order | None = None
    as_of: date | None = None
    business: str = ""
    programme: str = ""


@transaction.atomic
def import_settle(*, actor: User | None, import_id: UUID, version: int, answers: Answers) -> Import:
    """Settle the columns, remember them for the office, and let the import be rehearsed.

    Raises `NotAllowed`, `NotFound`, `Conflict`, `InvalidInput` with every answer that is missing or can't be.
    """
    imported = import_lock(actor, import_id, version)
    require_state(imported, State.COLUMNS, State.REHEARSED)
    understood = understood_again(imported, answers.sheet)
    plan = _plan(actor, imported, understood, answers)
    _remember(actor, understood, plan)
    imported.plan, imported.problem, imported.state = plan.as_json(), {}, State.REHEARSING
    imported.rows_total, imported.done, imported.version = None, 0, imported.version + 1
    imported.save()
    record(actor=actor, act="import.settled", record=imported)
    if actor:
        rehearse_import.configure(lock=f"import:{imported.pk}").defer(import_id=str(imported.pk))
    return imported


def about_of(imported: Import) -> str:
    """Tell what the rows of an import are about."""
    profile = profiles().get(imported.profile)
    return profile.about if profile else "business"


def _plan(actor: User | None, imported: Import, understood: Understood, answers: Answers) -> Plan:
    problems = Problems()
    mapping = _mapping(understood, answers, problems)
    about = "group" if "group_name" in mapping.values() else about_of(imported)
    needed, words = NEEDED[about]
    if not needed & set(mapping.values()):
        problems.add("columns", "needed", words)
    plan = Plan(
        names=understood.header.names,
        mapping=mapping,
        header_row=understood.header.last_row,
        about=about,
        profile=imported.profile,
        sheet=understood.sample.sheet,
        first_column=understood.sample.first_column,
        unit=answers.unit,
        year=answers.year,
        order=answers.order,
        as_of=answers.as_of or clock.today(),
        business=_business(actor, answers.business, problems) if about == "one_business" else None,
        programme=answers.programme if about == "business" else "",
    )
    _check(plan, problems)
    problems.raise_any()
    return plan


def _mapping(understood: Understood, answers: Answers, problems: Problems) -> dict[int, str]:
    mapping: dict[int, str] = {}
    places = {column.place for column in understood.recognised.columns}
    for place, field in answers.mapping.items():
        if not field or is_ignored(field) or place not in places:
            continue
        if field not in fields():
            problems.add(f"column-{place}", "unknown", _("Please choose one from the list."))
        elif field in mapping.values():
            message = _("Two columns are said to be “%(field)s”. Please choose one of them.")
            problems.add(f"column-{place}", "twice", message % {"field": fields()[field].label})
        else:
            mapping[place] = field
    return mapping


def _check(plan: Plan, problems: Problems) -> None:
    today = clock.today()
    if plan.has_money and plan.unit not in UNITS:
        problems.add("unit", "unit", _("Please say whether the amounts are in rupiah or in thousands of rupiah."))
    if plan.needs_year and not (plan.year and EARLIEST <= plan.year <= today.year):
        words = _("Please say of which year the programme is.") if plan.is_programme else None
        problems.add("year", "year", words or _("Please say of which year these figures are."))
    if plan.is_programme and not plan.programme and TITLES.isdisjoint(plan.mapping.values()):
        problems.add("programme", "missing", _("Please say of which programme this is the list."))
    if plan.as_of and plan.as_of > today:
        problems.add("as_of", "future", _("This day hasn't come yet. Please give the day of which the sheet tells."))


def _business(actor: User | None, number: str, problems: Problems) -> UUID | None:
    known = Business.objects.known()
    seen = visible_to(actor, known) if actor else known
    told = number.strip().upper()
    found = seen.filter(register_number=told).first() or (seen.filter(nib=told).first() if told.isdigit() else None)
    if found is None:
        message = _("The register has no such business. Please give its register number or NIB.")
        problems.add("business", "unknown", message)
        return None
    return found.pk


def _remember(actor: User | None, understood: Understood, plan: Plan) -> None:
    """Remember for the office what each named column is, for the day when the same sheet comes again."""
    office = office_of(actor)
    if not office:
        return
    told = {
        fold(name): plan.mapping.get(place, IGNORED) for place, name in enumerate(understood.header.names) if fold(name)
    }
    KnownColumns.objects.update_or_create(
        office=office,
        header=header_key(understood.header),
        defaults={"fields": told, "settled_at": clock.now()},
    )
