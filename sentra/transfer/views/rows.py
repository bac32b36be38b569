"""One row of an import that may be a business which the register knows: side by side, and decided."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sentra.files.services import file_path
from sentra.kernel.errors import Conflict, InvalidInput, Problem
from sentra.people.access import actor_of, requires
from sentra.people.policy import Permission
from sentra.people.refusal import Refusal, refused_on
from sentra.transfer import queries
from sentra.transfer.models import Import, ImportRow, RowOutcome
from sentra.transfer.rows.chunks import chunks
from sentra.transfer.rows.plan import Plan
from sentra.transfer.rows.reader import shown
from sentra.transfer.services.acts import row_decide
from sentra.transfer.wording import field_label

NEW = "new"


def row_page(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Show the row again, with what the decision was refused for."""
    return _page(request, refusal.address["import_id"], refusal.address["number"], refusal)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.REGISTER_IMPORT)
@refused_on(row_page)
def row(request: HttpRequest, import_id: UUID, number: int) -> HttpResponse:
    """The row beside the businesses that it may be; deciding leads to the next one that waits."""
    if request.method != "POST":
        return _page(request, import_id, number)
    row_decide(actor=actor_of(request), import_id=import_id, number=number, same=_chosen(request))
    following = (
        ImportRow.objects.filter(of=import_id, outcome=RowOutcome.DUPLICATE, decided_new=False, decided_same=None)
        .order_by("number")
        .values_list("number", flat=True)
        .first()
    )
    messages.success(request, _("Row %(number)s is decided.") % {"number": number})
    return redirect("transfer:row", import_id, following) if following else redirect("transfer:import", import_id)


def _chosen(request: HttpRequest) -> UUID | None:
    """Give the business that was chosen, None for a new one. Raises `InvalidInput` where nothing was chosen."""
    chosen = request.POST.get("same", "")
    try:
        return None if chosen == NEW else UUID(chosen)
    except ValueError as error:
        message = _("Please choose whether it is new, or which business it is.")
        raise InvalidInput([Problem("same", "missing", message)]) from error


def _page(request: HttpRequest, import_id: UUID, number: int, refusal: Refusal | None = None) -> HttpResponse:
    imported = queries.import_seen(import_id)
    found = queries.row_seen(imported, number)
    context = {
        "imported": imported,
        "row": found,
        "refusal": refusal,
        "cells": cells_of(imported, number),
        "candidates": queries.candidates_of(actor_of(request), found),
        "open": found.outcome == RowOutcome.DUPLICATE and not found.applied,
    }
    return render(request, "transfer/row.html", context, status=refusal.status if refusal else 200)


def cells_of(imported: Import, number: int) -> list[tuple[str, str]]:
    """Give the cells of a row that are taken over, each by the name of its field; secrets masked."""
    if not imported.plan:
        raise Conflict(_("The columns of this sheet aren't settled yet."))
    plan = Plan.from_json(imported.plan)
    for chunk in chunks(file_path(imported.file), plan, after=number - 1):
        for place, cells in chunk:
            if place == number:
                return [
                    (field_label(field), shown(cells[column], field))
                    for column, field in sorted(plan.mapping.items())
                    if column < len(cells) and cells[column] is not None
                ]
            break
        break
    return []
