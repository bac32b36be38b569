"""What is wrong with money that somebody writes down as spent. Pure."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from sentra.kernel import clock
from sentra.kernel.errors import Problem
from sentra.programmes.rules import MOST_MONEY

SHORTEST_WHAT, LONGEST_WHAT, LONGEST_VOUCHER = 3, 200, 100


def problems_of_amount(amount: int | None, name: str = "amount") -> list[Problem]:
    """Tell what is wrong with an amount in whole rupiah."""
    if amount is None or amount < 1:
        return [Problem(name, "missing", _("Please give an amount in rupiah."))]
    if amount > MOST_MONEY:
        return [Problem(name, "impossible", _("Please give an amount that can be paid."))]
    return []


def problems_of_spending(*, on: date | None, amount: int | None, since: date, what: str, voucher: str) -> list[Problem]:
    """Tell everything that is wrong; money is spent from the day on which the call was written, until today."""
    found = problems_of_amount(amount)
    if on is None:
        found.append(Problem("on", "missing", _("Please give the day.")))
    elif not since <= on <= clock.today():
        found.append(Problem("on", "impossible", _("Please give a day since the call was written, until today.")))
    if not SHORTEST_WHAT <= len(what) <= LONGEST_WHAT:
        found.append(Problem("what", "missing", _("Please say in a few words what it was spent for.")))
    if len(voucher) > LONGEST_VOUCHER:
        found.append(
            Problem("voucher", "too_long", _("Please use at most %(most)s characters.") % {"most": LONGEST_VOUCHER})
        )
    return found
