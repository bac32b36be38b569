"""The studio through its pages: from no page to one that was sent in, and what is refused on the way."""

import pytest
from django.test import Client
from django.urls import reverse

from sentra.people.models import Role, User
from sentra.people.tests.people import officer, owner, stranger
from sentra.programmes.tests.making import own_business
from sentra.promotion.listed import makers_listed, showings_listed
from sentra.promotion.models import Maker, MakerPhoto, MakerState, Showing
from sentra.promotion.tests.making_studio import curator, enquiry, own_maker, photo_of, showing_of, upload
from sentra.promotion.tests.test_pictures import photograph
from sentra.registry.models import Business, Product, ProductPhoto

pytestmark = pytest.mark.django_db


def signed(user: User) -> Client:
    """A browser in which somebody is signed in."""
    client = Client()
    client.force_login(user)
    return client


def at(name: str, business: Business, **more: object) -> str:
    """An address of the studio."""
    return reverse(f"promotion:{name}", kwargs={"number": business.register_number, **more})


def text(response: object) -> str:
    """What a page says."""
    return response.content.decode()  # type: ignore[attr-defined, no-any-return]


def test_from_no_page_to_one_that_waits() -> None:
    business, siti = own_business(), signed(owner())
    assert at("studio", business) in text(siti.get(reverse("registry:own", args=[business.register_number])))
    assert siti.get(at("studio", business)).status_code == 200
    assert not Maker.objects.exists()
    assert siti.post(at("studio_begin", business))["Location"] == at("studio_consent", business)
    assert siti.post(at("studio_consent", business)).status_code == 422
    siti.post(at("studio_consent", business), {"agreed": "yes"})
    maker = Maker.objects.get()
    assert maker.consented
    given = {"product_name": "Sambel bawang", "price_from": "15.000", "photo": upload()}
    added = siti.post(at("studio_product_new", business), given)
    photo = ProductPhoto.objects.get(product__name="Sambel bawang")
    assert added["Location"] == at("studio_photo", business, kind="p", photo_id=photo.pk)
    assert siti.get(added["Location"]).status_code == 200
    siti.post(at("studio_send", business))
    maker.refresh_from_db()
    assert maker.state == MakerState.WAITING
    again = siti.post(at("studio_send", business))
    assert again.status_code == 409


def test_a_consent_is_withdrawn_with_one_press() -> None:
    maker = own_maker(public=True)
    assert makers_listed().exists()
    answer = signed(owner()).post(at("studio_withdraw", maker.business), follow=True)
    assert answer.status_code == 200
    assert not makers_listed().exists()
    assert 'role="status"' in text(answer)
    assert signed(owner()).post(at("studio_withdraw", maker.business)).status_code == 409


def test_words_are_saved_and_shown_again_where_they_cannot_be() -> None:
    maker = own_maker()
    siti, address = signed(owner()), at("studio_words", maker.business)
    told = {"tagline": "Pedasnya pas", "story": "Sejak dulu.", "since": "1998", "version": str(maker.version)}
    wrong = siti.post(address, told | {"since": "98", "tagline": "x" * 121})
    assert wrong.status_code == 422
    assert "Sejak dulu." in text(wrong)
    assert siti.post(address, told).status_code == 302
    maker.refresh_from_db()
    assert (maker.tagline, maker.since) == ("Pedasnya pas", 1998)
    assert siti.post(address, told).status_code == 302, "the same twice changes nothing"
    late = siti.post(address, told | {"story": "Lain lagi."})
    assert late.status_code == 409
    assert "Lain lagi." in text(late)
    assert "Sejak dulu." in text(late)


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"by_whatsapp": "1", "phone": "0812 3456 7890"}, 302),
        ({"by_whatsapp": "1", "phone": ""}, 422),
        ({"by_phone": "1", "phone": "nomor\x00saya"}, 422),
        ({"by_mail": "1", "email": "bukan alamat"}, 422),
        ({"by_form": "1", "phone": "0" * 400}, 422),
        ({}, 302),
    ],
)
def test_ways_to_reach_a_maker_are_checked(given: dict[str, str], status: int) -> None:
    maker = own_maker()
    sent = given | {"version": str(maker.version)}
    assert signed(owner()).post(at("studio_contact", maker.business), sent).status_code == status
    if given.get("by_whatsapp") and status == 302:
        maker.refresh_from_db()
        assert (maker.by_whatsapp, maker.phone, maker.by_form) == (True, "+6281234567890", False)


