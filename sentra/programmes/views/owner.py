"""The owner's pages: which calls fit and why or why not, applying, how far it is, withdrawing, objecting."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sentra.files.models import File
from sentra.kernel import clock
from sentra.kernel.errors import Conflict, InvalidInput, NotFound, Problem
from sentra.people.access import actor_of, signed_in
from sentra.people.given import key_given
from sentra.people.models import User
from sentra.people.policy import Permission, can
from sentra.people.refusal import Refusal, refused_on
from sentra.programmes import queries
from sentra.programmes.mending import press_for
from sentra.programmes.models import Call, Candidate
from sentra.programmes.parts import OF_OWN, parts_of
from sentra.programmes.services import apply, choose
from sentra.programmes.services.common import call_facts, holds
from sentra.programmes.workflow import CALL
from sentra.reference.lists import common_lists
from sentra.reference.page_form import PageForm
from sentra.registry.dossier import business_seen
from sentra.registry.models import Business, Membership

UPLOAD, KEPT = "paper-", "-kept"
"""How the fields of papers are named, and what the name ends with that carries the id of one that has arrived."""


@require_safe
@signed_in
def offers(request: HttpRequest, number: str) -> HttpResponse:
    """The calls that take applications, each with whether the business fits, and what would mend what is missing."""
    business = _business(request, number)
    found = queries.offers_to(business, list(queries.calls_open()))
    context = {
        "business": business,
        "offers": [(offer, _presses(offer, business)) for offer in sorted(found, key=lambda one: not one.fits)],
        "past": business.candidacies.select_related("call").order_by("-applied_at")[:50],
    }
    return render(request, "programmes/owner/offers.html", context)


def _business(request: HttpRequest, number: str) -> Business:
    """Give a business to its owner, or to who manages programmes. Raises `NotFound`."""
    actor = actor_of(request)
    business = business_seen(actor, number)
    if business.owner.user_id != actor.pk and not can(actor, Permission.PROGRAMME_MANAGE):
        raise NotFound(_("There is no such business, or it isn't yours."))
    return business


def _presses(offer: queries.Offer, business: Business) -> list[tuple[Any, Any]]:
    return [(one, press_for(one.mend, business)) for one in offer.missing]


@require_http_methods(["GET", "POST"])
@signed_in
def apply_to(request: HttpRequest, number: str, business: str) -> HttpResponse:
    """Apply to a call with a business: what is known stands there already."""
    call, found = queries.call_public(number), _business(request, business)
    if request.method != "POST":
        return _form(request, call, found)
    given = {one.code: request.POST.getlist(one.code) for one in call.terms.fields}
    uploads = {
        name.removeprefix(UPLOAD): file
        for name, file in request.FILES.items()
        if name.startswith(UPLOAD) and isinstance(file, UploadedFile)
    }
    kept = {one.code: request.POST.get(f"{UPLOAD}{one.code}{KEPT}", "") for one in call.terms.papers}
    try:
        candidate = apply.candidate_apply(
            actor=actor_of(request),
            call_id=call.pk,
            business_id=found.pk,
            key=key_given(request),
            applied=apply.Applied(given, uploads, _group(request), request.POST.getlist("members"), kept),
        )
    except InvalidInput as error:
        return _refused(request, call, found, uploads, kept, error.problems)
    except Conflict as error:
        return _refused(request, call, found, uploads, kept, [Problem("", "conflict", error.message)], status=409)
    messages.success(request, _("You have applied. You hear from us once it is decided."))
    return redirect("programmes:own", candidate.pk)


def _refused(
    request: HttpRequest,
    call: Call,
    business: Business,
    uploads: apply.Uploads,
    kept: Mapping[str, str],
    problems: Iterable[Problem],
    status: int = 422,
) -> HttpResponse:
    """Show the form again; the papers that came with it are kept, so that nobody has to choose them again."""
    actor, told = actor_of(request), list(problems)
    files = apply.own_papers(actor, kept)
    for paper in call.terms.papers:
        if upload := uploads.get(paper.code):
            upload.seek(0)
            try:
                files[paper.code] = apply.paper_keep(actor=actor, upload=upload, code=paper.code)
            except InvalidInput as error:
                known = {one.field for one in told}
                told += [one for one in error.problems if one.field not in known]
    return _form(request, call, business, told, files, status)


def _group(request: HttpRequest) -> UUID | None:
    return key_given(request, "group") if request.POST.get("group") else None


def _form(
    request: HttpRequest,
    call: Call,
    business: Business,
    problems: Sequence[Problem] = (),
    files: Mapping[str, File] | None = None,
    status: int = 422,
) -> HttpResponse:
    offer = queries.offers_to(business, [call])[0]
    typed = request.POST if request.method == "POST" else None
    form = PageForm(offer.terms.fields, answers={}, lists=common_lists(), typed=typed, problems=problems)
    memberships = Membership.objects.filter(business=business, until=None, group__dissolved_on=None)
    context = {
        "call": call,
        "business": business,
        "offer": offer,
        "missing": _presses(offer, business),
        "open": call.takes_applications(clock.today()),
        "form": form,
        "papers": [
            (
                one,
                next((each.message for each in problems if each.field == f"{UPLOAD}{one.code}"), ""),
                (files or {}).get(one.code),
            )
            for one in offer.terms.papers
        ],
        "groups": [
            (one.group, one.group.memberships.filter(until=None).exclude(business=business).select_related("business"))
            for one in memberships.select_related("group")
        ]
        if offer.terms.groups
        else [],
        "chosen_group": request.POST.get("group", ""),
        "chosen_members": request.POST.getlist("members"),
        "key": request.POST.get("key") or uuid4(),
    }
    return render(request, "programmes/owner/apply.html", context, status=status if problems else 200)


@require_safe
@signed_in
def own(request: HttpRequest, candidate_id: UUID) -> HttpResponse:
    """One's own application: where it stands, the own score, what may be done."""
    return _own(request, queries.own_candidate(actor_of(request), candidate_id))


