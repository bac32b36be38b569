"""What a refused form says: which field each sentence is about, what has to be chosen again, and that first."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from sentra.audit.models import Entry
from sentra.cases import spam
from sentra.kernel import clock
from sentra.people.tests.people import owner
from sentra.programmes.tests.making import account, business
from sentra.promotion.addresses import address
from sentra.promotion.filters import district_slugs
from sentra.promotion.models import PageReport
from sentra.promotion.services.curation import LONGEST_FEATURED, maker_feature, maker_send
from sentra.promotion.tests.making import opened
from sentra.promotion.tests.making_campaign import makers, running
from sentra.promotion.tests.making_studio import curator, own_maker, upload
from sentra.promotion.tests.test_studio_pages import at, signed, text
from sentra.registry.models import Product

pytestmark = pytest.mark.django_db
PAPERS = ("PDF", "surat")


def lines(response: object) -> list[str]:
    """The sentences of the box that says what is to be put right."""
    box = text(response).split('class="notice error"', 1)[1].split("</ul>", 1)[0]
    return [re.sub(r"<[^>]*>", "", one).strip() for one in re.findall(r"<li>.*?</li>", box, re.DOTALL)]


def starts(response: object, *labels: str) -> bool:
    """Whether there is a sentence on each of these fields, and each of them names another."""
    found = lines(response)
    return len(set(found)) == len(found) and all(any(one.startswith(label) for one in found) for label in labels)


def test_a_product_names_the_price_that_is_no_number() -> None:
    maker = own_maker()
    address = at("studio_product_new", maker.business)
    refused = signed(owner()).post(address, {"product_name": "", "price_from": "lima ribu", "price_to": "x"})
    assert refused.status_code == 422
    assert starts(refused, "Harga mulai: ", "Harga sampai: ")
    assert any("Nama produk" in one for one in lines(refused))


def test_words_and_ways_name_what_is_wrong() -> None:
    maker = own_maker()
    siti, version = signed(owner()), {"version": str(maker.version)}
    long = {"tagline": "x" * 121, "story": "x" * 3001, "since": "98"}
    assert len(set(lines(siti.post(at("studio_words", maker.business), version | long)))) == 3
    ways = {"by_whatsapp": "1", "by_mail": "1"}
    assert len(set(lines(siti.post(at("studio_contact", maker.business), version | ways)))) == 2


def test_a_plan_an_edition_and_a_theme_name_their_empty_fields() -> None:
    desk = signed(curator())
    for name in ("campaign_plan", "edition_ask", "curate_theme_new", "issue_write"):
        refused = desk.post(reverse(f"promotion:{name}"), {"kind": "all", "key": str(uuid4())})
        assert refused.status_code == 422
        found = lines(refused)
        assert len(found) > 1
        assert len(set(found)) == len(found), "two sentences that say the same name nothing"


def test_a_piece_says_that_its_scan_has_to_be_chosen_again() -> None:
    campaign = running(makers(1))
    scan = SimpleUploadedFile("kliping.pdf", b"%PDF-1.4", "application/pdf")
    page = reverse("promotion:piece_add", args=[campaign.pk])
    bare, sent = (signed(curator()).post(page, {"reach": "banyak", **more}) for more in ({}, {"scan": scan}))
    assert "warn-line" not in text(bare)
    assert "warn-line" in text(sent)


def test_a_photograph_of_somebody_at_work_has_to_be_chosen_again() -> None:
    maker = own_maker()
    page = at("studio_photos", maker.business)
    refused = signed(owner()).post(page, {"photo": upload(), "caption": ""})
    assert {one.code for one in refused.context["problems"]} == {"required", "again"}
    assert {one.code for one in signed(owner()).post(page, {}).context["problems"]} == {"required", "missing"}


@pytest.mark.parametrize("data", [b"%PDF-1.7 x", b"GIF89a x", b"PK\x03\x04"])
def test_a_photograph_that_is_none_is_told_of_photographs(data: bytes) -> None:
    maker = own_maker()
    product = maker.business.products.latest("pk")
    for name, more in (("studio_product_photo", {"product_id": product.pk}), ("studio_photos", {})):
        given = {"photo": upload(data), "caption": "Menggoreng"}
        refused = signed(owner()).post(at(name, maker.business, **more), given)
        assert refused.status_code == 422
        (said,) = [str(one.message) for one in refused.context["problems"]]
        assert "WebP" in said
        assert not any(word in said for word in PAPERS)


def test_a_new_product_is_of_the_kind_of_its_business_unless_another_is_chosen() -> None:
    maker = own_maker()
    siti, page = signed(owner()), at("studio_product_new", maker.business)
    field = siti.get(page).context["form"]["product_commodity"]
    assert field.initial == maker.business.commodity
    siti.post(page, {"product_name": "Batok", "product_commodity": "tempurung_kelapa"})
    assert Product.objects.get(name="Batok").commodity == "tempurung_kelapa"
    assert siti.post(page, {"product_name": "Lain", "product_commodity": "tidak_ada"}).status_code == 422


@pytest.mark.parametrize("name", ["contact", "report"])
def test_an_empty_form_that_comes_quickly_is_told_what_is_empty(name: str) -> None:
    maker = own_maker(public=True)
    sent = {"stamp": spam.stamp()}
    refused = Client().post(address(name, maker.slug), sent)
    assert refused.status_code == 422
    form = refused.context["form"]
    assert set(form.errors) == ({"name", "contact", "message"} if name == "contact" else {"wrong"})
    quick = {"name": "Rina", "contact": "0812 0000 1111", "message": "Bisa kirim?", "wrong": "facts"}
    assert set(Client().post(address(name, maker.slug), sent | quick).context["form"].errors) == {"__all__"}


def test_an_empty_address_is_told_before_the_speed() -> None:
    refused = Client().post(address("newsletter"), {"stamp": spam.stamp(), "address": "", "language": "id"})
    assert set(refused.context["form"].errors) == {"address"}


def test_a_report_is_settled_with_words_on_that_report() -> None:
    maker = own_maker(public=True)
    report = PageReport.objects.create(maker=maker, wrong="facts", words="Harganya lain.")
    page = reverse("promotion:report_settle", args=[report.pk])
    for outcome in ("", "x" * 501):
        (said,) = lines(signed(curator()).post(page, {"outcome": outcome}))
        assert maker.business.name in said


def test_the_reasons_say_what_they_are_for() -> None:
    maker = own_maker(public=True)
    product = maker.business.products.latest("pk")
    desk = signed(curator())
    hidden = lines(desk.post(at("curate_hide", maker.business), {"reason": ""}))
    of_product = lines(desk.post(at("curate_product_hide", maker.business, product_id=product.pk), {"reason": ""}))
    assert product.name in of_product[0]
    assert hidden != of_product


def test_nobody_is_featured_for_centuries_and_saving_it_empty_says_what_is_so() -> None:
    maker = own_maker(public=True)
    desk, page = signed(curator()), at("curate_feature", maker.business)

    def told(until: str) -> str:
        return text(desk.post(page, {"until": until}, follow=True)).split('role="status"', 1)[1].split("</div>", 1)[0]

    last = clock.today() + LONGEST_FEATURED
    for day in ("9999-12-31", str(last + timedelta(days=1)), "kemarin"):
        refused = desk.post(page, {"until": day})
        assert refused.status_code == 422
        assert ": " in lines(refused)[0]
    never = told("")
    assert str(last.year) in told(str(last))
    taken_off = told("")
    assert never != taken_off, "nothing was taken off at first"
    entries = Entry.objects.filter(act="maker.feature").count()
    maker_feature(actor=curator(), business_id=maker.business_id, until=None)
    assert Entry.objects.filter(act="maker.feature").count() == entries == 2


def test_after_publishing_the_office_sees_the_page_and_who_is_next() -> None:
    other = business(7)
    first, second = own_maker(), opened(other, account(other))
    for maker in (first, second):
        maker_send(actor=curator(), business_id=maker.business_id)
    desk = signed(curator())
    page = desk.post(at("curate_publish", first.business), follow=True)
    assert f'href="{address("maker", first.slug)}"' in text(page)
    assert f'href="{at("curate", second.business)}"' in text(page)
    last = text(desk.get(at("curate", second.business)))
    assert f'href="{address("maker", second.slug)}"' not in last


def test_only_the_chosen_way_of_a_choice_is_open() -> None:
    desk = signed(curator())
    for page, kind in ((reverse("promotion:kit"), "commodity"), (reverse("promotion:edition_ask"), None)):
        said = text(desk.get(page))
        found = re.findall(r'data-when="kind=(\w+)"( open)?', said)
        assert len(found) == 5
        assert [name for name, is_open in found if is_open] == ([kind] if kind else [])
    refused = desk.get(reverse("promotion:kit"), {"kind": "district"})
    assert refused.status_code == 422
    assert "Kecamatan" in lines(refused)[0]
    assert re.findall(r'data-when="kind=(\w+)" open', text(refused)) == ["district"]


def test_every_district_has_its_story_with_the_figures_below() -> None:
    own_maker(public=True)
    slugs = district_slugs()
    assert len(slugs) == 22
    for slug in slugs:
        answer = Client().get(address("district", slug))
        page = answer.context["page"]
        assert page.story
        assert text(answer).index(page.story) < text(answer).index(escape(page.summary))