def test_who_switches_every_way_off_is_warned_and_led_back_to_switch_one_on() -> None:
    maker = own_maker()
    siti, path = signed(owner()), at("studio_contact", maker.business)
    assert 'class="notice warning"' not in text(siti.get(path))
    saved = siti.post(path, {"version": str(maker.version)})
    assert saved["Location"] == path
    page = siti.get(path)
    assert [one.level_tag for one in page.context["messages"]] == ["warning"]
    assert 'class="notice warning"' in text(page)
    maker.refresh_from_db()
    saved = siti.post(path, {"version": str(maker.version), "by_form": "1"})
    assert saved["Location"] == at("studio", maker.business)
    assert 'class="notice warning"' not in text(siti.get(path))


def test_what_is_to_be_printed_stands_in_the_frame_of_who_asks() -> None:
    maker = own_maker(public=True)
    path = reverse("promotion:materials", args=[maker.business.register_number])
    number = maker.business.register_number
    for user, frame, way in ((owner(), False, "own"), (curator(), True, "business")):
        page = text(signed(user).get(path))
        assert ('class="work-main"' in page) == frame
        assert reverse(f"registry:{way}", args=[number]) in page


def test_a_product_is_taken_out_and_put_in_again() -> None:
    maker = own_maker(public=True)
    showing = showing_of(maker)
    siti = signed(owner())
    address = at("studio_product_switch", maker.business, product_id=showing.product_id)
    before = showings_listed().count()
    siti.post(address, {"shown": "0"})
    siti.post(address, {"shown": "0"})
    assert showings_listed().count() == before - 1
    siti.post(address, {"shown": "1"})
    assert showings_listed().count() == before
    assert siti.post(at("studio_product_switch", maker.business, product_id=99**9)).status_code == 404


def test_a_product_is_changed_and_removed_in_the_register_itself() -> None:
    maker = own_maker()
    product = showing_of(maker).product
    siti, address = signed(owner()), at("studio_product", maker.business, product_id=product.pk)
    assert siti.get(address).status_code == 200
    assert siti.post(address, {"product_name": "Sambel", "price_from": "9", "price_to": "3"}).status_code == 422
    siti.post(address, {"product_name": "Sambel baru", "price_from": "9000"})
    product.refresh_from_db()
    assert (product.name, product.price_from) == ("Sambel baru", 9000)
    siti.post(at("studio_product_remove", maker.business, product_id=product.pk))
    assert not Product.objects.filter(pk=product.pk).exists()
    assert not Showing.objects.filter(product=product.pk).exists()


def test_a_photograph_that_a_browser_does_not_keep_is_asked_for_again() -> None:
    maker = own_maker()
    given = {"product_name": "", "photo": upload()}
    refused = signed(owner()).post(at("studio_product_new", maker.business), given)
    assert refused.status_code == 422
    assert [one.code for one in refused.context["photo_wrong"]] == ["again"]


def test_nothing_is_added_where_the_photograph_is_none() -> None:
    maker = own_maker()
    many = maker.business.products.count()
    given = {"product_name": "Sambel teri", "photo": upload(b"GIF89a nothing")}
    refused = signed(owner()).post(at("studio_product_new", maker.business), given)
    assert refused.status_code == 422
    assert "Sambel teri" in text(refused)
    assert maker.business.products.count() == many


def test_a_photograph_is_tried_then_kept() -> None:
    maker = own_maker()
    photo = photo_of(maker)
    siti, address = signed(owner()), at("studio_photo", maker.business, kind="p", photo_id=photo.pk)
    seen = photo.file.sha256
    chosen = {"crop": "square", "part": "top", "light": "bit", "turn": "right", "seen": seen}
    tried = siti.post(address, chosen | {"try": "1"})
    assert tried.status_code == 200
    photo.refresh_from_db()
    assert photo.file.sha256 == seen
    shown = at("studio_picture", maker.business, kind="p", photo_id=photo.pk)
    assert siti.get(shown, {"crop": "square"})["Content-Type"] == "image/jpeg"
    assert siti.post(address, chosen).status_code == 302
    photo.refresh_from_db()
    assert photo.file.sha256 != seen
    twice = siti.post(address, chosen)
    assert twice.status_code == 409, "a second press doesn't cut again"


