"""What an officer says about a sheet: its columns, and the answers to what had to be asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from sentra.kernel import clock
from sentra.kernel.errors import Message
from sentra.kernel.text import tidy
from sentra.transfer.models import Import
from sentra.transfer.parsing.dates import Order
from sentra.transfer.recognition.columns import Column
from sentra.transfer.recognition.profiles import IGNORED, fields
from sentra.transfer.rows.plan import PROGRAMME
from sentra.transfer.rows.reader import shown
from sentra.transfer.services.begin import Understood
from sentra.transfer.services.settle import Answers, about_of

GROUPS: tuple[tuple[Message, str], ...] = (
    (_("The business"), "register_number name brand legal_form nib nib_date npwp markets founded founded_year"),
    (_("How to reach it"), "phone email website"),
    (_("Its owner"), "owner_name owner_nik owner_phone owner_address"),
    (_("Its place"), "address village district regency latitude longitude"),
    (_("What it makes"), "commodity branch product_name kbli kbli_title"),
    (_("Workers of a year"), "year workers_men workers_women workers"),
    (_("Amounts of a year"), "investment capacity_amount capacity_unit production_value raw_material_value"),
    (_("Export of a year"), "export_share export_countries"),
    (_("A permit"), "paper_kind paper_number paper_title paper_year paper_date paper_until paper_issuer paper_status"),
    (_("An OSS project"), "project_id project_title project_risk project_scale project_sector project_date"),
    (_("Figures of an OSS project"), "project_investment project_workers"),
    (_("A programme"), "programme support_year support_giver"),
    (_("Help received"), "support_kind support_received support_amount support_unit support_value"),
    (_("A sentra"), "group_name group_trade group_contact group_units"),
    (_("Not taken over"), IGNORED),
)  # fmt: skip
HOWS: Mapping[str, Message] = {
    "profile": _("known from this form"),
    "remembered": _("as you settled it before"),
    "name": _("by its name"),
    "similar": _("by a similar name"),
    "content": _("by what stands in it"),
    "": _("not recognised"),
}


LONGEST_PROGRAMME = 200


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """A column on the page: its letter, its name, what it is taken for and why, and what stands in it."""

    column: Column
    letter: str
    chosen: str
    how: Message
    examples: tuple[str, ...]

    @property
    def place_text(self) -> str:
        """Its place, as the names of the form's fields end with it."""
        return str(self.column.place)


def choices() -> list[tuple[Message, list[tuple[str, str]]]]:
    """Give all fields in groups, for the choice of a column."""
    known = {code: str(one.label) for code, one in fields().items()} | {IGNORED: str(_("Don't take over"))}
    return [(label, [(code, known[code]) for code in codes.split()]) for label, codes in GROUPS]


def columns_shown(understood: Understood, typed: Mapping[str, str] | None) -> list[ColumnChoice]:
    """Give the columns with what was recognised, or what was chosen before the page was refused."""
    found = []
    for column in understood.recognised.columns:
        field = column.field if column.field in fields() and fields()[column.field].kind != "ignored" else ""
        examples = [
            shown(cells[column.place], column.field)
            for _number, cells in understood.first_rows
            if column.place < len(cells) and cells[column.place] is not None
        ]
        found.append(
            ColumnChoice(
                column,
                letter(column.place + understood.sample.first_column),
                (typed or {}).get(f"column-{column.place}", field or IGNORED),
                HOWS[column.how] if column.field else HOWS[""],
                tuple(dict.fromkeys(examples))[:3],
            )
        )
    return found


def letter(place: int) -> str:
    """Name a column as spreadsheets do: A to Z, then AA."""
    name = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(65 + rest) + name
    return name


def answers_of(given: Mapping[str, str]) -> Answers:
    """Read what was sent; what can't be read is as if nothing had been said, and is asked for again."""
    mapping = {
        int(name.removeprefix("column-")): field
        for name, field in given.items()
        if name.startswith("column-") and name.removeprefix("column-").isdecimal()
    }
    order = given.get("order", "")
    return Answers(
        mapping=mapping,
        sheet=given.get("sheet", ""),
        unit=_number(given.get("unit", "")),
        year=_number(given.get("year", "")),
        order=Order(order) if order in set(Order) else None,
        as_of=_day(given.get("as_of", "")),
        business=given.get("business", "")[:40],
        programme=tidy(given.get("programme", "")).replace("\n", " ")[:LONGEST_PROGRAMME],
    )


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) <= 6 else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def answers_shown(imported: Import, understood: Understood, typed: Mapping[str, str] | None) -> dict[str, str]:
    """Give the answers as the page shows them: as typed, as settled before, or as the sheet suggests."""
    if typed is not None:
        return dict(typed)
    plan = imported.plan
    year = plan.get("year") or understood.header.year or clock.today().year - 1
    return {
        "unit": str(plan.get("unit") or ""),
        "year": str(year),
        "order": str(plan.get("order") or ""),
        "as_of": str(plan.get("as_of") or clock.today().isoformat()),
        "sheet": understood.sample.sheet,
        "business": "",
        "programme": str(plan.get("programme") or (_suggested(understood) if not plan else "")),
    }


def _suggested(understood: Understood) -> str:
    """Give the title of a programme's list: where no column names the programme, the title does."""
    listed = PROGRAMME & set(understood.recognised.mapping.values())
    return next((one for one in understood.header.titles if one), "")[:LONGEST_PROGRAMME] if listed else ""


def asks(imported: Import, understood: Understood) -> dict[str, bool]:
    """Tell which questions the page asks."""
    kinds = {fields()[one].kind for one in understood.recognised.mapping.values() if one in fields()}
    return {
        "unit": "money" in kinds,
        "year": {"year", "support_year"}.isdisjoint(understood.recognised.mapping.values()),
        "programme": about_of(imported) == "business" and "programme" not in understood.recognised.mapping.values(),
        "is_programme": not PROGRAMME.isdisjoint(understood.recognised.mapping.values()),
        "order": "date" in kinds,
        "business": about_of(imported) == "one_business",
        "sheet": len(understood.sample.sheets) > 1,
    }
