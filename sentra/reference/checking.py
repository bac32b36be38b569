"""Checking a pack as a whole: its shape, and whether its parts fit each other."""

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from string import Formatter

from sentra.kernel.text import fold
from sentra.reference.boundaries import boundary_faults
from sentra.reference.checking_conditions import COMMODITY_GROUPS, COMMODITY_KNOWN, condition_faults
from sentra.reference.checking_programmes import programme_faults
from sentra.reference.checklists import BY_ANSWER, Checklist
from sentra.reference.loading import Reading
from sentra.reference.reading import Fault
from sentra.reference.schema import FormField, Service
from sentra.reference.supervision import VISIT_KINDS

PLACEHOLDERS = frozenset({"seq", "year", "month_roman", "regency", "service"})
COLUMNS = frozenset(
    {"owner.name", "owner.nik", "owner.birth_date", "owner.phone", "owner.email", "owner.address"}
    | {"business.name", "business.brand", "business.legal_form", "business.address", "business.district"}
    | {"business.village", "business.commodity", "business.kbli", "business.founded", "business.nib", "business.npwp"}
    | {"product.name", "figures.workers_men", "figures.workers_women", "figures.investment", "figures.capacity"}
)
REGISTER_COLUMNS = {
    "identity": {"name", "brand", "legal_form", "commodity", "kbli", "nib", "npwp", "founded"},
    "owner": {"name", "nik", "birth_date"},
    "contact": {"phone", "email", "address", "website"},
    "place": {"district", "village", "address"},
    "pin": {"pin"},
    "market": {"markets", "export_countries"},
    "product": {"name", "commodity", "description", "packaging", "unit", "price_from", "price_to"},
    "machine": {"name", "count", "year", "capacity"},
    "material": {"name", "origin"},
    "figures": {"workers_men", "workers_women", "investment", "capacity", "production_amount", "production_value"}
    | {"raw_material_value", "export_share", "export_countries"},
    "group_figures": {"units", "workers", "investment", "capacity", "production_value", "raw_material_value"},
    "paper": {"kind", "number", "issuer", "issued_on", "valid_until"},
    "census": {"name", "phone", "nik", "district", "village", "address", "commodity", "why_no_permit", "pin"},
}
"""The pages of the register's forms, each with the columns that it may fill."""
REGISTER_NEEDS = {"product": "name", "machine": "name", "material": "name", "paper": "number", "census": "name"}
"""What a page that makes a new row can't do without."""
FaultAt = Callable[[tuple[str | int, ...], str], Fault]


def check_pack(root: Path) -> list[Fault]:
    """Tell everything that is wrong in a pack, in the order of files and lines; empty where nothing is."""
    if not root.is_dir():
        return [Fault(str(root), 0, "", "a folder")]
    reading = Reading(root)
    faults = [
        *reading.faults,
        *_places(reading),
        *_commodities(reading),
        *_register(reading),
        *(fault for checklist in reading.checklists for fault in _checklist(reading, checklist)),
        *_supervision(reading),
        *_cases(reading),
        *_promotion(reading),
        *_skm(reading),
        *boundary_faults(reading.boundaries, [district.code for district in reading.districts]),
        *(fault for service in reading.services for fault in _service(reading, service)),
        *(fault for kind in reading.programmes for fault in programme_faults(reading, kind)),
    ]
    return sorted(set(faults))


def _fault(reading: Reading, what: str, code: str, field: tuple[str | int, ...], expected: str) -> Fault:
    source, loc = reading.places[(what, code)]
    return source.fault((*loc, *field), expected)


def _places(reading: Reading) -> Iterator[Fault]:
    codes = {district.code for district in reading.districts}
    for village in reading.villages:
        if village.district not in codes:
            yield _fault(
                reading, "village", village.code, ("code",), f"a district of districts.csv, not {village.district}"
            )
    regency = reading.regency
    for district in reading.districts:
        if regency and not district.code.startswith(f"{regency.code}."):
            yield _fault(reading, "district", district.code, ("code",), f"a code that begins with {regency.code}.")
    taken = Counter((district.row, district.col) for district in reading.districts)
    for district in reading.districts:
        if taken[(district.row, district.col)] > 1:
            yield _fault(reading, "district", district.code, ("row",), "a tile of its own; another district has it")


