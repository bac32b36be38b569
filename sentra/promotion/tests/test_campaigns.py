"""Campaigns: state by act by role, who may take part, what was published, what came of it in figures."""

from dataclasses import replace
from datetime import timedelta
from itertools import product
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from sentra.kernel import clock
from sentra.kernel.errors import Conflict, InvalidInput, NotAllowed, NotFound
from sentra.licensing.tests.making import picture
from sentra.people.models import Role
from sentra.people.policy import GRANTS
from sentra.people.tests.people import officer, owner
from sentra.programmes.tests.making import own_business
from sentra.promotion.campaign_rules import is_web_address
from sentra.promotion.campaigns import participants, periods, results_of
from sentra.promotion.models import Campaign, CampaignState, DayCount, Maker, Piece, Way
from sentra.promotion.services import campaigns as acts
from sentra.promotion.services.consent import consent_withdraw
from sentra.promotion.services.curation import maker_hide
from sentra.promotion.services.pieces import piece_add, piece_drop
from sentra.promotion.tests.making import published
from sentra.promotion.tests.making_campaign import curator, makers, piece, plan, planned, running, told
from sentra.promotion.workflow_campaign import CAMPAIGN, CampaignFacts
from sentra.registry.models import Business
from tests.making import session_of

FULL = CampaignFacts(makers=3, pieces=2)
BARE = CampaignFacts(makers=3)
EXPECTED: dict[CampaignState, set[str]] = {
    CampaignState.PLANNED: {"edit", "add_makers", "drop_maker", "start", "cancel"},
    CampaignState.RUNNING: {"edit", "add_makers", "drop_maker", "add_piece", "drop_piece", "note_results", "cancel"},
    CampaignState.DONE: {"add_piece", "drop_piece", "note_results"},
}


@pytest.mark.parametrize(("state", "role"), list(product(CampaignState, Role)))
def test_a_role_may_do_exactly_what_the_table_says(state: CampaignState, role: Role) -> None:
    def holds(permission: str) -> bool:
        return permission in GRANTS[role]

    allowed = {act.code for act in CAMPAIGN.allowed(state, BARE, holds)}
    assert allowed == (EXPECTED.get(state, set()) if role == Role.DISPERINDAG else set())
    for code in CAMPAIGN.acts.keys() - allowed:
        with pytest.raises((Conflict, NotAllowed)):
            CAMPAIGN.require(code, state, BARE, holds)


@pytest.mark.parametrize(
    ("code", "state", "facts"),
    [
        ("start", CampaignState.PLANNED, CampaignFacts()),
        ("add_piece", CampaignState.RUNNING, CampaignFacts()),
        ("finish", CampaignState.RUNNING, BARE),
        ("cancel", CampaignState.RUNNING, FULL),
    ],
)
def test_a_guard_refuses(code: str, state: CampaignState, facts: CampaignFacts) -> None:
    with pytest.raises(Conflict):
        CAMPAIGN.require(code, state, facts, lambda _held: True)


