"""Telling people about what visitors wrote: rows of the outbox, in the act's own transaction."""

from django.db.models import Model
from django.urls import reverse

from sentra.outbox.services import emit
from sentra.people.policy import Permission
from sentra.people.queries import on_duty
from sentra.promotion.addresses import address
from sentra.promotion.cards import name_of
from sentra.promotion.models import Enquiry, Maker


def tell_of_enquiry(enquiry: Enquiry, product: str) -> None:
    """Tell the owner that a buyer asked; where there is no account, the officers who tell the owner.

    What was written isn't in the notice: it is sealed, and read on the page of the owner alone.
    """
    maker = enquiry.maker
    owner = maker.business.owner.user
    if owner is None:
        tell_catalogue_officers(maker, "enquiry_for_maker", record=enquiry, product=product)
        return
    url = reverse("registry:own", args=[maker.business.register_number])
    emit(
        kind="enquiry_received",
        record=enquiry,
        to=[owner],
        context={"maker": name_of(maker.business), "product": product},
        url=url,
    )


def tell_catalogue_officers(maker: Maker, kind: str, *, record: Model, **words: object) -> None:
    """Tell the officers of the catalogue something about a maker's page, with its public address."""
    people = on_duty(Permission.PROMOTION_MANAGE, maker.business.district)
    if people:
        context = {"maker": name_of(maker.business), **words}
        emit(kind=kind, record=record, to=people, context=context, url=address("maker", maker.slug, language="id"))
