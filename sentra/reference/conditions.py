"""When a question, a paper or a check is asked for. Pure."""

from collections.abc import Mapping
from typing import Any

from sentra.reference.parts import Condition
from sentra.reference.schema import Commodity


def asked(when: Condition | None, answers: Mapping[str, Any], commodities: Mapping[str, Commodity]) -> bool:
    """Tell whether the answers so far meet a condition; no condition is always met.

    Every named answer has the value, or one of the values. `controlled` and `food` stand for all commodities that
    are so.
    """
    if when is None:
        return True
    return all(_meets(answers.get(code), wanted, commodities) for code, wanted in when.items())


def _meets(given: Any, wanted: bool | str | tuple[str, ...], commodities: Mapping[str, Commodity]) -> bool:
    if isinstance(wanted, bool):
        return given is wanted
    accepted = {wanted} if isinstance(wanted, str) else set(wanted)
    held = {one for one in (given if isinstance(given, list) else [given]) if isinstance(one, str)}
    commodity = commodities.get(given) if isinstance(given, str) else None
    if commodity:
        held |= {"controlled"} if commodity.controlled else set()
        held |= {"food"} if commodity.food else set()
    return bool(held & accepted)
