"""Businesses on lists, and estimates of months, for the tests of what is not yet known."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import uuid4

from sentra.files.models import File
from sentra.insights.models import UnknownEstimate
from sentra.insights.unknown.lists import CENSUS, IMPORT, LICENSING, PROGRAMME
from sentra.kernel.bulk import new_row
from sentra.registry.models import Business, Owner, RecordedFrom, Support
from sentra.registry.tests.making import DISTRICT, VILLAGE
from sentra.surveys.models import CensusRecord, Visit
from sentra.surveys.tests.visiting import census_visit
from sentra.transfer.models import Import, ImportRow

FROM = {
    CENSUS: RecordedFrom.CENSUS,
    IMPORT: RecordedFrom.IMPORT,
    PROGRAMME: RecordedFrom.PROGRAMME,
    LICENSING: RecordedFrom.PERMIT,
}
PLAN: dict[str, Any] = {
    "names": ["Nama Usaha"], "mapping": {"0": "name"}, "header_row": 1, "about": "business", "profile": "", "sheet": "",
    "first_column": 0, "unit": None, "year": None, "order": None, "as_of": None, "business": None, "programme": "",
}  # fmt: skip


def known(count: int, whence: str = LICENSING, *, district: str = DISTRICT, **columns: Any) -> list[Business]:
    """Businesses that the regency knows from a list, as many as are asked for: by the rows, as acts would take long."""
    owner = Owner.objects.create(name="Pemilik", name_folded="pemilik")
    told = {"owner": owner, "name": "Usaha", "district": district, "village": f"{district}.2001", **columns}
    rows = [
        new_row(Business, register_number=str(uuid4())[:30], recorded_from=FROM.get(whence, whence), **told)
        for _one in range(count)
    ]
    return Business.objects.bulk_create(rows)


def census_of(businesses: Iterable[Business]) -> Visit:
    """A census met them."""
    rows = list(businesses)
    visit = census_visit(new_row(Business, district=DISTRICT, village=VILLAGE))
    CensusRecord.objects.bulk_create(
        [CensusRecord(key=uuid4(), visit=visit, business=one, is_new=False) for one in rows]
    )
    return visit


def import_of(businesses: Iterable[Business], *, state: str = "applied", applied: bool = True, **plan: Any) -> Import:
    """A list of another office names them."""
    file_id = _sheet()
    imported = Import.objects.create(file_id=file_id, name="data.xlsx", state=state, plan={**PLAN, **plan})
    ImportRow.objects.bulk_create(
        [
            ImportRow(of=imported, number=number, outcome="unchanged", business=one, applied=applied)
            for number, one in enumerate(businesses, start=2)
        ]
    )
    return imported


def _sheet() -> Any:
    return File.objects.create(sha256=uuid4().hex * 2, media_type="text/csv", size=1, name="data.csv").pk


def helped(businesses: Iterable[Business]) -> None:
    """A programme helped them."""
    Support.objects.bulk_create(
        [Support(business=one, year=2024, kind="training", title="Kemasan") for one in businesses]
    )


def told_in(month: date, district: str, **numbers: Any) -> UnknownEstimate:
    """What was estimated in a month."""
    content = {"histories": [[["census"], 30]], "used": [], "left": {}, "villages": 0}
    return UnknownEstimate.objects.create(
        month=month, district=district, **{"known": 40, "content": content, **numbers}
    )
