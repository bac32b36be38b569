"""Photographs of the studio: products' go into the register, those of the maker at work onto the page itself."""

from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sentra.files.models import File
from sentra.files.services import file_read, photo_store
from sentra.kernel.errors import Conflict, InvalidInput, NotFound, Problem, about
from sentra.kernel.text import tidy
from sentra.outbox.soon import calendar_soon
from sentra.people.models import User
from sentra.promotion.editing import Edit, edited
from sentra.promotion.jobs import pictures_make
from sentra.promotion.models import Maker, MakerPhoto
from sentra.promotion.services.common import maker_lock, maker_remember, maker_require
from sentra.promotion.showing import PRODUCT
from sentra.reference.loading import current_pack
from sentra.registry.models import Business, ProductPhoto
from sentra.registry.services.items import item_save, photo_add, photo_replace
from sentra.registry.services.profile import Given

LONGEST_CAPTION = 200
CAPTION = gettext_lazy("What does it show?")


@transaction.atomic
def product_add(
    *, actor: User, business_id: UUID, given: Given, upload: "UploadedFile[bytes] | None"
) -> ProductPhoto | None:
    """Add a product with its first photograph to the register, and so to the page; gives the photograph.

    Raises what `item_save` and `photo_add` raise; then nothing was added.
    """
    maker = _held(actor, business_id)
    item_save(actor=actor, business_id=business_id, kind="product", item_id=None, given=given)
    product = maker.business.products.latest("pk")
    if upload is None:
        return None
    return product_photo_add(actor=actor, business_id=business_id, product_id=product.pk, upload=upload, caption="")


@transaction.atomic
def product_photo_add(
    *, actor: User, business_id: UUID, product_id: int, upload: "UploadedFile[bytes] | None", caption: str
) -> ProductPhoto:
    """Add a photograph to a product by the register's act; the name of the product says what it shows by default."""
    maker = _held(actor, business_id)
    if upload is None:
        raise InvalidInput([Problem("photo", "missing", _("Please choose a photograph first."))])
    said = tidy(caption) or maker.business.products.filter(pk=product_id).values_list("name", flat=True).first() or ""
    photo_add(actor=actor, business_id=business_id, product_id=product_id, upload=upload, caption=said)
    calendar_soon(pictures_make)
    return ProductPhoto.objects.filter(product=product_id).latest("pk")


@transaction.atomic
def maker_photo_add(
    *, actor: User, business_id: UUID, upload: "UploadedFile[bytes] | None", caption: str
) -> MakerPhoto:
    """Add a photograph of the maker at work. Raises `InvalidInput`, `Conflict` above the pack's most."""
    maker = maker_lock(actor, business_id)
    maker_require(actor, maker, "edit")
    most = current_pack().promotion.pictures.most_of_maker
    if maker.photos.count() >= most:
        raise Conflict(_("There are %(most)s photographs already. Take one away first.") % {"most": most})
    said = tidy(caption).replace("\n", " ")
    problems = []
    if upload is None:
        problems.append(Problem("photo", "missing", _("Please choose a photograph first.")))
    if not said:
        problems.append(Problem("caption", "required", about(CAPTION, _("Say it in a few words."))))
    elif len(said) > LONGEST_CAPTION:
        message = _("At most %(most)s letters, please.") % {"most": LONGEST_CAPTION}
        problems.append(Problem("caption", "too_long", about(CAPTION, message)))
    if problems or upload is None:
        raise InvalidInput(problems)
    photo = MakerPhoto.objects.create(
        maker=maker, file=photo_store(actor=actor, upload=upload, field="photo"), caption=said
    )
    maker_remember(actor, maker, "photo_added", after={"maker_photo": said})
    calendar_soon(pictures_make)
    return photo


def _held(actor: User, business_id: UUID) -> Maker:
    """Lock a business and then its page, in the order in which acts of the register do; the actor may change it."""
    Business.objects.select_for_update(of=("self",)).filter(pk=business_id).first()
    maker = maker_lock(actor, business_id)
    maker_require(actor, maker, "edit")
    return maker


@transaction.atomic
def maker_photo_remove(*, actor: User, business_id: UUID, photo_id: int) -> None:
    """Take a photograph off the page."""
    maker = maker_lock(actor, business_id)
    maker_require(actor, maker, "edit")
    photo = _photo_of(maker, photo_id)
    photo.delete()
    maker_remember(actor, maker, "photo_removed", before={"maker_photo": photo.caption})


def _photo_of(maker: Maker, photo_id: int) -> MakerPhoto:
    photo = maker.photos.select_related("file").filter(pk=photo_id).first()
    if photo is None:
        raise NotFound(_("This isn't there any more. Somebody may have taken it away."))
    return photo


@transaction.atomic
def photo_edit(*, actor: User, business_id: UUID, kind: str, photo_id: int, seen: str, edit: Edit) -> None:
    """Put a turned, cut or lighter picture in the place of a photograph; `seen` is the content that the page showed.

    Raises `NotFound`, `InvalidInput`, and `Conflict` where another stands there by now.
    """
    maker = _held(actor, business_id)
    if kind == PRODUCT:
        found = ProductPhoto.objects.select_related("file").filter(product__business=business_id, pk=photo_id).first()
        if found is None:
            raise NotFound(_("This isn't there any more. Somebody may have taken it away."))
        if edit.changes:
            upload = _made(found.file, seen, edit)
            photo_replace(actor=actor, business_id=business_id, photo_id=photo_id, seen=seen, upload=upload)
    else:
        photo = _photo_of(maker, photo_id)
        if edit.changes:
            made = _made(photo.file, seen, edit)
            photo.file = photo_store(actor=actor, upload=made, field="photo", name=photo.file.name)
            photo.save(update_fields=["file"])
            maker_remember(actor, maker, "photo_changed", after={"maker_photo": photo.caption})
    calendar_soon(pictures_make)


def _made(file: File, seen: str, edit: Edit) -> SimpleUploadedFile:
    if file.sha256 != seen:
        raise Conflict(_("This photograph was changed meanwhile. Look at it again, then choose."))
    return SimpleUploadedFile(file.name, edited(file_read(file), edit), "image/jpeg")
