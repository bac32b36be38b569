"""Whether a business may join a programme, and why: each condition with what is there, what is asked, what mends it.

Pure: it judges `Facts`, on a day. `eligible` asks the same of the whole register, in the database.
"""

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from sentra.kernel.errors import Message
from sentra.programmes.asking import (
    CASES,
    FINDINGS,
    GROUPS,
    HELP,
    PARTS,
    PRODUCTION,
    commodity_of,
    day_of,
    district_of,
    figures_from,
    founded_by,
    helped_from,
    listed,
    paper_of,
    sentences,
    wanted,
)
from sentra.programmes.facts import Facts
from sentra.reference.needs import (
    AllOf,
    AnyOf,
    Complete,
    FiguresIn,
    GradeAtLeast,
    HoldsPaper,
    InBusinessFor,
    Licensed,
    LiesIn,
    MakesOneOf,
    MemberOf,
    Need,
    NoOpenCase,
    NoOpenFinding,
    Not,
    NotHelped,
    Produces,
    Registered,
    SizeIs,
)
from sentra.registry.acts import SIZES

Mend = Literal[
    "apply", "renew", "figures", "profile", "product", "photo", "pin", "paper", "group", "case", "finding", "visit", ""
]
"""What would mend a condition that isn't met; "" where nothing can, or only time."""


@dataclass(frozen=True, slots=True)
class Found:
    """What was found: whether the condition is met, what the business has, and what would mend it."""

    met: bool
    has: Message
    mend: Mend = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A condition judged: what the business has, what is wanted, and the code of what would mend it.

    `parts` are the judgements of the conditions that this one is made of; `lifted`: an officer doesn't ask it here.
    """

    need: Need
    met: bool
    has: Message
    wanted: Message
    mend: Mend = ""
    parts: tuple["Judgement", ...] = ()
    lifted: bool = False

    @property
    def passes(self) -> bool:
        """Tell whether it doesn't stand in the way."""
        return self.met or self.lifted


def key_of(need: Need) -> str:
    """Give the key of a condition, by which it is lifted: the same for the same condition, whoever wrote it down."""
    return json.dumps(need.model_dump(mode="json"), sort_keys=True, separators=(",", ":"))


def may_be_lifted(need: Need) -> bool:
    """Tell whether an officer may lift a condition: all but that of being on the register."""
    return not isinstance(need, Registered)


def asked(conditions: Iterable[Need]) -> tuple[Need, ...]:
    """Give what is asked: the conditions in their order, before them that of the register where it isn't among them."""
    given = tuple(conditions)
    return given if any(isinstance(one, Registered) for one in given) else (Registered(needs="registered"), *given)


def judge(need: Need, facts: Facts, today: date) -> Judgement:
    """Judge one condition."""
    parts = tuple(judge(part, facts, today) for part in _parts(need))
    found = COMBINED[need.needs](parts) if parts else JUDGES[need.needs](need, facts, today)
    mend: Mend = "" if found.met else found.mend
    return Judgement(need, found.met, found.has, wanted(need, today), mend, parts)


def explained(
    conditions: Iterable[Need], facts: Facts, today: date, lifted: Collection[str] = frozenset()
) -> list[Judgement]:
    """Judge each of the conditions, in their order.

    `lifted` are keys of conditions that an officer lifted for this business. A lift of being on the register does
    nothing, and neither does one of a part of a condition.
    """
    return [
        replace(judge(need, facts, today), lifted=may_be_lifted(need) and key_of(need) in lifted)
        for need in asked(conditions)
    ]


def fits(conditions: Iterable[Need], facts: Facts, today: date, lifted: Collection[str] = frozenset()) -> bool:
    """Tell whether a business may join: it is on the register, and meets each condition that wasn't lifted."""
    return all(one.passes for one in explained(conditions, facts, today, lifted))


def _parts(need: Need) -> Sequence[Need]:
    if isinstance(need, AllOf | AnyOf):
        return need.of
    return (need.of,) if isinstance(need, Not) else ()


def _registered(_need: Registered, facts: Facts, _today: date) -> Found:
    if facts.registered:
        return Found(met=True, has=_("On the register"))
    return Found(False, _("Closed")) if facts.closed else Found(False, _("Not on the register yet"), "apply")


def _licensed(_need: Licensed, facts: Facts, today: date) -> Found:
    until = facts.licensed_until
    if not facts.licensed:
        return Found(False, _("No licence"), "apply")
    if until is None:
        return Found(True, _("A licence without an end"))
    if until >= today:
        return Found(True, format_lazy(_("A licence until {day}"), day=day_of(until)))
    return Found(False, format_lazy(_("The licence ended on {day}"), day=day_of(until)), "renew")


def _paper(need: HoldsPaper, facts: Facts, today: date) -> Found:
    def lasting(papers: Mapping[str, date | None]) -> list[str]:
        return [kind for kind in need.kinds if kind in papers and _lasts(papers[kind], today)]

    if valid := lasting(facts.papers):
        return Found(True, listed(paper_of(kind) for kind in valid))
    if waiting := lasting(facts.unchecked):
        return Found(False, format_lazy(_("Not checked yet: {kinds}"), kinds=listed(paper_of(one) for one in waiting)))
    if ended := [kind for kind in need.kinds if kind in facts.papers or kind in facts.expired]:
        return Found(False, format_lazy(_("Ended: {kinds}"), kinds=listed(paper_of(one) for one in ended)), "renew")
    return Found(False, _("No such paper"), "paper")


