"""The agreement of who holds a machine that was passed on: accepted on the own page, or signed on paper."""

from django.db import transaction
from django.utils.translation import gettext as _

from sentra.kernel import clock
from sentra.kernel.errors import Conflict, InvalidInput, NotAllowed, NotFound, Problem
from sentra.kernel.text import tidy
from sentra.people.models import User
from sentra.programmes.models import Asset, Passing
from sentra.programmes.services.asset_common import asset_lock, asset_remember, asset_require, passing_of
from sentra.programmes.services.grant import problems_of_name


@transaction.atomic
def passing_accept(*, actor: User, number: str, name: str, read: bool, shown: str) -> Passing:
    """Accept the agreement about a machine that one's own business holds now.

    `shown` is the number of the agreement that the page showed. Raises `NotFound`, `Conflict`, `InvalidInput`.
    """
    asset = asset_lock(number)
    try:
        asset_require(actor, asset, "accept")
    except NotAllowed as error:
        raise NotFound(_("There is no such machine.")) from error
    problems = problems_of_name(name)
    if not read:
        problems.append(Problem("read", "missing", _("Please tick that you have read the agreement and agree.")))
    return _accepted(actor, asset, "accept", tidy(name), shown, problems)


@transaction.atomic
def passing_accept_on_paper(*, actor: User, number: str, name: str, shown: str) -> Passing:
    """Record that the new holder signed the agreement on paper. Raises as `passing_accept`, and `NotAllowed`."""
    asset = asset_lock(number)
    asset_require(actor, asset, "accept_on_paper")
    return _accepted(actor, asset, "accept_on_paper", tidy(name), shown, problems_of_name(name))


def _accepted(actor: User, asset: Asset, act: str, name: str, shown: str, problems: list[Problem]) -> Passing:
    passing = passing_of(asset)
    if passing is None or shown != passing.document.number:
        raise Conflict(_("A new agreement was made while you had the page open. Read it, then decide."))
    if problems:
        raise InvalidInput(problems)
    passing.accepted_at, passing.accepted_by, passing.accepted_name = clock.now(), actor, name
    passing.on_paper = act == "accept_on_paper"
    passing.save()
    asset_remember(actor, asset, act, after={"agreement": passing.document.number, "agreement_by": name})
    return passing
