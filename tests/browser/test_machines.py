"""A machine from its agreement to its loss: the head, the receiver on a phone, the officer, whoever scans a label."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from sentra.people.models import User
from sentra.people.tests.people import owner
from sentra.programmes.models import Asset, AssetState, Candidate
from sentra.programmes.tests.making import business, head, manager, own_business
from sentra.programmes.tests.making_machines import given_to
from sentra.registry.models import Business
from tests.browser.conftest import DESKTOP, PHONE, Arrive, aside
from tests.browser.steps import photograph
from tests.browser.test_cases import do
from tests.browser.visitor import Visitor
from tests.making import printed

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MACHINE = {"m0-brand": "Maju", "m0-type": "PC-20", "m0-value": "14500000", "m0-year_made": "2025"}


def promised() -> tuple[Candidate, Business]:
    """The owner of the tests was chosen for a machine; gives a second business too."""
    _call, (candidate,) = given_to(own_business(), title="Mesin untuk perajin sambel")
    return candidate, business(2)


def agree(hari: Visitor, siti: Visitor, candidate: Candidate) -> None:
    """The head makes the agreement, and the receiver accepts it; each first try leaves something out."""
    hari.open(reverse("programmes:candidate", args=[candidate.pk]))
    hari.fill(value="banyak")
    hari.press("Make the grant agreement")
    expect(hari.page.get_by_role("alert")).to_be_visible()
    hari.fill(machine="Penggiling cabai 20 kg", value="15000000")
    hari.press("Make the grant agreement")
    candidate.refresh_from_db()
    hari.reads(candidate.agreement.document.number)
    siti.open(reverse("programmes:own", args=[candidate.pk]))
    siti.reads("Please read what you agree to:")
    siti.press("Accept the agreement")
    expect(siti.page.get_by_role("alert")).to_be_visible()
    siti.page.locator("[name=read]").check()
    siti.press("Accept the agreement")
    siti.reads("Thank you. The office tells you when the machine is handed over.")
    aside(lambda: printed(candidate.agreement.document))
    siti.page.reload()
    assert siti.download("Grant agreement (PDF)").startswith(b"%PDF-")


def sign(lilik: Visitor, who: str) -> None:
    """Draw a signature on the screen with the pointer, and wait until it is kept."""
    pad = lilik.page.locator(f"[data-signature={who}]")
    canvas = pad.locator("canvas")
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    assert box
    lilik.page.mouse.move(box["x"] + 20, box["y"] + 20)
    lilik.page.mouse.down()
    lilik.page.mouse.move(box["x"] + 120, box["y"] + 60, steps=5)
    lilik.page.mouse.up()
    expect(pad).to_have_class("pad drawn")


def hand_over(lilik: Visitor, candidate: Candidate) -> Asset:
    """Hand the machine over on a phone; the first try lacks its serial number, and keeps pictures and signatures."""
    lilik.open(reverse("programmes:candidate", args=[candidate.pk]))
    lilik.follow("Hand machines over")
    lilik.look(PHONE)
    lilik.fill(**MACHINE, **{"m0-condition": "new"})
    lilik.page.locator("#id_sign-officer").fill("Pak Lilik")
    lilik.page.locator("[name=m0-photos]").set_input_files([photograph("mesin.jpg"), photograph("plat.jpg")])
    for who in ("sign-receiver", "sign-officer"):
        sign(lilik, who)
    lilik.press("Hand machines over")
    expect(lilik.page.locator(".field.wrong")).to_have_count(1)
    expect(lilik.page.locator("[name=m0-photos-kept]")).to_have_count(2)
    expect(lilik.page.locator("[name=sign-receiver-kept], [name=sign-officer-kept]")).to_have_count(2)
    lilik.fill(**{"m0-serial": "SN 20-77"})
    lilik.press("Hand machines over")
    lilik.page.set_viewport_size(DESKTOP)
    asset = Asset.objects.select_related("handover__document", "handover__receiver_picture").get()
    lilik.reads("Handed over as %(number)s. Print the labels now.", number=asset.handover.document.number)
    assert asset.photos.count() == 2
    assert asset.handover.receiver_picture
    assert asset.handover.officer_picture
    return asset


def find(lilik: Visitor, asset: Asset) -> None:
    """Find the machine in the register by its serial number, and print its label."""
    lilik.open(reverse("programmes:assets"))
    lilik.page.locator("#q").fill("sn 20-77")
    lilik.press("Show")
    lilik.follow(asset.number)
    lilik.reads("SN 20-77")
    lilik.page.wait_for_function(
        "() => [...document.querySelectorAll('main img')].every((one) => one.naturalWidth > 10)"
    )
    label = lilik.page.request.get(f"{lilik.base}{reverse('programmes:asset_label', args=[asset.number])}")
    assert label.body().startswith(b"%PDF-")


def pass_on(hari: Visitor, asset: Asset, to: Business) -> None:
    """The head passes it on; the first try names nobody of the register."""
    hari.open(reverse("programmes:asset", args=[asset.number]))
    label = "Pass on to another business"
    do(hari, label, label, to="IKM-1", reason="Usaha pertama berhenti produksi.")
    expect(hari.page.locator("[name=to]")).to_have_value("IKM-1")
    hari.fill(to=to.register_number)
    hari.press(label)
    hari.reads("Passed on. Both businesses are told.")


def own_pages(visitor: Visitor, asset: Asset) -> int:
    """Open the machine as its holder; gives the status."""
    answer = visitor.open(reverse("programmes:own_asset", args=[asset.number]))
    assert answer
    return answer.status


def account_of(one: Business) -> User:
    """The account of the owner of a business."""
    assert one.owner.user
    return one.owner.user


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_machine_runs_from_its_agreement_to_its_loss(arrive: Arrive, language: str) -> None:
    candidate, other = aside(promised)
    hari, lilik = (arrive(one, screen=DESKTOP, language=language) for one in (head(), manager()))
    siti, rina = (arrive(one, language=language) for one in (owner(), account_of(other)))
    agree(hari, siti, candidate)
    asset = hand_over(lilik, candidate)
    find(lilik, asset)
    assert (own_pages(siti, asset), own_pages(rina, asset)) == (200, 404)

    everybody = arrive(language=language)
    everybody.open(reverse("programmes:asset_public", args=[asset.number]))
    everybody.reads("It may not be sold or passed on.")
    everybody.reads("Recorded as in use.")
    main = everybody.page.locator("main")
    expect(main).to_contain_text(candidate.business.name)
    for private in (candidate.business.owner.name, candidate.business.owner.phone, "14.500.000"):
        expect(main).not_to_contain_text(private)

    lilik.unfold("Record what was seen")
    lilik.page.locator("#asset_see-condition").get_by_label(lilik.says("There, damaged")).check()
    lilik.page.locator("[name=words]").first.fill("Pisau penggiling patah.")
    lilik.press("Record what was seen")
    lilik.reads("Pisau penggiling patah.")

    pass_on(hari, asset, other)
    assert (own_pages(siti, asset), own_pages(rina, asset)) == (404, 200)
    rina.press("Accept the agreement")
    expect(rina.page.locator("#asset_accept-read-error")).to_be_visible()
    rina.page.locator("[name=read]").check()
    rina.press("Accept the agreement")
    rina.reads("Thank you. The agreement is accepted.")
    everybody.page.reload()
    everybody.reads("Recorded as damaged.")
    expect(main).to_contain_text(other.name)

    lilik.page.reload()
    do(lilik, "Record the loss", "Record the loss", reason="Dicuri malam hari, sudah dilaporkan ke polisi.")
    assert Asset.objects.get().state == AssetState.LOST
    everybody.page.reload()
    everybody.reads("Reported as lost. Have you seen it? Please tell us.")
