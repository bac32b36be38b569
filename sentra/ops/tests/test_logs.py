"""The log: a line of JSON for each request, by its route, with the id that the answer carries."""

import json
import logging

import pytest
from django.test import Client, override_settings

from sentra.ops.logs import JsonLine

pytestmark = pytest.mark.django_db


@pytest.fixture
def lines(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    """Catch what is told of requests, as production writes it."""
    caplog.handler.setFormatter(JsonLine())
    caplog.set_level(logging.INFO, logger="sentra.requests")
    return caplog


def test_a_request_is_told_by_its_route_without_what_names_anybody(
    client: Client, lines: pytest.LogCaptureFixture
) -> None:
    response = client.get("/layanan/tidak-ada/?q=Siti+Aminah", REMOTE_ADDR="203.0.113.7")
    line = json.loads(lines.text.splitlines()[-1])
    assert (line["method"], line["route"], line["status"]) == ("GET", "/layanan/<slug:code>/", 404)
    assert line["ms"] >= 0
    assert line["request"] == response["X-Request-ID"]
    for word in ("Siti", "203.0.113.7", "tidak-ada"):
        assert word not in lines.text


def test_an_id_is_taken_over_from_a_trusted_proxy_only(client: Client) -> None:
    given = {"X-Request-ID": "abc-12345678"}
    assert client.get("/tidak-ada/", headers=given)["X-Request-ID"] != "abc-12345678"
    with override_settings(SENTRA_PROXIES=1):
        assert client.get("/tidak-ada/", headers=given)["X-Request-ID"] == "abc-12345678"
        strange = {"X-Request-ID": "a b\tc; drop"}
        assert client.get("/tidak-ada/", headers=strange)["X-Request-ID"] != "a b\tc; drop"


def test_an_error_is_one_line_too() -> None:
    try:
        raise ValueError("two\nlines")
    except ValueError as error:
        record = logging.LogRecord("sentra", logging.ERROR, "", 0, "it %s", ("failed",), None)
        record.exc_info = (type(error), error, error.__traceback__)
    written = JsonLine().format(record)
    assert "\n" not in written
    assert json.loads(written)["message"] == "it failed"
    assert "ValueError: two" in json.loads(written)["error"]
