"""Views that officers keep: a list with its filters under a name, for themselves or shared with colleagues."""

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from sentra.kernel.errors import InvalidInput, NotFound, Problem
from sentra.kernel.text import tidy
from sentra.people.models import SavedView, User

LONGEST_NAME = 80
LONGEST_QUERY = 2000


@transaction.atomic
def view_save(*, actor: User, page: str, name: str, query: str, shared: bool) -> SavedView:
    """Keep a view of a page; the same name again replaces it.

    Raises `InvalidInput` without a name, or where more is filtered than can be kept: half a filter is another one.
    """
    name = tidy(name).replace("\n", " ")[:LONGEST_NAME]
    if not name:
        raise InvalidInput([Problem("name", "missing", _("Please give the view a name."))])
    query = tidy(query)
    if len(query) > LONGEST_QUERY:
        raise InvalidInput([Problem("name", "too_long", _("These filters are too long to keep. Take some away."))])
    view, _made = SavedView.objects.update_or_create(
        owner=actor, page=page, name=name, defaults={"query": query, "shared": shared}
    )
    return view


@transaction.atomic
def view_delete(*, actor: User, view_id: int) -> None:
    """Take one's own view away. Raises `NotFound`."""
    deleted, _rows = SavedView.objects.filter(owner=actor, pk=view_id).delete()
    if not deleted:
        raise NotFound(_("There is no such view of yours."))


def views_of(actor: User, page: str) -> "QuerySet[SavedView]":
    """Give the views of a page, and of its parts, that the actor saved or that colleagues share."""
    of_page = Q(page=page) | Q(page__startswith=f"{page}:")
    return SavedView.objects.filter(of_page, Q(owner=actor) | Q(shared=True)).select_related("owner")
