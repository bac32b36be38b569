"""What everybody may open: the services, tracking by number and word, verification of a permit."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sentra.documents.checking import check_pdf
from sentra.documents.services import lookup_allowed, lookup_record
from sentra.files.cleaning import MOST_BYTES
from sentra.kernel.errors import InvalidInput, NotFound, Problem
from sentra.licensing import queries
from sentra.licensing.forms import TrackForm, VerifyForm
from sentra.licensing.panels import PERMIT, TRACKED
from sentra.licensing.queries import Verified
from sentra.licensing.shown import way_of
from sentra.people.access import public
from sentra.people.panels import Panel

TRACK_LIMIT = 20
LOOKUP_LIMIT = 60
PDF_LIMIT = 20


@require_safe
@public
def services(request: HttpRequest) -> HttpResponse:
    """All services, or those that hold the words searched for."""
    words = request.GET.get("q", "")[:100]
    found = queries.services_found(words) if words else queries.services()
    return render(request, "licensing/public/services.html", {"services": found, "words": words})


@require_safe
@public
def service(request: HttpRequest, code: str) -> HttpResponse:
    """One service: what it is, what it needs, the 14 points of the service standard."""
    return render(request, "licensing/public/service.html", {"service": queries.service(code)})


@require_http_methods(["GET", "POST"])
@public
def track(request: HttpRequest) -> HttpResponse:
    """Where an application stands, for whoever holds its receipt; no personal data."""
    form = TrackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        lookup_allowed(request, "track", TRACK_LIMIT)
        try:
            application = queries.tracked(form.cleaned_data["number"], form.cleaned_data["word"])
        except NotFound as error:
            form.add_error("word", str(error.message))
        else:
            panels = TRACKED.of(None, application)
            context = {"application": application, "way": way_of(application), "panels": panels}
            return render(request, "licensing/public/tracked.html", context)
    status = 422 if form.is_bound else 200
    return render(request, "licensing/public/track.html", {"form": form}, status=status)


@require_safe
@public
def verify(request: HttpRequest) -> HttpResponse:
    """Ask for a permit by number or code, or hand in its PDF."""
    text = request.GET.get("number", "").strip()
    if text:
        lookup_allowed(request, "verify", LOOKUP_LIMIT)
        found = queries.verified(text)
        return redirect("licensing:verified", code=found.document.code) if found.document else _verdict(request, found)
    return render(request, "licensing/public/verify.html", {"form": VerifyForm()})


@require_safe
@public
def verified(request: HttpRequest, code: str) -> HttpResponse:
    """What a permit is worth today, or that another document is ours; where its QR leads."""
    lookup_allowed(request, "verify", LOOKUP_LIMIT)
    found = queries.verified(code)
    lookup_record(request, document=found.document, kind="qr")
    return _verdict(request, found)


def _verdict(request: HttpRequest, found: Verified) -> HttpResponse:
    host = urlsplit(settings.SENTRA_BASE_URL).netloc
    context = {"permit": found.permit, "document": found.document, "host": host, "panels": _panels(found)}
    return render(request, "licensing/public/verified.html", context, status=200 if found.document else 404)


def _panels(found: Verified) -> list[Panel]:
    return PERMIT.of(None, found.permit) if found.permit else []


@require_http_methods(["POST"])
@public
def verify_pdf(request: HttpRequest) -> HttpResponse:
    """Check a PDF: signed by whom, untouched or not, and what the permit is worth today."""
    lookup_allowed(request, "verify_pdf", PDF_LIMIT)
    try:
        check = check_pdf(_pdf_given(request))
    except InvalidInput as error:
        context = {"form": VerifyForm(), "problems": error.problems}
        return render(request, "licensing/public/verify.html", context, status=error.status)
    found = queries.verified(check.document.code) if check.document else Verified()
    lookup_record(request, document=check.document, kind="pdf")
    context = {"check": check, "permit": found.permit, "panels": _panels(found)}
    return render(request, "licensing/public/verified_pdf.html", context)


def _pdf_given(request: HttpRequest) -> bytes:
    """Read the PDF that a visitor chose. Raises `InvalidInput` where there is none, it is too large, or no PDF."""
    upload = request.FILES.get("pdf")
    if upload is None:
        raise InvalidInput([Problem("pdf", "missing", _("Please choose the PDF of the permit first."))])
    if upload.size is None or upload.size > MOST_BYTES:
        raise InvalidInput([Problem("pdf", "too_big", _("This file is larger than 10 MB; no permit is."))])
    data: bytes = upload.read()
    if not data.startswith(b"%PDF-"):
        # A photograph of a permit is not a forgery: it only can't be checked.
        raise InvalidInput([Problem("pdf", "no_pdf", _("This is not a PDF. Please choose the PDF of the permit."))])
    return data
