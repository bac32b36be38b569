"""What a condition of a programme asks on a day: from which day or year on, and in words.

The words are lazy: they are put together in the language of whoever reads them.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from sentra.cases.models import Gravity as CaseGravity
from sentra.kernel.clock import months_on
from sentra.kernel.errors import Message
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
    ProfilePart,
    Registered,
    SizeIs,
)
from sentra.registry.acts import SIZES, say_commodity, say_district, say_paper_kind
from sentra.registry.models import GroupKind, Production, Support
from sentra.registry.rules import LACKS
from sentra.surveys.models import Gravity as FindingGravity

day_of = lazy(date_format, str)
"""A day in words."""
commodity_of, district_of, paper_of = lazy(say_commodity, str), lazy(say_district, str), lazy(say_paper_kind, str)
"""What the pack calls a commodity, a district and a kind of paper."""
PRODUCTION: Mapping[str, Message] = dict(Production.choices)
HELP: Mapping[str, Message] = dict(Support.Kind.choices)
GROUPS: Mapping[str, Message] = dict(GroupKind.choices)
CASES: Mapping[str, Message] = dict(CaseGravity.choices)
FINDINGS: Mapping[str, Message] = dict(FindingGravity.choices)
PARTS: Mapping[ProfilePart, Message] = {
    "product": LACKS["product"][0],
    "photo": _("photographs of products"),
    "pin": LACKS["pin"][0],
    "phone": LACKS["phone"][0],
    "address": LACKS["address"][0],
    "materials": _("raw materials"),
}
SCALES = {
    "umkm": _("Size (UMKM): {sizes}"),
    "industry": _("Size (industry): {sizes}"),
    "bps": _("Size (BPS): {sizes}"),
}
GRADES = {
    "quality": _("Quality of the product: at least {least}%"),
    "readiness": _("Readiness to produce: at least {least}%"),
}


def _join(between: Message, said: Iterable[Message]) -> str:
    return str(between).join(str(one) for one in said)


_joined = lazy(_join, str)


def listed(said: Iterable[Message]) -> Message:
    """Say one thing after the other: `smooth, halting`."""
    return _joined(", ", tuple(said))


def either(said: Iterable[Message]) -> Message:
    """Say things of which one is enough: `smooth, halting or stopped`."""
    several = tuple(said)
    if len(several) == 1:
        return several[0]
    return format_lazy(_("{others} or {last}"), others=listed(several[:-1]), last=several[-1])


def sentences(said: Iterable[Message]) -> Message:
    """Say what may be long, one beside the other."""
    return _joined("; ", tuple(said))


def founded_by(need: InBusinessFor, today: date) -> date:
    """Tell the last day on which a business may have been founded; the 29th of February counts as the 28th."""
    return months_on(today, -12 * need.least)


def figures_from(need: FiguresIn, today: date) -> int:
    """Tell the first year whose figures are new enough."""
    return today.year - need.within_years


def helped_from(need: NotHelped, today: date) -> int:
    """Tell the first year since which help stands in the way."""
    return today.year - need.within_years


def _registered(_need: Registered, _today: date) -> Message:
    return _("On the register: a permit put the business there")


def _licensed(_need: Licensed, _today: date) -> Message:
    return _("A licence that is valid today")


def _paper(need: HoldsPaper, _today: date) -> Message:
    return format_lazy(_("A valid paper: {kinds}"), kinds=either(paper_of(kind) for kind in need.kinds))


def _production(need: Produces, _today: date) -> Message:
    return format_lazy(
        _("Production at the last visit: {states}"), states=either(PRODUCTION[one] for one in need.states)
    )


def _commodity(need: MakesOneOf, _today: date) -> Message:
    return format_lazy(_("Makes {commodities}"), commodities=either(commodity_of(one) for one in need.commodities))


def _district(need: LiesIn, _today: date) -> Message:
    return format_lazy(_("Lies in {districts}"), districts=either(district_of(one) for one in need.districts))


def _size(need: SizeIs, _today: date) -> Message:
    return format_lazy(SCALES[need.scale], sizes=either(SIZES[one] for one in need.sizes))


def _years(need: InBusinessFor, today: date) -> Message:
    return format_lazy(_("In business since {day} or longer"), day=day_of(founded_by(need, today)))


def _figures(need: FiguresIn, today: date) -> Message:
    return format_lazy(_("Accepted yearly figures of {year} or later"), year=figures_from(need, today))


def _grade(need: GradeAtLeast, _today: date) -> Message:
    return format_lazy(GRADES[need.of], least=need.least)


def _no_case(need: NoOpenCase, _today: date) -> Message:
    gravities = either(CASES[one] for one in need.gravities)
    return format_lazy(_("No open case about a product of this gravity: {gravities}"), gravities=gravities)


def _no_finding(need: NoOpenFinding, _today: date) -> Message:
    gravities = either(FINDINGS[one] for one in need.gravities)
    return format_lazy(_("No open finding of a visit of this gravity: {gravities}"), gravities=gravities)


def _not_helped(need: NotHelped, today: date) -> Message:
    kinds = either(HELP[one] for one in need.kinds)
    return format_lazy(_("No such help since {year}: {kinds}"), year=helped_from(need, today), kinds=kinds)


def _member(need: MemberOf, _today: date) -> Message:
    return format_lazy(_("Member of a group: {kinds}"), kinds=either(GROUPS[one] for one in need.kinds))


def _complete(need: Complete, _today: date) -> Message:
    return format_lazy(_("Filled in on the profile: {parts}"), parts=listed(PARTS[one] for one in need.parts))


def _all(need: AllOf, today: date) -> Message:
    return format_lazy(_("All of these: {conditions}"), conditions=sentences(wanted(one, today) for one in need.of))


def _any(need: AnyOf, today: date) -> Message:
    return format_lazy(_("One of these: {conditions}"), conditions=sentences(wanted(one, today) for one in need.of))


def _not(need: Not, today: date) -> Message:
    return format_lazy(_("Not this: {condition}"), condition=wanted(need.of, today))


WANTED: Mapping[str, Callable[[Any, date], Message]] = {
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
    "all": _all,
    "any": _any,
    "not": _not,
}
"""The words of each kind of condition."""


def wanted(need: Need, today: date) -> Message:
    """Say what a condition asks on a day; also without a business, as where a programme is announced."""
    return WANTED[need.needs](need, today)
