"""The applicant's space: my applications, the form page by page, papers, check, send, receipt, answers, permits."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sentra.files.serving import serve
from sentra.kernel.errors import InvalidInput, NotFound, Problem
from sentra.licensing import queries
from sentra.licensing.forms import ReasonForm
from sentra.licensing.lists import lists_of
from sentra.licensing.models import Application, Correction, Status
from sentra.licensing.panels import OWN
from sentra.licensing.rules import problems_before_submit
from sentra.licensing.services import draft, papers, submit, talk
from sentra.licensing.services.common import acts_allowed, holds
from sentra.licensing.services.papers import papers_open
from sentra.licensing.shown import paper_lines, sections, way_of
from sentra.licensing.views.gaps import gaps_of
from sentra.people.access import actor_of, keeps_typed, signed_in
from sentra.people.kept import typed_take
from sentra.people.policy import Permission
from sentra.reference.page_form import PageForm


def _own(request: HttpRequest, application_id: UUID) -> Application:
    """Give an application that the visitor may fill in: the own one, or a walk-in's at the counter."""
    actor = actor_of(request)
    application = queries.application_seen(actor, application_id)
    if not holds(actor, application)(Permission.APPLICATION_OWN):
        raise NotFound(_("There is no such application, or it isn't in your area."))
    return application


def _open_correction(application: Application) -> Correction | None:
    return next((one for one in application.corrections.all() if one.answered_at is None), None)


@require_safe
@signed_in
def my_applications(request: HttpRequest) -> HttpResponse:
    """All that I started, sent in and got."""
    actor = actor_of(request)
    return render(
        request,
        "licensing/applicant/mine.html",
        {"applications": queries.applications_of(actor), "permits": queries.permits_of(actor)},
    )


@require_POST
@signed_in
def start(request: HttpRequest, code: str) -> HttpResponse:
    """Start a draft."""
    application = draft.draft_start(actor=actor_of(request), service=code)
    return redirect("licensing:application", application_id=application.pk)


