"""The office's part: publishing, sending back, hiding, single products, reports of wrong pages, themes, all makers."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sentra.audit.models import Entry
from sentra.kernel import clock
from sentra.kernel.errors import Conflict, InvalidInput, NotAllowed, NotFound
from sentra.outbox.models import Notice
from sentra.people.models import Role, User
from sentra.people.tests.people import officer, owner
from sentra.programmes.tests.making import account, business
from sentra.promotion.curating import MakerFilter, makers_page, makers_waiting, promotion_counts
from sentra.promotion.listed import makers_listed, showings_listed
from sentra.promotion.models import Maker, MakerState, PageReport, Theme
from sentra.promotion.services.curation import maker_feature, maker_hide, maker_publish, maker_return, maker_send
from sentra.promotion.services.reports import report_settle
from sentra.promotion.services.showings import showing_hide, showing_put, showing_show
from sentra.promotion.services.themes import (
    ThemeTold,
    theme_change,
    theme_make,
    theme_maker_add,
    theme_maker_remove,
    theme_remove,
)
from sentra.promotion.tests.making import opened, published
from sentra.promotion.tests.making_studio import curator, own_maker, showing_of
from sentra.promotion.tests.test_studio_pages import at, signed, text
from sentra.registry.models import Owner

pytestmark = pytest.mark.django_db


def kinds(user: User) -> list[str]:
    """The kinds of what somebody was told, the oldest first."""
    return list(Notice.objects.filter(user=user).order_by("pk").values_list("event__kind", flat=True))


def report(maker: Maker) -> PageReport:
    """A visitor says that something is wrong."""
    return PageReport.objects.create(maker=maker, wrong="picture", words="Foto ini milik toko lain.")


def told(**changes: Any) -> ThemeTold:
    """A theme as an officer writes it."""
    today = clock.today()
    given: dict[str, Any] = {"title": "Lebaran", "title_en": "Eid", "words": "Kue kering", "words_en": "Biscuits"}
    return ThemeTold(**(given | {"from_day": today, "until_day": today + timedelta(days=30)} | changes))


def test_owner_and_office_are_told() -> None:
    maker = own_maker()
    curator()
    maker_send(actor=owner(), business_id=maker.business_id)
    assert kinds(curator())[-1] == "maker_waiting"
    maker_return(actor=curator(), business_id=maker.business_id, reason="Fotonya buram")
    assert kinds(owner())[-1] == "maker_returned"
    maker_send(actor=owner(), business_id=maker.business_id)
    maker_publish(actor=curator(), business_id=maker.business_id)
    assert kinds(owner())[-1] == "maker_published"
    maker_hide(actor=curator(), business_id=maker.business_id, reason="Foto orang lain")
    assert kinds(owner())[-1] == "maker_hidden"


def test_the_queue_shows_who_waits_longest_first() -> None:
    makers = []
    for place in (1, 2, 3):
        made = business(place)
        makers.append(opened(made, account(made)))
    for back, maker in enumerate(makers):
        with clock.travel(clock.now() - timedelta(days=back)):
            maker_send(actor=account(maker.business), business_id=maker.business_id)
    assert [one.pk for one in makers_waiting(curator())] == [one.pk for one in reversed(makers)]
    assert promotion_counts(curator()) == (3, 0)
    page = text(signed(curator()).get(reverse("promotion:curating")))
    assert all(maker.business.name in page for maker in makers)
    assert signed(officer(Role.AUDITOR)).get(reverse("promotion:curating")).status_code == 200
    assert signed(officer(Role.VERIFIER)).get(reverse("promotion:curating")).status_code == 403


def test_the_office_publishes_on_its_page() -> None:
    maker = own_maker()
    maker_send(actor=owner(), business_id=maker.business_id)
    desk, page = signed(curator()), at("curate", maker.business)
    assert desk.get(page).status_code == 200
    assert desk.post(at("curate_return", maker.business), {"reason": " "}).status_code == 422
    assert desk.post(at("curate_return", maker.business), {"reason": "x" * 501}).status_code == 422
    assert desk.post(at("curate_publish", maker.business)).status_code == 302
    assert makers_listed().filter(pk=maker.pk).exists()
    assert desk.post(at("curate_publish", maker.business)).status_code == 409
    day = (clock.today() + timedelta(days=9)).isoformat()
    assert desk.post(at("curate_feature", maker.business), {"until": day}).status_code == 302
    assert desk.post(at("curate_feature", maker.business), {"until": "kemarin"}).status_code == 422
    assert desk.post(at("curate_feature", maker.business), {"until": "2020-01-01"}).status_code == 422
    maker.refresh_from_db()
    assert maker.featured_until
    assert desk.post(at("curate_hide", maker.business), {"reason": "Foto orang lain"}).status_code == 302
    assert not makers_listed().exists()
    assert "Foto orang lain" in text(signed(owner()).get(at("studio", maker.business)))
    assert desk.post(at("curate_show", maker.business)).status_code == 302
    assert makers_listed().exists()
    assert signed(officer(Role.AUDITOR)).post(at("curate_hide", maker.business), {"reason": "x"}).status_code == 403


def test_a_single_product_is_hidden_whatever_its_owner_chooses() -> None:
    maker = own_maker(public=True)
    showing = showing_of(maker)
    which: dict[str, Any] = {"business_id": maker.business_id, "product_id": showing.product_id}
    with pytest.raises(InvalidInput):
        showing_hide(actor=curator(), reason="", **which)
    with pytest.raises(NotAllowed):
        showing_hide(actor=owner(), reason="Tidak suka", **which)
    showing_hide(actor=curator(), reason="Foto orang lain", **which)
    assert kinds(owner())[-1] == "maker_product_hidden"
    showing_put(actor=owner(), **which)
    assert showing.pk not in set(showings_listed().values_list("pk", flat=True))
    assert "Foto orang lain" in text(signed(owner()).get(at("studio_products", maker.business)))
    showing_show(actor=curator(), **which)
    assert showing.pk in set(showings_listed().values_list("pk", flat=True))
    with pytest.raises(NotFound):
        showing_hide(actor=curator(), reason="Salah", business_id=maker.business_id, product_id=0)


def test_hiding_a_product_without_a_reason_keeps_the_page_and_names_the_field() -> None:
    maker = own_maker(public=True)
    product_id = showing_of(maker).product_id
    answer = signed(curator()).post(at("curate_product_hide", maker.business, product_id=product_id), {"reason": ""})
    assert answer.status_code == 422
    assert f'href="#curate_product_hide-{product_id}-reason"' in text(answer)


def test_a_report_is_settled_once_with_what_came_of_it() -> None:
    maker = own_maker(public=True)
    one = report(maker)
    desk = signed(curator())
    assert "Foto ini milik toko lain." in text(desk.get(reverse("promotion:page_reports")))
    address = reverse("promotion:report_settle", args=[one.pk])
    assert desk.post(address, {"outcome": ""}).status_code == 422
    assert desk.post(address, {"outcome": "Fotonya diganti."}).status_code == 302
    one.refresh_from_db()
    assert (one.outcome, one.settled_by) == ("Fotonya diganti.", curator())
    assert desk.post(address, {"outcome": "Lagi"}).status_code == 409
    assert "Fotonya diganti." in text(desk.get(f"{reverse('promotion:page_reports')}?settled=1"))
    assert desk.post(reverse("promotion:report_settle", args=[99**8]), {"outcome": "x"}).status_code == 404
    with pytest.raises(NotFound):
        report_settle(actor=officer(Role.VERIFIER), report_id=report(maker).pk, outcome="x")


def test_nobody_settles_a_report_about_the_own_business() -> None:
    made = business(4)
    maker = published(made, account(made), curator())
    own = officer(Role.DISPERINDAG, name="Pemilik4")
    with pytest.raises(Conflict):
        report_settle(actor=own, report_id=report(maker).pk, outcome="Tidak benar")


def test_nobody_puts_the_own_business_into_a_theme() -> None:
    maker = own_maker(public=True)
    Owner.objects.filter(pk=maker.business.owner_id).update(user=curator())
    theme = theme_make(actor=curator(), told=told())
    with pytest.raises(InvalidInput) as refused:
        theme_maker_add(actor=curator(), slug=theme.slug, business_id=maker.business_id)
    assert [one.code for one in refused.value.problems] == ["own"]
    colleague = officer(Role.DISPERINDAG, name="Sari")
    assert theme_maker_add(actor=colleague, slug=theme.slug, business_id=maker.business_id).places.count() == 1


def test_themes_are_made_changed_filled_and_removed() -> None:
    maker = own_maker(public=True)
    theme = theme_make(actor=curator(), told=told())
    assert theme_make(actor=curator(), told=told()).slug != theme.slug
    for _twice in range(2):
        theme_maker_add(actor=curator(), slug=theme.slug, business_id=maker.business_id)
    assert [place.maker for place in theme.places.all()] == [maker]
    with pytest.raises(NotFound):
        theme_maker_add(actor=curator(), slug=theme.slug, business_id=business(6).pk)
    theme_maker_remove(actor=curator(), slug=theme.slug, business_id=maker.business_id)
    assert not theme.places.exists()
    theme_remove(actor=curator(), slug=theme.slug)
    assert not Theme.objects.filter(slug=theme.slug).exists()
    with pytest.raises(NotAllowed):
        theme_make(actor=officer(Role.AUDITOR), told=told())


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": "\x00 "}, "title"),
        ({"title": "x" * 121}, "title"),
        ({"words_en": "x" * 2001}, "words_en"),
        ({"from_day": None}, "from_day"),
        ({"until_day": clock.today() - timedelta(days=1)}, "until_day"),
        ({"until_day": clock.today().replace(year=9999)}, "from_day"),
    ],
)
def test_a_theme_is_checked(changes: dict[str, object], field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        theme_make(actor=curator(), told=told(**changes))
    assert field in {problem.field for problem in refused.value.problems}


def test_themes_through_their_pages() -> None:
    maker = own_maker(public=True)
    desk = signed(curator())
    sent = {"title": "Oleh-oleh Blitar", "from_day": "2026-01-01", "until_day": "2027-01-01"}
    assert desk.post(reverse("promotion:curate_theme_new"), sent | {"from_day": "kapan"}).status_code == 422
    made = desk.post(reverse("promotion:curate_theme_new"), sent)
    theme = Theme.objects.get()
    page = reverse("promotion:curate_theme", args=[theme.slug])
    assert made["Location"] == page
    found = desk.get(page, {"q": maker.business.register_number})
    assert maker.business.name in text(found)
    assert not desk.get(page, {"q": "\x00" * 50 + "%" * 60}).context["found"]
    add = reverse("promotion:curate_theme_maker", args=[theme.slug, maker.business_id])
    assert desk.post(add).status_code == 302
    assert desk.post(page, sent | {"until_day": "2025-01-01"}).status_code == 422
    assert desk.post(page, sent | {"title": "Oleh-oleh", "version": "1"}).status_code == 302
    assert "Oleh-oleh" in text(desk.get(reverse("promotion:curate_themes")))
    assert desk.post(add, {"act": "remove"}).status_code == 302
    assert desk.post(reverse("promotion:curate_theme_remove", args=[theme.slug])).status_code == 302
    assert desk.get(page).status_code == 404


def test_a_theme_that_a_colleague_changed_is_not_written_over_unseen() -> None:
    desk, theme = signed(curator()), theme_make(actor=curator(), told=told())
    page = reverse("promotion:curate_theme", args=[theme.slug])
    sent = {"title": "Punyaku", "from_day": "2026-01-01", "until_day": "2027-01-01", "version": "1"}
    assert desk.get(page).context["version"] == 1
    theme_change(actor=curator(), slug=theme.slug, version=1, told=told(title="Punya rekan"))
    refused = desk.post(page, sent)
    assert refused.status_code == 409
    assert "Punyaku" in text(refused)
    theme.refresh_from_db()
    assert theme.title == "Punya rekan"
    assert desk.post(page, sent | {"title": "", "version": "1"}).context["version"] == 1
    assert desk.post(page, sent | {"version": str(refused.context["version"])}).status_code == 302
    theme.refresh_from_db()
    assert (theme.title, theme.version) == ("Punyaku", 3)
    assert desk.post(page, sent).status_code == 302, "the same sent twice changes nothing"


def test_all_makers_are_read_page_by_page_and_narrowed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sentra.promotion.curating.PAGE", 2)
    makers = [opened(made, account(made)) for made in map(business, (1, 2, 3))]
    maker_send(actor=account(makers[0].business), business_id=makers[0].business_id)
    rows, after = makers_page(curator(), MakerFilter())
    rest, end = makers_page(curator(), MakerFilter.read(dict(one.split("=") for one in after.split("&"))))
    assert [one.pk for one in (*rows, *rest)] == [one.pk for one in reversed(makers)]
    assert end == ""

    def found(**query: str) -> set[int]:
        return {one.pk for one in makers_page(curator(), MakerFilter.read(query))[0]}

    assert found(state=MakerState.WAITING) == {makers[0].pk}
    assert found(q=makers[1].business.register_number or "") == {makers[1].pk}
    assert found(district="99", commodity="\x00") == set()
    assert found(featured="1") == set()
    assert len(found(after="9" * 400)) == 2
    maker_publish(actor=curator(), business_id=makers[0].business_id)
    maker_feature(actor=curator(), business_id=makers[0].business_id, until=clock.today())
    assert found(featured="1") == {makers[0].pk}
    page = reverse("promotion:curate_makers")
    assert signed(curator()).get(page, {"after": "-1", "state": "'; drop", "q": "((("}).status_code == 200


def test_a_page_asks_the_same_however_many_products_there_are() -> None:
    maker = own_maker(public=True)
    desk = signed(curator())

    def asked() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert desk.get(at("curate", maker.business)).status_code == 200
        return len(seen)

    asked()
    before = asked()
    for place in range(6):
        signed(owner()).post(at("studio_product_new", maker.business), {"product_name": f"Sambel {place}"})
    assert asked() == before


def test_consent_and_publication_belong_to_the_story_of_the_business() -> None:
    maker = own_maker(public=True)
    page = text(signed(curator()).get(reverse("registry:business", args=[maker.business.register_number])))
    assert at("curate", maker.business) in page
    acts = {"maker.consent", "maker.publish"}
    assert acts <= set(Entry.objects.filter(record_type="promotion.Maker").values_list("act", flat=True))
