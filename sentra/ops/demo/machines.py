"""Machines of the demo: a call of a year ago, its agreements and handovers, and what became of each machine since."""

import io
from datetime import timedelta
from functools import partial

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw, ImageFont

from sentra.kernel import clock
from sentra.ops.demo.listing import new_id
from sentra.ops.demo.offers import Offers
from sentra.programmes.handing import HandoverTold, MachineTold
from sentra.programmes.models import Asset, Candidate, CandidateState, Handover
from sentra.programmes.services import assets
from sentra.programmes.services.asset_common import asset_lock
from sentra.programmes.services.grant import agreement_accept_on_paper, agreement_make
from sentra.programmes.services.handover import machines_hand_over, picture_keep
from sentra.surveys.rules import Signed

HANDED = 345
MACHINES = (
    (("Mesin pengaduk adonan 20 liter", "Fomac", "DMX-B20", "FMC-2024-11873", 13_750_000, 2024),),
    (
        ("Mesin pengemas vakum", "Maksindo", "DZ-300", "MKS300-04417", 6_200_000, 2025),
        ("Penepung serbaguna", "Maksindo", "FFC-23", "FFC23-90215", 7_900_000, 2025),
    ),
    (("Spinner peniris minyak 5 kg", "Bengkel Karya Logam", "SPM-5", "KL-SPM-0132", 4_350_000, 2025),),
)


def machines_given(offers: Offers) -> None:
    """Machinery aid of a year ago that runs: agreements, handovers, and machines in several states."""
    year = (clock.today() - timedelta(days=400)).year
    call = offers.published(
        400,
        "hibah_mesin",
        "Bantuan mesin pengolahan pangan",
        quota=3,
        begins=40,
        lasts=500,
        conditions=frozenset(),
        budget=45_000_000,
        budget_source="APBD",
        budget_year=year,
        value_each=15_000_000,
    )
    offers.applied(395, call, 4)
    offers.closed(385, call)
    offers.judged(380, call)
    offers.chosen(375, call)
    offers.ended(360, None, call)
    receivers = call.candidates.filter(state=CandidateState.CHOSEN).select_related("business__owner", "call")
    given: list[Asset] = []
    for candidate, machines in zip(receivers.order_by("rank"), MACHINES, strict=False):
        _agree(offers, candidate, machines[0][0])
        given += _hand_over(offers, candidate, machines)
    _since(offers, given)


def _agree(offers: Offers, candidate: Candidate, machine: str) -> None:
    """The head made the agreement, and the receiver signed it on paper."""
    name = candidate.business.owner.name
    make = partial(agreement_make, actor=offers.head, candidate_id=candidate.pk, machine=machine, value=15_000_000)
    agreement = offers.at(-355, partial(make, shown=""))
    sign = partial(agreement_accept_on_paper, actor=offers.trade, candidate_id=candidate.pk, name=name)
    offers.at(-352, partial(sign, shown=agreement.document.number))


def _hand_over(
    offers: Offers, candidate: Candidate, machines: tuple[tuple[str, str, str, str, int, int], ...]
) -> list[Asset]:
    """The machines were handed over at the workplace."""

    def act() -> Handover:
        told = HandoverTold(
            [_machine(offers, *one) for one in machines],
            clock.today(),
            candidate.business.village,
            Signed("receiver", candidate.business.owner.name),
            Signed("officer", offers.trade.name),
        )
        key = new_id(offers.rng)
        return machines_hand_over(actor=offers.trade, candidate_id=candidate.pk, key=key, told=told)

    handover: Handover = offers.at(-HANDED, act)
    return list(handover.assets.order_by("number"))


def _machine(offers: Offers, what: str, brand: str, kind: str, serial: str, value: int, year: int) -> MachineTold:
    upload = SimpleUploadedFile("mesin.jpg", _picture(f"{brand} {kind}", serial), "image/jpeg")
    photo = picture_keep(actor=offers.trade, upload=upload, field="photos")
    return MachineTold(what, brand, kind, serial, value, "new", (str(photo.pk),), min(year, clock.today().year))


def _picture(name: str, serial: str) -> bytes:
    """Draw a machine of sheet metal with its plate."""
    image = Image.new("RGB", (640, 480), "#d8dfe0")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 360, 640, 480), fill="#a9a297")
    draw.rounded_rectangle((170, 90, 470, 410), 22, fill="#7f8d96")
    draw.rounded_rectangle((190, 110, 450, 250), 14, fill="#93a1aa")
    draw.ellipse((265, 130, 375, 240), fill="#3d4a52")
    draw.ellipse((300, 165, 340, 205), fill="#b9c3c8")
    draw.rounded_rectangle((215, 280, 425, 370), 6, fill="#f4f0e6")
    for y, text, size in ((306, name, 20), (342, f"No. {serial}", 18)):
        draw.text((320, y), text, fill="#1d2030", font=ImageFont.load_default(size), anchor="mm")
    output = io.BytesIO()
    image.save(output, "JPEG", quality=85)
    return output.getvalue()


def _since(offers: Offers, given: list[Asset]) -> None:
    """One was seen in use, one stands idle, one wasn't there when somebody looked, one is damaged."""
    told = ("in_use", "Dipakai setiap hari; label masih terpasang."), ("idle", "Menunggu sambungan listrik 1.300 watt.")
    for asset, (condition, words) in zip(given, told, strict=False):
        offers.at(-120, partial(_seen, offers, asset, condition, words))
    if len(given) > 2:
        offers.at(-30, partial(_seen, offers, given[2], "not_there", "Kata pekerja dipinjam saudara di desa sebelah."))
    if len(given) > 3:
        offers.at(-20, partial(_seen, offers, given[3], "damaged", "Bantalan aus; suku cadang sudah dipesan."))


def _seen(offers: Offers, asset: Asset, condition: str, words: str) -> None:
    version = asset_lock(asset.number).version
    assets.asset_see(
        actor=offers.trade,
        number=asset.number,
        version=version,
        condition=condition,
        on=clock.today(),
        words=words,
    )
