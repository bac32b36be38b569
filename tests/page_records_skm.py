"""Records that the pages of the satisfaction survey (SKM) are tried with."""

from datetime import timedelta
from typing import Any

from sentra.insights.services.skm_answer import answer_give
from sentra.insights.services.skm_invite import counter_invite
from sentra.insights.skm_links import Link
from sentra.insights.tests.making_skm import GIVEN, commented, ended, said
from sentra.kernel import clock
from sentra.licensing.models import Application, Status
from sentra.people.models import Role
from sentra.people.tests.people import officer
from tests.making import DISTRICT


def skm_records() -> dict[str, Any]:
    """Make a link that holds, one that was used, a code of the counter, a comment, and figures of two periods."""
    counter = officer(Role.COUNTER, [DISTRICT], name="Loket")
    ticket = counter_invite(actor=counter, service="loket_konsultasi")
    used = counter_invite(actor=counter, service="loket_konsultasi")
    until = clock.now() + timedelta(minutes=10)
    used_link = Link(used.kind, used.record_id, until)  # type: ignore[arg-type]
    answer_give(link=used_link, given=GIVEN)
    for days, mark in ((0, 4), (90, 3), (180, 3)):
        said(12, month=(clock.today() - timedelta(days=days)).replace(day=1), mark=mark, time=2)
    application = Application.objects.filter(status=Status.GRANTED, district=DISTRICT).order_by("decided_at")[0]
    return {
        "skm_word": ended(application).link.word,
        "skm_used": used_link.word,
        "skm_code": ticket.record_id,
        "skm_application": application.pk,
        "skm_comment": commented().pk,
    }
