"""The search of the whole register for doubles: in the background, in small steps, each of which may run twice."""

from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from sentra.kernel import clock
from sentra.kernel.errors import Conflict, InvalidInput, NotFound, Problem
from sentra.people.models import User
from sentra.people.policy import Permission, require, visible_to
from sentra.registry.matching.comparison import BUSINESS, Score
from sentra.registry.models import Business, MatchRun, OwnerPair, Pair, PairState
from sentra.registry.nearby import Signs, nearby, rows_of
from sentra.registry.services.pairs import pair_ask_again, pairs_keep

Found = dict[tuple[UUID, UUID], Score]
STEP = 500
"""So many businesses are compared in one transaction: a search that was killed goes on from there."""


@transaction.atomic
def search_start(*, actor: User | None) -> MatchRun:
    """Begin a search; whoever calls gives the worker the job. Raises `NotAllowed`, and `Conflict` where one runs."""
    if actor:
        require(actor, Permission.REGISTER_MERGE)
    try:
        with transaction.atomic():
            return MatchRun.objects.create(started_by=actor, businesses=Business.objects.present().count())
    except IntegrityError as error:
        raise Conflict(_("A search is running already. It goes on in the background.")) from error


def search_weekly() -> None:
    """Begin a search unless one runs."""
    if not MatchRun.objects.filter(finished_at=None).exists():
        search_start(actor=None)


def search_go_on() -> None:
    """Go on with the search that isn't finished, to its end; does nothing where there is none."""
    while search_step():
        pass


@transaction.atomic
def search_step() -> bool:
    """Compare the next businesses with all that are near; tells whether there is more to do."""
    run = MatchRun.objects.select_for_update(skip_locked=True).filter(finished_at=None).first()
    if run is None:
        return False
    left = Business.objects.present().order_by("pk")
    signs = {
        pk: Signs(keys or (), owner, [npwp] if npwp else [])
        for pk, keys, owner, npwp in (left.filter(pk__gt=run.last) if run.last else left).values_list(
            "pk", "match_keys", "owner_id", "npwp_index"
        )[:STEP]
    }
    if not signs:
        _finish(run)
        return False
    compared, found, owners = _compare(signs)
    run.last, run.done = max(signs), run.done + len(signs)
    run.compared, run.found = run.compared + compared, run.found + len(found)
    run.save(update_fields=["last", "done", "compared", "found"])
    pairs_keep(Pair, found)
    pairs_keep(OwnerPair, owners)
    return True


def _compare(signs: dict[UUID, Signs]) -> tuple[int, Found, Found]:
    """Compare each business with those near it that have a greater id.

    Gives how many, and what may be the same: businesses, and owners who have more in common than a name.
    """
    rows = rows_of(signs)
    compared, found, owners = 0, Found(), Found()
    for one, near in zip(signs, nearby(list(signs.values())), strict=True):
        for other in near:
            if one in rows and other.id > one:
                compared += 1
                if score := BUSINESS.near(rows[one].business, other.business):
                    found[one, other.id] = score
                if score := rows[one].same_owner(other):
                    both = min(rows[one].owner_id, other.owner_id), max(rows[one].owner_id, other.owner_id)
                    owners[both] = max(score, owners.get(both, score), key=lambda known: known.bits)
    return compared, found, owners


def _finish(run: MatchRun) -> None:
    """End a search: what nobody decided and isn't alike any more is asked no longer."""
    for model in (Pair, OwnerPair):
        model._default_manager.filter(state=PairState.OPEN, found_at__lt=run.started_at).delete()
    run.finished_at = clock.now()
    run.save(update_fields=["finished_at"])


def businesses_named(actor: User, numbers: tuple[str, str]) -> tuple[Business, Business]:
    """Give two businesses by their register numbers. Raises `InvalidInput`, `NotAllowed`."""
    require(actor, Permission.REGISTER_MERGE)
    seen = visible_to(actor, Business.objects.known())
    found = [seen.filter(register_number__iexact=number.strip()).first() for number in numbers]
    problems = [
        Problem(field, "unknown", _("There is no such number in your area, or its record was merged."))
        for field, business in zip(("first", "second"), found, strict=True)
        if business is None
    ]
    one, other = found
    if one and one == other:
        problems.append(Problem("second", "twice", _("These are the same number. Please give two.")))
    if problems or one is None or other is None:
        raise InvalidInput(problems)
    for business in (one, other):
        require(actor, Permission.REGISTER_MERGE, business.district)
    return one, other


@transaction.atomic
def pair_name(*, actor: User, numbers: tuple[str, str]) -> Pair:
    """Make a pair of two businesses that an officer takes for one, by their register numbers.

    Raises `InvalidInput` where a number is unknown, isn't in the actor's area or was merged already; `NotAllowed`.
    """
    one, other = sorted(businesses_named(actor, numbers), key=lambda business: business.pk)
    rows = rows_of([one.pk, other.pk])
    if len(rows) < len(numbers):
        raise NotFound(_("A business that was closed is not merged. Reopen it first."))
    score = BUSINESS.score(rows[one.pk].business, rows[other.pk].business)
    pairs_keep(Pair, {(one.pk, other.pk): score})
    pair = Pair.objects.select_for_update().get(one=one, other=other)
    pair_ask_again(pair)
    return pair
