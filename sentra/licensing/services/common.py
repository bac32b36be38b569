"""What all acts share: lock, require, move, remember. `move` is the one place that assigns an application's status."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from sentra.audit.services import record
from sentra.kernel import clock
from sentra.kernel.clock import WorkingCalendar
from sentra.kernel.errors import Conflict, InvalidInput, NotFound
from sentra.kernel.locks import locked
from sentra.kernel.text import tidy
from sentra.kernel.workflow import Act
from sentra.licensing.models import Application, Permit, StageSpell, Status
from sentra.licensing.models.application import CLOSED, WORKING, revision_published
from sentra.licensing.register import process_follow
from sentra.licensing.rules import papers_asked, problems_of_reason
from sentra.licensing.visible import applications_visible
from sentra.licensing.workflow import (
    APPLICATION,
    NEXT,
    ApplicationFacts,
    Guard,
    all_papers_good,
    correction_ran_out,
    next_status,
    no_open_flag,
)
from sentra.people.models import User
from sentra.people.policy import Permission, can, visible_to
from sentra.reference.lists import common_lists
from sentra.reference.loading import current_pack
from sentra.reference.queries import working_calendar

DATABASE_GUARDS: tuple[Guard, ...] = (all_papers_good, no_open_flag, correction_ran_out)
"""The guards that look at more than the application's own row."""


def application_lock(actor: User | None, application_id: UUID, version: int | None = None) -> Application:
    """Lock an application that the actor may see, until the transaction ends.

    `version` is the one that the actor's page showed. Raises `NotFound`, or `Conflict` where somebody changed it since.
    """
    seen = Application.objects.all() if actor is None else applications_visible(actor)
    try:
        application = seen.select_for_update(of=("self",)).get(pk=application_id)
    except Application.DoesNotExist as error:
        raise NotFound(_("There is no such application, or it isn't in your area.")) from error
    application.revision = revision_published(application.revision_id)
    if version is not None and version != application.version:
        raise Conflict(
            _("Somebody changed this application while you had it open. Look at it again, then decide."),
            allowed=[act.label for act in acts_allowed(actor, application)],
        )
    return application


def facts_of(
    actor: User | None, application: Application, guards: Collection[Guard] = DATABASE_GUARDS
) -> ApplicationFacts:
    """Gather what some guards look at; what none of them looks at in the present state isn't read."""
    today, status = clock.today(), application.status
    papers = all_papers_good in guards and status == Status.VERIFICATION
    unchecked, bad = _papers_left(application) if papers else (0, 0)
    flags = no_open_flag in guards and status in WORKING
    return replace(
        people_of(actor, application),
        open_flags=application.flags.filter(lifted_at=None).count() if flags else 0,
        papers_unchecked=unchecked,
        papers_bad=bad,
        survey_owed=application.survey_owed,
        overdue=application.due is not None and application.paused_since is None and application.due < today,
        lapsed=correction_ran_out in guards and status == Status.CORRECTION and _ran_out(application),
        deemed_granted=application.revision.content.deemed_granted,
    )


def _ran_out(application: Application) -> bool:
    return application.corrections.filter(answered_at=None, lapses_on__lt=clock.today()).exists()


def people_of(actor: User | None, application: Application) -> ApplicationFacts:
    """Give who did what so far, and which four-eyes rules the pack relaxes; reads nothing from the database."""
    relaxed = current_pack().regency.relaxed
    return ApplicationFacts(
        actor=actor.pk if actor else None,
        applicant=application.applicant_id,
        entered_by=application.entered_by_id,
        submitted_by=application.submitted_by_id,
        verified_by=application.verified_by_id,
        surveyed_by=application.surveyed_by_id,
        may_do_two_stages=relaxed.one_person_may_do_two_stages,
        may_verify_own_entry=relaxed.own_entry_may_be_verified,
    )


def _papers_left(application: Application) -> tuple[int, int]:
    """Count the papers that nobody looked at yet, and those that were found wrong."""
    papers = papers_asked(application.revision.content, application.all_answers, common_lists())
    uploaded = set(application.papers.order_by().values_list("code", flat=True))
    asked = {paper.code for paper in papers}
    checks = dict(application.paper_checks.filter(code__in=asked).values_list("code", "good"))
    unchecked = sum(paper.code in uploaded and paper.code not in checks for paper in papers)
    return unchecked, sum(not good for good in checks.values())


def holds(actor: User | None, application: Application) -> Callable[[str], bool]:
    """Give the test of what the actor holds over this application; the system (None) holds only its own acts."""

    def test(permission: str) -> bool:
        if actor is None:
            return permission == Permission.APPLICATION_AUTOMATIC
        if permission == Permission.APPLICATION_OWN:
            return actor.pk == application.applicant_id or _at_counter(actor, application)
        return can(actor, Permission(permission), application.district or None)

    return test


