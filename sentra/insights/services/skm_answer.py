"""Answering the survey: an act without an actor, for who answers is nobody's business, nor the audit's."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from sentra.insights.models import SkmAnswer, SkmState, SkmTicket
from sentra.insights.skm_ended import Ended, ended_of
from sentra.insights.skm_links import Link
from sentra.insights.skm_periods import month_of
from sentra.insights.skm_rules import COMMENT, marks_read, problems_of_answer
from sentra.insights.skm_standing import GRACE, Standing, standing_of
from sentra.kernel import clock
from sentra.kernel.errors import Conflict, InvalidInput
from sentra.kernel.text import tidy
from sentra.reference.loading import current_pack


@transaction.atomic
def answer_give(*, link: Link, given: Mapping[str, str]) -> SkmAnswer:
    """Take an answer and close the ticket of its service; `given` has a mark for each element, maybe a `comment`.

    Of two that come at once one is taken. Raises `InvalidInput` with all that is missing, `Conflict` where the link
    was used or is over.
    """
    ended = ended_of(link)
    ticket = _ticket_lock(ended) if ended else None
    if ended is None or ticket is None:
        raise Conflict(_("The time for answering is over."))
    standing = standing_of(link, ended, closed=not ticket.open, grace=GRACE)
    if standing == Standing.OVER:
        raise Conflict(_("The time for answering is over."))
    if standing == Standing.USED:
        raise Conflict(_("We have an answer for this service already. Thank you!"))
    skm = current_pack().skm
    comment, marks = tidy(given.get(COMMENT, "")), marks_read(skm, given)
    if problems := problems_of_answer(skm, marks, comment):
        raise InvalidInput(problems)
    ticket.open = False
    ticket.save(update_fields=["open"])
    return SkmAnswer.objects.create(
        service=ticket.service,
        month=month_of(clock.today()),
        channel=link.channel,
        comment=comment,
        state=SkmState.WAITING if comment else SkmState.NONE,
        **marks,
    )


def _ticket_lock(ended: Ended) -> SkmTicket:
    """Lock the ticket of a finished service until the transaction ends; made now where nobody was invited yet."""
    ticket_of(ended)
    return SkmTicket.objects.select_for_update().get(kind=ended.kind, record_id=ended.record_id)


def ticket_of(ended: Ended) -> tuple[SkmTicket, bool]:
    """Give the ticket of a finished service, and whether it was made now. A step of an act."""
    return SkmTicket.objects.get_or_create(
        kind=ended.kind,
        record_id=ended.record_id,
        defaults={"service": ended.service, "ended_at": ended.ended_at, "expires_at": ended.expires_at},
    )