def _commodities(reading: Reading) -> Iterator[Fault]:
    known = {kbli.code for kbli in reading.kbli}
    for commodity in reading.commodities:
        for place, code in enumerate(commodity.kbli):
            if code not in known:
                yield _fault(reading, "commodity", commodity.code, ("kbli", place), f"a code of kbli.csv, not {code}")
    yield from _words(reading)


def _words(reading: Reading) -> Iterator[Fault]:
    """Find words that mean two commodities: an import could take either for what a list says."""
    taken: dict[str, str] = {}
    for commodity in reading.commodities:
        for word in (commodity.name.id, commodity.name.en):
            taken.setdefault(fold(word), commodity.code)
    for commodity in reading.commodities:
        for place, word in enumerate(commodity.words):
            if (other := taken.setdefault(fold(word), commodity.code)) != commodity.code:
                expected = f"a word of this commodity alone; {other} has {word!r} too"
                yield _fault(reading, "commodity", commodity.code, ("words", place), expected)


def _register(reading: Reading) -> Iterator[Fault]:
    found = {page.code: page for page in reading.register_pages}
    for code, columns in REGISTER_COLUMNS.items():
        if code not in found:
            yield Fault("forms/register.yaml", 0, "", f"a page with the code {code}")
            continue
        filled = {(field.saves_to or "").rpartition(".")[2] for field in found[code].fields}
        for unknown in sorted(filled - columns):
            yield _fault(reading, "register page", code, ("fields",), f"columns of the register, not {unknown}")
        if (needed := REGISTER_NEEDS.get(code)) and needed not in filled:
            yield _fault(reading, "register page", code, ("fields",), f"a question that fills {needed}")


def _cases(reading: Reading) -> Iterator[Fault]:
    """Find codes of problem products that stand twice, and authorities that nobody describes."""
    source, cases = reading.sources["cases.yaml"], reading.cases
    if cases is None:
        return
    known = [one.code for one in cases.authorities]
    for name, codes in (("kinds", [one.code for one in cases.kinds]), ("authorities", known)):
        for place, code in enumerate(codes):
            if code in codes[:place]:
                yield source.fault((name, place, "code"), f"a code of its own; {code} is taken")
    for place, kind in enumerate(cases.kinds):
        for nth, code in enumerate(kind.authorities):
            if code not in known:
                yield source.fault(("kinds", place, "authorities", nth), f"a code from authorities, not {code}")


def _promotion(reading: Reading) -> Iterator[Fault]:
    """Find stories and offers of what the pack doesn't know, and media that stand twice."""
    source, promotion = reading.sources["promotion.yaml"], reading.promotion
    if promotion is None:
        return
    known = {one.code for one in reading.commodities} | {one.code for one in reading.districts}
    told = [story.commodity or story.district for story in promotion.stories]
    for place, code in enumerate(told):
        if code not in known:
            yield source.fault(("stories", place), f"a commodity or a district of this pack, not {code}")
        if code in told[:place]:
            yield source.fault(("stories", place), f"one story of each; {code} has one")
    goods = {one.code for one in reading.commodities}
    for place, suits in enumerate(promotion.suits):
        for nth, code in enumerate(suits.commodities):
            if code not in goods:
                yield source.fault(("suits", place, "commodities", nth), f"a commodity of this pack, not {code}")
    codes = [one.code for one in promotion.media]
    for place, code in enumerate(codes):
        if code in codes[:place]:
            yield source.fault(("media", place, "code"), f"a code of its own; {code} is taken")


def _skm(reading: Reading) -> Iterator[Fault]:
    """Find codes of what people are asked about that mean two things: their answers would be counted together."""
    source, skm = reading.sources["skm.yaml"], reading.skm
    taken = [*(one.code for one in reading.services), *(one.code for one in reading.programmes)]
    for kind in reading.programmes:
        if kind.code in {one.code for one in reading.services}:
            yield _fault(reading, "programme", kind.code, ("code",), f"no code of a service; {kind.code} is one")
    for place, one in enumerate(skm.counter if skm else ()):
        if one.code in taken:
            yield source.fault(("counter", place, "code"), f"a code of its own; {one.code} is taken")
        taken.append(one.code)


