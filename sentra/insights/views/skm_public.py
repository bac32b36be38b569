"""What everybody may open of the survey: finding it, answering it, its results."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from sentra.documents.services import lookup_allowed
from sentra.insights import skm_comments, skm_figures
from sentra.insights.services.skm_answer import answer_give
from sentra.insights.skm_ended import application_ended
from sentra.insights.skm_forms import FindForm, SurveyForm, survey_given
from sentra.insights.skm_links import link_read
from sentra.insights.skm_periods import period_read
from sentra.insights.skm_standing import Opened, Standing, link_opened
from sentra.kernel.errors import Conflict, InvalidInput, NotFound
from sentra.licensing import queries
from sentra.people.access import public
from sentra.reference.loading import current_pack

FIND_LIMIT = 20
COMMENTS = 20
GONE = 410


@require_http_methods(["GET", "POST"])
@public
@never_cache
def start(request: HttpRequest) -> HttpResponse:
    """Where the poster at the counter leads: by number and word of a receipt to the survey of that service."""
    form = FindForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        lookup_allowed(request, "skm", FIND_LIMIT)
        try:
            application = queries.tracked(form.cleaned_data["number"], form.cleaned_data["word"])
        except NotFound as error:
            form.add_error("word", str(error.message))
        else:
            ended = application_ended(application)
            if ended:
                return redirect("insights:skm_form", ended.link.word)
            still = _("We are still working on this application. Please tell us once it is decided.")
            nothing = _("This application ended without a decision, so there is nothing to judge.")
            form.add_error("number", still if application.is_open else nothing)
    status = 422 if form.is_bound else 200
    return render(request, "insights/skm/start.html", {"form": form}, status=status)


@require_http_methods(["GET", "POST"])
@public
@never_cache
def survey(request: HttpRequest, word: str) -> HttpResponse:
    """The nine questions about one finished service; a link that was used or is over says so kindly."""
    link = link_read(word)
    if request.method == "POST":
        given = survey_given(request.POST.dict())
        try:
            answer_give(link=link, given=given)
        except InvalidInput as error:
            form = SurveyForm(current_pack().skm, given, error.problems)
            return _survey_page(request, link_opened(link), form, error.status)
        except Conflict as error:
            return _over(request, link_opened(link), error.status)
        return redirect("insights:skm_thanks")
    opened = link_opened(link)
    if opened.standing != Standing.OPEN:
        return _over(request, opened, GONE)
    return _survey_page(request, opened, SurveyForm(current_pack().skm), 200)


def _survey_page(request: HttpRequest, opened: Opened, form: SurveyForm, status: int) -> HttpResponse:
    service = current_pack().skm_titles.get(opened.ended.service) if opened.ended else None
    return render(request, "insights/skm/survey.html", {"form": form, "service": service}, status=status)


def _over(request: HttpRequest, opened: Opened, status: int) -> HttpResponse:
    context = {"used": opened.standing == Standing.USED, "at_counter": opened.link.until is not None}
    return render(request, "insights/skm/over.html", context, status=status)


@require_safe
@public
def thanks(request: HttpRequest) -> HttpResponse:
    """Thank you."""
    return render(request, "insights/skm/thanks.html")


@require_safe
@public
def results(request: HttpRequest) -> HttpResponse:
    """What the rule demands to be published: index, band, elements, services, how many answered, what was said.

    Only periods that are over: in one that still runs, two looks would show what the answer between them was.
    """
    periods = skm_figures.periods_known(closed=True)
    asked = period_read(request.GET.get("periode", "")[:10], current_pack().skm.months)
    period = asked if asked in periods else skm_figures.newest_told(periods)
    skm = current_pack().skm
    context: dict[str, Any] = {"periods": periods, "period": period, "skm": skm, "titles": current_pack().skm_titles}
    if period:
        page = Paginator(skm_comments.comments_published(period), COMMENTS).get_page(request.GET.get("page"))
        context |= {
            "report": skm_figures.report(period),
            "page": page,
            "comments": skm_comments.shown(page),
        }
    return render(request, "insights/skm/results.html", context)
