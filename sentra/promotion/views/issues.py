"""The officer's pages of the newsletter: issues, their words and contents, looking at one, sending it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sentra.kernel.errors import Conflict, InvalidInput
from sentra.people.access import actor_of, requires
from sentra.people.given import key_given, key_or_new, number_given, version_required, word
from sentra.people.policy import Permission
from sentra.people.refusal import Refusal, refused_on
from sentra.promotion import newsletter as reads
from sentra.promotion.forms_newsletter import IssueForm
from sentra.promotion.mailing import LEAVE_HERE, issue_body
from sentra.promotion.models import DeliveryState, Issue
from sentra.promotion.services import issues as acts
from sentra.promotion.turns import turns

PAGE = 30
NEXT_IN_TURN = 12
PREVIEW_POLICY = (
    "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'self'"
)


@require_safe
@requires(Permission.PROMOTION_READ)
def issues(request: HttpRequest) -> HttpResponse:
    """All issues, and how many read the newsletter."""
    page = Paginator(reads.issues(), PAGE).get_page(request.GET.get("page"))
    return render(request, "promotion/office/issues.html", {"page": page, "readers": reads.readers()})


@require_safe
@requires(Permission.PROMOTION_READ)
def issue(request: HttpRequest, issue_id: UUID) -> HttpResponse:
    """One issue: how the mail looks, what is in it, how sending goes."""
    return _page(request, reads.issue_seen(issue_id))


def issue_page(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Show an issue again, with what was refused."""
    return _page(request, reads.issue_seen(refusal.address["issue_id"]), refusal)


def _page(request: HttpRequest, found: Issue, refusal: Refusal | None = None) -> HttpResponse:
    allowed, blocked = acts.issue_acts(actor_of(request), found)
    progress = reads.progress(found)
    context = {
        "issue": found,
        "items": reads.items_of(found),
        "acts": allowed,
        "hindrances": blocked,
        "progress": [(state.label, progress[state]) for state in DeliveryState if state in progress],
        "mails": sum(progress.values()),
        "readers": reads.readers(),
        "refusal": refusal,
    }
    return render(request, "promotion/office/issue.html", context, status=refusal.status if refusal else 200)


@require_safe
@requires(Permission.PROMOTION_READ)
@xframe_options_sameorigin
def preview(request: HttpRequest, issue_id: UUID, language: str) -> HttpResponse:
    """The mail itself, as its readers would get it now; its links to leave lead nowhere."""
    body = issue_body(reads.issue_seen(issue_id), "en" if language == "en" else "id", base="")
    response = HttpResponse(body.html.replace(LEAVE_HERE, "#"))
    response["Content-Security-Policy"] = PREVIEW_POLICY
    return response


@require_http_methods(["GET", "POST"])
@requires(Permission.PROMOTION_MANAGE)
def write(request: HttpRequest) -> HttpResponse:
    """Write a new issue."""
    form = IssueForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            made = acts.issue_write(actor=actor_of(request), key=key_given(request), told=form.told)
        except InvalidInput as error:
            form.add_problems(error.problems)
        else:
            messages.success(request, _("The draft is kept. Choose now what it shows."))
            return redirect("promotion:issue_choose", made.pk)
    return _form(request, form, {"key": key_or_new(request.POST.get("key", ""))})


@require_http_methods(["GET", "POST"])
@requires(Permission.PROMOTION_MANAGE)
@refused_on(issue_page)
def edit(request: HttpRequest, issue_id: UUID) -> HttpResponse:
    """Change the words of a draft."""
    found = reads.issue_seen(issue_id)
    acts.issue_require(actor_of(request), found, "edit")
    form = IssueForm(request.POST if request.method == "POST" else None, issue=found)
    if request.method == "POST":
        version = version_required(request)
        if form.is_valid():
            try:
                acts.issue_edit(actor=actor_of(request), issue_id=issue_id, version=version, told=form.told)
            except InvalidInput as error:
                form.add_problems(error.problems)
            else:
                messages.success(request, _("Saved."))
                return redirect("promotion:issue_officer", issue_id)
    return _form(request, form, {"issue": found})


def _form(request: HttpRequest, form: IssueForm, told: dict[str, Any]) -> HttpResponse:
    status = 422 if form.is_bound else 200
    return render(request, "promotion/office/issue_write.html", {"form": form, **told}, status=status)


@require_http_methods(["GET", "POST"])
@requires(Permission.PROMOTION_MANAGE)
def choose(request: HttpRequest, issue_id: UUID) -> HttpResponse:
    """Choose what an issue shows: products found by their names, makers whose turn it is."""
    found = reads.issue_seen(issue_id)
    if request.method != "POST":
        return _choose(request, found)
    try:
        many = acts.issue_choose(
            actor=actor_of(request),
            issue_id=issue_id,
            maker_ids={number_given(one) for one in request.POST.getlist("maker")},
            showing_ids={number_given(one) for one in request.POST.getlist("product")},
        )
    except InvalidInput as error:
        return _choose(request, found, Refusal.of(request, error))
    message = ngettext("%(many)s was put into the issue.", "%(many)s were put into the issue.", many)
    messages.success(request, message % {"many": many})
    return redirect("promotion:issue_officer", issue_id)


def _choose(request: HttpRequest, found: Issue, refusal: Refusal | None = None) -> HttpResponse:
    if "choose" not in acts.issue_acts(actor_of(request), found)[0]:
        raise Conflict(_("This issue is sent. It can't be changed any more."))
    text = request.GET.get("q", "").replace("\0", "")[:100]
    context = {
        "issue": found,
        "text": text,
        "products": reads.products_found(text),
        "turns": turns()[:NEXT_IN_TURN],
        "refusal": refusal,
        "picked": set(request.POST.getlist("maker")) | {f"p{one}" for one in request.POST.getlist("product")},
    }
    status = refusal.status if refusal else 200
    return render(request, "promotion/office/issue_choose.html", context, status=status)


@require_POST
@requires(Permission.PROMOTION_MANAGE)
@refused_on(issue_page)
def drop(request: HttpRequest, issue_id: UUID) -> HttpResponse:
    """Take something out of a draft."""
    acts.issue_item_drop(actor=actor_of(request), issue_id=issue_id, item_id=number_given(word(request, "item")))
    messages.success(request, _("Taken out."))
    return redirect("promotion:issue_officer", issue_id)


@require_POST
@requires(Permission.PROMOTION_MANAGE)
@refused_on(issue_page)
def trial(request: HttpRequest, issue_id: UUID) -> HttpResponse:
    """Send an issue to oneself alone."""
    acts.issue_try(actor=actor_of(request), issue_id=issue_id, language=word(request, "language"))
    messages.success(request, _("It is on its way to your own address."))
    return redirect("promotion:issue_officer", issue_id)


@require_POST
@requires(Permission.PROMOTION_MANAGE)
@refused_on(issue_page)
def send(request: HttpRequest, issue_id: UUID) -> HttpResponse:
    """Send an issue to all subscribers, once."""
    acts.issue_send(actor=actor_of(request), issue_id=issue_id, version=version_required(request))
    messages.success(request, _("The issue is being sent. You can close this page."))
    return redirect("promotion:issue_officer", issue_id)


@require_POST
@requires(Permission.PROMOTION_MANAGE)
@refused_on(issue_page)
def discard(request: HttpRequest, issue_id: UUID) -> HttpResponse:
    """Throw a draft away."""
    acts.issue_discard(actor=actor_of(request), issue_id=issue_id)
    messages.success(request, _("The draft is gone."))
    return redirect("promotion:issues")
