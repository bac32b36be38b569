"""Lists that overlap in the demo: a census of some villages and a list of the district offices, by the real acts.

In most districts enough stand on two lists or three that those nobody knows can be estimated; in some too few do.
"""

import csv
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random

from sentra.kernel import clock
from sentra.ops.demo.listing import moment_on, new_id
from sentra.ops.demo.officers import Office
from sentra.people.models import User
from sentra.reference.loading import current_pack
from sentra.registry.models import Business
from sentra.surveys.rules import VisitTold
from sentra.surveys.services.census import met_record
from sentra.surveys.services.hand_in import visit_hand_in
from sentra.surveys.services.plan import census_plan
from sentra.transfer.models import Import
from sentra.transfer.services.acts import import_take_over
from sentra.transfer.services.begin import import_begin, understood_again
from sentra.transfer.services.settle import Answers, import_settle
from sentra.transfer.worker.rehearsal import rehearse
from sentra.transfer.worker.taking_over import take_over

SENT_AGO, CENSUS_AGO = 120, 75
NO_LIST = 6
"""So many districts sent no list."""
CENSUS_IN, VILLAGES = 3, 4
ON_LIST, ON_LIST_UNLICENSED, AT_HOME = 0.4, 0.6, 0.75
HEADER = (
    "No", "Nama Usaha", "Nama Pemilik", "NIB", "Alamat", "Desa/Kelurahan", "Kecamatan", "No. HP Pemilik",
)  # fmt: skip


def lists_lay(office: Office, *, seed: str, today: date, share: float) -> int:
    """Lay the lists over the register; gives how many businesses they met."""
    rng = Random(f"{seed} lists {today.isoformat()}")  # noqa: S311 - made up, and the same each time
    present = list(
        Business.objects.present().select_related("owner").prefetch_related("products").order_by("register_number")
    )
    districts = [one.code for one in current_pack().districts]
    sending = sorted(rng.sample(districts, len(districts) - NO_LIST))
    met = _listed(office["disperindag"], [one for one in present if one.district in sending], rng, today)
    counts = Counter(one.district for one in present if one.district in sending)
    chosen = sorted(counts, key=lambda code: (-counts[code], code))[: max(round(CENSUS_IN * share), 1)]
    for place, district in enumerate(chosen):
        met += _census(office, [one for one in present if one.district == district], rng, today, place)
    return met


def _listed(actor: User, among: Sequence[Business], rng: Random, today: date) -> int:
    """A list that the district offices wrote together: it names those with a permit less often than those without."""
    day = today - timedelta(days=SENT_AGO)
    met = [
        one
        for one in among
        if one.recorded_at < moment_on(day)
        and (one.owner.phone or one.nib)
        and rng.random() < (ON_LIST if one.is_registered else ON_LIST_UNLICENSED)
    ]
    if not met:
        return 0
    with tempfile.TemporaryDirectory() as folder, clock.travel(moment_on(day, 4)):
        path = Path(folder) / f"Data IKM kecamatan {day.year}.csv"
        with path.open("w", newline="", encoding="utf-8") as sheet:
            csv.writer(sheet, delimiter=";").writerows([HEADER, *_rows(met)])
        _taken_over(actor, path, day)
    return len(met)


def _rows(met: Sequence[Business]) -> Iterator[list[object]]:
    pack = current_pack()
    for number, one in enumerate(met, start=1):
        village, district = pack.village_names.get(one.village, ""), pack.district_names[one.district]
        yield [number, one.name, one.owner.name, one.nib or "", one.address, village, district, one.owner.phone]


def _taken_over(actor: User, path: Path, day: date) -> None:
    """Take a sheet over as the page does; what the worker does is done at once."""
    imported = import_begin(actor=actor, path=path, name=path.name)
    mapping = understood_again(imported).recognised.mapping
    import_settle(actor=actor, import_id=imported.pk, version=imported.version, answers=Answers(mapping, as_of=day))
    rehearse(imported.pk)
    version = Import.objects.values_list("version", flat=True).get(pk=imported.pk)
    import_take_over(actor=actor, import_id=imported.pk, version=version)
    take_over(imported.pk)


def _census(office: Office, among: Sequence[Business], rng: Random, today: date, place: int) -> int:
    """A census of the villages of a district where most businesses are: it meets most of them, known or not."""
    counts = Counter(one.village for one in among if one.village)
    villages = sorted(counts, key=lambda code: (-counts[code], code))[:VILLAGES]
    met = 0
    for number, village in enumerate(villages):
        there = [one for one in among if one.village == village and rng.random() < AT_HOME]
        day = today - timedelta(days=CENSUS_AGO - 7 * place - number)
        _village(office, there, village, day, rng)
        met += len(there)
    return met


def _village(office: Office, there: Sequence[Business], village: str, day: date, rng: Random) -> None:
    """A surveyor goes from door to door in a village."""
    district = village.rsplit(".", 1)[0]
    surveyor = office.surveyor(district)
    with clock.travel(moment_on(day - timedelta(days=2))):
        visit = census_plan(
            actor=office["kepala"], district=district, village=village, surveyor=surveyor, planned_on=day
        )
    with clock.travel(moment_on(day, 4)):
        for one in there:
            given = {
                "name": [one.name],
                "owner_name": [one.owner.name],
                "product_name": [next((product.name for product in one.products.all()), one.name)],
                "district": [one.district],
                "village": [one.village],
                "commodity": [one.commodity],
                "why_no_permit": [one.why_no_permit or "tidak_tahu"],
            }
            met_record(actor=surveyor, visit_id=visit.pk, key=new_id(rng), given=given, known=one.pk)
        told = VisitTold(
            visited_on=day,
            findings=f"{len(there)} usaha ditemui dari rumah ke rumah.",
            answers={"helped_by": ["village_office"], "hamlets": "4", "closed": "2", "reach": "whole"},
        )
        visit_hand_in(actor=surveyor, visit_id=visit.pk, key=new_id(rng), told=told)