def _lasts(until: date | None, today: date) -> bool:
    return until is None or until >= today


def _production(need: Produces, facts: Facts, _today: date) -> Found:
    return Found(facts.production in need.states, PRODUCTION[facts.production], "visit")


def _commodity(need: MakesOneOf, facts: Facts, _today: date) -> Found:
    if not facts.commodity:
        return Found(False, _("Not told yet"), "profile")
    return Found(facts.commodity in need.commodities, commodity_of(facts.commodity))


def _district(need: LiesIn, facts: Facts, _today: date) -> Found:
    return Found(facts.district in need.districts, district_of(facts.district))


def _size(need: SizeIs, facts: Facts, _today: date) -> Found:
    size = facts.sizes.get(need.scale, "")
    return Found(size in need.sizes, SIZES[size]) if size else Found(False, _("The figures don't tell yet"), "figures")


def _years(need: InBusinessFor, facts: Facts, today: date) -> Found:
    if facts.founded is None:
        return Found(False, _("Not told yet"), "profile")
    has = format_lazy(_("In business since {day}"), day=day_of(facts.founded))
    return Found(facts.founded <= founded_by(need, today), has)


def _figures(need: FiguresIn, facts: Facts, today: date) -> Found:
    if facts.figures_year is None:
        return Found(False, _("No accepted figures"), "figures")
    has = format_lazy(_("Accepted figures of {year}"), year=facts.figures_year)
    return Found(facts.figures_year >= figures_from(need, today), has, "figures")


def _grade(need: GradeAtLeast, facts: Facts, _today: date) -> Found:
    grade = facts.quality if need.of == "quality" else facts.readiness
    if grade is None:
        return Found(False, _("Not graded yet"), "visit")
    return Found(grade >= need.least, f"{grade}%", "visit")


def _no_case(need: NoOpenCase, facts: Facts, _today: date) -> Found:
    return _none_open(CASES, need.gravities, facts.cases, "case")


def _no_finding(need: NoOpenFinding, facts: Facts, _today: date) -> Found:
    return _none_open(FINDINGS, need.gravities, facts.findings, "finding")


def _none_open(words: Mapping[str, Message], asked_of: Iterable[str], opened: Collection[str], mend: Mend) -> Found:
    in_the_way = [one for one in asked_of if one in opened]
    if not in_the_way:
        return Found(True, _("None is open"))
    return Found(False, format_lazy(_("Open: {gravities}"), gravities=listed(words[one] for one in in_the_way)), mend)


def _not_helped(need: NotHelped, facts: Facts, today: date) -> Found:
    had = [(kind, facts.helped[kind]) for kind in need.kinds if kind in facts.helped]
    if not had:
        return Found(True, _("No such help so far"))
    has = listed(format_lazy("{kind} ({year})", kind=HELP[kind], year=year) for kind, year in had)
    return Found(all(year < helped_from(need, today) for _kind, year in had), has)


def _member(need: MemberOf, facts: Facts, _today: date) -> Found:
    if not facts.groups:
        return Found(False, _("In no group"), "group")
    has = listed(words for kind, words in GROUPS.items() if kind in facts.groups)
    return Found(not facts.groups.isdisjoint(need.kinds), has, "group")


def _complete(need: Complete, facts: Facts, _today: date) -> Found:
    missing = [part for part in need.parts if part not in facts.filled]
    if not missing:
        return Found(True, _("All filled in"))
    mend = PART_MENDED_BY.get(missing[0], "profile")
    if mend == "photo" and "product" not in facts.filled:
        mend = "product"
    return Found(False, format_lazy(_("Still missing: {parts}"), parts=listed(PARTS[one] for one in missing)), mend)


PART_MENDED_BY: Mapping[str, Mend] = {"product": "product", "photo": "photo", "pin": "pin"}
"""The parts of a profile that have a page of their own; a photograph hangs on a product."""


def _all(parts: Sequence[Judgement]) -> Found:
    """What fails is said and mended, the first thing first."""
    failing = [one for one in parts if not one.met]
    return Found(not failing, sentences(one.has for one in failing or parts), failing[0].mend if failing else "")


def _any(parts: Sequence[Judgement]) -> Found:
    """One is enough: the first that can be mended is the way."""
    holding = [one for one in parts if one.met]
    mend: Mend = next((one.mend for one in parts if one.mend), "")
    return Found(bool(holding), sentences(one.has for one in holding or parts), mend)


def _not(parts: Sequence[Judgement]) -> Found:
    """What a business has can't be mended away."""
    (part,) = parts
    return Found(not part.met, part.has)


JUDGES: Mapping[str, Callable[[Any, Facts, date], Found]] = {
    "registered": _registered,
    "licensed": _licensed,
    "paper": _paper,
    "production": _production,
    "commodity": _commodity,
    "district": _district,
    "size": _size,
    "years": _years,
    "figures": _figures,
    "grade": _grade,
    "no_case": _no_case,
    "no_finding": _no_finding,
    "not_helped": _not_helped,
    "member": _member,
    "complete": _complete,
}
"""How each single kind of condition is judged."""
COMBINED: Mapping[str, Callable[[Sequence[Judgement]], Found]] = {"all": _all, "any": _any, "not": _not}
"""How conditions that are made of others follow from those."""
