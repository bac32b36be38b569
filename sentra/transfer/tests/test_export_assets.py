"""The asset register as a file: what is asked for, for whom it is, and nothing in it that runs."""

import csv
import io
from typing import Any

import pytest
from django.test import Client

from sentra.audit.models import Entry
from sentra.people.models import Role
from sentra.people.tests.people import officer
from sentra.programmes.services.assets import asset_lose
from sentra.programmes.tests.making import business, manager
from sentra.programmes.tests.making_machines import accepted, asset, given_to, handed, machine
from sentra.transfer.export.assets import HEADER
from sentra.transfer.models import Export

pytestmark = pytest.mark.django_db


def taken(role: Role, **query: str) -> list[dict[str, str]]:
    """Take the asset register out as an officer; gives the rows."""
    client = Client()
    client.force_login(officer(role))
    answer: Any = client.get("/petugas/ekspor/aset/", query)
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith('attachment; filename="aset-')
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def test_every_machine_is_a_row_with_who_holds_it() -> None:
    found = asset(serial="SN 1;A")
    (row,) = taken(Role.DISPERINDAG)
    assert list(row) == HEADER
    assert (row["Nomor aset"], row["Nomor seri"], row["Nilai (rupiah)"]) == (found.number, "SN 1;A", "5000000")
    assert (row["Pemegang"], row["Nomor induk pemegang"]) == ("Sambel 1", found.business.register_number)
    assert (row["Keadaan"], row["Tanggal serah terima"]) == ("Dipakai", found.handed_on.isoformat())
    assert found.business.owner.phone not in str(row)


def test_what_would_run_in_a_spreadsheet_is_text() -> None:
    _call, (candidate,) = given_to(business(1, brand="=1+1"))
    accepted(candidate)
    handed(candidate, machine("-SN 7+cmd", what="=HYPERLINK(A1)", brand="@SUM(A1)"))
    (row,) = taken(Role.HEAD)
    assert [row[one] for one in ("Mesin", "Merek", "Nomor seri")] == ["'=HYPERLINK(A1)", "'@SUM(A1)", "'-SN 7+cmd"]


def test_it_is_narrowed_as_the_list_and_each_time_is_recorded() -> None:
    _call, both = given_to(business(1), business(2))
    for place, candidate in enumerate(both):
        accepted(candidate)
        handed(candidate, machine(f"SN-{place}"))
    lost = both[0].assets.get()
    asset_lose(
        actor=manager(), number=lost.number, version=lost.version, on=lost.handed_on, reason="Dicuri malam hari."
    )
    assert [row["Nomor aset"] for row in taken(Role.DISPERINDAG, state="lost")] == [lost.number]
    made = Export.objects.get()
    assert (made.form, made.query, made.rows) == ("aset", "state=lost", 1)
    assert Entry.objects.filter(act="assets.exported").count() == 1


def test_whoever_only_reads_the_list_does_not_take_it_out() -> None:
    for role, offered in ((Role.DISPERINDAG, True), (Role.HEAD, True), (Role.AUDITOR, False), (Role.SURVEYOR, False)):
        client = Client()
        client.force_login(officer(role))
        page = client.get("/petugas/aset/?state=lost")
        assert ("/petugas/ekspor/aset/?state=lost" in page.content.decode()) is offered
        assert client.get("/petugas/ekspor/aset/").status_code == (200 if offered else 403)
    assert Export.objects.count() == 2
