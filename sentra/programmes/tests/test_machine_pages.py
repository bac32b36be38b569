"""The pages of machinery aid: what officers, holders and everybody see of a machine, and what comes back from forms."""

import io
from typing import Any
from uuid import uuid4

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from sentra.documents.jobs import render_document
from sentra.files.models import File
from sentra.kernel import clock
from sentra.people.models import Role, User
from sentra.people.tests.people import officer, owner, stranger
from sentra.programmes.labels import AT_ONCE
from sentra.programmes.models import Asset, AssetState, AssetTrouble, Candidate, Handover
from sentra.programmes.services.assets import asset_give_back
from sentra.programmes.tests.making import account, business, head, manager
from sentra.programmes.tests.making_machines import (
    accepted,
    again,
    agreed,
    asset,
    given_to,
    handed,
    machine,
    receiver,
    shown_of,
)
from sentra.registry.models import Business
from sentra.surveys.tests.making import photograph

pytestmark = pytest.mark.django_db
HOSTILE = '#read("/etc/passwd") *tebal* <b>$x$ \\ 日本'


def as_user(user: User) -> Client:
    """A browser in which somebody is signed in."""
    client = Client()
    client.force_login(user)
    return client


def typed(candidate: Candidate, **changes: Any) -> dict[str, Any]:
    """What an officer types who hands one machine over."""
    return {
        "key": str(uuid4()),
        "m0-what": "Penggiling cabai",
        "m0-brand": "Maju",
        "m0-type": "PC-20",
        "m0-serial": "SN-9",
        "m0-value": "5.000.000",
        "m0-year_made": "2025",
        "m0-condition": "new",
        "m0-photos": photograph("#123123"),
        "handed_on": clock.today().isoformat(),
        "place": candidate.business.village,
        "sign-receiver": "Siti Aminah",
        "sign-receiver-tick": "on",
        "sign-officer": "Lilik",
        "sign-officer-tick": "on",
    } | changes


