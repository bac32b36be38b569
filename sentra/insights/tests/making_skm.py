"""Answers to the survey for the tests: many at once, each for a ticket of its own, as the database wants it."""

from datetime import date, timedelta
from uuid import uuid4

from django.db import transaction

from sentra.insights.models import SkmAnswer, SkmChannel, SkmKind, SkmState, SkmTicket
from sentra.insights.skm_ended import Ended, application_ended
from sentra.insights.skm_periods import month_of
from sentra.kernel import clock
from sentra.licensing.models import Application
from sentra.reference.skm import ELEMENTS

GIVEN = {**dict.fromkeys(ELEMENTS, "4"), "comment": ""}
"""What the form sends of somebody who is content with everything."""


def said(
    many: int, *, service: str = "tdi", month: date | None = None, mark: int = 4, comment: str = "", **marks: int
) -> list[SkmAnswer]:
    """So many people answered in a month, all alike; `marks` are those of single elements."""
    given = {**dict.fromkeys(ELEMENTS, mark), **marks}
    with transaction.atomic():
        spend(many, service)
        return SkmAnswer.objects.bulk_create(
            SkmAnswer(
                service=service,
                month=month or month_of(clock.today()),
                channel=SkmChannel.AFTER,
                comment=comment,
                state=SkmState.WAITING if comment else SkmState.NONE,
                **given,
            )
            for _each in range(many)
        )


def spend(many: int, service: str = "tdi") -> None:
    """Close so many tickets of the counter in this transaction."""
    now = clock.now()
    tickets = SkmTicket.objects.bulk_create(
        SkmTicket(
            kind=SkmKind.COUNTER, record_id=uuid4(), service=service, ended_at=now, expires_at=now + timedelta(hours=1)
        )
        for _each in range(many)
    )
    SkmTicket.objects.filter(pk__in=[one.pk for one in tickets]).update(open=False)


def ended(application: Application) -> Ended:
    """An application as a finished service."""
    found = application_ended(application)
    assert found
    return found


def commented(words: str = "Antreannya lama, petugasnya ramah.", **more: object) -> SkmAnswer:
    """A comment that nobody has read yet."""
    return said(1, comment=words, **more)[0]  # type: ignore[arg-type]
