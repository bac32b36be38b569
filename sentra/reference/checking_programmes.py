"""Checking the kinds of programmes: conditions name what the pack has, questions stand once and in order."""

from collections.abc import Iterator

from sentra.reference.checking_conditions import COMMODITY_KNOWN, condition_faults
from sentra.reference.loading import Reading
from sentra.reference.needs import leaves
from sentra.reference.programmes import ProgrammeKind
from sentra.reference.reading import Fault
from sentra.reference.schema import FormField

NAMED_BY = {"paper": "kinds", "commodity": "commodities", "district": "districts"}
"""The conditions that name what a pack holds, each with the part of it that names it."""
REIMBURSED_BY = ("origin", "price")
"""The questions by whose answers `programmes.reimbursed` computes."""
BECAUSE = {"papers": "papers", "visit": "visit: true", "assessment": "criteria", "results": "results"}
"""The stages that a kind has where, and only where, it has these."""
Expected = Iterator[tuple[tuple[str | int, ...], str]]


def programme_faults(reading: Reading, kind: ProgrammeKind) -> Iterator[Fault]:
    """Tell everything in a kind of programme that doesn't fit the rest of the pack."""
    source, loc = reading.places[("programme", kind.code)]
    parts = (_needs(reading, kind), _codes(kind), _whens(reading, kind), _checklist(reading, kind), _stages(kind))
    for part in parts:
        for field, expected in part:
            yield source.fault((*loc, *field), expected)


def _needs(reading: Reading, kind: ProgrammeKind) -> Expected:
    """Find conditions on papers, commodities and districts that the pack doesn't have."""
    papers = {one.code for one in reading.services}
    papers |= {one.code for one in reading.register.paper_kinds} if reading.register else set()
    known: dict[str, tuple[str, set[str]]] = {
        "kinds": ("a kind of paper or the code of a service", papers),
        "commodities": ("a code of commodities.yaml", {one.code for one in reading.commodities}),
        "districts": ("a district of districts.csv", {one.code for one in reading.districts}),
    }
    for place, need in enumerate(kind.conditions):
        for leaf in leaves(need):
            if name := NAMED_BY.get(leaf.needs):
                expected, codes = known[name]
                for wrong in sorted(set(getattr(leaf, name)) - codes):
                    yield ("conditions", place), f"{expected}, not {wrong}"


def _codes(kind: ProgrammeKind) -> Expected:
    """Find codes that stand twice."""
    for part in ("fields", "papers", "criteria", "results", "after"):
        codes = [one.code for one in getattr(kind, part)]
        for place, code in enumerate(codes):
            if code in codes[:place]:
                yield (part, place), f"a code of its own; {code} is taken"


def _whens(reading: Reading, kind: ProgrammeKind) -> Expected:
    """Find questions and papers that depend on what isn't asked before."""
    earlier: dict[str, FormField] = {COMMODITY_KNOWN.code: COMMODITY_KNOWN}
    for place, field in enumerate(kind.fields):
        for expected in condition_faults(reading, field.when, earlier):
            yield ("fields", place, "when"), expected
        earlier[field.code] = field
    for name in ("results", "after"):
        before: dict[str, FormField] = {COMMODITY_KNOWN.code: COMMODITY_KNOWN}
        for place, field in enumerate(getattr(kind, name)):
            for expected in condition_faults(reading, field.when, before):
                yield (name, place, "when"), expected
            before[field.code] = field
    for place, paper in enumerate(kind.papers):
        for expected in condition_faults(reading, paper.when, earlier):
            yield ("papers", place), expected


def _checklist(reading: Reading, kind: ProgrammeKind) -> Expected:
    """Find a checklist that isn't there, and a machine's check that doesn't ask what is paid back by."""
    known = {one.code: one for one in reading.checklists}
    if kind.checklist and kind.checklist not in known:
        yield ("checklist",), f"a code from checklists/, not {kind.checklist}"
    if kind.reimbursed:
        told = {field.code for field in kind.fields}
        for code in REIMBURSED_BY:
            if code not in told:
                yield ("fields",), f"a question {code}: by it is computed what is paid back"


def _stages(kind: ProgrammeKind) -> Expected:
    """Find stages that are missing or make no sense, stand twice or in disorder."""
    wanted, codes = kind.stages_wanted, [one.code for one in kind.stages]
    for place, stage in enumerate(kind.stages):
        if stage.code in codes[:place]:
            yield ("stages", place, "code"), f"each stage once; {stage.code} is taken"
        elif stage.code not in wanted:
            yield ("stages", place, "code"), f"no stage {stage.code}: this kind has no {BECAUSE[stage.code]}"
        if (stage.days is None) != (stage.code == "objections"):
            yield ("stages", place, "days"), "days of each stage but objections, whose days are objection_days"
    for missing in wanted:
        if missing not in codes:
            why = f", as this kind has {BECAUSE[missing]}" if missing in BECAUSE else ""
            yield ("stages",), f"a stage {missing}{why}"
    known = [code for code in wanted if code in codes]
    if [code for code in dict.fromkeys(codes) if code in wanted] != known:
        yield ("stages",), f"stages in this order: {', '.join(known)}"
