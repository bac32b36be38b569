"""The catalogue comes alive: what makers say, pictures of products, what buyers looked at and asked, themes."""

from collections.abc import Sequence
from datetime import timedelta
from random import Random

from sentra.kernel import clock
from sentra.ops.demo import showcase_words as said
from sentra.ops.demo.officers import HOST, OWNERS, Office
from sentra.ops.demo.photographs import hang
from sentra.promotion.listed import makers_listed
from sentra.promotion.models import DayCount, Enquiry, Maker, PageReport, Way
from sentra.promotion.services.curation import maker_feature
from sentra.promotion.services.page import Contact, contact_save, words_save
from sentra.promotion.services.reports import report_settle
from sentra.promotion.services.themes import ThemeTold, theme_make, theme_maker_add
from sentra.reference.loading import current_pack
from sentra.registry.models import Business, Product

FEATURED, OF_A_THEME = 6, 8
FIRST_YEAR, LAST_YEAR = 1985, 2021
DAYS = 330
THREE = 3


def page_fill(office: Office, business: Business, rng: Random) -> None:
    """Let an owner write the words of the page and choose how buyers reach the business; a few write little."""
    actor = business.owner.user or office["disperindag"]
    maker = Maker.objects.get(business=business)
    trade = business.commodity
    pack = current_pack()
    names = {"village": pack.village_names.get(business.village, "desa kami").title()}
    since = maker.since or rng.randint(FIRST_YEAR, LAST_YEAR)
    food = trade in pack.commodities_by_code and pack.commodities_by_code[trade].food
    orders = said.RIFLE if trade == "senapan_angin" else said.FOOD if food else said.CRAFT
    words = {"since": str(since), "tagline": rng.choice(said.TAGLINES[trade])}
    if rng.random() < 0.85:
        words |= {
            "story": rng.choice(said.STORIES[trade]).format(since=since, **names),
            "how_to_order": rng.choice(orders),
        }
    if rng.random() < 0.5:
        words["story_en"] = said.STORIES_EN.get(trade, "").format(since=since, **names)
    maker = words_save(actor=actor, business_id=business.pk, version=maker.version, given=words)
    called = bool(maker.phone)
    contact = Contact(
        by_whatsapp=called and rng.random() < 0.8,
        by_phone=called and rng.random() < 0.4,
        by_mail=bool(maker.email) and rng.random() < 0.3,
        by_form=True,
        shows_owner=rng.random() < 0.5,
        shows_pin=business.latitude is not None and rng.random() < 0.4,
        phone=maker.phone,
        email=maker.email,
    )
    contact_save(actor=actor, business_id=business.pk, version=maker.version, given=contact)


def catalogue_enliven(office: Office) -> None:
    """Hang pictures, count looks of most of a year, let buyers write, feature some, and begin two themes."""
    rng = Random("showcase")  # noqa: S311 - made up, and the same each time
    hang(Product.objects.filter(business__maker__isnull=False, photos=None).select_related("business").order_by("pk"))
    makers = list(makers_listed().select_related("business__owner__user").order_by("pk"))
    _count(makers, rng)
    _ask(makers, rng)
    curator = office["disperindag"]
    pictured = [one for one in makers if one.story]
    for maker in pictured[:: max(len(pictured) // FEATURED, 1)][:FEATURED]:
        until = clock.today() + timedelta(days=rng.randint(10, 60))
        maker_feature(actor=curator, business_id=maker.business_id, until=until)
    _report(office, makers)
    _themes(office, makers)


def _count(makers: Sequence[Maker], rng: Random) -> None:
    """Count looks and presses, more of them lately; of those to play nearly every day."""
    rows = []
    for maker in makers:
        showings = [one.pk for one in maker.showings.all()]
        began = min(DAYS, max((clock.now() - maker.first_published_at).days if maker.first_published_at else 0, 1))
        step = 2 if _to_play(maker) else 15
        for back in range(0, began, step):
            day = clock.today() - timedelta(days=back)
            near = 1 + THREE * (DAYS - back) / DAYS
            rows.append(DayCount(maker=maker, day=day, way=Way.VIEW, count=round(rng.uniform(1, 6) * near)))
            if showings:
                shown = rng.choice(showings)
                rows.append(DayCount(maker=maker, showing_id=shown, day=day, way=Way.VIEW, count=rng.randint(1, 9)))
            for way, on in ((Way.WHATSAPP, maker.by_whatsapp), (Way.PHONE, maker.by_phone), (Way.MAIL, maker.by_mail)):
                if on and rng.random() < 0.5:
                    rows.append(DayCount(maker=maker, day=day, way=way, count=rng.randint(1, 3)))
    DayCount.objects.bulk_create(rows, batch_size=2000)


def _to_play(maker: Maker) -> bool:
    user = maker.business.owner.user
    return user is not None and user.email in {f"{key}@{HOST}" for key, *_told in OWNERS}


def _ask(makers: Sequence[Maker], rng: Random) -> None:
    """Let buyers write to makers with an account; to those to play all of them did."""
    rows = []
    for maker in (one for one in makers if one.business.owner.user):
        many = len(said.ENQUIRIES) if _to_play(maker) else rng.randint(0, 2)
        showing = maker.showings.first()
        for place, (name, contact, message) in enumerate(said.ENQUIRIES[:many]):
            at = clock.now() - timedelta(days=place * 9, hours=rng.randint(1, 9))
            done = at + timedelta(hours=5) if place > 1 else None
            told = {"name": name, "contact": contact, "message": message, "at": at, "read_at": done}
            answered = done if place % 2 == 0 else None
            rows.append(Enquiry(maker=maker, showing=showing if place % 2 else None, answered_at=answered, **told))
    Enquiry.objects.bulk_create(rows)


def _report(office: Office, makers: Sequence[Maker]) -> None:
    """Let visitors say that something is wrong about some pages; one is settled."""
    rows = [
        PageReport(maker=maker, wrong=wrong, words=words, at=clock.now() - timedelta(days=3 + place))
        for place, (maker, (wrong, words)) in enumerate(zip(makers[4::9], said.REPORTS, strict=False))
    ]
    made = PageReport.objects.bulk_create(rows)
    if made:
        report_settle(actor=office["disperindag"], report_id=made[-1].pk, outcome=said.SETTLED)


def _themes(office: Office, makers: Sequence[Maker]) -> None:
    curator, today = office["disperindag"], clock.today()
    for title, title_en, words, words_en, trades in said.THEMES:
        told = ThemeTold(title, title_en, words, words_en, today - timedelta(days=20), today + timedelta(days=70))
        theme = theme_make(actor=curator, told=told)
        by_trade = [[one for one in makers if one.business.commodity == trade][:2] for trade in trades]
        for maker in [one for found in by_trade for one in found][:OF_A_THEME]:
            theme_maker_add(actor=curator, slug=theme.slug, business_id=maker.business_id)
