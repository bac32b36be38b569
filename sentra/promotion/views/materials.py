"""What a maker, or an officer for it, takes along: sign, cards, pictures, press kit; and what is shared of a page."""

from typing import cast
from uuid import UUID

from django.core.cache import caches
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from sentra.kernel.errors import about
from sentra.people.access import actor_of, public, requires, signed_in
from sentra.people.policy import Permission, is_officer
from sentra.programmes.queries import call_seen
from sentra.promotion.choosing import Choice, ChoiceKind, showings_chosen
from sentra.promotion.drawing.social import Shape
from sentra.promotion.forms_print import ChoiceForm
from sentra.promotion.listed import showings_listed
from sentra.promotion.materials import drawing_of, maker_public, picture_of
from sentra.promotion.models import Maker, Paper
from sentra.promotion.presskit import Kit, kit_of, kit_pieces, safe_part
from sentra.promotion.printing.cards import CardKind, cards_pdf, shop_sign_pdf, stand_signs_pdf, valid_permit
from sentra.promotion.printing.saying import maker_name
from sentra.promotion.reading import maker_listed, showing_listed
from sentra.promotion.views.given import base_of, business_given, maker_given


@require_safe
@signed_in
def materials(request: HttpRequest, number: str) -> HttpResponse:
    """All that a business can take along."""
    business = business_given(request, number)
    maker = maker_public(business)
    context = {
        "base": base_of(request),
        "officer": is_officer(actor_of(request)),
        "business": business,
        "maker": maker,
        "permit": valid_permit(business),
        "showings": showings_listed().filter(maker=maker).order_by("pk") if maker else [],
        "shapes": list(Shape),
    }
    return render(request, "promotion/print/materials.html", context)


@require_safe
@signed_in
def shop_sign(request: HttpRequest, number: str, paper: str) -> HttpResponse:
    """The sign for a shop's door."""
    business = business_given(request, number)
    with override("id"):
        return _file(shop_sign_pdf(business, Paper(paper)), "application/pdf", f"papan-{number}-{paper}.pdf")


@require_safe
@signed_in
def own_cards(request: HttpRequest, number: str, kind: str) -> HttpResponse:
    """The cards of a maker's products."""
    maker = _listed_of(request, number)
    with override("id"):
        pdf = cards_pdf(CardKind(kind), maker_name(maker), list(showings_listed().filter(maker=maker).order_by("pk")))
    return _file(pdf, "application/pdf", f"{maker.slug}-{kind}.pdf")


@require_safe
@signed_in
def own_picture(request: HttpRequest, number: str, shape: str, product: str = "") -> HttpResponse:
    """A picture for social media, of the maker or of one of its products."""
    maker = _listed_of(request, number)
    showing = showing_listed(maker.slug, product) if product else None
    name = "-".join(one for one in (maker.slug, product, shape) if one)
    return _file(picture_of(maker, showing, Shape(shape)), "image/jpeg", f"{name}.jpg")


@require_safe
@signed_in
def own_kit(request: HttpRequest, number: str) -> HttpResponse:
    """The press kit of a maker."""
    maker = _listed_of(request, number)
    return _sent(kit_of(Choice(ChoiceKind.MAKERS, (maker.slug,)), maker_name(maker)))


def _listed_of(request: HttpRequest, number: str) -> Maker:
    """Give the page of a business that the actor may print for, if it is public today. Raises `NotFound`."""
    return maker_listed(maker_given(request, number).slug)


@require_safe
@requires(Permission.PROMOTION_MANAGE)
def event_cards(request: HttpRequest, call_id: UUID, kind: str) -> HttpResponse:
    """The cards of all who take part in an exhibition, or the signs of its stands."""
    call = call_seen(actor_of(request), call_id)
    with override("id"):
        if kind == CardKind.STAND:
            pdf = stand_signs_pdf(call)
        else:
            chosen = showings_chosen(Choice(ChoiceKind.EVENT, (call.number,))).order_by("maker", "pk")
            pdf = cards_pdf(CardKind(kind), call.title, list(chosen))
    return _file(pdf, "application/pdf", f"{safe_part(call.title)}-{kind}.pdf")


@require_safe
@requires(Permission.PROMOTION_MANAGE)
def kit(request: HttpRequest) -> HttpResponse:
    """The page on which an officer chooses a press kit; with a choice, the kit itself."""
    form = ChoiceForm(request.GET) if "kind" in request.GET else ChoiceForm(initial={"kind": ChoiceKind.COMMODITY})
    if form.is_bound and form.is_valid():
        choice = form.choice
        if choice.kind == ChoiceKind.ALL or choice.codes:
            return _sent(kit_of(choice, choice.words))
        form.add_error(choice.kind.value, about(form.fields[choice.kind.value].label or "", _("Choose at least one.")))
    return render(request, "promotion/print/kit.html", {"form": form}, status=422 if form.is_bound else 200)


def _sent(found: Kit) -> HttpResponse:
    answer = StreamingHttpResponse(kit_pieces(found), content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="{found.name}"'
    answer["Cache-Control"] = "private, no-store"
    return cast("HttpResponse", answer)


def _file(data: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(data, content_type=kind)
    safe = "".join(one if one.isalnum() or one in "-." else "-" for one in name if one.isascii())
    answer["Content-Disposition"] = f'attachment; filename="{safe}"'
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer


@require_safe
@public
def shared(request: HttpRequest, maker: str, product: str = "") -> HttpResponse:
    """The picture that a shared link shows, only while it is public: drawn once of the same words and photograph."""
    whose = maker_listed(maker)
    drawing = drawing_of(whose, showing_listed(whose.slug, product) if product else None, Shape.SHARE)
    tag = f'"{drawing.key[:32]}"'
    response: HttpResponse
    if tag in request.headers.get("If-None-Match", ""):
        response = HttpResponseNotModified()
    else:
        data = cast("bytes | None", caches["pictures"].get(drawing.key))
        if data is None:
            data = drawing.draw()
            caches["pictures"].set(drawing.key, data)
        response = HttpResponse(data, content_type="image/jpeg")
    response["ETag"] = tag
    response["Cache-Control"] = "public, no-cache"
    response["X-Content-Type-Options"] = "nosniff"
    return response
