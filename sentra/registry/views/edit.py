"""Filling in what a business is and makes: the same forms for owner and officer; the services tell who may."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sentra.files.serving import serve
from sentra.kernel.errors import Conflict, InvalidInput, Problem
from sentra.people.access import actor_of, keeps_typed, signed_in
from sentra.people.given import version_given
from sentra.people.kept import typed_take
from sentra.people.policy import is_officer
from sentra.reference.lists import common_lists
from sentra.reference.loading import current_pack
from sentra.reference.page_form import PageForm
from sentra.reference.schema import FormField, FormPage
from sentra.registry.dossier import business_seen, paper_file_seen, photo_seen
from sentra.registry.models import Business
from sentra.registry.profile import answers_of, open_questions, rows_of
from sentra.registry.services import figures as figures_services
from sentra.registry.services import items, papers
from sentra.registry.services.common import is_own, require_edit
from sentra.registry.services.profile import ChangedMeanwhile, section_page, section_save


def page_of(business: Business, request: HttpRequest) -> str:
    """Give the name of the page that the visitor came from: the owner's own, or the officers'."""
    return "registry:own" if is_own(actor_of(request), business) else "registry:business"


def _back(request: HttpRequest, business: Business, part: str = "") -> HttpResponse:
    response = redirect(page_of(business, request), number=business.register_number)
    response["Location"] += f"#{part}" if part else ""
    return response


def business_to_edit(request: HttpRequest, number: str) -> Business:
    """Give a business that the visitor may fill in. Raises `NotFound`, `NotAllowed`."""
    business = business_seen(actor_of(request), number)
    require_edit(actor_of(request), business)
    return business


def _typed(request: HttpRequest, page: FormPage) -> dict[str, Sequence[str]]:
    return {question.code: request.POST.getlist(question.code) for question in page.fields}


def _form(
    request: HttpRequest,
    questions: Sequence[FormField],
    answers: Mapping[str, Any],
    problems: Sequence[Problem] = (),
) -> PageForm:
    """Make the form: as it stands, as it was typed, or as it was typed before the session ended."""
    typed = request.POST if request.method == "POST" else typed_take(request)
    return PageForm(questions, answers=answers, lists=common_lists(), typed=typed, problems=problems)


def _page(
    request: HttpRequest, business: Business, page: FormPage, form: PageForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    context = {
        "business": business,
        "page": page,
        "form": form,
        "back": page_of(business, request),
        "base": "web/office.html" if is_officer(actor_of(request)) else "web/base.html",
        "version": business.version,
        **more,
    }
    return render(request, "registry/edit.html", context, status=status)


@require_http_methods(["GET", "POST"])
@signed_in
@keeps_typed
def section(request: HttpRequest, number: str, section: str) -> HttpResponse:
    """A section of the profile; where somebody changed it meanwhile, both versions are shown."""
    business, page = business_to_edit(request, number), section_page(section)
    questions = open_questions(page, business)
    closed = len(questions) < len(page.fields)
    answers = answers_of(page, rows_of(business))
    if request.method != "POST":
        return _page(request, business, page, _form(request, questions, answers), closed=closed)
    try:
        section_save(
            actor=actor_of(request),
            business_id=business.pk,
            version=version_given(request),
            section=section,
            given=_typed(request, page),
        )
    except ChangedMeanwhile as conflict:
        form = _form(request, questions, answers)
        shown = {"conflict": conflict, "version": conflict.version, "closed": closed}
        return _page(request, business, page, form, status=409, **shown)
    except InvalidInput as error:
        form = _form(request, questions, answers, error.problems)
        return _page(request, business, page, form, status=422, version=version_given(request), closed=closed)
    messages.success(request, _("Saved."))
    return _back(request, business, section)


@require_http_methods(["GET", "POST"])
@signed_in
@keeps_typed
def item(request: HttpRequest, number: str, kind: str, item_id: int | None = None) -> HttpResponse:
    """A product, a machine or a raw material: a new one, or one that is there."""
    business = business_to_edit(request, number)
    row = items.item_of(business, kind, item_id)
    page = current_pack().register_page(kind)
    answers = answers_of(page, {kind: row}) if item_id else {}
    shown: dict[str, Any] = {"item": row if item_id else None, "kind": kind}
    shown["seen"] = items.item_seen(kind, row) if item_id else ""
    if request.method != "POST":
        return _page(request, business, page, _form(request, page.fields, answers), **shown)
    try:
        items.item_save(
            actor=actor_of(request),
            business_id=business.pk,
            kind=kind,
            item_id=item_id,
            given=_typed(request, page),
            seen=request.POST.get("seen", ""),
        )
    except (InvalidInput, Conflict) as error:
        told = error.problems if isinstance(error, InvalidInput) else (Problem("", "changed", error.message),)
        form = _form(request, page.fields, answers, told)
        return _page(request, business, page, form, status=error.status, **shown)
    messages.success(request, _("Saved."))
    return _back(request, business, kind)


@require_POST
@signed_in
def item_remove(request: HttpRequest, number: str, kind: str, item_id: int) -> HttpResponse:
    """Take a product, a machine or a raw material away."""
    business = business_to_edit(request, number)
    items.item_remove(actor=actor_of(request), business_id=business.pk, kind=kind, item_id=item_id)
    messages.success(request, _("Taken away."))
    return _back(request, business, kind)


@require_http_methods(["GET", "POST"])
@signed_in
def photos(request: HttpRequest, number: str, item_id: int) -> HttpResponse:
    """The photographs of a product: those that are there, and one more."""
    business = business_to_edit(request, number)
    product = items.item_of(business, "product", item_id)
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        upload = request.FILES.get("photo")
        try:
            if upload is None:
                raise InvalidInput([Problem("photo", "missing", _("Please choose a photograph first."))])
            caption = request.POST.get("caption", "")
            items.photo_add(
                actor=actor_of(request), business_id=business.pk, product_id=item_id, upload=upload, caption=caption
            )
        except (InvalidInput, Conflict) as error:
            own = error.problems if isinstance(error, InvalidInput) else (Problem("photo", "many", error.message),)
            problems = own
        else:
            messages.success(request, _("The photograph is there."))
            return redirect("registry:photos", number=business.register_number, item_id=item_id)
    context = {
        "business": business,
        "product": product,
        "problems": problems,
        "caption": request.POST.get("caption", ""),
        "back": page_of(business, request),
        "base": "web/office.html" if is_officer(actor_of(request)) else "web/base.html",
    }
    return render(request, "registry/photos.html", context, status=422 if problems else 200)


@require_POST
@signed_in
def photo_remove(request: HttpRequest, number: str, photo_id: int) -> HttpResponse:
    """Take a photograph away."""
    business = business_to_edit(request, number)
    photo = items.photo_remove(actor=actor_of(request), business_id=business.pk, photo_id=photo_id)
    messages.success(request, _("Taken away."))
    return redirect("registry:photos", number=business.register_number, item_id=photo.product_id)


@require_safe
@signed_in
def photo(request: HttpRequest, photo_id: int) -> HttpResponse:
    """A photograph, for those who may see its business."""
    return serve(photo_seen(actor_of(request), photo_id), inline=True)


@require_http_methods(["GET", "POST"])
@signed_in
@keeps_typed
def figures(request: HttpRequest, number: str, year: int) -> HttpResponse:
    """A year's figures, pre-filled from the year before."""
    actor = actor_of(request)
    business = business_seen(actor, number)
    figures_services.require_telling(actor, business, year)
    found = figures_services.figures_of(business, year)
    page = current_pack().register_page("figures")
    answers = answers_of(page, {"figures": found})
    shown: dict[str, Any] = {"figures": found, "year": year, "own": is_own(actor, business), "version": found.version}
    if request.method != "POST":
        return _page(request, business, page, _form(request, page.fields, answers), **shown)
    try:
        figures_services.figures_save(
            actor=actor, business_id=business.pk, year=year, version=version_given(request), given=_typed(request, page)
        )
    except InvalidInput as error:
        return _page(request, business, page, _form(request, page.fields, answers, error.problems), status=422, **shown)
    if shown["own"]:
        messages.success(request, _("Thank you. An officer reads the figures; you are told if something is unclear."))
    else:
        messages.success(request, _("Saved."))
    return _back(request, business, "figures")


