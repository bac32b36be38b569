"""What happens by the calendar: lapse, silence that grants, expiry, reminders, the daily notice of late work.

Each finds what is due and does it record by record, so that one that fails doesn't stop the others; all may run
twice without doing anything twice.
"""

import logging
from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_noop

from sentra.kernel import clock
from sentra.kernel.errors import SentraError
from sentra.licensing.filters import ends_soon, late
from sentra.licensing.models import Application, Correction, Permit, PermitStatus, Status
from sentra.licensing.models.application import WORKING
from sentra.licensing.services.common import application_lock, application_require, move, remember
from sentra.licensing.services.doubts import doubts_flag
from sentra.licensing.services.grant import permit_issue, survey_owe
from sentra.licensing.services.permits import permit_govern
from sentra.licensing.services.tell import tell_applicant, tell_holder, tell_officers
from sentra.outbox.queries import told_today
from sentra.people.models import User
from sentra.people.policy import Permission
from sentra.people.queries import on_duty
from sentra.reference.loading import current_pack

logger = logging.getLogger("sentra.licensing")

LAPSED = gettext_noop("The correction was not answered in time.")
DEEMED = gettext_noop("The term passed without a decision; the law counts silence as approval.")
EXPIRED = gettext_noop("The permit reached its last day.")


def _each(work: Callable[[Any], bool], ids: Iterable[Any]) -> int:
    """Do the work for one after the other; what fails is logged by its id, and the others are still done."""
    done = 0
    for one in list(ids):
        try:
            done += work(one)
        except SentraError as refusal:
            logger.warning("%s %s was refused: %s", work.__name__, one, refusal.message)
        except Exception:
            logger.exception("%s %s failed", work.__name__, one)
    return done


def corrections_lapse() -> int:
    """Let applications lapse whose correction stayed unanswered; gives how many."""
    due = Correction.objects.filter(
        answered_at=None, lapses_on__lt=clock.today(), application__status=Status.CORRECTION
    )
    return _each(_lapse, due.values_list("application_id", flat=True))


@transaction.atomic
def _lapse(application_id: UUID) -> bool:
    application = application_lock(None, application_id)
    act = application_require(None, application, "lapse")
    move(application, act)
    remember(None, application, "lapse", before={"status": "correction"}, after={"status": "lapsed"}, reason=LAPSED)
    tell_applicant(application, "application_lapsed")
    return True


def corrections_remind() -> int:
    """Remind applicants of a correction, on the days before it lapses that the pack names; gives how many.

    A day that was missed (the machine was off) is made up for by the next run, once.
    """
    today = clock.today()
    horizon = today + timedelta(days=max(current_pack().regency.lapse.reminders, default=0))
    waiting = Correction.objects.filter(
        answered_at=None, lapses_on__range=(today, horizon), application__status=Status.CORRECTION
    )
    return _each(_remind_of_correction, waiting.values_list("pk", flat=True))


@transaction.atomic
def _remind_of_correction(correction_id: int) -> bool:
    correction = (
        Correction.objects.select_for_update(of=("self",))
        .select_related("application__revision", "application__applicant")
        .get(pk=correction_id)
    )
    today = clock.today()
    left = (correction.lapses_on - today).days
    step = next((days for days in sorted(current_pack().regency.lapse.reminders) if left <= days), None)
    if step is None or correction.answered_at:
        return False
    if correction.reminded_on and correction.reminded_on >= correction.lapses_on - timedelta(days=step):
        return False
    correction.reminded_on = today
    correction.save(update_fields=["reminded_on"])
    tell_applicant(correction.application, "correction_reminder", left=left, until=correction.lapses_on.isoformat())
    return True


def silence_grants() -> int:
    """Grant by silence what is late where the service says so (fiktif positif, PP 28/2025); gives how many.

    Recorded as deemed, told to the applicant and to the heads: never silently. A doubt about who this is keeps it
    for an officer, by a flag.
    """
    late = Application.objects.filter(status__in=WORKING, paused_since=None, due__lt=clock.today())
    return _each(_deem, late.values_list("pk", flat=True))


@transaction.atomic
def _deem(application_id: UUID) -> bool:
    application = application_lock(None, application_id)
    if not application.revision.content.deemed_granted or application.flags.filter(lifted_at=None).exists():
        return False
    if doubts_flag(application):
        return False
    act = application_require(None, application, "deem")
    before = application.status
    move(application, act)
    application.deemed, application.decided_at = True, clock.now()
    survey_owe(application)
    heads = on_duty(Permission.APPLICATION_DECIDE, application.district)
    permit = permit_issue(application, signer=None, deemed=True)
    remember(
        None,
        application,
        "deem",
        before={"status": before},
        after={"status": "granted", "permit": permit.number},
        reason=DEEMED,
    )
    tell_officers(application, "application_deemed", heads, permit=permit.number)
    return True


def permits_expire() -> int:
    """Expire the permits whose last day has passed; gives how many."""
    ended = Permit.objects.filter(
        status__in=[PermitStatus.ACTIVE, PermitStatus.SUSPENDED], valid_until__lt=clock.today()
    )
    return _each(_expire, ended.values_list("pk", flat=True))


def _expire(permit_id: UUID) -> bool:
    permit_govern(actor=None, permit_id=permit_id, act="expire", reason=EXPIRED)
    return True


def permits_remind() -> int:
    """Remind holders before their permit ends, on the days that the pack names (90, 30, 7); gives how many.

    A day that was missed (the machine was off) is made up for by the next run, once.
    """
    return _each(_remind, Permit.objects.filter(ends_soon()).values_list("pk", flat=True))


@transaction.atomic
def _remind(permit_id: UUID) -> bool:
    permit = Permit.objects.select_for_update(of=("self",)).select_related("application__revision").get(pk=permit_id)
    if permit.valid_until is None:
        return False
    left = (permit.valid_until - clock.today()).days
    step = next((days for days in sorted(current_pack().regency.expiry_reminders) if left <= days), None)
    if step is None or (permit.reminded_days is not None and permit.reminded_days <= step):
        return False
    permit.reminded_days = step
    permit.save(update_fields=["reminded_days"])
    tell_holder(permit, "permit_ends", left=left)
    return True


def late_work_tell() -> int:
    """Tell each head what is late in the districts on duty, in one notice a day; gives how many heads were told."""
    owed = Q(status=Status.GRANTED, survey_owed=True)
    waiting = Application.objects.filter(Q(status__in=WORKING) | owed, late())
    by_head: dict[int, tuple[User, list[Application]]] = {}
    heads: dict[str, list[User]] = {}
    for application in waiting.select_related("revision").order_by("stage_due", "pk"):
        if application.district not in heads:
            heads[application.district] = on_duty(Permission.APPLICATION_DECIDE, application.district)
        for head in heads[application.district]:
            by_head.setdefault(head.pk, (head, []))[1].append(application)

    def tell_late(head_id: int) -> bool:
        return _tell_late(*by_head[head_id])

    return _each(tell_late, by_head)


@transaction.atomic
def _tell_late(head: User, applications: list[Application]) -> bool:
    if told_today(head, "late_work"):
        return False
    numbers = ", ".join(application.number or "" for application in applications[:10])
    tell_officers(applications[0], "late_work", [head], count=len(applications), numbers=numbers)
    return True
