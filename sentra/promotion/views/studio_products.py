"""Products and photographs in the studio: the register stays the one truth, and a phone is enough."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sentra.files.services import file_read
from sentra.kernel.errors import Conflict, InvalidInput, Problem
from sentra.people.access import actor_of, keeps_typed, signed_in
from sentra.people.given import word
from sentra.people.kept import typed_take
from sentra.promotion.editing import CROPS, LIGHTS, PARTS, TURNS, Edit, edited
from sentra.promotion.models import Maker, MakerPhoto
from sentra.promotion.services import photos as services
from sentra.promotion.showing import PRODUCT
from sentra.promotion.studio import page_told, photo_file_seen, photo_of, weak_of
from sentra.promotion.views.given import base_of, maker_given, upload_given
from sentra.reference.lists import common_lists
from sentra.reference.loading import current_pack
from sentra.reference.page_form import PageForm
from sentra.registry.models import Product, ProductPhoto
from sentra.registry.profile import answers_of
from sentra.registry.services import items

SHOWN_WIDTH = 720
"""The longest side of a photograph while it is changed, in pixels."""
Problems = Sequence[Problem]


@require_safe
@signed_in
def products(request: HttpRequest, number: str) -> HttpResponse:
    """The products: which are shown, what they lack."""
    maker = maker_given(request, number)
    context = {
        "business": maker.business,
        "maker": maker,
        "told": page_told(actor_of(request), maker),
        "base": base_of(request),
    }
    return render(request, "promotion/studio/products.html", context)


def _given(request: HttpRequest) -> dict[str, Sequence[str]]:
    page = current_pack().register_page("product")
    return {question.code: request.POST.getlist(question.code) for question in page.fields}


def _product_page(
    request: HttpRequest,
    maker: Maker,
    product: Product | None,
    *,
    problems: Problems = (),
    photo_problems: Problems = (),
    status: int = 200,
) -> HttpResponse:
    page = current_pack().register_page("product")
    kind = {"product_commodity": maker.business.commodity}
    answers: Mapping[str, Any] = answers_of(page, {"product": product}) if product else kind
    typed = request.POST if request.method == "POST" and not photo_problems else typed_take(request)
    context = {
        "business": maker.business,
        "maker": maker,
        "product": product,
        "seen": items.item_seen("product", product) if product else "",
        "form": PageForm(page.fields, answers=answers, lists=common_lists(), typed=typed, problems=problems),
        "problems": photo_problems,
        "photo_wrong": [one for one in [*problems, *photo_problems] if one.field == "photo"],
        "caption": word(request, "caption") if photo_problems else "",
        "base": base_of(request),
        "photos": product.photos.all() if product else (),
    }
    return render(request, "promotion/studio/product.html", context, status=status)


@require_http_methods(["GET", "POST"])
@signed_in
@keeps_typed
def product_new(request: HttpRequest, number: str) -> HttpResponse:
    """A new product: photograph, name and price on one page."""
    maker = maker_given(request, number)
    if request.method != "POST":
        return _product_page(request, maker, None)
    try:
        photo = services.product_add(
            actor=actor_of(request), business_id=maker.business_id, given=_given(request), upload=upload_given(request)
        )
    except (InvalidInput, Conflict) as error:
        return _product_page(request, maker, None, problems=_problems(error, request), status=error.status)
    if photo is None:
        messages.success(request, _("Saved. A photograph is still missing."))
        return redirect("promotion:studio_products", number=maker.business.register_number)
    messages.success(request, _("Saved. Now make the photograph look its best."))
    return _to_photo(maker, PRODUCT, photo.pk)


def _problems(error: InvalidInput | Conflict, request: HttpRequest) -> Problems:
    """Give what was wrong, and that a photograph which was fine has to be chosen again: no browser keeps it."""
    told = error.problems if isinstance(error, InvalidInput) else (Problem("photo", "conflict", error.message),)
    if upload_given(request) and all(one.field != "photo" for one in told):
        return (*told, Problem("photo", "again", _("Please choose the photograph once more: it wasn't kept.")))
    return told


def _to_photo(maker: Maker, kind: str, photo_id: int) -> HttpResponse:
    return redirect("promotion:studio_photo", number=maker.business.register_number, kind=kind, photo_id=photo_id)


def _product_of(maker: Maker, product_id: int) -> Product:
    found = items.item_of(maker.business, "product", product_id)
    if not isinstance(found, Product):
        raise TypeError("an item of the kind `product` is a product")
    return found


@require_http_methods(["GET", "POST"])
@signed_in
@keeps_typed
def product(request: HttpRequest, number: str, product_id: int) -> HttpResponse:
    """A product that is there: its facts, its photographs."""
    maker = maker_given(request, number)
    found = _product_of(maker, product_id)
    if request.method != "POST":
        return _product_page(request, maker, found)
    try:
        items.item_save(
            actor=actor_of(request),
            business_id=maker.business_id,
            kind="product",
            item_id=product_id,
            given=_given(request),
            seen=word(request, "seen"),
        )
    except (InvalidInput, Conflict) as error:
        told = error.problems if isinstance(error, InvalidInput) else (Problem("", "changed", error.message),)
        return _product_page(request, maker, found, problems=told, status=error.status)
    messages.success(request, _("Saved."))
    return redirect("promotion:studio_products", number=maker.business.register_number)


@require_POST
@signed_in
def product_remove(request: HttpRequest, number: str, product_id: int) -> HttpResponse:
    """Take a product out of the register, and so out of everything."""
    maker = maker_given(request, number)
    items.item_remove(actor=actor_of(request), business_id=maker.business_id, kind="product", item_id=product_id)
    messages.success(request, _("Taken away."))
    return redirect("promotion:studio_products", number=maker.business.register_number)


@require_POST
@signed_in
def product_photo_add(request: HttpRequest, number: str, product_id: int) -> HttpResponse:
    """Add a photograph to a product."""
    maker = maker_given(request, number)
    found = _product_of(maker, product_id)
    try:
        photo = services.product_photo_add(
            actor=actor_of(request),
            business_id=maker.business_id,
            product_id=product_id,
            upload=upload_given(request),
            caption=word(request, "caption"),
        )
    except (InvalidInput, Conflict) as error:
        return _product_page(request, maker, found, photo_problems=_problems(error, request), status=error.status)
    return _to_photo(maker, PRODUCT, photo.pk)


@require_http_methods(["GET", "POST"])
@signed_in
def photos(request: HttpRequest, number: str) -> HttpResponse:
    """Photographs of the maker at work: those that are there, and one more."""
    maker = maker_given(request, number)
    problems: Problems = ()
    status = 200
    if request.method == "POST":
        try:
            photo = services.maker_photo_add(
                actor=actor_of(request),
                business_id=maker.business_id,
                upload=upload_given(request),
                caption=word(request, "caption"),
            )
        except (InvalidInput, Conflict) as error:
            problems, status = _problems(error, request), error.status
        else:
            return _to_photo(maker, "m", photo.pk)
    context = {
        "business": maker.business,
        "maker": maker,
        "photos": maker.photos.all(),
        "problems": problems,
        "caption": word(request, "caption"),
        "base": base_of(request),
    }
    return render(request, "promotion/studio/photos.html", context, status=status)


def _photo_page(
    request: HttpRequest, maker: Maker, kind: str, photo: ProductPhoto | MakerPhoto, problems: Problems, status: int
) -> HttpResponse:
    chosen = Edit.read(request.POST.dict() if request.method == "POST" else request.GET.dict())
    context = {
        "business": maker.business,
        "maker": maker,
        "kind": kind,
        "photo": photo,
        "weak": weak_of(photo.file),
        "edit": chosen,
        "choices": [
            ("crop", _("Cut out"), chosen.crop, [(code, label) for code, (label, _shape) in CROPS.items()]),
            ("part", _("Which part stays"), chosen.part, [(code, label) for code, (label, _at) in PARTS.items()]),
            ("light", _("Lightness"), chosen.light, [(code, label) for code, (label, _power) in LIGHTS.items()]),
            ("turn", _("Turn"), chosen.turn, [(code, label) for code, (label, _way) in TURNS.items()]),
        ],
        "problems": problems,
        "base": base_of(request),
    }
    return render(request, "promotion/studio/photo.html", context, status=status)


@require_http_methods(["GET", "POST"])
@signed_in
def photo(request: HttpRequest, number: str, kind: str, photo_id: int) -> HttpResponse:
    """A photograph: what is weak about it, and how it looks turned, cut, lighter, before it is kept so."""
    maker = maker_given(request, number)
    found = photo_of(maker.business, kind, photo_id)
    if request.method != "POST" or word(request, "try"):
        return _photo_page(request, maker, kind, found, (), 200)
    try:
        services.photo_edit(
            actor=actor_of(request),
            business_id=maker.business_id,
            kind=kind,
            photo_id=photo_id,
            seen=word(request, "seen"),
            edit=Edit.read(request.POST.dict()),
        )
    except (InvalidInput, Conflict) as error:
        again = photo_of(maker.business, kind, photo_id)
        return _photo_page(request, maker, kind, again, _problems(error, request), error.status)
    messages.success(request, _("The photograph is kept."))
    if isinstance(found, ProductPhoto):
        return redirect("promotion:studio_product", number=maker.business.register_number, product_id=found.product_id)
    return redirect("promotion:studio_photos", number=maker.business.register_number)


@require_safe
@signed_in
def photo_shown(request: HttpRequest, number: str, kind: str, photo_id: int) -> HttpResponse:
    """A photograph in a size for the screen, as it is or as it would become; for whoever may see the page."""
    file = photo_file_seen(actor_of(request), kind, photo_id)
    data = edited(file_read(file), Edit.read(request.GET.dict()), longest=SHOWN_WIDTH)
    response = HttpResponse(data, content_type="image/jpeg")
    response["Cache-Control"] = "private, max-age=600"
    return response


@require_POST
@signed_in
def photo_remove(request: HttpRequest, number: str, kind: str, photo_id: int) -> HttpResponse:
    """Take a photograph away."""
    maker = maker_given(request, number)
    messages.success(request, _("Taken away."))
    if kind == PRODUCT:
        gone = items.photo_remove(actor=actor_of(request), business_id=maker.business_id, photo_id=photo_id)
        return redirect("promotion:studio_product", number=maker.business.register_number, product_id=gone.product_id)
    services.maker_photo_remove(actor=actor_of(request), business_id=maker.business_id, photo_id=photo_id)
    return redirect("promotion:studio_photos", number=maker.business.register_number)
