"""The counter: an application for somebody who walks in, and the slip with which they take the account over."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from sentra.kernel.errors import Conflict, InvalidInput, NotAllowed, NotFound
from sentra.kernel.text import fold
from sentra.licensing import queries
from sentra.licensing.forms import WalkInForm
from sentra.licensing.services.common import holds
from sentra.licensing.services.draft import draft_start
from sentra.licensing.services.from_record import draft_from_record
from sentra.people.access import actor_of, requires, signed_in
from sentra.people.policy import Permission
from sentra.people.services import hand_over_code, walk_in_account
from sentra.people.views.officers import slip_page
from sentra.registry.dossier import business_seen
from sentra.registry.services.common import is_own


@require_http_methods(["GET", "POST"])
@requires(Permission.APPLICATION_ENTER)
def walk_in(request: HttpRequest) -> HttpResponse:
    """Start an application on behalf of a walk-in: who is it, and for what."""
    choices = [(one.code, str(one.title)) for one in queries.services()]
    form = WalkInForm(request.POST or None, services=choices)
    if request.method == "POST" and form.is_valid() and (started := _started(request, form)):
        return started
    return render(request, "licensing/officer/walk_in.html", {"form": form}, status=422 if form.is_bound else 200)


def _started(request: HttpRequest, form: WalkInForm) -> HttpResponse | None:
    """Start the application; None where the form has something to say first."""
    actor, data = actor_of(request), form.cleaned_data
    try:
        applicant = walk_in_account(actor=actor, name=data["name"], reached_by=data["reached_by"])
    except InvalidInput as error:
        for problem in error.problems:
            form.add_error(problem.field if problem.field in form.fields else None, str(problem.message))
        return None
    if fold(applicant.name) != fold(data["name"]):
        message = _(
            "This belongs to the account of %(name)s. If that is the person in front of you, write the name so."
        )
        form.add_error("reached_by", message % {"name": applicant.name})
        return None
    application = draft_start(actor=actor, service=data["service"], applicant=applicant)
    messages.success(request, _("Started for %(name)s. Fill it in together, page by page.") % {"name": applicant.name})
    return redirect("licensing:application", application_id=application.pk)


@require_POST
@signed_in
def apply_for(request: HttpRequest, number: str) -> HttpResponse:
    """Begin an application from a record of the register: its owner, or the counter for the owner."""
    actor = actor_of(request)
    business = business_seen(actor, number)
    own = is_own(actor, business)
    try:
        application = draft_from_record(actor=actor, business=business, service=request.POST.get("service", ""))
    except InvalidInput as error:
        messages.error(request, str(error.message))
        return redirect("registry:section", number=business.register_number, section="contact")
    except Conflict as error:
        messages.error(request, str(error.message))
        return redirect("registry:own" if own else "registry:business", number=business.register_number)
    messages.success(request, _("Begun. What the register knows is filled in: check it page by page."))
    return redirect("licensing:application", application_id=application.pk)


@require_POST
@requires(Permission.APPLICATION_ENTER)
def hand_over(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """Print the slip with which a walk-in takes the account over; a new slip makes the one before worthless."""
    actor = actor_of(request)
    found = queries.application_seen(actor, application_id)
    if not found.walk_in:
        raise NotFound(_("This application was not entered at the counter."))
    if not holds(actor, found)(Permission.APPLICATION_OWN):
        raise NotAllowed(_("This is not among your duties."))
    code = hand_over_code(actor=actor, user_id=found.applicant_id)
    return slip_page(request, found.applicant, code, back=reverse("licensing:case", args=[found.pk]))
