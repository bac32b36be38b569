"""What officers do about a call and its applicants: each press one act."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sentra.cases.views.given import day
from sentra.kernel.errors import InvalidInput, NotFound
from sentra.people.access import actor_of, requires
from sentra.people.given import is_number, officer_given, version_given, version_required, word
from sentra.people.policy import Permission
from sentra.people.refusal import refused_on
from sentra.programmes import queries
from sentra.programmes.forms import CallForm
from sentra.programmes.services import calls, choose, judge
from sentra.programmes.services.common import call_require
from sentra.programmes.views.officer import PAGE, call_page, candidate_page
from sentra.reference.loading import current_pack
from sentra.reference.programmes import ProgrammeKind


def _back(call_id: UUID) -> HttpResponse:
    return redirect("programmes:call", call_id)


@require_safe
@requires(Permission.PROGRAMME_MANAGE)
def new(request: HttpRequest) -> HttpResponse:
    """Choose the kind of a new call."""
    return render(request, "programmes/officer/new.html", {"kinds": current_pack().programmes})


def _kind(code: str) -> ProgrammeKind:
    kind = current_pack().programme(code)
    if kind is None:
        raise NotFound(_("There is no such kind of programme."))
    return kind


@require_http_methods(["GET", "POST"])
@requires(Permission.PROGRAMME_MANAGE)
def write(request: HttpRequest, kind: str) -> HttpResponse:
    """Write a call of a kind; most of it stands there already."""
    found = _kind(kind)
    form = CallForm(request.POST if request.method == "POST" else None, kind=found)
    if form.is_valid():
        try:
            call = calls.call_write(actor=actor_of(request), kind=found.code, told=form.told)
        except InvalidInput as error:
            form.add_problems(error.problems)
        else:
            messages.success(request, _("The draft is there. Look at it, then publish it."))
            return _back(call.pk)
    context = {"form": form, "kind": found, "call": None}
    return render(request, "programmes/officer/write.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@requires(Permission.PROGRAMME_MANAGE)
def edit(request: HttpRequest, call_id: UUID) -> HttpResponse:
    """Change a call that isn't published yet."""
    actor = actor_of(request)
    call = queries.call_seen(actor, call_id)
    call_require(actor, call, "edit")
    kind = _kind(call.kind)
    form = CallForm(request.POST if request.method == "POST" else None, kind=kind, call=call)
    if form.is_valid():
        try:
            calls.call_edit(actor=actor, call_id=call_id, version=version_given(request), told=form.told)
        except InvalidInput as error:
            form.add_problems(error.problems)
        else:
            messages.success(request, _("Saved."))
            return _back(call_id)
    context = {"form": form, "kind": kind, "call": call}
    return render(request, "programmes/officer/write.html", context, status=422 if form.is_bound else 200)


@require_POST
@requires(Permission.PROGRAMME_MANAGE)
@refused_on(call_page)
def publish(request: HttpRequest, call_id: UUID) -> HttpResponse:
    """Publish a call."""
    calls.call_publish(actor=actor_of(request), call_id=call_id, version=version_required(request))
    messages.success(request, _("Published. Owners whose business fits are told within minutes."))
    return _back(call_id)


@require_POST
@requires(Permission.PROGRAMME_MANAGE)
@refused_on(call_page)
def prolong(request: HttpRequest, call_id: UUID) -> HttpResponse:
    """Move the last day to apply."""
    calls.call_prolong(
        actor=actor_of(request),
        call_id=call_id,
        version=version_required(request),
        until=day(request, "apply_until"),
    )
    return _back(call_id)


@require_POST
@requires(Permission.PROGRAMME_MANAGE)
@refused_on(call_page)
def close(request: HttpRequest, call_id: UUID) -> HttpResponse:
    """Close a call for applications."""
    calls.call_close(actor=actor_of(request), call_id=call_id, version=version_required(request))
    return _back(call_id)


@require_POST
@requires(Permission.PROGRAMME_MANAGE)
@refused_on(call_page)
def begin(request: HttpRequest, call_id: UUID) -> HttpResponse:
    """Begin the programme."""
    calls.call_begin(actor=actor_of(request), call_id=call_id, version=version_required(request))
    return _back(call_id)


@require_POST
@requires(Permission.PROGRAMME_MANAGE)
@refused_on(call_page)
def finish(request: HttpRequest, call_id: UUID) -> HttpResponse:
    """Finish the programme."""
    calls.call_finish(actor=actor_of(request), call_id=call_id, version=version_required(request))
    messages.success(request, _("Finished. What was received stands on the register now."))
    return _back(call_id)


@require_POST
@requires(Permission.PROGRAMME_MANAGE)
@refused_on(call_page)
def cancel(request: HttpRequest, call_id: UUID) -> HttpResponse:
    """Cancel a call, with a reason."""
    calls.call_cancel(
        actor=actor_of(request), call_id=call_id, version=version_required(request), reason=word(request, "reason")
    )
    messages.success(request, _("Cancelled. Everybody who applied was told why."))
    return _back(call_id)


@require_POST
@requires(Permission.PROGRAMME_MANAGE)
@refused_on(call_page)
def name_assessor(request: HttpRequest, call_id: UUID) -> HttpResponse:
    """Name an assessor."""
    calls.assessor_name(actor=actor_of(request), call_id=call_id, assessor=officer_given(request, "assessor"))
    return _back(call_id)


