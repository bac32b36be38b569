"""Numbering, making and looking up documents."""

import hashlib
import hmac
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Count, F
from django.http import HttpRequest
from django.utils.translation import gettext as _

from sentra.documents.jobs import render_document
from sentra.documents.models import Document, Lookup
from sentra.kernel import clock
from sentra.kernel.crypto import readable_code
from sentra.kernel.errors import TooMany
from sentra.outbox.queries import queued
from sentra.people.models import User

CODE_LENGTH = 16
WINDOW = timedelta(minutes=10)
MAKING = timedelta(minutes=5)
SWEPT_AT_ONCE = 500
LOOKUPS_KEPT = timedelta(days=90)
TRIES_KEPT = timedelta(days=1)


def number_next(*, series: str, year: int) -> int:
    """Take the next number of a series; the row stays locked until the act is done, so an act that fails leaves no gap.

    Raises `RuntimeError` outside of a transaction.
    """
    return numbers_next(series=series, year=year, many=1)[0]


def numbers_next(*, series: str, year: int, many: int) -> range:
    """Take the next `many` numbers of a series at once, as `number_next` takes one."""
    if not connection.in_atomic_block:
        raise RuntimeError("a number is taken in the transaction of the act that uses it")
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO documents_counter (series, year, last) VALUES (%(series)s, %(year)s, %(many)s) "
            "ON CONFLICT (series, year) DO UPDATE SET last = documents_counter.last + %(many)s RETURNING last",
            {"series": series, "year": year, "many": many},
        )
        last = int(cursor.fetchone()[0])
    return range(last - many + 1, last + 1)


def document_create(
    *,
    kind: str,
    number: str,
    title: str,
    template: str,
    data: Mapping[str, Any],
    record_type: str,
    record_id: str,
    signer: User | None,
    signer_name: str,
    signer_position: str,
    issued_at: datetime,
) -> Document:
    """Write down a document as it was decided, and let the worker render and sign it. A step of an act."""
    document = Document.objects.create(
        kind=kind,
        number=number,
        code=readable_code(CODE_LENGTH),
        title=title,
        template=template,
        data=dict(data),
        record_type=record_type,
        record_id=record_id,
        signer=signer,
        signer_name=signer_name,
        signer_position=signer_position,
        issued_at=issued_at,
        created_at=clock.now(),
    )
    render_document.defer(document_id=str(document.pk))
    return document


def visitor_of(request: HttpRequest) -> str:
    """Give a keyed hash of the visitor's address that changes every day: enough to count, not to follow."""
    address = request.META.get("REMOTE_ADDR", "")
    forwarded = [one.strip() for one in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if one.strip()]
    if settings.SENTRA_PROXIES and len(forwarded) >= settings.SENTRA_PROXIES:
        address = forwarded[-settings.SENTRA_PROXIES]
    text = f"{clock.today().isoformat()}:{address}"
    return hmac.new(settings.SECRET_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()


def lookup_allowed(request: HttpRequest, kind: str, limit: int) -> None:
    """Count a try against the visitor's limit for ten minutes, apart from the look-ups of documents.

    Raises `TooMany`; what is refused isn't counted, so that who waits is let in again. Each `kind` has its own limit.
    """
    visitor = visitor_of(request)
    since = clock.now() - WINDOW
    if Lookup.objects.filter(visitor=visitor, kind=kind[:10], document=None, at__gte=since).count() >= limit:
        raise TooMany(
            _("You asked very often. Please wait ten minutes, then try again."), retry_after=int(WINDOW.total_seconds())
        )
    Lookup.objects.create(kind=kind[:10], visitor=visitor, at=clock.now())


def lookup_record(request: HttpRequest, *, document: Document | None, kind: str) -> None:
    """Count that the public looked at a document."""
    if document:
        Lookup.objects.create(document=document, kind=kind[:10], visitor=visitor_of(request), at=clock.now())


def lookup_count(document: Document) -> int:
    """Tell how often the public looked at a document, those look-ups included that were cleared since."""
    return document.lookups_cleared + document.lookups.count()


@transaction.atomic
def unmade_documents_sweep() -> int:
    """Give a job to every document that has neither a file after five minutes nor a job; gives how many."""
    unmade = Document.objects.filter(file=None, created_at__lt=clock.now() - MAKING)
    lost = unmade.exclude(pk__in=queued(render_document.name, "document_id")).order_by("created_at")
    ids = list(lost.values_list("pk", flat=True)[:SWEPT_AT_ONCE])
    for document_id in ids:
        render_document.defer(document_id=str(document_id))
    return len(ids)


@transaction.atomic
def lookups_clear() -> int:
    """Clear look-ups older than 90 days, of which only the number stays with the document; gives how many.

    Those that were counted only against a visitor's limit go after a day.
    """
    now = clock.now()
    old = Lookup.objects.filter(at__lt=now - LOOKUPS_KEPT).exclude(document=None)
    for document_id, count in old.values_list("document").annotate(Count("pk")).order_by():
        Document.objects.filter(pk=document_id).update(lookups_cleared=F("lookups_cleared") + count)
    cleared, _kinds = old.delete()
    tries, _kinds = Lookup.objects.filter(document=None, at__lt=now - TRIES_KEPT).delete()
    return cleared + tries
