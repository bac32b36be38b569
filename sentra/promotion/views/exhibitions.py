"""Exhibitions and market days, as buyers find them in the catalogue."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sentra.kernel import clock
from sentra.people.access import public
from sentra.promotion import exhibitions as reads
from sentra.promotion.cached import catalogue_page


@require_safe
@public
@catalogue_page
def exhibitions(request: HttpRequest) -> HttpResponse:
    """The exhibitions that run today, those to come, and those that are over."""
    today = clock.today()
    found = reads.exhibitions_shown()
    context = {
        "running": [call for call in found if call.begins_on <= today <= call.ends_on],
        "ahead": [call for call in found if call.begins_on > today],
        "over": [call for call in found if call.ends_on < today],
    }
    return render(request, "promotion/public/exhibitions.html", context)


@require_safe
@public
@catalogue_page
def exhibition(request: HttpRequest, number: str) -> HttpResponse:
    """One exhibition: when, where, who is there with what."""
    found = reads.exhibition_of(reads.exhibition_shown(number))
    stands = {one.stand: one for one in found.exhibitors if one.stand}
    context = {
        "found": found,
        "call": found.call,
        "stands": stands,
        "over": found.call.ends_on < clock.today(),
        "running": found.call.begins_on <= clock.today() <= found.call.ends_on,
    }
    return render(request, "promotion/public/exhibition.html", context)
