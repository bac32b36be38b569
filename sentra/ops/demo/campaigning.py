"""The demo's campaigns and newsletter: one campaign that is done, one that runs, readers, two issues that were sent."""

from datetime import date, timedelta
from uuid import UUID, uuid5

from django.db import connection

from sentra.kernel import clock
from sentra.ops.demo.listing import moment_on
from sentra.ops.demo.officers import HOST, Office
from sentra.people.models import User
from sentra.promotion.campaign_rules import Plan, Published
from sentra.promotion.listed import makers_listed, showings_listed
from sentra.promotion.models import (
    Campaign,
    DayCount,
    Delivery,
    DeliveryState,
    Maker,
    MakerState,
    Subscriber,
    SubscriberState,
    Way,
)
from sentra.promotion.services.campaigns import (
    campaign_finish,
    campaign_makers_in_turn,
    campaign_plan,
    campaign_start,
)
from sentra.promotion.services.deliver import issue_finish
from sentra.promotion.services.issues import IssueTold, issue_choose, issue_send, issue_write
from sentra.promotion.services.pieces import piece_add
from sentra.promotion.services.subscribers import address_index

SPACE = UUID("7f1d4c56-6b0e-4c0e-9a53-2d6c1f0a5b11")
READERS, WAITING, SUSPENDED, LEFT = 30, 3, 1, 2
ENGLISH_EACH = 6
DONE_MAKERS, RUNNING_MAKERS, OTHERS = 8, 6, 40
SINCE = timedelta(days=240)
"""Since when the catalogue is open."""
RESULTS = (
    "Siaran radio paling banyak mendatangkan pertanyaan, terutama untuk sambel pecel dan keripik. "
    "Baliho mahal dan sulit diukur; tahun depan uangnya lebih baik untuk video pendek."
)
PIECES = (
    ("radio", "Bincang pagi: oleh-oleh Blitar untuk mudik", "Radio Mayangkara (contoh)", 12, 18_000, 1_500_000, 0, 5),
    ("print", "Sambel pecel Blitar menembus kota", "Harian Blitar (contoh)", 20, 9_000, 2_000_000, 2, 6),
    ("social", "Lima perajin, lima cerita", "@ikm.blitar (contoh)", 28, 41_000, 400_000, 0, 8),
    ("outdoor", "Baliho perbatasan Wlingi", "Dinas Perhubungan (contoh)", 15, 25_000, 3_500_000, 4, 8),
)
"""Medium, title, publisher, day of the campaign, reach, cost, the first and the last of the makers that it shows."""
FIRST_WORDS = (
    "Selamat datang di kabar pertama perajin Kabupaten Blitar.\n\n"
    "Bulan ini kami perkenalkan rasa dan karya yang lahir dari rumah-rumah produksi: sambel pecel yang ditumbuk pagi "
    "hari, batik yang digambar sebulan penuh, dan mainan kayu yang dibubut dengan tangan."
)
SECOND_WORDS = (
    "Musim hujan membuat orang betah di rumah dengan teh hangat dan camilan.\n\n"
    "Kami pilihkan produk yang baru masuk katalog, langsung dari pembuatnya. Pesan lewat WhatsApp, dan sampaikan salam."
)


def campaigns_run(office: Office) -> int:
    """Run two campaigns and send two issues, by the acts that people use; gives how many read the newsletter."""
    curator, today = office["disperindag"], clock.today()
    Maker.objects.filter(state=MakerState.PUBLISHED).update(first_published_at=moment_on(today - SINCE))
    _done(curator, today - timedelta(days=150))
    readers = _readers(today)
    _issue(curator, today - timedelta(days=90), "Kabar perajin: rasa dari rumah", FIRST_WORDS, 0)
    _running(curator, today - timedelta(days=16))
    _issue(curator, today - timedelta(days=12), "Kabar perajin: hangat di musim hujan", SECOND_WORDS, 7)
    return readers


def _key(name: str) -> UUID:
    return uuid5(SPACE, name)


def _done(curator: User, begun: date) -> None:
    """A campaign that is over, with what was published and what came of it."""
    plan = Plan(
        title="Oleh-oleh Blitar untuk mudik",
        purpose="Pemudik yang lewat Blitar mengenal oleh-oleh lokal dan tahu di mana memesannya.",
        media=("radio", "print", "social", "outdoor"),
        place="Blitar, Wlingi, dan jalur Malang-Kediri",
        from_day=begun,
        until_day=begun + timedelta(days=30),
        cost_planned=7_500_000,
        budget_source="APBD",
        in_charge=curator.pk,
    )
    with clock.travel(moment_on(begun - timedelta(days=14))):
        campaign = campaign_plan(actor=curator, key=_key("mudik"), plan=plan)
        campaign_makers_in_turn(actor=curator, campaign_id=campaign.pk, many=DONE_MAKERS)
    with clock.travel(moment_on(begun)):
        campaign_start(actor=curator, campaign_id=campaign.pk)
    makers = [one.maker for one in campaign.places.select_related("maker")]
    for place, (medium, title, publisher, after, reach, cost, first, last) in enumerate(PIECES):
        day = begun + timedelta(days=after)
        shown = frozenset(one.pk for one in makers[first:last])
        link = f"https://media.{HOST}/{medium}-{place + 1}"
        told = Published(medium, title, publisher, day, shown, link, reach=reach, cost=cost)
        with clock.travel(moment_on(day)):
            piece_add(actor=curator, campaign_id=campaign.pk, key=_key(link), published=told)
    _asked(campaign, makers, more=2)
    others = makers_listed().exclude(pk__in=[one.pk for one in makers]).order_by("pk")
    _asked(campaign, list(others[:OTHERS]), more=0)
    with clock.travel(moment_on(begun + timedelta(days=38))):
        campaign_finish(actor=curator, campaign_id=campaign.pk, results=RESULTS)


