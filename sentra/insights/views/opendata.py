"""Open data: the list, the page of a data set, its files, its dictionary, the catalogue for others' catalogues."""

from collections.abc import Iterable
from datetime import date, datetime
from hashlib import sha256
from itertools import islice
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from sentra.insights.models import DataVersion
from sentra.insights.opendata import dcat
from sentra.insights.opendata.described import Column, DataSet
from sentra.insights.opendata.files import CSV, DICTIONARY, TYPES, csv_lines, dictionary_rows, json_parts
from sentra.insights.opendata.live import live_rows, live_tag
from sentra.insights.opendata.reading import all_listed, version_of, versions_of
from sentra.insights.opendata.register import Row
from sentra.insights.opendata.sets import SET_BY_CODE
from sentra.insights.suppression import FEWEST
from sentra.kernel import clock
from sentra.people.access import public
from sentra.promotion.sharing import data_block
from sentra.reference.loading import current_pack

PREVIEW = 12
NEWEST = "public, no-cache"
DATED = "public, max-age=86400"
LD_JSON = "application/ld+json; charset=utf-8"


@require_safe
@public
def data(request: HttpRequest) -> HttpResponse:
    """The list of data sets."""
    return render(request, "insights/opendata/list.html", {"listed": all_listed(), "terms": current_pack().opendata})


@require_safe
@public
def dataset(request: HttpRequest, code: str) -> HttpResponse:
    """The page of a data set: what it tells, its columns, its first rows, its files, how to cite it."""
    one = _known(code)
    listed = versions_of(one)
    newest = version_of(one) if not one.is_live else None
    context = {
        "one": one,
        "listed": listed,
        "newest": newest,
        "preview": _preview(one, newest),
        "terms": current_pack().opendata,
        "page": dcat.page_url(one),
        "year": (clock.local_day(newest.made_at) if newest else clock.today()).year,
        "fewest": FEWEST,
        "schema": data_block(dcat.schema_org(listed)),
    }
    return render(request, "insights/opendata/dataset.html", context)


def _preview(one: DataSet, newest: DataVersion | None) -> list[list[tuple[Column, Any]]]:
    """Give the first rows, each value with its column."""
    rows: Iterable[Row] = newest.rows if newest else live_rows(one) if one.is_live else ()
    return [list(zip(one.columns, row, strict=False)) for row in islice(rows, PREVIEW)]


def _known(code: str) -> DataSet:
    """Give a data set. Raises `Http404` for an unknown one."""
    try:
        return SET_BY_CODE[code]
    except KeyError as error:
        raise Http404 from error


@require_safe
@public
def dataset_file(request: HttpRequest, code: str, ending: str) -> HttpResponse:
    """The newest file of a data set. Raises `Http404` where none was made yet."""
    one = _known(code)
    if one.is_live:
        return _answer(request, one, ending, None, live_tag(one))
    version = version_of(one)
    if version is None:
        raise Http404
    return _of_version(request, one, ending, version, NEWEST)


@require_safe
@public
def dataset_version(request: HttpRequest, code: str, month: date, ending: str) -> HttpResponse:
    """The file of a data set as it was published for a period. Raises `Http404` where there is none."""
    one = _known(code)
    version = version_of(one, month)
    if version is None:
        raise Http404
    return _of_version(request, one, ending, version, DATED)


def _of_version(request: HttpRequest, one: DataSet, ending: str, version: DataVersion, kept: str) -> HttpResponse:
    tag = sha256(f"{one.code} {version.pk} {version.made_at.isoformat()} {ending}".encode()).hexdigest()[:32]
    return _answer(request, one, ending, version, tag, kept=kept)


def _answer(
    request: HttpRequest, one: DataSet, ending: str, version: DataVersion | None, tag: str, *, kept: str = NEWEST
) -> HttpResponse:
    """Answer with a file, or tell whoever has it already that it is the same."""
    etag = f'"{tag}-{ending}"'
    made_at = version.made_at if version else None
    answered = _same(request, etag, made_at)
    if answered is None:
        rows: Iterable[Row] = version.rows if version else live_rows(one)
        names = list(version.columns) if version else one.names
        parts = csv_lines(names, rows) if ending == CSV else json_parts(one, version, dcat.page_url(one), rows)
        whole = f"{one.code}-{version.period}" if version else one.code
        answered = cast(HttpResponse, HttpResponse("".join(parts)) if version else StreamingHttpResponse(parts))
        answered["Content-Type"] = TYPES[ending]
        answered["Content-Disposition"] = f'inline; filename="{whole}.{ending}"'
        if made_at:
            answered["Last-Modified"] = http_date(made_at.timestamp())
    answered["ETag"] = etag
    answered["Cache-Control"] = kept
    return _for_everybody(answered)


def _same(request: HttpRequest, etag: str, made_at: datetime | None) -> HttpResponseBase | None:
    """Give the answer to a conditional request whose reader has this very file; None where it must be sent."""
    seconds = int(made_at.timestamp()) if made_at else None
    empty = HttpResponse()
    answered = get_conditional_response(request, etag=etag, last_modified=seconds, response=empty)
    return answered if answered is not empty else None


def _for_everybody(response: HttpResponseBase) -> HttpResponse:
    """Let pages of any site read a file: it holds nothing of the visitor."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Expose-Headers"] = "ETag, Last-Modified"
    return cast(HttpResponse, response)


@require_safe
@public
def dataset_dictionary(request: HttpRequest, code: str) -> HttpResponse:
    """The dictionary of a data set: its columns in words."""
    one = _known(code)
    response = HttpResponse("".join(csv_lines(DICTIONARY, dictionary_rows(one))), content_type=TYPES[CSV])
    response["Content-Disposition"] = f'inline; filename="{one.code}-kamus.csv"'
    return _for_everybody(response)


@require_safe
@public
def data_catalogue(request: HttpRequest) -> HttpResponse:
    """The catalogue in DCAT 3, for the catalogues of the province and the nation."""
    return _for_everybody(JsonResponse(dcat.catalogue(all_listed()), content_type=LD_JSON))