@pytest.mark.django_db
class TestWhoTakesPart:
    """Only who is listed today is chosen; who isn't any more stays on the record, and is marked."""

    def test_a_campaign_runs_to_its_end(self) -> None:
        known = makers(2)
        campaign = running(known)
        with pytest.raises(Conflict):
            acts.campaign_finish(actor=curator(), campaign_id=campaign.pk, results="Ramai sekali.")
        piece(campaign, known[:1])
        done = acts.campaign_finish(actor=curator(), campaign_id=campaign.pk, results="Ramai sekali.")
        assert (done.state, done.results) == (CampaignState.DONE, "Ramai sekali.")
        with pytest.raises(Conflict):
            acts.campaign_makers_add(actor=curator(), campaign_id=campaign.pk, maker_ids=[known[0].pk])

    def test_a_plan_that_is_sent_twice_stays_one(self) -> None:
        key = uuid4()
        first = acts.campaign_plan(actor=curator(), key=key, plan=plan())
        assert acts.campaign_plan(actor=curator(), key=key, plan=plan(title="Lain lagi")).pk == first.pk
        assert Campaign.objects.count() == 1

    @pytest.mark.parametrize(
        "change",
        [
            {"title": " "},
            {"title": "x" * 121},
            {"purpose": ""},
            {"media": ()},
            {"media": ("telepathy",)},
            {"until_day": clock.today() - timedelta(days=90)},
            {"until_day": clock.today() + timedelta(days=9000)},
            {"from_day": None},
            {"cost_planned": 10**15},
            {"cost_planned": -1},
            {"in_charge": 0},
        ],
    )
    def test_a_plan_that_makes_no_sense_is_refused(self, change: dict[str, object]) -> None:
        with pytest.raises(InvalidInput):
            acts.campaign_plan(actor=curator(), key=uuid4(), plan=plan(**change))
        assert not Campaign.objects.exists()

    def test_line_breaks_leave_titles(self) -> None:
        made = planned(title="Promosi\r\nBcc: x@contoh.id\0 besar")
        assert made.title == "Promosi Bcc: x@contoh.id besar"

    @pytest.mark.parametrize("way", ["withdrawn", "hidden", "expired", "closed", "merged_owner"])
    def test_who_isnt_listed_cant_be_chosen_and_is_marked_later(self, way: str) -> None:
        one, other = makers(2)
        campaign = planned()
        acts.campaign_makers_add(actor=curator(), campaign_id=campaign.pk, maker_ids=[one.pk])
        _unlist(one, way)
        assert [part.listed for part in participants(campaign)] == [False]
        for asked in ([one.pk], [one.pk, other.pk], [999_999]):
            with pytest.raises(InvalidInput):
                acts.campaign_makers_add(actor=curator(), campaign_id=campaign.pk, maker_ids=asked)
        with pytest.raises(InvalidInput):
            acts.campaign_makers_by_number(
                actor=curator(), campaign_id=campaign.pk, numbers=one.business.register_number
            )
        assert acts.campaign_makers_in_turn(actor=curator(), campaign_id=campaign.pk, many=50) == 1
        assert campaign.places.count() == 2

    def test_numbers_are_read_however_they_are_typed(self) -> None:
        one, other = makers(2)
        campaign = planned()
        typed = f"{one.business.register_number},\n {other.business.register_number};{one.business.register_number}"
        assert acts.campaign_makers_by_number(actor=curator(), campaign_id=campaign.pk, numbers=typed) == 2
        assert acts.campaign_makers_add(actor=curator(), campaign_id=campaign.pk, maker_ids=[one.pk]) == 0
        for wrong in ("", "IKM-0\0", "x" * 9000):
            with pytest.raises(InvalidInput):
                acts.campaign_makers_by_number(actor=curator(), campaign_id=campaign.pk, numbers=wrong)

    def test_ones_own_business_is_chosen_by_a_colleague(self) -> None:
        maker = published(own_business(), owner(), curator())
        mine = officer(Role.DISPERINDAG, name="Siti")
        campaign = planned()
        with pytest.raises(InvalidInput):
            acts.campaign_makers_add(actor=mine, campaign_id=campaign.pk, maker_ids=[maker.pk])
        with pytest.raises(InvalidInput):
            acts.campaign_makers_in_turn(actor=mine, campaign_id=campaign.pk, many=5)
        assert acts.campaign_makers_add(actor=curator(), campaign_id=campaign.pk, maker_ids=[maker.pk]) == 1

    def test_who_is_shown_by_something_published_stays(self) -> None:
        one, other = makers(2)
        campaign = running([one, other])
        shown = piece(campaign, [one])
        with pytest.raises(Conflict):
            acts.campaign_maker_drop(actor=curator(), campaign_id=campaign.pk, maker_id=one.pk)
        acts.campaign_maker_drop(actor=curator(), campaign_id=campaign.pk, maker_id=other.pk)
        with pytest.raises(NotFound):
            acts.campaign_maker_drop(actor=curator(), campaign_id=campaign.pk, maker_id=other.pk)
        with pytest.raises(Conflict):
            acts.campaign_cancel(actor=curator(), campaign_id=campaign.pk, reason="Uangnya tidak jadi cair.")
        piece_drop(actor=curator(), campaign_id=campaign.pk, piece_id=shown.pk, reason="Salah tulis tanggal.")
        cancelled = acts.campaign_cancel(actor=curator(), campaign_id=campaign.pk, reason="Uangnya tidak jadi cair.")
        assert cancelled.state == CampaignState.CANCELLED

    def test_a_plan_may_not_leave_behind_what_was_published(self) -> None:
        known = makers(1)
        campaign = running(known)
        piece(campaign, known, published_on=clock.today() - timedelta(days=5))
        campaign.refresh_from_db()
        with pytest.raises(InvalidInput):
            acts.campaign_edit(
                actor=curator(), campaign_id=campaign.pk, version=campaign.version, plan=plan(from_day=clock.today())
            )
        with pytest.raises(Conflict):
            acts.campaign_edit(actor=curator(), campaign_id=campaign.pk, version=0, plan=plan())


