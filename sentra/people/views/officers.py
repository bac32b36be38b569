"""The administrator's pages of people: finding them, their duties, their way in; and the slip of the counter."""

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sentra.audit.queries import timeline
from sentra.kernel import clock
from sentra.kernel.errors import InvalidInput, NotFound
from sentra.people import services
from sentra.people.access import actor_of, requires
from sentra.people.forms import OfficerForm, PeopleFilter, tell
from sentra.people.models import Role, User
from sentra.people.policy import GRANTS, Permission
from sentra.people.queries import people_found

PAGE = 50
GROUP = 5
IN_DISTRICTS = frozenset(role for role, granted in GRANTS.items() if Permission.APPLICATION_READ in granted)
"""The roles whose duty may be narrowed to districts: those that see applications."""


@require_safe
@requires(Permission.PEOPLE_MANAGE)
def people(request: HttpRequest) -> HttpResponse:
    """Who has an account and what for: all officers, until somebody else is looked for."""
    form = PeopleFilter(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {"q": "", "role": ""}
    page = Paginator(people_found(chosen["q"], chosen["role"]), PAGE).get_page(request.GET.get("page"))
    return render(request, "people/people.html", {"form": form, "page": page})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.PEOPLE_MANAGE)
def officer_new(request: HttpRequest) -> HttpResponse:
    """Make an officer's account; answers with the slip, once."""
    form = OfficerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            user, code = services.officer_create(actor=actor_of(request), **form.cleaned_data)
        except InvalidInput as error:
            tell(form, error)
        else:
            return slip_page(request, user, code)
    return render(request, "people/officer_new.html", {"form": form}, status=422 if form.is_bound else 200)


@never_cache
def slip_page(request: HttpRequest, user: User, code: str, back: str = "") -> HttpResponse:
    """Show the slip: the code is nowhere else, and can't be shown again; `back` is where its maker goes on."""
    context = {
        "person": user,
        "code": " ".join(code[at : at + GROUP] for at in range(0, len(code), GROUP)),
        "address": f"{settings.SENTRA_BASE_URL}{reverse('people:take_over')}",
        "until": clock.now() + services.CODE_LASTS,
        "back": back,
    }
    return render(request, "people/slip.html", context)


def _person(user_id: int) -> User:
    user = User.objects.prefetch_related("duties").filter(pk=user_id).first()
    if user is None:
        raise NotFound(_("There is no such account."))
    return user


@require_safe
@requires(Permission.PEOPLE_MANAGE)
def person(request: HttpRequest, user_id: int) -> HttpResponse:
    """One person: duties, way in, and what happened to the account."""
    shown = _person(user_id)
    held = {duty.role: duty.districts for duty in shown.duties_held}
    duties = [
        {"role": role, "held": role in held, "districts": held.get(role, []), "in_districts": role in IN_DISTRICTS}
        for role in Role
    ]
    context = {
        "person": shown,
        "duties": duties,
        "second_factor": is_mfa_enabled(shown),
        "timeline": timeline(shown)[:PAGE],
        "myself": shown.pk == actor_of(request).pk,
    }
    return render(request, "people/person.html", context)


@require_POST
@requires(Permission.PEOPLE_MANAGE)
def duties(request: HttpRequest, user_id: int) -> HttpResponse:
    """Give a person exactly the ticked duties, each with its districts."""
    wanted = [
        (role, request.POST.getlist(f"districts-{role}") if role in IN_DISTRICTS else [])
        for role in request.POST.getlist("role")
    ]
    user = services.duties_set(actor=actor_of(request), user_id=user_id, duties=wanted)
    messages.success(request, _("The duties of %(name)s are saved.") % {"name": user.name})
    return redirect("people:person", user_id=user_id)


@never_cache
@require_POST
@requires(Permission.WORKSPACE)
def hand_over(request: HttpRequest, user_id: int) -> HttpResponse:
    """Print a new slip: for officers an administrator does it, for applicants the counter too."""
    code = services.hand_over_code(actor=actor_of(request), user_id=user_id)
    return slip_page(request, _person(user_id), code)


@require_POST
@requires(Permission.PEOPLE_MANAGE)
def second_factor(request: HttpRequest, user_id: int) -> HttpResponse:
    """Demand the second step, or no longer."""
    demanded = request.POST.get("demanded") == "1"
    user = services.second_factor_demand(actor=actor_of(request), user_id=user_id, demanded=demanded)
    told = (
        _("%(name)s is asked to set up the second step at the next click.")
        if demanded
        else _("%(name)s may do without the second step.")
    )
    messages.success(request, told % {"name": user.name})
    return redirect("people:person", user_id=user_id)


@require_POST
@requires(Permission.PEOPLE_MANAGE)
def second_factor_forget(request: HttpRequest, user_id: int) -> HttpResponse:
    """Take the second step away from somebody who lost the telephone."""
    user = services.second_factor_forget(actor=actor_of(request), user_id=user_id)
    messages.success(request, _("%(name)s signs in with the password alone now.") % {"name": user.name})
    return redirect("people:person", user_id=user_id)


@require_POST
@requires(Permission.PEOPLE_MANAGE)
def active(request: HttpRequest, user_id: int) -> HttpResponse:
    """Close an account, or open it again."""
    wanted = request.POST.get("active") == "1"
    user = services.user_active_set(actor=actor_of(request), user_id=user_id, active=wanted)
    told = _("The account of %(name)s is open again.") if wanted else _("The account of %(name)s is closed.")
    messages.success(request, told % {"name": user.name})
    return redirect("people:person", user_id=user_id)
