"""Cards for stands and shelves, and the shop sign of a permit holder, as PDF made while somebody waits."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sentra.documents.rendering import long_date, qr_svg, render_for_buyers
from sentra.kernel.errors import Conflict, NotFound
from sentra.licensing.models import Permit, PermitStatus
from sentra.programmes.exhibiting import participants_of
from sentra.programmes.models import Call
from sentra.promotion.cards import name_of, place_of
from sentra.promotion.listed import makers_listed
from sentra.promotion.models import Paper, Showing
from sentra.promotion.printing.photos import Shots, first_photos
from sentra.promotion.printing.saying import (
    LONGEST_MAKER,
    LONGEST_NAME,
    contact_lines,
    maker_address,
    maker_name,
    makers_of,
    marks_of,
    price_printed,
    short,
)
from sentra.reference.loading import current_pack
from sentra.registry.models import Business

AT_ONCE = 200
"""So many cards stand in one PDF: made while somebody waits for it."""


class CardKind(TextChoices):
    """What cards are for."""

    TABLE = "table", gettext_lazy("Table cards (A6)")
    LABEL = "label", gettext_lazy("Price labels")
    STAND = "stand", gettext_lazy("Signs of stands (A4)")


BOXES = {CardKind.TABLE: (105.0, 70.0)}


def _office() -> str:
    return next((one.short for one in current_pack().offices if one.code == "disperindag"), "")


def _frame(title: str) -> dict[str, Any]:
    return {
        "title": short(title, 90),
        "office": _office(),
        "regency": str(current_pack().regency.name),
        "lang": "id",
        "words": {"scan": _("See and order in the catalogue")},
    }


def cards_pdf(kind: CardKind, title: str, showings: Sequence[Showing]) -> bytes:
    """Draw a card for each of some products that are listed. Raises `NotFound` where there is none."""
    some = list(showings[:AT_ONCE])
    if not some:
        raise NotFound(_("There is nothing to print: none of the products is public today."))
    makers = makers_of(some)
    marks = marks_of([one.business_id for one in makers])
    photos = first_photos(some) if kind in BOXES else {}
    shots = Shots(photos.values())
    codes = {one.pk: f"qr-{one.pk}.svg" for one in makers}
    cards = [
        {
            "name": short(one.product.name, LONGEST_NAME),
            "maker": maker_name(one.maker),
            "place": place_of(one.maker.business),
            "price": price_printed(one),
            "contact": contact_lines(one.maker),
            "marks": marks.of(one),
            "photo": shots.of(photos.get(one.pk), *BOXES[kind]) if kind in BOXES else "",
            "qr": codes[one.maker_id],
        }
        for one in some
    ]
    drawings = {codes[one.pk]: qr_svg(maker_address(one)).encode() for one in makers}
    content = {**_frame(title), "kind": kind.value, "cards": cards}
    return render_for_buyers("cards", content, beside={**shots.beside, **drawings})


def stand_signs_pdf(call: Call) -> bytes:
    """Draw the sign of each stand of an exhibition, with the code of whoever of them is listed.

    Raises `NotFound` where nobody takes part.
    """
    listed = {one.business_id: one for one in makers_listed().filter(business__candidacies__call=call)}
    signs: list[dict[str, Any]] = []
    drawings = {}
    for one in participants_of(call)[:AT_ONCE]:
        maker = listed.get(one.candidate.business_id) if one.candidate.group_id is None else None
        qr = f"qr-{maker.pk}.svg" if maker else ""
        if maker:
            drawings[qr] = qr_svg(maker_address(maker)).encode()
        business = one.candidate.business
        signs.append(
            {
                "stand": one.candidate.stand.name if one.candidate.stand else "",
                "maker": short(one.candidate.shown_name, LONGEST_MAKER),
                "place": current_pack().district_names.get(business.district, ""),
                "brings": [short(name, 60) for name in one.shown],
                "qr": qr,
            }
        )
    if not signs:
        raise NotFound(_("Nobody takes part in this yet."))
    content = {**_frame(call.title), "kind": CardKind.STAND.value, "cards": signs}
    return render_for_buyers("cards", content, beside=drawings)


def valid_permit(business: Business) -> Permit | None:
    """Give the permit of a business that is valid today, the newest; None for none."""
    permits = (
        business.permits.filter(status=PermitStatus.ACTIVE).select_related("document").order_by("-issued_on", "pk")
    )
    return next((one for one in permits if one.standing == PermitStatus.ACTIVE), None)


def shop_sign_pdf(business: Business, paper: Paper) -> bytes:
    """Draw the sign for a shop's door. Raises `Conflict` where no permit is valid today."""
    permit = valid_permit(business)
    if permit is None:
        raise Conflict(_("The sign is for businesses whose permit is valid today. Renew it first, then come back."))
    pack = current_pack()
    maker = makers_listed().filter(business=business).first()
    commodity = pack.commodities_by_code.get(business.commodity)
    content = {
        "paper": paper.value,
        "office": _office(),
        "regency": str(pack.regency.name),
        "name": short(name_of(business), 90),
        "what": str(commodity.name) if commodity else "",
        "place": place_of(business),
        "permit": _permit_words(permit),
        "catalogue": maker is not None,
        "words": {
            "registered": _("On the register, with a valid permit"),
            "check": _("Check the permit"),
            "order": _("See our products"),
            "note": _("Whether the permit is valid today, the code says. Take the sign down when it has ended."),
        },
    }
    drawings = {"qr-permit.svg": qr_svg(f"{settings.SENTRA_BASE_URL}/cek/{permit.document.code}/").encode()}
    if maker:
        drawings["qr-catalogue.svg"] = qr_svg(maker_address(maker)).encode()
    return render_for_buyers("shop_sign", content, beside=drawings)


def _permit_words(permit: Permit) -> str:
    kind = current_pack().paper_kinds.get(permit.origin)
    name = str(kind.short) if kind else _("Permit")
    if permit.valid_until is None:
        return f"{name} {permit.number}"
    until = long_date(permit.valid_until.isoformat(), "id")
    return _("%(permit)s, valid until %(day)s") % {"permit": f"{name} {permit.number}", "day": until}
