"""The page of the days off: what an administrator changes there counts at once."""

from datetime import date
from http import HTTPStatus

import pytest
from django.test import Client

from sentra.people.models import Role
from sentra.people.tests.people import officer, stranger
from sentra.reference.models import Holiday
from sentra.reference.queries import working_calendar

pytestmark = pytest.mark.django_db

PAGE = "/petugas/hari-libur/"
HARVEST = date(2027, 7, 1)


@pytest.fixture
def desk(client: Client) -> Client:
    """The desk of an administrator."""
    client.force_login(officer(Role.ADMINISTRATOR))
    return client


def is_working(day: date) -> bool:
    """Ask the calendar with which terms are counted."""
    return working_calendar().is_working(day)


def test_a_day_is_added_cancelled_and_restored(desk: Client) -> None:
    given = {"day": "2027-07-01", "name": "Bersih Desa <i>", "kind": "local"}
    assert desk.post(PAGE, given)["Location"] == f"{PAGE}?year=2027"
    assert not is_working(HARVEST)
    page = desk.get(f"{PAGE}?year=2027").content.decode()
    assert "Bersih Desa &lt;i&gt;" in page
    desk.post(f"{PAGE}batalkan/", {"day": "2027-07-01"})
    assert is_working(HARVEST)
    desk.post(f"{PAGE}pulihkan/", {"day": "2027-07-01"})
    assert not is_working(HARVEST)
    assert Holiday.objects.get(day=HARVEST).kind == "local"


def test_an_estimated_day_is_marked_and_confirmed(desk: Client) -> None:
    Holiday.objects.create(day=date(2027, 3, 10), name="Hari Raya Idul Fitri", kind="national", estimated=True)
    assert "perkiraan" in desk.get(f"{PAGE}?year=2027").content.decode()
    desk.post(f"{PAGE}pulihkan/", {"day": "2027-03-10"})
    assert "perkiraan" not in desk.get(f"{PAGE}?year=2027").content.decode()
    assert not Holiday.objects.get(day=date(2027, 3, 10)).estimated


def test_what_is_wrong_is_told_at_its_field(desk: Client) -> None:
    response = desk.post(f"{PAGE}?year=2027", {"day": "31/31/2027", "name": "", "kind": "party"})
    assert response.context["year"] == 2027
    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert set(response.context["form"].errors) == {"day", "name", "kind"}


@pytest.mark.parametrize("year", ["", "-1", "99999999999999999999", "abc", "1999", "2101", "020261"])
def test_a_strange_year_shows_this_one(desk: Client, year: str) -> None:
    response = desk.get(PAGE, {"year": year})
    assert 2020 < response.context["year"] < 2100


@pytest.mark.parametrize("act", ["batalkan/", "pulihkan/"])
def test_a_day_that_isnt_there_isnt_found(desk: Client, act: str) -> None:
    for day in ("2027-07-01", "never"):
        assert desk.post(f"{PAGE}{act}", {"day": day}).status_code == HTTPStatus.NOT_FOUND


def test_others_are_refused(client: Client) -> None:
    assert client.get(PAGE)["Location"] == f"/akun/masuk/?next={PAGE}"
    for user in (stranger(), officer(Role.HEAD), officer(Role.AUDITOR)):
        client.force_login(user)
        assert client.get(PAGE).status_code == HTTPStatus.FORBIDDEN
        assert client.post(f"{PAGE}batalkan/", {"day": "2027-07-01"}).status_code == HTTPStatus.FORBIDDEN
