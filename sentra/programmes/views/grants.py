"""Machinery aid of one application: the grant agreement, accepting it, handing machines over, the papers of both."""

from collections.abc import Mapping
from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sentra.files.serving import serve
from sentra.kernel.errors import Conflict, InvalidInput, Problem
from sentra.kernel.money import parse_rupiah
from sentra.people.access import actor_of, requires, signed_in
from sentra.people.given import key_given, key_or_new, number_given, word
from sentra.people.models import User
from sentra.people.policy import Permission
from sentra.people.refusal import refused_on
from sentra.programmes import granting, queries
from sentra.programmes.handing import MOST_MACHINES, MOST_PHOTOS, SIGNERS, field_of
from sentra.programmes.handover_form import HandoverForm
from sentra.programmes.models import Candidate
from sentra.programmes.services import grant, handover
from sentra.programmes.views.officer import candidate_page
from sentra.programmes.views.owner import own_page

KEPT = "-kept"
"""What the name of a field ends with that carries the ids of its pictures."""


def _upload(request: HttpRequest, name: str) -> "UploadedFile[bytes] | None":
    file = request.FILES.get(name)
    return file if isinstance(file, UploadedFile) and file.size else None


@require_POST
@requires(Permission.PROGRAMME_DECIDE)
@refused_on(candidate_page)
def agree(request: HttpRequest, candidate_id: UUID) -> HttpResponse:
    """Make the grant agreement."""
    agreement = grant.agreement_make(
        actor=actor_of(request),
        candidate_id=candidate_id,
        machine=word(request, "machine"),
        value=parse_rupiah(word(request, "value")),
        shown=word(request, "shown"),
    )
    messages.success(request, _("Agreement %(number)s is made; the receiver is told.") % {"number": agreement})
    return redirect("programmes:candidate", candidate_id)


@require_POST
@requires(Permission.PROGRAMME_MANAGE)
@refused_on(candidate_page)
def agree_on_paper(request: HttpRequest, candidate_id: UUID) -> HttpResponse:
    """Record that the agreement was signed on paper."""
    grant.agreement_accept_on_paper(
        actor=actor_of(request),
        candidate_id=candidate_id,
        name=word(request, "name"),
        shown=word(request, "shown"),
        scan=_upload(request, "scan"),
    )
    return redirect("programmes:candidate", candidate_id)


@require_POST
@signed_in
@refused_on(own_page)
def accept(request: HttpRequest, candidate_id: UUID) -> HttpResponse:
    """Accept the grant agreement for one's own business."""
    grant.agreement_accept(
        actor=actor_of(request),
        candidate_id=candidate_id,
        name=word(request, "name"),
        read=word(request, "read") == "yes",
        shown=word(request, "shown"),
    )
    messages.success(request, _("Thank you. The office tells you when the machine is handed over."))
    return redirect("programmes:own", candidate_id)


@require_http_methods(["GET", "POST"])
@requires(Permission.PROGRAMME_MANAGE)
def hand_over(request: HttpRequest, candidate_id: UUID) -> HttpResponse:
    """Hand machines over; `mesin` in the address says how many the form is for."""
    actor = actor_of(request)
    candidate = queries.candidate_seen(actor, candidate_id)
    many = max(1, min(number_given(request.GET.get("mesin", "")), MOST_MACHINES))
    if request.method != "POST":
        grant.grant_require(actor, candidate, "hand_over")
        return _form(request, candidate, HandoverForm(candidate=candidate, many=many))
    kept, problems = _pictures(request, actor, many)
    form = HandoverForm(_typed(request), candidate=candidate, many=many, kept=kept)
    status = 422
    if form.is_valid() and not problems:
        try:
            made = handover.machines_hand_over(
                actor=actor, candidate_id=candidate_id, key=key_given(request), told=form.told
            )
        except InvalidInput as error:
            problems = list(error.problems)
        except Conflict as error:
            problems, status = [Problem("", "conflict", error.message)], 409
        else:
            messages.success(request, _("Handed over as %(number)s. Print the labels now.") % {"number": made})
            return redirect("programmes:candidate", candidate_id)
    form.add_problems(problems)
    return _form(request, candidate, form, status)


def _typed(request: HttpRequest) -> QueryDict:
    """Give what was typed; a browser sends the empty field of a signature that wasn't drawn beside the name."""
    typed = request.POST.copy()
    for name in (f"sign-{who}" for who in SIGNERS):
        typed[name] = next(filter(None, request.POST.getlist(name)), "")
    return typed


def _pictures(request: HttpRequest, actor: User, many: int) -> tuple[Mapping[str, list[str]], list[Problem]]:
    """Keep the pictures that came, beside those that were kept before; gives their ids by field, and what is wrong."""
    problems: list[Problem] = []
    kept: dict[str, list[str]] = {}
    fields = {field_of(place, "photos"): MOST_PHOTOS for place in range(many)} | {f"sign-{one}": 1 for one in SIGNERS}
    for name, most in fields.items():
        before = request.POST.getlist(f"{name}{KEPT}")[:most]
        known = handover.own_pictures(actor, before)
        ids = [one for one in before if one in known]
        for upload in request.FILES.getlist(name)[: most + 1]:
            try:
                ids.append(str(handover.picture_keep(actor=actor, upload=upload, field=name).pk))
            except InvalidInput as error:
                problems += error.problems
        kept[name] = ids[-1:] if most == 1 else ids
    return kept, problems


def _form(request: HttpRequest, candidate: Candidate, form: HandoverForm, status: int = 200) -> HttpResponse:
    agreement = granting.agreement_of(candidate)
    context = {
        "form": form,
        "candidate": candidate,
        "call": candidate.call,
        "agreement": agreement,
        "money": granting.money_left(candidate, agreement),
        "many": form.many,
        "most": range(1, MOST_MACHINES + 1),
        "most_photos": MOST_PHOTOS,
        "key": key_or_new(word(request, "key")),
    }
    return render(request, "programmes/officer/hand_over.html", context, status=status)


@require_safe
@signed_in
def agreement_file(request: HttpRequest, candidate_id: UUID) -> HttpResponse:
    """The signed grant agreement."""
    return serve(granting.agreement_file(actor_of(request), candidate_id), inline=False)


@require_safe
@signed_in
def handover_file(request: HttpRequest, handover_id: int) -> HttpResponse:
    """The signed handover record."""
    return serve(granting.handover_file(actor_of(request), handover_id), inline=False)


@require_safe
@requires(Permission.PROGRAMME_READ)
def scan(request: HttpRequest, candidate_id: UUID) -> HttpResponse:
    """The picture of an agreement that was signed on paper."""
    return serve(granting.scan_of(actor_of(request), candidate_id), inline=True)
