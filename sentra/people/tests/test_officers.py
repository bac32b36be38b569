"""The administrator's pages of people: found, given duties, closed, and never the last one locked out."""

import re
from http import HTTPStatus

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sentra.people.models import Duty, HandOver, Role, User
from sentra.people.tests.people import officer, owner, stranger

pytestmark = pytest.mark.django_db


@pytest.fixture
def chief(client: Client) -> User:
    """An administrator, signed in."""
    user = officer(Role.ADMINISTRATOR, name="Kepala")
    client.force_login(user)
    return user


def duties_of(user: User) -> dict[str, list[str]]:
    """Give what the database holds."""
    return {duty.role: duty.districts for duty in Duty.objects.filter(user=user)}


def test_officers_are_listed_and_others_are_found_by_name_or_number(client: Client, chief: User) -> None:
    verifier = officer(Role.VERIFIER, ["35.05.01"])
    siti = owner()
    User.objects.filter(pk=siti.pk).update(phone="+6281234567890")
    listed = client.get("/petugas/orang/").context["page"].object_list
    assert {person.pk for person in listed} == {chief.pk, verifier.pk}

    def found(query: str) -> set[str]:
        return {person.name for person in client.get(f"/petugas/orang/?{query}").context["page"].object_list}

    assert found("role=verifier") == {verifier.name}
    assert found("role=applicants&q=sit") == {"Siti"}
    assert found("role=all&q=0812-3456-7890") == {"Siti"}
    assert found("role=nonsense") == {chief.name, verifier.name}
    assert found("role=all&q=%25") == set()


def test_a_longer_list_takes_no_more_queries(client: Client, chief: User) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get("/petugas/orang/")
        return len(captured)

    officer(Role.SURVEYOR, name="Petugas0")
    few = queries()
    for number in range(1, 12):
        officer(Role.SURVEYOR, name=f"Petugas{number}")
    assert queries() == few


def test_a_new_officer_gets_a_slip_that_is_shown_once(client: Client, chief: User) -> None:
    given = {"name": "<b>Endah</b>", "reached_by": "0812 3450 0001", "position": "Surveyor", "employee_number": ""}
    response = client.post("/petugas/orang/baru/", given)
    page = response.content.decode()
    user = User.objects.get(phone="+6281234500001")
    assert "<b>Endah" not in page
    assert response.headers["Cache-Control"].startswith("max-age=0")
    code = response.context["code"]
    assert re.fullmatch(r"\w{5} \w{5}", code)
    assert code not in client.get(f"/petugas/orang/{user.pk}/").content.decode()
    taken = Client().post("/ambil-alih/", {"code": code, "password": "tempe goreng hangat"})
    assert taken.status_code == HTTPStatus.FOUND


def test_a_number_that_is_taken_is_told(client: Client, chief: User) -> None:
    response = client.post("/petugas/orang/baru/", {"name": "Siti", "reached_by": str(owner().email)})
    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "reached_by" in response.context["form"].errors


def test_duties_are_given_with_their_districts(client: Client, chief: User) -> None:
    user = owner()
    ticked = {"role": ["verifier", "leader"], "districts-verifier": ["35.05.01", "35.05.02"]}
    beside = {"districts-leader": ["35.05.01"], "districts-head": ["x"]}
    client.post(f"/petugas/orang/{user.pk}/tugas/", ticked | beside)
    assert duties_of(user) == {"verifier": ["35.05.01", "35.05.02"], "leader": []}
    page = client.get(f"/petugas/orang/{user.pk}/").content.decode()
    assert 'name="districts-verifier" value="35.05.02" checked' in page
    assert "districts-leader" not in page
    client.post(f"/petugas/orang/{user.pk}/tugas/", {})
    assert duties_of(user) == {}


@pytest.mark.parametrize(
    "ticked", [{"role": ["king"]}, {"role": ["verifier"], "districts-verifier": ["<script>"]}], ids=["role", "district"]
)
def test_what_doesnt_exist_is_refused(client: Client, chief: User, ticked: dict[str, list[str]]) -> None:
    response = client.post(f"/petugas/orang/{owner().pk}/tugas/", ticked)
    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "<script>" not in response.content.decode()


