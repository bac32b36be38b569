"""Groups of the register: sentra and joint businesses (KUB), with their members."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sentra.kernel.errors import Conflict, InvalidInput, Problem
from sentra.people.access import actor_of, requires
from sentra.people.policy import Permission, can
from sentra.people.refusal import Refusal, refused_on
from sentra.reference.loading import current_pack
from sentra.registry.dossier import group_seen, groups_found
from sentra.registry.facts import GroupFacts
from sentra.registry.models import Group, GroupKind, Membership
from sentra.registry.places import place_choices
from sentra.registry.services.groups import COLUMNS, group_dissolve, group_save
from sentra.registry.services.groups import member_add as take_in
from sentra.registry.services.groups import member_leave as let_go
from sentra.registry.views.given import version_given

PAGE = 50


@require_safe
@requires(Permission.REGISTER_READ)
def groups(request: HttpRequest) -> HttpResponse:
    """All groups of the officer's districts."""
    actor = actor_of(request)
    words, kind = request.GET.get("q", "")[:100], request.GET.get("kind", "")
    context = {
        "words": words,
        "kind": kind,
        "kinds": GroupKind.choices,
        "page": Paginator(groups_found(actor, words, kind), PAGE).get_page(request.GET.get("page")),
        "may_found": can(actor, Permission.REGISTER_EDIT),
    }
    return render(request, "registry/groups.html", context)


@require_safe
@requires(Permission.REGISTER_READ)
def group(request: HttpRequest, group_id: UUID) -> HttpResponse:
    """One group with its members and figures."""
    return _group_page(request, group_seen(actor_of(request), group_id))


def group_page(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Show the group again, with what an act was refused for."""
    return _group_page(request, group_seen(actor_of(request), refusal.address["group_id"]), refusal)


def _group_page(request: HttpRequest, found: Group, refusal: Refusal | None = None) -> HttpResponse:
    actor = actor_of(request)
    context = {
        "group": found,
        "members": found.memberships.filter(until=None).select_related("business__owner").order_by("pk"),
        "past": found.memberships.exclude(until=None).select_related("business").order_by("-until", "pk")[:PAGE],
        "roles": Membership.Role.choices,
        "governs": can(actor, Permission.REGISTER_EDIT, found.district),
        "sees_figures": can(actor, Permission.REGISTER_FIGURES, found.district),
        "refusal": refusal,
    }
    return render(request, "registry/group.html", context, status=refusal.status if refusal else 200)


@require_http_methods(["GET", "POST"])
@requires(Permission.REGISTER_EDIT)
def group_new(request: HttpRequest) -> HttpResponse:
    """Found a group."""
    return _form(request, None)


@require_http_methods(["GET", "POST"])
@requires(Permission.REGISTER_EDIT)
def group_edit(request: HttpRequest, group_id: UUID) -> HttpResponse:
    """Change what is known of a group."""
    return _form(request, group_seen(actor_of(request), group_id))


def _form(request: HttpRequest, found: Group | None) -> HttpResponse:
    given = {column: request.POST.get(column, "") for column in COLUMNS}
    problems: tuple[Problem, ...] = ()
    status, version = 200, found.version if found else 0
    if request.method == "POST":
        version = version_given(request)
        try:
            saved = group_save(
                actor=actor_of(request),
                group_id=found.pk if found else None,
                version=version,
                facts=GroupFacts(**given),
            )
        except InvalidInput as error:
            problems, status = error.problems, error.status
        except Conflict as error:
            problems, status = (Problem("", "conflict", error.message),), error.status
        else:
            messages.success(request, _("Saved."))
            return redirect("registry:group", group_id=saved.pk)
    elif found:
        given = {column: getattr(found, column) for column in COLUMNS}
    context = {
        "group": found,
        "given": given,
        "problems": problems,
        "wrong": {problem.field: problem.message for problem in problems},
        "version": version,
        "kinds": GroupKind.choices,
        "commodities": current_pack().commodities,
        "places": place_choices(),
    }
    return render(request, "registry/group_form.html", context, status=status)


@require_POST
@requires(Permission.REGISTER_EDIT)
@refused_on(group_page)
def member_add(request: HttpRequest, group_id: UUID) -> HttpResponse:
    """Take a business in."""
    membership = take_in(
        actor=actor_of(request),
        group_id=group_seen(actor_of(request), group_id).pk,
        number=request.POST.get("number", ""),
        role=request.POST.get("role", ""),
    )
    messages.success(request, _("%(name)s is a member now.") % {"name": membership.business.name})
    return redirect("registry:group", group_id=group_id)


@require_POST
@requires(Permission.REGISTER_EDIT)
@refused_on(group_page)
def member_leave(request: HttpRequest, group_id: UUID, membership_id: int) -> HttpResponse:
    """Let a business leave."""
    found = group_seen(actor_of(request), group_id)
    reason = request.POST.get("reason", "")
    let_go(actor=actor_of(request), group_id=found.pk, membership_id=membership_id, reason=reason)
    messages.success(request, _("Noted."))
    return redirect("registry:group", group_id=group_id)


@require_POST
@requires(Permission.REGISTER_EDIT)
@refused_on(group_page)
def dissolve(request: HttpRequest, group_id: UUID) -> HttpResponse:
    """Dissolve a group."""
    group_dissolve(
        actor=actor_of(request),
        group_id=group_seen(actor_of(request), group_id).pk,
        version=version_given(request),
        reason=request.POST.get("reason", ""),
    )
    messages.success(request, _("Noted."))
    return redirect("registry:group", group_id=group_id)
