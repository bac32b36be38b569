"""Exploring the figures: the page with its table and chart, files, and views that are kept and shared."""

from dataclasses import dataclass, replace
from typing import Any, cast

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse, QueryDict, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sentra.insights import saying
from sentra.insights.charts.plan import planned
from sentra.insights.charts.svg import WIDE, drawn
from sentra.insights.explored import answered
from sentra.insights.live import may_ask_live
from sentra.insights.question import Question
from sentra.insights.question_form import filters_of, measures_of, months_offered, selects_of, sorted_by
from sentra.insights.reading import Eyes
from sentra.insights.table_files import TYPES, as_of_words, chart_png, chart_svg, table_csv, table_xlsx
from sentra.insights.tables import LABEL, TOTAL, Row, Table
from sentra.kernel import clock
from sentra.kernel.errors import NotFound
from sentra.people import saved
from sentra.people.access import actor_of, requires
from sentra.people.models import User
from sentra.people.policy import Permission
from sentra.people.refusal import Refusal, refused_on
from sentra.registry.filters import RegisterFilter
from sentra.registry.finding_form import Chip, chips_of, form_of

KEPT = "explore"
"""The page under which kept tables are kept."""
MOST_CELLS = 6000
"""So many figures stand on the page; a larger table is cut there, and whole in its files."""
NARROW, BROAD = 360, 860


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column: its words, the query that sorts by it, how it is sorted."""

    label: str
    query: str
    sorted: str


@dataclass(frozen=True, slots=True)
class Line:
    """A row as it is written."""

    label: str
    cells: tuple[str, ...]


@require_safe
@requires(Permission.FIGURES_READ)
def explore(request: HttpRequest) -> HttpResponse:
    """Any figure by whatever it is told apart by, over time: a table first, and its chart."""
    return _page(request, Question.read(request.GET))


def _page(request: HttpRequest, question: Question, refusal: Refusal | None = None) -> HttpResponse:
    actor = actor_of(request)
    table = answered(question, actor)
    query = question.query_string()
    here = reverse("insights:explore")
    context = {
        "question": question,
        "table": table,
        **_written(table),
        **_charts(table),
        **_form(question, actor),
        "as_of": as_of_words(table),
        "query": query,
        "kinds": ["xlsx", "csv"],
        "link": request.build_absolute_uri(f"{here}?{query}"),
        "may_live": may_ask_live(actor),
        "months_query": replace(Question(), measure=question.measure).query_string(),
        "live_query": Question(measure=question.measure, live=True).query_string(),
        "saved_views": saved.views_of(actor, KEPT),
        "refusal": refusal,
    }
    return render(request, "insights/explore.html", context, status=refusal.status if refusal else 200)


def _written(table: Table) -> dict[str, Any]:
    """Give the heads and the rows as they are written, as many as there is room for."""
    question = table.question
    heads = [Head(one.label, *sorted_by(question, one.sort)) for one in table.columns]
    if table.has_totals:
        heads.append(Head(_("Total"), *sorted_by(question, TOTAL)))
    most = max(1, MOST_CELLS // max(1, len(heads)))
    return {
        "first_head": Head(table.row_name, *sorted_by(question, LABEL)),
        "heads": heads,
        "lines": [_line(table, row) for row in table.rows[:most]],
        "foot": _line(table, table.footer) if table.footer else None,
        "cut_off": max(0, len(table.rows) - most),
    }


def _line(table: Table, row: Row) -> Line:
    values = (*row.values, row.total) if table.has_totals else row.values
    return Line(row.label, tuple(saying.told(value, table.digits) for value in values))


def _charts(table: Table) -> dict[str, Any]:
    """Draw the chart twice: for a phone and for a desk; only one of them is shown."""
    plan = planned(table)
    if plan is None:
        return {"charts": [], "left_out": 0}
    charts = [
        SafeString(drawn(plan, name, wide=wide, digits=table.digits, title=table.caption))
        for name, wide in (("narrow", NARROW), ("wide", max(BROAD, WIDE)))
    ]
    return {"charts": charts, "left_out": plan.left_out}


def _form(question: Question, actor: User) -> dict[str, Any]:
    """Give what the form shows: the selects, and what narrows the table."""
    told: dict[str, Any] = {"measures": measures_of(live=question.live), "selects": selects_of(question)}
    if not question.live:
        filters = filters_of(question, Eyes.of(actor))
        is_custom = not question.period
        return {**told, "filters": filters, "months": months_offered(question), "is_custom": is_custom}
    narrowed = RegisterFilter.read(QueryDict(question.narrowed))
    form = form_of(actor, narrowed)
    asked = [*form["often"], *form["seldom"]]
    shown = {one.name for one in asked}
    return {
        **told,
        "narrowing": asked,
        "is_narrow": narrowed.is_narrow,
        "hidden": [(key, value) for key, value in QueryDict(question.narrowed).items() if key not in shown],
        "chips": [
            Chip(one.words, replace(question, narrowed=one.query).query_string()) for one in chips_of(actor, narrowed)
        ],
    }


@require_safe
@requires(Permission.FIGURES_READ)
def explore_file(request: HttpRequest, kind: str) -> HttpResponse:
    """The table as XLSX or CSV, its chart as SVG or PNG; where there is none, back to the page, which says why."""
    if kind not in TYPES:
        raise NotFound(_("There is no such file."))
    question = Question.read(request.GET)
    table = answered(question, actor_of(request))
    answer = None if table.refused else _file(table, kind)
    if answer is None:
        return redirect(f"{reverse('insights:explore')}?{question.query_string()}")
    name = f"{question.measure}-{clock.today().isoformat()}.{kind}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def _file(table: Table, kind: str) -> HttpResponse | None:
    if kind == "csv":
        return cast(HttpResponse, StreamingHttpResponse(table_csv(table), content_type=TYPES[kind]))
    if kind == "xlsx":
        return cast(HttpResponse, FileResponse(table_xlsx(table), content_type=TYPES[kind]))
    picture = chart_svg(table) if kind == "svg" else chart_png(table)
    return HttpResponse(picture, content_type=TYPES[kind]) if picture else None


def _page_again(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Show the table again, with what keeping it was refused for."""
    return _page(request, _sent(request), refusal)


def _sent(request: HttpRequest) -> Question:
    return Question.read(QueryDict(request.POST.get("query", "")))


@require_POST
@requires(Permission.FIGURES_READ)
@refused_on(_page_again)
def explore_save(request: HttpRequest) -> HttpResponse:
    """Keep the question under a name; whoever opens it later asks it anew, with the own eyes."""
    question = _sent(request)
    view = saved.view_save(
        actor=actor_of(request),
        page=KEPT,
        name=request.POST.get("name", ""),
        query=question.query_string(),
        shared=request.POST.get("shared") == "on",
    )
    messages.success(request, _("Kept as “%(name)s”.") % {"name": view.name})
    return redirect(f"{reverse('insights:explore')}?{question.query_string()}")


@require_POST
@requires(Permission.FIGURES_READ)
def explore_forget(request: HttpRequest, view_id: int) -> HttpResponse:
    """Take a kept view away; only one's own."""
    saved.view_delete(actor=actor_of(request), view_id=view_id)
    messages.success(request, _("The view is gone."))
    return redirect("insights:explore")