@require_safe
@signed_in
def application(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """One application: the task list of a draft or correction, otherwise where it stands and what happened."""
    found = _own(request, application_id)
    lists = lists_of(found)
    correction = _open_correction(found)
    context = {
        "application": found,
        "sections": sections(found, lists, correction),
        "papers": paper_lines(found, lists, papers_open(found), correction),
        "questions": found.questions.all(),
        "asked": found.is_open and any(one.answered_at is None for one in found.questions.all()),
        "acts": {act.code for act in acts_allowed(actor_of(request), found)},
        "permit": queries.permit_of(found),
        "correction": correction,
        "way": way_of(found),
        "panels": OWN.of(actor_of(request), found),
        "withdraw_form": ReasonForm(),
    }
    editing = found.status in {Status.DRAFT, Status.CORRECTION}
    template = "licensing/applicant/tasks.html" if editing else "licensing/applicant/standing.html"
    return render(request, template, context)


@require_http_methods(["GET", "POST"])
@signed_in
@keeps_typed
def page(request: HttpRequest, application_id: UUID, code: str) -> HttpResponse:
    """One page of the form. What can be read is saved even where something else on the page is wrong."""
    actor = actor_of(request)
    found = _own(request, application_id)
    questions = draft.questions_open(actor, found, code)
    correction = _open_correction(found)
    reasons = correction.reasons("field") if correction else {}
    if request.method == "POST":
        typed = {question.code: request.POST.getlist(question.code) for question in questions}
        saved, problems = draft.page_save(actor=actor, application_id=application_id, page=code, given=typed)
        if "later" in request.POST:
            messages.success(request, _("Saved. You can go on whenever you like, also on another device."))
            return redirect("licensing:application", application_id=application_id)
        if not problems:
            following = _following(saved, code)
            if saved.status == Status.DRAFT and following:
                return redirect("licensing:page", application_id=application_id, code=following)
            return redirect("licensing:application", application_id=application_id)
        form = PageForm(
            questions,
            answers=saved.all_answers,
            lists=lists_of(saved),
            typed=request.POST,
            problems=problems,
            reasons=reasons,
        )
        return _page(request, saved, code, form, status=422)
    kept = typed_take(request)
    if kept:
        messages.info(request, _("What you typed before you signed in stands here again. Please save it."))
    form = PageForm(questions, answers=found.all_answers, lists=lists_of(found), typed=kept, reasons=reasons)
    return _page(request, found, code, form)


def _page(request: HttpRequest, found: Application, code: str, form: PageForm, status: int = 200) -> HttpResponse:
    asked = [section.page.code for section in sections(found, lists_of(found))]
    context = {
        "application": found,
        "page": next(one for one in found.revision.content.pages if one.code == code),
        "form": form,
        "place": asked.index(code) + 1 if code in asked else 0,
        "total": len(asked),
    }
    return render(request, "licensing/applicant/page.html", context, status=status)


def _following(found: Application, code: str) -> str | None:
    """Give the page after this one that has anything to ask."""
    codes = [section.page.code for section in sections(found, lists_of(found))]
    return codes[codes.index(code) + 1] if code in codes[:-1] else None


@require_http_methods(["GET", "POST"])
@signed_in
def paper(request: HttpRequest, application_id: UUID, code: str) -> HttpResponse:
    """One paper: add photographs or a PDF."""
    found = _own(request, application_id)
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        uploads = request.FILES.getlist("file")
        try:
            if not uploads:
                raise InvalidInput([Problem(code, "missing", _("Please choose a photograph or a PDF first."))])
            for upload in uploads:
                papers.paper_add(actor=actor_of(request), application_id=application_id, code=code, upload=upload)
        except InvalidInput as error:
            problems = error.problems
        else:
            return redirect("licensing:paper", application_id=application_id, code=code)
        found = _own(request, application_id)
    lines = paper_lines(found, lists_of(found), papers_open(found), _open_correction(found))
    line = next((one for one in lines if one.paper.code == code), None)
    if line is None:
        raise NotFound(_("This service doesn't ask for such a paper."))
    context = {
        "application": found,
        "line": line,
        "problems": problems,
        "next_paper": next(
            (one.paper.code for one in lines if one.open and one.paper.required and not one.files), None
        ),
    }
    return render(request, "licensing/applicant/paper.html", context, status=422 if problems else 200)


@require_POST
@signed_in
def paper_remove(request: HttpRequest, application_id: UUID, paper_id: int) -> HttpResponse:
    """Take a file away."""
    code = queries.paper_seen(actor_of(request), paper_id).code
    papers.paper_remove(actor=actor_of(request), application_id=application_id, paper_id=paper_id)
    return redirect("licensing:paper", application_id=application_id, code=code)


@require_safe
@signed_in
def paper_file(request: HttpRequest, paper_id: int) -> HttpResponse:
    """The file of a paper, for those who may see its application."""
    return serve(queries.paper_seen(actor_of(request), paper_id).file, inline=True)


@require_http_methods(["GET", "POST"])
@signed_in
def check(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """Check the answers, then send them in; sent in twice it stays one application."""
    actor = actor_of(request)
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        try:
            submit.application_submit(actor=actor, application_id=application_id)
        except InvalidInput as error:
            problems = error.problems
        else:
            return redirect("licensing:receipt", application_id=application_id)
    found = _own(request, application_id)
    if found.status != Status.DRAFT:
        return redirect("licensing:application", application_id=application_id)
    lists = lists_of(found)
    uploaded = {one.code for one in found.papers.all()}
    missing = problems_before_submit(found.revision.content, found.all_answers, uploaded, lists)
    read = sections(found, lists)
    context = {
        "application": found,
        "sections": read,
        "papers": paper_lines(found, lists, papers_open(found)),
        "problems": problems,
        "missing": gaps_of(found, read, missing),
    }
    return render(request, "licensing/applicant/check.html", context, status=422 if problems else 200)


@require_safe
@signed_in
def receipt(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """The receipt: number, tracking word, what happens next, by when. Made for printing too."""
    found = _own(request, application_id)
    if found.status == Status.DRAFT:
        return redirect("licensing:check", application_id=application_id)
    context = {
        "application": found,
        "permit": queries.permit_of(found),
        "way": way_of(found),
        "track_address": f"{settings.SENTRA_BASE_URL}{reverse('licensing:track')}",
    }
    return render(request, "licensing/applicant/receipt.html", context)


@require_POST
@signed_in
def resubmit(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """Send the correction; what is still missing is told on the list of what to correct."""
    try:
        submit.application_resubmit(actor=actor_of(request), application_id=application_id)
    except InvalidInput as error:
        for problem in error.problems:
            messages.error(request, str(problem.message))
    else:
        messages.success(request, _("Thank you. Your correction is with the office now."))
    return redirect("licensing:application", application_id=application_id)


@require_POST
@signed_in
def withdraw(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """Withdraw an application."""
    reason = request.POST.get("reason", "")
    submit.application_withdraw(actor=actor_of(request), application_id=application_id, reason=reason)
    messages.success(request, _("Your application is withdrawn."))
    return redirect("licensing:application", application_id=application_id)


@require_POST
@signed_in
def discard(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """Throw a draft away."""
    draft.draft_discard(actor=actor_of(request), application_id=application_id)
    messages.success(request, _("The draft is gone."))
    return redirect("licensing:my_applications")


@require_POST
@signed_in
def answer(request: HttpRequest, application_id: UUID, question_id: int) -> HttpResponse:
    """Answer a question of the office."""
    text = request.POST.get("answer", "")
    talk.question_answer(actor=actor_of(request), application_id=application_id, question_id=question_id, answer=text)
    messages.success(request, _("Thank you. Your answer is with the office now."))
    return redirect("licensing:application", application_id=application_id)


@require_safe
@signed_in
def permit_file(request: HttpRequest, permit_id: UUID) -> HttpResponse:
    """The signed PDF of a permit, for its holder and for officers who may see it."""
    permit = queries.permit_seen(actor_of(request), permit_id)
    if permit.document.file is None:
        return render(request, "licensing/applicant/permit_wait.html", {"permit": permit}, status=202)
    return serve(permit.document.file, inline=False)