@require_POST
@requires(Permission.PROGRAMME_MANAGE)
@refused_on(call_page)
def lift(request: HttpRequest, call_id: UUID) -> HttpResponse:
    """Lift a condition for one business."""
    judge.condition_lift(
        actor=actor_of(request),
        call_id=call_id,
        number=word(request, "number"),
        condition=word(request, "condition"),
        reason=word(request, "reason"),
    )
    messages.success(request, _("Lifted. It stands in the list of recipients."))
    return _back(call_id)


@require_POST
@requires(Permission.PROGRAMME_DECIDE)
@refused_on(call_page)
def decide(request: HttpRequest, call_id: UUID) -> HttpResponse:
    """Decide who is chosen."""
    choice = choose.choice_make(actor=actor_of(request), call_id=call_id, version=version_required(request))
    messages.success(
        request, _("Decided as %(number)s; the signed list follows in a moment.") % {"number": choice.document.number}
    )
    return _back(call_id)


@require_POST
@requires(Permission.PROGRAMME_DECIDE)
@refused_on(call_page)
def answer_objection(request: HttpRequest, call_id: UUID, objection_id: int) -> HttpResponse:
    """Uphold or reject an objection."""
    choose.objection_answer(
        actor=actor_of(request),
        objection_id=objection_id,
        uphold=word(request, "verdict") == "uphold",
        text=word(request, "text"),
    )
    return _back(call_id)


@require_POST
@requires(Permission.PROGRAMME_MANAGE)
@refused_on(candidate_page)
def check_paper(request: HttpRequest, candidate_id: UUID, code: str) -> HttpResponse:
    """Say whether a paper fits."""
    judge.paper_check(
        actor=actor_of(request),
        candidate_id=candidate_id,
        code=code,
        fits=word(request, "fits") == "yes",
        note=word(request, "note"),
    )
    return redirect("programmes:candidate", candidate_id)


@require_POST
@requires(Permission.PROGRAMME_MANAGE)
@refused_on(candidate_page)
def refuse(request: HttpRequest, candidate_id: UUID) -> HttpResponse:
    """Take an application out of the running."""
    judge.candidate_refuse(actor=actor_of(request), candidate_id=candidate_id, reason=word(request, "reason"))
    return redirect("programmes:candidate", candidate_id)


@require_POST
@requires(Permission.PROGRAMME_MANAGE)
@refused_on(candidate_page)
def readmit(request: HttpRequest, candidate_id: UUID) -> HttpResponse:
    """Take an application in again."""
    judge.candidate_readmit(actor=actor_of(request), candidate_id=candidate_id, reason=word(request, "reason"))
    return redirect("programmes:candidate", candidate_id)


@require_safe
@requires(Permission.PROGRAMME_ASSESS)
def assess(request: HttpRequest, call_id: UUID) -> HttpResponse:
    """The applicants that one judges, with one's own points so far."""
    actor = actor_of(request)
    call = queries.call_seen(actor, call_id)
    rows = queries.to_judge(actor, call)
    assessor = call.assessors.filter(user=actor).first()
    if assessor is None:
        raise NotFound(_("You are not named as an assessor of this call."))
    context = {
        "call": call,
        "assessor": assessor,
        "rows": Paginator(rows, PAGE).get_page(request.GET.get("page")),
        "left": sum(one.mine is None for one in rows),
        "open": call.state == "closed" and assessor.handed_in_at is None,
    }
    return render(request, "programmes/officer/assess.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.PROGRAMME_ASSESS)
def judge_one(request: HttpRequest, candidate_id: UUID) -> HttpResponse:
    """Judge one applicant: a level of each criterion, or an interest declared."""
    actor = actor_of(request)
    candidate = queries.candidate_seen(actor, candidate_id)
    call = candidate.call
    call_require(actor, call, "assess", candidate)
    mine = candidate.assessments.filter(assessor__user=actor).first()
    points = dict(mine.points) if mine else {}
    words, interest = (mine.words, mine.interest) if mine else ("", False)
    problems = {}
    if request.method == "POST":
        points = _points(request, call.terms)
        words, interest = word(request, "words"), word(request, "interest") == "yes"
        try:
            judge.assessment_save(actor=actor, candidate_id=candidate_id, points=points, words=words, interest=interest)
        except InvalidInput as error:
            problems = {one.field: one.message for one in error.problems}
        else:
            return redirect("programmes:assess", call.pk)
    context = {
        "candidate": candidate,
        "call": call,
        "criteria": call.terms.criteria,
        "answers": queries.answers_shown(candidate),
        "papers": candidate.papers.select_related("file"),
        "titles": {one.code: one.title for one in call.terms.papers},
        "points": points,
        "words": words,
        "interest": interest,
        "problems": problems,
    }
    return render(request, "programmes/officer/judge.html", context, status=422 if problems else 200)


def _points(request: HttpRequest, terms: ProgrammeKind) -> dict[str, int]:
    given = {one.code: word(request, f"points-{one.code}") for one in terms.criteria}
    return {code: int(text) for code, text in given.items() if is_number(text)}


@require_POST
@requires(Permission.PROGRAMME_ASSESS)
@refused_on(call_page)
def hand_in(request: HttpRequest, call_id: UUID) -> HttpResponse:
    """Hand one's points in."""
    judge.assessments_hand_in(actor=actor_of(request), call_id=call_id)
    messages.success(request, _("Handed in. Thank you."))
    return _back(call_id)
