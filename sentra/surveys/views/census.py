"""Recording a business on a census visit, on a phone."""

from collections.abc import Sequence
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sentra.kernel.errors import InvalidInput
from sentra.people.access import actor_of, requires
from sentra.people.policy import Permission
from sentra.reference.lists import common_lists
from sentra.reference.loading import current_pack
from sentra.reference.page_form import PageForm
from sentra.registry.identity import Candidate
from sentra.registry.views.census import chosen, placed
from sentra.surveys import queries
from sentra.surveys.models import Visit
from sentra.surveys.services.census import met_record
from sentra.surveys.views.phone import Choice, answers_phone, arrived, by_phone, undecided


@require_http_methods(["GET", "POST"])
@answers_phone
@requires(Permission.APPLICATION_SURVEY)
def met(request: HttpRequest, visit_id: int) -> HttpResponse:
    """Record a business that was met; where the register has one like it, the surveyor says whether it is the same."""
    actor = actor_of(request)
    visit = queries.visit_to_record(actor, visit_id)
    page = current_pack().register_page("census")
    if request.method != "POST":
        here = {"district": visit.district, "village": visit.village}
        return _page(request, visit, PageForm(page.fields, answers=here, lists=common_lists()))
    given = {question.code: request.POST.getlist(question.code) for question in page.fields}
    try:
        done = met_record(
            actor=actor,
            visit_id=visit.pk,
            key=_key(request),
            given=given,
            known=chosen(request),
            surely_new=request.POST.get("same") == "new",
        )
    except InvalidInput as error:
        if by_phone(request):
            raise
        problems = placed(error.problems, given)
        form = PageForm(page.fields, answers={}, lists=common_lists(), typed=request.POST, problems=problems)
        return _page(request, visit, form, status=422)
    if done.business is None:
        if by_phone(request):
            return undecided(_("The register has something like it. Is it one of these?"), _choices(done.candidates))
        form = PageForm(page.fields, answers={}, lists=common_lists(), typed=request.POST)
        return _page(request, visit, form, candidates=done.candidates, status=409)
    if by_phone(request):
        return arrived(reverse("surveys:visit", args=[visit.pk]))
    messages.success(request, _("Recorded as %(number)s.") % {"number": done.business.register_number})
    return redirect("surveys:visit", visit.pk)


def _choices(candidates: Sequence[Candidate]) -> list[Choice]:
    """Offer the businesses that it may be, and that it is none of them."""
    villages, districts = current_pack().village_names, current_pack().district_names
    offered = []
    for business in (one.business for one in candidates):
        place = ", ".join(filter(None, [villages.get(business.village), districts.get(business.district)]))
        about = " · ".join([business.owner.name, business.register_number, place])
        offered.append(Choice("same", str(business.pk), business.name, about))
    return [*offered, Choice("same", "new", _("None of these: it is another business"))]


def _key(request: HttpRequest) -> UUID:
    """Read the key that the form was opened with; a form without one is a new record."""
    try:
        return UUID(request.POST.get("key", ""))
    except ValueError:
        return uuid4()


def _page(
    request: HttpRequest, visit: Visit, form: PageForm, *, candidates: Sequence[Candidate] = (), status: int = 200
) -> HttpResponse:
    page = current_pack().register_page("census")
    key = request.POST.get("key") or uuid4()
    context = {"page": page, "form": form, "candidates": candidates, "visit": visit, "key": key}
    return render(request, "surveys/met.html", context, status=status)
