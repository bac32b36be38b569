"""The owner's consent: what is public begins with it and ends with it, at once and everywhere."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from sentra.audit.services import record
from sentra.kernel import clock
from sentra.kernel.errors import Conflict, InvalidInput, NotFound, Problem
from sentra.kernel.locks import hold, locked
from sentra.people.models import User
from sentra.people.policy import Permission, can
from sentra.promotion.models import FormerSlug, Maker
from sentra.promotion.services.common import maker_lock, maker_remember, maker_require
from sentra.promotion.services.derived import showings_refresh
from sentra.promotion.slugs import slug_of
from sentra.reference.loading import current_pack
from sentra.registry.models import Business


@transaction.atomic
def maker_open(*, actor: User, business_id: UUID) -> Maker:
    """Begin a page for a business, by its owner or by an officer of the catalogue; the one that is there otherwise.

    Nothing of it is public. Raises `NotFound`, `Conflict` for a business that isn't on the register.
    """
    business = locked(Business.objects.select_related("owner__user").filter(pk=business_id)).first()
    if business is None or not _may_open(actor, business):
        raise NotFound(_("There is no such business of yours."))
    if maker := Maker.objects.filter(business=business).first():
        return maker
    if not business.is_registered or business.merged_into_id:
        raise Conflict(_("Only businesses on the register have a page in the catalogue. Apply for the permit first."))
    hold("promotion.slug")
    slug = slug_of(business.brand or business.name, slug_taken)
    maker = Maker.objects.create(
        business=business,
        slug=slug,
        chosen_by_owner=business.owner,
        **_contact_known(business),
        since=business.founded.year if business.founded else None,
    )
    showings_refresh([maker.pk])
    record(actor=actor, act="maker.open", record=maker, before={}, after={"maker_state": maker.state})
    return maker


def slug_taken(slug: str) -> bool:
    """Tell whether an address is a page's, or leads on to one."""
    return Maker.objects.filter(slug=slug).exists() or FormerSlug.objects.filter(slug=slug).exists()


def _may_open(actor: User, business: Business) -> bool:
    own = business.owner.user_id == actor.pk
    return own or can(actor, Permission.PROMOTION_MANAGE, business.district)


def _contact_known(business: Business) -> dict[str, str]:
    """Give what an owner's choice begins with; nothing of it is public before a way to reach the maker is chosen."""
    return {"phone": business.phone or business.owner.phone, "email": business.email or business.owner.email}


def _choose_anew(maker: Maker) -> None:
    """Take back what a former owner chose to show of themselves. Saves nothing."""
    maker.shows_owner = maker.shows_pin = maker.by_whatsapp = maker.by_phone = maker.by_mail = False
    maker.by_form = True
    for name, value in _contact_known(maker.business).items():
        setattr(maker, name, value)
    maker.chosen_by_owner = maker.business.owner


@transaction.atomic
def consent_give(*, actor: User, business_id: UUID, agreed: bool) -> Maker:
    """Agree that the page may be public, word by word as the pack says it now. Raises `InvalidInput` without a yes.

    What a former owner chose to show beside it is taken back: nobody agrees for another.
    """
    maker = maker_lock(actor, business_id)
    maker_require(actor, maker, "consent")
    if not agreed:
        message = _("Tick the box if you agree. Without it nothing is shown.")
        raise InvalidInput([Problem("agreed", "required", message)])
    maker.consented_at, maker.consented_by, maker.consent_owner = clock.now(), actor, maker.business.owner
    maker.consent_wording = current_pack().promotion.consent.wording
    if maker.chosen_by_owner_id != maker.business.owner_id:
        _choose_anew(maker)
    maker_remember(actor, maker, "consent", after={"maker_wording": maker.consent_wording})
    return maker


@transaction.atomic
def consent_withdraw(*, actor: User, business_id: UUID) -> Maker:
    """Withdraw the consent: with the end of this transaction nothing of the page is public any more.

    The page stays as it is for the owner, who may agree again; what the office has seen counts on.
    """
    maker = maker_lock(actor, business_id)
    maker_require(actor, maker, "withdraw")
    maker.consented_at = maker.consented_by = maker.consent_owner = None
    maker_remember(actor, maker, "withdraw", before={"maker_wording": maker.consent_wording})
    return maker
