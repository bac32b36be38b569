"""Checking papers: a word on each, then pass them or return them for correction."""

from collections.abc import Collection, Mapping
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from sentra.kernel import clock
from sentra.kernel.errors import InvalidInput, NotFound, Problem
from sentra.kernel.text import tidy
from sentra.licensing.models import Application, Correction, PaperCheck, Status
from sentra.licensing.rules import papers_asked, problems_of_correction
from sentra.licensing.services.common import application_lock, application_require, move, remember
from sentra.licensing.services.relaxed import relaxations_used
from sentra.licensing.services.tell import tell_applicant
from sentra.people.models import User
from sentra.reference.lists import common_lists
from sentra.reference.loading import current_pack


@transaction.atomic
def paper_check(
    *, actor: User, application_id: UUID, code: str, good: bool, remark: str = "", version: int | None = None
) -> Application:
    """Say of one paper whether it is good; what is wrong needs a remark. Raises `InvalidInput`, `NotFound`."""
    application = application_lock(actor, application_id, version)
    application_require(actor, application, "check_paper")
    remark = tidy(remark)[:500]
    if not application.papers.filter(code=code).exists():
        raise NotFound(_("This paper was not handed in."))
    if not good and not remark:
        raise InvalidInput([Problem("remark", "missing", _("Say what is wrong with this paper."))])
    _say(actor, application, {code: remark}, good=good)
    remember(actor, application, "check_paper", after={"paper": code, "good": good}, reason=remark)
    return application


@transaction.atomic
def papers_good(*, actor: User, application_id: UUID, codes: Collection[str]) -> Application:
    """Say of several papers at once that they are good. Raises `NotFound` where one was not handed in."""
    application = application_lock(actor, application_id)
    application_require(actor, application, "check_paper")
    if set(codes) - set(application.papers.order_by().values_list("code", flat=True)):
        raise NotFound(_("This paper was not handed in."))
    _say(actor, application, dict.fromkeys(codes, ""))
    remember(actor, application, "check_paper", after={"papers": sorted(codes), "good": True})
    return application


def _say(actor: User, application: Application, found: Mapping[str, str], *, good: bool = True) -> None:
    """Keep the verifier's word on papers, with the remark on each; the newest word counts."""
    at = clock.now()
    said = [
        PaperCheck(application=application, code=code, good=good, remark=remark, checked_by=actor, checked_at=at)
        for code, remark in found.items()
    ]
    PaperCheck.objects.bulk_create(
        said,
        update_conflicts=True,
        unique_fields=["application", "code"],
        update_fields=["good", "remark", "checked_by", "checked_at"],
    )


@transaction.atomic
def papers_pass(*, actor: User, application_id: UUID, version: int) -> Application:
    """Declare the papers complete: the application goes to the survey, or straight to the decision."""
    application = application_lock(actor, application_id, version)
    act = application_require(actor, application, "pass_papers")
    after = relaxations_used(actor, application, Status.VERIFICATION)
    application.verified_by = actor
    move(application, act)
    remember(
        actor,
        application,
        "pass_papers",
        before={"status": "verification"},
        after={"status": application.status, **after},
    )
    return application


@transaction.atomic
def application_return(
    *, actor: User, application_id: UUID, items: Mapping[tuple[str, str], str], message: str = "", version: int
) -> Correction:
    """Return an application: `items` names by (`field` or `paper`, code) what to correct and why.

    The clock stands still until the applicant answers; after the days of the pack it lapses.
    """
    application = application_lock(actor, application_id, version)
    act = application_require(actor, application, "return")
    told = {key: tidy(reason) for key, reason in items.items()}
    papers = papers_asked(application.revision.content, application.all_answers, common_lists())
    checks = application.paper_checks.filter(good=False, code__in=[paper.code for paper in papers])
    bad = set(checks.values_list("code", flat=True))
    problems = problems_of_correction(application.revision.content, told, bad)
    if problems:
        raise InvalidInput(problems)
    correction = Correction.objects.create(
        application=application,
        items=[{"kind": kind, "code": code, "reason": reason} for (kind, code), reason in told.items()],
        message=tidy(message)[:2000],
        asked_by=actor,
        asked_at=clock.now(),
        lapses_on=clock.today() + timedelta(days=current_pack().regency.lapse.days),
    )
    move(application, act)
    remember(
        actor,
        application,
        "return",
        before={"status": "verification"},
        after={"status": application.status, "items": correction.items},
        reason=correction.message,
    )
    tell_applicant(application, "application_returned", count=len(told), until=correction.lapses_on.isoformat())
    return correction
