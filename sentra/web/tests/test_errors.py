"""An error is answered in words, with its status, and without the database."""

import pytest
from django.db import OperationalError
from django.http import HttpRequest
from django.test import Client, RequestFactory

from sentra.kernel.errors import Conflict, InvalidInput, NotAllowed, NotFound, Problem, SentraError, TooMany
from sentra.people.tests.people import owner
from sentra.web.middleware import Errors

ERRORS: list[tuple[SentraError, int, str]] = [
    (NotFound("Tidak ada."), 404, "Tidak ada."),
    (NotAllowed("Bukan tugas Anda."), 403, "Bukan tugas Anda."),
    (Conflict("Sudah berubah.", allowed=["Setujui <b>"]), 409, "Setujui &lt;b&gt;"),
    (InvalidInput([Problem("a", "x", "Isi nama."), Problem("b", "x", "Isi NIK.")]), 422, "Isi NIK."),
    (TooMany("Terlalu sering.", retry_after=60), 429, "Terlalu sering."),
]


def answer(error: Exception) -> tuple[int, str, dict[str, str]]:
    """Give status, text and headers of the page for an error."""
    request: HttpRequest = RequestFactory().get("/")
    response = Errors(lambda _request: None).process_exception(request, error)  # type: ignore[arg-type,return-value]
    assert response is not None
    return response.status_code, response.content.decode(), dict(response.headers)


@pytest.mark.parametrize(("error", "status", "text"), ERRORS, ids=lambda value: type(value).__name__)
def test_a_known_error_is_told_with_its_status(error: SentraError, status: int, text: str) -> None:
    found, page, _headers = answer(error)
    assert found == status
    assert text in page


def test_a_database_that_is_gone_is_told_without_it() -> None:
    status, page, headers = answer(OperationalError("gone"))
    assert status == 503
    assert headers["Retry-After"]
    assert "gone" not in page


def test_an_unknown_error_is_left_to_the_handler() -> None:
    request: HttpRequest = RequestFactory().get("/")
    assert Errors(lambda _request: None).process_exception(request, ZeroDivisionError()) is None  # type: ignore[arg-type,return-value]


@pytest.mark.django_db
@pytest.mark.parametrize(("cookie", "language"), [("", "id"), ("en", "en"), ("xx", "id")])
def test_an_unknown_address_is_told_in_the_chosen_language(client: Client, cookie: str, language: str) -> None:
    client.cookies["bahasa"] = cookie
    response = client.get("/tidak-ada/", headers={"accept-language": "en"})
    assert response.status_code == 404
    assert response["Content-Language"] == language
    assert f'<html lang="{language}">' in response.content.decode()
    assert "frame-ancestors 'none'" in response["Content-Security-Policy"]


@pytest.mark.django_db
def test_what_was_made_for_somebody_is_kept_by_no_cache(client: Client) -> None:
    """Also not by the browser, whose way back would show it after signing out; what is for everybody may be kept."""
    assert "Cache-Control" not in client.get("/").headers
    assert client.post("/lacak/")["Cache-Control"] == "private, no-store"
    client.force_login(owner())
    for address in ("/", "/permohonan/", "/tidak-ada/"):
        assert client.get(address)["Cache-Control"] == "private, no-store"
