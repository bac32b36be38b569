"""The KBLI classes of a business: found in the list, added, taken away, the main one marked."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from sentra.people.access import actor_of, signed_in
from sentra.people.given import version_given
from sentra.people.policy import is_officer
from sentra.people.refusal import Refusal, refused_on
from sentra.registry.activities import activities_of, kbli_found, kbli_usual
from sentra.registry.models import Business
from sentra.registry.services.activities import activity_add, activity_make_main, activity_remove
from sentra.registry.views.edit import business_to_edit, page_of


def activities_page(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Show the classes again, with why one was refused."""
    return _page(request, business_to_edit(request, refusal.address["number"]), refusal)


def _page(request: HttpRequest, business: Business, refusal: Refusal | None = None) -> HttpResponse:
    words = (request.GET.get("q") or request.POST.get("q", ""))[:100]
    told = activities_of(business)
    there = {(one.kbli, one.version) for one in told}
    offered = kbli_found(words) if words else kbli_usual(business)
    context = {
        "business": business,
        "activities": told,
        "words": words,
        "offered": [(one, (one.code, one.version) in there) for one in offered],
        "back": page_of(business, request),
        "base": "web/office.html" if is_officer(actor_of(request)) else "web/base.html",
        "refusal": refusal,
    }
    return render(request, "registry/activities.html", context, status=refusal.status if refusal else 200)


@require_http_methods(["GET", "POST"])
@signed_in
@refused_on(activities_page)
def activities(request: HttpRequest, number: str) -> HttpResponse:
    """The classes of a business, and those of the list that were looked for; one is added."""
    business = business_to_edit(request, number)
    if request.method != "POST":
        return _page(request, business)
    kbli, _space, version = request.POST.get("kbli", "").partition(" ")
    activity_add(actor=actor_of(request), business_id=business.pk, kbli=kbli, version=version)
    return _done(request, business, _("Added: KBLI %(kbli)s.") % {"kbli": kbli})


@require_POST
@signed_in
@refused_on(activities_page)
def remove(request: HttpRequest, number: str, kbli: str, version: str) -> HttpResponse:
    """Take a class away."""
    business = business_to_edit(request, number)
    activity_remove(actor=actor_of(request), business_id=business.pk, kbli=kbli, version=version)
    return _done(request, business, _("Taken away."))


@require_POST
@signed_in
@refused_on(activities_page)
def make_main(request: HttpRequest, number: str, kbli: str, version: str) -> HttpResponse:
    """Mark a class as the main one."""
    business = business_to_edit(request, number)
    activity_make_main(
        actor=actor_of(request),
        business_id=business.pk,
        version=version_given(request),
        kbli=kbli,
        kbli_version=version,
    )
    return _done(request, business, _("KBLI %(kbli)s is the main one now.") % {"kbli": kbli})


def _done(request: HttpRequest, business: Business, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("registry:activities", number=business.register_number)