def _checklist(reading: Reading, checklist: Checklist) -> Iterator[Fault]:
    """Find questions that are asked twice, and conditions on what isn't answered before."""
    goods = {commodity.code for commodity in reading.commodities} | COMMODITY_GROUPS
    possible: dict[str, set[str]] = {"commodity": goods, "visit": set(VISIT_KINDS)}
    seen: set[str] = set(possible)
    for place, section in enumerate(checklist.sections):
        for inside, question in enumerate(section.questions):
            loc = ("sections", place, "questions", inside)
            if question.code in seen:
                expected = f"a code of its own; {question.code} is taken"
                yield _fault(reading, "checklist", checklist.code, (*loc, "code"), expected)
            for code, wanted in (question.when or {}).items():
                values = {str(wanted)} if isinstance(wanted, (str, bool)) else set(wanted)
                if code not in possible:
                    expected = f"a question that is asked before and has few answers, commodity or visit; not {code}"
                    yield _fault(reading, "checklist", checklist.code, (*loc, "when", code), expected)
                elif wrong := ", ".join(sorted(values - possible[code])):
                    expected = f"a possible answer to {code}, not {wrong}"
                    yield _fault(reading, "checklist", checklist.code, (*loc, "when", code), expected)
            seen.add(question.code)
            if question.kind in BY_ANSWER:
                possible[question.code] = set(question.possible)


def _supervision(reading: Reading) -> Iterator[Fault]:
    known = {checklist.code for checklist in reading.checklists}
    for kind, code in reading.supervision.checklists if reading.supervision else ():
        if code not in known:
            source = reading.sources["supervision.yaml"]
            yield source.fault(("checklists", kind), f"a code from checklists/, not {code}")


def _service(reading: Reading, service: Service) -> Iterator[Fault]:
    def fault(field: tuple[str | int, ...], expected: str) -> Fault:
        return _fault(reading, "service", service.code, field, expected)

    if service.checklist and service.checklist not in {checklist.code for checklist in reading.checklists}:
        yield fault(("checklist",), f"a code from checklists/, not {service.checklist}")
    codes = {other.code for other in reading.services}
    for place, code in enumerate(service.renews):
        if code not in codes:
            yield fault(("renews", place), f"the code of a service, not {code}")
    yield from (fault(("numbering", "format"), expected) for expected in _numbering(service))
    yield from _questions(service, fault)
    yield from _conditions(reading, service, fault)


def _questions(service: Service, fault: FaultAt) -> Iterator[Fault]:
    for code, count in Counter(field.code for field in service.fields).items():
        if count > 1:
            yield fault(("pages",), f"each question once; {code} is asked {count} times")
    for code, count in Counter(paper.code for paper in service.papers).items():
        if count > 1:
            yield fault(("papers",), f"each paper once; {code} is asked {count} times")
    for field in service.fields:
        if field.saves_to and field.saves_to not in COLUMNS:
            yield fault(("pages",), f"a column of the register for {field.code}, not {field.saves_to}")


def _numbering(service: Service) -> Iterator[str]:
    try:
        names = {
            name for _text, name, _spec, _conversion in Formatter().parse(service.numbering.format) if name is not None
        }
    except ValueError as error:
        yield f"a format with matching braces ({error})"
        return
    if unknown := names - PLACEHOLDERS:
        yield f"only the placeholders {', '.join(sorted(PLACEHOLDERS))}, not {', '.join(sorted(unknown))}"
    if not {"seq", "year"} <= names:
        yield "the placeholders {seq} and {year}, so that no number comes twice"


def _conditions(reading: Reading, service: Service, fault: FaultAt) -> Iterator[Fault]:
    earlier: dict[str, FormField] = {COMMODITY_KNOWN.code: COMMODITY_KNOWN} if service.renews else {}
    for field in service.fields:
        for expected in condition_faults(reading, field.when, earlier):
            yield fault(("pages",), f"in the condition of {field.code}: {expected}")
        earlier[field.code] = field
    for paper in service.papers:
        for expected in condition_faults(reading, paper.when, earlier):
            yield fault(("papers",), f"in the condition of {paper.code}: {expected}")
    for expected in condition_faults(reading, service.instant_unless, earlier):
        yield fault(("instant_unless",), expected)
    for place, condition in enumerate(service.conditions):
        for expected in condition_faults(reading, condition.when, earlier):
            yield fault(("conditions", place), expected)