def test_pictures_of_the_maker_at_work() -> None:
    maker = own_maker()
    siti, address = signed(owner()), at("studio_photos", maker.business)
    assert siti.post(address, {"photo": upload()}).status_code == 422
    assert siti.post(address, {"caption": "Bu Siti menggoreng"}).status_code == 422
    added = siti.post(address, {"photo": upload(), "caption": "Bu Siti menggoreng"})
    photo = MakerPhoto.objects.get()
    assert added["Location"] == at("studio_photo", maker.business, kind="m", photo_id=photo.pk)
    assert siti.get(address).status_code == 200
    kept = {"turn": "over", "seen": photo.file.sha256}
    assert siti.post(added["Location"], kept).status_code == 302
    for _one in range(5):
        siti.post(address, {"photo": upload(), "caption": "Dapur"})
    assert siti.post(address, {"photo": upload(), "caption": "Terlalu banyak"}).status_code == 409
    siti.post(at("studio_photo_remove", maker.business, kind="m", photo_id=photo.pk))
    assert maker.photos.count() == 5


def test_what_is_weak_is_said_at_once_and_blocks_nothing() -> None:
    maker = own_maker()
    photo = photo_of(maker, photograph(400, 300, blur=9, dark=0.05))
    address = at("studio_photo", maker.business, kind="p", photo_id=photo.pk)
    page = signed(owner()).get(address)
    assert {one.code for one in page.context["weak"]} >= {"small", "blurred"}


def test_only_the_owner_reads_enquiries() -> None:
    maker = own_maker(public=True)
    one = enquiry(maker)
    listed, page = at("studio_enquiries", maker.business), at("studio_enquiry", maker.business, enquiry_id=one.pk)
    for other in (curator(), officer(Role.AUDITOR), officer(Role.HEAD), stranger()):
        for address in (listed, page):
            answer = signed(other).get(address)
            assert answer.status_code == 404
            assert "Rina" not in text(answer)
    siti = signed(owner())
    assert "Rina" in text(siti.get(listed))
    one.refresh_from_db()
    assert one.read_at is None
    assert "Berapa harga 50 botol?" in text(siti.get(page))
    one.refresh_from_db()
    assert one.read_at is not None
    siti.post(at("studio_enquiry_answer", maker.business, enquiry_id=one.pk))
    siti.post(at("studio_enquiry_spam", maker.business, enquiry_id=one.pk))
    one.refresh_from_db()
    assert one.answered_at is not None
    assert one.spam
    assert "Rina" not in text(siti.get(listed))
    assert "Rina" in text(siti.get(f"{listed}?spam=1"))
    siti.post(at("studio_enquiry_spam", maker.business, enquiry_id=one.pk), {"spam": "0"})
    assert "Rina" in text(siti.get(listed))


def test_the_studio_is_for_the_owner_and_the_office_of_the_catalogue() -> None:
    maker = own_maker()
    addresses = [
        at(name, maker.business)
        for name in ("studio", "studio_consent", "studio_words", "studio_contact", "studio_products", "studio_figures")
    ]
    for address in addresses:
        assert signed(owner()).get(address).status_code == 200
        assert signed(curator()).get(address).status_code == 200
        assert signed(stranger()).get(address).status_code == 404
        assert signed(officer(Role.VERIFIER)).get(address).status_code == 404
        assert signed(officer(Role.AUDITOR)).get(address).status_code == 404


def test_an_officer_acts_for_an_owner_under_the_own_name() -> None:
    business = own_business()
    helper = signed(curator())
    helper.post(at("studio_begin", business))
    helper.post(at("studio_consent", business), {"agreed": "yes"})
    maker = Maker.objects.get()
    assert (maker.consented_by, maker.consent_owner) == (curator(), business.owner)
    page = text(signed(owner()).get(reverse("registry:own", args=[business.register_number])))
    assert page.count(curator().name) >= 1


def test_two_tabs_never_write_over_each_other_unseen() -> None:
    maker = own_maker()
    product = showing_of(maker).product
    siti, address = signed(owner()), at("studio_product", maker.business, product_id=product.pk)
    seen = siti.get(address).context["seen"]
    first = {"seen": seen, "product_name": product.name, "description": "Dari tab pertama"}
    assert siti.post(address, first).status_code == 302
    stale = siti.post(address, {"seen": seen, "product_name": product.name, "packaging": "Dari tab kedua"})
    assert stale.status_code == 409
    assert "Dari tab kedua" in text(stale)
    product.refresh_from_db()
    assert (product.description, product.packaging) == ("Dari tab pertama", "")
    again = {"seen": stale.context["seen"], "product_name": product.name, "packaging": "Dari tab kedua"}
    assert siti.post(address, again).status_code == 302
