"""The public pages of the newsletter: asking for it, confirming, leaving, reading an issue."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, override
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from sentra.cases import spam
from sentra.documents.services import lookup_allowed
from sentra.kernel.errors import InvalidInput, Problem
from sentra.people.access import public
from sentra.promotion.addresses import address
from sentra.promotion.cached import catalogue_page, language_of, spoken_page
from sentra.promotion.forms_newsletter import SubscribeForm
from sentra.promotion.mailing import issue_title, issue_words
from sentra.promotion.models import Subscriber, SubscriberState
from sentra.promotion.newsletter import contents_of, issue_public, issues_public
from sentra.promotion.services import subscribers
from sentra.reference.loading import current_pack

SHOWN = 12
"""So many of the last issues stand on the page of the newsletter."""


@require_http_methods(["GET", "POST"])
@public
@never_cache
@spoken_page
def newsletter(request: HttpRequest) -> HttpResponse:
    """Ask for the newsletter; what comes next is the same whether or not the address is known."""
    if request.method != "POST":
        return _page(request, SubscribeForm(initial={"language": "en" if get_language() == "en" else "id"}))
    form = SubscribeForm(request.POST)
    pack = current_pack()
    looked = spam.look(request.POST.get("stamp", ""), request.POST.get(spam.HONEYPOT, ""), pack.cases.reporting)
    if form.takes(_of_address, looked.problems):
        try:
            lookup_allowed(request, "newsletter", pack.promotion.newsletter.most_in_ten_minutes)
            subscribers.subscriber_ask(address=form.cleaned_data["address"], language=form.cleaned_data["language"])
            return redirect(address("subscribed"))
        except InvalidInput as error:
            form.add_problems(error.problems)
    return _page(request, form)


def _of_address(*, address: str, language: str) -> list[Problem]:
    return subscribers.problems_of_address(address)


def _page(request: HttpRequest, form: SubscribeForm) -> HttpResponse:
    english = get_language() == "en"
    context = {
        "form": form,
        "stamp": spam.stamp(),
        "honeypot": spam.HONEYPOT,
        "issues": [(one, issue_title(one, "en" if english else "id")) for one in issues_public()[:SHOWN]],
        "issue_page": "promotion-en:issue" if english else "promotion:issue",
        "days": current_pack().promotion.newsletter.confirm_days,
    }
    return render(request, "promotion/public/newsletter.html", context, status=422 if form.is_bound else 200)


@require_safe
@public
@never_cache
@spoken_page
def subscribed(request: HttpRequest) -> HttpResponse:
    """Look into your mail."""
    context = {"days": current_pack().promotion.newsletter.confirm_days}
    return render(request, "promotion/public/subscribed.html", context)


@require_http_methods(["GET", "POST"])
@public
@never_cache
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Confirm by pressing a button: a program that only looks at the links of a mail confirms nothing."""
    reader, done = subscribers.confirming(token), request.method == "POST"
    already = reader.state == SubscriberState.ACTIVE
    if done:
        subscribers.subscriber_confirm(token=token)
    return _spoken_to(reader, request, "promotion/public/confirm.html", {"done": done, "already": already})


@csrf_exempt
@require_http_methods(["GET", "POST"])
@public
@never_cache
def leave(request: HttpRequest, token: str) -> HttpResponse:
    """Leave with one press, here or by the reader's mail program (RFC 8058), which brings no cookie along."""
    reader = subscribers.leaving(token)
    done = request.method == "POST" or reader.left_at is not None
    if request.method == "POST":
        subscribers.subscriber_leave(token=token)
    return _spoken_to(reader, request, "promotion/public/leave.html", {"done": done})


def _spoken_to(reader: Subscriber, request: HttpRequest, template: str, context: dict[str, object]) -> HttpResponse:
    """Answer in the language of the mail from which a reader comes."""
    with override(reader.language):
        response = render(request, template, context)
    response["Content-Language"] = reader.language
    return response


@require_safe
@public
@catalogue_page
def issue(request: HttpRequest, slug: str) -> HttpResponse:
    """An issue as it is true today: who isn't in the catalogue any more isn't in it."""
    language = language_of(request)
    found = issue_public(slug)
    context = {
        "issue": found,
        "title": issue_title(found, language),
        "words": issue_words(found, language),
        "contents": contents_of(found, language),
        "english": language == "en",
    }
    return render(request, "promotion/public/issue.html", context)
