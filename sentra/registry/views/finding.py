"""The register's list: searching, narrowing, keeping views, and doing something to many at once."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from sentra.kernel.errors import NotFound
from sentra.people import saved
from sentra.people.access import actor_of, requires
from sentra.people.models import User
from sentra.people.policy import Permission, can, visible_to
from sentra.people.refusal import Refusal, refused_on
from sentra.registry import panels
from sentra.registry.columns import HEAD, columns_open_to
from sentra.registry.filters import ALL, RegisterFilter
from sentra.registry.finding_form import form_of, sorts_offered
from sentra.registry.found import Found, businesses_found
from sentra.registry.models import Business
from sentra.registry.rows import rows_drawn
from sentra.registry.services import bulk

KEPT = "register"
"""The page under which views of the register are kept."""


@require_safe
@requires(Permission.REGISTER_READ)
def businesses(request: HttpRequest) -> HttpResponse:
    """The businesses in the officer's districts, searched and narrowed."""
    return _list(request, RegisterFilter.read(request.GET), request.GET.get("from", ""))


def _list(
    request: HttpRequest, chosen: RegisterFilter, cursor: str = "", refusal: Refusal | None = None
) -> HttpResponse:
    actor = actor_of(request)
    found = businesses_found(actor, chosen, cursor)
    may_edit = can(actor, Permission.REGISTER_EDIT)
    ticked_panels = panels.TICKED.of(actor, found.chosen)
    offered = [one for one in columns_open_to(actor) if one.code not in HEAD]
    context = {
        "found": found,
        "rows": rows_drawn(actor, found, ticks=may_edit or bool(ticked_panels)),
        **form_of(actor, chosen),
        "found_query": found.chosen.query_string(),
        "meant_query": chosen.with_words(found.meant).query_string(),
        "sorts": sorts_offered(),
        "columns": [(one, one in found.columns) for one in offered],
        "with_closed": _with_closed(found),
        "saved_views": saved.views_of(actor, KEPT),
        "panels": panels.LIST.of(actor, found.chosen),
        "ticked_panels": ticked_panels,
        "may_edit": may_edit,
        "officers": bulk.officers_for(actor) if may_edit else [],
        "refusal": refusal,
    }
    return render(request, "registry/businesses.html", context, status=refusal.status if refusal else 200)


def _with_closed(found: Found) -> str:
    """Give the query that looks among closed businesses too, where nothing was found without them."""
    if found.count or found.chosen.chosen.get("standing"):
        return ""
    return found.chosen.choosing(standing=ALL).query_string()


def list_page(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Show the list again, with what an act was refused for and what was typed."""
    return _list(request, RegisterFilter.read(QueryDict(request.POST.get("query", ""))), refusal=refusal)


def _back(query: str) -> HttpResponse:
    """Lead back to the list with its filter."""
    kept = RegisterFilter.read(QueryDict(query)).query_string()
    return redirect(f"{reverse('registry:businesses')}{'?' if kept else ''}{kept}")


@require_POST
@requires(Permission.REGISTER_READ)
@refused_on(list_page)
def view_save(request: HttpRequest) -> HttpResponse:
    """Keep the list with its filter and columns under a name."""
    query = RegisterFilter.read(QueryDict(request.POST.get("query", ""))).query_string()
    view = saved.view_save(
        actor=actor_of(request),
        page=KEPT,
        name=request.POST.get("name", ""),
        query=query,
        shared=request.POST.get("shared") == "on",
    )
    messages.success(request, _("Kept as “%(name)s”.") % {"name": view.name})
    return _back(query)


@require_POST
@requires(Permission.REGISTER_READ)
def view_delete(request: HttpRequest, view_id: int) -> HttpResponse:
    """Take a kept view away; only one's own."""
    saved.view_delete(actor=actor_of(request), view_id=view_id)
    messages.success(request, _("The view is gone."))
    return redirect("registry:businesses")


@require_POST
@requires(Permission.REGISTER_EDIT)
@refused_on(list_page)
def many(request: HttpRequest, act: str) -> HttpResponse:
    """Do something to the ticked businesses, or to all that the filter finds."""
    if act not in ACTS:
        raise NotFound(_("There is no such act."))
    messages.success(request, ACTS[act](actor_of(request), _ticked(request), request.POST))
    return _back(request.POST.get("query", ""))


def _ticked(request: HttpRequest) -> list[UUID]:
    """Give the ids of the ticked businesses, or of all that the filter finds: one more than an act takes at most."""
    given = RegisterFilter.read(QueryDict(request.POST.get("query", "")))
    if request.POST.get("all") != "1":
        ticked = RegisterFilter.read(request.POST).only
        if not ticked:
            return []
        given = RegisterFilter(chosen={"standing": ALL}, only=ticked)
    actor = actor_of(request)
    seen = visible_to(actor, Business.objects.all())
    return list(given.narrow(seen, actor).values_list("pk", flat=True)[: bulk.MOST + 1])


def _assign(actor: User, chosen: list[UUID], typed: QueryDict) -> str:
    count = bulk.businesses_assign(actor=actor, chosen=chosen, officer=typed.get("officer", ""))
    return ngettext("%(count)s business assigned.", "%(count)s businesses assigned.", count) % {"count": count}


def _tag(actor: User, chosen: list[UUID], typed: QueryDict) -> str:
    count = bulk.businesses_tag(actor=actor, chosen=chosen, tag=typed.get("tag", ""))
    return ngettext("%(count)s business tagged.", "%(count)s businesses tagged.", count) % {"count": count}


def _untag(actor: User, chosen: list[UUID], typed: QueryDict) -> str:
    count = bulk.businesses_untag(actor=actor, chosen=chosen, tag=typed.get("tag", ""))
    return ngettext(
        "The tag was taken off %(count)s business.", "The tag was taken off %(count)s businesses.", count
    ) % {"count": count}


def _tell(actor: User, chosen: list[UUID], typed: QueryDict) -> str:
    told = bulk.businesses_tell(
        actor=actor, chosen=chosen, subject=typed.get("subject", ""), text=typed.get("text", "")
    )
    sent = ngettext("%(count)s owner was told.", "%(count)s owners were told.", told.owners) % {"count": told.owners}
    if not told.unreached:
        return sent
    unreached = ngettext(
        "%(count)s owner has no account yet: call instead.",
        "%(count)s owners have no account yet: call instead.",
        told.unreached,
    )
    return f"{sent} {unreached % {'count': told.unreached}}"


ACTS: dict[str, Callable[[User, list[UUID], QueryDict], str]] = {
    "assign": _assign,
    "tag": _tag,
    "untag": _untag,
    "tell": _tell,
}