def test_the_last_administrator_stays(client: Client, chief: User) -> None:
    own = f"/petugas/orang/{chief.pk}"
    assert client.post(f"{own}/tugas/", {"role": ["verifier"]}).status_code == HTTPStatus.CONFLICT
    assert client.post(f"{own}/akses/", {"active": "0"}).status_code == HTTPStatus.CONFLICT
    assert duties_of(chief) == {"administrator": []}
    second = officer(Role.ADMINISTRATOR, name="Wakil")
    client.post(f"/petugas/orang/{second.pk}/akses/", {"active": "0"})
    assert client.post(f"{own}/tugas/", {}).status_code == HTTPStatus.CONFLICT


def test_an_account_is_closed_and_opened_again(client: Client, chief: User) -> None:
    user = officer(Role.VERIFIER)
    theirs = Client()
    theirs.force_login(user)
    assert theirs.get("/petugas/").status_code == HTTPStatus.OK
    client.post(f"/petugas/orang/{user.pk}/akses/", {"active": "0"})
    assert theirs.get("/petugas/").status_code == HTTPStatus.FOUND
    client.post(f"/petugas/orang/{user.pk}/akses/", {"active": "1"})
    user.refresh_from_db()
    assert user.is_active


def test_the_second_step_is_demanded_and_taken_away(client: Client, chief: User) -> None:
    user = officer(Role.VERIFIER)
    Authenticator.objects.create(user=user, type="totp", data={"secret": "sealed"})
    client.post(f"/petugas/orang/{user.pk}/langkah-kedua/", {"demanded": "1"})
    user.refresh_from_db()
    assert user.second_factor_demanded
    client.post(f"/petugas/orang/{user.pk}/langkah-kedua/lepas/")
    assert not Authenticator.objects.filter(user=user).exists()
    again = client.post(f"/petugas/orang/{user.pk}/langkah-kedua/lepas/")
    own = client.post(f"/petugas/orang/{chief.pk}/langkah-kedua/lepas/")
    assert (again.status_code, own.status_code) == (HTTPStatus.CONFLICT, HTTPStatus.CONFLICT)


def test_the_counter_prints_slips_for_applicants_alone(client: Client) -> None:
    client.force_login(officer(Role.COUNTER))
    assert client.post(f"/petugas/orang/{owner().pk}/slip/").status_code == HTTPStatus.OK
    verifier = officer(Role.VERIFIER)
    assert client.post(f"/petugas/orang/{verifier.pk}/slip/").status_code == HTTPStatus.FORBIDDEN
    assert HandOver.objects.count() == 1


def test_who_doesnt_exist_isnt_found(client: Client, chief: User) -> None:
    assert client.get("/petugas/orang/999999/").status_code == HTTPStatus.NOT_FOUND
    assert client.post("/petugas/orang/999999/tugas/").status_code == HTTPStatus.NOT_FOUND
    assert client.post("/petugas/orang/999999/slip/").status_code == HTTPStatus.NOT_FOUND


PAGES = ("/petugas/orang/", "/petugas/orang/baru/", "/petugas/orang/{pk}/")
ACTS = ("tugas/", "slip/", "langkah-kedua/", "langkah-kedua/lepas/", "akses/")


@pytest.mark.parametrize("path", PAGES)
def test_the_pages_open_for_administrators_alone(client: Client, path: str) -> None:
    path = path.format(pk=owner().pk)
    assert client.get(path)["Location"] == f"/akun/masuk/?next={path}"
    for role in set(Role) - {Role.ADMINISTRATOR}:
        client.force_login(officer(role))
        assert client.get(path).status_code == HTTPStatus.FORBIDDEN, role


@pytest.mark.parametrize("act", ACTS)
def test_the_acts_are_refused_to_others_and_to_a_mere_visit(client: Client, act: str) -> None:
    path = f"/petugas/orang/{owner().pk}/{act}"
    assert client.post(path).status_code == HTTPStatus.FOUND
    client.force_login(stranger())
    assert client.post(path).status_code == HTTPStatus.FORBIDDEN
    client.force_login(officer(Role.ADMINISTRATOR, name="Kepala"))
    assert client.get(path).status_code == HTTPStatus.METHOD_NOT_ALLOWED
