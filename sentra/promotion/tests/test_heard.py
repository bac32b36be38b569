"""What visitors send: enquiries reach the owner once and sealed, wrong pages the office; looks are counted."""

import re
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.urls import reverse

from sentra.audit.models import Entry
from sentra.documents.models import Lookup
from sentra.kernel import clock
from sentra.kernel.errors import InvalidInput, NotFound
from sentra.outbox.models import Event, Notice
from sentra.people.models import Role
from sentra.people.tests.people import officer
from sentra.promotion.addresses import address
from sentra.promotion.models import DayCount, Enquiry, Maker, PageReport, Way
from sentra.promotion.reaching import reaches_of
from sentra.promotion.services.counts import count_add
from sentra.promotion.services.heard import enquiries_forget, enquiry_send, page_report
from sentra.promotion.tests.shop import shop, showing_of

pytestmark = pytest.mark.django_db

ASKED = {"name": "Rina", "contact": "0812 0000 1111", "message": "Apakah bisa kirim ke Surabaya?"}
STAMP = re.compile(r'name="stamp" value="([^"]+)"')


@pytest.fixture
def maker() -> Maker:
    """A maker on every surface."""
    caches["pages"].clear()
    caches["process"].clear()
    return shop()


def stamp(client: Client, path: str) -> str:
    """Open a form as a person does, some seconds before it is sent."""
    with clock.travel(clock.now() - timedelta(seconds=20)):
        found = STAMP.search(client.get(path).content.decode())
    assert found
    return found[1]


def test_an_enquiry_reaches_the_owner_sealed_and_counted(client: Client, maker: Maker) -> None:
    showing = showing_of(maker)
    path = f"{address('contact', maker.slug)}?produk={showing.slug}"
    sent = {**ASKED, "stamp": stamp(client, path)}
    response = client.post(path, sent, follow=True)
    assert response.status_code == 200
    enquiry = Enquiry.objects.get()
    assert (enquiry.name, enquiry.message, enquiry.showing) == (ASKED["name"], ASKED["message"], showing)
    event = Event.objects.get(kind="enquiry_received")
    assert ASKED["message"] not in str(event.data)
    assert Notice.objects.filter(event=event, user=maker.business.owner.user).exists()
    assert DayCount.objects.get(way=Way.FORM, showing=showing).count == 1
    with connection.cursor() as cursor:
        cursor.execute("SELECT name || contact || message FROM promotion_enquiry")
        assert "Rina" not in cursor.fetchone()[0]
    client.post(path, sent)
    assert Enquiry.objects.count() == 1


def test_an_owner_without_an_account_is_told_by_the_office(maker: Maker) -> None:
    owner = maker.business.owner
    owner.user = None
    owner.save()
    enquiry_send(actor=None, key=uuid4(), maker=maker, showing=None, **ASKED)
    assert Event.objects.filter(kind="enquiry_for_maker").exists()


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"name": " "}, "name"),
        ({"contact": "x"}, "contact"),
        ({"contact": ""}, "contact"),
        ({"message": "?"}, "message"),
        ({"message": "a" * 10_000}, "message"),
        ({"name": "\u202e\u200b"}, "name"),
    ],
)
def test_a_wrong_enquiry_is_refused_and_nothing_typed_is_lost(
    client: Client, maker: Maker, changed: dict[str, str], field: str
) -> None:
    path = address("contact", maker.slug)
    response = client.post(path, {**ASKED, **changed, "stamp": stamp(client, path)})
    assert response.status_code == 422
    said = response.content.decode()
    assert f'id="id_{field}_error"' in said
    assert Enquiry.objects.count() == 0
    with pytest.raises(InvalidInput):
        enquiry_send(actor=None, key=uuid4(), maker=maker, showing=None, **{**ASKED, **changed})


@pytest.mark.parametrize("sent", [{}, {"stamp": "made up"}, {"website": "http://spam"}])
def test_a_machine_is_kept_away(client: Client, maker: Maker, sent: dict[str, str]) -> None:
    path = address("contact", maker.slug)
    whole = {**ASKED, "stamp": stamp(client, path), **sent} if sent else ASKED
    assert client.post(path, whole).status_code == 422
    assert Enquiry.objects.count() == 0


def test_one_visitor_sends_only_some(client: Client, maker: Maker) -> None:
    path = address("contact", maker.slug)
    answers = [client.post(path, {**ASKED, "stamp": stamp(client, path)}).status_code for _try in range(6)]
    assert answers == [302] * 5 + [429]


def test_a_maker_who_takes_no_messages_gets_none(client: Client, maker: Maker) -> None:
    Maker.objects.update(by_form=False)
    maker.refresh_from_db()
    assert client.get(address("contact", maker.slug)).status_code == 302
    with pytest.raises(NotFound):
        enquiry_send(actor=None, key=uuid4(), maker=maker, showing=None, **ASKED)


