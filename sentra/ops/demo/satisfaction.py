"""What people of the demo said of the service: two years of answers, comments that the office looked through."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random

from sentra.insights.models import SkmAnswer, SkmChannel, SkmKind, SkmState, SkmTicket
from sentra.insights.services.skm_comments import comment_done, comment_publish, comment_withhold
from sentra.insights.skm_ended import ASKED_AFTER
from sentra.insights.skm_periods import month_of
from sentra.kernel import clock
from sentra.licensing.models import Application
from sentra.ops.demo.chance import drawn
from sentra.ops.demo.listing import moment_on, new_id
from sentra.ops.demo.officers import Office
from sentra.reference.loading import current_pack

DAYS = 2 * 365
ANSWERS = 0.55
"""So many of those who are asked answer."""
COMMENTS = 0.13
DONE_ABOUT = 0.6
AT_COUNTER = (7, 15)
"""So many answers come by the code of the counter in a month."""
TENDENCY = {
    "requirements": 3.25,
    "procedure": 3.2,
    "time": 2.85,
    "cost": 3.9,
    "product": 3.35,
    "competence": 3.3,
    "behaviour": 3.5,
    "facilities": 3.0,
    "complaints": 3.15,
}
"""What most say of each element; since a counter was added, waiting is shorter."""
BETTER_EACH_YEAR = {"time": 0.22, "facilities": 0.1, "procedure": 0.12}
WORDS = (
    "Petugas loket sabar menjelaskan dan ramah sekali.",
    "Izin keluar lebih cepat daripada yang dijanjikan. Terima kasih.",
    "Tempat menunggu kurang kursi, apalagi hari Senin.",
    "Semua bisa lewat ponsel, tidak perlu bolak-balik ke kantor.",
    "Mohon antrean dibuat pakai nomor supaya tidak berebut.",
    "Syarat foto tempat usaha kurang jelas contohnya.",
    "Gratis sungguhan, tidak ada biaya tambahan.",
    "Surveinya menunggu agak lama, tetapi petugasnya baik.",
    "Tulisan di halaman permohonan mudah dibaca, anak saya tidak perlu membantu.",
    "Tolong ada petugas yang bisa bahasa Jawa untuk orang tua.",
    "Pesan pemberitahuan lewat surel kadang masuk ke spam.",
    "Sudah bagus, pertahankan.",
    "Parkir sempit, motor sampai di jalan.",
    "Unggah foto KTP dua kali gagal karena sinyal desa kurang.",
    "Penolakan dijelaskan alasannya, jadi saya tahu apa yang harus diperbaiki.",
)
WITHHELD = (
    ("Bu Tutik di loket dua judes, rumahnya dekat pasar.", "personal", "Menyebut nama dan tempat tinggal."),
    ("Kantor payah, pegawainya malas semua!", "insult", ""),
    ("Jual mesin kemasan murah, hubungi saya.", "advert", ""),
)
DONE = {
    "Tempat menunggu kurang kursi, apalagi hari Senin.": "Dua puluh kursi ditambah; Senin loket dibuka lebih awal.",
    "Mohon antrean dibuat pakai nomor supaya tidak berebut.": "Mesin nomor antrean dipasang di pintu masuk.",
    "Syarat foto tempat usaha kurang jelas contohnya.": "Contoh foto ditambahkan di halaman permohonan.",
    "Tolong ada petugas yang bisa bahasa Jawa untuk orang tua.": "Tiap hari ada petugas loket yang berbahasa Jawa.",
}


Said = tuple[SkmTicket, SkmAnswer | None]


def services_judged(office: Office, *, rng: Random) -> int:
    """Let people have answered about what ended in the last two years; gives how many answers there are."""
    said = [*_of_applications(rng), *_of_counter(rng)]
    SkmTicket.objects.bulk_create(ticket for ticket, _answer in said)
    now = clock.now()
    closed = [ticket.pk for ticket, answer in said if answer or ticket.expires_at < now]
    SkmTicket.objects.filter(pk__in=closed).update(open=False)
    answers = SkmAnswer.objects.bulk_create(answer for _ticket, answer in said if answer)
    _look_through(answers, office, rng)
    return len(answers)


def _of_applications(rng: Random) -> Iterator[Said]:
    """Somewhat more than half of those whose application was decided answer, most of them within days."""
    now, span = clock.now(), timedelta(days=current_pack().skm.link_days)
    ended = Application.objects.filter(status__in=ASKED_AFTER, decided_at__range=(now - timedelta(days=DAYS), now))
    for pk, service, status, at in ended.order_by("number").values_list("pk", "service", "status", "decided_at"):
        if at is None:
            continue
        ticket = SkmTicket(
            id=new_id(rng), kind=SkmKind.APPLICATION, record_id=pk, service=service, ended_at=at, expires_at=at + span
        )
        day = at + timedelta(days=rng.choice((0, 1, 1, 2, 3, 5, 9, 16)))
        heard = rng.random() < ANSWERS and day < now
        yield ticket, _answer(rng, service, day, SkmChannel.AFTER, refused=status == "refused") if heard else None


def _of_counter(rng: Random) -> Iterator[Said]:
    """Some answers of each month come by the code at the counter."""
    today, services = clock.today(), [one.code for one in current_pack().skm.counter]
    for back in range(DAYS // 30):
        first = month_of(today - timedelta(days=30 * back))
        for _each in range(rng.randint(*AT_COUNTER)):
            at = moment_on(first + timedelta(days=rng.randrange(27)), rng.randint(2, 8))
            if at < clock.now() - timedelta(days=1):
                service = drawn(rng, zip(services, (5, 3, 4, 1), strict=False))
                ticket = SkmTicket(
                    id=new_id(rng),
                    kind=SkmKind.COUNTER,
                    record_id=new_id(rng),
                    service=service,
                    ended_at=at,
                    expires_at=at + timedelta(hours=1),
                )
                yield ticket, _answer(rng, service, at, SkmChannel.COUNTER)


def _answer(rng: Random, service: str, at: datetime, channel: SkmChannel, *, refused: bool = False) -> SkmAnswer:
    years_ago = (clock.now() - at).days / 365
    mood = rng.gauss(-0.5 if refused else 0.0, 0.35)
    marks = {
        code: min(4, max(1, round(rng.gauss(usual + mood - BETTER_EACH_YEAR.get(code, 0.04) * years_ago, 0.5))))
        for code, usual in TENDENCY.items()
    }
    month = month_of(clock.local_day(at))
    comment = rng.choice(WORDS) if rng.random() < COMMENTS else ""
    state = SkmState.WAITING if comment else SkmState.NONE
    return SkmAnswer(
        id=new_id(rng), service=service, month=month, channel=channel, comment=comment, state=state, **marks
    )


def _look_through(answers: list[SkmAnswer], office: Office, rng: Random) -> None:
    """The office has read what was written before this month; the newest still wait."""
    heads, this_month = (office["kepala"], office["disperindag"]), month_of(clock.today())
    older = [one for one in answers if one.comment and one.month < this_month]
    for one, (words, why, reason) in zip(older[:: max(len(older) // 3, 1)], WITHHELD, strict=False):
        SkmAnswer.objects.filter(pk=one.pk).update(comment=words)
        with clock.travel(_morning_after(one.month, rng)):
            comment_withhold(actor=heads[1], answer_id=one.pk, version=1, why=why, text=reason)
        older.remove(one)
    for one in older:
        with clock.travel(_morning_after(one.month, rng)):
            comment_publish(actor=rng.choice(heads), answer_id=one.pk, version=1)
            if one.comment in DONE and rng.random() < DONE_ABOUT:
                comment_done(actor=heads[0], answer_id=one.pk, version=2, text=DONE[one.comment])


def _morning_after(month: date, rng: Random) -> datetime:
    """Some morning in the month after."""
    day = month_of(month + timedelta(days=31)) + timedelta(days=rng.randrange(1, 9))
    return min(moment_on(day, 2), clock.now() - timedelta(minutes=30))
