"""What is brought to an exhibition: the owner's form, the office's list of it all, accepting or not."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sentra.kernel.errors import Conflict, InvalidInput, NotFound, Problem
from sentra.kernel.money import rupiah
from sentra.people.access import actor_of, requires, signed_in
from sentra.people.given import version_required, word
from sentra.people.policy import Permission, is_officer
from sentra.people.refusal import refused_on
from sentra.programmes import queries
from sentra.programmes.bringing import MOST_OTHERS, Bringing, bringing_typed
from sentra.programmes.exhibiting import (
    bringing_candidate,
    has_stands,
    lines_of,
    participants_of,
    products_of,
    stopped_of,
)
from sentra.programmes.models import Brought, Candidate
from sentra.programmes.services.bring import brought_curate, products_bring
from sentra.programmes.services.stands import stand_require
from sentra.programmes.views.officer import candidate_page
from sentra.registry.models import Product

OTHER = "other"


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the form: a product of the register, or (None) something else; as it stands or as it was typed."""

    key: str
    product: Product | None
    name: str
    stopped: bool
    on: bool
    many: str
    price: str


@require_http_methods(["GET", "POST"])
@signed_in
def bring(request: HttpRequest, candidate_id: UUID) -> HttpResponse:
    """Say what is brought: products of the register, ticked, and what isn't on it."""
    actor = actor_of(request)
    candidate = bringing_candidate(actor, candidate_id)
    own = candidate.business.owner.user_id == actor.pk
    stand_require(actor, candidate.call, "bring" if own else "bring_for", candidate)
    if request.method != "POST":
        return _form(request, candidate)
    try:
        products_bring(
            actor=actor,
            candidate_id=candidate_id,
            version=version_required(request),
            lines=_typed(request, products_of(candidate)),
        )
    except InvalidInput as error:
        return _form(request, candidate, error.problems)
    except Conflict as error:
        candidate.refresh_from_db(fields=["version"])
        return _form(request, candidate, [Problem("", "conflict", error.message)], status=409)
    messages.success(request, _("Saved. What is new or changed is looked at by the office."))
    return redirect("programmes:own" if own else "programmes:candidate", candidate_id)


def _typed(request: HttpRequest, products: Iterable[Product]) -> list[Bringing]:
    """Read the lines that were ticked, and those about something else that say what."""
    ticked = [(str(one.pk), one.pk, one.name) for one in products if word(request, f"on-{one.pk}")]
    others = [(key, None, word(request, f"name-{key}")) for key in _others(MOST_OTHERS)]
    return [
        bringing_typed(key, product, name, word(request, f"many-{key}"), word(request, f"price-{key}"))
        for key, product, name in (*ticked, *others)
        if product or name.strip()
    ]


def _others(many: int) -> list[str]:
    return [f"{OTHER}-{place}" for place in range(many)]


def _form(
    request: HttpRequest, candidate: Candidate, problems: Sequence[Problem] = (), status: int = 422
) -> HttpResponse:
    rows = _rows(candidate)
    if request.method == "POST":
        rows = [_as_typed(request, row) for row in rows]
    context = {
        "candidate": candidate,
        "call": candidate.call,
        "rows": rows,
        "problems": problems,
        "said": {one.field: one.message for one in problems},
        "several": len({row.product.business_id for row in rows if row.product}) > 1,
        "base": "web/office.html" if is_officer(actor_of(request)) else "web/base.html",
    }
    return render(request, "programmes/owner/bring.html", context, status=status if problems else 200)


def _rows(candidate: Candidate) -> list[Row]:
    """Give the lines of the form as things stand; one is always free for something else."""
    lines = [one.brought for one in lines_of(candidate)]
    known = {one.product_id: one for one in lines if one.product_id}
    products = list(products_of(candidate))
    stopped = stopped_of(one.business_id for one in products)
    rows = [
        _row(str(one.pk), one, known.get(one.pk), stopped=stopped.has(one.business_id, one.pk, one.name))
        for one in products
    ]
    others: list[Brought | None] = [one for one in lines if one.product_id is None]
    keys = _others(MOST_OTHERS)
    return rows + [_row(key, None, one, stopped=False) for key, one in zip(keys, others or [None], strict=False)]


def _row(key: str, product: Product | None, brought: Brought | None, *, stopped: bool) -> Row:
    name = product.name if product else brought.name if brought else ""
    price = brought.price if brought else product.price_from if product else None
    many, written = (str(brought.many) if brought else ""), (rupiah(price).removeprefix("Rp") if price else "")
    return Row(key, product, name, stopped, brought is not None, many, written)


def _as_typed(request: HttpRequest, row: Row) -> Row:
    """Give a line as it was typed."""
    name = row.name if row.product else word(request, f"name-{row.key}")
    on = bool(word(request, f"on-{row.key}"))
    return Row(
        row.key, row.product, name, row.stopped, on, word(request, f"many-{row.key}"), word(request, f"price-{row.key}")
    )


@require_safe
@requires(Permission.PROGRAMME_READ)
def brought(request: HttpRequest, call_id: UUID) -> HttpResponse:
    """All that is brought to a call, by stand: to be printed and taken along."""
    call = queries.call_seen(actor_of(request), call_id)
    if not has_stands(call):
        raise NotFound(_("This call has no stands, or isn't decided yet."))
    return render(request, "programmes/officer/brought.html", {"call": call, "participants": participants_of(call)})


@require_POST
@requires(Permission.PROGRAMME_MANAGE)
@refused_on(candidate_page)
def curate(request: HttpRequest, candidate_id: UUID, brought_id: int) -> HttpResponse:
    """Accept something that is brought, or not."""
    brought_curate(
        actor=actor_of(request),
        candidate_id=candidate_id,
        brought_id=brought_id,
        version=version_required(request),
        accepted=word(request, "accepted") == "yes",
        note=word(request, "note"),
    )
    return redirect("programmes:candidate", candidate_id)
