"""Loading a pack whole: its files into the types of `schema`, every fault at once."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from django.conf import settings

from sentra.reference.boundaries import boundaries_read
from sentra.reference.cases import Cases
from sentra.reference.checklists import Checklist
from sentra.reference.insights import Insights
from sentra.reference.opendata import OpenData
from sentra.reference.pack import Pack
from sentra.reference.parts import Part
from sentra.reference.programmes import ProgrammeKind
from sentra.reference.promotion import Promotion
from sentra.reference.reading import Fault, Source, each, read_csv, read_yaml, text_columns, validate
from sentra.reference.register import Register
from sentra.reference.schema import (
    Commodity,
    District,
    FormPage,
    Holiday,
    Kbli,
    Office,
    Paper,
    Regency,
    Service,
    Village,
)
from sentra.reference.skm import Skm
from sentra.reference.supervision import Supervision

P = TypeVar("P", bound=Part)
SHARED = {"pages": "forms/pages.yaml", "papers": "forms/papers.yaml"}


class PackFaultyError(Exception):
    """A pack can't be used; `faults` says everything that is wrong."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("The pack is faulty:\n" + "\n".join(map(str, faults)))
        self.faults = faults


class Reading:
    """A pack while it is read: what was found, where each thing stands, and the faults."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.faults: list[Fault] = []
        self.places: dict[tuple[str, str], tuple[Source, tuple[str | int, ...]]] = {}
        self.sources: dict[str, Source] = {}
        self.regency = self._one("regency.yaml", Regency)
        self.register = self._one("register.yaml", Register)
        self.cases = self._one("cases.yaml", Cases)
        self.promotion = self._one("promotion.yaml", Promotion)
        self.opendata = self._one("opendata.yaml", OpenData)
        self.skm = self._one("skm.yaml", Skm)
        self.insights = self._one("insights.yaml", Insights)
        self.boundaries = boundaries_read(root, self.faults)
        self.offices = self._list("office", Office, "offices.yaml")
        self.commodities = self._list("commodity", Commodity, "commodities.yaml")
        self.districts = self._rows("district", District, "districts.csv", ("code", "name", "row", "col"))
        self.villages = self._rows("village", Village, "villages.csv", ("code", "name"))
        self.kbli = self._kbli()
        self.holidays = self._rows(
            "holiday", Holiday, "holidays.csv", ("day", "name", "kind", "estimated", "source"), key="day"
        )
        self.checklists = self._folder("checklist", Checklist, "checklists")
        self.supervision = self._one("supervision.yaml", Supervision)
        self.pages = self._list("page", FormPage, SHARED["pages"])
        self.register_pages = self._list("register page", FormPage, "forms/register.yaml")
        self.papers = self._list("paper", Paper, SHARED["papers"])
        self.standard = read_yaml(self.root, "forms/standard.yaml", self.faults)
        self.services = self._services()
        self.programmes = self._programmes()

    def _note(self, what: str, code: str, source: Source, loc: tuple[str | int, ...]) -> None:
        if (what, code) in self.places:
            self.faults.append(source.fault((*loc, "code"), f"a code of its own; {code} is taken"))
        self.places[(what, code)] = (source, loc)

    def _one(self, name: str, kind: type[P]) -> P | None:
        source = read_yaml(self.root, name, self.faults)
        self.sources[name] = source
        if source.value is None:
            return None
        found: P | None = validate(source, kind, source.value, (), self.faults)
        return found

    def _list(self, what: str, kind: Any, name: str) -> list[Any]:
        source = read_yaml(self.root, name, self.faults)
        found = []
        for place, item in each(source, kind, self.faults):
            self._note(what, item.code, source, (place,))
            found.append(item)
        return found

    def _rows(self, what: str, kind: Any, name: str, columns: tuple[str, ...], key: str = "code") -> list[Any]:
        source = read_csv(self.root, name, columns, self.faults)
        found = []
        for place, item in each(source, kind, self.faults):
            self._note(what, str(getattr(item, key)), source, (place,))
            found.append(item)
        return found

    def _kbli(self) -> list[Kbli]:
        source = read_csv(self.root, "kbli.csv", ("version", "code", "title_id", "title_en"), self.faults)
        found = []
        source.value = [
            {"version": row["version"], "code": row["code"], "title": text_columns(row, "title")}
            for row in source.value
            if {"version", "code"} <= set(row)
        ]
        for place, item in each(source, Kbli, self.faults):
            self._note("kbli", f"{item.version}:{item.code}", source, (place,))
            found.append(item)
        return found

    def _files(self, folder: str) -> list[Source]:
        names = sorted(f"{folder}/{path.name}" for path in (self.root / folder).glob("*.yaml"))
        if not names:
            self.faults.append(Fault(folder, 0, "", "a folder with at least one YAML file"))
        return [read_yaml(self.root, name, self.faults) for name in names]

    def _folder(self, what: str, kind: Any, folder: str) -> list[Any]:
        found = []
        for source in self._files(folder):
            item = validate(source, kind, source.value, (), self.faults) if source.value is not None else None
            if item is not None:
                self._note(what, item.code, source, ())
                found.append(item)
        return found

    def _services(self) -> list[Service]:
        found = []
        for source in self._files("services"):
            if not isinstance(source.value, dict):
                if source.value is not None:
                    self.faults.append(source.fault((), "a service"))
                continue
            value = self._expanded(source, source.value)
            item = validate(source, Service, value, (), self.faults)
            if item is not None:
                self._note("service", item.code, source, ())
                found.append(item)
        return sorted(found, key=lambda service: service.order)

    def _programmes(self) -> list[ProgrammeKind]:
        found = []
        for source in self._files("programmes"):
            if isinstance(source.value, dict):
                item = validate(source, ProgrammeKind, self._expanded(source, source.value), (), self.faults)
                if item is not None:
                    self._note("programme", item.code, source, ())
                    found.append(item)
            elif source.value is not None:
                self.faults.append(source.fault((), "a kind of programme"))
        return sorted(found, key=lambda kind: kind.order)

    def _expanded(self, source: Source, value: Mapping[str, Any]) -> dict[str, Any]:
        """Put the shared pages and papers in the place of their codes, and add the shared points of the standard."""
        expanded = dict(value)
        for part, known in (("pages", self.pages), ("papers", self.papers)):
            by_code = {item.code: item for item in known}
            items = value.get(part)
            if not isinstance(items, list):
                continue
            full = []
            for place, item in enumerate(items):
                if isinstance(item, str) and item not in by_code:
                    self.faults.append(source.fault((part, place), f"a code from {SHARED[part]}; {item} isn't there"))
                    continue
                full.append(by_code[item] if isinstance(item, str) else item)
            expanded[part] = full
        if isinstance(value.get("standard"), dict) and isinstance(self.standard.value, dict):
            expanded["standard"] = {**self.standard.value, **value["standard"]}
        return expanded


def load_pack(root: Path) -> Pack:
    """Load a pack. Raises `PackFaultyError` where it doesn't fit its shape; `checking.check_pack` finds more."""
    reading = Reading(root)
    regency, register, supervision = reading.regency, reading.register, reading.supervision
    cases, promotion, insights = reading.cases, reading.promotion, reading.insights
    opendata, skm = reading.opendata, reading.skm
    if reading.faults or not (
        regency and register and supervision and cases and promotion and insights and opendata and skm
    ):
        raise PackFaultyError(sorted(reading.faults))
    return Pack(
        regency=regency,
        offices=tuple(reading.offices),
        districts=tuple(reading.districts),
        villages=tuple(reading.villages),
        commodities=tuple(reading.commodities),
        kbli=tuple(reading.kbli),
        holidays=tuple(reading.holidays),
        checklists=tuple(reading.checklists),
        supervision=supervision,
        registry=register,
        register_pages=tuple(reading.register_pages),
        cases=cases,
        promotion=promotion,
        opendata=opendata,
        skm=skm,
        insights=insights,
        boundaries=tuple(reading.boundaries),
        services=tuple(reading.services),
        programmes=tuple(reading.programmes),
    )


@lru_cache(maxsize=4)
def _cached(root: Path | str) -> Pack:
    return load_pack(Path(root))


def current_pack() -> Pack:
    """Give the regency's pack, read once for each process."""
    return _cached(settings.SENTRA_PACK)
