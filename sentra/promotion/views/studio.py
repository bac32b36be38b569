"""The owner's studio: the state of the page and what is next, consent, words, contact."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sentra.kernel.errors import Conflict, InvalidInput, Message, Problem
from sentra.kernel.identifiers import format_phone
from sentra.people.access import actor_of, keeps_typed, signed_in
from sentra.people.given import number_given, version_given, word
from sentra.people.kept import typed_take
from sentra.people.refusal import Refusal, refused_on
from sentra.promotion.addresses import absolute, address
from sentra.promotion.models import Maker, MakerState
from sentra.promotion.services import consent as consents
from sentra.promotion.services import curation, page, showings
from sentra.promotion.services.page import SWITCHES, WORDS, Contact
from sentra.promotion.studio import PageTold, maker_of, page_told, unread_count
from sentra.promotion.views.given import base_of, business_given, maker_given
from sentra.reference.loading import current_pack
from sentra.registry.models import Business
from sentra.registry.services.profile import ChangedMeanwhile

MENDED_AT = {
    "photo": "studio_products",
    "photo_each": "studio_products",
    "photos_more": "studio_products",
    "photo_sharp": "studio_products",
    "price": "studio_products",
    "description": "studio_products",
    "maker_photo": "studio_photos",
    "story": "studio_words",
    "english": "studio_words",
    "how_to_order": "studio_words",
    "contact": "studio_contact",
}
"""The page on which each hint of the pack is met."""


def _back(business: Business, name: str = "studio") -> HttpResponse:
    return redirect(f"promotion:{name}", number=business.register_number)


@require_safe
@signed_in
def studio(request: HttpRequest, number: str) -> HttpResponse:
    """The studio of a business: where its page stands, and the one thing to do next."""
    return _studio(request, business_given(request, number))


def studio_page(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Show the studio again, with what was refused."""
    return _studio(request, business_given(request, refusal.address["number"]), refusal)


def _studio(request: HttpRequest, business: Business, refusal: Refusal | None = None) -> HttpResponse:
    actor, maker = actor_of(request), maker_of(business)
    context: dict[str, Any] = {"business": business, "base": base_of(request), "refusal": refusal}
    if maker:
        told = page_told(actor, maker)
        context |= {
            "maker": maker,
            "told": told,
            "next": _next(told),
            "hints": [(one, _mended(business, one.hint.code)) for one in told.hints],
            "own": business.owner.user_id == actor.pk,
            "reads": business.owner.user_id in {None, actor.pk},
            "unread": unread_count(actor, business),
            "public_url": absolute(address("maker", maker.slug, language="id")),
        }
    return render(request, "promotion/studio/studio.html", context, status=refusal.status if refusal else 200)


def _mended(business: Business, code: str) -> str:
    return reverse(f"promotion:{MENDED_AT[code]}", args=[business.register_number])


def _next(told: PageTold) -> str:
    """Name the one thing to do next: a part of the template."""
    maker = told.maker
    if not maker.consented:
        return "consent"
    if not any(one.counts for one in told.showings):
        return "product"
    if "send" in told.allowed:
        return "send"
    if "send" in told.blocked:
        return "blocked"
    if maker.state == MakerState.PUBLISHED and not told.listed:
        return "unlisted"
    return str(maker.state)


@require_POST
@signed_in
@refused_on(studio_page)
def begin(request: HttpRequest, number: str) -> HttpResponse:
    """Begin the page: nothing of it is public."""
    business = business_given(request, number)
    consents.maker_open(actor=actor_of(request), business_id=business.pk)
    return _back(business, "studio_consent")


@require_http_methods(["GET", "POST"])
@signed_in
def consent(request: HttpRequest, number: str) -> HttpResponse:
    """What the owner agrees to, word by word; one tick, one press."""
    maker = maker_given(request, number)
    problems: Sequence[Problem] = ()
    status = 200
    if request.method == "POST":
        try:
            agreed = word(request, "agreed") == "yes"
            consents.consent_give(actor=actor_of(request), business_id=maker.business_id, agreed=agreed)
        except (InvalidInput, Conflict) as error:
            problems, status = _problems(error), error.status
        else:
            messages.success(request, _("Thank you. Your consent is noted with today's date."))
            return _back(maker.business)
    context = {
        "business": maker.business,
        "maker": maker,
        "consent": current_pack().promotion.consent,
        "base": base_of(request),
        "problems": problems,
    }
    return render(request, "promotion/studio/consent.html", context, status=status)


def _problems(error: InvalidInput | Conflict) -> Sequence[Problem]:
    return error.problems if isinstance(error, InvalidInput) else (Problem("", "conflict", error.message),)