def _unlist(maker: Maker, way: str) -> None:
    if way == "withdrawn":
        consent_withdraw(actor=curator(), business_id=maker.business_id)
    elif way == "hidden":
        maker_hide(actor=curator(), business_id=maker.business_id, reason="Foto orang lain")
    else:
        changes: dict[str, dict[str, object]] = {
            "expired": {"licensed_until": clock.today() - timedelta(days=1)},
            "closed": {"standing": "closed"},
            "merged_owner": {"owner": own_business().owner},
        }
        Business.objects.filter(pk=maker.business_id).update(**changes[way])


@pytest.mark.django_db
class TestPieces:
    """What was published: with a link or a scan, of makers who take part."""

    @pytest.mark.parametrize(
        "link",
        [
            "javascript:alert(1)",
            "data:text/html,x",
            "file:///etc/passwd",
            "ftp://x.id/",
            "//x.id",
            "x",
            "https://x\n.id",
        ],
    )
    def test_a_link_leads_to_the_web(self, link: str) -> None:
        known = makers(1)
        with pytest.raises(InvalidInput):
            piece(running(known), known, link=link)
        assert not is_web_address(link)

    @pytest.mark.parametrize(
        "change",
        [
            {"medium": "telepathy"},
            {"title": ""},
            {"publisher": "x"},
            {"published_on": None},
            {"published_on": clock.today() + timedelta(days=1)},
            {"published_on": clock.today() - timedelta(days=400)},
            {"link": ""},
            {"reach": 10**12},
            {"cost": 10**15},
            {"makers": frozenset()},
            {"makers": frozenset({999_999})},
        ],
    )
    def test_a_record_that_makes_no_sense_is_refused(self, change: dict[str, object]) -> None:
        known = makers(1)
        campaign = running(known)
        with pytest.raises(InvalidInput):
            piece_add(actor=curator(), campaign_id=campaign.pk, key=uuid4(), published=replace(told(known), **change))  # type: ignore[arg-type]
        assert not Piece.objects.exists()

    def test_a_scan_stands_for_a_link_and_sent_twice_it_stays_one(self) -> None:
        known = makers(1)
        campaign, key = running(known), uuid4()
        for _each in range(2):
            scan = SimpleUploadedFile("koran.jpg", picture().read(), "image/jpeg")
            made = piece_add(
                actor=curator(), campaign_id=campaign.pk, key=key, published=told(known, link=""), upload=scan
            )
        assert Piece.objects.get() == made
        assert made.scan
        bad = SimpleUploadedFile("koran.exe", b"MZ not a picture", "image/jpeg")
        with pytest.raises(InvalidInput):
            piece(campaign, known, upload=bad)

    def test_results_add_up(self) -> None:
        known = makers(3)
        campaign = running(known[:2], from_day=clock.today() - timedelta(days=9), until_day=clock.today())
        long_ago = clock.now() - timedelta(days=90)
        Maker.objects.update(first_published_at=long_ago)
        piece(campaign, known[:1], reach=1000, cost=6_000_000)
        piece(campaign, known[:2], reach=None, cost=500_000)
        for maker, days, count, way in (
            (known[0], 12, 3, Way.WHATSAPP),
            (known[0], 2, 8, Way.FORM),
            (known[1], 9, 1, Way.PHONE),
            (known[1], 1, 40, Way.VIEW),
            (known[2], 12, 5, Way.MAIL),
            (known[2], 40, 99, Way.MAIL),
        ):
            DayCount.objects.create(maker=maker, day=clock.today() - timedelta(days=days), way=way, count=count)
        found = results_of(campaign)
        assert (found.reach, found.pieces, found.spent, found.left, found.share) == (
            1000,
            2,
            6_500_000,
            -1_500_000,
            130,
        )
        assert found.took_part
        assert found.others
        part, others = found.took_part, found.others
        assert (part.makers, part.before, part.during, part.views_during) == (2, 3, 9, 40)
        assert (others.makers, others.before, others.during) == (1, 5, 0)
        assert (part.each_before, part.each_during) == (1.5, 4.5)

    def test_the_days_before_are_as_many_as_those_that_passed(self) -> None:
        today = clock.today()
        assert periods(today + timedelta(days=1), today + timedelta(days=5), today) is None
        days = periods(today - timedelta(days=3), today + timedelta(days=50), today)
        assert days
        before, during = days
        assert (before.days, during.days) == (4, 4)
        assert before.last + timedelta(days=1) == during.first


