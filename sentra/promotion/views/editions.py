"""Printed editions: the officers' list, form and page, the file, and the public address of one that is given out."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import MultipleChoiceField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sentra.audit.queries import timeline
from sentra.files.serving import serve
from sentra.kernel.errors import InvalidInput
from sentra.people.access import actor_of, public, requires
from sentra.people.given import key_given, key_or_new, version_given
from sentra.people.policy import Permission, can
from sentra.people.refusal import Refusal, refused_on
from sentra.promotion import editions as reads
from sentra.promotion.choosing import Choice, ChoiceKind
from sentra.promotion.forms_print import ChoiceForm, EditionForm
from sentra.promotion.models import Chapters, Edition, Paper
from sentra.promotion.services import editions as acts

PAGE = 20
BEGINNING = {"kind": ChoiceKind.ALL, "language": "id", "paper": Paper.A4, "chapters": Chapters.COMMODITY}


@require_safe
@requires(Permission.PROMOTION_READ)
def editions(request: HttpRequest) -> HttpResponse:
    """The printed editions, the newest first."""
    found = reads.editions_seen(actor_of(request))
    context = {"page": Paginator(found, PAGE).get_page(request.GET.get("page"))}
    return render(request, "promotion/print/editions.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.PROMOTION_MANAGE)
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for an edition; one of the buttons only counts how much it would hold."""
    if request.method != "POST":
        return _asked(request, EditionForm(initial=BEGINNING))
    if "count" in request.POST:
        return _counted(request)
    form = EditionForm(request.POST)
    if form.is_valid():
        try:
            made = acts.edition_ask(actor=actor_of(request), key=key_given(request), told=form.told)
        except InvalidInput as error:
            for problem in error.problems:
                name = form.choice.kind.value if problem.field == "choice" else problem.field
                form.add_error(name if name in form.fields else None, str(problem.message))
        else:
            messages.success(request, _("It is being made; that takes a minute at most."))
            return redirect("promotion:edition", made.pk)
    return _asked(request, form, status=422)


def _counted(request: HttpRequest) -> HttpResponse:
    """Show the form again as it was filled in, with how much the choice holds today; the rest isn't looked at yet."""
    chosen = ChoiceForm(request.POST)
    if not chosen.is_valid():
        return _asked(request, EditionForm(request.POST), status=422)
    many = {name for name, field in chosen.fields.items() if isinstance(field, MultipleChoiceField)}
    typed = {key: request.POST.getlist(key) if key in many else request.POST[key] for key in request.POST}
    return _asked(request, EditionForm(initial=typed), preview=reads.preview_of(chosen.choice))


def _asked(
    request: HttpRequest, form: EditionForm, *, preview: reads.Preview | None = None, status: int = 200
) -> HttpResponse:
    context = {"form": form, "preview": preview, "key": key_or_new(request.POST.get("key", ""))}
    return render(request, "promotion/print/ask.html", context, status=status)


@require_safe
@requires(Permission.PROMOTION_READ)
def edition(request: HttpRequest, edition_id: UUID) -> HttpResponse:
    """One edition: its state, who of it is gone, what may be done."""
    return _page(request, reads.edition_seen(actor_of(request), edition_id))


def edition_page(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Show an edition again, with what was refused."""
    return _page(request, reads.edition_seen(actor_of(request), refusal.address["edition_id"]), refusal)


def _page(request: HttpRequest, found: Edition, refusal: Refusal | None = None) -> HttpResponse:
    actor = actor_of(request)
    allowed, blocked = acts.edition_acts(actor, found)
    context = {
        "edition": found,
        "choice": Choice.of(found.choice).words,
        "gone": reads.gone_from(found) if found.file_id else [],
        "allowed": allowed,
        "blocked": blocked,
        "refusal": refusal,
        "may": can(actor, Permission.PROMOTION_MANAGE),
        "timeline": timeline(found),
    }
    return render(request, "promotion/print/edition.html", context, status=refusal.status if refusal else 200)


@require_safe
@requires(Permission.PROMOTION_READ)
@refused_on(edition_page)
def file(request: HttpRequest, edition_id: UUID) -> HttpResponse:
    """The file of an edition, for an officer."""
    return serve(reads.edition_file(actor_of(request), edition_id), inline=False)


@require_POST
@requires(Permission.PROMOTION_MANAGE)
@refused_on(edition_page)
def again(request: HttpRequest, edition_id: UUID) -> HttpResponse:
    """Have an edition made anew."""
    acts.edition_again(actor=actor_of(request), edition_id=edition_id, version=version_given(request))
    messages.success(request, _("It is being made anew; that takes a minute at most."))
    return redirect("promotion:edition", edition_id)


@require_POST
@requires(Permission.PROMOTION_MANAGE)
@refused_on(edition_page)
def publish(request: HttpRequest, edition_id: UUID) -> HttpResponse:
    """Let everybody read an edition."""
    acts.edition_publish(actor=actor_of(request), edition_id=edition_id, version=version_given(request))
    messages.success(request, _("Everybody can read it now, as long as all in it are public."))
    return redirect("promotion:edition", edition_id)


@require_POST
@requires(Permission.PROMOTION_MANAGE)
@refused_on(edition_page)
def take_back(request: HttpRequest, edition_id: UUID) -> HttpResponse:
    """Give an edition out no longer."""
    acts.edition_take_back(actor=actor_of(request), edition_id=edition_id, version=version_given(request))
    messages.success(request, _("It isn't given out any more."))
    return redirect("promotion:edition", edition_id)


@require_POST
@requires(Permission.PROMOTION_MANAGE)
@refused_on(edition_page)
def drop(request: HttpRequest, edition_id: UUID) -> HttpResponse:
    """Delete an edition."""
    acts.edition_drop(actor=actor_of(request), edition_id=edition_id, version=version_given(request))
    messages.success(request, _("Deleted."))
    return redirect("promotion:editions")


@require_safe
@public
def published(_request: HttpRequest, edition_id: UUID) -> HttpResponse:
    """A published edition, as long as all that stands in it is public."""
    return serve(reads.edition_public(edition_id), inline=True)
