"""The officer's pages: the list of cases, one case with all that may be done about it, the figures."""

from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from sentra.audit.queries import timeline
from sentra.cases import queries
from sentra.cases.figures import case_figures
from sentra.cases.filters import EVERY, SORTS, CaseFilter
from sentra.cases.models import ActionKind, Case, Conclusion, LabTest, PublicNotice, State
from sentra.cases.services.close import reporter_read
from sentra.cases.services.common import active_permits, facts_of, holds
from sentra.cases.visible import cases_visible
from sentra.cases.workflow import CASE, OWN, CaseFacts
from sentra.files.serving import serve
from sentra.kernel.errors import Message, Problem
from sentra.kernel.workflow import Act, Holds
from sentra.people.access import actor_of, requires
from sentra.people.models import User
from sentra.people.policy import Permission, districts_of
from sentra.people.queries import on_duty
from sentra.people.refusal import Refusal
from sentra.reference.loading import current_pack
from sentra.reference.schema import District
from sentra.surveys.queries import surveyors_in

PAGE = 50
SAID_ELSEWHERE = {
    "registered",
    "not_asked",
    "no_notice",
    "listed",
    "no_objection",
    "not_grave",
    "asked",
    "visit",
    "no_visit",
    "notice",
    "stopped",
}
"""Hindrances that the page shows anyway, by what stands on it."""


@require_safe
@requires(Permission.CASE_READ)
def cases(request: HttpRequest) -> HttpResponse:
    """The cases in the officer's districts: the open ones, the most urgent on top."""
    actor = actor_of(request)
    chosen = CaseFilter.read(request.GET.dict())
    found = chosen.apply(cases_visible(actor), actor)
    rows = found.select_related("business", "assigned_to").annotate(reports=Count("complaints"))
    pack = current_pack()
    context = {
        "filter": chosen,
        "sorts": [(sort, label) for sort, (label, _order) in SORTS.items()],
        "states": [("", _("Still open")), (EVERY, _("All")), *State.choices],
        "page": Paginator(rows, PAGE).get_page(request.GET.get("page")),
        "kinds": pack.cases.kinds,
        "kind_names": {one.code: one.title for one in pack.cases.kinds},
        "gravities": pack.cases.gravities,
        "districts": _districts(actor),
    }
    return render(request, "cases/officer/cases.html", context)


def _districts(actor: User) -> list[District]:
    own = districts_of(actor, Permission.CASE_READ)
    return sorted((one for one in current_pack().districts if own is None or one.code in own), key=lambda one: one.name)


@require_safe
@requires(Permission.CASE_READ)
def case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """One case as the office sees it."""
    return _case_page(request, queries.case_seen(actor_of(request), case_id))


def case_page(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Show the case again, with what an act was refused for and the words that were typed."""
    return _case_page(request, queries.case_seen(actor_of(request), refusal.address["case_id"]), refusal)


def _case_page(request: HttpRequest, found: Case, refusal: Refusal | None = None) -> HttpResponse:
    actor = actor_of(request)
    facts, test = facts_of(actor, found), _as_officer(actor, found)
    acts = {act.code: act for act in CASE.allowed(found.state, facts, test)}
    pack = current_pack().cases
    kind = found.kind_told
    context = {
        "case": found,
        "facts": facts,
        "acts": acts,
        "hindrances": _hindrances(CASE.blocked(found.state, facts, test)),
        "kind": kind,
        "pack": pack,
        "offered_gravity": found.gravity or (kind.gravity if kind else ""),
        "authorities": pack.authorities,
        "authorities_by_code": {one.code: one.title for one in pack.authorities},
        "suggested": set(kind.authorities) if kind else set(),
        "officers": on_duty(Permission.CASE_HANDLE, found.district or None) if "assign" in acts else [],
        "surveyors": surveyors_in(found.district or None, found.business) if "plan_visit" in acts else [],
        "visits": queries.visits_of(found),
        "permits": [(f"suspend-{one.pk}", one) for one in active_permits(found)] if "suspend" in acts else [],
        "candidates": queries.candidates(actor, found) if "join" in acts else [],
        "complaints": queries.complaints_of(found),
        "statements": found.statements.select_related("asked_by", "answered_by"),
        "tests": found.tests.select_related("noted_by"),
        "findings": found.findings.select_related("found_by"),
        "actions": found.actions.select_related("taken_by", "done_by", "permit"),
        "notices": found.notices.all(),
        "objections": found.objections.select_related("made_by", "answered_by"),
        "told": found.told.select_related("told_by"),
        "notes": found.notes.select_related("author"),
        "conclusions": Conclusion.choices,
        "verdicts": LabTest.Verdict.choices,
        "notice_kinds": PublicNotice.Kind.choices,
        "owed": {ActionKind.GUIDANCE, ActionKind.HAND_OVER},
        "helps": pack.helps,
        "timeline": timeline(found),
        "refusal": refusal,
    }
    return render(request, "cases/officer/case.html", context, status=refusal.status if refusal else 200)


def _as_officer(actor: User, found: Case) -> Holds:
    """Give what the actor holds as an officer: what the maker does is done on the maker's own page."""
    test = holds(actor, found)
    return lambda permission: permission != OWN and test(permission)


def _hindrances(blocked: list[tuple[Act[CaseFacts], Problem]]) -> list[tuple[Message, list[Message]]]:
    """Group what would be the officer's to do by the reason for which it can't be done now."""
    found: dict[Message, list[Message]] = {}
    for act, problem in blocked:
        if problem.code not in SAID_ELSEWHERE:
            found.setdefault(problem.message, []).append(act.label)
    return list(found.items())


@require_safe
@requires(Permission.CASE_READ)
def photo(request: HttpRequest, case_id: UUID, photo_id: int) -> HttpResponse:
    """A photograph of a report."""
    return serve(queries.case_photo(actor_of(request), case_id, photo_id), inline=True)


@require_POST
@requires(Permission.CASE_HANDLE)
@never_cache
def reporter(request: HttpRequest, case_id: UUID, complaint_id: UUID) -> HttpResponse:
    """Who reported, for the officer of the case alone; the reading is recorded."""
    actor = actor_of(request)
    complaint = reporter_read(actor=actor, case_id=case_id, complaint_id=complaint_id)
    return render(request, "cases/officer/reporter.html", {"case": complaint.case, "complaint": complaint})


@require_safe
@requires(Permission.FIGURES_READ)
def figures(request: HttpRequest) -> HttpResponse:
    """Problem products in figures: by kind, with the time to the first answer and to the end."""
    return render(request, "cases/officer/figures.html", {"figures": case_figures(actor_of(request))})