def own_page(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Show the application again, with what was refused and the words that were typed."""
    return _own(request, queries.own_candidate(actor_of(request), refusal.address["candidate_id"]), refusal)


def _own(request: HttpRequest, candidate: Candidate, refusal: Refusal | None = None) -> HttpResponse:
    actor, call = actor_of(request), candidate.call
    context = {
        "candidate": candidate,
        "call": call,
        "acts": _acts(actor, call, candidate),
        "answers": queries.answers_shown(candidate),
        "papers": candidate.papers.select_related("file"),
        "titles": {one.code: one.title for one in call.terms.papers},
        "points": queries.own_points(candidate),
        "objections": candidate.objections.select_related("answered_by"),
        "decision": call.choices.select_related("document").first(),
        "parts": parts_of(OF_OWN, actor, candidate),
        "refusal": refusal,
    }
    return render(request, "programmes/owner/own.html", context, status=refusal.status if refusal else 200)


def _acts(actor: User, call: Call, candidate: Candidate) -> set[str]:
    facts = call_facts(actor, call, candidate)
    return {act.code for act in CALL.allowed(call.state, facts, holds(actor, candidate))} & {"withdraw", "object"}


@require_POST
@signed_in
@refused_on(own_page)
def withdraw(request: HttpRequest, candidate_id: UUID) -> HttpResponse:
    """Withdraw one's own application."""
    apply.candidate_withdraw(actor=actor_of(request), candidate_id=candidate_id, reason=request.POST.get("reason", ""))
    messages.success(request, _("Withdrawn. Thank you for telling us in time."))
    return redirect("programmes:own", candidate_id)


@require_POST
@signed_in
@refused_on(own_page)
def objection(request: HttpRequest, candidate_id: UUID) -> HttpResponse:
    """Object to the result."""
    choose.objection_make(actor=actor_of(request), candidate_id=candidate_id, text=request.POST.get("text", ""))
    messages.success(request, _("Your objection is with the head of office."))
    return redirect("programmes:own", candidate_id)
