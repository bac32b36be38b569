"""Handing the registers out: the forms of the register, and each as a file; the asset register as one."""

from typing import cast

from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import override
from django.views.decorators.http import require_safe

from sentra.kernel import clock
from sentra.kernel.errors import InvalidInput
from sentra.people.access import actor_of, requires
from sentra.people.policy import Permission, can
from sentra.registry.filters import RegisterFilter
from sentra.transfer.export.assets import ASSETS, HEADER, asset_rows
from sentra.transfer.export.forms import FORMS
from sentra.transfer.export.writing import csv_pieces, xlsx_file
from sentra.transfer.models import Export
from sentra.transfer.services.take_out import assets_export, register_export

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
LATEST = 10


@require_safe
@requires(Permission.REGISTER_EXPORT)
def exports(request: HttpRequest) -> HttpResponse:
    """The forms, for what the register's list was narrowed to."""
    return _page(request)


def _page(request: HttpRequest, error: InvalidInput | None = None) -> HttpResponse:
    actor, chosen = actor_of(request), RegisterFilter.read(request.GET)
    figures = can(actor, Permission.REGISTER_FIGURES)
    context = {
        "forms": [one for one in FORMS.values() if figures or not one.figures],
        "query": chosen.query_string(),
        "filter": chosen,
        "year": clock.today().year - 1,
        "latest": Export.objects.filter(made_by=actor, form__in=FORMS)[:LATEST],
        "titles": {one.code: one.title for one in FORMS.values()},
        "problems": error.problems if error else (),
    }
    return render(request, "transfer/exports.html", context, status=error.status if error else 200)


@require_safe
@requires(Permission.REGISTER_EXPORT)
def export(request: HttpRequest, form: str) -> HttpResponse:
    """One form as a file; `jenis` is xlsx or csv. The office's sheets are in its own language whoever takes them."""
    as_xlsx = request.GET.get("jenis") == "xlsx"
    try:
        found, ask = register_export(actor=actor_of(request), form=form, query=request.GET, as_xlsx=as_xlsx)
    except InvalidInput as error:
        return _page(request, error)
    answer: StreamingHttpResponse | FileResponse
    if as_xlsx:
        with override("id"):
            answer = FileResponse(xlsx_file(found.header(ask), found.rows(ask)), content_type=XLSX)
    else:
        pieces = csv_pieces(found.header(ask), found.rows(ask))
        answer = StreamingHttpResponse(pieces, content_type=CSV)
    return _as_file(answer, form, "xlsx" if as_xlsx else "csv")


@require_safe
@requires(Permission.REGISTER_EXPORT)
def export_assets(request: HttpRequest) -> HttpResponse:
    """The machines that the list of the asset register is narrowed to, as CSV."""
    pieces = csv_pieces(HEADER, asset_rows(assets_export(actor=actor_of(request), query=request.GET.dict())))
    return _as_file(StreamingHttpResponse(pieces, content_type=CSV), ASSETS, "csv")


def _as_file(answer: StreamingHttpResponse | FileResponse, form: str, kind: str) -> HttpResponse:
    answer["Content-Disposition"] = f'attachment; filename="{form}-{clock.today().isoformat()}.{kind}"'
    answer["Cache-Control"] = "private, no-store"
    return cast(HttpResponse, answer)
