"""What of a machine's price is paid back. Pure."""

from collections.abc import Mapping
from typing import Any

from sentra.reference.programmes import FULL, ProgrammeKind


def paid_back(terms: ProgrammeKind, answers: Mapping[str, Any]) -> int:
    """Give the amount in whole rupiah: percent of the price by the machine's origin, within floor and ceiling.

    Below the floor nothing is paid back. Source: the terms of the kind of programme (`reimbursed.source`).
    """
    if terms.reimbursed is None:
        return 0
    rule = terms.reimbursed
    percent = rule.domestic_percent if answers.get("origin") == "domestic" else rule.imported_percent
    amount = int(answers.get("price") or 0) * percent // FULL
    return 0 if amount < rule.floor else min(amount, rule.ceiling)
