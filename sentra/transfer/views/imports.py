"""Importing a spreadsheet: send it, check its columns, read the rehearsal, take it over, undo it."""

from pathlib import Path
from tempfile import NamedTemporaryFile
from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sentra.files.serving import serve
from sentra.kernel.errors import InvalidInput, NotFound, Problem
from sentra.people.access import actor_of, requires
from sentra.people.given import version_given
from sentra.people.policy import Permission
from sentra.people.refusal import Refusal, refused_on
from sentra.transfer import queries
from sentra.transfer.forms import answers_of, answers_shown, asks, choices, columns_shown
from sentra.transfer.models import Import, State
from sentra.transfer.reading.faults import Unreadable, note_words
from sentra.transfer.recognition.profiles import profiles
from sentra.transfer.services.acts import import_discard, import_go_on, import_take_over, import_undo
from sentra.transfer.services.begin import MOST_BYTES, import_begin, understood_again
from sentra.transfer.services.settle import import_settle
from sentra.transfer.worker.result import result_stops_at

PAGE = 20


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.REGISTER_IMPORT)
def imports(request: HttpRequest) -> HttpResponse:
    """All imports; sending a spreadsheet begins one."""
    if request.method != "POST":
        return _imports_page(request)
    try:
        imported = _begin(request)
    except InvalidInput as error:
        return _imports_page(request, error)
    return redirect("transfer:import", imported.pk)


def _begin(request: HttpRequest) -> Import:
    """Keep what was sent where it can be read, and begin. Raises `InvalidInput`."""
    upload = request.FILES.get("file")
    if not isinstance(upload, UploadedFile) or not upload.name:
        raise InvalidInput([Problem("file", "missing", _("Please choose a spreadsheet first."))])
    if upload.size and upload.size > MOST_BYTES:
        raise Unreadable("too_big", {"megabytes": MOST_BYTES // 1024**2})
    with NamedTemporaryFile(prefix="sentra-import-") as kept:
        for chunk in upload.chunks():
            kept.write(chunk)
        kept.flush()
        return import_begin(actor=actor_of(request), path=Path(kept.name), name=upload.name)


def _imports_page(request: HttpRequest, error: InvalidInput | None = None) -> HttpResponse:
    context = {
        "page": Paginator(queries.imports(), PAGE).get_page(request.GET.get("page")),
        "problems": error.problems if error else (),
        "profiles": profiles().values(),
        "most": MOST_BYTES // 1024**2,
    }
    return render(request, "transfer/imports.html", context, status=error.status if error else 200)


@require_safe
@requires(Permission.REGISTER_IMPORT)
def import_page(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """One import, as it stands."""
    return _page(request, import_id)


def refused_page(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Show the import again, with what an act was refused for and what was chosen."""
    return _page(request, refusal.address["import_id"], refusal)


def _page(request: HttpRequest, import_id: UUID, refusal: Refusal | None = None) -> HttpResponse:
    imported = queries.import_seen(import_id)
    status = refusal.status if refusal else 200
    if imported.is_busy:
        return render(request, "transfer/progress.html", {"imported": imported, "refusal": refusal}, status=status)
    wants_columns = imported.state == State.REHEARSED and "kolom" in request.GET
    if imported.state == State.COLUMNS or wants_columns or (refusal and refusal.form == "settle"):
        return _columns_page(request, imported, refusal)
    return _result_page(request, imported, refusal)


def _columns_page(request: HttpRequest, imported: Import, refusal: Refusal | None) -> HttpResponse:
    typed = refusal.typed if refusal else None
    sheet = (typed or request.GET).get("sheet", "")
    try:
        understood = understood_again(imported, str(sheet))
    except InvalidInput as error:
        context = {"imported": imported, "problems": error.problems}
        return render(request, "transfer/unreadable.html", context, status=error.status)
    context = {
        "imported": imported,
        "refusal": refusal,
        "profile": profiles().get(understood.recognised.profile),
        "columns": columns_shown(understood, typed),
        "choices": choices(),
        "answers": answers_shown(imported, understood, typed),
        "asks": asks(imported, understood),
        "sheets": understood.sample.sheets,
        "titles": understood.header.titles,
        "wrong": {one.field: one.message for one in refusal.problems} if refusal else {},
    }
    return render(request, "transfer/columns.html", context, status=refusal.status if refusal else 200)


def _result_page(request: HttpRequest, imported: Import, refusal: Refusal | None) -> HttpResponse:
    outcome = request.GET.get("hasil", "")
    page = Paginator(queries.rows_of(imported, outcome), queries.ROWS_SHOWN).get_page(request.GET.get("page"))
    columns = imported.plan.get("names", [])
    mapping = imported.plan.get("mapping", {})
    context = {
        "imported": imported,
        "refusal": refusal,
        "tiles": queries.tiles(imported),
        "groups": queries.fault_groups(imported),
        "outcome": outcome,
        "page": page,
        "rows": queries.rows_shown(list(page), columns),
        "unused": [name for place, name in enumerate(columns) if name and str(place) not in mapping],
        "notes": [note_words(code, values) for code, values in imported.notes],
        "profile": profiles().get(imported.profile),
        "waiting": int(imported.counts.get("duplicate", 0)),
        "stops_at": result_stops_at(imported),
        "taken": int(imported.counts.get("new", 0)) + int(imported.counts.get("update", 0)),
    }
    return render(request, "transfer/result.html", context, status=refusal.status if refusal else 200)


@require_POST
@requires(Permission.REGISTER_IMPORT)
@refused_on(refused_page)
def settle(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """Settle the columns and let the import be rehearsed."""
    given = {key: value for key, value in request.POST.items() if isinstance(value, str)}
    import_settle(
        actor=actor_of(request), import_id=import_id, version=version_given(request), answers=answers_of(given)
    )
    return redirect("transfer:import", import_id)


@require_POST
@requires(Permission.REGISTER_IMPORT)
@refused_on(refused_page)
def take_over(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """Let the import be taken over."""
    import_take_over(actor=actor_of(request), import_id=import_id, version=version_given(request))
    return redirect("transfer:import", import_id)


@require_POST
@requires(Permission.REGISTER_IMPORT)
@refused_on(refused_page)
def go_on(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """Let a work go on that stopped half-way."""
    import_go_on(actor=actor_of(request), import_id=import_id, version=version_given(request))
    return redirect("transfer:import", import_id)


@require_POST
@requires(Permission.REGISTER_IMPORT)
@refused_on(refused_page)
def undo(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """Let the whole import be undone."""
    import_undo(actor=actor_of(request), import_id=import_id, version=version_given(request))
    return redirect("transfer:import", import_id)


@require_POST
@requires(Permission.REGISTER_IMPORT)
@refused_on(refused_page)
def discard(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """Throw an import away that was never taken over."""
    import_discard(actor=actor_of(request), import_id=import_id, version=version_given(request))
    messages.success(request, _("The import is thrown away. Nothing was changed."))
    return redirect("transfer:imports")


@require_safe
@requires(Permission.REGISTER_IMPORT)
def result_file(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """The result file: the sheet with a status and a reason beside each row."""
    imported = queries.import_seen(import_id)
    if imported.result is None:
        raise NotFound(_("The result file isn't ready yet. Please look again in a minute."))
    return serve(imported.result, inline=False)
