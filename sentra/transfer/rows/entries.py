"""What a row says, put together: of a business, or of a group."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sentra.kernel.text import fold
from sentra.registry.facts import (
    ActivityFacts,
    BusinessFacts,
    Entry,
    OwnerFacts,
    RecordedPaper,
    SupportFacts,
    YearFacts,
)
from sentra.registry.services.group_record import GroupEntry
from sentra.registry.sought import Sought
from sentra.transfer.parsing.dates import project_day
from sentra.transfer.parsing.faults import CellFault
from sentra.transfer.parsing.places import Place
from sentra.transfer.reading.frames import Row
from sentra.transfer.rows.knowledge import Knowledge
from sentra.transfer.rows.plan import Manner, Plan
from sentra.transfer.rows.reader import CellReader, Fault, Values

PROJECT = frozenset({"project_id", "project_investment", "project_workers", "project_risk"})
PREFIXES = {"pt": "pt", "cv": "cv", "ud": "sole", "koperasi": "cooperative", "kub": "kub", "toko": "sole"}
FATAL = frozenset(
    {
        "name_missing", "sentra_missing", "place_missing", "district_unknown", "village_unknown", "village_elsewhere",
        "village_of_two", "other_regency", "year_missing", "programme_year_missing", "sum_line", "business_unknown",
    }
)  # fmt: skip
"""What a row can't be taken without; any other fault costs only its cell."""
MONTH_DAY = (1, 1)
"""The day under which a paper is kept of which only the year is known."""
HUNDREDTH = Decimal("0.01")


@dataclass(slots=True)
class ReadRow:
    """A row that was read: what it says, or why it can't be taken; `sought` is what its business is looked for by."""

    number: int
    label: str
    faults: list[Fault]
    entry: Entry | None = None
    sought: Sought | None = None
    group: GroupEntry | None = None
    place: str = ""
    register_number: str = ""

    @property
    def is_refused(self) -> bool:
        """Tell whether nothing of it can be taken."""
        return self.entry is None and self.group is None