def _at_counter(actor: User, application: Application) -> bool:
    """Tell whether the counter acts for a walk-in: who entered it, wherever it lies, or a colleague of the district."""
    district = None if application.entered_by_id == actor.pk else application.district or None
    return application.walk_in and can(actor, Permission.APPLICATION_ENTER, district)


def acts_allowed(actor: User | None, application: Application) -> list[Act[ApplicationFacts]]:
    """Give what the actor may do with the application now."""
    return APPLICATION.allowed(application.status, facts_of(actor, application), holds(actor, application))


def application_require(actor: User | None, application: Application, code: str) -> Act[ApplicationFacts]:
    """Give the act if the actor may do it now. Raises `NotAllowed` or `Conflict`.

    Only what the act's own guards look at is read; a refusal names the other acts, and for that it is all read.
    """
    status, held = application.status, holds(actor, application)
    try:
        return APPLICATION.require(code, status, facts_of(actor, application, APPLICATION.acts[code].guards), held)
    except Conflict:
        return APPLICATION.require(code, status, facts_of(actor, application), held)


def require_reason(reason: str) -> str:
    """Give the reason, tidied. Raises `InvalidInput` where it says too little."""
    reason = tidy(reason)
    if problems := problems_of_reason(reason):
        raise InvalidInput(problems)
    return reason


def move(application: Application, act: Act[ApplicationFacts]) -> None:
    """Bring an application to where an act leads: its status, the spells, the clock. Saves nothing but the spells."""
    if act.target is None:
        return
    target = Status(act.target) if act.target != NEXT else following_status(application)
    now, calendar = clock.now(), working_calendar()
    if application.status != Status.DRAFT:
        running = application.spells.filter(ended_at=None)
        for began_at in running.values_list("began_at", flat=True):
            spent = calendar.between(clock.local_day(began_at), clock.local_day(now))
            running.update(ended_at=now, working_days=spent)
    if target not in CLOSED:
        StageSpell.objects.create(application=application, status=target, began_at=now)
    _set_clock(application, target, calendar)
    application.status = target
    application.assigned_to = None if target in WORKING else application.assigned_to


def following_status(application: Application) -> Status:
    """Tell the stage that follows; a survey that was already done isn't done again after a sending back."""
    stages = [
        stage.code
        for stage in application.revision.content.stages
        if not (stage.code == "survey" and application.surveyed_by_id)
    ]
    return next_status(application.status, tuple(stages))


def _set_clock(application: Application, target: Status, calendar: WorkingCalendar) -> None:
    today = clock.today()
    service = application.revision.content
    if application.paused_since:
        stood_still = calendar.between(clock.local_day(application.paused_since), today)
        if application.due:
            application.due = calendar.add(application.due, stood_still)
        application.paused_since = None
    elif application.status == Status.DRAFT and target in WORKING:
        application.due = calendar.add(today, service.working_days)
    if target == Status.CORRECTION:
        application.paused_since = clock.now()
        application.stage_left = calendar.between(today, application.stage_due) if application.stage_due else None
        application.stage_due = None
    elif target in WORKING:
        days: dict[str, int] = {stage.code: stage.working_days for stage in service.stages}
        whole = days.get(target.value, 1)
        left = whole if application.stage_left is None else max(application.stage_left, 1)
        application.stage_due, application.stage_left = calendar.add(today, left), None
    else:
        application.stage_due = application.stage_left = None


def remember(
    actor: User | None,
    application: Application,
    act: str,
    *,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    reason: str = "",
) -> None:
    """Save the application as its next version and write the act into the audit."""
    application.version += 1
    application.saved_at = clock.now()
    application.save()
    process_follow(application)
    record(
        actor=actor,
        act=f"application.{act}",
        record=application,
        before=before or {},
        after=after or {},
        reason=reason,
    )


def permit_lock(actor: User | None, permit_id: UUID, version: int | None = None) -> Permit:
    """Lock a permit that the actor may see. Raises `NotFound`, or `Conflict` where it changed since `version`."""
    seen = Permit.objects.all() if actor is None else visible_to(actor, Permit.objects.all())
    permit = locked(seen.select_related("application__applicant", "business").filter(pk=permit_id)).first()
    if permit is None:
        raise NotFound(_("There is no such permit, or it isn't in your area."))
    if version is not None and version != permit.version:
        raise Conflict(_("Somebody changed this permit while you had it open. Look at it again, then decide."))
    return permit


def assert_in_transaction() -> None:
    """Refuse to run a step that must be part of an act. Raises `RuntimeError`."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("this is a step of an act and must run in its transaction")
