"""A pack is broken in many ways; each is named with its file and line."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from sentra.reference.checking import check_pack
from sentra.reference.loading import PackFaultyError, load_pack

PACK = Path(__file__).resolve().parents[3] / "packs" / "blitar"


def replace(name: str, old: str, new: str) -> Callable[[Path], int]:
    """Change the first place of a text, and give its line."""

    def change(root: Path) -> int:
        path = root / name
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {name}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return text[: text.index(old)].count("\n") + 1

    return change


def _line_of(path: Path, words: str) -> int:
    text = path.read_text(encoding="utf-8")
    return text[: text.index(words)].count("\n") + 1


def _without_visit(path: Path) -> int:
    """Take the visit before the choice away, and give the line of its stage."""
    path.write_text(path.read_text(encoding="utf-8").replace("\nvisit: true", ""), encoding="utf-8")
    return _line_of(path, "code: visit")


def _swapped(path: Path, one: str, other: str) -> int:
    """Swap two stages, and give the line of what holds them."""
    swapped = path.read_text(encoding="utf-8").replace(f"code: {one},", "code: X,")
    swapped = swapped.replace(f"code: {other},", f"code: {one},").replace("code: X,", f"code: {other},")
    path.write_text(swapped, encoding="utf-8")
    return _line_of(path, "stages:")


BREAKINGS: dict[str, tuple[str, Callable[[Path], int], str]] = {
    "broken YAML": ("regency.yaml", replace("regency.yaml", "name: {id:", "name: {id: ["), "valid YAML"),
    "unknown key": ("regency.yaml", replace("regency.yaml", "seat:", "capital:"), "Extra inputs"),
    "regency code": ("regency.yaml", replace("regency.yaml", '"35.05"', '"3505"'), "pattern"),
    "missing language": ("offices.yaml", replace("offices.yaml", ", en: One-Stop Service Office", ""), "required"),
    "key twice": ("offices.yaml", replace("offices.yaml", "  short: KPTSP", "  short: KPTSP\n  short: X"), "once"),
    "office twice": ("offices.yaml", replace("offices.yaml", "code: disperindag", "code: kptsp"), "taken"),
    "district code": ("districts.csv", replace("districts.csv", "35.05.10,", "35.5.10,"), "pattern"),
    "district elsewhere": ("districts.csv", replace("districts.csv", "35.05.10,", "35.06.10,"), "begins with"),
    "tile taken": ("districts.csv", replace("districts.csv", "Kanigoro,1,4", "Kanigoro,1,0"), "tile"),
    "district row": ("districts.csv", replace("districts.csv", "Kanigoro,1,4", "Kanigoro,-1,4"), "greater"),
    "village of no district": ("villages.csv", replace("villages.csv", "35.05.01.2001", "35.05.99.2001"), "district"),
    "village twice": ("villages.csv", replace("villages.csv", "35.05.01.2002", "35.05.01.2001"), "taken"),
    "missing column": ("villages.csv", replace("villages.csv", "code,name", "code,nama"), "column"),
    "kbli unknown": ("commodities.yaml", replace("commodities.yaml", '"13134"', '"13139"'), "kbli.csv"),
    "word of two commodities": (
        "commodities.yaml",
        replace("commodities.yaml", "furniture, mebeler", "furniture, konveksi"),
        "garmen",
    ),
    "kbli too short": ("kbli.csv", replace("kbli.csv", "2020,13134", "2020,1313"), "pattern"),
    "kbli version": ("kbli.csv", replace("kbli.csv", "2020,13134", "2015,13134"), "2020"),
    "holiday date": ("holidays.csv", replace("holidays.csv", "2026-05-01", "2026-05-32"), "date"),
    "holiday kind": ("holidays.csv", replace("holidays.csv", ",national,", ",free,"), "national"),
    "holiday twice": ("holidays.csv", replace("holidays.csv", "2026-05-01", "2026-01-01"), "taken"),
    "element of the survey missing": ("skm.yaml", replace("skm.yaml", "code: cost", "code: time"), "nine elements"),
    "five answers of an element": (
        "skm.yaml",
        replace(
            "skm.yaml", "{id: Gratis, en: Free of charge}", "{id: Gratis, en: Free}\n      - {id: Lain, en: Other}"
        ),
        "4",
    ),
    "band above the one before": ("skm.yaml", replace("skm.yaml", '"76.61"', '"90.00"'), "below the one before"),
    "lowest band": ("skm.yaml", replace("skm.yaml", '"25.00"', '"30.00"'), "25"),
    "published for too few": ("skm.yaml", replace("skm.yaml", "smallest: 10", "smallest: 2"), "greater"),
    "period of the survey": ("skm.yaml", replace("skm.yaml", "period: quarter", "period: month"), "quarter"),
    "counter named as a service": ("skm.yaml", replace("skm.yaml", "code: loket_pengaduan", "code: tdi"), "taken"),
    "field type": ("forms/pages.yaml", replace("forms/pages.yaml", "type: nik", "type: ktp"), "nik"),
    "choices missing": ("forms/pages.yaml", replace("forms/pages.yaml", "type: nik", "type: choice"), "choices"),
    "paper without checks": (
        "forms/papers.yaml",
        replace("forms/papers.yaml", "checks:", "looks:"),
        "Extra inputs",
    ),
    "condition misspelt": (
        "programmes/bazar.yaml",
        replace("programmes/bazar.yaml", "needs: registered", "needs: registred"),
        "registered",
    ),
    "programme for everybody": (
        "programmes/pendampingan.yaml",
        replace("programmes/pendampingan.yaml", "needs: registered", "needs: licensed"),
        "on the register",
    ),
    "condition on an unknown paper": (
        "programmes/bazar.yaml",
        replace(
            "programmes/bazar.yaml", "- needs: registered", "- needs: registered\n  - {needs: paper, kinds: [siup]}"
        ),
        "not siup",
    ),
    "condition on an unknown commodity": (
        "programmes/bazar.yaml",
        replace(
            "programmes/bazar.yaml",
            "- needs: registered",
            "- needs: registered\n  - {needs: not, of: {needs: commodity, commodities: [emas]}}",
        ),
        "not emas",
    ),
    "levels go up": (
        "programmes/pameran.yaml",
        replace("programmes/pameran.yaml", "points: 100", "points: 10"),
        "best to the worst",
    ),
    "floor above the ceiling": (
        "programmes/restrukturisasi.yaml",
        replace("programmes/restrukturisasi.yaml", "floor: 5000000", "floor: 500000000"),
        "below the ceiling",
    ),
    "stage of a programme unknown": (
        "programmes/bazar.yaml",
        replace("programmes/bazar.yaml", "code: choice", "code: chosing"),
        "'papers', 'visit'",
    ),
    "stage that makes no sense": (
        "programmes/bazar.yaml",
        replace("programmes/bazar.yaml", "code: choice", "code: visit"),
        "this kind has no visit: true",
    ),
    "stage without what it is about": (
        "programmes/hibah_mesin.yaml",
        lambda root: _without_visit(root / "programmes/hibah_mesin.yaml"),
        "this kind has no visit: true",
    ),
    "criteria without an assessment": (
        "programmes/pameran.yaml",
        replace("programmes/pameran.yaml", "code: assessment", "code: objections"),
        "a stage assessment, as this kind has criteria",
    ),
    "stage of a programme twice": (
        "programmes/bazar.yaml",
        replace("programmes/bazar.yaml", "code: running", "code: objections"),
        "objections is taken",
    ),
    "stages in disorder": (
        "programmes/bazar.yaml",
        lambda root: _swapped(root / "programmes/bazar.yaml", "choice", "results"),
        "in this order: choice, objections, running, results",
    ),
    "stage without days": (
        "programmes/bazar.yaml",
        replace("programmes/bazar.yaml", ", days: 3", ""),
        "days of each stage",
    ),
    "objections with days": (
        "programmes/bazar.yaml",
        replace("programmes/bazar.yaml", "duty: programme.decide, source", "duty: programme.decide, days: 2, source"),
        "objection_days",
    ),
    "duty unknown": (
        "programmes/bazar.yaml",
        replace("programmes/bazar.yaml", "duty: programme.decide", "duty: programme.deside"),
        "programme.decide",
    ),
    "duty of nobody who reads programmes": (
        "programmes/bazar.yaml",
        replace("programmes/bazar.yaml", "duty: programme.decide", "duty: people.manage"),
        "'programme.manage', 'programme.assess'",
    ),
    "months of visits in disorder": (
        "programmes/hibah_mesin.yaml",
        replace("programmes/hibah_mesin.yaml", "follow_up_months: [3, 6, 12]", "follow_up_months: [6, 3, 12]"),
        "in their order",
    ),
    "a rule of visits twice": (
        "supervision.yaml",
        replace("supervision.yaml", "code: help_follow_up", "code: complaint"),
        "each rule only once",
    ),
    "a question of a programme twice": (
        "programmes/hibah_mesin.yaml",
        replace("programmes/hibah_mesin.yaml", "code: use", "code: machine"),
        "taken",
    ),
    "page unknown": ("services/tdi.yaml", replace("services/tdi.yaml", "[owner,", "[holder,"), "forms/pages.yaml"),
    "paper unknown": ("services/tdi.yaml", replace("services/tdi.yaml", "[ktp,", "[sim,"), "forms/papers.yaml"),
    "checklist unknown": (
        "services/tdi.yaml",
        replace("services/tdi.yaml", "checklist: industri", "checklist: x"),
        "checklists/",
    ),
    "stage unknown": ("services/tdi.yaml", replace("services/tdi.yaml", "code: survey", "code: visit"), "survey"),
    "stage days": (
        "services/tdi.yaml",
        replace("services/tdi.yaml", "survey, working_days: 3", "survey, working_days: 0"),
        "greater",
    ),
    "placeholder": ("services/tdi.yaml", replace("services/tdi.yaml", "{year}", "{tahun}"), "placeholders"),
    "no decision": (
        "services/tdi.yaml",
        replace("services/tdi.yaml", "  - {code: decision, working_days: 2}\n", ""),
        "decision",
    ),
    "negative fee": ("services/tdi.yaml", replace("services/tdi.yaml", "fee: 0", "fee: -1"), "greater"),
    "renews unknown": (
        "services/perluasan.yaml",
        replace("services/perluasan.yaml", "[tdi, iui]", "[tdi, iuy]"),
        "service",
    ),
    "service twice": ("services/tdi.yaml", replace("services/tdi.yaml", "code: tdi", "code: iui"), "taken"),
    "condition on a later question": (
        "services/tdi.yaml",
        replace("services/tdi.yaml", "product, air_rifle,", "air_rifle, product,"),
        "asked before",
    ),
    "impossible answer": (
        "services/iui.yaml",
        replace("forms/papers.yaml", "commodity: controlled", "commodity: dangerous"),
        "possible answer",
    ),
    "instant without being so": (
        "services/tdi.yaml",
        replace("services/tdi.yaml", "fee: 0", "fee: 0\ninstant_unless: {commodity: controlled}"),
        "instant_unless",
    ),
    "renewal without a time": (
        "services/perpanjangan.yaml",
        replace("services/perpanjangan.yaml", "renewal_opens_days: 180\n", ""),
        "renewal_opens_days",
    ),
    "impossible exception": (
        "services/pendaftaran_ikm.yaml",
        replace("services/pendaftaran_ikm.yaml", "{commodity: controlled}", "{commodity: dangerous}"),
        "possible answer",
    ),
    "unknown column": (
        "services/iui.yaml",
        replace("forms/pages.yaml", "saves_to: owner.nik", "saves_to: owner.ktp"),
        "column of the register",
    ),
    "case kind twice": ("cases.yaml", replace("cases.yaml", "code: safety", "code: health"), "taken"),
    "authority twice": ("cases.yaml", replace("cases.yaml", "  - code: bpjph", "  - code: djki"), "taken"),
    "authority unknown": ("cases.yaml", replace("cases.yaml", "[kemendag,", "[kemenhub,"), "authorities"),
    "gravity missing": ("cases.yaml", replace("cases.yaml", "- code: serious", "- code: minor"), "this order"),
    "no days": ("cases.yaml", replace("cases.yaml", "days: 30", "days: 0"), "greater"),
}
WITHOUT_FIELD = {
    *("element of the survey missing", "band above the one before", "lowest band"),
    "months of visits in disorder",
    "a rule of visits twice",
    "broken YAML",
    "gravity missing",
    "instant without being so",
    "renewal without a time",
    "no decision",
    "programme for everybody",
}
ELSEWHERE = {
    "five answers of an element",
    *("element of the survey missing", "band above the one before", "lowest band"),
    "months of visits in disorder",
    "a rule of visits twice",
    "programme for everybody",
    "levels go up",
    "floor above the ceiling",
    "instant without being so",
    "renewal without a time",
    "impossible answer",
    "unknown column",
    "service twice",
    "condition on a later question",
    "no decision",
    "authority twice",
    "gravity missing",
    "case kind twice",
}


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A copy of the pack of Blitar."""
    return Path(shutil.copytree(PACK, tmp_path / "pack"))


