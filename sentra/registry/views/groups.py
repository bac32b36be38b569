"""Groups of the register: sentra and joint businesses (KUB), with their members."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sentra.kernel import clock
from sentra.kernel.errors import Conflict, InvalidInput, Problem
from sentra.people.access import actor_of, keeps_typed, requires
from sentra.people.given import version_given
from sentra.people.kept import typed_take
from sentra.people.policy import Permission, can
from sentra.people.refusal import Refusal, refused_on
from sentra.reference.lists import common_lists
from sentra.reference.loading import current_pack
from sentra.reference.page_form import PageForm
from sentra.registry.dossier import group_seen, groups_found
from sentra.registry.facts import GroupFacts
from sentra.registry.models import Group, GroupKind, Membership
from sentra.registry.places import place_choices
from sentra.registry.profile import answers_of
from sentra.registry.services.group_figures import figures_page, group_figures_of, group_figures_save
from sentra.registry.services.groups import COLUMNS, group_dissolve, group_save
from sentra.registry.services.groups import member_add as take_in
from sentra.registry.services.groups import member_leave as let_go

PAGE = 50
YEARS_OFFERED = 5


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
    governs = can(actor, Permission.REGISTER_EDIT, found.district)
    sees_figures = can(actor, Permission.REGISTER_FIGURES, found.district)
    context = {
        "group": found,
        "members": found.memberships.filter(until=None).select_related("business__owner").order_by("pk"),
        "past": found.memberships.exclude(until=None).select_related("business").order_by("-until", "pk")[:PAGE],
        "roles": Membership.Role.choices,
        "governs": governs,
        "sees_figures": sees_figures,
        "tells_figures": governs and sees_figures and not found.dissolved_on,
        "figures": found.figures.all() if sees_figures else (),
        "figures_due": clock.today().year - 1,
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


@require_http_methods(["GET", "POST"])
@requires(Permission.REGISTER_EDIT)
@keeps_typed
def group_figures(request: HttpRequest, group_id: UUID, year: int) -> HttpResponse:
    """A year's figures of a group."""
    actor = actor_of(request)
    found, page = group_seen(actor, group_id), figures_page()
    figures = group_figures_of(actor, found, year)
    problems: tuple[Problem, ...] = ()
    status, version = 200, found.version
    if request.method == "POST":
        version = version_given(request)
        given = {question.code: request.POST.getlist(question.code) for question in page.fields}
        try:
            group_figures_save(actor=actor, group_id=found.pk, year=year, version=version, given=given)
        except InvalidInput as error:
            problems, status = error.problems, error.status
        except Conflict as error:
            problems, status = (Problem("", "conflict", error.message),), error.status
        else:
            messages.success(request, _("Saved."))
            response = redirect("registry:group", group_id=found.pk)
            response["Location"] += "#figures"
            return response
    typed = request.POST if request.method == "POST" else typed_take(request)
    answers = answers_of(page, {"group_figures": figures})
    this_year = clock.today().year
    context = {
        "group": found,
        "page": page,
        "year": year,
        "years": range(this_year, this_year - YEARS_OFFERED - 1, -1),
        "version": version,
        "form": PageForm(page.fields, answers=answers, lists=common_lists(), typed=typed, problems=problems),
    }
    return render(request, "registry/group_figures.html", context, status=status)