def pages_of(data: bytes) -> int:
    """How many pages a PDF has."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return len(pdf.pages)


def test_a_handover_by_its_form_keeps_the_pictures_when_something_is_wrong() -> None:
    candidate = receiver()
    accepted(candidate)
    client, address = as_user(manager()), reverse("programmes:hand_over", args=[candidate.pk])
    drawn = SimpleUploadedFile("t.png", photograph("#fff").read(), "image/png")
    given = typed(candidate, **{"m0-serial": "", "m0-value": "banyak", "sign-receiver": ["Siti", drawn]})
    told = client.post(address, given)
    assert told.status_code == 422
    form = told.context["form"]
    assert "m0-value" in form.errors
    assert form["sign-receiver"].value() == "Siti"
    kept = {name: ids for name, ids in form.kept.items() if ids}
    assert set(kept) == {"m0-photos", "sign-receiver"}
    again_given = typed(candidate, **{f"{name}-kept": ids for name, ids in kept.items()})
    del again_given["m0-photos"], again_given["sign-receiver-tick"]
    again_given["sign-officer"] = ["Lilik", ""]
    assert client.post(address, again_given).status_code == 302
    handover = Handover.objects.get()
    assert (handover.receiver, handover.officer) == ("Siti Aminah", "Lilik")
    assert str(handover.receiver_picture_id) == kept["sign-receiver"][0]
    assert [str(one.pk) for one in handover.assets.get().photos.all()] == kept["m0-photos"]
    assert client.post(address, again_given).status_code == 302
    assert Asset.objects.count() == 1


NONSENSE = ["", "-1", "1" * 5000, "\x00", "٣", "<script>", "35.05.99.9999", "a\n" * 3000]


@pytest.mark.parametrize("text", NONSENSE)
def test_nonsense_in_the_form_of_a_handover_is_named(text: str) -> None:
    candidate = receiver()
    accepted(candidate)
    client, address = as_user(manager()), reverse("programmes:hand_over", args=[candidate.pk])
    for name in ("m0-value", "m0-condition", "handed_on", "place", "key", "m0-photos", "m0-photos-kept"):
        given = typed(candidate, **{name: text})
        if name == "m0-photos-kept":
            del given["m0-photos"]
        assert client.post(f"{address}?mesin={text}", given).status_code == 422
    assert not Handover.objects.exists()


def test_a_file_that_is_no_picture_is_named() -> None:
    candidate = receiver()
    accepted(candidate)
    pdf = io.BytesIO()
    blank = pikepdf.new()
    blank.add_blank_page()
    blank.save(pdf)
    for upload in (SimpleUploadedFile("a.pdf", pdf.getvalue()), SimpleUploadedFile("a.txt", b"halo")):
        told = as_user(manager()).post(
            reverse("programmes:hand_over", args=[candidate.pk]), typed(candidate, **{"m0-photos": upload})
        )
        assert told.status_code == 422
        assert "m0-photos" in told.context["form"].errors


def test_the_pages_lead_from_the_agreement_to_the_asset() -> None:
    candidate = receiver()
    chief, mine = as_user(head()), as_user(account(candidate.business))
    page, own = (reverse(f"programmes:{name}", args=[candidate.pk]) for name in ("candidate", "own"))
    assert "Penggiling cabai" in chief.get(page).content.decode()
    address = reverse("programmes:agree", args=[candidate.pk])
    refused = chief.post(address, {"machine": "Mesin giling", "value": "99.000.000"})
    assert refused.status_code == 422
    assert "Mesin giling" in refused.content.decode()
    assert chief.post(address, {"machine": "Mesin giling", "value": "15.000.000"}).status_code == 302
    assert any("agreement" in part.context for part in mine.get(own).context["parts"])
    accept = reverse("programmes:accept", args=[candidate.pk])
    given = {"name": "Siti", "shown": shown_of(candidate)}
    assert f'value="{given["shown"]}"' in mine.get(own).content.decode()
    assert mine.post(accept, given).status_code == 422
    assert mine.post(accept, {**given, "read": "yes"}).status_code == 302
    assert mine.post(accept, {**given, "read": "yes"}).status_code == 409
    hand_over = reverse("programmes:hand_over", args=[candidate.pk])
    assert as_user(manager()).post(hand_over, typed(candidate)).status_code == 302
    made = Asset.objects.get()
    assert made.number in mine.get(own).content.decode()
    assert made.number in mine.get(reverse("registry:own", args=[made.business.register_number])).content.decode()
    profile = reverse("registry:business", args=[made.business.register_number])
    assert made.number in as_user(manager()).get(profile).content.decode()
    call_page = as_user(manager()).get(reverse("programmes:call", args=[candidate.call_id])).content.decode()
    assert reverse("programmes:call_labels", args=[candidate.call_id]) in call_page


def test_everybody_sees_by_the_label_whose_it_is_and_nothing_personal() -> None:
    made = asset()
    Business.objects.filter(pk=made.business_id).update(phone="+628999000111", address="Jl. Rahasia 5")
    business_now = Business.objects.select_related("owner").get(pk=made.business_id)
    told = Client().get(reverse("programmes:asset_public", args=[made.number]))
    text = told.content.decode()
    for seen in (made.number, made.serial, business_now.name, "Dinas Perindustrian"):
        assert seen in text
    for hidden in (business_now.owner.name, "5.000.000", "+628999000111", "Jl. Rahasia", "Siti", "Lilik"):
        assert hidden not in text
    register = reverse("programmes:asset", args=[made.number])
    assert register not in text
    public = reverse("programmes:asset_public", args=[made.number.lower()])
    assert register in as_user(officer(Role.SURVEYOR)).get(public).content.decode()
    assert register not in as_user(stranger()).get(public).content.decode()
    assert Client().get(reverse("programmes:asset_public", args=["AST-1"])).status_code == 404


@pytest.mark.parametrize("state", AssetState)
def test_every_state_has_its_words_in_public_and_for_its_holder(state: AssetState) -> None:
    made = asset()
    Asset.objects.filter(pk=made.pk).update(state=state)
    assert Client().get(reverse("programmes:asset_public", args=[made.number])).status_code == 200
    assert as_user(manager()).get(reverse("programmes:asset", args=[made.number])).status_code == 200
    own = as_user(account(made.business)).get(reverse("programmes:own_asset", args=[made.number]))
    assert own.status_code == (404 if state == AssetState.RETURNED else 200)


def test_papers_and_pictures_are_for_officers_and_who_received() -> None:
    made = asset()
    for document in (made.handover.document, made.candidate.agreement.document):
        render_document(str(document.pk))
    photo = made.photos.get()
    told = {"kind": "damage", "words": "Motor terbakar kemarin.", "key": str(uuid4()), "photo": photograph("#00ff00")}
    mine = as_user(account(made.business))
    assert mine.post(reverse("programmes:asset_trouble", args=[made.number]), told).status_code == 302
    sent = AssetTrouble.objects.get().photo
    assert sent
    addresses = [
        reverse("programmes:agreement_file", args=[made.candidate_id]),
        reverse("programmes:handover_file", args=[made.handover_id]),
        reverse("programmes:asset_photo", args=[made.number, photo.pk]),
        reverse("programmes:asset_photo", args=[made.number, sent.pk]),
    ]
    for address in addresses:
        assert mine.get(address).status_code == 200
        assert as_user(officer(Role.AUDITOR)).get(address).status_code == 200
        assert as_user(stranger()).get(address).status_code == 404
        assert as_user(officer(Role.COUNTER)).get(address).status_code == 404
        assert Client().get(address).status_code == 302
    other = File.objects.exclude(pk__in=[photo.pk, sent.pk]).first()
    assert other
    assert mine.get(reverse("programmes:asset_photo", args=[made.number, other.pk])).status_code == 404


def test_the_register_is_searched_and_narrowed_and_bears_nonsense() -> None:
    made, client = asset(), as_user(manager())
    address = reverse("programmes:assets")

    def found(**query: str) -> list[str]:
        told = client.get(address, query)
        assert told.status_code == 200
        return [one.number for one in told.context["page"]]

    year = str(clock.today().year)
    for query in (
        {"q": made.number.lower()},
        {"q": "sn1"},
        {"q": "giling maju"},
        {"q": "SAMBEL"},
        {"q": made.business.register_number},
        {"state": "in_use", "year": year, "district": made.business.district},
        {"call": made.candidate.call.number},
    ):
        assert found(**query) == [made.number], query
    for query in ({"q": "oven"}, {"state": "lost"}, {"year": "1999"}, {"state": "missing"}, {"call": "PRG-0"}):
        assert found(**query) == [], query
    for name in ("q", "state", "year", "district", "call", "page"):
        for text in NONSENSE:
            found(**{name: text})


@pytest.mark.parametrize("text", NONSENSE)
def test_nonsense_about_an_asset_is_named(text: str) -> None:
    made = asset()
    for name, act in (("asset_see", {"condition": text}), ("asset_lose", {"on": text}), ("asset_see", {"on": text})):
        given = {"version": made.version, "condition": "idle", "on": clock.today().isoformat(), "reason": "Hilang."}
        told = as_user(manager()).post(reverse(f"programmes:{name}", args=[made.number]), {**given, **act})
        assert told.status_code == 422
    transfer = {"version": made.version, "to": text, "reason": "Pindah tempat."}
    told = as_user(head()).post(reverse("programmes:asset_transfer", args=[made.number]), transfer)
    assert told.status_code == 422
    trouble = {"key": text, "kind": "damage", "words": "Motor terbakar."}
    told = as_user(account(made.business)).post(reverse("programmes:asset_trouble", args=[made.number]), trouble)
    assert told.status_code == 422
    assert again(made).version == made.version


def test_papers_and_labels_are_printed_whatever_stands_on_them() -> None:
    call, (one, other) = given_to(business(1), business(2))
    for candidate in (one, other):
        Business.objects.filter(pk=candidate.business_id).update(name=HOSTILE, address="x" * 300)
        accepted(candidate)
    long: dict[str, Any] = {"what": "W" * 200, "brand": HOSTILE, "type": "T" * 100, "value": 1_000_000}
    made = handed(one, *(machine(f"{'9' * 80}{place}", **long) for place in range(8)))
    signed = machine("B")
    handed(other, signed)
    for document in (made.document, one.agreement.document):
        render_document(str(document.pk))
        document.refresh_from_db()
        assert document.file
        assert not document.last_error
    client = as_user(manager())
    label = client.get(reverse("programmes:asset_label", args=[made.assets.all()[0].number]))
    assert pages_of(label.content) == 1
    sheet = reverse("programmes:call_labels", args=[call.pk])
    assert pages_of(client.get(sheet).content) == 1
    for page in ("2", "x", "0", "9" * 50):
        assert client.get(sheet, {"page": page}).status_code == 200
    assert AT_ONCE >= 10
    empty = as_user(manager()).get(reverse("programmes:call_labels", args=[receiver(3).call_id]))
    assert empty.status_code == 404


def test_an_owner_does_not_see_a_machine_that_was_given_back_or_is_anothers() -> None:
    made = asset()
    mine, address = as_user(account(made.business)), reverse("programmes:own_asset", args=[made.number])
    assert mine.get(address).status_code == 200
    assert as_user(owner()).get(address).status_code == 404
    asset_give_back(
        actor=manager(), number=made.number, version=made.version, on=clock.today(), reason="Usaha berhenti."
    )
    assert mine.get(address).status_code == 404


def test_an_agreement_waits_for_its_paper() -> None:
    candidate = receiver()
    agreed(candidate)
    address = reverse("programmes:agreement_file", args=[candidate.pk])
    assert as_user(account(candidate.business)).get(address).status_code == 404
    assert as_user(manager()).get(reverse("programmes:agreement_scan", args=[candidate.pk])).status_code == 404
