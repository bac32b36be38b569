"""The officer's pages: the calls, a call with all that may be done about it, who fits, an applicant, the ranking."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sentra.audit.queries import timeline
from sentra.files.serving import serve
from sentra.kernel import clock
from sentra.people.access import actor_of, requires, signed_in
from sentra.people.given import is_number
from sentra.people.models import User
from sentra.people.policy import Permission, visible_to
from sentra.people.queries import on_duty
from sentra.people.refusal import Refusal
from sentra.programmes import queries
from sentra.programmes.asking import wanted
from sentra.programmes.boards import OFFICERS_CALL
from sentra.programmes.eligible import counted, rows_that_fit
from sentra.programmes.judging import key_of, may_be_lifted
from sentra.programmes.models import Call, Candidate
from sentra.programmes.parts import OF_CALL, OF_CANDIDATE, parts_of
from sentra.programmes.rules import MOST_WEIGHT
from sentra.programmes.services.common import call_facts, holds
from sentra.programmes.timetables import late_calls, stages_now
from sentra.programmes.workflow import CALL, OWN
from sentra.reference.loading import current_pack
from sentra.registry.models import Business

PAGE = 50
SHOWN = 100
FITTING_SHOWN = 50


@require_safe
@requires(Permission.PROGRAMME_READ)
def calls(request: HttpRequest) -> HttpResponse:
    """All calls, the newest first."""
    actor = actor_of(request)
    found = queries.calls_of_officers(actor)
    kinds = current_pack().programmes
    if kind := next((one for one in kinds if one.code == request.GET.get("kind")), None):
        found = found.filter(kind=kind.code)
    if late := request.GET.get("late") == "1":
        found = found.filter(pk__in=late_calls())
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "stages": stages_now(page.object_list),
        "late": late,
        "kinds": kinds,
        "chosen_kind": kind.code if kind else "",
        "kind_names": {one.code: one.title for one in kinds},
    }
    return render(request, "programmes/officer/calls.html", context)


@require_safe
@requires(Permission.PROGRAMME_READ)
def call(request: HttpRequest, call_id: UUID) -> HttpResponse:
    """One call as the office sees it."""
    return _call_page(request, queries.call_seen(actor_of(request), call_id))


def call_page(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Show the call again, with what an act was refused for and the words that were typed."""
    return _call_page(request, queries.call_seen(actor_of(request), refusal.address["call_id"]), refusal)


def _acts_of(actor: User, found: Call, candidate: Candidate | None = None) -> tuple[dict[str, Any], list[Any]]:
    """Give the acts that the actor may do as an officer, and what hinders the others."""
    facts, test = call_facts(actor, found, candidate), holds(actor)

    def as_officer(permission: str) -> bool:
        return permission != OWN and test(permission)

    allowed = {act.code: act for act in CALL.allowed(found.state, facts, as_officer)}
    return allowed, CALL.blocked(found.state, facts, as_officer)


SAID_ELSEWHERE = {
    *("not_applied", "not_unfit", "not_running", "no_objection", "no_assessor"),
    *("not_scored", "handed_in", "points_seen"),
}
"""Hindrances that the page shows anyway, or that are about one applicant."""


def _call_page(request: HttpRequest, found: Call, refusal: Refusal | None = None) -> HttpResponse:
    actor, today, terms = actor_of(request), clock.today(), found.terms
    acts, blocked = _acts_of(actor, found)
    assessors = list(found.assessors.select_related("user"))
    named = {one.user_id for one in assessors}
    context = {
        "call": found,
        "terms": terms,
        "acts": acts,
        "hindrances": [(act.label, problem.message) for act, problem in blocked if problem.code not in SAID_ELSEWHERE],
        "conditions": [(key_of(one), wanted(one, today), may_be_lifted(one)) for one in terms.conditions],
        "candidates": Paginator(queries.candidates_of(found), SHOWN).get_page(request.GET.get("page")),
        "assessors": assessors,
        "judges": [one for one in on_duty(Permission.PROGRAMME_ASSESS, None) if one.pk not in named]
        if "name_assessor" in acts
        else [],
        "lifts": found.lifts.select_related("business", "lifted_by"),
        "objections": queries.objections_of(found),
        "decision": found.choices.select_related("document").first(),
        "parts": [*parts_of(OF_CALL, actor, found), *OFFICERS_CALL.of(actor, found)],
        "timeline": timeline(found),
        "refusal": refusal,
    }
    return render(request, "programmes/officer/call.html", context, status=refusal.status if refusal else 200)