def test_the_english_form_is_english_without_a_cookie(client: Client, maker: Maker) -> None:
    said = client.get(address("contact", maker.slug, language="en")).content.decode()
    assert '<html lang="en">' in said
    assert "Send the question" in said


def test_an_officer_reads_for_an_owner_without_an_account_and_it_is_recorded(client: Client, maker: Maker) -> None:
    curator = officer(Role.DISPERINDAG)
    enquiry = enquiry_send(actor=None, key=uuid4(), maker=maker, showing=None, **ASKED)
    path = reverse("promotion:studio_enquiry", args=[maker.business.register_number, enquiry.pk])
    client.force_login(curator)
    assert client.get(path).status_code == 404
    type(maker.business.owner).objects.filter(pk=maker.business.owner_id).update(user=None)
    assert ASKED["message"] in client.get(path).content.decode()
    assert Entry.objects.filter(act="enquiry.read", record_id=str(enquiry.pk), actor=curator).exists()
    client.force_login(officer(Role.VERIFIER))
    assert client.get(path).status_code == 404


def test_a_wrong_page_is_reported_to_the_office(client: Client, maker: Maker) -> None:
    path = address("report", maker.slug)
    assert client.post(path, {"stamp": stamp(client, path)}).status_code == 422
    sent = {"wrong": "contact", "words": "Nomornya mati", "stamp": stamp(client, path)}
    for _twice in range(2):
        assert client.post(path, sent, follow=True).status_code == 200
    assert PageReport.objects.get().words == "Nomornya mati"
    assert Event.objects.filter(kind="page_reported").count() == 1
    with pytest.raises(InvalidInput):
        page_report(actor=None, key=uuid4(), maker=maker, showing=None, wrong="other", words="", contact="")


def test_who_wrote_is_forgotten_after_the_days_of_the_pack(maker: Maker) -> None:
    enquiry_send(actor=None, key=uuid4(), maker=maker, showing=None, **ASKED)
    assert enquiries_forget() == 0
    with clock.travel(clock.now() + timedelta(days=366)):
        assert enquiries_forget() == 1
        assert enquiries_forget() == 0
    enquiry = Enquiry.objects.get()
    assert (enquiry.name, enquiry.contact, enquiry.message) == ("", "", "")


def test_looks_are_counted_by_day_and_way_and_nothing_of_the_visitor(client: Client, maker: Maker) -> None:
    showing = showing_of(maker)
    for sent in (
        {"maker": maker.slug, "way": "view"},
        {"maker": maker.slug, "way": "view"},
        {"maker": maker.slug, "product": showing.slug, "way": "whatsapp"},
    ):
        response = client.post("/katalog/dilihat/", sent)
        assert (response.status_code, response.content, dict(response.cookies)) == (204, b"", {})
    counts = {(one.way, one.showing_id): one.count for one in DayCount.objects.all()}
    assert counts == {("view", None): 2, ("whatsapp", showing.pk): 1}
    assert Lookup.objects.count() == 0


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"maker": "tidak-ada", "way": "view"},
        {"maker": "a" * 100_000, "way": "view"},
        {"maker": "x\x00y", "way": "view"},
        {"maker": "SLUG", "way": "form"},
        {"maker": "SLUG", "way": "drop table"},
        {"maker": "SLUG", "way": "view", "product": "tidak-ada"},
        {"maker": "SLUG", "way": "view", "product": "\x00"},
    ],
)
def test_odd_signs_count_for_nothing(client: Client, maker: Maker, sent: dict[str, str]) -> None:
    whole = {key: value.replace("SLUG", maker.slug) for key, value in sent.items()}
    assert client.post("/katalog/dilihat/", whole).status_code == 204
    assert DayCount.objects.count() == 0


def test_a_program_that_sends_on_and_on_is_not_counted_any_more(
    client: Client, maker: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sentra.promotion.views.heard.MOST_SIGNS", 3)
    for _sign in range(6):
        assert client.post("/katalog/dilihat/", {"maker": maker.slug, "way": "view"}).status_code == 204
    assert DayCount.objects.get().count == 3


def test_opening_a_page_counts_nothing_by_itself(client: Client, maker: Maker) -> None:
    client.get(address("maker", maker.slug))
    assert DayCount.objects.count() == 0
    count_add(actor=None, maker=maker, showing=None, way=Way.VIEW)
    assert client.get(address("maker", maker.slug)).status_code == 200


def test_whatsapp_opens_with_the_product_named(maker: Maker) -> None:
    reach = next(one for one in reaches_of(maker, showing_of(maker)) if one.way == Way.WHATSAPP)
    parts = urlsplit(reach.url)
    assert (parts.netloc, parts.path) == ("wa.me", "/6281234567890")
    assert "Sambel Zwakala" in parse_qs(parts.query)["text"][0]
    for phone in ("", "12", "+62;DROP", "081234567890"):
        maker.phone = phone
        assert Way.WHATSAPP not in {one.way for one in reaches_of(maker)}
