"""What the office does about visitors' reports of wrong pages."""

from django.db import transaction
from django.utils.translation import gettext as _

from sentra.kernel import clock
from sentra.kernel.errors import Conflict, NotFound
from sentra.people.models import User
from sentra.people.policy import visible_to
from sentra.promotion.models import PageReport
from sentra.promotion.services.common import maker_lock, maker_remember, maker_require, reason_given


@transaction.atomic
def report_settle(*, actor: User, report_id: int, outcome: str) -> PageReport:
    """Settle a report with what came of it. Raises `NotFound`, `NotAllowed`, `InvalidInput`, `Conflict` where it is."""
    seen = visible_to(actor, PageReport.objects.all()).values("pk")
    report = PageReport.objects.filter(pk__in=seen, pk=report_id).select_related("maker").first()
    if report is None:
        raise NotFound(_("There is no such report, or it isn't in your area."))
    maker = maker_lock(actor, report.maker.business_id)
    maker_require(actor, maker, "settle")
    report = PageReport.objects.select_for_update().get(pk=report_id)
    if report.settled_at is not None:
        raise Conflict(_("A colleague settled this report meanwhile."))
    what = _("What came of the report on %(maker)s") % {"maker": maker.business.name}
    said = reason_given(outcome, what, "outcome")
    report.settled_at, report.settled_by, report.outcome = clock.now(), actor, said
    report.save()
    maker_remember(actor, maker, "settle", after={"maker_outcome": said})
    return report
