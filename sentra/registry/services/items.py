"""What a business makes, with what, of what: products with their photographs, machines, raw materials."""

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from sentra.files.services import photo_store
from sentra.kernel.errors import Conflict, InvalidInput, NotFound, Problem
from sentra.kernel.text import tidy
from sentra.people.models import User
from sentra.reference.loading import current_pack
from sentra.registry.following import businesses_followed
from sentra.registry.models import Business, Machine, Product, ProductPhoto, RawMaterial
from sentra.registry.profile import answers_of, put_answers, told
from sentra.registry.services.common import business_lock, require_edit, write_down
from sentra.registry.services.derived import refresh
from sentra.registry.services.profile import Given, read_given

KINDS: Mapping[str, type[Product | Machine | RawMaterial]] = {
    "product": Product,
    "machine": Machine,
    "material": RawMaterial,
}
MOST_ITEMS = 100
MOST_PHOTOS = 8
SIGN = 16


def item_of(business: Business, kind: str, item_id: int | None) -> Product | Machine | RawMaterial:
    """Give an item of a business, or a new one that isn't saved. Raises `NotFound`."""
    model = KINDS.get(kind)
    if model is None:
        raise NotFound(_("There is no such page."))
    if item_id is None:
        return model(business=business)
    item = model._default_manager.filter(business=business, pk=item_id).first()
    if item is None:
        raise NotFound(_("This isn't there any more. Somebody may have taken it away."))
    return item


def item_seen(kind: str, item: Product | Machine | RawMaterial) -> str:
    """Give the sign of what a form shows of an item, by which a save tells whether it has changed since."""
    shown = answers_of(current_pack().register_page(kind), {kind: item})
    return sha256(json.dumps(shown, sort_keys=True, default=str).encode()).hexdigest()[:SIGN]


@transaction.atomic
def item_save(
    *, actor: User, business_id: UUID, kind: str, item_id: int | None, given: Given, seen: str = ""
) -> Business:
    """Add a product, a machine or a raw material, or change one, of which the form showed what `item_seen` signed.

    Raises `NotFound`, `NotAllowed`, `InvalidInput`, and `Conflict` above 100 of a kind, or where it changed since.
    """
    business = business_lock(actor, business_id)
    require_edit(actor, business)
    item = item_of(business, kind, item_id)
    page, rows = current_pack().register_page(kind), {kind: item}
    if item_id is None and type(item)._default_manager.filter(business=business).count() >= MOST_ITEMS:
        raise Conflict(
            _("There are %(most)s already. Take away what isn't made or used any more.") % {"most": MOST_ITEMS}
        )
    if item_id and seen and seen != item_seen(kind, item):
        message = _(
            "Somebody changed this while you had it open. What you typed still stands here: look, then save once more."
        )
        raise Conflict(message)
    before: dict[str, Any] = answers_of(page, rows) if item_id else {}
    read = read_given(page, business, given, before)
    put_answers(page, rows, read.answers)
    _require_consistent(item)
    changed = {code for code, value in read.answers.items() if value != before.get(code)}
    if not changed:
        return business
    item.save()
    act = "item_changed" if item_id else "item_added"
    was = told(page, {code: before[code] for code in changed if code in before})
    became = told(page, {code: read.answers[code] for code in changed})
    write_down(actor, business, act, before=was, after={"item": str(item), **became})
    refresh([business.pk])
    return business


def _require_consistent(item: Model) -> None:
    if not isinstance(item, Product):
        return
    if item.price_from is not None and item.price_to is not None and item.price_to < item.price_from:
        raise InvalidInput([Problem("price_to", "below", _("The highest price is below the lowest."))])
    if Product.objects.filter(business=item.business, name=item.name).exclude(pk=item.pk).exists():
        raise InvalidInput([Problem("product_name", "taken", _("There is a product of this name already."))])


@transaction.atomic
def item_remove(*, actor: User, business_id: UUID, kind: str, item_id: int) -> Business:
    """Take a product, a machine or a raw material away. Raises `NotFound`, `NotAllowed`."""
    business = business_lock(actor, business_id)
    require_edit(actor, business)
    item = item_of(business, kind, item_id)
    name = str(item)
    item.delete()
    write_down(actor, business, "item_removed", before={"item": name})
    refresh([business.pk])
    return business


@transaction.atomic
def photo_add(
    *, actor: User, business_id: UUID, product_id: int, upload: "UploadedFile[bytes]", caption: str
) -> Business:
    """Add a photograph of a product. Raises `InvalidInput` for what is no picture, `Conflict` above eight."""
    business = business_lock(actor, business_id)
    require_edit(actor, business)
    product = item_of(business, "product", product_id)
    if ProductPhoto.objects.filter(product_id=product.pk).count() >= MOST_PHOTOS:
        raise Conflict(_("There are %(most)s photographs already. Take one away first.") % {"most": MOST_PHOTOS})
    file = photo_store(actor=actor, upload=upload, field="photo")
    ProductPhoto.objects.create(product_id=product.pk, file=file, caption=tidy(caption)[:200])
    write_down(actor, business, "photo_added", after={"item": str(product)})
    businesses_followed([business.pk])
    return business


@transaction.atomic
def photo_replace(*, actor: User, business_id: UUID, photo_id: int, seen: str, upload: "UploadedFile[bytes]") -> None:
    """Put another picture in the place of a photograph, say a part of it; `seen` is the content that the page showed.

    Raises `NotFound`, `NotAllowed`, `InvalidInput`, and `Conflict` where another stands there by now: what is cut out
    of a picture is never cut twice by two presses.
    """
    business = business_lock(actor, business_id)
    require_edit(actor, business)
    found = ProductPhoto.objects.select_related("file", "product").filter(pk=photo_id, product__business=business)
    photo = found.first()
    if photo is None:
        raise NotFound(_("This isn't there any more. Somebody may have taken it away."))
    if photo.file.sha256 != seen:
        raise Conflict(_("This photograph was changed meanwhile. Look at it again, then choose."))
    photo.file = photo_store(actor=actor, upload=upload, name=photo.file.name, field="photo")
    photo.save(update_fields=["file"])
    write_down(actor, business, "photo_changed", after={"item": str(photo.product)})
    businesses_followed([business.pk])


@transaction.atomic
def photo_remove(*, actor: User, business_id: UUID, photo_id: int) -> ProductPhoto:
    """Take a photograph away. Raises `NotFound`, `NotAllowed`."""
    business = business_lock(actor, business_id)
    require_edit(actor, business)
    photo = ProductPhoto.objects.select_related("product").filter(pk=photo_id, product__business=business).first()
    if photo is None:
        raise NotFound(_("This isn't there any more. Somebody may have taken it away."))
    product = photo.product
    photo.delete()
    write_down(actor, business, "photo_removed", before={"item": str(product)})
    return photo
