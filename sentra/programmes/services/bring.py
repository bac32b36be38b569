"""What those who take part bring along, and what the office says to it."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from sentra.cases.services.common import require_words
from sentra.kernel import clock
from sentra.kernel.errors import Conflict, InvalidInput, NotFound
from sentra.kernel.text import tidy
from sentra.people.models import User
from sentra.programmes.bringing import Bringing, problems_of_bringing, same_name, stopped_words
from sentra.programmes.exhibiting import lines_of, products_of, stopped_of
from sentra.programmes.models import Brought, Candidate
from sentra.programmes.services.common import candidate_locked, candidate_remember
from sentra.programmes.services.stands import stand_require
from sentra.programmes.services.tell import tell_candidate
from sentra.registry.models import Product

NAMED = 10
"""So many products are named in the audit; of the others only how many there are."""


@transaction.atomic
def products_bring(*, actor: User, candidate_id: UUID, version: int, lines: Sequence[Bringing]) -> Candidate:
    """Say what is brought, all of it at once; who manages programmes may write it down for an owner.

    What is new or was changed is to be looked at (again). What must not be offered at present stays as it was, out of
    everybody's sight. `version` is that of the application which the page showed. Raises `NotFound`, `NotAllowed`,
    `Conflict`, `InvalidInput` with all that is wrong.
    """
    own = Candidate.objects.filter(pk=candidate_id, business__owner__user=actor).exists()
    candidate = candidate_locked(actor, candidate_id, own=own)
    stand_require(actor, candidate.call, "bring" if own else "bring_for", candidate)
    if version != candidate.version:
        raise Conflict(_("Something changed while you had this open. Look at it again, then save."))
    known = {one.pk: one for one in products_of(candidate)}
    stopped = stopped_of({candidate.business_id, *(one.business_id for one in known.values())})

    def is_stopped(product: int | None, name: str) -> bool:
        owner = known[product].business_id if product in known else candidate.business_id
        return stopped.has(owner, product, name)

    if problems := problems_of_bringing(lines, {pk: one.name for pk, one in known.items()}, is_stopped):
        raise InvalidInput(problems)
    before = {_key(one.brought): one.brought for one in lines_of(candidate) if not one.stopped}
    changed = [
        name
        for line in lines
        if (name := _bring(candidate, before.pop(_line_key(line), None), line, _name(line, known)))
    ]
    left = [one.name for one in before.values()]
    Brought.objects.filter(pk__in=[one.pk for one in before.values()]).delete()
    if changed or left:
        was = {"candidate_leaves": _listed(left)} if left else {}
        candidate_remember(actor, candidate, "bring", before=was, after={"candidate_brings": _listed(changed)})
    return candidate


def _key(brought: Brought) -> int | str:
    return brought.product_id or same_name(brought.name)


def _line_key(line: Bringing) -> int | str:
    return line.product or same_name(line.name)


def _name(line: Bringing, known: dict[int, Product]) -> str:
    return known[line.product].name if line.product else line.name


def _bring(candidate: Candidate, row: Brought | None, line: Bringing, name: str) -> str:
    """Write one line down; gives its name where anything changed, else ""."""
    told = {"name": name, "many": line.many, "price": line.price, "from_register": line.product is not None}
    if row is None:
        Brought.objects.create(candidate=candidate, product_id=line.product, **told)
        return name
    if all(getattr(row, field) == value for field, value in told.items()):
        return ""
    for field, value in told.items():
        setattr(row, field, value)
    row.accepted, row.curated_by, row.curated_at, row.version = None, None, None, row.version + 1
    row.save()
    return name


def _listed(names: Sequence[str]) -> str:
    more = f" (+{len(names) - NAMED})" if len(names) > NAMED else ""
    return ", ".join(names[:NAMED]) + more


@transaction.atomic
def brought_curate(
    *, actor: User, candidate_id: UUID, brought_id: int, version: int, accepted: bool, note: str = ""
) -> Brought:
    """Accept something that is brought, or not: then with a note that the owner reads.

    `version` is the one that the officer looked at. Raises `NotFound`, `NotAllowed`, `InvalidInput`, and `Conflict`
    where the owner changed it meanwhile or it must not be offered.
    """
    candidate = candidate_locked(actor, candidate_id)
    stand_require(actor, candidate.call, "curate", candidate)
    line = next((one for one in lines_of(candidate) if one.brought.pk == brought_id), None)
    if line is None:
        raise NotFound(_("This isn't brought any more. The owner took it off the list."))
    brought = line.brought
    if version != brought.version:
        raise Conflict(_("The owner changed this while you had it open. Look at it again, then decide."))
    if accepted and line.stopped:
        raise Conflict(stopped_words(brought.name))
    if accepted and brought.gone:
        raise Conflict(_("This product was taken off the register meanwhile. The owner may write it down anew."))
    before = brought.accepted
    brought.note = require_words(note, "note") if not accepted or tidy(note) else ""
    brought.accepted, brought.curated_by, brought.curated_at = accepted, actor, clock.now()
    brought.save()
    candidate_remember(
        actor,
        candidate,
        "curate",
        before={} if before is None else {"candidate_accepted": before},
        after={"candidate_product": brought.name, "candidate_accepted": accepted},
        reason=brought.note,
    )
    if not accepted:
        tell_candidate(candidate, "call_not_accepted", product=brought.name, reason=brought.note)
    return brought
