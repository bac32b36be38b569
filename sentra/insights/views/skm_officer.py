"""The officer's pages of the survey: figures with what to mend first, the table to take along, the comments."""

import csv
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sentra.audit.queries import timeline
from sentra.insights import skm_comments, skm_figures
from sentra.insights.models import SkmAnswer, SkmState, SkmWhy
from sentra.insights.services import skm_comments as acts
from sentra.insights.skm_periods import period_read
from sentra.insights.skm_table import HEADER, table_rows
from sentra.insights.skm_workflow import COMMENT
from sentra.people.access import actor_of, requires
from sentra.people.given import version_given
from sentra.people.policy import Permission, held_in
from sentra.people.refusal import Refusal, refused_on
from sentra.reference.loading import current_pack

PAGE = 25


@require_safe
@requires(Permission.FIGURES_READ)
def figures(request: HttpRequest) -> HttpResponse:
    """The figures of a period, of all services or one: index, elements with the weakest, services, how it changed."""
    pack = current_pack()
    periods = skm_figures.periods_known(closed=False)
    asked = period_read(request.GET.get("periode", "")[:10], pack.skm.months)
    period = asked if asked in periods else skm_figures.newest_told(periods)
    service = request.GET.get("layanan", "")[:50]
    service = service if service in pack.skm_titles else ""
    context: dict[str, Any] = {
        "periods": periods,
        "period": period,
        "service": service,
        "titles": pack.skm_titles,
        "skm": pack.skm,
        "running": bool(periods) and period == skm_figures.running_period(),
    }
    if period:
        context |= {
            "report": skm_figures.report(period, service),
            "invited": skm_figures.invited_in(period, service),
            "channels": skm_figures.channels_in(period),
        }
    return render(request, "insights/skm/figures.html", context)


@require_safe
@requires(Permission.FIGURES_READ)
def table(request: HttpRequest) -> HttpResponse:
    """All periods and services as CSV, in the words of the reader's language."""
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="skm.csv"'
    answer.write("\ufeff")
    writer = csv.writer(answer)
    writer.writerow([str(one) for one in HEADER])
    writer.writerows(table_rows())
    return answer


@require_safe
@requires(Permission.SKM_MANAGE)
def comments(request: HttpRequest) -> HttpResponse:
    """The comments in one state: those first that nobody has read."""
    counts = skm_comments.comment_counts()
    state = request.GET.get("keadaan", "")
    state = state if state in counts else str(SkmState.WAITING)
    page = Paginator(skm_comments.comments(state), PAGE).get_page(request.GET.get("page"))
    names = dict(SkmState.choices)
    context = {
        "state": state,
        "states": [(code, names[code], counts[code]) for code in counts],
        "page": page,
        "comments": skm_comments.shown(page),
        "titles": current_pack().skm_titles,
    }
    return render(request, "insights/skm/comments.html", context)


@require_safe
@requires(Permission.SKM_MANAGE)
def comment(request: HttpRequest, answer_id: UUID) -> HttpResponse:
    """One comment with what may be done about it."""
    return _comment_page(request, skm_comments.comment_seen(answer_id))


def comment_page(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Show the comment again, with what an act was refused for and the words that were typed."""
    return _comment_page(request, skm_comments.comment_seen(refusal.address["answer_id"]), refusal)


def _comment_page(request: HttpRequest, answer: SkmAnswer, refusal: Refusal | None = None) -> HttpResponse:
    allowed = COMMENT.allowed(answer.state, acts.facts_of(answer), held_in(actor_of(request), None))
    context = {
        "comment": skm_comments.shown([answer])[0],
        "acts": {act.code: act for act in allowed},
        "whys": SkmWhy.choices,
        "titles": current_pack().skm_titles,
        "timeline": timeline(answer),
        "refusal": refusal,
    }
    return render(request, "insights/skm/comment.html", context, status=refusal.status if refusal else 200)


@require_POST
@requires(Permission.SKM_MANAGE)
@refused_on(comment_page)
def publish(request: HttpRequest, answer_id: UUID) -> HttpResponse:
    """Publish a comment."""
    acts.comment_publish(actor=actor_of(request), answer_id=answer_id, version=version_given(request))
    messages.success(request, _("Published: everybody reads it once its period is over."))
    return redirect("insights:skm_comments")


@require_POST
@requires(Permission.SKM_MANAGE)
@refused_on(comment_page)
def withhold(request: HttpRequest, answer_id: UUID) -> HttpResponse:
    """Withhold a comment."""
    acts.comment_withhold(
        actor=actor_of(request),
        answer_id=answer_id,
        version=version_given(request),
        why=request.POST.get("why", ""),
        text=request.POST.get("text", ""),
    )
    messages.success(request, _("Withheld: only the office reads it."))
    return redirect("insights:skm_comments")


@require_POST
@requires(Permission.SKM_MANAGE)
@refused_on(comment_page)
def done(request: HttpRequest, answer_id: UUID) -> HttpResponse:
    """Say what was done about a comment."""
    acts.comment_done(
        actor=actor_of(request),
        answer_id=answer_id,
        version=version_given(request),
        text=request.POST.get("text", ""),
    )
    messages.success(request, _("Noted what was done."))
    return redirect("insights:skm_comment", answer_id)
