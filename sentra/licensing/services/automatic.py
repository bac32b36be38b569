"""What happens by the calendar: lapse, silence that grants, expiry, reminders, the daily notice of late work.

Each finds what is due and does it record by record, so that one that fails doesn't stop the others; all may run
twice without doing anything twice.
"""

from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_noop

from sentra.kernel import clock
from sentra.licensing.models import Application, Correction, Permit, PermitStatus
from sentra.licensing.models.application import WORKING
from sentra.licensing.services.common import application_lock, application_require, move, remember
from sentra.licensing.services.grant import permit_issue
from sentra.licensing.services.permits import permit_govern
from sentra.licensing.services.tell import tell_applicant, tell_holder, tell_officers
from sentra.people.models import User
from sentra.people.policy import Permission
from sentra.people.queries import on_duty
from sentra.reference.loading import current_pack

LAPSED = gettext_noop("The correction was not answered in time.")
DEEMED = gettext_noop("The term passed without a decision; the law counts silence as approval.")
EXPIRED = gettext_noop("The permit reached its last day.")


def corrections_lapse() -> int:
    """Let applications lapse whose correction stayed unanswered; gives how many."""
    due = Correction.objects.filter(answered_at=None, lapses_on__lt=clock.today())
    for correction in due.values_list("application_id", flat=True):
        with transaction.atomic():
            application = application_lock(None, correction)
            act = application_require(None, application, "lapse")
            move(application, act)
            remember(
                None, application, "lapse", before={"status": "correction"}, after={"status": "lapsed"}, reason=LAPSED
            )
            tell_applicant(application, "application_lapsed")
    return len(due)


def corrections_remind() -> int:
    """Remind applicants of a correction, on the days before it lapses that the pack names; gives how many."""
    today, days = clock.today(), current_pack().regency.lapse.reminders
    wanted = [today + timedelta(days=left) for left in days]
    count = 0
    for correction in Correction.objects.filter(answered_at=None, lapses_on__in=wanted).exclude(reminded_on=today):
        with transaction.atomic():
            locked = (
                Correction.objects.select_for_update().select_related("application__revision").get(pk=correction.pk)
            )
            if locked.reminded_on == today or locked.answered_at:
                continue
            locked.reminded_on = today
            locked.save(update_fields=["reminded_on"])
            left = (locked.lapses_on - today).days
            tell_applicant(locked.application, "correction_reminder", left=left, until=locked.lapses_on.isoformat())
            count += 1
    return count


def silence_grants() -> int:
    """Grant by silence what is late where the service says so (fiktif positif, PP 28/2025); gives how many.

    Recorded as deemed, told to the applicant and to the heads: never silently.
    """
    late = Application.objects.filter(status__in=WORKING, paused_since=None, due__lt=clock.today())
    count = 0
    for application_id in late.values_list("pk", flat=True):
        count += _deem(application_id)
    return count


@transaction.atomic
def _deem(application_id: UUID) -> bool:
    application = application_lock(None, application_id)
    if not application.revision.content.deemed_granted or application.flags.filter(lifted_at=None).exists():
        return False
    act = application_require(None, application, "deem")
    before = application.status
    had_survey = application.surveyed_by_id is not None
    move(application, act)
    application.deemed, application.decided_at = True, clock.now()
    application.survey_owed = application.revision.content.checklist is not None and not had_survey
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
    ).values_list("pk", flat=True)
    for permit_id in list(ended):
        permit_govern(actor=None, permit_id=permit_id, act="expire", reason=EXPIRED)
    return len(ended)


def permits_remind() -> int:
    """Remind holders before their permit ends, on the days that the pack names (90, 30, 7); gives how many.

    A day that was missed (the machine was off) is made up for by the next run, once.
    """
    today, count = clock.today(), 0
    steps = sorted(current_pack().regency.expiry_reminders)
    horizon = today + timedelta(days=max(steps, default=0))
    for permit in Permit.objects.filter(status=PermitStatus.ACTIVE, valid_until__range=(today, horizon)):
        count += _remind(permit.pk, steps, today)
    return count


@transaction.atomic
def _remind(permit_id: UUID, steps: list[int], today: date) -> bool:
    permit = Permit.objects.select_for_update(of=("self",)).select_related("application__revision").get(pk=permit_id)
    if permit.valid_until is None:
        return False
    left = (permit.valid_until - today).days
    step = next((step for step in steps if left <= step), None)
    if step is None or (permit.reminded_days is not None and permit.reminded_days <= step):
        return False
    permit.reminded_days = step
    permit.save(update_fields=["reminded_days"])
    tell_holder(permit, "permit_ends", left=left)
    return True


def late_work_tell() -> int:
    """Tell each head what is late in the districts on duty, in one notice a day; gives how many heads were told."""
    late = Application.objects.filter(status__in=WORKING, paused_since=None, stage_due__lt=clock.today())
    by_head: dict[User, list[Application]] = {}
    for application in late.select_related("revision").order_by("stage_due"):
        for head in on_duty(Permission.APPLICATION_DECIDE, application.district):
            by_head.setdefault(head, []).append(application)
    with transaction.atomic():
        for head, applications in by_head.items():
            tell_officers(
                applications[0],
                "late_work",
                [head],
                count=len(applications),
                numbers=", ".join(application.number or "" for application in applications[:10]),
            )
    return len(by_head)
