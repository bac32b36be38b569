"""The field census: a business that somebody met is recorded in a minute, on a phone, whatever is known of it."""

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sentra.kernel.errors import InvalidInput, Problem
from sentra.people.access import actor_of, keeps_typed, requires
from sentra.people.kept import typed_take
from sentra.people.policy import Permission
from sentra.reference.lists import common_lists
from sentra.reference.loading import current_pack
from sentra.reference.page_form import PageForm
from sentra.registry.identity import Candidate
from sentra.registry.services.census import business_met


@require_http_methods(["GET", "POST"])
@requires(Permission.REGISTER_RECORD)
@keeps_typed
def census(request: HttpRequest) -> HttpResponse:
    """Record a business; where the register has one like it, the officer says whether it is the same."""
    page = current_pack().register_page("census")
    if request.method != "POST":
        return _page(request, PageForm(page.fields, answers={}, lists=common_lists(), typed=typed_take(request)))
    given = {question.code: request.POST.getlist(question.code) for question in page.fields}
    try:
        met = business_met(
            actor=actor_of(request), given=given, known=chosen(request), surely_new=request.POST.get("same") == "new"
        )
    except InvalidInput as error:
        form = PageForm(
            page.fields, answers={}, lists=common_lists(), typed=request.POST, problems=placed(error.problems, given)
        )
        return _page(request, form, status=422)
    if met.business is None:
        form = PageForm(page.fields, answers={}, lists=common_lists(), typed=request.POST)
        return _page(request, form, candidates=met.candidates, status=409)
    if met.is_new:
        messages.success(request, _("Recorded as %(number)s.") % {"number": met.business.register_number})
    else:
        messages.info(request, _("The register has this business already. What was new is added."))
    return redirect("registry:business", number=met.business.register_number)


def placed(problems: Sequence[Problem], given: dict[str, list[str]]) -> list[Problem]:
    """Put each problem on the question that it is about, or on the whole form."""
    return [one if one.field in given else Problem("", one.code, one.message) for one in problems]


def chosen(request: HttpRequest) -> UUID | None:
    """Read which of the offered businesses it is; None where none was chosen."""
    try:
        return UUID(request.POST.get("same", ""))
    except ValueError:
        return None


def _page(
    request: HttpRequest, form: PageForm, *, candidates: Sequence[Candidate] = (), status: int = 200
) -> HttpResponse:
    context = {"page": current_pack().register_page("census"), "form": form, "candidates": candidates}
    return render(request, "registry/census.html", context, status=status)