class RowReader:
    """Reads rows of a sheet that was understood; it asks no database."""

    def __init__(self, plan: Plan, manner: Manner, known: Knowledge) -> None:
        self.plan = plan
        self.known = known
        self.cells = CellReader(plan, manner, known)
        self.places = {name: place for place, name in plan.mapping.items()}
        self.is_project = bool(PROJECT & set(self.places))

    def read(self, row: Row) -> ReadRow:
        """Read one row; whatever stands in it, it is read or refused, never dropped."""
        number, cells = row
        if self.cells.is_sum(cells):
            return ReadRow(number, str(cells[0] or ""), [Fault(0, "name", "sum_line")])
        values = self.cells.read(cells)
        label = str(values.get("name") or values.get("group_name") or values.get("owner_name") or "")[:200]
        read = ReadRow(number, label, values.faults)
        place = self._place(values)
        if place is None and self.plan.about != "one_business":
            return read
        read.place = place.village or place.district if place else ""
        if self.plan.about == "group" and place:
            read.group = self._group(values, place)
        else:
            read.entry = entry = self._entry(values, place or Place("", ""))
            read.sought = Sought(entry.owner, entry.business, entry.product) if entry else None
            read.register_number = str(values.get("register_number")).strip().upper()
        if any(fault.code in FATAL for fault in read.faults):
            read.entry = read.group = None
        return read

    def name(self, read: ReadRow, known: UUID | None) -> None:
        """Name the business that a row means by its register number; a number that the register lacks is a fault."""
        if known is None:
            place = self.places["register_number"]
            read.faults.append(Fault(place, "register_number", "business_unknown", read.register_number[:60]))
            read.entry = None
        elif read.entry:
            read.entry = replace(read.entry, known=known)

    def _fault(self, values: Values, name: str, code: str, hint: str = "") -> None:
        values.faults.append(Fault(self.places.get(name, -1), name, code, str(values.get(name))[:60], hint))

    def _place(self, values: Values) -> Place | None:
        if self.plan.about == "one_business":
            return None
        if not self.known.places.of_regency(values.get("regency") or None):
            self._fault(values, "regency", "other_regency")
            return None
        try:
            return self.known.places.find(values.get("district") or None, values.get("village") or None)
        except CellFault as fault:
            name = "district" if fault.code == "district_unknown" else "village"
            self._fault(values, name, fault.code, fault.hint)
            return None

    def _entry(self, values: Values, place: Place) -> Entry | None:
        get = values.get
        one = self.plan.about == "one_business"
        name = get("name")
        if not name and not one:
            name = get("brand") or get("owner_name")
            if not name:
                self._fault(values, "name", "name_missing")
                return None
        kbli = get("kbli")
        phone, _beside = get("phone") or ("", "")
        owner_phone, _other = get("owner_phone") or ("", "")
        years = self._years(values)
        return Entry(
            owner=OwnerFacts(
                name=get("owner_name"), nik=get("owner_nik"), phone=owner_phone, address=get("owner_address")
            ),
            business=BusinessFacts(
                name=name,
                district=place.district,
                village=place.village,
                commodity=self._commodity(values, kbli),
                brand=get("brand"),
                legal_form=get("legal_form") or PREFIXES.get(fold(name).split(" ")[0], ""),
                nib=get("nib"),
                npwp=get("npwp"),
                address=get("address"),
                kbli="" if self.is_project else kbli,
                kbli_version="" if self.is_project else self.known.kbli_version(kbli),
                founded=get("founded") or (date(get("founded_year"), 1, 1) if get("founded_year") else None),
                phone=phone,
                email=get("email"),
                website=get("website"),
                latitude=get("latitude") if get("longitude") != "" and get("latitude") != "" else None,
                longitude=get("longitude") if get("latitude") != "" and get("longitude") != "" else None,
                markets=get("markets"),
                export_countries="" if years else get("export_countries"),
            ),
            product=get("product_name"),
            years=years,
            papers=self._papers(values),
            activities=self._activities(values, kbli),
            supports=self._supports(values),
            known=self.plan.business if one else None,
        )

    def _commodity(self, values: Values, kbli: str) -> str:
        said = values.get("commodity") or values.get("group_trade") or None
        try:
            return self.known.goods.find(
                said, values.get("product_name") or None, values.get("branch") or None, kbli=kbli
            )
        except CellFault as fault:
            if said:
                self._fault(values, "commodity" if values.get("commodity") else "group_trade", fault.code)
            return ""

    def _years(self, values: Values) -> tuple[YearFacts, ...]:
        get, told = values.get, values.told
        year = told.get("year") or told.get("support_year") or self.plan.year
        figures: dict[str, Any] = {
            name: told[name]
            for name in (
                "workers_men",
                "workers_women",
                "investment",
                "production_value",
                "raw_material_value",
                "export_share",
            )
            if name in told
        }
        if "workers" in told:
            figures["workers_total"] = told["workers"]
        if "capacity_amount" in told:
            figures["capacity_amount"] = told["capacity_amount"].quantize(HUNDREDTH)
        if not figures:
            return ()
        if year is None:
            self._fault(values, "year", "year_missing")
            return ()
        return (
            YearFacts(year, capacity_unit=get("capacity_unit"), export_countries=get("export_countries"), **figures),
        )

    def _papers(self, values: Values) -> tuple[RecordedPaper, ...]:
        get = values.get
        found = []
        if get("nib") and get("nib_date"):
            found.append(RecordedPaper("nib", get("nib"), issuer="OSS", issued_on=get("nib_date")))
        kind, state = get("paper_kind"), get("paper_status") or "active"
        year = get("paper_year")
        if not kind and "paper_kind" not in self.places and (year or get("paper_number")):
            kind = "izin_lain"
        if kind in ("", "none", "nib") or state == "none":
            return tuple(found)
        issued = get("paper_date") or (date(year, *MONTH_DAY) if year else None)
        until = get("paper_until") or None
        if issued and until and until < issued:
            self._fault(values, "paper_until", "date")
            until = None
        found.append(RecordedPaper(kind, get("paper_number"), get("paper_issuer"), issued, until, state))
        return tuple(found)

    def _activities(self, values: Values, kbli: str) -> tuple[ActivityFacts, ...]:
        if not self.is_project:
            return ()
        get = values.get
        project = get("project_id")
        if not project:
            self._fault(values, "project_id", "project_missing")
            return ()
        if not kbli:
            if not any(fault.field == "kbli" for fault in values.faults):
                self._fault(values, "kbli", "kbli")
            return ()
        return (
            ActivityFacts(
                kbli=kbli,
                kbli_version=self.known.kbli_version(kbli),
                oss_id=project,
                title=get("project_title") or get("kbli_title"),
                risk=get("project_risk"),
                scale=get("project_scale"),
                sector=get("project_sector"),
                submitted_on=get("project_date") or project_day(project),
                investment=values.told.get("project_investment"),
                workers=values.told.get("project_workers"),
            ),
        )

    def _supports(self, values: Values) -> tuple[SupportFacts, ...]:
        if not self.plan.is_programme:
            return ()
        get = values.get
        programme, kind = get("programme") or self.plan.programme, get("support_kind")
        received = get("support_received")
        title = programme or received or kind
        if not title:
            self._fault(values, "programme", "programme_missing")
            return ()
        year = get("support_year") or get("year") or self.plan.year
        if not year:
            self._fault(values, "support_year", "programme_year_missing")
            return ()
        many = f"{get('support_amount')} {get('support_unit')}".strip()
        given = received if programme else ""
        return (
            SupportFacts(
                year,
                self.known.support_kind(kind, programme, received),
                title,
                received=f"{given} ({many})" if given and many else given or many,
                value=values.told.get("support_value"),
                giver=get("support_giver"),
            ),
        )

    def _group(self, values: Values, place: Place) -> GroupEntry | None:
        get = values.get
        if not get("group_name"):
            self._fault(values, "group_name", "sentra_missing")
            return None
        kbli = get("kbli")
        phone, _beside = get("phone") or ("", "")
        capacity = values.told.get("capacity_amount")
        if self.plan.year is None and not get("year"):
            self._fault(values, "year", "year_missing")
            return None
        return GroupEntry(
            name=get("group_name"),
            district=place.district,
            village=place.village,
            trade=str(get("group_trade") or get("commodity") or "")[:200],
            commodity=self._commodity(values, kbli),
            kbli=kbli,
            kbli_version=self.known.kbli_version(kbli),
            address=get("address"),
            contact=get("group_contact"),
            phone=phone,
            year=get("year") or self.plan.year or 0,
            units=values.told.get("group_units"),
            workers=values.told.get("workers"),
            investment=values.told.get("investment"),
            capacity_amount=capacity.quantize(HUNDREDTH) if capacity is not None else None,
            capacity_unit=get("capacity_unit"),
            production_value=values.told.get("production_value"),
            raw_material_value=values.told.get("raw_material_value"),
        )