def _asked(campaign: Campaign, makers: list[Maker], *, more: int) -> None:
    """How buyers turned to some makers: seldom before, and so much more often while it ran."""
    counts = []
    for place, maker in enumerate(makers):
        for day in range(-30, 31, 3):
            on, many = (
                campaign.from_day + timedelta(days=day),
                (day + place) % 2 + (more + place % 2 if more and day >= 3 else 0),
            )
            counts.append(DayCount(maker=maker, day=on, way=Way.WHATSAPP, count=many))
            counts.append(DayCount(maker=maker, day=on, way=Way.VIEW, count=6 * many + 4))
    DayCount.objects.bulk_create([one for one in counts if one.count], ignore_conflicts=True)


def _running(curator: User, begun: date) -> None:
    """A campaign that runs, of which something was published."""
    plan = Plan(
        title="Batik dan kriya akhir tahun",
        purpose="Kantor dan hotel memilih bingkisan akhir tahun dari perajin Blitar.",
        media=("social", "web"),
        from_day=begun,
        until_day=begun + timedelta(days=40),
        cost_planned=3_000_000,
        budget_source="APBD",
        in_charge=curator.pk,
    )
    with clock.travel(moment_on(begun)):
        campaign = campaign_plan(actor=curator, key=_key("akhir tahun"), plan=plan)
        campaign_makers_in_turn(actor=curator, campaign_id=campaign.pk, many=RUNNING_MAKERS)
        campaign_start(actor=curator, campaign_id=campaign.pk)
    makers = frozenset(campaign.places.values_list("maker_id", flat=True)[:3])
    day = begun + timedelta(days=5)
    link = f"https://media.{HOST}/bingkisan"
    told = Published(
        "web", "Bingkisan akhir tahun dari Blitar", "Portal wisata (contoh)", day, makers, link, cost=600_000
    )
    with clock.travel(moment_on(day)):
        piece_add(actor=curator, campaign_id=campaign.pk, key=_key(link), published=told)


def _readers(today: date) -> int:
    """Make readers: most confirmed, some wait, one's mails come back, two have left."""
    since = moment_on(today - timedelta(days=120))
    made = []
    for number in range(1, READERS + 1):
        address = f"pembaca{number}@{HOST}"
        language = "en" if number % ENGLISH_EACH == 0 else "id"
        one = Subscriber(address=address, address_index=address_index(address), language=language, asked_at=since)
        one.told_at, one.state, one.confirmed_at = since, SubscriberState.ACTIVE, since + timedelta(hours=1)
        if number <= WAITING:
            one.state, one.confirmed_at = SubscriberState.WAITING, None
            one.asked_at = one.told_at = clock.now() - timedelta(hours=number)
        elif number <= WAITING + SUSPENDED:
            one.state, one.bounces, one.bounced_at = SubscriberState.SUSPENDED, 3, since + timedelta(days=60)
        elif number <= WAITING + SUSPENDED + LEFT:
            one.state, one.left_at, one.address, one.address_index = SubscriberState.LEFT, clock.now(), "", None
        made.append(one)
    return len(Subscriber.objects.bulk_create(made))


def _issue(curator: User, day: date, title: str, words: str, first: int) -> None:
    """Write an issue and let it have been sent to all."""
    with clock.travel(moment_on(day)):
        issue = issue_write(actor=curator, key=_key(title), told=IssueTold(title, words))
        pictured = showings_listed().filter(product__photos__isnull=False).distinct().order_by("first_shown_at", "pk")
        some = list(pictured.values_list("pk", flat=True)[first : first + 5])
        issue_choose(actor=curator, issue_id=issue.pk, showing_ids=some)
        issue.refresh_from_db()
        issue_send(actor=curator, issue_id=issue.pk, version=issue.version)
        Delivery.objects.filter(issue=issue).update(
            state=DeliveryState.SENT, attempts=1, begun_at=clock.now(), sent_at=clock.now()
        )
        issue_finish(issue.pk)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs WHERE task_name = 'promotion.issue_deliver'")