def test_the_pack_of_blitar_has_no_fault() -> None:
    assert check_pack(PACK) == []


def test_a_pack_is_broken_in_many_ways() -> None:
    assert len(BREAKINGS) >= 20
    assert len({(name, expected) for name, _change, expected in BREAKINGS.values()}) >= 20


def test_the_pack_of_blitar_is_whole() -> None:
    pack = load_pack(PACK)
    assert len(pack.districts) == 22
    assert len(pack.villages) == 248
    assert sum(village.code[9] == "1" for village in pack.villages) == 28
    assert sum(commodity.flagship for commodity in pack.commodities) == 14
    assert len(pack.services) == 7


@pytest.mark.parametrize("breaking", BREAKINGS)
def test_a_fault_is_named_with_file_and_line(pack: Path, breaking: str) -> None:
    name, change, expected = BREAKINGS[breaking]
    line = change(pack)
    faults = [fault for fault in check_pack(pack) if fault.file == name and expected in fault.expected]
    assert faults, check_pack(pack)
    assert any(fault.field for fault in faults) or breaking in WITHOUT_FIELD
    if breaking not in ELSEWHERE:
        assert any(abs(fault.line - line) <= 1 for fault in faults), (line, faults)


def test_a_faulty_pack_is_not_loaded(pack: Path) -> None:
    replace("regency.yaml", "seat:", "capital:")(pack)
    with pytest.raises(PackFaultyError) as faulty:
        load_pack(pack)
    assert {fault.file for fault in faulty.value.faults} == {"regency.yaml"}


def test_a_missing_file_is_named(pack: Path) -> None:
    (pack / "offices.yaml").unlink()
    assert [str(fault) for fault in check_pack(pack)] == ["offices.yaml:0: (file): this file is missing"]
