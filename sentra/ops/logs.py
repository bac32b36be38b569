"""The log: a line for each request and each thing of note, as JSON in production; nothing that names a person.

A request is told by its route, not by its address, which may hold the number or the word of somebody's application.
"""

import json
import logging
import re
import time
import uuid
from collections.abc import Callable
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings

if TYPE_CHECKING:  # the settings read this module, and shall not bring all of Django along
    from django.http import HttpRequest, HttpResponse

FIELDS = ("method", "route", "status", "ms")
GIVEN_ID = re.compile(r"[A-Za-z0-9-]{8,64}")

logger = logging.getLogger("sentra.requests")
request_id: ContextVar[str] = ContextVar("sentra_request_id", default="")


class JsonLine(logging.Formatter):
    """Writes a record as one line of JSON, with the id of the request it belongs to."""

    def format(self, record: logging.LogRecord) -> str:
        """Give the line."""
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if request_id.get():
            line["request"] = request_id.get()
        line |= {name: value for name in FIELDS if (value := getattr(record, name, None)) is not None}
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


class Requests:
    """Middleware: gives each request an id, which the answer carries too, and tells the log how it went.

    A trusted proxy may bring the id along in `X-Request-ID`.
    """

    def __init__(self, get_response: "Callable[[HttpRequest], HttpResponse]") -> None:
        self.get_response = get_response

    def __call__(self, request: "HttpRequest") -> "HttpResponse":
        """Answer, then log method, route, status and milliseconds."""
        given = request.headers.get("X-Request-ID", "") if settings.SENTRA_PROXIES else ""
        token = request_id.set(given if GIVEN_ID.fullmatch(given) else uuid.uuid4().hex)
        begin = time.perf_counter()
        try:
            response = self.get_response(request)
            response.headers["X-Request-ID"] = request_id.get()
            logger.info("request", extra=_told(request, response.status_code, time.perf_counter() - begin))
            return response
        finally:
            request_id.reset(token)


def _told(request: "HttpRequest", status: int, seconds: float) -> dict[str, object]:
    match = request.resolver_match
    return {
        "method": request.method,
        "route": f"/{match.route}" if match else "",
        "status": status,
        "ms": round(seconds * 1000, 1),
    }


def configuration(*, as_json: bool) -> dict[str, Any]:
    """Give Django's `LOGGING`: JSON with every request, or lines for people that tell only what is of note."""
    people = {"format": "{asctime} {levelname:7} {name} {message}", "style": "{"}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": JsonLine} if as_json else people},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["console"], "level": "WARNING"},
        "loggers": {
            "sentra": {"level": "INFO"},
            "sentra.requests": {"level": "INFO" if as_json else "WARNING"},
            "django.request": {"level": "ERROR"},
            "django.security.DisallowedHost": {"level": "CRITICAL"},
            "procrastinate": {"level": "WARNING"},
        },
    }