@require_safe
@requires(Permission.PROGRAMME_READ)
def fitting(request: HttpRequest, call_id: UUID) -> HttpResponse:
    """For how many of the register a call is, what the others lack, and the first who fit."""
    actor = actor_of(request)
    found, today = queries.call_seen(actor, call_id), clock.today()
    seen = visible_to(actor, Business.objects.present())
    told = counted(seen, found.terms.conditions, today)
    fit = seen.filter(rows_that_fit(found.terms.conditions, today)).select_related("owner")
    context = {
        "call": found,
        "told": told,
        "missed": [(wanted(one.need, today), one) for one in told.missed],
        "districts": sorted(told.districts.items(), key=lambda pair: -pair[1].fitting),
        "fit": fit.order_by("name_folded", "pk")[:FITTING_SHOWN],
        "shown": FITTING_SHOWN,
    }
    return render(request, "programmes/officer/fitting.html", context)


@require_safe
@requires(Permission.PROGRAMME_READ)
def candidate(request: HttpRequest, candidate_id: UUID) -> HttpResponse:
    """One application: what was answered, its papers, what the conditions saw."""
    return _candidate_page(request, queries.candidate_seen(actor_of(request), candidate_id))


def candidate_page(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Show the application again, with what was refused and the words that were typed."""
    return _candidate_page(request, queries.candidate_seen(actor_of(request), refusal.address["candidate_id"]), refusal)


def _candidate_page(request: HttpRequest, found: Candidate, refusal: Refusal | None = None) -> HttpResponse:
    actor = actor_of(request)
    acts, _blocked = _acts_of(actor, found.call, found)
    context = {
        "candidate": found,
        "call": found.call,
        "acts": acts,
        "answers": queries.answers_shown(found),
        "papers": found.papers.select_related("file", "checked_by"),
        "asked": {one.code: one for one in found.call.terms.papers},
        "members": found.members.select_related("owner"),
        "assessments": queries.assessments_shown(found.call, found),
        "criteria": found.call.terms.criteria,
        "parts": parts_of(OF_CANDIDATE, actor, found),
        "timeline": timeline(found),
        "refusal": refusal,
    }
    return render(request, "programmes/officer/candidate.html", context, status=refusal.status if refusal else 200)


@require_safe
@signed_in
def paper(request: HttpRequest, candidate_id: UUID, code: str) -> HttpResponse:
    """A paper of an application."""
    return serve(queries.paper_of(actor_of(request), candidate_id, code), inline=True)


@require_safe
@requires(Permission.PROGRAMME_READ)
def ranking(request: HttpRequest, call_id: UUID) -> HttpResponse:
    """Who would be chosen as the points stand, maybe with other weights; nothing is kept."""
    found = queries.call_seen(actor_of(request), call_id)
    own = {one.code: one.weight for one in found.terms.criteria}
    weights = {code: _weight(request.GET.get(code), weight) for code, weight in own.items()}
    judges_done = queries.points_open(found)
    context = {
        "call": found,
        "terms": found.terms,
        "weights": weights,
        "changed": weights != own,
        "rows": queries.simulated(found, weights) if judges_done else [],
        "judges_done": judges_done,
    }
    return render(request, "programmes/officer/ranking.html", context)


def _weight(text: str | None, otherwise: int) -> int:
    """Read a weight to try out; the call's own for nonsense."""
    return int(text) if text and is_number(text) and int(text) <= MOST_WEIGHT else otherwise
