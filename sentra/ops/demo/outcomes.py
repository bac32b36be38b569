"""What programmes of the demo brought: a market day that is over, machines paid back, what participants told."""

from functools import partial
from random import Random

from sentra.kernel import clock
from sentra.ops.demo.listing import new_id
from sentra.ops.demo.offers import Offers, version
from sentra.ops.demo.officers import HOST
from sentra.programmes.models import Call, CallState, Candidate, CandidateState
from sentra.programmes.services import automatic, calls, money, taking_part
from sentra.programmes.services.part_common import asked_now
from sentra.reference.schema import FormField

TOLD = 0.75
"""So many of those who are asked tell."""
WORDS = {
    "words": [
        "Pembeli banyak menanyakan kemasan kecil dan masa simpan.",
        "Pesanan dari dua toko oleh-oleh masih berjalan sampai sekarang.",
        "Sekarang mencatat pengeluaran setiap hari, jadi tahu untungnya.",
    ],
    "plan": ["Mengganti plastik dengan kemasan berdiri dan menambah label gizi."],
    "received": ["500 lembar label dan 200 kemasan."],
    "done": ["Buku kas sederhana dan daftar harga baru."],
}
NUMBERS = {"visitors": 90, "contacts": 6, "workers": 4, "buyers": 2, "days": 4}
MILLION = 1_000_000
AS_SEEN = "Sesuai faktur dan pelat mesin."


def sold(offers: Offers) -> None:
    """A market day that is over: one did not come, and the tables were paid."""
    call = offers.published(
        150,
        "bazar",
        "Bazar Agustusan di Alun-alun Kanigoro",
        place="Alun-alun Kanigoro",
        quota=8,
        begins=30,
        lasts=2,
        budget=15 * MILLION,
        budget_source="APBD",
        budget_year=clock.today().year,
        value_each=MILLION,
    )
    offers.applied_herself(146, call)
    offers.applied(145, call, 12)
    offers.closed(135, call)
    offers.chosen(134, call)
    offers.ended(120, None, call)
    offers.at(-119, lambda: _missed(offers, call))
    for what, amount in (("Sewa tenda dan meja", 6 * MILLION), ("Listrik dan kebersihan", 1_500_000)):
        offers.at(-119, partial(_spend, offers, call, what, amount))
    offers.at(-117, lambda: calls.call_finish(actor=offers.trade, call_id=call.pk, version=version(call)))


def _missed(offers: Offers, call: Call) -> None:
    gone = call.candidates.filter(state=CandidateState.CHOSEN).order_by("-rank")[0]
    reason = "Tidak datang pada hari pertama dan tidak memberi kabar."
    taking_part.candidate_miss(actor=offers.trade, candidate_id=gone.pk, reason=reason)


def _spend(offers: Offers, call: Call, what: str, amount: int) -> None:
    spent = money.Spent(new_id(offers.rng), clock.today(), amount, what, f"KW-{offers.rng.randint(100, 999)}")
    money.spending_record(actor=offers.trade, call_id=call.pk, spent=spent)


def supported(offers: Offers) -> None:
    """Labels, packing and photographs for some; what they brought was told half a year later."""
    call = offers.published(
        260,
        "promosi",
        "Dukungan label, kemasan, dan foto produk",
        quota=4,
        begins=35,
        conditions=frozenset({1}),
        budget=12 * MILLION,
        budget_source="APBD",
        budget_year=clock.today().year,
        value_each=3 * MILLION,
    )
    offers.applied(255, call, 6)
    offers.closed(244, call)
    offers.chosen(243, call)
    offers.ended(225, None, call)
    offers.at(-220, partial(_spend, offers, call, "Cetak label dan kemasan", 9 * MILLION))
    offers.at(-210, lambda: calls.call_finish(actor=offers.trade, call_id=call.pk, version=version(call)))


def restructured(offers: Offers) -> None:
    """New machines of which a part was paid back, after a visit had seen them."""
    call = offers.published(
        300,
        "restrukturisasi",
        "Restrukturisasi mesin IKM pangan",
        quota=2,
        begins=60,
        conditions=frozenset(),
        budget=60 * MILLION,
        budget_source="DAK",
        budget_year=clock.today().year,
    )
    offers.applied(295, call, 3)
    offers.closed(280, call)
    offers.judged(270, call)
    offers.at(-268, lambda: _verify(offers, call))
    offers.chosen(265, call)
    offers.ended(240, None, call)
    offers.at(-230, lambda: _pay(offers, call))
    offers.at(-225, lambda: calls.call_finish(actor=offers.trade, call_id=call.pk, version=version(call)))


def _verify(offers: Offers, call: Call) -> None:
    for candidate in call.candidates.filter(state=CandidateState.APPLIED).order_by("applied_at", "pk"):
        price, origin = offers.rng.choice(((62 * MILLION, "domestic"), (58 * MILLION, "imported")))
        money.reimbursement_verify(
            actor=offers.trade, candidate_id=candidate.pk, price=price, origin=origin, words=AS_SEEN
        )


def _pay(offers: Offers, call: Call) -> None:
    for candidate in call.candidates.filter(state=CandidateState.CHOSEN):
        voucher = f"SP2D {offers.rng.randint(1000, 9999)}"
        money.reimbursement_pay(actor=offers.head, candidate_id=candidate.pk, on=clock.today(), voucher=voucher)


def results_tell(offers: Offers) -> None:
    """Participants were asked what came of programmes that are over, and most of them told."""
    automatic.outcomes_ask()
    over = Candidate.objects.filter(state=CandidateState.CHOSEN, call__state=CallState.DONE)
    over = over.exclude(business__owner__user__email__endswith=f"@{HOST}")
    for candidate in over.select_related("call", "business__owner").order_by("call__number", "rank"):
        for question in asked_now(candidate):
            if offers.rng.random() < TOLD:
                given = {one.code: [_answer(offers.rng, one)] for one in question.fields}
                taking_part.outcome_tell(
                    actor=offers.trade, candidate_id=candidate.pk, months=question.months, given=given, own=False
                )


def _answer(rng: Random, field: FormField) -> str:
    if field.type == "money":
        return str(rng.randint(4, 90) * 100_000)
    if field.type == "integer":
        return str(max(1, round(NUMBERS.get(field.code, 3) * rng.uniform(0.4, 1.6))))
    if field.type == "yesno":
        return "yes" if rng.random() < 0.85 else "no"
    if field.choices:
        return rng.choice(field.choices).value
    return rng.choice(WORDS[field.code])