@require_http_methods(["GET", "POST"])
@signed_in
@keeps_typed
def paper_add(request: HttpRequest, number: str) -> HttpResponse:
    """Add a legal paper from elsewhere."""
    business, page = business_to_edit(request, number), current_pack().register_page("paper")
    form = _form(request, page.fields, {})
    chosen = (form.data or request.GET).get("product", "")
    shown: dict[str, Any] = {"takes_file": True, "products": business.products.all(), "chosen_product": chosen}
    if request.method != "POST":
        return _page(request, business, page, form, **shown)
    try:
        papers.paper_add(
            actor=actor_of(request),
            business_id=business.pk,
            given=_typed(request, page),
            product=chosen,
            upload=request.FILES.get("file"),
        )
    except InvalidInput as error:
        form = _form(request, page.fields, {}, error.problems)
        wrong = {problem.field: problem.message for problem in error.problems}
        return _page(request, business, page, form, status=422, wrong=wrong, **shown)
    messages.success(request, _("The paper is there."))
    return _back(request, business, "papers")


@require_safe
@signed_in
def paper_file(request: HttpRequest, paper_id: int) -> HttpResponse:
    """The file of a legal paper, for those who may see its business."""
    return serve(paper_file_seen(actor_of(request), paper_id), inline=True)
