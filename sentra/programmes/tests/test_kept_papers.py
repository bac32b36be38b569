"""Papers of an application that was refused are kept: nobody has to choose a file twice."""

import re
from collections.abc import Sequence
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from sentra.files.models import File
from sentra.people.models import User
from sentra.programmes.models import Call, Candidate
from sentra.programmes.tests.making import ANSWERS, account, business, published
from sentra.registry.models import Business
from sentra.surveys.tests.making import photograph

pytestmark = pytest.mark.django_db

Typed = dict[str, Sequence[str] | str]


@pytest.fixture
def offered() -> tuple[Call, Business]:
    """A call that asks for two papers, and a business that fits."""
    return published("restrukturisasi", conditions=frozenset()), business()


def send(actor: User, call: Call, of: Business, typed: Typed, **papers: Any) -> Any:
    """Send the form; gives the answer."""
    client = Client()
    client.force_login(actor)
    files = {f"paper-{code}": file for code, file in papers.items()}
    return client.post(reverse("programmes:apply", args=[call.number, of.register_number]), {**typed, **files})


def kept_in(answer: Any) -> dict[str, str]:
    """Give the hidden fields of the papers that are kept."""
    return dict(re.findall(r'name="(paper-\w+-kept)" value="([0-9a-f-]+)"', answer.content.decode()))


def whole(**changes: str) -> Typed:
    """The answers, and a key of the form."""
    return {**ANSWERS["restrukturisasi"], "key": str(uuid4()), **changes}


def test_papers_of_a_refused_form_are_taken_up_by_the_next(offered: tuple[Call, Business]) -> None:
    call, of = offered
    owner = account(of)
    answer = send(owner, call, of, whole(price="mahal"), invoice=photograph("#112233", "faktur.jpg"))
    assert answer.status_code == 422
    assert "faktur.jpg" in answer.content.decode()
    kept = kept_in(answer)
    assert set(kept) == {"paper-invoice-kept"}
    answer = send(owner, call, of, whole(price="mahal", **kept), payment=photograph("#332211"))
    assert set(kept_in(answer)) == {"paper-invoice-kept", "paper-payment-kept"}
    answer = send(owner, call, of, whole(**kept_in(answer)))
    assert answer.status_code == 302
    candidate = Candidate.objects.get()
    assert set(candidate.papers.values_list("code", flat=True)) == {"invoice", "payment"}
    assert candidate.papers.get(code="invoice").file_id == File.objects.get(pk=kept["paper-invoice-kept"]).pk


def test_a_new_file_stands_instead_of_the_kept_one(offered: tuple[Call, Business]) -> None:
    call, of = offered
    owner = account(of)
    papers = {"invoice": photograph("#112233", "lama.jpg"), "payment": photograph("#332211")}
    kept = kept_in(send(owner, call, of, whole(price=""), **papers))
    assert send(owner, call, of, whole(**kept), invoice=photograph("#445566", "baru.jpg")).status_code == 302
    assert Candidate.objects.get().papers.get(code="invoice").file.name == "baru.jpg"


def test_a_file_that_is_none_is_told_beside_all_else_and_takes_nothing_away(offered: tuple[Call, Business]) -> None:
    call, of = offered
    owner = account(of)
    kept = kept_in(send(owner, call, of, whole(price=""), invoice=photograph("#112233")))
    broken = SimpleUploadedFile("faktur.pdf", b"%PDF-1.7 broken", "application/pdf")
    answer = send(owner, call, of, whole(price="", **kept), invoice=broken)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert all(f'id="paper-{code}-error"' in page for code in ("invoice", "payment"))
    assert kept_in(answer) == kept


def test_nobody_names_the_file_of_another(offered: tuple[Call, Business]) -> None:
    call, of = offered
    other = business(2)
    kept = kept_in(send(account(of), call, of, whole(price=""), invoice=photograph("#112233")))
    for named in (kept["paper-invoice-kept"], "bukan-uuid", "\x00", str(uuid4())):
        answer = send(account(other), call, other, whole(**{"paper-invoice-kept": named, "paper-payment-kept": named}))
        assert answer.status_code == 422
        assert kept_in(answer) == {}
    assert not Candidate.objects.exists()


def test_a_sheet_that_one_sent_for_something_else_is_no_paper(offered: tuple[Call, Business]) -> None:
    call, of = offered
    sheet = File.objects.create(sha256="0" * 64, size=1, media_type="text/csv", name="a.csv", uploaded_by=account(of))
    answer = send(account(of), call, of, whole(**{"paper-invoice-kept": str(sheet.pk)}))
    assert (answer.status_code, kept_in(answer)) == (422, {})
