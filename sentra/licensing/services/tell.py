"""Telling people what happened to an application: rows of the outbox, in the act's own transaction."""

from collections.abc import Iterable

from django.urls import reverse

from sentra.licensing.models import Application, Permit
from sentra.outbox.services import emit
from sentra.people.models import User


def tell_applicant(application: Application, kind: str, **words: object) -> None:
    """Tell the applicant, by a notice and by mail."""
    tell(application, kind, [application.applicant], reverse("licensing:application", args=[application.pk]), **words)


def tell_officers(application: Application, kind: str, officers: Iterable[User], **words: object) -> None:
    """Tell officers, with the address of their own page."""
    tell(application, kind, officers, reverse("licensing:case", args=[application.pk]), **words)


def tell(application: Application, kind: str, people: Iterable[User], url: str, **words: object) -> None:
    """Tell people; every template knows the number, the service and the business."""
    title = application.revision.content.title
    context = {
        "number": application.number or "",
        "service_id": title.id,
        "service_en": title.en,
        "business": application.business_name,
        **words,
    }
    emit(kind=kind, record=application, to=people, context=context, url=url)


def tell_holder(permit: Permit, kind: str, **words: object) -> None:
    """Tell the holder of a permit."""
    tell_applicant(
        permit.application,
        kind,
        permit=permit.number,
        valid_until=str(permit.valid_until or ""),
        **words,
    )
