"""Two at once with a maker's page: one wins, the other is told, and a withdrawn consent is never public."""

from functools import partial
from typing import Any

import pytest

from sentra.people.models import Role
from sentra.people.tests.people import officer, owner
from sentra.promotion.editing import Edit
from sentra.promotion.listed import makers_listed
from sentra.promotion.models import Maker, MakerState
from sentra.promotion.services.consent import consent_give, consent_withdraw, maker_open
from sentra.promotion.services.curation import maker_hide, maker_publish, maker_send
from sentra.promotion.services.page import words_save
from sentra.promotion.services.photos import photo_edit, product_add
from sentra.promotion.tests.making_studio import curator, own_maker, photo_of, upload
from sentra.registry.services.items import item_save
from tests.test_concurrency import at_once, refusals

pytestmark = pytest.mark.django_db(transaction=True)


def fresh(maker: Maker) -> Maker:
    """Read a page again."""
    return Maker.objects.select_related("business").get(pk=maker.pk)


def test_a_page_begun_twice_at_once_is_one() -> None:
    maker = own_maker()
    begin = partial(maker_open, actor=owner(), business_id=maker.business_id)
    first, again = at_once(begin, begin)
    assert first.pk == again.pk


def test_a_page_is_sent_once() -> None:
    maker = own_maker()
    curator()
    send = partial(maker_send, actor=owner(), business_id=maker.business_id)
    assert len(refusals(at_once(send, send))) == 1
    assert fresh(maker).state == MakerState.WAITING


def test_a_publication_while_the_consent_is_withdrawn_shows_nothing() -> None:
    maker = own_maker()
    desk = curator()
    maker_send(actor=owner(), business_id=maker.business_id)
    at_once(
        partial(maker_publish, actor=desk, business_id=maker.business_id),
        partial(consent_withdraw, actor=owner(), business_id=maker.business_id),
    )
    assert not fresh(maker).consented
    assert not makers_listed().exists()


def test_of_two_officers_one_is_told() -> None:
    maker = own_maker()
    desk, other = curator(), officer(Role.DISPERINDAG, name="Rekan")
    maker_send(actor=owner(), business_id=maker.business_id)
    publish = partial(maker_publish, business_id=maker.business_id)
    assert len(refusals(at_once(partial(publish, actor=desk), partial(publish, actor=other)))) == 1
    hide = partial(maker_hide, business_id=maker.business_id, reason="Foto orang lain")
    assert len(refusals(at_once(partial(hide, actor=desk), partial(hide, actor=other)))) == 1


def test_a_consent_pressed_twice_is_one() -> None:
    maker = own_maker()
    consent_withdraw(actor=owner(), business_id=maker.business_id)
    agree = partial(consent_give, actor=owner(), business_id=maker.business_id, agreed=True)
    assert len(refusals(at_once(agree, agree))) == 1
    assert fresh(maker).consented


def test_of_two_who_write_the_same_words_at_once_one_sees_both() -> None:
    maker = own_maker()
    write = partial(words_save, actor=owner(), business_id=maker.business_id, version=maker.version)
    results = at_once(*(partial(write, given={"story": words}) for words in ("Sejak 1990.", "Sejak 1991.")))
    (refused,) = refusals(results)
    assert refused.status == 409
    assert fresh(maker).story in {"Sejak 1990.", "Sejak 1991."}


def test_a_photograph_is_cut_once() -> None:
    maker = own_maker()
    photo = photo_of(maker)
    told: dict[str, Any] = {"kind": "p", "photo_id": photo.pk, "seen": photo.file.sha256, "edit": Edit(crop="square")}
    cut = partial(photo_edit, actor=owner(), business_id=maker.business_id, **told)
    assert len(refusals(at_once(cut, cut))) == 1


def test_products_added_in_the_studio_and_in_the_register_at_once_all_come() -> None:
    maker = own_maker()
    desk, many = curator(), maker.business.products.count()
    in_studio = partial(
        product_add,
        actor=owner(),
        business_id=maker.business_id,
        given={"product_name": ["Sambel teri"]},
        upload=upload(),
    )
    in_register = partial(
        item_save,
        actor=desk,
        business_id=maker.business_id,
        kind="product",
        item_id=None,
        given={"product_name": ["Sambel bawang"]},
    )
    assert refusals(at_once(in_studio, in_register)) == []
    assert maker.business.products.count() == maker.showings.count() == many + 2
