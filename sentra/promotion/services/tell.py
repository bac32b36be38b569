"""Telling people about a page of the catalogue, and of what visitors wrote: rows of the outbox, in the act itself."""

from django.urls import reverse

from sentra.outbox.services import emit
from sentra.people.policy import Permission
from sentra.people.queries import on_duty
from sentra.promotion.cards import name_of
from sentra.promotion.models import Enquiry, Maker, PageReport


def tell_page_owner(maker: Maker, kind: str, **words: object) -> None:
    """Tell the owner of a page, where there is an account."""
    owner = maker.business.owner.user
    if owner:
        url = reverse("promotion:studio", args=[maker.business.register_number])
        emit(kind=kind, record=maker, to=[owner], context={"business": maker.business.name, **words}, url=url)


def tell_curators(maker: Maker, kind: str, **words: object) -> None:
    """Tell the officers of the catalogue; no mail, for their day shows what waits."""
    officers = on_duty(Permission.PROMOTION_MANAGE, maker.business.district)
    if officers:
        url = reverse("promotion:curate", args=[maker.business.register_number])
        context = {"business": maker.business.name, **words}
        emit(kind=kind, record=maker, to=officers, context=context, url=url, mail=False)


def tell_of_enquiry(enquiry: Enquiry, product: str) -> None:
    """Tell the owner that a buyer asked; where there is no account, the officers who tell the owner.

    What was written isn't in the notice: it is sealed, and read on the page of the owner alone.
    """
    business = enquiry.maker.business
    owner = business.owner.user
    url = reverse("promotion:studio_enquiry", args=[business.register_number, enquiry.pk])
    if owner is None:
        officers = on_duty(Permission.PROMOTION_MANAGE, business.district)
        emit(
            kind="enquiry_for_maker",
            record=enquiry,
            to=officers,
            context={"maker": name_of(business), "product": product},
            url=url,
        )
        return
    emit(
        kind="enquiry_received",
        record=enquiry,
        to=[owner],
        context={"maker": name_of(business), "product": product},
        url=url,
    )


def tell_of_report(report: PageReport) -> None:
    """Tell the officers of the catalogue that a visitor found something wrong on a page."""
    business = report.maker.business
    emit(
        kind="page_reported",
        record=report,
        to=on_duty(Permission.PROMOTION_MANAGE, business.district),
        context={"maker": name_of(business)},
        url=reverse("promotion:page_reports"),
    )
