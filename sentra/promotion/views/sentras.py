"""Sentra: villages of one trade, and the way through one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sentra.kernel.text import tidy
from sentra.people.access import public
from sentra.promotion.addresses import address
from sentra.promotion.cached import catalogue_page
from sentra.promotion.cards import maker_cards_of
from sentra.promotion.filters import district_slug
from sentra.promotion.sentras import (
    FEWEST,
    map_of_way,
    sentra_of,
    sentras_listed,
    slug_of_sentra,
    trade_of,
    way_through,
)
from sentra.promotion.sharing import crumbs_data, head_of

MOST = 200


@require_safe
@public
@catalogue_page
def sentra(request: HttpRequest) -> HttpResponse:
    """All sentra of which several members are listed."""
    words = _("Villages of one trade: walk from workshop to workshop.")
    context = {
        "head": head_of(request, _("Sentra"), words),
        "sentras": [
            (one, tidy(one.name), trade_of(one), address("sentra_one", slug_of_sentra(one)))
            for one in sentras_listed()[:MOST]
        ],
    }
    return render(request, "promotion/sentras.html", context)


@require_safe
@public
@catalogue_page
def sentra_one(request: HttpRequest, slug: str) -> HttpResponse:
    """One sentra: its listed members in the order of a walk; where only one is listed, that maker's page."""
    group = sentra_of(slug)
    stops = way_through(group)
    if len(stops) < FEWEST:
        return redirect(address("maker", *(one.maker.slug for one in stops)))
    cards = maker_cards_of([one.maker for one in stops])
    name = tidy(group.name)
    crumbs = [(_("Catalogue"), address("catalogue")), (_("Sentra"), address("sentra")), (name, request.path)]
    photo = next((card.photo for card in cards if card.photo), None)
    context = {
        "head": head_of(request, name, tidy(group.trade) or name, photo=photo, data=[crumbs_data(crumbs)]),
        "group": group,
        "name": name,
        "trade": trade_of(group),
        "district": district_slug(group.district),
        "stops": list(zip(cards, (one.pin for one in stops), strict=True)),
        "way": map_of_way(stops),
    }
    return render(request, "promotion/sentra.html", context)