@require_POST
@signed_in
@refused_on(studio_page)
def withdraw(request: HttpRequest, number: str) -> HttpResponse:
    """Withdraw the consent: one press."""
    maker = maker_given(request, number)
    consents.consent_withdraw(actor=actor_of(request), business_id=maker.business_id)
    messages.success(
        request,
        _("Withdrawn. From now on nothing of your page is shown anywhere in Sentra. You can agree again any time."),
    )
    return _back(maker.business)


@require_POST
@signed_in
@refused_on(studio_page)
def send(request: HttpRequest, number: str) -> HttpResponse:
    """Send the page to the office, which looks at it once."""
    maker = maker_given(request, number)
    curation.maker_send(actor=actor_of(request), business_id=maker.business_id)
    messages.success(request, _("Sent. The office looks at it, and you are told here and by mail."))
    return _back(maker.business)


@require_POST
@signed_in
def product_switch(request: HttpRequest, number: str, product_id: int) -> HttpResponse:
    """Show a product in the catalogue, or take it out."""
    maker = maker_given(request, number)
    act = showings.showing_put if word(request, "shown") == "1" else showings.showing_take
    act(actor=actor_of(request), business_id=maker.business_id, product_id=product_id)
    return _back(maker.business, "studio_products")


@require_http_methods(["GET", "POST"])
@signed_in
@keeps_typed
def words(request: HttpRequest, number: str) -> HttpResponse:
    """The words of the page."""
    maker = maker_given(request, number)
    now = {**{name: getattr(maker, name) for name in WORDS}, "since": maker.since or ""}
    if request.method != "POST":
        typed = typed_take(request)
        return _form(request, maker, "words", {name: typed.get(name, "") for name in now} if typed else now)
    given = {name: word(request, name) for name in now}
    return _saved(
        request,
        maker,
        "words",
        given,
        lambda: page.words_save(
            actor=actor_of(request), business_id=maker.business_id, version=version_given(request), given=given
        ),
    )


@require_http_methods(["GET", "POST"])
@signed_in
@keeps_typed
def contact(request: HttpRequest, number: str) -> HttpResponse:
    """How buyers reach the maker, and what else is shown."""
    maker = maker_given(request, number)
    if request.method != "POST":
        typed = typed_take(request)
        now = {
            **{name: getattr(maker, name) for name in SWITCHES},
            "phone": _dialled(maker.phone),
            "email": maker.email,
        }
        return _form(request, maker, "contact", typed.dict() if typed else now)
    given = Contact(
        **{name: word(request, name) == "1" for name in SWITCHES},
        phone=word(request, "phone"),
        email=word(request, "email"),
    )
    typed_now = {**{name: getattr(given, name) for name in SWITCHES}, "phone": given.phone, "email": given.email}
    return _saved(
        request,
        maker,
        "contact",
        typed_now,
        lambda: page.contact_save(
            actor=actor_of(request), business_id=maker.business_id, version=version_given(request), given=given
        ),
    )


def _dialled(number: str) -> str:
    return format_phone(number) if number else ""


def _saved(request: HttpRequest, maker: Maker, form: str, typed: Mapping[str, Any], save: Any) -> HttpResponse:
    """Save a form; what is refused is shown on it again, with what was typed."""
    try:
        save()
    except ChangedMeanwhile as conflict:
        shown = {"conflict": conflict, "version": conflict.version}
        return _form(request, maker, form, typed, status=409, **shown)
    except InvalidInput as error:
        shown = {"problems": error.problems, "version": number_given(word(request, "version"))}
        return _form(request, maker, form, typed, status=422, **shown)
    maker.refresh_from_db(fields=[*SWITCHES])
    if form == "contact" and not maker.reachable:
        messages.warning(request, _("Saved. Buyers can't reach you now: every way is switched off."))
        return _back(maker.business, "studio_contact")
    messages.success(request, _("Saved."))
    return _back(maker.business)


def _form(
    request: HttpRequest, maker: Maker, form: str, typed: Mapping[str, Any], *, status: int = 200, **more: Any
) -> HttpResponse:
    wrong: dict[str, Message] = {one.field: one.message for one in more.get("problems", ())}
    context = {
        "business": maker.business,
        "maker": maker,
        "base": base_of(request),
        "typed": typed,
        "wrong": wrong,
        "version": maker.version,
        "words": [(name, label, most) for name, (label, most) in WORDS.items()],
        **more,
    }
    return render(request, f"promotion/studio/{form}.html", context, status=status)