@pytest.mark.django_db
class TestPages:
    """What an officer types is kept, and said in words where it is wrong."""

    @pytest.fixture
    def lilik(self) -> Client:
        """The officer's browser."""
        client = Client()
        client.cookies["sessionid"] = session_of(curator())
        return client

    def test_an_officer_plans_chooses_starts_records_and_finishes(self, lilik: Client) -> None:
        known = makers(3)
        today = clock.today()
        sent = {
            "key": str(uuid4()),
            "title": "Promosi",
            "purpose": "Supaya dikenal orang.",
            "media_kinds": ["radio"],
            "from_day": today.isoformat(),
            "until_day": today.isoformat(),
            "cost_planned": "1.500.000",
            "in_charge": str(curator().pk),
        }
        wrong = lilik.post(reverse("promotion:campaign_plan"), {**sent, "purpose": "", "title": "Kampanye <b>baru</b>"})
        assert wrong.status_code == 422
        assert "Kampanye &lt;b&gt;baru&lt;/b&gt;" in wrong.content.decode()
        made = lilik.post(reverse("promotion:campaign_plan"), sent)
        campaign = Campaign.objects.get()
        assert made["Location"] == reverse("promotion:campaign", args=[campaign.pk])
        assert (campaign.cost_planned, campaign.media) == (1_500_000, ["radio"])

        page = lilik.get(reverse("promotion:campaign_makers", args=[campaign.pk])).content.decode()
        assert all(one.business.name in page for one in known)
        lilik.post(reverse("promotion:campaign_add_in_turn", args=[campaign.pk]), {"many": "2"})
        assert set(campaign.places.values_list("maker", flat=True)) == {known[0].pk, known[1].pk}
        lilik.post(reverse("promotion:campaign_add", args=[campaign.pk]), {"maker": [known[2].pk]})
        lilik.post(reverse("promotion:campaign_start", args=[campaign.pk]))
        record = {
            "key": str(uuid4()),
            "medium": "radio",
            "title": "Bincang pagi",
            "publisher": "Radio",
            "published_on": today.isoformat(),
            "link": "https://contoh.id/",
            "cost": "250000",
            "makers": [known[0].pk],
        }
        assert lilik.post(reverse("promotion:piece_add", args=[campaign.pk]), record).status_code == 302
        page = lilik.get(reverse("promotion:campaign", args=[campaign.pk])).content.decode()
        assert "Bincang pagi" in page
        assert 'rel="noopener noreferrer nofollow"' in page
        refused = lilik.post(reverse("promotion:campaign_finish", args=[campaign.pk]), {"results": "ok"})
        assert refused.status_code == 422
        lilik.post(reverse("promotion:campaign_finish", args=[campaign.pk]), {"results": "Banyak yang bertanya."})
        campaign.refresh_from_db()
        assert campaign.state == CampaignState.DONE

    @pytest.mark.parametrize("many", ["", "0", "-1", "x", "9" * 40, "101", "٣٣٣٣٣٣٣٣٣٣"])
    def test_hostile_numbers_are_refused_in_words(self, lilik: Client, many: str) -> None:
        campaign = planned()
        makers(1)
        address = reverse("promotion:campaign_add_in_turn", args=[campaign.pk])
        assert lilik.post(address, {"many": many, "commodity": "\0", "district": "'"}).status_code == 422

    def test_hostile_choices_are_refused_in_words(self, lilik: Client) -> None:
        campaign = planned()
        address = reverse("promotion:campaign_add", args=[campaign.pk])
        assert lilik.post(address, {"maker": ["9" * 30, "x", "\0"]}).status_code == 422
        numbers = reverse("promotion:campaign_add_numbers", args=[campaign.pk])
        assert lilik.post(numbers, {"numbers": "\0" * 50 + "x" * 5000}).status_code == 422
        listing = reverse("promotion:turn") + "?komoditas=%00&kecamatan=x'--&page=-9"
        assert lilik.get(listing).status_code == 200
        assert lilik.get(reverse("promotion:campaigns") + "?keadaan=%00&page=x").status_code == 200
