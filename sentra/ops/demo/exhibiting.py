"""An exhibition of the demo that runs: the plan of its stands, what is brought and accepted, how it looked."""

from django.core.files.uploadedfile import SimpleUploadedFile

from sentra.ops.demo.photographs import painted
from sentra.people.models import User
from sentra.programmes.bringing import Bringing
from sentra.programmes.exhibiting import products_of
from sentra.programmes.models import Call, Candidate, CandidateState
from sentra.programmes.services import bring, photos, stands

HALL = "A1 A2 A3 . A4\n\nB1 B2 . B3 B4"
DEAREST = 150_000
NOTE = "Kemasannya belum berlabel. Lengkapi dulu, lalu tulis lagi."
OTHER = "Kantong kain bersablon Kabupaten Blitar"
PICTURES = (
    ("batik_tulis", "Batik tulis di stan Kabupaten Blitar (gambar contoh)"),
    ("sambel_pecel", "Sambel pecel di meja depan stan (gambar contoh)"),
)


def exhibition_runs(trade: User, call: Call) -> None:
    """Lay the stands out and give them away; each brings something, the office looks at most of it."""
    version = Call.objects.values_list("version", flat=True).get(pk=call.pk)
    stands.plan_lay(actor=trade, call_id=call.pk, version=version, text=HALL)
    stands.stands_give_out(actor=trade, call_id=call.pk)
    taking_part = call.candidates.filter(state=CandidateState.CHOSEN).order_by("rank")
    for place, candidate in enumerate(taking_part.select_related("business")):
        _brings(trade, candidate, place)


def _brings(trade: User, candidate: Candidate, place: int) -> None:
    """Write down what one of them brings; the last one's is still to be looked at."""
    lines = [
        Bringing(str(one.pk), one.pk, one.name, 20 + 10 * (place + at), one.price_from or DEAREST)
        for at, one in enumerate(products_of(candidate)[:3])
    ]
    if place == 0:
        lines.append(Bringing("other-0", None, OTHER, 25, 20_000))
    bring.products_bring(actor=trade, candidate_id=candidate.pk, version=candidate.version, lines=lines)
    for at, one in enumerate(candidate.brought.all()):
        if place < 3:
            refused = (place, at) == (1, len(lines) - 1)
            bring.brought_curate(
                actor=trade,
                candidate_id=candidate.pk,
                brought_id=one.pk,
                version=one.version,
                accepted=not refused,
                note=NOTE if refused else "",
            )


def exhibition_pictured(trade: User, call: Call) -> None:
    """Two photographs show how it is."""
    for commodity, caption in PICTURES:
        upload = SimpleUploadedFile("pameran.jpg", painted(commodity), "image/jpeg")
        photos.photo_add(actor=trade, call_id=call.pk, upload=upload, caption=caption)
