"""Keeping a queue with its filters under a name, and taking it away."""

from django.db import transaction
from django.utils.translation import gettext as _

from sentra.kernel.errors import InvalidInput, NotFound, Problem
from sentra.kernel.text import tidy
from sentra.licensing.models import SavedView
from sentra.people.models import User

LONGEST_NAME = 80


@transaction.atomic
def view_save(*, actor: User, name: str, queue: str, query: str, shared: bool) -> SavedView:
    """Keep a view; the same name again replaces it. Raises `InvalidInput` without a name."""
    name = tidy(name).replace("\n", " ")[:LONGEST_NAME]
    if not name:
        raise InvalidInput([Problem("name", "missing", _("Please give the view a name."))])
    view, _made = SavedView.objects.update_or_create(
        owner=actor, name=name, defaults={"queue": queue, "query": tidy(query)[:1000], "shared": shared}
    )
    return view


@transaction.atomic
def view_delete(*, actor: User, view_id: int) -> None:
    """Take one's own view away. Raises `NotFound`."""
    deleted, _rows = SavedView.objects.filter(owner=actor, pk=view_id).delete()
    if not deleted:
        raise NotFound(_("There is no such view of yours."))
