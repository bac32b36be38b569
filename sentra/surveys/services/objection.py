"""The owner objects to a report."""

from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from sentra.kernel import clock
from sentra.kernel.errors import Conflict, NotAllowed
from sentra.outbox.services import emit
from sentra.people.models import User
from sentra.people.policy import Permission
from sentra.people.queries import on_duty
from sentra.registry.services.common import require_words
from sentra.surveys.models import Report
from sentra.surveys.queries import is_theirs, may_object, report_seen
from sentra.surveys.services.common import remember_visit


@transaction.atomic
def report_object(*, actor: User, report_id: UUID, reason: str) -> Report:
    """Object to a report with a reason: it is kept with the report, and the head is told.

    Only whose business it is objects, once, within the days that the pack sets. Raises `NotFound`, `NotAllowed`,
    `Conflict`, `InvalidInput`.
    """
    report_seen(actor, report_id)
    report = Report.objects.select_for_update(of=("self",)).get(pk=report_id)
    if not is_theirs(actor, report):
        raise NotAllowed(_("Only the owner of the business can object to its report."))
    if not may_object(actor, report):
        raise Conflict(_("You have objected already, or the time for it is over. Please tell the office."))
    report.objection, report.objected_at = require_words(reason), clock.now()
    report.save(update_fields=["objection", "objected_at"])
    remember_visit(actor, report.visit, "object", after={"report": report.document.number}, reason=report.objection)
    emit(
        kind="report_objected",
        record=report,
        to=on_duty(Permission.APPLICATION_DECIDE, report.district),
        context={"number": report.document.number, "business": report.business_name, "reason": report.objection},
        url=reverse("surveys:report_page", args=[report.pk]),
    )
    return report
