"""A machine that is passed on: its new holder has an agreement of its own, and accepts it."""

import io
from typing import Any

import pikepdf
import pytest
from django.test import Client
from django.urls import reverse

from sentra.documents.jobs import render_document
from sentra.files.services import file_read
from sentra.kernel.errors import Conflict, InvalidInput, NotAllowed, NotFound
from sentra.people.models import Role, User
from sentra.people.policy import GRANTS
from sentra.programmes.models import HELD, AssetState, Passing
from sentra.programmes.services.asset_common import passing_of
from sentra.programmes.services.assets import asset_give_back, asset_transfer
from sentra.programmes.services.passing import passing_accept, passing_accept_on_paper
from sentra.programmes.tests.making import account, business, head, manager
from sentra.programmes.tests.making_machines import again, asset, passed_on
from sentra.programmes.workflow import ASSET, OWN, AssetFacts

pytestmark = pytest.mark.django_db

HOSTILE = '#panic("x") *a* <script> \\ $x$ "' * 3


def accept(one: Passing, actor: User | None = None, **changes: Any) -> Passing:
    """The new holder accepts."""
    told = {"name": "Rina", "read": True, "shown": one.document.number, **changes}
    return passing_accept(actor=actor or account(one.to), number=one.asset.number, **told)


def as_user(user: User) -> Client:
    """A browser that somebody signed in on."""
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize("state", AssetState)
@pytest.mark.parametrize("role", Role)
def test_an_agreement_that_waits_is_accepted_by_its_holder_or_recorded_by_the_trade_office(
    state: AssetState, role: Role
) -> None:
    facts, both = AssetFacts(waits=True), {"accept", "accept_on_paper"}
    officers = {act.code for act in ASSET.allowed(state, facts, lambda held: held in GRANTS[role])}
    held = state in HELD
    assert officers & both == ({"accept_on_paper"} if held and role == Role.DISPERINDAG else set())
    assert {act.code for act in ASSET.allowed(state, facts, lambda held: held == OWN)} & both == (
        {"accept"} if held else set()
    )
    own = AssetFacts(waits=True, own=True)
    assert "accept_on_paper" not in {act.code for act in ASSET.allowed(state, own, lambda _held: True)}


def test_the_new_holder_accepts_an_agreement_of_its_own_once() -> None:
    passing = passed_on(business(2))
    first = passing.asset.candidate.business
    for wrong in ({"read": False}, {"name": " "}, {"name": "x" * 151}):
        with pytest.raises(InvalidInput):
            accept(passing, **wrong)
    with pytest.raises(Conflict):
        accept(passing, shown="NPHD-P/0")
    with pytest.raises(NotFound):
        accept(passing, account(first))
    assert accept(passing).accepted_name == "Rina"
    with pytest.raises(Conflict):
        accept(passing)


def test_it_may_be_signed_on_paper_which_the_trade_office_records() -> None:
    passing = passed_on(business(2))
    told: dict[str, Any] = {"number": passing.asset.number, "name": "Rina", "shown": passing.document.number}
    with pytest.raises(NotAllowed):
        passing_accept_on_paper(actor=head(), **told)
    assert passing_accept_on_paper(actor=manager(), **told).on_paper
    with pytest.raises(Conflict):
        accept(passing)


def test_the_agreement_of_an_earlier_holder_holds_no_more() -> None:
    passing, third = passed_on(business(2)), business(3)
    made = again(passing.asset)
    told = {"to": third.register_number, "reason": "Usaha kedua juga berhenti."}
    asset_transfer(actor=head(), number=made.number, version=made.version, **told)
    with pytest.raises(NotFound):
        accept(passing)
    newest = passing_of(again(made))
    assert newest
    assert newest.to == third
    with pytest.raises(Conflict):
        accept(newest, account(third), shown=passing.document.number)
    accept(newest, account(third))


def test_a_machine_that_was_given_back_needs_no_agreement() -> None:
    passing = passed_on(business(2))
    made = again(passing.asset)
    told: dict[str, Any] = {"on": made.state_on, "reason": "Tidak dipakai lagi."}
    asset_give_back(actor=manager(), number=made.number, version=made.version, **told)
    with pytest.raises(Conflict):
        accept(passing)


def test_who_received_a_machine_first_has_no_second_agreement() -> None:
    made = asset()
    page = as_user(account(made.business)).get(reverse("programmes:own_asset", args=[made.number]))
    assert "asset_accept" not in page.content.decode()
    with pytest.raises(Conflict):
        passing_accept(actor=account(made.business), number=made.number, name="Siti", read=True, shown="")


def test_the_pages_lead_to_the_agreement_and_its_acceptance() -> None:
    passing = passed_on(business(2))
    mine, officer = as_user(account(passing.to)), as_user(manager())
    page = reverse("programmes:own_asset", args=[passing.asset.number])
    told = {"name": "Rina", "shown": passing.document.number}
    assert passing.document.number in mine.get(page).content.decode()
    address = reverse("programmes:asset_accept", args=[passing.asset.number])
    refused = mine.post(address, {**told, "name": "Bu Rina Wati"})
    assert refused.status_code == 422
    assert 'value="Bu Rina Wati"' in refused.content.decode()
    assert 'id="asset_accept-read-error"' in refused.content.decode()
    seen = reverse("programmes:asset", args=[passing.asset.number])
    assert "asset_accept_on_paper-name" in officer.get(seen).content.decode()
    assert mine.post(address, {**told, "read": "yes"}).status_code == 302
    assert "asset_accept_on_paper-name" not in officer.get(seen).content.decode()
    assert 'name="read"' not in mine.get(page).content.decode()


def test_the_paper_is_signed_and_names_no_earlier_holder() -> None:
    second = business(2)
    second.name, second.address = HOSTILE, "x" * 300
    second.save()
    passing = passed_on(second)
    address = reverse("programmes:passing_file", args=[passing.pk])
    first, mine = (as_user(account(one)) for one in (passing.asset.candidate.business, second))
    assert mine.get(address).status_code == 404
    render_document(str(passing.document_id))
    passing.document.refresh_from_db()
    assert not passing.document.last_error
    assert passing.document.file
    with pikepdf.open(io.BytesIO(file_read(passing.document.file))) as pdf:
        assert len(pdf.pages) <= 2
    assert passing.asset.candidate.business.owner.name not in str(passing.document.data)
    assert [client.get(address).status_code for client in (mine, as_user(manager()), first)] == [200, 200, 404]
    made = again(passing.asset)
    told = {"to": business(3).register_number, "reason": "Usaha kedua juga berhenti."}
    asset_transfer(actor=head(), number=made.number, version=made.version, **told)
    assert mine.get(address).status_code == 404
