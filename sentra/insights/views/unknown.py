"""How many industries are not yet known: the page of all districts, that of one, and the file."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sentra.insights.models import REGENCY
from sentra.insights.unknown import tables, wording
from sentra.insights.unknown.lists import DEPENDENT
from sentra.insights.unknown.reading import Line, months_kept, overview, story
from sentra.kernel.errors import NotFound
from sentra.people.access import actor_of, requires
from sentra.people.policy import Permission
from sentra.transfer.export.writing import csv_pieces
from sentra.transfer.views.exports import CSV


@require_safe
@requires(Permission.FIGURES_READ)
def unknown(request: HttpRequest) -> HttpResponse:
    """All districts of the reader: known, estimated, not yet known; `bulan` chooses a month."""
    months = months_kept()
    told = overview(actor_of(request), _month(request, months))
    return render(request, "insights/unknown.html", {"told": told, "months": months})


def _month(request: HttpRequest, months: list[date]) -> date | None:
    """Give the month that is asked for, if estimates of it are kept; else the newest."""
    asked = request.GET.get("bulan", "")
    return next((month for month in months if f"{month:%Y-%m}" == asked), months[0] if months else None)


@require_safe
@requires(Permission.FIGURES_READ)
def unknown_district(request: HttpRequest, district: str) -> HttpResponse:
    """One district: its lists, their overlaps, the model, what became of it month by month."""
    return _place(request, district)


@require_safe
@requires(Permission.FIGURES_READ)
def unknown_regency(request: HttpRequest) -> HttpResponse:
    """All districts taken together, for who may see them all."""
    return _place(request, REGENCY)


def _place(request: HttpRequest, district: str) -> HttpResponse:
    lines = story(actor_of(request), district)
    if not lines:
        raise NotFound(_("There is no estimate of this district, or it isn't in your area."))
    names, crossings = tables.overlaps_of(lines[0].basis)
    context = {
        "line": lines[0],
        "pooled": not district,
        "lists": tables.lists_of(lines[0].basis),
        "names": names,
        "crossings": crossings,
        "histories": tables.histories_of(lines[0].basis),
        "method": wording.method_words(lines[0].row.method),
        "model": _model(lines[0]),
        "story": lines,
    }
    return render(request, "insights/unknown_district.html", context)


def _model(line: Line) -> list[str]:
    """Say in sentences what the estimate is by, why so, and how its interval was worked out."""
    basis = line.basis
    if line.row.total is None:
        return []
    by_two = basis.tried == 1 and not basis.rivals
    model = [] if by_two else [wording.model_words(basis), wording.choice_words(basis), wording.rivals_words(basis)]
    if not by_two and any(pair <= set(basis.used) for pair in DEPENDENT):
        words = _("Programme lists and licensing always stand together in it, as many programmes ask for a permit.")
        model.insert(1, words)
    interval = _("How sure that is: %(interval)s.") % {"interval": wording.interval_words(basis.interval)}
    return [one for one in (*model, interval) if one]


@require_safe
@requires(Permission.FIGURES_READ)
def unknown_file(request: HttpRequest) -> HttpResponse:
    """The reader's districts of a month as CSV."""
    told = overview(actor_of(request), _month(request, months_kept()))
    if told is None:
        raise NotFound(_("Nothing has been estimated yet."))
    lines = (*told.lines, told.pooled) if told.pooled else told.lines
    answer = HttpResponse(csv_pieces(tables.file_header(), tables.file_rows(lines)), content_type=CSV)
    answer["Content-Disposition"] = f'attachment; filename="ikm-belum-terdata-{told.month:%Y-%m}.csv"'
    answer["Cache-Control"] = "private, no-store"
    return answer
